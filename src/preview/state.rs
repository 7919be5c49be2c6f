//! What the preview knows at one moment; the next change makes another one.
//!
//! **In:** what stands now, and what is shown. **Out:** [`State`]: pages, problems. **Never:** half of a change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::change::Shared;
use super::made::Made;
use crate::diag::{Diagnostic, Diagnostics};
use crate::output::Route;
use crate::pipeline::{Prepared, Request};

/// What a look at the whole finished site found.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) problems: Vec<Diagnostic>,
    pub(super) bug: Option<String>,
}

/// What the preview knows at one moment.
pub(super) struct State {
    /// Counts the changes.
    pub(super) version: u64,
    /// What was asked for.
    pub(super) request: Request,
    /// The site as the files are.
    pub(super) current: Arc<Prepared>,
    /// What pages are made from.
    pub(super) shown: Arc<Prepared>,
    /// What all shown pages share.
    pub(super) shared: Shared,
    /// What is no problem of the content: a disk that cannot be read, our bug.
    pub(super) trouble: Vec<String>,
    /// Pages that were asked for.
    pages: Mutex<BTreeMap<Route, Arc<Made>>>,
    /// What a look at everything found, once it is over.
    pub(super) checked: OnceLock<Checked>,
}

impl State {
    /// Returns the state after the one of `version`.
    pub(super) fn new(version: u64, request: Request, current: Arc<Prepared>, shown: Arc<Prepared>) -> Self {
        Self {
            version: version + 1,
            request,
            shared: Shared::of(&shown.theme),
            current,
            shown,
            trouble: Vec::new(),
            pages: Mutex::default(),
            checked: OnceLock::new(),
        }
    }

    /// Returns whether pages are not as the files are.
    pub(super) fn is_held(&self) -> bool {
        !Arc::ptr_eq(&self.current, &self.shown)
    }

    /// Returns the page at `route`, made once.
    pub(super) fn page(&self, route: &Route, make: impl FnOnce() -> Made) -> Arc<Made> {
        let known = self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(route).cloned();
        known.unwrap_or_else(|| {
            // Two may make it at once; both make the same.
            let made = Arc::new(make());
            self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(route.clone(), made.clone());
            made
        })
    }

    /// Returns everything that is known to be wrong, with what was wrong with one page.
    pub(super) fn problems(&self, page: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut all = Diagnostics::default();
        all.extend(self.current.found.iter().cloned());
        all.extend(self.checked.get().into_iter().flat_map(|checked| checked.problems.iter().cloned()));
        all.extend(page.iter().cloned());
        all.sorted()
    }
}
