//! All prose and all photos that the site shows.
//!
//! **In:** a catalogue. **Out:** its texts; the photos with their places. **Never:** what a page no longer shows.

use std::collections::BTreeMap;

use super::graph::Catalogue;
use super::id::Id;
use super::nodes::{Node, Notice, Recorded};
use super::notice::State;
use super::prose::{Leads, Text};
use crate::diag::Place;
use crate::record::{Head, Keep};

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
        fn stories<'a, R: Recorded + 'a, L: 'a>(
            table: impl Iterator<Item = (Id<R>, &'a Node<R, L>)>,
        ) -> impl Iterator<Item = &'a Text> {
            table.filter_map(|(_, node)| node.story.as_ref())
        }
        let mut texts: Vec<&Text> = self.preface.iter().collect();
        texts.extend(stories(self.units.iter()));
        texts.extend(stories(self.branches.iter()));
        texts.extend(stories(self.people.iter()));
        texts.extend(stories(self.posts.iter()));
        texts.extend(stories(self.honours.iter()));
        texts.extend(stories(self.decisions.iter()));
        texts.extend(stories(self.exhibits.iter()));
        texts.extend(stories(self.pairings.iter()));
        texts.extend(stories(self.reports.iter()));
        texts.extend(stories(self.pages.iter()));
        for (_, notice) in self.notices.iter() {
            texts.extend(notice.links.result.iter());
            if notice.shows_all() {
                texts.extend(notice.story.iter().chain(&notice.links.basis));
            }
        }
        texts.extend(self.exhibits.iter().filter_map(|(_, exhibit)| exhibit.links.board.as_ref()));
        texts.extend(self.pairings.iter().filter_map(|(_, pairing)| pairing.links.outcome.as_ref()));
        texts
    }

    /// Returns every photo that a page shows, by its path, with a place that names it.
    pub fn photos(&self) -> BTreeMap<String, Place> {
        let mut photos = BTreeMap::new();
        let mut add = |path: &str, place: &Place| {
            if !path.is_empty() {
                photos.entry(path.to_owned()).or_insert_with(|| place.clone());
            }
        };
        fn each<'a, R: Recorded + 'a, L: 'a>(
            table: impl Iterator<Item = (Id<R>, &'a Node<R, L>)>,
            add: &mut impl FnMut(&str, &Place),
        ) {
            for (_, node) in table {
                node.photos.iter().zip(&node.head().photos).for_each(|(path, photo)| add(path, &photo.place));
            }
        }
        each(self.units.iter(), &mut add);
        each(self.branches.iter(), &mut add);
        each(self.people.iter(), &mut add);
        each(self.posts.iter(), &mut add);
        each(self.honours.iter(), &mut add);
        each(self.decisions.iter(), &mut add);
        each(self.exhibits.iter(), &mut add);
        each(self.pairings.iter(), &mut add);
        each(self.reports.iter(), &mut add);
        each(self.pages.iter(), &mut add);
        each(self.notices.iter().filter(|(_, notice)| notice.shows_all()), &mut add);
        let about = |head: &'_ Head, paths: &[String], add: &mut dyn FnMut(&str, &Place)| {
            paths.iter().zip(&head.photos).for_each(|(path, photo)| add(path, &photo.place));
        };
        about(&self.site.head, &self.site_photos, &mut add);
        if let Some(exhibition) = &self.exhibition {
            about(&exhibition.head, &self.exhibition_photos, &mut add);
        }
        for text in self.texts() {
            for leads in text.targets.values() {
                if let Leads::Picture(path) = leads {
                    add(path, &Place::file(path.as_str()));
                }
            }
        }
        if let Some(emblem) = &self.emblem {
            add(emblem, &self.site.origin.at("emblem"));
        }
        photos
    }
}
