//! Where the words of each kind of record lead.
//!
//! **In:** a record and the linker. **Out:** the links of its node. **Never:** counts anything; `fold` does.

use super::id::Subject;
use super::linker::{Linker, SUBJECTS};
use super::nodes::{
    BranchLinks, DecisionLinks, ExhibitLinks, NoticeLinks, PairingLinks, Party, PersonLinks, ReportLinks, UnitLinks,
};
use super::notice::period;
use super::order::{Ground, sorted};
use super::prose::{File, Library, Text, text};
use super::rules;
use crate::diag::{Code, Place};
use crate::record::{self, Kind, Side, Target};
use crate::source::{Form, beside};
use crate::zh::calendar::Calendar;
use crate::zh::date::Moment;

/// What notices and exhibits are linked by, beside names.
pub(super) struct Given<'a> {
    /// The project's files.
    pub(super) library: &'a Library<'a>,
    /// The time of the build.
    pub(super) at: Moment,
    /// The calendar of working days.
    pub(super) calendar: &'a Calendar,
    /// The units, branches, people and posts.
    pub(super) ground: Ground<'a>,
    /// The exhibition, if it is shown.
    pub(super) exhibition: Option<&'a record::Exhibition>,
}

/// Returns where a branch's words lead.
pub(super) fn branch_links(branch: &record::Branch, linker: &mut Linker) -> BranchLinks {
    let origin = &branch.head.origin;
    BranchLinks {
        unit: linker.unit(branch.unit.as_deref(), || origin.at("unit")),
        parent: linker.branch(branch.parent.as_deref(), || origin.at("parent")),
        secretary: linker.person(branch.secretary.as_deref(), || origin.at("secretary")),
    }
}

/// Returns where a unit's words lead.
pub(super) fn unit_links(unit: &record::Unit, linker: &mut Linker) -> UnitLinks {
    UnitLinks { parent: linker.unit(unit.parent.as_deref(), || unit.head.origin.at("parent")) }
}

/// Returns where a decision's words lead; its list is folded later.
pub(super) fn decision_links(decision: &record::Decision, linker: &mut Linker) -> DecisionLinks {
    let honour = linker.honour(Some(&decision.honour), || decision.head.origin.at("honour"));
    DecisionLinks { honour, ..DecisionLinks::default() }
}

/// Returns where a person's words lead.
pub(super) fn person_links(person: &record::Person, linker: &mut Linker) -> PersonLinks {
    belonging(person.unit.as_deref(), person.branch.as_deref(), &person.head.origin, linker)
}

/// Returns where a post's words lead.
pub(super) fn post_links(post: &record::Post, linker: &mut Linker) -> PersonLinks {
    belonging(post.unit.as_deref(), post.branch.as_deref(), &post.head.origin, linker)
}

fn belonging(unit: Option<&str>, branch: Option<&str>, origin: &Place, linker: &mut Linker) -> PersonLinks {
    PersonLinks { unit: linker.unit(unit, || origin.at("unit")), branch: linker.branch(branch, || origin.at("branch")) }
}

/// Returns where a notice's words lead, its list in order and its period worked out.
pub(super) fn notice_links(notice: &record::Notice, given: &Given, linker: &mut Linker) -> NoticeLinks {
    let origin = &notice.head.origin;
    let mut rows = Vec::new();
    rules::order(&notice.head, notice.order, notice.candidates.len(), &mut linker.found);
    for (word, place) in &notice.candidates {
        if let Some(subject) = linker.subject(word, SUBJECTS, || place.clone()) {
            if rows.iter().any(|(seen, _, _)| *seen == subject) {
                linker
                    .found
                    .add(Code::RecipientTwice, place.clone(), "同一对象在名单里出现两次")
                    .help("删去重复的一个");
                continue;
            }
            rows.push((subject, subject, place.clone()));
        }
    }
    let read = |prose: &Option<record::Prose>, linker: &mut Linker| -> Option<Text> {
        prose.as_ref().map(|prose| text(prose, given.library, linker))
    };
    NoticeLinks {
        honour: linker.honour(notice.honour.as_deref(), || origin.at("honour")),
        decision: linker.decision(notice.decision.as_deref(), || origin.at("decision")),
        candidates: sorted(rows, notice.order, &given.ground, linker),
        period: notice.period.as_ref().and_then(|written| period(written, given.calendar, given.at, linker)),
        attachments: notice
            .attachments
            .iter()
            .filter_map(|file| attachment(file, origin, given.library, linker))
            .collect(),
        basis: read(&notice.basis, linker),
        result: read(&notice.result, linker),
    }
}

