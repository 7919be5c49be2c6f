//! Slips that ruin a notice, at the lines where they are written.
//!
//! **In:** the files, and the site's own list. **Out:** a problem for each slip. **Never:** a comment or a note of the
//! editors', which nobody publishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::record::Site;
use crate::source::{Snapshot, Source};
use crate::zh::wording::Wording;

/// The slips of all files of records, file by file.
pub(in crate::catalogue) struct Slips {
    wording: Wording,
    found: BTreeMap<Arc<str>, Diagnostics>,
}

impl Slips {
    /// Returns the slips of a project.
    pub(in crate::catalogue) fn of(snapshot: &Snapshot, site: Option<&Site>) -> Self {
        let wording = Wording::with(site.map_or(&[], |site| site.wording.as_slice()));
        let sources: Vec<&Source> = snapshot.sources.values().collect();
        let found = sources.into_par_iter().map(|source| (source.path.clone(), slips(&wording, source)));
        let found = found.filter(|(_, found)| !found.is_empty()).collect();
        Self { wording, found }
    }

    /// Looks again at the files that are not as they were `before`.
    pub(in crate::catalogue) fn renew(&mut self, before: &Snapshot, now: &Snapshot) {
        for (path, source) in &now.sources {
            if before.sources.get(path).is_none_or(|known| !Arc::ptr_eq(&known.bytes, &source.bytes)) {
                self.found.insert(path.clone(), slips(&self.wording, source));
            }
        }
    }

    /// Returns all of them.
    pub(in crate::catalogue) fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.values().flat_map(Diagnostics::iter)
    }
}

/// Returns every slip in a file of records.
fn slips(wording: &Wording, source: &Source) -> Diagnostics {
    let mut found = Diagnostics::default();
    // What is in another encoding is told as such, or is a table of before UTF-8.
    let text = std::str::from_utf8(&source.bytes).ok().filter(|_| source.path.starts_with("content/"));
    let Some(text) = text else { return found };
    for (range, right) in wording.find(text) {
        let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let is_listed = text[range.end..].trim_start().starts_with('→');
        if is_listed || is_unpublished(&text[start..range.start]) {
            continue;
        }
        let fact = format!("「{}」是严重表述错误", &text[range.clone()]);
        let shift = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let place = Place::file(source.path.clone()).bytes(range.start - shift..range.end - shift);
        found
            .add(Code::Wording, place, fact)
            .help(format!("改成「{right}」；确实要这样写，在 site.yaml 的「错词」里写明"));
    }
    found
}

/// Whether a line that begins so is a comment or a note.
fn is_unpublished(before: &str) -> bool {
    let line = before.trim_start_matches(['-', ' ', '{', '\u{FEFF}']);
    ["#", "note:", "备注:"].iter().any(|start| line.starts_with(start))
}
