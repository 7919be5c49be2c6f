//! Lists of names with the note of their order, and the honours that somebody holds.

use super::here::Here;
use crate::catalogue::{AnyId, Grant, Honour, Subject, Who};
use crate::record::{Order, RecipientKind, Token};
use crate::view::{HonourHeld, Link, Recipient, Roll, Word};
use crate::zh::numeral;

/// Returns the note that stands under a list: it is printed from the order itself, so that it cannot contradict it.
pub(super) fn order_note(order: Order) -> &'static str {
    match order {
        Order::Given => "排名不分先后",
        Order::SurnameStroke => "按姓氏笔画为序",
        Order::FullnameStroke => "按姓名笔画为序",
        Order::Unit => "按机构序列为序",
        Order::Score => "按得分为序",
    }
}

/// Returns the list of some grants.
pub(super) fn of_grants(here: &Here, places: &[usize], order: Order, measure: &str) -> Roll {
    let grants: Vec<&Grant> = places.iter().map(|at| &here.catalogue.grants[*at]).collect();
    let recipients: Vec<Recipient> =
        grants.iter().enumerate().map(|(n, grant)| of_grant(here, n, grant, order)).collect();
    finish(recipients, grants.iter().map(|grant| &grant.who), order, measure)
}

fn of_grant(here: &Here, n: usize, grant: &Grant, order: Order) -> Recipient {
    let mut row = match &grant.who {
        Who::Subject(subject) => of_subject(here, n, *subject),
        Who::Name(_) => Recipient {
            no: (n + 1).to_string(),
            name: here.who(&grant.who),
            unit: Word::default(),
            duties: String::new(),
            token_no: String::new(),
            score: String::new(),
            tags: Vec::new(),
        },
    };
    row.token_no = grant.token_no.clone();
    row.tags = brand(here, grant);
    if order == Order::Score {
        row.score = grant.score.map(plain_number).unwrap_or_default();
    }
    row
}

/// The brand for which an honour of brands was conferred on whoever has it.
fn brand(here: &Here, grant: &Grant) -> Vec<Word> {
    if here.catalogue.honours[grant.honour].record.recipient_kind != Some(RecipientKind::Brand) {
        return Vec::new();
    }
    let brand = match grant.who {
        Who::Subject(Subject::Branch(id)) => &here.catalogue.branches[id].record.brand,
        Who::Subject(Subject::Unit(id)) => &here.catalogue.units[id].record.brand,
        _ => return Vec::new(),
    };
    if brand.is_empty() { Vec::new() } else { vec![Word::new(brand)] }
}

/// Returns the list of some subjects.
pub(super) fn of_subjects(here: &Here, subjects: &[Subject], order: Order, measure: &str) -> Roll {
    let recipients = subjects.iter().enumerate().map(|(n, subject)| of_subject(here, n, *subject)).collect();
    let whos: Vec<Who> = subjects.iter().map(|subject| Who::Subject(*subject)).collect();
    finish(recipients, whos.iter(), order, measure)
}

/// Returns one line of a list.
pub(super) fn of_subject(here: &Here, n: usize, subject: Subject) -> Recipient {
    let duties = match subject {
        Subject::Person(id) => here.catalogue.people[id].record.duties.join("、"),
        _ => String::new(),
    };
    Recipient {
        no: (n + 1).to_string(),
        name: here.name(subject),
        unit: here.unit_name(subject),
        duties,
        token_no: String::new(),
        score: String::new(),
        tags: Vec::new(),
    }
}

fn finish<'a>(
    recipients: Vec<Recipient>,
    whos: impl IntoIterator<Item = &'a Who>,
    order: Order,
    measure: &str,
) -> Roll {
    let personal = whos.into_iter().all(|who| matches!(who, Who::Subject(Subject::Person(_))));
    // One name has no order.
    let order_note = if recipients.len() > 1 { order_note(order).to_owned() } else { String::new() };
    Roll {
        count: format!("{}{measure}", recipients.len()),
        order_note,
        personal: personal && !recipients.is_empty(),
        recipients,
    }
}

/// Returns a number without a tail of zeros.
pub(super) fn plain_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

/// Returns an honour as the page of its holder shows it.
pub(super) fn held(here: &Here, grant: &Grant) -> HonourHeld {
    let honour = &here.catalogue.honours[grant.honour];
    let decision = &here.catalogue.decisions[grant.decision];
    let roll = here.href(AnyId::Honour(grant.honour));
    let title = if decision.record.doc_no.is_empty() { decision.name() } else { &decision.record.doc_no };
    HonourHeld {
        honour: here.link(AnyId::Honour(grant.honour)),
        level: rank(honour),
        batch: grant.batch.map(numeral::batch).unwrap_or_default(),
        batch_href: format!("{roll}#{}", anchor(grant)),
        verb: honour.record.verb.chinese().to_owned(),
        date: decision.record.date.map(|date| date.chinese()).unwrap_or_default(),
        decision: Link {
            text: title.to_owned(),
            href: here.href(AnyId::Decision(grant.decision)),
            sample: decision.head().sample && !honour.head().sample,
        },
        token: token(honour.record.token),
        token_no: grant.token_no.clone(),
    }
}

/// Returns the id on the roll's page of the batch that a grant belongs to.
pub(super) fn anchor(grant: &Grant) -> String {
    match grant.batch {
        Some(number) => format!("batch-{number}"),
        None => format!("decision-{}", grant.decision.index() + 1),
    }
}

/// Returns the rank of who confers an honour: 国家级, 工委.
pub(super) fn rank(honour: &Honour) -> String {
    let word = honour.record.level.map_or("", |level| level.chinese());
    if matches!(word, "" | "工委" | "单位") { word.to_owned() } else { format!("{word}级") }
}

/// Returns the word for what a recipient is given; nothing for nothing.
pub(super) fn token(token: Token) -> String {
    match token {
        Token::None => String::new(),
        other => other.chinese().to_owned(),
    }
}
