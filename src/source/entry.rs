//! One record as a file holds it: fields by the words that were written, and a story.
//!
//! **In:** nothing. **Out:** plain data with places. **Never:** knows which fields there are; that is `record`'s.

use super::value::Value;
use crate::diag::Place;

/// The text of a Markdown file below its front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The Markdown.
    pub text: String,
    /// Where it begins, in bytes of the file (after a byte order mark).
    pub at: usize,
}

/// One record as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The fields in their order, those written twice twice.
    pub fields: Vec<(String, Value)>,
    /// Where it stands.
    pub place: Place,
    /// The story, in Markdown files.
    pub story: Option<Story>,
    /// Whether the file holds this record alone, so that its stem is the record's id.
    pub alone: bool,
    /// The row of the header, where the record is a row of a table.
    pub header: Option<Place>,
}

impl Entry {
    /// Returns the record of a row of a table whose header stands at `header`.
    pub(super) fn of_row(fields: Vec<(String, Value)>, place: Place, header: Place) -> Self {
        Self { fields, place, story: None, alone: false, header: Some(header) }
    }
}

/// The records of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entries {
    /// What could be read.
    pub list: Vec<Entry>,
    /// Words of what could not: names that others may refer to and that are not to be called unknown.
    pub lost: Vec<String>,
}
