//! One page's point of view: where it stands, and how everything else is reached from there.
//!
//! **In:** the catalogue, the plan, a route. **Out:** links, names, facts. **Never:** an address that is not in the plan.

use std::collections::BTreeMap;

use super::sample;
use crate::catalogue::{AnyId, Catalogue, Grant, Party, Subject, Who};
use crate::output::Route;
use crate::plan::Plan;
use crate::record::{Head, Kind};
use crate::view;
use crate::zh::name;

/// Where a page stands.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// What is true.
    pub catalogue: &'a Catalogue,
    /// Which files there are.
    pub plan: &'a Plan,
    /// The page that is being made.
    pub route: &'a Route,
    /// What stands in the attribute `integrity` of each script, by its path: `assets/site.js`.
    pub seals: &'a BTreeMap<String, String>,
}

impl<'a> Here<'a> {
    /// Returns the link from this page to a file of the site.
    pub(super) fn to(&self, route: &Route) -> String {
        self.route.link(route)
    }

    /// Returns the link to a page by its folder: `exhibits`; empty where there is no such page.
    pub(super) fn folder(&self, folder: &str) -> String {
        let route = Route::page(folder).ok().filter(|route| self.plan.tasks.contains_key(route));
        route.map(|route| self.to(&route)).unwrap_or_default()
    }

    /// Returns the link to a file by its path: `feed.xml`.
    pub(super) fn file(&self, path: &str) -> String {
        Route::file(path).map(|route| self.to(&route)).unwrap_or_default()
    }

    /// Returns one of our scripts as this page loads it, by its name: `site.js`.
    pub(super) fn script(&self, name: &str) -> view::Script {
        view::Script { src: self.file(&format!("assets/{name}")), integrity: self.seal(name) }
    }

    /// Returns what stands in the attribute `integrity` of one of our scripts; empty where the site wants none.
    pub(super) fn seal(&self, name: &str) -> String {
        let seal = self.seals.get(&format!("assets/{name}")).filter(|_| self.catalogue.site.integrity);
        seal.cloned().unwrap_or_default()
    }

    /// Returns the way from this page to the root, never empty.
    pub(super) fn root(&self) -> String {
        let root = self.route.to_root();
        if root.is_empty() { "./".to_owned() } else { root }
    }

    /// Returns the link to a record's page.
    pub(super) fn href(&self, id: AnyId) -> String {
        self.to(self.plan.addresses.record(id))
    }

    /// Returns a record's name with the link to its page.
    pub(super) fn link(&self, id: AnyId) -> view::Link {
        let head = self.catalogue.head(id);
        view::Link { text: head.name.clone(), href: self.href(id), sample: head.sample }
    }

    /// Returns a subject's name with the link to its page.
    pub(super) fn subject_link(&self, subject: Subject) -> view::Link {
        self.link(AnyId::Subject(subject))
    }

    /// Returns a subject as lists of names set it.
    pub(super) fn name(&self, subject: Subject) -> view::Name {
        let head = self.catalogue.subject(subject);
        let mut shown = view::Name {
            text: head.name.clone(),
            href: self.href(AnyId::Subject(subject)),
            two: false,
            note: String::new(),
            deceased: false,
            sample: head.sample,
        };
        if let Subject::Person(id) = subject {
            let record = &self.catalogue.people[id].record;
            shown.two = name::is_two_character(&head.name);
            shown.note = name::annotation(record.gender, &record.ethnicity).unwrap_or_default();
            shown.deceased = record.deceased;
        }
        shown
    }

    /// Returns a subject as lists of names set it; an empty name where there is none.
    pub(super) fn subject_name(&self, subject: Option<Subject>) -> view::Name {
        subject.map_or_else(|| plain_name(""), |subject| self.name(subject))
    }

    /// Returns whoever a decision names.
    pub(super) fn who(&self, who: &Who) -> view::Name {
        match who {
            Who::Subject(subject) => self.name(*subject),
            Who::Name(name) => plain_name(name),
        }
    }

