//! The files that problems are about, and the lines in them.
//!
//! **In:** a [`Place`]. **Out:** its line and column. **Never:** fails; a file that is not at hand has no lines.

use super::parts::Parts;
use crate::diag::{Place, Spot};
use crate::source::{Located, Snapshot, locate};

/// The line of a file whose text is not at hand, such as an attachment.
fn unread(place: &Place) -> Located {
    let Spot::Line(line, _) = place.spot else { return Located::default() };
    let text = "（附件的原文不在这里显示）".to_owned();
    Located { line: line as usize, column: 1, length: text.chars().count(), text, sheet: String::new() }
}

/// Says of a file whether a written key is the one that a place names: in `content/people/a.yaml`, `单位` is `unit`.
///
/// Every key that the file's records may have is itself; any other word is not, for that is how a table's header is
/// known from its titles.
pub type Words<'a> = &'a (dyn Fn(&str, &str, &str) -> bool + Sync);

/// What is needed to show a place: the files as they were read, and the two names of their keys.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    /// The files.
    pub snapshot: &'a Snapshot,
    /// The keys.
    pub words: Words<'a>,
}

impl Files<'_> {
    /// Returns where `place` is, by way of `parts`; the whole file where its text was never read.
    pub(super) fn locate(&self, place: &Place, parts: &Parts) -> Located {
        if let Some(known) = parts.row_of(place).or_else(|| parts.line_of(place)) {
            return known;
        }
        let Some(source) = self.snapshot.sources.get(&place.file) else { return unread(place) };
        let words = |written: &str, key: &str| (self.words)(&place.file, written, key);
        if let Some(field) = parts.field_of(place, &words) {
            return field;
        }
        if let Some(part) = parts.narrow(source, place) {
            let found = locate(&part.source, &part.place, &words);
            if found.line > 0 {
                return Located { line: found.line + part.left_out, ..found };
            }
        }
        locate(source, place, &words)
    }
}
