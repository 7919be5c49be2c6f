//! The gallery: whole or filtered, and for a museum screen.

use super::frame::{Page, column_link, frame};
use super::here::{Here, maybe_credit};
use super::metas::Sort;
use super::pictures::{self, Place};
use super::sample::below_mark;
use super::{column, prose};
use crate::catalogue::{AnyId, ExhibitId, HonourId, Subject};
use crate::plan::Filter;
use crate::record::{Kind, Venue};
use crate::view;
use crate::zh::numeral;

/// Returns an exhibit's number as it is shown: `05`.
pub(super) fn card_no(no: u32) -> String {
    format!("{no:02}")
}

/// Returns an exhibit as the gallery shows it.
pub(super) fn card(here: &Here, id: ExhibitId) -> view::ExhibitCard {
    let exhibit = &here.catalogue.exhibits[id];
    let subject = exhibit.links.subject;
    let is_sample = exhibit.head().sample;
    let name = |subject: Subject| {
        let head = here.catalogue.subject(subject);
        view::Word { text: head.name.clone(), sample: head.sample && !is_sample }
    };
    let honours = subject.map(|subject| here.honour_tags(subject)).unwrap_or_default();
    view::ExhibitCard {
        no: card_no(exhibit.record.no),
        title: exhibit.name().to_owned(),
        href: here.href(AnyId::Exhibit(id)),
        subject: subject.map(name).unwrap_or_default(),
        lead: exhibit.record.lead.clone(),
        picture: pictures::card(here, exhibit.head(), &exhibit.photos),
        honours: if is_sample { below_mark(honours) } else { honours },
        sample: is_sample,
    }
}

fn chapter_ordinal(index: usize) -> String {
    format!("第{}篇章", numeral::ordinal(u32::try_from(index + 1).unwrap_or(u32::MAX)))
}

fn chapter_title<'a>(here: &Here<'a>, index: usize) -> &'a str {
    let chapters = here.catalogue.exhibition.as_ref().map(|exhibition| &exhibition.chapters);
    chapters.and_then(|chapters| chapters.get(index)).map_or("", |chapter| chapter.title.as_str())
}

/// Returns the link to an exhibit's chapter in the gallery; empty where it has none.
pub(super) fn chapter_link(here: &Here, chapter: Option<usize>) -> view::Link {
    let Some(index) = chapter else { return view::Link::new("", "") };
    let text = format!("{} {}", chapter_ordinal(index), chapter_title(here, index));
    view::Link::new(text, here.folder(&format!("exhibits/chapter/{}", index + 1)))
}

/// Returns where the exhibition is shown.
pub(super) fn venues(here: &Here) -> Vec<view::Venue> {
    let venues = here.catalogue.exhibition.as_ref().map_or(&[][..], |exhibition| exhibition.venues.as_slice());
    venues.iter().map(|one| venue(one, &here.catalogue.site.trusted_domains)).collect()
}

fn venue(venue: &Venue, trusted: &[String]) -> view::Venue {
    let period = match (venue.from, venue.to) {
        (Some(from), Some(to)) => format!("{}—{}", from.chinese(), to.chinese()),
        (Some(from), None) => format!("{}起", from.chinese()),
        (None, Some(to)) => format!("至{}", to.chinese()),
        (None, None) => String::new(),
    };
    view::Venue {
        mode: venue.kind.map(|kind| kind.chinese().to_owned()).unwrap_or_default(),
        leave: !venue.url.is_empty() && !prose::is_trusted(&venue.url, trusted),
        name: view::Link::new(&venue.name, &venue.url),
        period,
    }
}

/// Returns a page of the gallery.
pub fn gallery(here: &Here, filter: Filter) -> view::Exhibits {
    let catalogue = here.catalogue;
    let all = &here.plan.lists.exhibits;
    let shown: Vec<ExhibitId> = all.iter().copied().filter(|id| passes(here, *id, filter)).collect();
    let filtered_by = match filter {
        Filter::Whole => String::new(),
        Filter::Chapter(index) => format!("{} {}", chapter_ordinal(index), chapter_title(here, index)),
        Filter::Honour(honour) => catalogue.honours[honour].name().to_owned(),
    };
    let mut page = Page::column(here, Kind::Exhibit);
    if !filtered_by.is_empty() {
        page.sample = is_sample(here, filter);
        page.heading.clone_from(&filtered_by);
        page.way = vec![column_link(here, Kind::Exhibit)];
    }
    let is_whole = filter == Filter::Whole;
    let head = catalogue.exhibition.as_ref().map(|exhibition| &exhibition.head).filter(|_| is_whole);
    let photos = &catalogue.exhibition_photos;
    if head.is_some_and(|head| head.sample) {
        page.sample = true;
    }
    let preface = catalogue.preface.as_ref().filter(|_| is_whole);
    let (preface_html, preface_more_html) = prose::opening_html(here, preface);
    view::Exhibits {
        frame: frame(here, page),
        shown: shown.len().to_string(),
        total: all.len().to_string(),
        filtered_by,
        preface_html,
        preface_more_html,
        venues: if is_whole { venues(here) } else { Vec::new() },
        filters: filters(here, filter),
        kiosk: here.folder("exhibits/kiosk"),
        manifest: if catalogue.is_opened() { here.file("iiif/manifest.json") } else { String::new() },
        chapters: chapters(here, &shown),
        pictures: head.map(|head| pictures::plates(here, head, photos, Place::Below)).unwrap_or_default(),
        credit: head.and_then(|head| maybe_credit(here, head)),
    }
}

/// Whether what a filter asks for is an honour that is demonstration data.
fn is_sample(here: &Here, filter: Filter) -> bool {
    matches!(filter, Filter::Honour(honour) if here.catalogue.honours[honour].head().sample)
}

