//! The site that is shown while the content is wrong.
//!
//! Files with errors are put back to what they were when the site last had none, and everything else is as it is now: an
//! editor's slip stops neither the page it is in nor a colleague's. Where that does not mend it (a record was deleted
//! that others name), all files are as they last were.
//!
//! **In:** what stands now, and what last stood without errors. **Out:** what pages are made from. **Never:** a page
//! that says something that was neither written now nor right before.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::Severity;
use crate::pipeline::{Prepared, Request};
use crate::source::Snapshot;

/// A site without errors, and for when.
#[derive(Clone)]
pub(super) struct Good {
    pub(super) prepared: Arc<Prepared>,
    pub(super) request: Request,
}

/// Makes a site of files.
pub(super) type Make<'a> = &'a dyn Fn(Snapshot) -> Prepared;

/// Returns what is shown in place of `current`, which has errors; `None`: nothing better is known.
pub(super) fn held(current: &Prepared, good: Option<&Good>, request: &Request, make: Make) -> Option<Arc<Prepared>> {
    let good = good?;
    if let Some(files) = mended(current, &good.prepared.snapshot) {
        let prepared = make(files);
        if !prepared.found.has_errors() {
            return Some(Arc::new(prepared));
        }
    }
    if good.request == *request {
        return Some(good.prepared.clone());
    }
    Some(Arc::new(make(good.prepared.snapshot.clone())))
}

/// Returns the files of `current`, those with errors as they were before; `None`: they are the same as before.
fn mended(current: &Prepared, before: &Snapshot) -> Option<Snapshot> {
    let wrong = current.found.iter().filter(|problem| problem.severity() == Severity::Error);
    let wrong: BTreeSet<_> = wrong.map(|problem| problem.place.file.clone()).collect();
    let mut files = current.snapshot.clone();
    let mut is_other = false;
    for path in wrong {
        let (now, then) = (files.sources.get(&path), before.sources.get(&path));
        if now == then {
            continue;
        }
        is_other = true;
        match then.cloned() {
            Some(source) => files.sources.insert(path, source),
            None => files.sources.remove(&path),
        };
    }
    is_other.then_some(files)
}
