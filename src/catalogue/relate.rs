//! What leads to a branch, a person, a post or a unit: the other way round of every link.
//!
//! **In:** a linked catalogue. **Out:** one [`Related`] a subject. **Never:** the same thing twice.

use std::collections::BTreeMap;

use super::graph::Catalogue;
use super::id::Subject;
use super::nodes::{Notice, Party};
use super::related::Related;

/// Collects while the catalogue is walked once.
struct Collector<'a> {
    catalogue: &'a Catalogue,
    related: BTreeMap<Subject, Related>,
}

/// Returns what leads to each subject.
pub(super) fn relate(catalogue: &Catalogue) -> BTreeMap<Subject, Related> {
    let mut collector = Collector { catalogue, related: BTreeMap::new() };
    collector.belongings();
    collector.records();
    collector.related
}

impl Collector<'_> {
    fn of(&mut self, subject: Subject) -> &mut Related {
        self.related.entry(subject).or_default()
    }

    /// Units, branches, people and posts below units and branches.
    fn belongings(&mut self) {
        let catalogue = self.catalogue;
        for (id, unit) in catalogue.units.iter() {
            if let Some(parent) = unit.links.parent {
                self.of(Subject::Unit(parent)).units.push(id);
            }
        }
        for (id, branch) in catalogue.branches.iter() {
            if let Some(unit) = branch.links.unit {
                self.of(Subject::Unit(unit)).branches.push(id);
            }
            if let Some(parent) = branch.links.parent {
                self.of(Subject::Branch(parent)).branches.push(id);
            }
        }
        for (id, person) in catalogue.people.iter() {
            if let Some(unit) = catalogue.unit_of(Subject::Person(id)) {
                self.of(Subject::Unit(unit)).people.push(id);
            }
            if let Some(branch) = person.links.branch {
                self.of(Subject::Branch(branch)).people.push(id);
            }
        }
        for (id, post) in catalogue.posts.iter() {
            if let Some(unit) = catalogue.unit_of(Subject::Post(id)) {
                self.of(Subject::Unit(unit)).posts.push(id);
            }
            if let Some(branch) = post.links.branch {
                self.of(Subject::Branch(branch)).posts.push(id);
            }
        }
    }

    /// Exhibits, notices, pairings and reports, with the units behind those whom they name.
    fn records(&mut self) {
        let catalogue = self.catalogue;
        for (id, exhibit) in catalogue.exhibits.iter() {
            for subject in self.with_units(exhibit.links.subject.into_iter().collect()) {
                self.of(subject).exhibits.push(id);
            }
        }
        for (id, notice) in catalogue.notices.iter() {
            if !notice.shows_names() {
                continue;
            }
            for subject in self.with_units(notice.links.candidates.clone()) {
                self.of(subject).notices.push(id);
            }
        }
        for (id, pairing) in catalogue.pairings.iter() {
            let links = &pairing.links;
            let parties = links.mentors.iter().chain(&links.mentees).chain(&links.partners);
            let named = parties.filter_map(|party| match party {
                Party::Subject(subject) => Some(*subject),
                Party::Outside(_) => None,
            });
            for subject in self.with_units(named.collect()) {
                self.of(subject).pairings.push(id);
            }
        }
        for (id, report) in catalogue.reports.iter() {
            let links = &report.links;
            let units = links.units.iter().map(|id| Subject::Unit(*id));
            let branches = links.branches.iter().map(|id| Subject::Branch(*id));
            let people = links.people.iter().map(|id| Subject::Person(*id));
            for subject in self.with_units(units.chain(branches).chain(people).collect()) {
                self.of(subject).reports.push(id);
            }
        }
    }

    /// Adds the units of those named, and takes each once.
    fn with_units(&self, mut named: Vec<Subject>) -> Vec<Subject> {
        let units: Vec<Subject> =
            named.iter().filter_map(|subject| self.catalogue.unit_of(*subject)).map(Subject::Unit).collect();
        named.extend(units);
        named.sort_unstable();
        named.dedup();
        named
    }
}

impl Notice {
    /// Returns whether the page still shows whom the notice names: after its period only if it says so (`keep`).
    pub fn shows_names(&self) -> bool {
        use super::notice::State;
        use crate::record::Keep;
        let closed = self.links.period.is_some_and(|period| period.state == State::Closed);
        !closed || matches!(self.record.keep, Keep::Names | Keep::All)
    }
}
