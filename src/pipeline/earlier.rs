//! What a run before this one worked out, and this one need not work out again.
//!
//! Everything here is found by the very bytes that it follows from, so that a site that is made with it is the site that
//! would be made without it.
//!
//! **In:** snapshots one after the other. **Out:** records, theme and pictures, from memory where they follow from the
//! same bytes as the last time. **Never:** trusts a time or a size.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::{Catalogue, Drafts, Linking, Shape};
use crate::diag::{Diagnostics, Outcome};
use crate::memo::Memo;
use crate::plan::{Pictures, Plan, plan};
use crate::record::{Reading, Records};
use crate::render::{Theme, theme};
use crate::source::{Snapshot, Source};
use crate::zh::date::Moment;

/// What is remembered from run to run of one program.
#[derive(Default)]
pub struct Earlier {
    reading: Reading,
    theming: Option<Theming>,
    others: Arc<BTreeMap<Arc<str>, u64>>,
    pictures: Pictures,
    linking: Linking,
    planned: Option<(Arc<Plan>, Vec<String>)>,
}

/// A theme and the files it was made from.
struct Theming {
    files: Vec<Source>,
    theme: Arc<Theme>,
    found: Diagnostics,
}

impl Earlier {
    pub(super) fn records(&mut self, snapshot: &Snapshot, memo: &dyn Memo) -> Outcome<Records> {
        self.reading.read(snapshot, Some(memo))
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

    pub(super) fn catalogue(
        &mut self,
        records: Records,
        snapshot: &Snapshot,
        (at, drafts): (Moment, Drafts),
    ) -> (Outcome<Option<Catalogue>>, Shape) {
        self.linking.link(records, snapshot, at, drafts)
    }

    /// Returns until when the site of `at` stays as it is, at most until the end of the day: some files name it.
    pub(super) fn until(&self, at: Moment) -> Option<Moment> {
        let tomorrow = at.date().plus_days(1)?.start_of_day();
        Some(self.linking.until().map_or(tomorrow, |until| until.min(tomorrow)))
    }

    /// Returns the plan of a catalogue; the one before where that has the same shape, pictures and assets.
    pub(super) fn plan(
        &mut self,
        (catalogue, shape): (&Catalogue, Shape),
        pictures: Pictures,
        assets: Vec<String>,
    ) -> Outcome<Arc<Plan>> {
        if let Some((known, of)) = self.planned.take()
            && shape == Shape::Same
            && known.pictures == pictures
            && of == assets
        {
            self.planned = Some((known.clone(), of));
            return Outcome { value: known, ..Outcome::default() };
        }
        let Outcome { value, diagnostics } = plan(catalogue, pictures, &assets);
        let value = Arc::new(value);
        // What is wrong with a plan is told each time that it is made.
        self.planned = diagnostics.is_empty().then(|| (value.clone(), assets));
        Outcome { value, diagnostics }
    }

    /// Forgets all pictures: those that are gone from the memo are derived anew.
    pub fn forget_pictures(&mut self) {
        self.others = Arc::default();
        self.pictures = Pictures::default();
    }

    pub(super) fn keep(&mut self, snapshot: &Snapshot, pictures: &Pictures) {
        self.others = snapshot.others.clone();
        self.pictures = pictures.clone();
    }
}
