//! The records of one file as they are written: YAML and prose read, before anybody asks what the words mean.
//!
//! **In:** a [`Source`], or what was kept of one with the same bytes and name. **Out:** [`Written`]. **Never:** kept of a file
//! whose YAML is wrong in any way: what is said of it names places, and is said anew. What is amiss in prose stands in its tree.

use serde::{Deserialize, Serialize};

use super::fields::is_key;
use super::kind::Kind;
use crate::diag::{Diagnostics, Outcome, Place};
use crate::prose::{Document, parse};
use crate::source::{Entries, Entry, Form, Source, Value, entries};

/// What one file holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Written {
    /// Its records, without their stories.
    pub(super) entries: Vec<Entry>,
    /// The story of a Markdown file and where it begins, in bytes; `None` where nothing but space stands there.
    pub(super) story: Option<(usize, Document)>,
    /// Names and ids of what could not be read.
    pub(super) lost: Vec<String>,
}

/// The fields of a record, in their order.
type Fields = Vec<(String, Value)>;

/// What is kept of a file: all but what its name tells.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept<F, D> {
    is_alone: bool,
    records: Vec<F>,
    story: Option<(usize, D)>,
}

/// What is to be kept of a file.
pub(super) type Keeping<'a> = Kept<&'a [(String, Value)], &'a Document>;

/// What was kept of a file.
pub(super) type Recalled = Kept<Fields, Document>;

/// Returns what a file of a kind says, and what is wrong with how it is written.
pub(super) fn written(file: &Source, kind: Kind) -> Outcome<Written> {
    let known = |word: &str| is_key(kind, word);
    let mut found = Diagnostics::default();
    let Entries { list: mut entries, lost } = entries(file, &known).into_value(&mut found);
    let story = entries.first_mut().and_then(|entry| entry.story.take());
    let story = story.filter(|story| !story.text.trim().is_empty()).map(|story| (story.at, parse(&story.text)));
    Outcome { value: Written { entries, story, lost }, diagnostics: found }
}

/// Returns what to keep of a file; nothing where anything is wrong with it, or where it is a table, in which every row has
/// a place of its own.
pub(super) fn kept<'a>(file: &Source, written: &'a Outcome<Written>) -> Option<Keeping<'a>> {
    let Outcome { value: Written { entries, story, lost }, diagnostics } = written;
    let is_plain = matches!(file.form, Form::Markdown | Form::Yaml) && lost.is_empty() && diagnostics.is_empty();
    is_plain.then(|| Kept {
        is_alone: entries.iter().any(|entry| entry.alone),
        records: entries.iter().map(|entry| entry.fields.as_slice()).collect(),
        story: story.as_ref().map(|(at, document)| (*at, document)),
    })
}

impl Recalled {
    /// Returns what a file says of which this was kept.
    pub(super) fn written(self, file: &Source) -> Written {
        let Self { is_alone, records, story } = self;
        let place = Place::file(file.path.clone());
        let entry = |(number, fields)| {
            let place = if is_alone { place.clone() } else { place.nth(number) };
            Entry { fields, place, story: None, alone: is_alone, header: None }
        };
        Written { entries: records.into_iter().enumerate().map(entry).collect(), story, lost: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_says_the_same() {
        for (path, text) in [
            (
                "content/pages/a.md",
                "---\n标题: 甲\n列: [1, 2.5, ~, 是, {键: true}]\n标题: 再\n---\n\n正文**重**[^1]\n\n[^1]: 注\n",
            ),
            ("content/pages/a.md", "---\n标题: 甲\n---\n \n"),
            ("content/pages/a.md", "---\n---\n正文\n"),
            ("content/units/a.yaml", "- 名称: 甲\n- 名称: 乙\n"),
            ("content/units/a.yaml", "名称: 甲\n"),
            ("content/units/a.yaml", ""),
        ] {
            let file = Source::new(path, text.as_bytes().to_vec());
            let fresh = written(&file, Kind::Page);
            let bytes = postcard::to_allocvec(&kept(&file, &fresh).expect("nothing is wrong")).expect("it is plain");
            let recalled: Recalled = postcard::from_bytes(&bytes).expect("what was kept");
            assert_eq!(recalled.written(&file), fresh.value, "{text}");
        }
    }

    #[test]
    fn nothing_is_kept_of_what_is_wrong_or_a_table() {
        for (path, text) in [
            ("content/pages/a.md", "正文\n"),
            ("content/pages/a.md", "---\n标题：甲\n---\n"),
            ("content/units/a.yaml", "- 名称: 甲\n- 乙\n"),
            ("content/units/a.csv", "名称\n甲\n"),
        ] {
            let file = Source::new(path, text.as_bytes().to_vec());
            assert!(kept(&file, &written(&file, Kind::Unit)).is_none(), "{text}");
        }
    }
}
