//! Plaques and certificates: what a decision hands out, one page a recipient.

use super::super::here::Here;
use super::desk::Desk;
use super::order::Only;
use crate::catalogue::{Decision, Grant, Honour, Subject, Who};
use crate::record::{Token, Verb};
use crate::view::print::{Certificate, Certificates, Plaque, Plaques};
use crate::zh::date::Date;
use crate::zh::numeral;

/// Returns the plaques of an order: honours in force whose token is a plaque, in the order of decisions and lists.
pub fn plaques(desk: &Desk, only: &Only) -> Plaques {
    let here = &desk.here;
    let plaques = given(here, Token::Plaque, only).map(|grant| plaque(here, grant)).collect();
    Plaques { imprint: desk.imprint(), plaques }
}

/// Returns the certificates of an order: honours in force whose token is a certificate, in the order of decisions and
/// lists.
pub fn certificates(desk: &Desk, only: &Only) -> Certificates {
    let here = &desk.here;
    let certificates = given(here, Token::Certificate, only).map(|grant| certificate(here, grant)).collect();
    Certificates { imprint: desk.imprint(), certificates }
}

fn given<'a>(here: &'a Here, token: Token, only: &'a Only) -> impl Iterator<Item = &'a Grant> {
    let catalogue = here.catalogue;
    let in_force = catalogue.grants.iter().filter(|grant| grant.revoked.is_none());
    in_force.filter(move |grant| catalogue.honours[grant.honour].record.token == token && only.takes_grant(grant))
}

fn plaque(here: &Here, grant: &Grant) -> Plaque {
    let (honour, decision) = (&here.catalogue.honours[grant.honour], &here.catalogue.decisions[grant.decision]);
    Plaque {
        of: of(here, grant),
        honour: honour.name().to_owned(),
        name: here.who(&grant.who),
        batch: grant.batch.map(numeral::batch).unwrap_or_default(),
        issuer: issuer(here, decision),
        date: decision.record.date.map(month).unwrap_or_default(),
        token_no: grant.token_no.clone(),
        sample: here.is_sample(&grant.who) || decision.head().sample,
    }
}

fn certificate(here: &Here, grant: &Grant) -> Certificate {
    let (honour, decision) = (&here.catalogue.honours[grant.honour], &here.catalogue.decisions[grant.decision]);
    let subject = if let Who::Subject(subject) = &grant.who { Some(*subject) } else { None };
    let duties = match subject {
        Some(Subject::Person(id)) => here.catalogue.people[id].record.duties.join("、"),
        _ => String::new(),
    };
    let (before, after) = sentence(honour, grant.batch);
    Certificate {
        of: of(here, grant),
        name: here.who(&grant.who),
        person: matches!(subject, Some(Subject::Person(_))),
        unit: subject.map(|subject| here.unit_name(subject).text).unwrap_or_default(),
        duties,
        before,
        honour: honour.name().to_owned(),
        after,
        issuer: issuer(here, decision),
        date: decision.record.date.map(|date| date.hanzi()).unwrap_or_default(),
        doc_no: decision.record.doc_no.clone(),
        token_no: grant.token_no.clone(),
        sample: here.is_sample(&grant.who) || decision.head().sample,
    }
}

/// What stands before and after the honour: 被命名为第三批 … ，特发此证。
fn sentence(honour: &Honour, batch: Option<u32>) -> (String, String) {
    let batch = batch.map(numeral::batch).unwrap_or_default();
    match honour.record.verb {
        Verb::Confer => (format!("被授予{batch}"), "称号，特发此证。".to_owned()),
        verb => (format!("被{}为{batch}", verb.chinese()), "，特发此证。".to_owned()),
    }
}

fn issuer(here: &Here, decision: &Decision) -> String {
    let written = &decision.record.issuer;
    if written.is_empty() { here.catalogue.site.organiser.clone() } else { written.clone() }
}

fn of(here: &Here, grant: &Grant) -> String {
    match &grant.who {
        Who::Subject(subject) => format!("{}:{}", subject.kind().word(), here.catalogue.subject(*subject).id),
        Who::Name(name) => name.clone(),
    }
}

/// Returns `二〇一九年十二月`.
fn month(date: Date) -> String {
    let whole = date.hanzi();
    whole.split_inclusive('月').next().unwrap_or_default().to_owned()
}
