//! A decision as it was issued.

use super::frame::{Page, frame};
use super::here::{Here, credit, fact};
use super::honour::{honour_fact, measure};
use super::metas::Article;
use super::pictures::{self, Place};
use super::{prose, rolls};
use crate::catalogue::DecisionId;
use crate::record::{Kind, Order};
use crate::view;
use crate::zh::numeral;

/// Returns the page of a decision.
pub fn decision(here: &Here, id: DecisionId) -> view::Decision {
    let decision = &here.catalogue.decisions[id];
    let record = &decision.record;
    let links = &decision.links;
    let measure = measure(here, links.honour);
    let facts = [
        honour_fact(here, links.honour),
        fact("批次", record.batch.map(numeral::batch).unwrap_or_default()),
        fact("发文机关", record.issuer.as_str()),
        fact("成文日期", record.date.map(|date| date.chinese()).unwrap_or_default()),
    ];
    let roll = |places: &[usize], order| (!places.is_empty()).then(|| rolls::of_grants(here, places, order, measure));
    view::Decision {
        frame: frame(here, Page::record(here, Kind::Decision, &record.head, Article::default())),
        doc_no: record.doc_no.clone(),
        facts: facts.into_iter().flatten().collect(),
        body_html: prose::html(here, decision.story.as_ref()),
        recipients: roll(&links.grants, record.order),
        verb: links
            .honour
            .map(|honour| here.catalogue.honours[honour].record.verb.chinese().to_owned())
            .unwrap_or_default(),
        revokes: roll(&links.revoked, Order::Given),
        pictures: pictures::plates(here, &record.head, &decision.photos, Place::Below),
        issuer: record.issuer.clone(),
        date: record.date.map(|date| date.chinese()).unwrap_or_default(),
        credit: credit(here, &record.head),
    }
}
