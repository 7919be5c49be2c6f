//! The honour rolls at the end of the album: those whose holders are exhibited, batch by batch.

use super::super::here::Here;
use super::super::honour::measure;
use super::super::rolls;
use crate::catalogue::{Batch, HonourId};
use crate::record::Order;
use crate::view::print::{RollPart, RollSection};
use crate::zh::numeral;

/// Returns the rolls of the honours by which an exhibit may be chosen; of all, where the exhibition names none.
pub(super) fn rolls(here: &Here) -> Vec<RollSection> {
    let catalogue = here.catalogue;
    let wanted = |id: &HonourId| catalogue.eligible.is_empty() || catalogue.eligible.contains(id);
    let held = catalogue.honours.ids().filter(wanted);
    held.filter(|id| catalogue.honours[*id].links.total() > 0).map(|id| section(here, id)).collect()
}

fn section(here: &Here, id: HonourId) -> RollSection {
    let honour = &here.catalogue.honours[id];
    let measure = measure(here, Some(id));
    let listed = honour.links.total();
    let count = match honour.record.expected.filter(|_| !honour.record.complete) {
        Some(expected) => format!("节录{listed}{measure}，全部{expected}{measure}"),
        None if !honour.record.complete => format!("节录{listed}{measure}"),
        None => format!("共{listed}{measure}"),
    };
    RollSection {
        title: honour.name().to_owned(),
        count,
        parts: honour.links.batches.iter().map(|batch| part(here, batch)).collect(),
    }
}

fn part(here: &Here, batch: &Batch) -> RollPart {
    let decision = batch.decisions.last().map(|id| &here.catalogue.decisions[*id]);
    let date = decision.and_then(|it| it.record.date).map(|date| date.chinese()).unwrap_or_default();
    let order = decision.map_or(Order::Given, |decision| decision.record.order);
    let roll = rolls::of_grants(here, &batch.grants, order, "");
    let number = batch.number.map(numeral::batch).unwrap_or_default();
    let heading = match (number.is_empty(), date.is_empty()) {
        (false, false) => format!("{number}（{date}）"),
        _ => number + &date,
    };
    RollPart {
        heading,
        decision: decision.map(|it| it.record.doc_no.clone()).unwrap_or_default(),
        order_note: roll.order_note,
        personal: roll.personal,
        names: roll.recipients.into_iter().map(|one| (one.name, one.unit.text)).collect(),
    }
}
