//! Words to ids, with the complaint where a word leads nowhere.
//!
//! **In:** [`Names`]. **Out:** ids of shown records. **Never:** an id of a record that is not published.

use super::id::{AnyId, BranchId, DecisionId, HonourId, PersonId, Subject, UnitId};
use super::names::{Meaning, Names};
use super::shown::Standing;
use crate::diag::{Code, Diagnostics, Place};
use crate::record::Kind;

/// The kinds that may be honoured, exhibited or paired.
pub(super) const SUBJECTS: &[Kind] = &[Kind::Branch, Kind::Person, Kind::Post, Kind::Unit];

/// Resolves references and collects what is wrong with them.
pub(super) struct Linker<'a> {
    pub(super) names: &'a Names,
    pub(super) found: Diagnostics,
    /// How many words of this record led nowhere.
    nowhere: usize,
}

/// In one record so many words are compared with all names for the one that was meant; beyond, a list is wrong as a whole.
const MOST_NOWHERE: usize = 200;

impl<'a> Linker<'a> {
    /// Returns a linker that has found nothing wrong yet.
    pub(super) fn new(names: &'a Names) -> Self {
        Self { names, found: Diagnostics::default(), nowhere: 0 }
    }
}

impl Linker<'_> {
    /// Returns the record that `word` means among `kinds`; `None`: none is published, and the reason was told.
    pub(super) fn any(&mut self, word: &str, kinds: &[Kind], place: impl FnOnce() -> Place) -> Option<AnyId> {
        // A reference that could not be read was told when it was read.
        if word.is_empty() {
            return None;
        }
        let known = match self.names.meaning(word, kinds) {
            Meaning::One(at) => &self.names.known[at],
            Meaning::Poisoned => return None,
            Meaning::Nothing => {
                self.dangling(word, kinds, place());
                return None;
            }
            Meaning::OtherKind(at) => {
                let other = &self.names.known[at];
                let wanted: Vec<&str> = kinds.iter().map(|kind| kind.chinese()).collect();
                let fact = format!("「{word}」是{}，这里要{}", other.kind.chinese(), wanted.join("或"));
                self.found
                    .add(Code::WrongKind, place(), fact)
                    .label(other.origin.clone(), "它写在这里")
                    .help(format!("改成一个{}的编号或名称", wanted.join("或")));
                return None;
            }
            Meaning::Several(all) => {
                self.several(word, &all, place());
                return None;
            }
        };
        match known.index {
            Some(index) => AnyId::of(known.kind, index),
            None => {
                if known.standing != Standing::Withdrawn {
                    let fact = format!("「{word}」{}，这里不会显示它", state(known.standing));
                    self.found.add(Code::Hidden, place(), fact).help("等它发布后会自动显示；不该提到的话删去这一项");
                }
                None
            }
        }
    }

    fn dangling(&mut self, word: &str, kinds: &[Kind], place: Place) {
        let wanted: Vec<&str> = kinds.iter().map(|kind| kind.chinese()).collect();
        let wanted = if kinds.len() > 2 { "记录".to_owned() } else { wanted.join("或") };
        self.nowhere += 1;
        let names = Some(self.names).filter(|_| self.nowhere <= MOST_NOWHERE);
        let near = names.and_then(|names| names.nearest(word, kinds)).map(str::to_owned);
        let problem = self.found.add(Code::Dangling, place, format!("找不到{wanted}「{word}」"));
        if let Some(near) = near {
            problem.help(format!("是不是想写「{near}」？"));
        }
        let folders: Vec<String> = kinds.iter().map(|kind| format!("content/{}/", kind.folder())).collect();
        problem.help(format!("新的{wanted}先在 {} 里建记录", folders.join(" 或 ")));
    }

    fn several(&mut self, word: &str, all: &[usize], place: Place) {
        if self.names.is_one_id(all) {
            return;
        }
        let ways: Vec<String> =
            all.iter().map(|at| &self.names.known[*at]).map(|k| format!("{}:{}", k.kind.word(), k.id)).collect();
        let problem = self.found.add(Code::Ambiguous, place, format!("「{word}」指的对象不止一个"));
        for at in all {
            let known = &self.names.known[*at];
            problem.label(known.origin.clone(), format!("{}「{}」", known.kind.chinese(), known.name));
        }
        let mut distinct = ways.clone();
        distinct.dedup();
        if distinct.len() == ways.len() {
            problem.help(format!("写清是哪一个：{}", ways.join(" 或 ")));
        } else {
            problem.help("给同名的记录各写一个编号（id），这里写编号");
        }
    }

    /// Returns the subject that `word` means among `kinds`.
    pub(super) fn subject(&mut self, word: &str, kinds: &[Kind], place: impl FnOnce() -> Place) -> Option<Subject> {
        match self.any(word, kinds, place)? {
            AnyId::Subject(subject) => Some(subject),
            _ => None,
        }
    }

    /// Returns the recipient that `word` means among the kinds to which an honour goes.
    pub(super) fn recipient(&mut self, word: &str, kinds: &[Kind], place: impl FnOnce() -> Place) -> Option<Subject> {
        if let Meaning::OtherKind(at) = self.names.meaning(word, kinds)
            && SUBJECTS.contains(&self.names.known[at].kind)
        {
            let other = &self.names.known[at];
            let wanted: Vec<&str> = kinds.iter().map(|kind| kind.chinese()).collect();
            let fact = format!("「{word}」是{}，这项荣誉只授予{}", other.kind.chinese(), wanted.join("或"));
            self.found
                .add(Code::RecipientKind, place(), fact)
                .label(other.origin.clone(), "它写在这里")
                .help("核对决定原文，改成对的获得者；荣誉的「对象」写错了就改荣誉");
            return None;
        }
        self.subject(word, kinds, place)
    }

    /// Returns the unit that a field names.
    pub(super) fn unit(&mut self, word: Option<&str>, place: impl FnOnce() -> Place) -> Option<UnitId> {
        match self.subject(word?, &[Kind::Unit], place)? {
            Subject::Unit(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the branch that a field names.
    pub(super) fn branch(&mut self, word: Option<&str>, place: impl FnOnce() -> Place) -> Option<BranchId> {
        match self.subject(word?, &[Kind::Branch], place)? {
            Subject::Branch(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the person that a field names.
    pub(super) fn person(&mut self, word: Option<&str>, place: impl FnOnce() -> Place) -> Option<PersonId> {
        match self.subject(word?, &[Kind::Person], place)? {
            Subject::Person(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the honour that a field names.
    pub(super) fn honour(&mut self, word: Option<&str>, place: impl FnOnce() -> Place) -> Option<HonourId> {
        match self.any(word?, &[Kind::Honour], place)? {
            AnyId::Honour(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the decision that a field names.
    pub(super) fn decision(&mut self, word: Option<&str>, place: impl FnOnce() -> Place) -> Option<DecisionId> {
        match self.any(word?, &[Kind::Decision], place)? {
            AnyId::Decision(id) => Some(id),
            _ => None,
        }
    }
}

fn state(standing: Standing) -> String {
    match standing {
        Standing::Draft => "还是草稿".to_owned(),
        other => other.chinese().to_owned(),
    }
}
