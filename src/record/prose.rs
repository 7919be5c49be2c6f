//! Markdown as a record holds it, read.

use std::sync::Arc;

use crate::diag::Place;
use crate::prose::{Document, parse};

/// Prose with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Prose {
    /// What the Markdown says.
    pub document: Arc<Document>,
    /// The field or the file.
    pub place: Place,
    /// Where it begins in the file, for a story; `None` for a field.
    pub at: Option<usize>,
}

impl Prose {
    /// Returns the story of a Markdown file, which begins at these bytes of it, as prose.
    pub(super) fn of_story(document: Document, place: &Place, at: usize) -> Self {
        Self { document: Arc::new(document), place: place.clone(), at: Some(at) }
    }

    /// Returns a field's Markdown as prose.
    pub(super) fn of_field(text: &str, place: Place) -> Self {
        Self { document: Arc::new(parse(text)), place, at: None }
    }

    /// Returns the place of these bytes of the prose.
    pub fn place_of(&self, range: std::ops::Range<usize>) -> Place {
        match self.at {
            Some(at) => self.place.bytes(at + range.start..at + range.end),
            None => self.place.clone(),
        }
    }
}
