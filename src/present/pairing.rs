//! A pairing: both sides, what was agreed, and what was done.

use super::frame::{Page, frame};
use super::here::{Here, credit};
use super::metas::Article;
use super::pictures::{self, Place};
use super::prose;
use crate::catalogue::{PairingId, Party};
use crate::record::{Kind, LedgerRow};
use crate::view;

/// Returns the page of a pairing.
pub fn pairing(here: &Here, id: PairingId) -> view::Pairing {
    let pairing = &here.catalogue.pairings[id];
    let record = &pairing.record;
    let links = &pairing.links;
    let sides = [
        side(here, "帮带方", &links.mentors),
        side(here, "帮带对象", &links.mentees),
        side(here, "共建方", &links.partners),
    ];
    let mut ledger: Vec<&LedgerRow> = record.ledger.iter().collect();
    // Lines without a date keep their place behind those that have one.
    ledger.sort_by_key(|row| (row.date.is_none(), row.date));
    view::Pairing {
        frame: frame(here, Page::record(here, Kind::Pairing, &record.head, Article::default())),
        mode: record.kind.map(|kind| kind.chinese().to_owned()).unwrap_or_default(),
        summary: record.head.summary.clone(),
        sides: sides.into_iter().flatten().collect(),
        signed: record.signed.map(|date| date.chinese()).unwrap_or_default(),
        aspects: record.aspects.clone(),
        ledger: ledger.into_iter().map(line).collect(),
        outcome_html: prose::html_with(here, links.outcome.as_ref(), "outcome-"),
        body_html: prose::html(here, pairing.story.as_ref()),
        pictures: pictures::plates(here, &record.head, &pairing.photos, Place::Below),
        credit: credit(here, &record.head),
    }
}

fn side(here: &Here, label: &str, parties: &[Party]) -> Option<view::Side> {
    let one = |party: &Party| {
        let (unit, honours) = match party {
            Party::Subject(subject) => (here.unit_name(*subject), here.honour_tags(*subject)),
            Party::Outside(_) => (view::Word::default(), Vec::new()),
        };
        view::Party { name: here.party(party), unit, honours }
    };
    (!parties.is_empty()).then(|| view::Side { label: label.to_owned(), parties: parties.iter().map(one).collect() })
}

fn line(row: &LedgerRow) -> view::LedgerEntry {
    view::LedgerEntry {
        date: row.date.map(|date| date.chinese()).unwrap_or_default(),
        aspect: row.aspect.clone(),
        done: row.done.clone(),
        result: row.result.clone(),
    }
}
