//! The home page: the exhibition, what is being publicised now, the newest, the rolls.

use super::frame::{Page, frame};
use super::gallery::{card, card_no, venues};
use super::here::Here;
use super::honour;
use super::metas::Sort;
use super::shelves::{entry, shelf};
use super::{column, pictures, prose};
use crate::catalogue::{AnyId, ExhibitId, State};
use crate::record::Kind;
use crate::view;
use crate::zh::spacing;

/// How many exhibits the home page shows beside the large one.
const CARDS: usize = 8;
/// How many records a shelf of the home page shows.
const SHOWN: usize = 6;

/// Returns the home page.
pub fn home(here: &Here) -> view::Home {
    let catalogue = here.catalogue;
    let exhibition = catalogue.exhibition.as_ref();
    let heading = exhibition.map_or(&catalogue.site.name, |exhibition| &exhibition.title).clone();
    let sample = exhibition.map_or(&catalogue.site.head, |exhibition| &exhibition.head).sample;
    let page = Page { heading, sort: Sort::Home, way: Vec::new(), belongs: None, sample, scripts: &[] };
    let picks = picks(here);
    let cover = cover(here);
    let below = usize::from(cover.is_none());
    let mut honours: Vec<_> = catalogue.honours.ids().collect();
    honours.truncate(8);
    view::Home {
        frame: frame(here, page),
        hero: hero(here, cover.or_else(|| feature(here, *picks.first()?))),
        exhibits: picks.iter().skip(below).take(CARDS).map(|id| card(here, *id)).collect(),
        open_notices: open_notices(here),
        shelves: shelves(here),
        honours: honours.into_iter().map(|id| honour::card(here, id)).collect(),
        honours_more: more(here, Kind::Honour, "全部荣誉"),
    }
}

/// Exhibits for the home page: from all over the exhibition, real ones first, those with a picture.
fn picks(here: &Here) -> Vec<ExhibitId> {
    let exhibits = &here.catalogue.exhibits;
    let with_picture = |id: &&ExhibitId| exhibits[**id].photos.iter().any(|path| !path.is_empty());
    let mut picks: Vec<ExhibitId> = here.plan.lists.exhibits.iter().filter(with_picture).copied().collect();
    picks.sort_by_key(|id| exhibits[*id].head().sample);
    let real = picks.iter().filter(|id| !exhibits[**id].head().sample).count();
    let pool = if real > CARDS { real } else { picks.len() };
    let step = (pool / (CARDS + 1)).max(1);
    picks.into_iter().take(pool).step_by(step).take(CARDS + 1).collect()
}

fn hero(here: &Here, feature: Option<view::Feature>) -> view::Hero {
    let catalogue = here.catalogue;
    let preface = prose::plain(catalogue.preface.as_ref());
    let summary = catalogue.exhibition.as_ref().map_or("", |exhibition| exhibition.head.summary.as_str());
    let lead = match (summary, preface.is_empty()) {
        ("", true) => home_description(here),
        ("", false) => spacing::excerpt(&preface, 72),
        (summary, _) => summary.to_owned(),
    };
    let mut actions = Vec::new();
    actions.extend(more(here, Kind::Exhibit, "进入展厅"));
    actions.extend(more(here, Kind::Honour, "查看荣誉名册"));
    let mut counts = Vec::new();
    if !here.plan.lists.exhibits.is_empty() {
        counts.push(format!("{}件展品", here.plan.lists.exhibits.len()));
    }
    let chapters = catalogue.exhibition.as_ref().map_or(0, |exhibition| exhibition.chapters.len());
    if chapters > 0 {
        counts.push(format!("{chapters}个篇章"));
    }
    view::Hero {
        eyebrow: if catalogue.exhibition.is_some() { catalogue.site.organiser.clone() } else { String::new() },
        lead,
        actions,
        counts,
        venues: venues(here),
        feature,
    }
}

/// What the site says of itself, where there is no exhibition to say it.
fn home_description(here: &Here) -> String {
    let site = &here.catalogue.site;
    let written = [&site.description, &site.head.summary].into_iter().find(|text| !text.is_empty());
    written.cloned().unwrap_or_default()
}

