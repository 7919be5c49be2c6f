//! One exhibit.

use super::frame::{Page, broken, column_link, frame};
use super::gallery::{card_no, chapter_link};
use super::here::{Here, credit, facts_of, kind_word};
use super::metas::{Article, Sort};
use super::pictures::{self, Place};
use super::{prose, rolls};
use crate::catalogue::{AnyId, ExhibitId, Subject};
use crate::record::Kind;
use crate::view;

/// Returns the page of an exhibit.
pub fn exhibit(here: &Here, id: ExhibitId) -> view::Exhibit {
    let exhibit = &here.catalogue.exhibits[id];
    let record = &exhibit.record;
    let mut plates = pictures::plates(here, &record.head, &exhibit.photos, Place::First);
    let cover = (!plates.is_empty()).then(|| plates.remove(0));
    let image = cover.as_ref().map(|plate| plate.picture.src.clone()).unwrap_or_default();
    let article = Article { description: record.lead.clone(), image };
    let chapter = chapter_link(here, exhibit.links.chapter);
    let mut way = vec![column_link(here, Kind::Exhibit)];
    way.extend((!chapter.text.is_empty()).then(|| chapter.clone()));
    let page = Page {
        heading: record.head.name.clone(),
        sort: Sort::Article(Kind::Exhibit, &record.head, article),
        way,
        belongs: Some(Kind::Exhibit),
        sample: record.head.sample,
        scripts: &[],
    };
    let (previous, next) = neighbours(here, id);
    let honours = exhibit.links.subject.map(|subject| here.catalogue.honours_of(subject).collect::<Vec<_>>());
    let story = if exhibit.story.is_some() { exhibit.story.as_ref() } else { exhibit.links.board.as_ref() };
    view::Exhibit {
        frame: frame(here, page),
        no: card_no(record.no),
        total: here.catalogue.exhibits_total().to_string(),
        chapter,
        lead: record.lead.clone(),
        cover,
        story_html: prose::html(here, story),
        pictures: plates,
        subject: subject(here, exhibit.links.subject),
        honours: honours.unwrap_or_default().into_iter().map(|grant| rolls::held(here, grant)).collect(),
        previous,
        next,
        gallery: here.folder("exhibits"),
        credit: credit(here, &record.head),
    }
}

/// Returns the subject of an exhibit with what is known of it; nothing where there is none.
pub(super) fn subject(here: &Here, subject: Option<Subject>) -> view::Subject {
    let Some(subject) = subject else {
        let name = here.subject_name(None);
        return view::Subject { kind: String::new(), name, phrases: Vec::new(), facts: Vec::new() };
    };
    let catalogue = here.catalogue;
    let unit = match subject {
        Subject::Unit(_) => None,
        other => catalogue.unit_of(other).map(|unit| here.subject_link(Subject::Unit(unit))),
    };
    let mut facts: Vec<view::Fact> = facts_of("所属单位", unit.into_iter().collect()).into_iter().collect();
    match subject {
        Subject::Branch(id) => {
            let secretary = catalogue.branches[id].links.secretary;
            let link = secretary.map(|person| here.subject_link(Subject::Person(person)));
            facts.extend(facts_of("书记", link.into_iter().collect()));
        }
        Subject::Person(id) => {
            let person = &catalogue.people[id];
            let duties = person.record.duties.iter().map(|duty| view::Link::new(duty, ""));
            facts.extend(facts_of("职务", duties.collect()));
            let branch = person.links.branch.map(|branch| here.subject_link(Subject::Branch(branch)));
            facts.extend(facts_of("党支部", branch.into_iter().collect()));
        }
        Subject::Post(id) => {
            let branch = catalogue.posts[id].links.branch.map(|branch| here.subject_link(Subject::Branch(branch)));
            facts.extend(facts_of("党支部", branch.into_iter().collect()));
        }
        Subject::Unit(_) => {}
    }
    let name = here.name(subject);
    view::Subject { kind: kind_word(subject.kind()).to_owned(), phrases: broken(&name.text), name, facts }
}

/// The exhibits before and after, round the corner at both ends.
fn neighbours(here: &Here, id: ExhibitId) -> (Option<view::Neighbour>, Option<view::Neighbour>) {
    let all = &here.plan.lists.exhibits;
    let Some(at) = all.iter().position(|other| *other == id).filter(|_| all.len() > 1) else { return (None, None) };
    let neighbour = |at: usize| {
        let exhibit = &here.catalogue.exhibits[all[at]];
        view::Neighbour {
            no: card_no(exhibit.record.no),
            title: exhibit.name().to_owned(),
            href: here.href(AnyId::Exhibit(all[at])),
            sample: exhibit.head().sample,
        }
    };
    (Some(neighbour((at + all.len() - 1) % all.len())), Some(neighbour((at + 1) % all.len())))
}
