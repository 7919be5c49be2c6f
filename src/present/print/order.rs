//! What of a product is wanted.
//!
//! **In:** the words after `--only`. **Out:** which records they name. **Never:** a word that is passed over: who names
//! nothing is told.

use super::super::here::Here;
use crate::catalogue::{AnyId, Grant, Subject, Who};
use crate::diag::nearest;
use crate::record::Kind;

/// A choice of records; empty: everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    ids: Vec<AnyId>,
}

impl Only {
    /// Returns the records that words name: an id, a name, `kind:id`, or an exhibit's number.
    ///
    /// # Errors
    ///
    /// What to tell of every word that names no published record.
    pub fn of(here: &Here, words: &[String]) -> Result<Self, Vec<String>> {
        let all = records(here);
        let mut only = Self::default();
        let mut wrong = Vec::new();
        for word in words {
            let named: Vec<AnyId> = all.iter().copied().filter(|id| is_named(here, *id, word)).collect();
            if named.is_empty() {
                wrong.push(unknown(here, &all, word));
            }
            only.ids.extend(named);
        }
        if wrong.is_empty() { Ok(only) } else { Err(wrong) }
    }

    /// Returns whether a record is wanted for itself.
    pub fn takes(&self, id: AnyId) -> bool {
        self.ids.is_empty() || self.ids.contains(&id)
    }

    /// Returns whether an exhibit is wanted: itself, or whom it shows.
    pub(super) fn takes_exhibit(&self, id: AnyId, subject: Option<Subject>) -> bool {
        self.takes(id) || subject.is_some_and(|subject| self.ids.contains(&AnyId::Subject(subject)))
    }

    /// Returns whether what a grant is made for is wanted: by its decision, its honour or its recipient.
    pub(super) fn takes_grant(&self, grant: &Grant) -> bool {
        let who = match &grant.who {
            Who::Subject(subject) => self.ids.contains(&AnyId::Subject(*subject)),
            Who::Name(_) => false,
        };
        who || self.takes(AnyId::Decision(grant.decision)) || self.ids.contains(&AnyId::Honour(grant.honour))
    }
}

/// Returns every record that a print may name.
pub fn records(here: &Here) -> Vec<AnyId> {
    let c = here.catalogue;
    let mut all: Vec<AnyId> = Vec::new();
    all.extend(c.exhibits.ids().map(AnyId::Exhibit));
    all.extend(c.honours.ids().map(AnyId::Honour));
    all.extend(c.decisions.ids().map(AnyId::Decision));
    all.extend(c.notices.ids().map(AnyId::Notice));
    all.extend(c.branches.ids().map(|id| AnyId::Subject(Subject::Branch(id))));
    all.extend(c.people.ids().map(|id| AnyId::Subject(Subject::Person(id))));
    all.extend(c.posts.ids().map(|id| AnyId::Subject(Subject::Post(id))));
    all.extend(c.units.ids().map(|id| AnyId::Subject(Subject::Unit(id))));
    all
}

fn is_named(here: &Here, id: AnyId, word: &str) -> bool {
    let head = here.catalogue.head(id);
    let is_number = |word: &str| match id {
        AnyId::Exhibit(exhibit) => word.trim().parse() == Ok(here.catalogue.exhibits[exhibit].record.no),
        _ => false,
    };
    let by_number = is_number(word);
    let of_kind = |kind: &str| Kind::of_word(kind) == Some(id.kind());
    let by_kind = word
        .split_once([':', '：'])
        .is_some_and(|(kind, rest)| of_kind(kind) && (rest.trim() == head.id || is_number(rest)));
    by_number || by_kind || head.id == word || head.name == word
}

fn unknown(here: &Here, all: &[AnyId], word: &str) -> String {
    let names = all.iter().flat_map(|id| {
        let head = here.catalogue.head(*id);
        [head.id.as_str(), head.name.as_str()]
    });
    match nearest(word, names) {
        Some(near) => format!("--only 后面的「{word}」不是已发布的记录，是不是想写「{near}」？"),
        None => format!("--only 后面的「{word}」不是已发布的记录，写记录的编号、名称或展品序号"),
    }
}
