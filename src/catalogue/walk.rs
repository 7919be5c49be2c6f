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
        for kind in kinds {
            match kind {
                Kind::Unit => self.units.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Branch => self.branches.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Person => self.people.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Post => self.posts.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Honour => self.honours.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Decision => self.decisions.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Exhibit => self.exhibits.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Pairing => self.pairings.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Report => self.reports.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Page => self.pages.iter().for_each(|(_, node)| add(node, &mut photos)),
                Kind::Notice => {
                    let whole = self.notices.iter().filter(|(_, notice)| notice.shows_all());
                    whole.for_each(|(_, node)| add(node, &mut photos));
                }
                Kind::Site => of_head(&self.site.head, &self.site_photos, &mut photos),
                Kind::Exhibition => {
                    let heads = self.exhibition.iter().map(|exhibition| &exhibition.head);
                    heads.for_each(|head| of_head(head, &self.exhibition_photos, &mut photos));
                }
                Kind::Calendar => {}
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
}

fn stories<R: Recorded, L>(table: &Table<Node<R, L>>) -> impl Iterator<Item = &Text> {
    table.iter().filter_map(|(_, node)| node.story.as_ref())
}

fn of_notice(notice: &Notice) -> impl Iterator<Item = &Text> {
    let whole = notice.shows_all().then(|| notice.story.iter().chain(&notice.links.basis));
    notice.links.result.iter().chain(whole.into_iter().flatten())
}

fn add<R: Recorded, L>(node: &Node<R, L>, photos: &mut BTreeMap<String, Place>) {
    of_head(node.head(), &node.photos, photos);
}

fn of_head(head: &Head, paths: &[String], photos: &mut BTreeMap<String, Place>) {
    for (path, photo) in paths.iter().zip(&head.photos).filter(|(path, _)| !path.is_empty()) {
        photos.entry(path.clone()).or_insert_with(|| photo.place.clone());
    }
}