fn attachment(
    written: &record::AttachmentFile,
    origin: &Place,
    library: &Library,
    linker: &mut Linker,
) -> Option<File> {
    let Ok(path) = beside(&origin.file, &written.file) else {
        linker
            .found
            .add(Code::OutsidePath, written.place.clone(), format!("附件「{}」超出了 content 文件夹", written.file))
            .help("把附件放到记录旁边");
        return None;
    };
    if matches!(Form::of(&path), Form::Yaml | Form::Markdown) {
        linker
            .found
            .add(
                Code::AttachmentRecord,
                written.place.clone(),
                format!("附件「{}」是记录文件，不能原样发布", written.file),
            )
            .help("记录里有备注等不发布的内容；把要给人下载的内容另存为 .docx、.xlsx 或 .pdf");
        return None;
    }
    match library.any_size(&path) {
        Some(size) => Some(File { path, title: written.title.clone(), size }),
        None if library.is_unread(&path) => None,
        None => {
            linker
                .found
                .add(Code::AttachmentMissing, written.place.clone(), format!("附件「{}」不存在", written.file))
                .help("把附件放到记录旁边；大小写也要一致");
            None
        }
    }
}

/// Returns where an exhibit's words lead, and its chapter.
pub(super) fn exhibit_links(exhibit: &record::Exhibit, given: &Given, linker: &mut Linker) -> ExhibitLinks {
    let origin = &exhibit.head.origin;
    let subject = linker.subject(&exhibit.subject, SUBJECTS, || origin.at("subject"));
    let chapters = given.exhibition.map_or(&[][..], |exhibition| exhibition.chapters.as_slice());
    let named = exhibit.chapter.as_deref().and_then(|word| {
        let at = chapters.iter().position(|chapter| chapter.title == word || chapter.kind == word);
        if at.is_none() {
            let titles: Vec<&str> = chapters.iter().map(|chapter| chapter.title.as_str()).collect();
            linker
                .found
                .add(Code::UnknownChapter, origin.at("chapter"), format!("展览里没有「{word}」这个篇章"))
                .help(format!("exhibition.yaml 里的篇章有：{}", titles.join("、")));
        }
        at
    });
    let chapter = if exhibit.chapter.is_some() { named } else { subject.and_then(|who| chapter_of(who, chapters)) };
    let board = exhibit.board.as_ref().map(|board| text(board, given.library, linker));
    ExhibitLinks { subject, chapter, board }
}

/// The one chapter that takes subjects of this kind; `None` where none does, or several do and the exhibit must say.
fn chapter_of(subject: Subject, chapters: &[record::Chapter]) -> Option<usize> {
    let takes = |chapter: &record::Chapter| Kind::of_word(&chapter.kind) == Some(subject.kind());
    let at = chapters.iter().position(takes)?;
    (!chapters[at + 1..].iter().any(takes)).then_some(at)
}

/// Returns where a pairing's words lead.
pub(super) fn pairing_links(pairing: &record::Pairing, library: &Library, linker: &mut Linker) -> PairingLinks {
    let side = |sides: &[Side], linker: &mut Linker| -> Vec<Party> {
        let party = |side: &Side, linker: &mut Linker| match &side.target {
            Target::Record(word) => linker.subject(word, SUBJECTS, || side.place.clone()).map(Party::Subject),
            Target::Name(name) => Some(Party::Outside(name.clone())),
        };
        sides.iter().filter_map(|one| party(one, linker)).collect()
    };
    PairingLinks {
        mentors: side(&pairing.mentors, linker),
        mentees: side(&pairing.mentees, linker),
        partners: side(&pairing.partners, linker),
        outcome: pairing.outcome.as_ref().map(|outcome| text(outcome, library, linker)),
    }
}

/// Returns where a report's words lead.
pub(super) fn report_links(report: &record::Report, linker: &mut Linker) -> ReportLinks {
    let mut links = ReportLinks::default();
    for (word, place) in &report.units {
        links.units.extend(linker.unit(Some(word), || place.clone()));
    }
    for (word, place) in &report.branches {
        links.branches.extend(linker.branch(Some(word), || place.clone()));
    }
    for (word, place) in &report.people {
        links.people.extend(linker.person(Some(word), || place.clone()));
    }
    links
}
