//! A report with its figures.

use super::frame::{Page, frame};
use super::here::{Here, credit};
use super::metas::Article;
use super::pictures::{self, Place};
use super::rolls::plain_number;
use super::sample::once;
use super::{prose, shelves};
use crate::catalogue::{ReportId, Subject};
use crate::record::{Approx, Figure, Kind};
use crate::view;
use crate::zh::{numeral, spacing};

/// Returns the page of a report.
pub fn report(here: &Here, id: ReportId) -> view::Report {
    let report = &here.catalogue.reports[id];
    let record = &report.record;
    let links = &report.links;
    let mut plates = pictures::plates(here, &record.head, &report.photos, Place::First);
    let cover = (!plates.is_empty()).then(|| plates.remove(0));
    let article = Article {
        description: spacing::excerpt(&prose::plain(report.story.as_ref()), 100),
        image: cover.as_ref().map(|plate| plate.picture.src.clone()).unwrap_or_default(),
    };
    view::Report {
        frame: frame(here, Page::record(here, Kind::Report, &record.head, article)),
        topic: shelves::topic(record.topic).to_owned(),
        date: record.date.map(|date| date.chinese()).unwrap_or_default(),
        place: record.place.clone(),
        summary: record.head.summary.clone(),
        cover,
        figures: record.figures.iter().map(figure).collect(),
        body_html: prose::html(here, report.story.as_ref()),
        pictures: plates,
        units: once(links.units.iter().map(|id| here.subject_link(Subject::Unit(*id))).collect()),
        branches: once(links.branches.iter().map(|id| here.subject_link(Subject::Branch(*id))).collect()),
        people: once(links.people.iter().map(|id| here.name(Subject::Person(*id))).collect()),
        credit: credit(here, &record.head),
    }
}

/// Returns a figure with its word of approximation where the language puts it: 近60名, 4000余名, 1万人次以上.
fn figure(figure: &Figure) -> view::Figure {
    let (before, after) = match figure.approx {
        None => ("", figure.unit.clone()),
        Some(Approx::Near) => ("近", figure.unit.clone()),
        Some(Approx::Over) => ("超", figure.unit.clone()),
        Some(Approx::Odd) => ("", format!("余{}", figure.unit)),
        Some(Approx::More) => ("", format!("多{}", figure.unit)),
        Some(Approx::AtLeast) => ("", format!("{}以上", figure.unit)),
    };
    view::Figure {
        label: figure.label.clone(),
        before: before.to_owned(),
        number: grouped(figure.value),
        after,
        as_of: figure.as_of.map(|date| date.chinese()).unwrap_or_default(),
        source: figure.source.clone(),
    }
}

fn grouped(number: f64) -> String {
    if number.fract() == 0.0 && (10_000.0..1e15).contains(&number) {
        numeral::group(number as u64)
    } else {
        plain_number(number)
    }
}
