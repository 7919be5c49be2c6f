//! The files that problems are about, and the lines in them.
//!
//! **In:** a [`Place`]. **Out:** its line and column. **Never:** fails; a file that is not at hand has no lines.

use crate::diag::Place;
use crate::source::{Located, Snapshot, locate};

/// Says of a file whether a written key is the one that a place names: in `content/people/a.yaml`, `单位` is `unit`.
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
    /// Returns where `place` is; the whole file where its text was never read.
    pub(super) fn locate(&self, place: &Place) -> Located {
        let words = |written: &str, key: &str| (self.words)(&place.file, written, key);
        self.snapshot.sources.get(&place.file).map(|source| locate(source, place, &words)).unwrap_or_default()
    }
}