fn passes(here: &Here, id: ExhibitId, filter: Filter) -> bool {
    let links = &here.catalogue.exhibits[id].links;
    match filter {
        Filter::Whole => true,
        Filter::Chapter(index) => links.chapter == Some(index),
        Filter::Honour(honour) => holds(here, id, honour),
    }
}

fn holds(here: &Here, id: ExhibitId, honour: HonourId) -> bool {
    let subject = here.catalogue.exhibits[id].links.subject;
    subject.is_some_and(|subject| here.catalogue.honours_of(subject).any(|grant| grant.honour == honour))
}

/// A chapter with what it shows.
pub(super) struct ChapterOf {
    /// An id on the page.
    pub(super) anchor: String,
    /// `第二篇章`, or empty.
    pub(super) ordinal: String,
    /// Its title.
    pub(super) title: String,
    /// By number; never empty.
    pub(super) exhibits: Vec<ExhibitId>,
}

/// Returns exhibits by chapter; those in none come last, and chapters without any are left out.
pub(super) fn by_chapter(here: &Here, shown: &[ExhibitId]) -> Vec<ChapterOf> {
    let count = here.catalogue.exhibition.as_ref().map_or(0, |exhibition| exhibition.chapters.len());
    let mut places: Vec<Option<usize>> = (0..count).map(Some).collect();
    places.push(None);
    let mut chapters = Vec::new();
    for place in places {
        let within = shown.iter().copied().filter(|id| here.catalogue.exhibits[*id].links.chapter == place);
        let exhibits: Vec<ExhibitId> = within.collect();
        if exhibits.is_empty() {
            continue;
        }
        let (anchor, ordinal, title) = match place {
            Some(index) => {
                (format!("chapter-{}", index + 1), chapter_ordinal(index), chapter_title(here, index).to_owned())
            }
            None if count == 0 => ("all".to_owned(), String::new(), "全部展品".to_owned()),
            None => ("others".to_owned(), String::new(), "其他展品".to_owned()),
        };
        chapters.push(ChapterOf { anchor, ordinal, title, exhibits });
    }
    chapters
}

fn chapters(here: &Here, shown: &[ExhibitId]) -> Vec<view::Chapter> {
    let chapter = |chapter: ChapterOf| view::Chapter {
        anchor: chapter.anchor,
        ordinal: chapter.ordinal,
        title: chapter.title,
        count: chapter.exhibits.len().to_string(),
        cards: chapter.exhibits.into_iter().map(|id| card(here, id)).collect(),
    };
    by_chapter(here, shown).into_iter().map(chapter).collect()
}

fn filters(here: &Here, current: Filter) -> Vec<view::FilterGroup> {
    let all = &here.plan.lists.exhibits;
    let one = |text: String, filter: Filter, folder: String| view::Filter {
        text,
        href: here.folder(&folder),
        count: all.iter().filter(|id| passes(here, **id, filter)).count().to_string(),
        current: filter == current,
        sample: is_sample(here, filter),
    };
    let whole = || one("全部".to_owned(), Filter::Whole, "exhibits".to_owned());
    let chapters = here.catalogue.exhibition.as_ref().map_or(0, |exhibition| exhibition.chapters.len());
    let mut groups = Vec::new();
    if chapters > 0 {
        let mut list = vec![whole()];
        for index in 0..chapters {
            let folder = format!("exhibits/chapter/{}", index + 1);
            list.push(one(chapter_title(here, index).to_owned(), Filter::Chapter(index), folder));
        }
        list.retain(|filter| filter.count != "0");
        groups.push(view::FilterGroup { label: "篇章".to_owned(), filters: list });
    }
    let honours = &here.plan.lists.filters;
    if !honours.is_empty() {
        let mut list = vec![whole()];
        for honour in honours {
            let node = &here.catalogue.honours[*honour];
            let text = if node.record.short.is_empty() { node.name() } else { &node.record.short };
            list.push(one(text.to_owned(), Filter::Honour(*honour), format!("exhibits/honour/{}", node.slug)));
        }
        groups.push(view::FilterGroup { label: "荣誉".to_owned(), filters: list });
    }
    groups
}

/// Returns the gallery for a museum screen.
pub fn kiosk(here: &Here) -> view::Kiosk {
    let exhibition = here.catalogue.exhibition.as_ref();
    let page = Page {
        heading: exhibition.map(|exhibition| exhibition.title.clone()).unwrap_or_default(),
        sort: Sort::Column(Kind::Exhibit),
        way: vec![column_link(here, Kind::Exhibit)],
        belongs: Some(Kind::Exhibit),
        sample: exhibition.is_some_and(|exhibition| exhibition.head.sample),
        scripts: &["qr.js", "kiosk.js"],
    };
    let all = &here.plan.lists.exhibits;
    view::Kiosk {
        frame: frame(here, page),
        lead: column::description(here.catalogue, Kind::Exhibit),
        seconds: "15".to_owned(),
        total: here.catalogue.exhibits_total().to_string(),
        gallery: here.folder("exhibits"),
        slides: all.iter().map(|id| slide(here, *id)).collect(),
    }
}

fn slide(here: &Here, id: ExhibitId) -> view::Slide {
    let exhibit = &here.catalogue.exhibits[id];
    let card = card(here, id);
    view::Slide {
        no: card.no,
        title: card.title,
        href: card.href,
        subject: card.subject,
        lead: card.lead,
        board: prose::plain(exhibit.links.board.as_ref()),
        honours: card.honours,
        // The mark stands beside the title.
        picture: pictures::large(here, exhibit.head(), &exhibit.photos)
            .map(|picture| view::Picture { sample: false, ..picture }),
        sample: card.sample,
    }
}
