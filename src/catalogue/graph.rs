//! The catalogue itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::id::{AnyId, BranchId, HonourId, Id, Subject, UnitId};
use super::nodes::{
    Branch, Decision, Exhibit, Honour, Node, Notice, Page, Pairing, Person, Post, Recorded, Report, Unit,
};
use super::prose::Text;
use super::related::Related;
use super::roll::Grant;
use super::table::Table;
use crate::diag::Place;
use crate::record::{self, Head, Kind};
use crate::zh::calendar::Calendar;
use crate::zh::date::Moment;

/// Where a withdrawn record stood: nothing of it but its address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stub {
    /// The kind.
    pub kind: Kind,
    /// The last part of its address.
    pub slug: String,
}

/// Everything that is true of the whole site at the time of the build.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The time of the build.
    pub at: Moment,
    /// The site.
    pub site: Arc<record::Site>,
    /// Paths of the site's photos from the root, in step with its head; an empty path: not usable, and told.
    pub site_photos: Vec<String>,
    /// The exhibition, if there is one.
    pub exhibition: Option<Arc<record::Exhibition>>,
    /// Paths of the exhibition's photos, in the same way.
    pub exhibition_photos: Vec<String>,
    /// The exhibition's preface, read.
    pub preface: Option<Text>,
    /// The site's own emblem, by its path.
    pub emblem: Option<String>,
    /// The honours that make a subject eligible.
    pub eligible: Vec<HonourId>,
    /// The calendar of working days.
    pub calendar: Calendar,
    /// 单位
    pub units: Table<Unit>,
    /// 党支部
    pub branches: Table<Branch>,
    /// 人员
    pub people: Table<Person>,
    /// 岗位
    pub posts: Table<Post>,
    /// 荣誉称号
    pub honours: Table<Honour>,
    /// 决定
    pub decisions: Table<Decision>,
    /// 公示
    pub notices: Table<Notice>,
    /// 展品, by number.
    pub exhibits: Table<Exhibit>,
    /// 结对
    pub pairings: Table<Pairing>,
    /// 活动简报
    pub reports: Table<Report>,
    /// 页面
    pub pages: Table<Page>,
    /// Every honour conferred by a decision in force, in the order of decisions and their lists.
    pub grants: Arc<Vec<Grant>>,
    /// The grants of each subject, as indices into [`Catalogue::grants`], oldest first.
    pub held: Arc<BTreeMap<Subject, Vec<usize>>>,
    /// What leads to each subject.
    pub related: Arc<BTreeMap<Subject, Related>>,
    /// What was withdrawn.
    pub stubs: Vec<Stub>,
    /// How many records are not published, for the summary: drafts, and those whose time has not come.
    pub unpublished: (usize, usize),
}

impl Catalogue {
    /// Returns what every record carries.
    pub fn head(&self, id: AnyId) -> &Head {
        match id {
            AnyId::Subject(subject) => self.subject(subject),
            AnyId::Honour(id) => self.honours[id].head(),
            AnyId::Decision(id) => self.decisions[id].head(),
            AnyId::Notice(id) => self.notices[id].head(),
            AnyId::Exhibit(id) => self.exhibits[id].head(),
            AnyId::Pairing(id) => self.pairings[id].head(),
            AnyId::Report(id) => self.reports[id].head(),
            AnyId::Page(id) => self.pages[id].head(),
        }
    }

    /// Returns the head of a subject's record.
    pub fn subject(&self, subject: Subject) -> &Head {
        match subject {
            Subject::Branch(id) => self.branches[id].head(),
            Subject::Person(id) => self.people[id].head(),
            Subject::Post(id) => self.posts[id].head(),
            Subject::Unit(id) => self.units[id].head(),
        }
    }