    /// Returns one who stands on a side of a pairing.
    pub(super) fn party(&self, party: &Party) -> view::Name {
        match party {
            Party::Subject(subject) => self.name(*subject),
            Party::Outside(name) => plain_name(name),
        }
    }

    /// Returns the name of a subject's unit where it says more than the subject's own name does, or an empty word.
    pub(super) fn unit_name(&self, subject: Subject) -> view::Word {
        if matches!(subject, Subject::Unit(_)) {
            return view::Word::default();
        }
        let Some(unit) = self.catalogue.unit_of(subject) else { return view::Word::default() };
        let unit = self.catalogue.units[unit].head();
        let head = self.catalogue.subject(subject);
        if head.name.starts_with(&unit.name) {
            return view::Word::default();
        }
        view::Word { text: unit.name.clone(), sample: unit.sample && !head.sample }
    }

    /// Returns the short names of the honours that a subject holds, newest first, each once.
    ///
    /// Beside a subject that carries the mark itself they carry none.
    pub(super) fn honour_tags(&self, subject: Subject) -> Vec<view::Word> {
        let mut tags: Vec<view::Word> = Vec::new();
        for grant in self.catalogue.honours_of(subject) {
            let honour = &self.catalogue.honours[grant.honour];
            let short = if honour.record.short.is_empty() { honour.name() } else { &honour.record.short };
            if !tags.iter().any(|tag| tag.text == *short) {
                tags.push(view::Word { text: short.to_owned(), sample: honour.head().sample });
            }
        }
        if self.catalogue.subject(subject).sample { sample::below_mark(tags) } else { sample::once(tags) }
    }

    /// Returns whether whoever is named is demonstration data.
    pub(super) fn is_sample(&self, who: &Who) -> bool {
        match who {
            Who::Subject(subject) => self.catalogue.subject(*subject).sample,
            Who::Name(_) => false,
        }
    }

    /// Returns the grants at these places.
    pub(super) fn grants(&self, places: &'a [usize]) -> impl Iterator<Item = &'a Grant> + use<'a> {
        let grants = &self.catalogue.grants;
        places.iter().map(|at| &grants[*at])
    }
}

/// Returns a name without a page.
fn plain_name(name: &str) -> view::Name {
    view::Name {
        text: name.to_owned(),
        href: String::new(),
        two: false,
        note: String::new(),
        deceased: false,
        sample: false,
    }
}

/// Returns the word for a subject's kind: 党支部, 党员, 岗位, 单位.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "人物",
        other => other.chinese(),
    }
}

/// Returns one fact with plain text.
pub(super) fn fact(label: &str, text: impl Into<String>) -> Option<view::Fact> {
    let text = text.into();
    (!text.is_empty()).then(|| view::Fact { label: label.to_owned(), values: vec![view::Link::new(text, "")] })
}

/// Returns one fact with links; none where there is nothing to say.
pub(super) fn facts_of(label: &str, values: Vec<view::Link>) -> Option<view::Fact> {
    (!values.is_empty()).then(|| view::Fact { label: label.to_owned(), values: sample::once(values) })
}

/// Returns the credit line of a record; who reviewed it only where the site shows that.
pub(super) fn credit(here: &Here, head: &Head) -> view::Credit {
    let is_hidden = here.catalogue.site.hide_reviewers;
    view::Credit {
        published: head.publish.map(|moment| moment.to_string()).unwrap_or_default(),
        updated: String::new(),
        source: head.source.clone(),
        author: head.author.clone(),
        editor: head.editor.clone(),
        reviewers: if is_hidden { Vec::new() } else { head.reviewers.clone() },
    }
}

/// Returns the credit line where a record has anything to say in it.
pub(super) fn maybe_credit(here: &Here, head: &Head) -> Option<view::Credit> {
    let credit = credit(here, head);
    let empty = credit.published.is_empty()
        && credit.source.is_empty()
        && credit.author.is_empty()
        && credit.editor.is_empty()
        && credit.reviewers.is_empty();
    (!empty).then_some(credit)
}
