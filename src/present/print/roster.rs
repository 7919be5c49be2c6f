//! The lists of names in an official document.

use super::super::here::Here;
use super::super::honour::measure;
use super::super::rolls;
use crate::catalogue::{DecisionId, HonourId, NoticeId};
use crate::record::Order;
use crate::view;
use crate::view::print::{Roster, RosterRow};

/// Lists longer than this stand on pages of their own, as 附件.
const IN_THE_BODY: usize = 30;

/// Returns the candidates of a notice; none where they are no longer shown.
pub(super) fn of_notice(here: &Here, id: NoticeId) -> Option<Roster> {
    let notice = &here.catalogue.notices[id];
    if !notice.shows_names() || notice.links.candidates.is_empty() {
        return None;
    }
    let measure = measure(here, notice.links.honour);
    let roll = rolls::of_subjects(here, &notice.links.candidates, notice.record.order, measure);
    let stage = notice.record.stage.map_or("", |stage| stage.chinese());
    Some(roster(format!("{}{stage}名单", quoted(here, notice.links.honour)), roll))
}

/// Returns whom a decision honours, and from whom it takes an honour away.
pub(super) fn of_decision(here: &Here, id: DecisionId) -> Vec<Roster> {
    let decision = &here.catalogue.decisions[id];
    let links = &decision.links;
    let measure = measure(here, links.honour);
    let quoted = quoted(here, links.honour);
    let mut rosters = Vec::new();
    if !links.grants.is_empty() {
        let roll = rolls::of_grants(here, &links.grants, decision.record.order, measure);
        rosters.push(roster(format!("{quoted}名单"), roll));
    }
    if !links.revoked.is_empty() {
        let roll = rolls::of_grants(here, &links.revoked, Order::Given, measure);
        rosters.push(roster(format!("撤销{quoted}名单"), roll));
    }
    rosters
}

fn quoted(here: &Here, honour: Option<HonourId>) -> String {
    honour.map(|id| format!("“{}”", here.catalogue.honours[id].name())).unwrap_or_default()
}

/// What a column of a table shows of a recipient.
type Cell = fn(&view::Recipient) -> &str;

fn roster(heading: String, roll: view::Roll) -> Roster {
    let recipients = &roll.recipients;
    let has = |cell: Cell| recipients.iter().any(|one| !cell(one).is_empty());
    let columns: [(&str, Cell); 4] = [
        ("单位", |one| &one.unit.text),
        ("职务", |one| &one.duties),
        ("编号", |one| &one.token_no),
        ("得分", |one| &one.score),
    ];
    let shown: Vec<_> = columns.into_iter().filter(|(_, cell)| has(*cell)).collect();
    let mut head = vec!["序号".to_owned(), (if roll.personal { "姓名" } else { "名称" }).to_owned()];
    head.extend(shown.iter().map(|(title, _)| (*title).to_owned()));
    let row = |one: &view::Recipient| RosterRow {
        no: one.no.clone(),
        name: one.name.clone(),
        cells: shown.iter().map(|(_, cell)| cell(one).to_owned()).collect(),
    };
    let note = [format!("共{}", roll.count), roll.order_note.clone()];
    let note: Vec<String> = note.into_iter().filter(|part| !part.is_empty()).collect();
    Roster {
        heading,
        note: note.join("，"),
        attached: recipients.len() > IN_THE_BODY,
        columns: roll.personal && shown.is_empty(),
        head,
        rows: recipients.iter().map(row).collect(),
    }
}
