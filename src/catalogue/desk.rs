//! One record at a time: where its words, its prose and its photos lead.

use std::sync::Arc;

use super::linker::Linker;
use super::names::{Index, Names};
use super::nodes::{Node, Recorded};
use super::prose::{Library, picture, text};
use super::shown::{Drafts, Standing};
use crate::diag::Diagnostics;
use crate::record::{self, Head};
use crate::zh::date::Moment;

/// What linking one record told, and by which words it asked for others.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) found: Diagnostics,
    /// Hashes of the words, in order.
    pub(super) asked: Vec<u64>,
}

impl Row {
    /// Returns whether it asked for one of these words, which are in order.
    pub(super) fn asks(&self, words: &[u64]) -> bool {
        self.asked.iter().any(|word| words.binary_search(word).is_ok())
    }
}

/// What every record is linked by.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) names: &'a Arc<Index>,
    pub(super) library: &'a Library<'a>,
    pub(super) at: Moment,
    pub(super) drafts: Drafts,
}

impl Desk<'_> {
    /// Returns a record with its story, photos and links.
    pub(super) fn node<R: Recorded, L>(
        &self,
        record: Arc<R>,
        slug: String,
        links: impl Fn(&R, &mut Linker) -> L,
    ) -> (Node<R, L>, Row) {
        let names = Names::of(self.names);
        let mut linker = Linker::new(&names);
        let head = record.head();
        let story = head.body.as_ref().map(|body| text(body, self.library, &mut linker));
        let photos = self.photos(head, &mut linker);
        let links = links(&record, &mut linker);
        let row = Row { found: linker.found, asked: names.asked() };
        (Node { slug, story, photos, links, record }, row)
    }

    /// Returns whether the record is published.
    pub(super) fn is_shown(&self, head: &Head) -> bool {
        Standing::of(head, self.at, self.drafts) == Standing::Shown
    }

    /// Returns the paths of a record's photos, in step with them; an empty path: not usable, and told.
    pub(super) fn photos(&self, head: &Head, linker: &mut Linker) -> Vec<String> {
        let find = |photo: &record::Photo, linker: &mut Linker| {
            let place = if photo.caption.is_empty() && photo.alt.is_empty() {
                photo.place.clone()
            } else {
                photo.place.at("file")
            };
            picture(&photo.file, &head.origin.file, self.library, &mut linker.found, place)
        };
        head.photos.iter().map(|photo| find(photo, linker).unwrap_or_default()).collect()
    }
}
