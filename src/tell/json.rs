//! Problems for programs: one JSON object a line.
//!
//! **In:** problems. **Out:** `{"code","severity","file","line","column","message","help"}`, keys in this order, and
//! `labels` after them where there are any. A problem of a whole file has line 1 and column 1; in a workbook the line
//! is the row, and the column counts characters in the row's cells joined. **Never:** a byte that steers a terminal.

use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::{Value, json as object};

use super::files::Files;
use super::parts::Parts;
use super::visible::is_unseen;
use crate::diag::{Diagnostic, Place, Severity};

/// Returns `diagnostics` in their order, each as one line that ends with a line feed.
pub fn json(diagnostics: &[Diagnostic], files: &Files) -> String {
    let parts = Parts::of(diagnostics, files.snapshot);
    let place = |place: &Place| {
        let located = files.locate(place, &parts);
        (located.line.max(1), located.column.max(1))
    };
    let lines: Vec<String> = diagnostics.par_iter().map(|problem| line(problem, &place)).collect();
    lines.concat()
}

fn line(problem: &Diagnostic, position: &dyn Fn(&Place) -> (usize, usize)) -> String {
    let severity = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (line, column) = position(&problem.place);
    let mut told = object!({
        "code": problem.code.number(),
        "severity": severity,
        "file": &*problem.place.file,
        "line": line,
        "column": column,
        "message": problem.message,
        "help": problem.help,
    });
    if !problem.labels.is_empty() {
        let labels = problem.labels.iter().map(|label| {
            let (line, column) = position(&label.place);
            object!({ "file": &*label.place.file, "line": line, "column": column, "message": label.text })
        });
        told["labels"] = Value::Array(labels.collect());
    }
    let mut text = escaped(&told.to_string());
    text.push('\n');
    text
}

/// JSON escapes the ASCII controls by itself; the others are written as `\u` too, which means the same text.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unseen(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostics};
    use crate::source::{Snapshot, Source};

    fn told(found: Diagnostics) -> String {
        let mut snapshot = Snapshot::default();
        let source = Source::new("content/people/a.yaml", "- 姓名: 示例党员甲\n  单位: 示例单位\n".into());
        snapshot.sources.insert(source.path.clone(), source);
        let words = |_: &str, written: &str, key: &str| (written, key) == ("单位", "unit");
        json(&found.sorted(), &Files { snapshot: &snapshot, words: &words })
    }

    #[test]
    fn a_line_has_the_keys_of_the_contract_in_their_order() {
        let place = Place::file("content/people/a.yaml");
        let mut found = Diagnostics::default();
        found.add(Code::Dangling, place.nth(0).at("unit"), "找不到「示例单位」").help("先建这个单位");
        found.add(Code::UnknownForm, Place::file("content/z.txt"), "不读取");
        let expected = concat!(
            r#"{"code":"E0301","severity":"error","file":"content/people/a.yaml","line":2,"column":7,"#,
            r#""message":"找不到「示例单位」","help":"先建这个单位"}"#,
            "\n",
            r#"{"code":"W0114","severity":"warning","file":"content/z.txt","line":1,"column":1,"#,
            r#""message":"不读取","help":""}"#,
            "\n",
        );
        assert_eq!(told(found), expected);
    }

    #[test]
    fn second_places_follow_as_labels() {
        let place = Place::file("content/people/a.yaml").nth(0);
        let mut found = Diagnostics::default();
        found.add(Code::DuplicateId, place.clone(), "编号重复").label(place.at("unit"), "另一个在这里");
        let text = told(found);
        let end =
            r#""help":"","labels":[{"file":"content/people/a.yaml","line":2,"column":7,"message":"另一个在这里"}]}"#;
        assert!(text.trim_end().ends_with(end), "{text}");
    }

    #[test]
    fn what_steers_a_terminal_is_escaped_and_means_the_same() {
        let mut found = Diagnostics::default();
        let message = "「\u{1b}[2J\u{9b}1m\u{202e}\u{e0041}\n」";
        found.add(Code::BadName, Place::file("content/a.yaml"), message);
        let text = told(found);
        assert!(!text.trim_end().chars().any(is_unseen), "{text}");
        let value: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(value["message"], message);
    }
}
