//! Rolls: one by batch with counts, and all of them.

use super::frame::{Page, frame};
use super::here::{Here, fact, facts_of};
use super::metas::Article;
use super::{prose, rolls};
use crate::catalogue::{AnyId, Batch, Honour, HonourId};
use crate::record::{Kind, Order};
use crate::view;
use crate::zh::numeral;

/// Returns the measure word of an honour's recipients.
pub(super) fn measure(here: &Here, honour: Option<HonourId>) -> &'static str {
    let kind = honour.and_then(|honour| here.catalogue.honours[honour].record.recipient_kind);
    kind.map_or("个", |kind| kind.measure())
}

/// Returns the page of all rolls.
pub fn honours(here: &Here) -> view::Honours {
    let mut groups: Vec<(String, Vec<view::HonourCard>)> = Vec::new();
    for (id, honour) in here.catalogue.honours.iter() {
        let title = group(honour);
        let card = card(here, id);
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, cards)) => cards.push(card),
            None => groups.push((title, vec![card])),
        }
    }
    let groups = groups.into_iter().map(|(title, honours)| view::HonourGroup { title, honours }).collect();
    view::Honours { frame: frame(here, Page::column(here, Kind::Honour)), groups }
}

/// The programme that an honour belongs to, or the rank of who confers it.
fn group(honour: &Honour) -> String {
    match (honour.record.programme.as_str(), rolls::rank(honour).as_str()) {
        ("", "") => "其他荣誉".to_owned(),
        ("", rank) => format!("{rank}荣誉"),
        (programme, _) => programme.to_owned(),
    }
}

/// Returns a roll in short.
pub(super) fn card(here: &Here, id: HonourId) -> view::HonourCard {
    let honour = &here.catalogue.honours[id];
    let record = &honour.record;
    let batches = honour.links.batches.iter().filter(|batch| batch.number.is_some()).count();
    view::HonourCard {
        name: honour.name().to_owned(),
        href: here.href(AnyId::Honour(id)),
        level: rolls::rank(honour),
        total: total(honour),
        measure: measure(here, Some(id)).to_owned(),
        batches: batch_count(batches),
        excerpt: mark(here, id),
        bars: bars(honour),
        sample: record.head.sample,
    }
}

