//! The album: the exhibition as a book.

use super::super::exhibit;
use super::super::gallery::{self, card_no};
use super::super::here::Here;
use super::desk::Desk;
use super::{appendix, index, prose};
use crate::catalogue::{AnyId, ExhibitId};
use crate::view::print::{Album, Chapter, Line, Plate, Spread};
use crate::view::{self, Fact};
use crate::zh::spacing::count_chars;

/// Returns the whole album: every published exhibit, by chapter.
pub fn album(desk: &Desk) -> Album {
    let here = &desk.here;
    let catalogue = here.catalogue;
    let exhibits = &here.plan.lists.exhibits;
    let title = catalogue.exhibition.as_ref().map_or(&catalogue.site.name, |exhibition| &exhibition.title);
    let samples = exhibits.iter().filter(|id| catalogue.exhibits[**id].head().sample).count();
    Album {
        imprint: desk.imprint(),
        title: title.clone(),
        total: format!("{}件展品", exhibits.len()),
        preface: prose::blocks(desk, catalogue.preface.as_ref()),
        cover: cover(desk),
        venues: gallery::venues(here).iter().map(venue).collect(),
        chapters: gallery::by_chapter(here, exhibits).into_iter().map(|chapter| chapter_of(desk, chapter)).collect(),
        units: index::units(here),
        units_order: "按机构序列为序".to_owned(),
        names: index::names(here),
        names_order: "按姓名笔画为序".to_owned(),
        rolls: appendix::rolls(here),
        sample_note: sample_note(samples, exhibits.len()),
    }
}

/// The widest photo of the first exhibits that has the most pixels to give: a cover is printed large.
fn cover(desk: &Desk) -> Option<Plate> {
    let catalogue = desk.here.catalogue;
    let first = desk.here.plan.lists.exhibits.iter().flat_map(|id| {
        let exhibit = &catalogue.exhibits[*id];
        desk.plates(exhibit.head(), &exhibit.photos)
    });
    // Of equals the first one: the order of exhibits is the editors' own.
    first.fold(None, |best: Option<Plate>, plate| match best {
        Some(best) if best.width * best.height >= plate.width * plate.height => Some(best),
        _ => Some(plate),
    })
}

fn venue(venue: &view::Venue) -> Line {
    let name = &venue.name.text;
    let value = if venue.period.is_empty() { name.clone() } else { format!("{name}（{}）", venue.period) };
    Line { label: venue.mode.clone(), value }
}

fn sample_note(samples: usize, all: usize) -> String {
    match samples {
        0 => String::new(),
        count if count == all => "本册全部展品为示例，不是真实事迹。".to_owned(),
        count => format!("本册有{count}件展品为示例，标有“示例”字样，不是真实事迹。"),
    }
}

fn chapter_of(desk: &Desk, chapter: gallery::ChapterOf) -> Chapter {
    Chapter {
        count: format!("{}件展品", chapter.exhibits.len()),
        ordinal: chapter.ordinal,
        title: chapter.title,
        exhibits: chapter.exhibits.into_iter().map(|id| spread(desk, id)).collect(),
    }
}

fn spread(desk: &Desk, id: ExhibitId) -> Spread {
    let here: &Here = &desk.here;
    let exhibit = &here.catalogue.exhibits[id];
    let record = &exhibit.record;
    let story = if exhibit.story.is_some() { exhibit.story.as_ref() } else { exhibit.links.board.as_ref() };
    let subject = exhibit::subject(here, exhibit.links.subject);
    let honours = exhibit.links.subject.map(|it| here.catalogue.honours_of(it).map(|grant| desk.held(grant)).collect());
    Spread {
        of: format!("exhibit:{}", record.head.id),
        no: card_no(record.no),
        total: here.catalogue.exhibits_total().to_string(),
        title: record.head.name.clone(),
        lead: prose::held(&record.lead),
        subject_kind: subject.kind,
        subject: subject.name,
        facts: subject.facts.iter().map(line).collect(),
        length: count_chars(&prose::plain(story)),
        story: prose::blocks(desk, story),
        plates: desk.plates(&record.head, &exhibit.photos),
        honours: honours.unwrap_or_default(),
        qr: desk.qr(AnyId::Exhibit(id)),
        sample: record.head.sample,
    }
}

/// Returns a fact of a page as a line of print.
pub(super) fn line(fact: &Fact) -> Line {
    let values: Vec<&str> = fact.values.iter().map(|value| value.text.as_str()).collect();
    Line { label: fact.label.clone(), value: values.join("、") }
}
