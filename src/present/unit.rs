//! A unit with everything of it.

use super::frame::{Page, frame};
use super::here::{Here, facts_of, maybe_credit};
use super::metas::Article;
use super::pictures::{self, Place};
use super::shelves::related;
use super::{prose, rolls};
use crate::catalogue::{Related, Subject, UnitId};
use crate::record::Kind;
use crate::view;

/// Returns the page of a unit.
pub fn unit(here: &Here, id: UnitId) -> view::Unit {
    let unit = &here.catalogue.units[id];
    let record = &unit.record;
    let subject = Subject::Unit(id);
    let parent = unit.links.parent.map(|parent| here.subject_link(Subject::Unit(parent)));
    view::Unit {
        frame: frame(here, Page::record(here, Kind::Unit, &record.head, Article::default())),
        short: record.short.clone(),
        category: record.category.map(|category| category.chinese().to_owned()).unwrap_or_default(),
        summary: record.head.summary.clone(),
        facts: facts_of("上级单位", parent.into_iter().collect()).into_iter().collect(),
        honours: honours(here, subject),
        body_html: prose::html(here, unit.story.as_ref()),
        pictures: pictures::plates(here, &record.head, &unit.photos, Place::Below),
        shelves: related(here, subject),
        credit: maybe_credit(here, &record.head),
    }
}

/// The honours of the unit itself, then of its branches, posts and people.
fn honours(here: &Here, unit: Subject) -> Vec<view::UnitHonour> {
    let none = Related::default();
    let related = here.catalogue.related.get(&unit).unwrap_or(&none);
    let branches = related.branches.iter().map(|id| Subject::Branch(*id));
    let posts = related.posts.iter().map(|id| Subject::Post(*id));
    let people = related.people.iter().map(|id| Subject::Person(*id));
    let holders = std::iter::once(unit).chain(branches).chain(posts).chain(people);
    let held = holders.flat_map(|holder| here.catalogue.honours_of(holder).map(move |grant| (holder, grant)));
    held.map(|(holder, grant)| view::UnitHonour { recipient: here.name(holder), held: rolls::held(here, grant) })
        .collect()
}