/// What a reader of the number alone must know: that the list is an excerpt, and that it holds samples.
fn mark(here: &Here, id: HonourId) -> String {
    let honour = &here.catalogue.honours[id];
    let listed = honour.links.total();
    let excerpt = match (honour.record.complete, honour.record.expected) {
        (true, _) => String::new(),
        (false, Some(_)) => format!("名单节录{listed}{}", measure(here, Some(id))),
        (false, None) if listed == 0 => "名单待录".to_owned(),
        (false, None) => "节录".to_owned(),
    };
    let samples = match samples(here, honour) {
        0 => "",
        count if count == listed => "均为示例",
        _ => "含示例",
    };
    [excerpt.as_str(), samples].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

/// How many of those who hold an honour are demonstration data, or hold it by a decision that is.
fn samples(here: &Here, honour: &Honour) -> usize {
    let held = honour.links.batches.iter().flat_map(|batch| here.grants(&batch.grants));
    held.filter(|grant| here.is_sample(&grant.who) || here.catalogue.decisions[grant.decision].head().sample).count()
}

fn batch_count(batches: usize) -> String {
    let number = u32::try_from(batches).unwrap_or(u32::MAX);
    if batches > 1 { format!("{}批", numeral::ordinal(number)) } else { String::new() }
}

/// The total in force; of an excerpt the declared one, and none where nothing is at hand: nought would be untrue.
fn total(honour: &Honour) -> String {
    match (honour.record.complete, honour.record.expected, honour.links.total()) {
        (false, Some(expected), _) => expected.to_string(),
        (false, None, 0) => String::new(),
        (_, _, total) => total.to_string(),
    }
}

/// Counts by batch; an excerpt has no chart, for its counts say nothing.
fn bars(honour: &Honour) -> Vec<view::Bar> {
    let batches = &honour.links.batches;
    if batches.len() < 2 || !honour.record.complete {
        return Vec::new();
    }
    let longest = batches.iter().map(|batch| batch.grants.len()).max().unwrap_or(1).max(1);
    let bar = |batch: &Batch| view::Bar {
        label: batch.number.map_or_else(|| "其他".to_owned(), numeral::batch),
        count: batch.grants.len().to_string(),
        percent: (batch.grants.len() * 100).div_ceil(longest).to_string(),
    };
    batches.iter().map(bar).collect()
}

/// Returns the page of one roll.
pub fn honour(here: &Here, id: HonourId) -> view::Honour {
    let honour = &here.catalogue.honours[id];
    let record = &honour.record;
    let description = match total(honour) {
        none if none.is_empty() => format!("{}名单", honour.name()),
        total => format!("{}名单，共{total}{}", honour.name(), measure(here, Some(id))),
    };
    let article = Article { description, ..Article::default() };
    view::Honour {
        frame: frame(here, Page::record(here, Kind::Honour, &record.head, article)),
        summary: record.head.summary.clone(),
        body_html: prose::html(here, honour.story.as_ref()),
        total: total(honour),
        measure: measure(here, Some(id)).to_owned(),
        facts: honour_facts(honour),
        excerpt: (!record.complete).then(|| excerpt(here, id)),
        criteria: record.criteria.clone(),
        bars: bars(honour),
        batches: batches(here, id),
        revocations: revocations(here, id),
        credit: super::here::maybe_credit(here, &record.head),
    }
}

/// What the list of an excerpt holds of how many.
fn excerpt(here: &Here, id: HonourId) -> view::Excerpt {
    let honour = &here.catalogue.honours[id];
    let listed = honour.links.total();
    view::Excerpt {
        expected: honour.record.expected.map(|expected| expected.to_string()).unwrap_or_default(),
        listed: listed.to_string(),
        samples: match samples(here, honour) {
            0 => String::new(),
            count if count == listed => "均为示例".to_owned(),
            count => format!("其中示例{count}{}", measure(here, Some(id))),
        },
        source: honour.record.head.source.clone(),
    }
}

fn honour_facts(honour: &Honour) -> Vec<view::Fact> {
    let record = &honour.record;
    let facts = [
        fact("所属工程", record.programme.as_str()),
        fact("级别", rolls::rank(honour)),
        fact("对象", record.recipient_kind.map_or("", |kind| kind.chinese())),
        fact("载体", rolls::token(record.token)),
    ];
    facts.into_iter().flatten().collect()
}

/// Batches newest first, each with how many there were up to it.
fn batches(here: &Here, id: HonourId) -> Vec<view::Batch> {
    let honour = &here.catalogue.honours[id];
    let mut sum = 0;
    let mut shown: Vec<view::Batch> = Vec::new();
    for batch in &honour.links.batches {
        sum += batch.grants.len();
        let cumulative = honour.record.complete && batch.number.is_some() && !shown.is_empty();
        let cumulative = if cumulative { sum.to_string() } else { String::new() };
        shown.push(batch_view(here, id, batch, cumulative));
    }
    shown.reverse();
    shown
}

fn batch_view(here: &Here, honour: HonourId, batch: &Batch, cumulative: String) -> view::Batch {
    let last = batch.decisions.last().copied();
    let decision = last.map(|id| &here.catalogue.decisions[id]);
    let date = decision.and_then(|decision| decision.record.date).map(|date| date.chinese()).unwrap_or_default();
    let order = decision.map_or(Order::Given, |decision| decision.record.order);
    let grant = &here.catalogue.grants[batch.grants[0]];
    view::Batch {
        anchor: rolls::anchor(grant),
        label: batch.number.map_or_else(|| unnumbered(here, honour, &date), numeral::batch),
        date,
        decision: last.map_or_else(|| view::Link::new("", ""), |id| here.link(AnyId::Decision(id))),
        cumulative,
        roll: rolls::of_grants(here, &batch.grants, order, measure(here, Some(honour))),
    }
}

/// The heading of those whose decision has no batch; among batches it says so.
fn unnumbered(here: &Here, honour: HonourId, date: &str) -> String {
    let counted = here.catalogue.honours[honour].links.batches.iter().any(|batch| batch.number.is_some());
    match (date, counted) {
        ("", true) => "批次待核".to_owned(),
        ("", false) => "名单".to_owned(),
        (date, _) => date.to_owned(),
    }
}

fn revocations(here: &Here, id: HonourId) -> Vec<view::Revocation> {
    let all = here.catalogue.honours[id].links.revocations.iter().rev();
    all.map(|revocation| {
        let decision = &here.catalogue.decisions[revocation.decision];
        view::Revocation {
            date: decision.record.date.map(|date| date.chinese()).unwrap_or_default(),
            decision: here.link(AnyId::Decision(revocation.decision)),
            roll: rolls::of_grants(here, &revocation.grants, Order::Given, measure(here, Some(id))),
        }
    })
    .collect()
}

/// Returns the fact that names an honour.
pub(super) fn honour_fact(here: &Here, honour: Option<HonourId>) -> Option<view::Fact> {
    honour.and_then(|honour| facts_of("荣誉称号", vec![here.link(AnyId::Honour(honour))]))
}
