//! What a document says of whom, as short hashes: so that a build knows later, without setting anything, whether a PDF
//! that lies in the site still tells no more than the records do.
//!
//! **In:** a document's view, the published records. **Out:** [`Marks`], which can be written down and read again.
//! **Never:** a word of a record; only hashes are kept.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::privacy::words;
use super::product::Sheet;
use crate::memo::Key;

/// Hexadecimal places of a mark: 48 bits.
const PLACES: usize = 12;
/// The form of what is written down.
const FORM: &str = "1";
/// Names shorter than this are found in any text.
const SHORTEST: usize = 2;
/// Fields that change from day to day or with every photo, and that say nothing of a record.
const PASSING: [&str; 5] = ["imprint", "plate", "plates", "cover", "qr"];

/// The names of all published records, with the records that bear them.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, Vec<String>>);

impl Names {
    /// Returns the names of records, each told as its reference (`person:jia`) and its name.
    pub fn of(records: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (reference, name) in records {
            names.entry(name).or_default().push(reference);
        }
        Self(names)
    }

    /// What a name stands for: its record, so that a record that is only renamed stays the same; else the name itself.
    fn meaning<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).and_then(|records| records.first()).map_or(name, String::as_str)
    }
}

/// What documents say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whom and what they name, who holds what in them, which photos they show.
    said: BTreeSet<String>,
    /// How they say it, record by record.
    wording: BTreeSet<String>,
}

impl Marks {
    /// Returns the marks of a document.
    pub fn of(sheet: &Sheet, names: &Names) -> Self {
        let mut marks = Self::default();
        let Ok(view) = serde_json::from_slice::<Value>(&sheet.data) else { return marks };
        Walk { names, marks: &mut marks, has_wording: sheet.layout != "cards" }.value(&view, "");
        let text: String = words(&view).chars().filter(|c| !matches!(c, '\u{2060}' | '\u{200B}')).collect();
        let named = names.0.iter().filter(|(name, _)| name.chars().count() >= SHORTEST && text.contains(*name));
        named.flat_map(|(_, records)| records).for_each(|record| marks.record(record));
        marks
    }

    /// Adds that a record is published.
    pub fn record(&mut self, reference: &str) {
        self.say(&["record", reference]);
    }

    /// Adds that a person's day of joining may be told.
    pub fn joined(&mut self, reference: &str) {
        self.say(&["joined", reference]);
    }

    /// Adds a photo by the name that layouts know it by, without its folder and ending.
    pub fn photo(&mut self, stem: &str) {
        self.say(&["photo", stem]);
    }

    /// Adds all that others say.
    pub fn extend(&mut self, others: Self) {
        self.said.extend(others.said);
        self.wording.extend(others.wording);
    }

    /// Returns whether everything that these say is among what is `true_now`.
    pub fn are_within(&self, true_now: &Self) -> bool {
        self.said.is_subset(&true_now.said)
    }

    /// Returns whether these say it in words that are still used.
    pub fn are_worded_as(&self, now: &Self) -> bool {
        self.wording.is_subset(&now.wording)
    }

    /// Returns the marks as one word.
    pub fn note(&self) -> String {
        let joined = |marks: &BTreeSet<String>| marks.iter().map(String::as_str).collect::<String>();
        format!("{FORM}.{}.{}", joined(&self.said), joined(&self.wording))
    }

    /// Reads what [`Marks::note`] wrote; nothing where it is of another form.
    pub fn read(note: &str) -> Option<Self> {
        let [FORM, said, wording] = note.split('.').collect::<Vec<_>>()[..] else { return None };
        let parted = |marks: &str| -> Option<BTreeSet<String>> {
            let is_whole = marks.len().is_multiple_of(PLACES) && marks.bytes().all(|byte| byte.is_ascii_hexdigit());
            let part = |at: usize| marks[at * PLACES..(at + 1) * PLACES].to_owned();
            is_whole.then(|| (0..marks.len() / PLACES).map(part).collect())
        };
        Some(Self { said: parted(said)?, wording: parted(wording)? })
    }

    fn say(&mut self, words: &[&str]) {
        self.said.insert(mark(words));
    }
}

fn mark(words: &[&str]) -> String {
    Key::of_parts(words.iter().map(|word| word.as_bytes())).hex()[..PLACES].to_owned()
}

/// A walk through a view.
struct Walk<'a> {
    names: &'a Names,
    marks: &'a mut Marks,
    has_wording: bool,
}

