//! Markdown as a record holds it.

use crate::diag::Place;
use crate::source::Story;

/// Markdown as written, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// The field or the file.
    pub place: Place,
    /// Where it begins in the file, for a story; `None` for a field.
    pub at: Option<usize>,
}

impl Prose {
    /// Returns the story of a Markdown file as prose.
    pub(super) fn of_story(story: Story, place: &Place) -> Self {
        Self { text: story.text, place: place.clone(), at: Some(story.at) }
    }

    /// Returns the place of these bytes of the prose.
    pub fn place_of(&self, range: std::ops::Range<usize>) -> Place {
        match self.at {
            Some(at) => self.place.bytes(at + range.start..at + range.end),
            None => self.place.clone(),
        }
    }
}
