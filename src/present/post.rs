//! A post with its pledge.

use super::frame::{Page, frame};
use super::here::{Here, facts_of, maybe_credit};
use super::metas::Article;
use super::pictures::{self, Place};
use super::shelves::related;
use super::{prose, rolls};
use crate::catalogue::{PostId, Subject};
use crate::record::Kind;
use crate::view;

/// Returns the page of a post.
pub fn post(here: &Here, id: PostId) -> view::Post {
    let post = &here.catalogue.posts[id];
    let record = &post.record;
    let subject = Subject::Post(id);
    let link = |subject: Option<Subject>| subject.map(|subject| here.subject_link(subject)).into_iter().collect();
    let facts = [
        facts_of("单位", link(here.catalogue.unit_of(subject).map(Subject::Unit))),
        facts_of("党支部", link(post.links.branch.map(Subject::Branch))),
    ];
    view::Post {
        frame: frame(here, Page::record(here, Kind::Post, &record.head, Article::default())),
        pledge: record.pledge.clone(),
        summary: record.head.summary.clone(),
        facts: facts.into_iter().flatten().collect(),
        honours: here.catalogue.honours_of(subject).map(|grant| rolls::held(here, grant)).collect(),
        body_html: prose::html(here, post.story.as_ref()),
        pictures: pictures::plates(here, &record.head, &post.photos, Place::Below),
        shelves: related(here, subject),
        credit: maybe_credit(here, &record.head),
    }
}
