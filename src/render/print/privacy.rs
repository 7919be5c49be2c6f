//! Numbers that identify a person, in what would be printed.
//!
//! **In:** views as data, the numbers that are public. **Out:** problems where the numbers are written. **Never:** a number
//! in a message; its middle is hidden.

use serde_json::Value;

use crate::diag::Diagnostics;
use crate::inspect::{at_their_lines, in_words};
use crate::source::Snapshot;

/// Fields that hold names of files and addresses, not words.
const NO_WORDS: [&str; 6] = ["file", "url", "href", "emblem", "of", "kind"];

/// Reports every number of a view that identifies a person and is not declared public, once, where it is written.
pub fn privacy(data: &[u8], allow: &[String], snapshot: &Snapshot, found: &mut Diagnostics) {
    let Ok(data) = serde_json::from_slice::<Value>(data) else { return };
    let mut problems = in_words(&words(&data), allow);
    problems.iter_mut().for_each(|problem| problem.message.insert_str(0, "要印的内容"));
    found.extend(at_their_lines(problems, snapshot, allow));
}

/// Returns the words of a view, a line each; the spans of a paragraph run on.
pub(super) fn words(data: &Value) -> String {
    let mut words = String::new();
    gather(data, &mut words);
    words
}

fn gather(data: &Value, words: &mut String) {
    match data {
        Value::String(text) => words.push_str(text),
        Value::Array(values) => values.iter().for_each(|value| gather(value, words)),
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| !NO_WORDS.contains(&key.as_str())) {
                gather(value, words);
                if key != "spans" && !fields.contains_key("kind") {
                    words.push('\n');
                }
            }
            if ["paragraph", "heading"].iter().any(|kind| fields.get("kind").is_some_and(|own| own == kind)) {
                words.push('\n');
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_spans_of_a_paragraph_run_on_and_nothing_else_does() {
        let data = json!({
            "story": [{ "kind": "paragraph", "spans": [
                { "kind": "text", "text": "电话139" },
                { "kind": "strong", "spans": [{ "kind": "text", "text": "1234" }] },
                { "kind": "text", "text": "5678" },
            ] }],
            "facts": [{ "label": "138", "value": "12345678" }],
            "file": "/pictures/13912345679.jpg",
        });
        let mut found = Diagnostics::default();
        let text = data.to_string();
        privacy(text.as_bytes(), &[], &Snapshot::default(), &mut found);
        let told: Vec<String> = found.sorted().into_iter().map(|problem| problem.message).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("139****5678"), "{told:?}");
    }
}
