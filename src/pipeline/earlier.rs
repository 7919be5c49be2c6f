//! What a run before this one worked out, and this one need not work out again.
//!
//! Everything here is found by the very bytes that it follows from, so that a site that is made with it is the site that
//! would be made without it.
//!
//! **In:** snapshots one after the other. **Out:** records, theme and pictures, from memory where they follow from the
//! same bytes as the last time. **Never:** trusts a time or a size.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostics, Outcome};
use crate::plan::Pictures;
use crate::record::{Reading, Records};
use crate::render::{Theme, theme};
use crate::source::{Snapshot, Source};

/// What is remembered from run to run of one program.
#[derive(Default)]
pub struct Earlier {
    reading: Reading,
    theming: Option<Theming>,
    others: Arc<BTreeMap<Arc<str>, u64>>,
    pictures: Pictures,
}

/// A theme and the files it was made from.
struct Theming {
    files: Vec<Source>,
    theme: Arc<Theme>,
    found: Diagnostics,
}

impl Earlier {
    pub(super) fn records(&mut self, snapshot: &Snapshot) -> Outcome<Records> {
        self.reading.read(snapshot)
    }

    pub(super) fn theme(&mut self, snapshot: &Snapshot) -> Outcome<Arc<Theme>> {
        let files = || snapshot.sources.values().filter(|file| file.path.starts_with("templates/"));
        if self.theming.as_ref().is_none_or(|known| !known.files.iter().eq(files())) {
            let Outcome { value, diagnostics: found } = theme(snapshot);
            self.theming = Some(Theming { files: files().cloned().collect(), theme: Arc::new(value), found });
        }
        let known = self.theming.as_ref().expect("it was made when it was not there");
        Outcome { value: known.theme.clone(), diagnostics: known.found.clone() }
    }

    /// Returns the pictures of photos that are as they were: those of a snapshot in which nobody touched any.
    pub(super) fn pictures(&self, snapshot: &Snapshot) -> Pictures {
        if Arc::ptr_eq(&self.others, &snapshot.others) { self.pictures.clone() } else { Pictures::default() }
    }

    pub(super) fn keep(&mut self, snapshot: &Snapshot, pictures: &Pictures) {
        self.others = snapshot.others.clone();
        self.pictures = pictures.clone();
    }
}
