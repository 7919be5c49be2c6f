//! All prose and all photos that the site shows.
//!
//! **In:** a catalogue. **Out:** its texts; the photos with their places. **Never:** what a page no longer shows.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Catalogue;
use super::nodes::{Node, Notice, Recorded};
use super::notice::State;
use super::prose::{Leads, Text};
use super::table::Table;
use crate::diag::Place;
use crate::record::{Head, Keep, Kind};

impl Notice {
    /// Returns whether the page still shows everything: before the period ends, or where all is kept.
    pub fn shows_all(&self) -> bool {
        let closed = self.links.period.is_some_and(|period| period.state == State::Closed);
        !closed || self.record.keep == Keep::All
    }
}

impl Catalogue {
    /// Returns every piece of prose that a page shows.
    pub fn texts(&self) -> Vec<&Text> {
        self.texts_of(Kind::ALL)
    }

    /// Returns every piece of prose that pages of these kinds show; the preface is the exhibition's.
    fn texts_of(&self, kinds: &[Kind]) -> Vec<&Text> {
        let mut texts: Vec<&Text> = Vec::new();
        for kind in kinds {
            match kind {
                Kind::Unit => texts.extend(stories(&self.units)),
                Kind::Branch => texts.extend(stories(&self.branches)),
                Kind::Person => texts.extend(stories(&self.people)),
                Kind::Post => texts.extend(stories(&self.posts)),
                Kind::Honour => texts.extend(stories(&self.honours)),
                Kind::Decision => texts.extend(stories(&self.decisions)),
                Kind::Report => texts.extend(stories(&self.reports)),
                Kind::Page => texts.extend(stories(&self.pages)),
                Kind::Notice => texts.extend(self.notices.iter().flat_map(|(_, notice)| of_notice(notice))),
                Kind::Exhibit => {
                    texts.extend(stories(&self.exhibits));
                    texts.extend(self.exhibits.iter().filter_map(|(_, exhibit)| exhibit.links.board.as_ref()));
                }
                Kind::Pairing => {
                    texts.extend(stories(&self.pairings));
                    texts.extend(self.pairings.iter().filter_map(|(_, pairing)| pairing.links.outcome.as_ref()));
                }
                Kind::Exhibition => texts.extend(&self.preface),
                Kind::Calendar | Kind::Site => {}
            }
        }
        texts
    }

    /// Returns whether viewers of IIIF can open the exhibition: it is shown, they may, and the site has the domain without
    /// which nothing in their world has a name.
    pub fn is_opened(&self) -> bool {
        let wanted = self.exhibition.as_ref().is_some_and(|exhibition| exhibition.iiif);
        wanted && !self.site.domain.is_empty() && !self.exhibits.is_empty()
    }

    /// Returns the paths of the photos that viewers of IIIF open: those of exhibits.
    pub fn photos_opened(&self) -> BTreeSet<String> {
        let exhibits = self.exhibits.iter().filter(|_| self.is_opened());
        exhibits.flat_map(|(_, exhibit)| exhibit.photos.iter()).filter(|path| !path.is_empty()).cloned().collect()
    }

    /// Returns every photo that a page shows, by its path, with a place that names it.
    pub fn photos(&self) -> BTreeMap<String, Place> {
        self.photos_of(Kind::ALL)
    }

    /// Returns the photos that pages of these kinds show, and the emblem, which any page may show.
    pub fn photos_of(&self, kinds: &[Kind]) -> BTreeMap<String, Place> {
        let mut photos = BTreeMap::new();
        for (_, head, paths) in self.with_photos(kinds).into_iter().filter(|(_, _, paths)| !paths.is_empty()) {
            for (path, photo) in paths.iter().zip(&head.photos).filter(|(path, _)| !path.is_empty()) {
                photos.entry(path.clone()).or_insert_with(|| photo.place.clone());
            }
        }
        for leads in self.texts_of(kinds).iter().flat_map(|text| text.targets.values()) {
            if let Leads::Picture(path) = leads {
                photos.entry(path.clone()).or_insert_with(|| Place::file(path.as_str()));
            }
        }
        if let Some(emblem) = &self.emblem {
            photos.entry(emblem.clone()).or_insert_with(|| self.site.origin.at("emblem"));
        }
        photos
    }

    /// Returns every record of these kinds whose photos are shown, with their paths: one for each photo of its head, empty
    /// where there is none.
    pub fn with_photos(&self, kinds: &[Kind]) -> Vec<(Kind, &Head, &[String])> {
        let mut all = Vec::new();
        for kind in kinds.iter().copied() {
            match kind {
                Kind::Unit => all.extend(heads(kind, &self.units)),
                Kind::Branch => all.extend(heads(kind, &self.branches)),
                Kind::Person => all.extend(heads(kind, &self.people)),
                Kind::Post => all.extend(heads(kind, &self.posts)),
                Kind::Honour => all.extend(heads(kind, &self.honours)),
                Kind::Decision => all.extend(heads(kind, &self.decisions)),
                Kind::Exhibit => all.extend(heads(kind, &self.exhibits)),
                Kind::Pairing => all.extend(heads(kind, &self.pairings)),
                Kind::Report => all.extend(heads(kind, &self.reports)),
                Kind::Page => all.extend(heads(kind, &self.pages)),
                Kind::Notice => {
                    let whole = self.notices.iter().filter(|(_, notice)| notice.shows_all());
                    all.extend(whole.map(|(_, node)| (kind, node.head(), node.photos.as_slice())));
                }
                Kind::Site => all.push((kind, &self.site.head, self.site_photos.as_slice())),
                Kind::Exhibition => {
                    let heads = self.exhibition.iter().map(|exhibition| &exhibition.head);
                    all.extend(heads.map(|head| (kind, head, self.exhibition_photos.as_slice())));
                }
                Kind::Calendar => {}
            }
        }
        all
    }
}

fn heads<R: Recorded, L>(kind: Kind, table: &Table<Node<R, L>>) -> impl Iterator<Item = (Kind, &Head, &[String])> {
    table.iter().map(move |(_, node)| (kind, node.head(), node.photos.as_slice()))
}

fn stories<R: Recorded, L>(table: &Table<Node<R, L>>) -> impl Iterator<Item = &Text> {
    table.iter().filter_map(|(_, node)| node.story.as_ref())
}

fn of_notice(notice: &Notice) -> impl Iterator<Item = &Text> {
    let whole = notice.shows_all().then(|| notice.story.iter().chain(&notice.links.basis));
    notice.links.result.iter().chain(whole.into_iter().flatten())
}