/// The first photo of the exhibition, or of the site itself.
fn cover(here: &Here) -> Option<view::Feature> {
    let catalogue = here.catalogue;
    let exhibition = catalogue.exhibition.as_ref().map(|exhibition| (&exhibition.head, &catalogue.exhibition_photos));
    let both = exhibition.into_iter().chain([(&catalogue.site.head, &catalogue.site_photos)]);
    let (head, mut picture) =
        both.filter_map(|(head, paths)| Some((head, pictures::large(here, head, paths)?))).next()?;
    at_once(&mut picture);
    let text = head.photos.iter().find(|photo| photo.alt == picture.alt).map_or("", |photo| photo.caption.as_str());
    Some(view::Feature { picture, exhibit: view::Link::new(text, here.folder("exhibits")) })
}

fn at_once(picture: &mut view::Picture) {
    picture.loading = "eager".to_owned();
    picture.priority = "high".to_owned();
}

fn feature(here: &Here, id: ExhibitId) -> Option<view::Feature> {
    let exhibit = &here.catalogue.exhibits[id];
    let mut picture = pictures::large(here, exhibit.head(), &exhibit.photos)?;
    at_once(&mut picture);
    let text = format!("{} {}", card_no(exhibit.record.no), exhibit.name());
    Some(view::Feature { picture, exhibit: view::Link::new(text, here.href(AnyId::Exhibit(id))) })
}

fn open_notices(here: &Here) -> Option<view::Shelf> {
    let is_open = |id: &AnyId| match id {
        AnyId::Notice(id) => here.catalogue.notices[*id].links.period.is_some_and(|period| period.state == State::Open),
        _ => false,
    };
    let open: Vec<AnyId> = here.plan.lists.all(Kind::Notice).iter().copied().filter(is_open).collect();
    let mut shelf = shelf(here, Kind::Notice, "正在公示", &open)?;
    shelf.more = more(here, Kind::Notice, "全部公示");
    Some(shelf)
}

/// The newest of three columns, then the way to the lists that the menu has no room for.
fn shelves(here: &Here) -> Vec<view::Shelf> {
    let newest = [Kind::Decision, Kind::Report, Kind::Pairing].into_iter().filter_map(|kind| newest(here, kind));
    newest.chain(lists(here)).collect()
}

fn lists(here: &Here) -> Option<view::Shelf> {
    let kinds = [Kind::Unit, Kind::Branch, Kind::Person, Kind::Post];
    let entries: Vec<view::Entry> = kinds.into_iter().filter_map(|kind| list(here, kind)).collect();
    (!entries.is_empty()).then(|| view::Shelf {
        anchor: "lists".to_owned(),
        heading: "单位、支部和人员".to_owned(),
        count: String::new(),
        more: None,
        entries,
        people: Vec::new(),
    })
}

fn list(here: &Here, kind: Kind) -> Option<view::Entry> {
    let link = more(here, kind, &column::name(here.catalogue, kind))?;
    let measure = if kind == Kind::Person { "人" } else { "个" };
    Some(view::Entry {
        title: link.text,
        href: link.href,
        date: String::new(),
        badge: None,
        about: vec![view::Word::new(format!("{}{measure}", here.plan.lists.all(kind).len()))],
        summary: column::description(here.catalogue, kind),
        tags: Vec::new(),
        picture: None,
        sample: false,
    })
}

fn newest(here: &Here, kind: Kind) -> Option<view::Shelf> {
    let all = here.plan.lists.all(kind);
    let entries: Vec<view::Entry> = all.iter().take(SHOWN).map(|id| entry(here, *id)).collect();
    (!entries.is_empty()).then(|| view::Shelf {
        anchor: kind.folder().to_owned(),
        heading: column::name(here.catalogue, kind),
        count: String::new(),
        more: (all.len() > SHOWN).then(|| more(here, kind, "更多")).flatten(),
        entries,
        people: Vec::new(),
    })
}

fn more(here: &Here, kind: Kind, text: &str) -> Option<view::Link> {
    let href = here.folder(kind.folder());
    (!href.is_empty()).then(|| view::Link::new(text, href))
}