impl Walk<'_> {
    /// `of` is the record or the list that what follows belongs to.
    fn value(&mut self, value: &Value, of: &str) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.value(value, of)),
            Value::Object(fields) => self.object(fields, of),
            _ => {}
        }
    }

    fn object(&mut self, fields: &Map<String, Value>, of: &str) {
        let own = text(fields, "of");
        let list = if fields.contains_key("parts") {
            self.names.meaning(text(fields, "title")).to_owned()
        } else {
            String::new()
        };
        let of = [own, list.as_str(), of].into_iter().find(|of| !of.is_empty()).unwrap_or_default();
        if !own.is_empty() && own.contains(':') {
            self.marks.record(own);
        }
        if self.has_wording && (!own.is_empty() || fields.contains_key("imprint")) {
            self.marks.wording.insert(mark(&[own, &lasting(fields).to_string()]));
        }
        if fields.contains_key("deceased") {
            self.marks.say(&["name", of, self.names.meaning(text(fields, "text"))]);
        }
        if fields.contains_key("verb") {
            self.marks.say(&["held", of, self.names.meaning(text(fields, "name")), text(fields, "batch")]);
        }
        if fields.contains_key("honour") {
            let batch = if fields.contains_key("batch") { "batch" } else { "before" };
            self.marks.say(&["token", of, self.names.meaning(text(fields, "honour")), text(fields, batch)]);
        }
        if fields.contains_key("occasion") {
            // Which cards fall due is another matter every month.
            return self.marks.joined(own);
        }
        if fields.get("whole").is_some_and(|whole| *whole == Value::Bool(true)) {
            self.marks.say(&["whole", of]);
        }
        if let Some(stem) = stem(text(fields, "file")).or_else(|| stem(text(fields, "emblem"))) {
            self.marks.photo(stem);
        }
        fields.values().for_each(|value| self.value(value, of));
    }
}

fn text<'a>(fields: &'a Map<String, Value>, key: &str) -> &'a str {
    fields.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// `/pictures/3f2a91c07be4.jpg` without its folder and ending.
fn stem(file: &str) -> Option<&str> {
    file.strip_prefix("/pictures/").and_then(|name| name.split('.').next())
}

/// The fields without what passes and without the records within, which have wordings of their own.
fn lasting(fields: &Map<String, Value>) -> Value {
    let kept = fields.iter().filter(|(key, _)| !PASSING.contains(&key.as_str()));
    Value::Object(kept.filter_map(|(key, value)| Some((key.clone(), lasting_value(value)?))).collect())
}

fn lasting_value(value: &Value) -> Option<Value> {
    match value {
        Value::Object(fields) if !text(fields, "of").is_empty() => None,
        Value::Object(fields) if text(fields, "kind") == "figure" => None,
        Value::Object(fields) => Some(lasting(fields)),
        Value::Array(values) => Some(Value::Array(values.iter().filter_map(lasting_value).collect())),
        other => Some(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names() -> Names {
        let records = [("person:jia", "示例甲"), ("honour:mf", "示例称号"), ("exhibit:05", "示例展品")];
        Names::of(records.map(|(reference, name)| (reference.to_owned(), name.to_owned())))
    }

    fn name(text: &str) -> Value {
        json!({ "text": text, "deceased": false })
    }

    fn of(view: &Value) -> Marks {
        Marks::of(&Sheet::new("boards", "boards", view), &names())
    }

    fn board(subject: &str, honours: &Value, text: &str) -> Value {
        json!({ "imprint": { "date": "2021年7月1日" }, "boards": [
            { "of": "exhibit:05", "subject": name(subject), "honours": honours, "text": text }
        ] })
    }

    #[test]
    fn what_is_written_down_is_read_again() {
        let marks = of(&board("示例甲", &json!([]), "话"));
        assert_eq!(Marks::read(&marks.note()), Some(marks));
        assert_eq!(Marks::read("1.."), Some(Marks::default()));
        for bad in ["", "1", "1.a.", "2..", "1..zzzzzzzzzzzz", "1.一一一一."] {
            assert_eq!(Marks::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn other_words_are_a_wording_and_another_holder_is_not() {
        let held = json!([{ "name": "示例称号", "batch": "第一批", "verb": "表彰", "date": "2020年" }]);
        let before = of(&board("示例甲", &held, "话"));
        let now = of(&board("示例甲", &held, "另一句话"));
        assert!(before.are_within(&now) && !before.are_worded_as(&now));
        let revoked = of(&board("示例甲", &json!([]), "话"));
        assert!(!before.are_within(&revoked) && revoked.are_within(&before));
        assert!(!before.are_within(&of(&board("示例乙", &held, "话"))));
    }

    #[test]
    fn a_record_that_a_text_names_is_said_and_the_day_of_printing_is_not() {
        let before = of(&board("示例乙", &json!([]), "感谢示例\u{2060}甲"));
        let mut without = Marks::default();
        without.extend(of(&board("示例乙", &json!([]), "话")));
        assert!(!before.are_within(&without));
        without.record("person:jia");
        assert!(before.are_within(&without));
        let mut other_day = board("示例乙", &json!([]), "感谢示例\u{2060}甲");
        other_day["imprint"]["date"] = json!("2021年8月1日");
        assert!(before.are_worded_as(&of(&other_day)));
    }

    #[test]
    fn a_photo_is_said_and_its_size_is_no_wording() {
        let with = |file: &str, width: u32| {
            of(&json!({ "of": "exhibit:05", "plate": { "file": file, "width": width, "alt": "图" } }))
        };
        let (small, large) = (with("/pictures/ab.jpg", 10), with("/pictures/ab.pdf", 20));
        assert_eq!(small, large);
        assert!(!small.are_within(&with("/pictures/cd.jpg", 10)));
    }
}
