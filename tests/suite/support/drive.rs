//! How the program is called: the one file that a change of its stages edits.

use bangyang::catalogue::link;
use bangyang::diag::{Diagnostic, Diagnostics};
use bangyang::memo::Memo;
use bangyang::record::{Kind, read, same_key};
use bangyang::source::{Inputs, Snapshot, gather};
use bangyang::tell::{Files, json};
use bangyang::zh::date::Moment;

pub use bangyang::catalogue::Drafts;

use super::site::Site;

/// Builds the site of `inputs` as of `at`.
pub fn drive(inputs: &dyn Inputs, _memo: &dyn Memo, at: &str, drafts: Drafts) -> Site {
    let at = Moment::parse(at).expect("a time of building");
    let mut found = Diagnostics::default();
    let snapshot = gather(inputs).into_value(&mut found);
    let records = read(&snapshot).into_value(&mut found);
    link(records, &snapshot, at, drafts).into_value(&mut found);
    told(bangyang::output::Output::default(), &found.sorted(), &snapshot)
}

/// Returns the site with its problems as the program itself tells them.
fn told(output: bangyang::output::Output, found: &[Diagnostic], snapshot: &Snapshot) -> Site {
    let words = |file: &str, written: &str, key: &str| Kind::of_path(file).is_some_and(|kind| same_key(kind, written, key));
    let lines = json(found, &Files { snapshot, words: &words });
    let mut site = Site { output, problems: Vec::new(), messages: Vec::new() };
    for line in lines.lines() {
        let told: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        site.problems.push(format!("{} {}:{}", text("code"), text("file"), told["line"]));
        site.messages.push(format!("{} {}:{}:{} {}（{}）", text("code"), text("file"), told["line"], told["column"], text("message"), text("help")));
    }
    site.problems.sort();
    site
}
