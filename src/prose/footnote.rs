//! Numbers the footnotes (脚注) in the order in which the text refers to them.
//!
//! **In:** references and definitions, as they come. **Out:** the footnotes by number, and what is amiss.
//! **Never:** loses a note: one that nothing refers to is shown last.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::ast::{Block, Footnote};
use super::finding::{Finding, FindingKind};

/// The footnotes of a document that is being read.
#[derive(Default)]
pub(super) struct Footnotes {
    /// By label in lower case, as Markdown compares labels.
    numbers: BTreeMap<String, usize>,
    /// The first reference to each number.
    references: Vec<(String, Range<usize>)>,
    definitions: BTreeMap<String, Footnote>,
    /// Later definitions of a label that has one.
    doubles: Vec<Footnote>,
}

impl Footnotes {
    /// Returns the number of the footnote that is referred to as `label`.
    pub(super) fn number(&mut self, label: &str, range: Range<usize>) -> usize {
        let references = &mut self.references;
        *self.numbers.entry(label.to_lowercase()).or_insert_with(|| {
            references.push((label.to_owned(), range));
            references.len()
        })
    }

    /// Keeps what a footnote says.
    pub(super) fn define(&mut self, label: String, blocks: Vec<Block>, range: Range<usize>) {
        let key = label.to_lowercase();
        let note = Footnote { number: 0, label, blocks, range };
        match self.definitions.entry(key) {
            Entry::Vacant(free) => {
                free.insert(note);
            }
            Entry::Occupied(_) => self.doubles.push(note),
        }
    }

    /// Returns the footnotes by number, the unused ones last in the order in which they are written.
    pub(super) fn finish(mut self, findings: &mut Vec<Finding>) -> Vec<Footnote> {
        let mut notes = Vec::new();
        for (label, range) in self.references {
            let note = self.definitions.remove(&label.to_lowercase()).unwrap_or_else(|| {
                findings.push(Finding { range: range.clone(), kind: FindingKind::FootnoteMissing(label.clone()) });
                Footnote { number: 0, label, blocks: Vec::new(), range }
            });
            notes.push(note);
        }
        let mut rest = Vec::new();
        for note in self.definitions.into_values() {
            findings.push(Finding { range: note.range.clone(), kind: FindingKind::FootnoteUnused(note.label.clone()) });
            rest.push(note);
        }
        for note in self.doubles {
            findings.push(Finding { range: note.range.clone(), kind: FindingKind::FootnoteTwice(note.label.clone()) });
            rest.push(note);
        }
        rest.sort_by_key(|note| note.range.start);
        notes.append(&mut rest);
        for (at, note) in notes.iter_mut().enumerate() {
            note.number = at + 1;
        }
        notes
    }
}
