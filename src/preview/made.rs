//! One file of the site, made when it is asked for.
//!
//! **In:** a route and what the site follows from. **Out:** [`Made`]: the file, or the one that last stood, and why.
//! **Never:** a panic; a page that makes the program fail is shown as our bug.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diag::Diagnostic;
use crate::memo::Key;
use crate::output::{Artifact, Route};
use crate::plan::Task;
use crate::render::World;

/// One file of the site.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// The file; `None`: it cannot be made, and never could.
    pub(super) artifact: Option<Artifact>,
    /// Whether it is as it was before its template was broken.
    pub(super) is_old: bool,
    /// What was wrong with its template.
    pub(super) problems: Vec<Diagnostic>,
    /// What a panic said.
    pub(super) bug: Option<String>,
    /// By what a browser knows that the page is another one now.
    pub(super) tag: String,
}

/// Makes the file at `route`; where that fails, the one of `proven`, a site of which every page could be made.
pub(super) fn made(world: &World, route: &Route, proven: Option<&World>) -> Made {
    let mut made = Made::default();
    match caught(|| world.at(route)) {
        Ok(outcome) => {
            made.artifact = outcome.value;
            made.problems = outcome.diagnostics.sorted();
        }
        Err(bug) => made.bug = Some(bug),
    }
    if made.artifact.is_none()
        && let Some(proven) = proven
        && let Ok(outcome) = caught(|| proven.at(route))
    {
        made.is_old = outcome.value.is_some();
        made.artifact = outcome.value;
    }
    made.tag = tag(&made, world, route);
    made
}

/// A page of the search is another one when what it looks through is.
fn tag(made: &Made, world: &World, route: &Route) -> String {
    let Some(own) = &made.artifact else { return String::new() };
    let looks_through = matches!(world.plan.tasks.get(route), Some(Task::Search))
        .then(|| Route::file("data/search.js").ok())
        .flatten()
        .and_then(|route| caught(|| world.at(&route)).ok()?.value);
    let hash = looks_through.map_or(own.hash, |other| Key::of_parts([&own.hash.bytes()[..], other.hash.bytes()]));
    hash.hex()[..16].to_owned()
}

/// Returns what `work` returns, or what its panic said.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| said(&*panic))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_words() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| panic!("no {}", 1)), Err::<(), _>("no 1".to_owned()));
        assert_eq!(caught(|| panic!("none")), Err::<(), _>("none".to_owned()));
    }
}
