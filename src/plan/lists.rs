//! What stands on which page of which list, in which order.
//!
//! **In:** the catalogue. **Out:** ids by page. **Never:** an order that depends on a map.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalogue::{AnyId, Catalogue, ExhibitId, HonourId, Id, Node, Recorded, Subject, UnitId};
use crate::record::{Category, Kind};
use crate::zh::collate::StrokeKey;
use crate::zh::date::Moment;

/// How many records stand on a page of a list.
pub const PAGE: usize = 20;

/// What of the gallery a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// All of it.
    Whole,
    /// The chapter with this index.
    Chapter(usize),
    /// What holds this honour.
    Honour(HonourId),
}

/// The lists of the site.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    by_kind: BTreeMap<Kind, Vec<AnyId>>,
    /// The exhibits by number.
    pub exhibits: Vec<ExhibitId>,
    /// The honours by which the gallery can be filtered.
    pub filters: Vec<HonourId>,
}

impl Lists {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut exhibits: Vec<ExhibitId> = catalogue.exhibits.ids().collect();
        exhibits.sort_by_key(|id| catalogue.exhibits[*id].record.no);
        let mut by_kind = BTreeMap::new();
        let (people, (branches, posts)) =
            rayon::join(|| people(catalogue), || rayon::join(|| branches(catalogue), || posts(catalogue)));
        by_kind.insert(Kind::Unit, units(catalogue));
        by_kind.insert(Kind::Branch, branches);
        by_kind.insert(Kind::Person, people);
        by_kind.insert(Kind::Post, posts);
        by_kind.insert(Kind::Honour, catalogue.honours.ids().map(AnyId::Honour).collect());
        by_kind.insert(Kind::Exhibit, exhibits.iter().copied().map(AnyId::Exhibit).collect());
        by_kind.insert(Kind::Decision, newest(catalogue.decisions.iter(), AnyId::Decision));
        by_kind.insert(Kind::Notice, newest(catalogue.notices.iter(), AnyId::Notice));
        by_kind.insert(Kind::Pairing, newest(catalogue.pairings.iter(), AnyId::Pairing));
        by_kind.insert(Kind::Report, newest(catalogue.reports.iter(), AnyId::Report));
        let filters = filters(catalogue, &exhibits);
        Self { by_kind, exhibits, filters }
    }

    /// Returns all records of a kind in the order of its list.
    pub fn all(&self, kind: Kind) -> &[AnyId] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Returns the records on a page of a list; pages count from 1.
    pub fn page(&self, kind: Kind, page: usize) -> &[AnyId] {
        self.all(kind).chunks(PAGE).nth(page.saturating_sub(1)).unwrap_or(&[])
    }

    /// Returns how many pages a list has; none for an empty one.
    pub fn pages(&self, kind: Kind) -> usize {
        self.all(kind).len().div_ceil(PAGE)
    }
}

/// Newest first; those of one moment in the order of files.
fn newest<'a, R: Recorded + 'a, L: 'a>(
    rows: impl Iterator<Item = (Id<R>, &'a Node<R, L>)>,
    any: impl Fn(Id<R>) -> AnyId,
) -> Vec<AnyId> {
    let mut dated: Vec<(Option<Moment>, Id<R>)> = rows.map(|(id, node)| (node.head().publish, id)).collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    dated.into_iter().map(|(_, id)| any(id)).collect()
}

/// A unit's place in 机构序列: category, number, then where it stands in the files.
fn unit_key(catalogue: &Catalogue, id: UnitId) -> (Category, u64, UnitId) {
    let record = &catalogue.units[id].record;
    let seq = record.seq.map_or(u64::MAX, |seq| seq.max(0.0).to_bits());
    (record.category.unwrap_or(Category::Other), seq, id)
}

fn units(catalogue: &Catalogue) -> Vec<AnyId> {
    let mut ids: Vec<UnitId> = catalogue.units.ids().collect();
    ids.sort_by_key(|id| unit_key(catalogue, *id));
    ids.into_iter().map(|id| AnyId::Subject(Subject::Unit(id))).collect()
}

fn branches(catalogue: &Catalogue) -> Vec<AnyId> {
    let mut ids: Vec<_> = catalogue.branches.ids().collect();
    ids.sort_by_cached_key(|id| {
        let unit = catalogue.branches[*id].links.unit.map(|unit| unit_key(catalogue, unit));
        (unit.is_none(), unit, *id)
    });
    ids.into_iter().map(|id| AnyId::Subject(Subject::Branch(id))).collect()
}

fn posts(catalogue: &Catalogue) -> Vec<AnyId> {
    let mut ids: Vec<_> = catalogue.posts.ids().collect();
    ids.sort_by_cached_key(|id| {
        let unit = catalogue.unit_of(Subject::Post(*id)).map(|unit| unit_key(catalogue, unit));
        (unit.is_none(), unit, *id)
    });
    ids.into_iter().map(|id| AnyId::Subject(Subject::Post(id))).collect()
}

/// By 姓氏笔画; a name with a character that has no strokes stands last.
fn people(catalogue: &Catalogue) -> Vec<AnyId> {
    let ids: Vec<_> = catalogue.people.ids().collect();
    let keyed = |id: &_| {
        let person = &catalogue.people[*id];
        let key = StrokeKey::surname(person.name(), &person.record.stroke_key).ok();
        (key.is_none(), key, *id)
    };
    let mut keyed: Vec<_> = ids.par_iter().map(keyed).collect();
    keyed.par_sort_unstable();
    keyed.into_iter().map(|(_, _, id)| AnyId::Subject(Subject::Person(id))).collect()
}

fn filters(catalogue: &Catalogue, exhibits: &[ExhibitId]) -> Vec<HonourId> {
    let subjects = exhibits.iter().filter_map(|id| catalogue.exhibits[*id].links.subject);
    let mut honours: Vec<HonourId> =
        subjects.flat_map(|subject| catalogue.honours_of(subject)).map(|grant| grant.honour).collect();
    honours.sort_unstable();
    honours.dedup();
    honours
}