    /// Returns the last part of a record's address.
    pub fn slug(&self, id: AnyId) -> &str {
        match id {
            AnyId::Subject(Subject::Branch(id)) => &self.branches[id].slug,
            AnyId::Subject(Subject::Person(id)) => &self.people[id].slug,
            AnyId::Subject(Subject::Post(id)) => &self.posts[id].slug,
            AnyId::Subject(Subject::Unit(id)) => &self.units[id].slug,
            AnyId::Honour(id) => &self.honours[id].slug,
            AnyId::Decision(id) => &self.decisions[id].slug,
            AnyId::Notice(id) => &self.notices[id].slug,
            AnyId::Exhibit(id) => &self.exhibits[id].slug,
            AnyId::Pairing(id) => &self.pairings[id].slug,
            AnyId::Report(id) => &self.reports[id].slug,
            AnyId::Page(id) => &self.pages[id].slug,
        }
    }

    /// Returns where the record of a kind with this id is written: `exhibit`, `05`.
    pub fn origin(&self, kind: &str, id: &str) -> Option<Place> {
        fn among<'a, R: Recorded + 'a, L: 'a>(
            mut rows: impl Iterator<Item = (Id<R>, &'a Node<R, L>)>,
            id: &str,
        ) -> Option<Place> {
            rows.find(|(_, node)| node.head().id == id).map(|(_, node)| node.head().origin.clone())
        }
        match Kind::of_word(kind)? {
            Kind::Unit => among(self.units.iter(), id),
            Kind::Branch => among(self.branches.iter(), id),
            Kind::Person => among(self.people.iter(), id),
            Kind::Post => among(self.posts.iter(), id),
            Kind::Honour => among(self.honours.iter(), id),
            Kind::Decision => among(self.decisions.iter(), id),
            Kind::Notice => among(self.notices.iter(), id),
            Kind::Exhibit => among(self.exhibits.iter(), id),
            Kind::Pairing => among(self.pairings.iter(), id),
            Kind::Report => among(self.reports.iter(), id),
            Kind::Page => among(self.pages.iter(), id),
            Kind::Calendar | Kind::Site | Kind::Exhibition => None,
        }
    }

    /// Returns the numbers and addresses that are public by declaration: those of the site and of whoever takes remarks on
    /// a notice.
    pub fn public_numbers(&self) -> Vec<String> {
        let mut numbers = self.site.pii_allow.clone();
        let own = &self.site.contact;
        numbers.extend([own.phone.clone(), own.email.clone(), own.postcode.clone()]);
        for (_, notice) in self.notices.iter() {
            let contact = &notice.record.contact;
            numbers.extend([contact.phone.clone(), contact.email.clone(), contact.report_line.clone()]);
        }
        numbers.retain(|number| !number.is_empty());
        numbers
    }

    /// Returns the unit that a subject belongs to; a unit belongs to itself.
    pub fn unit_of(&self, subject: Subject) -> Option<UnitId> {
        match subject {
            Subject::Unit(id) => Some(id),
            Subject::Branch(id) => self.branches[id].links.unit,
            Subject::Post(id) => self.unit_or_branchs(self.posts[id].links.unit, self.posts[id].links.branch),
            Subject::Person(id) => self.unit_or_branchs(self.people[id].links.unit, self.people[id].links.branch),
        }
    }

    fn unit_or_branchs(&self, unit: Option<UnitId>, branch: Option<BranchId>) -> Option<UnitId> {
        unit.or_else(|| branch.and_then(|branch| self.branches[branch].links.unit))
    }

    /// Returns the grants in force that a subject holds, newest first.
    pub fn honours_of(&self, subject: Subject) -> impl Iterator<Item = &Grant> {
        let held = self.held.get(&subject).map_or(&[][..], Vec::as_slice);
        held.iter().rev().map(|at| &self.grants[*at]).filter(|grant| grant.revoked.is_none())
    }

    /// Returns the number of exhibits that the exhibition declares, or has.
    pub fn exhibits_total(&self) -> usize {
        let declared = self.exhibition.as_ref().and_then(|exhibition| exhibition.expected);
        declared.map_or(self.exhibits.len(), |expected| expected as usize)
    }
}
