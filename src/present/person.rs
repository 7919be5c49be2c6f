//! A person with what may be said of them.

use super::frame::{Page, frame};
use super::here::{Here, fact, facts_of, maybe_credit};
use super::metas::Article;
use super::pictures::{self, Place};
use super::shelves::related;
use super::{prose, rolls};
use crate::catalogue::{PersonId, Subject};
use crate::record::Kind;
use crate::view;
use crate::zh::name;

/// Returns the page of a person.
pub fn person(here: &Here, id: PersonId) -> view::Person {
    let person = &here.catalogue.people[id];
    let record = &person.record;
    let subject = Subject::Person(id);
    let link = |subject: Option<Subject>| subject.map(|subject| here.subject_link(subject)).into_iter().collect();
    let facts = [
        facts_of("单位", link(here.catalogue.unit_of(subject).map(Subject::Unit))),
        facts_of("党支部", link(person.links.branch.map(Subject::Branch))),
        fact("入党时间", record.joined.map(|date| date.chinese()).unwrap_or_default()),
    ];
    view::Person {
        frame: frame(here, Page::record(here, Kind::Person, &record.head, Article::default())),
        note: name::annotation(record.gender, &record.ethnicity).unwrap_or_default(),
        deceased: record.deceased,
        duties: record.duties.clone(),
        summary: record.head.summary.clone(),
        facts: facts.into_iter().flatten().collect(),
        honours: here.catalogue.honours_of(subject).map(|grant| rolls::held(here, grant)).collect(),
        body_html: prose::html(here, person.story.as_ref()),
        pictures: pictures::plates(here, &record.head, &person.photos, Place::Below),
        shelves: related(here, subject),
        credit: maybe_credit(here, &record.head),
    }
}
