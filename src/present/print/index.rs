//! The indexes at the end of the album: units in 机构序列, persons by strokes.
//!
//! **In:** the exhibits. **Out:** lines with the numbers of exhibits. **Never:** a page number; only the layout knows one.

use std::collections::BTreeMap;

use super::super::gallery::card_no;
use super::super::here::Here;
use crate::catalogue::{AnyId, PersonId, Subject, UnitId};
use crate::record::{Category, Kind};
use crate::view::print::IndexEntry;
use crate::zh::collate::StrokeKey;
use crate::zh::numeral;
use crate::zh::strokes::strokes;

/// Returns the units that exhibits show, or whose branches, people and posts they show.
pub(super) fn units(here: &Here) -> Vec<IndexEntry> {
    let mut shown: BTreeMap<UnitId, Vec<String>> = BTreeMap::new();
    for (no, subject) in subjects(here) {
        if let Some(unit) = here.catalogue.unit_of(subject) {
            shown.entry(unit).or_default().push(no);
        }
    }
    let in_order = here.plan.lists.all(Kind::Unit).iter();
    let ids = in_order.filter_map(|id| if let AnyId::Subject(Subject::Unit(unit)) = id { Some(*unit) } else { None });
    ids.filter_map(|unit| {
        let exhibits = shown.remove(&unit)?;
        let record = &here.catalogue.units[unit].record;
        Some(IndexEntry {
            name: here.name(Subject::Unit(unit)),
            group: record.category.unwrap_or(Category::Other).chinese().to_owned(),
            exhibits,
            sample: record.head.sample,
        })
    })
    .collect()
}

/// Returns the persons whom exhibits show, and the secretaries of the branches that they show.
pub(super) fn names(here: &Here) -> Vec<IndexEntry> {
    let mut people: Vec<(PersonId, Vec<String>)> = persons(here).into_iter().collect();
    people.sort_by_cached_key(|(id, _)| {
        let person = &here.catalogue.people[*id];
        let key = StrokeKey::fullname(person.name(), &person.record.stroke_key).ok();
        (key.is_none(), key, *id)
    });
    let entry = |(id, exhibits): (PersonId, Vec<String>)| IndexEntry {
        name: here.name(Subject::Person(id)),
        group: group(here, id),
        exhibits,
        sample: here.catalogue.people[id].head().sample,
    };
    people.into_iter().map(entry).collect()
}

/// Returns the persons of the index by names, in the order of their records.
pub fn indexed(here: &Here) -> Vec<PersonId> {
    persons(here).into_keys().collect()
}

/// The persons of the index, with the numbers of the exhibits.
fn persons(here: &Here) -> BTreeMap<PersonId, Vec<String>> {
    let mut shown: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
    for (no, subject) in subjects(here) {
        let person = match subject {
            Subject::Person(id) => Some(id),
            Subject::Branch(id) => here.catalogue.branches[id].links.secretary,
            Subject::Post(_) | Subject::Unit(_) => None,
        };
        if let Some(person) = person {
            shown.entry(person).or_default().push(no);
        }
    }
    shown
}

/// The number of strokes of a name's first character: 七画.
fn group(here: &Here, id: PersonId) -> String {
    let person = &here.catalogue.people[id];
    let Some(first) = person.name().chars().next() else { return String::new() };
    let own = person.record.stroke_key.get(&first).map(|own| own.chars().count());
    let count = own.or_else(|| strokes(first).map(|(strokes, _)| strokes.count()));
    let count = count.and_then(|count| u32::try_from(count).ok());
    count.map_or_else(|| "其他".to_owned(), |count| format!("{}画", numeral::ordinal(count)))
}

/// The subjects of the exhibits, with the exhibits' numbers.
fn subjects<'a>(here: &'a Here) -> impl Iterator<Item = (String, Subject)> + use<'a> {
    let exhibits = &here.catalogue.exhibits;
    here.plan
        .lists
        .exhibits
        .iter()
        .filter_map(|id| Some((card_no(exhibits[*id].record.no), exhibits[*id].links.subject?)))
}
