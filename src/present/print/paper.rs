//! Notices and decisions as official documents (GB/T 9704-2012).

use super::super::here::Here;
use super::super::notice::contact;
use super::album::line;
use super::desk::Desk;
use super::{prose, roster};
use crate::catalogue::{DecisionId, File, Notice, NoticeId, State, Text};
use crate::record;
use crate::view::print::{Block, Clause, ImprintNote, Line, Paper, RedHead, Span};
use crate::zh::numeral;

/// Returns a notice on paper, with what its state lets be shown.
pub fn notice(desk: &Desk, id: NoticeId) -> Paper {
    let here = &desk.here;
    let notice = &here.catalogue.notices[id];
    let record = &notice.record;
    let whole = notice.shows_all();
    let open = notice.links.period.is_none_or(|period| period.state != State::Closed);
    let mut body = Vec::new();
    if whole {
        body.extend(clauses(desk, notice.links.basis.as_ref()));
        body.extend(clauses(desk, notice.story.as_ref()));
    }
    body.extend(said_last(notice, open));
    let rosters: Vec<_> = roster::of_notice(here, id).into_iter().collect();
    let files = if whole { notice.links.attachments.iter().map(file_title).collect() } else { Vec::new() };
    Paper {
        imprint: desk.imprint(),
        of: format!("notice:{}", record.head.id),
        copy_no: String::new(),
        imprint_note: None,
        red_head: None,
        title: record.head.name.clone(),
        addressee: String::new(),
        body,
        attachments: attachments(&rosters, files),
        rosters,
        issuer: or_organiser(here, &record.issuer),
        date: record.date.map(|date| date.chinese()).unwrap_or_default(),
        sample: record.head.sample,
        whole,
    }
}

/// The period, and while it is open to whom remarks go: the last paragraphs of the body, before the signature.
fn said_last(notice: &Notice, open: bool) -> Option<Clause> {
    let mut lines: Vec<Line> = Vec::new();
    if let Some(period) = notice.links.period {
        let (from, to, days) = (period.from.chinese(), period.to.chinese(), period.workdays);
        lines.push(Line { label: "公示期".to_owned(), value: format!("{from}至{to}（{days}个工作日）") });
    }
    if open {
        lines.extend(contact(&notice.record.contact).iter().map(line));
    }
    let paragraph = |line: &Line| {
        let text = prose::held(&format!("{}：{}", line.label, line.value));
        Block::Paragraph { spans: vec![Span::Text { text }] }
    };
    let blocks: Vec<Block> = lines.iter().map(paragraph).collect();
    (!blocks.is_empty()).then_some(Clause::Prose { blocks })
}

/// Returns a decision on paper.
pub fn decision(desk: &Desk, id: DecisionId) -> Paper {
    let here = &desk.here;
    let decision = &here.catalogue.decisions[id];
    let record = &decision.record;
    let rosters = roster::of_decision(here, id);
    let issuer = or_organiser(here, &record.issuer);
    let red_head =
        (!record.doc_no.is_empty()).then(|| RedHead { mark: format!("{issuer}文件"), doc_no: record.doc_no.clone() });
    Paper {
        imprint: desk.imprint(),
        of: format!("decision:{}", record.head.id),
        copy_no: record.copy_no.clone(),
        imprint_note: imprint_note(record),
        red_head,
        title: record.head.name.clone(),
        addressee: String::new(),
        body: clauses(desk, decision.story.as_ref()),
        attachments: attachments(&rosters, Vec::new()),
        rosters,
        issuer,
        date: record.date.map(|date| date.chinese()).unwrap_or_default(),
        sample: record.head.sample,
        whole: true,
    }
}

/// What the record says of copies and printing; nothing is made up.
fn imprint_note(record: &record::Decision) -> Option<ImprintNote> {
    let copies = record.copies_to.join("，");
    let note = ImprintNote {
        copies_to: if copies.is_empty() { copies } else { copies.trim_end_matches('。').to_owned() + "。" },
        printed_by: record.printed_by.clone(),
        printed_on: record.printed_on.map(|date| format!("{}印发", date.chinese())).unwrap_or_default(),
    };
    let is_empty = [&note.copies_to, &note.printed_by, &note.printed_on].iter().all(|part| part.is_empty());
    (!is_empty).then_some(note)
}

fn or_organiser(here: &Here, issuer: &str) -> String {
    if issuer.is_empty() { here.catalogue.site.organiser.clone() } else { issuer.to_owned() }
}

fn file_title(file: &File) -> String {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if file.title.is_empty() { stem.to_owned() } else { file.title.clone() }
}

fn attachments(rosters: &[crate::view::print::Roster], files: Vec<String>) -> Vec<String> {
    let lists = rosters.iter().filter(|roster| roster.attached).map(|roster| roster.heading.clone());
    lists.chain(files).collect()
}

/// The body by clauses: headings get their numbers by level, 一、（一）1.（1） (GB/T 9704-2012 §7.3.3).
fn clauses(desk: &Desk, text: Option<&Text>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut counts = [0_u32; 4];
    for block in prose::blocks(desk, text) {
        if let Block::Heading { level, spans } = block {
            let level = level.clamp(1, 4);
            let at = level as usize - 1;
            counts[at] += 1;
            counts[at + 1..].fill(0);
            clauses.push(Clause::Level { level, number: number(level, counts[at]), spans });
        } else if let Some(Clause::Prose { blocks }) = clauses.last_mut() {
            blocks.push(block);
        } else {
            clauses.push(Clause::Prose { blocks: vec![block] });
        }
    }
    clauses
}

fn number(level: u32, count: u32) -> String {
    match level {
        1 => format!("{}、", numeral::ordinal(count)),
        2 => format!("（{}）", numeral::ordinal(count)),
        3 => format!("{count}."),
        _ => format!("（{count}）"),
    }
}
