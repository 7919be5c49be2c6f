//! What stands around pages, drawn once for all pages that reach the site's files by the same links.
//!
//! **In:** a page's place and the part of the menu that it belongs to. **Out:** what is joined to the page's `frame`.
//! **Never:** one page's surroundings for another from which a link would lead elsewhere.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::page::{Drawn, draw};
use super::theme::Theme;
use crate::diag::Diagnostics;
use crate::present::{Here, Landmarks};

/// The surroundings that were drawn so far, of one site with one theme.
#[derive(Default)]
pub struct Surroundings {
    landmarks: OnceLock<Landmarks>,
    drawn: Mutex<FxHashMap<String, Result<Arc<Drawn>, Diagnostics>>>,
}

impl Surroundings {
    /// Returns what stands around a page; nothing where a template failed, which is told each time.
    pub(super) fn of(
        &self,
        (theme, here): (&Theme, &Here),
        belongs: &str,
        found: &mut Diagnostics,
    ) -> Option<Arc<Drawn>> {
        let landmarks = self.landmarks.get_or_init(|| Landmarks::of(here.catalogue, here.plan));
        let seen = landmarks.seen_from(here, belongs);
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let known = drawn.entry(seen).or_insert_with(|| {
            let mut told = Diagnostics::default();
            draw(theme, &landmarks.around(here, belongs), &mut told).map(Arc::new).ok_or(told)
        });
        match known {
            Ok(known) => Some(known.clone()),
            Err(told) => {
                found.extend(told.iter().cloned());
                None
            }
        }
    }
}
