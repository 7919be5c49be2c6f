//! A branch with everything that is true of it.

use super::frame::{Page, frame};
use super::here::{Here, fact, facts_of, maybe_credit};
use super::metas::Article;
use super::pictures::{self, Place};
use super::shelves::related;
use super::{prose, rolls};
use crate::catalogue::{Branch, BranchId, Subject};
use crate::record::Kind;
use crate::view;
use crate::zh::name;

/// Returns the page of a branch.
pub fn branch(here: &Here, id: BranchId) -> view::Branch {
    let branch = &here.catalogue.branches[id];
    let record = &branch.record;
    let subject = Subject::Branch(id);
    let formal = if record.formal_name.is_empty() {
        name::formal_branch_name(branch.name()).unwrap_or_default()
    } else {
        record.formal_name.clone()
    };
    view::Branch {
        frame: frame(here, Page::record(here, Kind::Branch, &record.head, Article::default())),
        level: record.level.chinese().to_owned(),
        formal_name: formal,
        brand: record.brand.clone(),
        summary: record.head.summary.clone(),
        facts: branch_facts(here, branch),
        honours: here.catalogue.honours_of(subject).map(|grant| rolls::held(here, grant)).collect(),
        body_html: prose::html(here, branch.story.as_ref()),
        pictures: pictures::plates(here, &record.head, &branch.photos, Place::Below),
        shelves: related(here, subject),
        credit: maybe_credit(here, &record.head),
    }
}

fn branch_facts(here: &Here, branch: &Branch) -> Vec<view::Fact> {
    let links = &branch.links;
    let link = |subject: Option<Subject>| subject.map(|subject| here.subject_link(subject)).into_iter().collect();
    let record = &branch.record;
    let facts = [
        facts_of("所在单位", link(links.unit.map(Subject::Unit))),
        facts_of("上级组织", link(links.parent.map(Subject::Branch))),
        facts_of("书记", link(links.secretary.map(Subject::Person))),
        fact("党员", record.members.map(|members| format!("{members}名")).unwrap_or_default()),
        fact("成立时间", record.founded.map(|date| date.chinese()).unwrap_or_default()),
    ];
    facts.into_iter().flatten().collect()
}
