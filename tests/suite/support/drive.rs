//! How the program is called: the one file that a change of its stages edits.

use bangyang::diag::Diagnostic;
use bangyang::memo::Memo;
use bangyang::pipeline::{Request, build};
use bangyang::record::{Kind, same_key};
use bangyang::source::{Inputs, Snapshot};
use bangyang::tell::{Files, json};
use bangyang::zh::date::Moment;

pub use bangyang::pipeline::Drafts;

use super::site::Site;

/// Builds the site of `inputs` as of `at`.
pub fn drive(inputs: &dyn Inputs, memo: &dyn Memo, at: &str, drafts: Drafts) -> Site {
    let at = Moment::parse(at).expect("a time of building");
    let built = build(inputs, memo, &Request { at, drafts }, &|_| {});
    let (problems, messages) = told(&built.diagnostics, &built.snapshot);
    Site { output: built.output, problems, messages }
}

/// Returns the problems as the program itself tells them: their places, sorted, and what was said.
pub(super) fn told(found: &[Diagnostic], snapshot: &Snapshot) -> (Vec<String>, Vec<String>) {
    let words = |file: &str, written: &str, key: &str| {
        Kind::of_path(file).is_some_and(|kind| same_key(kind, written, key)) || written == key
    };
    let (mut problems, mut messages) = (Vec::new(), Vec::new());
    for line in json(found, &Files { snapshot, words: &words }).lines() {
        let told: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        let place = format!("{} {}:{}", text("code"), text("file"), told["line"]);
        messages.push(format!("{place}:{} {}（{}）", told["column"], text("message"), text("help")));
        problems.push(place);
    }
    problems.sort();
    (problems, messages)
}
