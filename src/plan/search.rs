//! How the index of the search is cut into files, so that a visitor loads little of it.
//!
//! **In:** the lists. **Out:** which records are searched, in which order, and how many files hold them.
//! **Never:** a word of a record.

use super::lists::Lists;
use crate::catalogue::{AnyId, Catalogue};
use crate::record::Kind;

/// How many records stand in one file of rows.
pub const ROWS: usize = 16;

/// So many records for each file of words, and never more files than [`MOST`].
const RECORDS: usize = 20;
const MOST: usize = 1024;

/// The kinds that are columns (栏目), in the order of the menu and in which equal hits of a search are shown.
pub const COLUMNS: [Kind; 10] = [
    Kind::Exhibit,
    Kind::Honour,
    Kind::Notice,
    Kind::Decision,
    Kind::Pairing,
    Kind::Report,
    Kind::Unit,
    Kind::Branch,
    Kind::Person,
    Kind::Post,
];

/// One file of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchPart {
    /// `data/search.js`: what there is; the search page loads it.
    Whole,
    /// `data/search/words-<n>.js`: in which records some of the words stand.
    Words(usize),
    /// `data/search/rows-<n>.js`: what is shown of [`ROWS`] records.
    Rows(usize),
}

impl SearchPart {
    /// Returns where the file lies.
    pub fn path(self) -> String {
        match self {
            Self::Whole => "data/search.js".to_owned(),
            Self::Words(n) => format!("data/search/words-{n}.js"),
            Self::Rows(n) => format!("data/search/rows-{n}.js"),
        }
    }

    /// Returns every file of the index of so many records, the whole one first.
    pub fn all(records: usize) -> Vec<Self> {
        let mut parts = vec![Self::Whole];
        parts.extend((0..word_files(records)).map(Self::Words));
        parts.extend((0..records.div_ceil(ROWS)).map(Self::Rows));
        parts
    }
}

/// The files of the index, in memory; `present` makes them.
#[derive(Debug, Clone, Default)]
pub struct SearchIndex {
    /// `data/search.js`
    pub whole: String,
    /// `data/search/words-<n>.js`
    pub words: Vec<String>,
    /// `data/search/rows-<n>.js`
    pub rows: Vec<String>,
}

impl SearchIndex {
    /// Returns one file of the index; a part that there is not is an empty script.
    pub fn file(&self, part: SearchPart) -> String {
        let file = match part {
            SearchPart::Whole => Some(&self.whole),
            SearchPart::Words(n) => self.words.get(n),
            SearchPart::Rows(n) => self.rows.get(n),
        };
        file.cloned().unwrap_or_default()
    }
}

/// Returns how many files hold the words of so many records: a power of two.
pub fn word_files(records: usize) -> usize {
    (records / RECORDS).clamp(1, MOST).next_power_of_two()
}

/// Returns the records that are searched, kind by kind: those that have a place in a list, and the free pages.
pub fn searched(lists: &Lists, catalogue: &Catalogue) -> Vec<AnyId> {
    let mut ids: Vec<AnyId> = COLUMNS.iter().flat_map(|kind| lists.all(*kind).iter().copied()).collect();
    ids.extend(catalogue.pages.ids().map(AnyId::Page));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_site_has_few_files_and_a_large_one_many() {
        assert_eq!(word_files(0), 1);
        assert_eq!(word_files(250), 16);
        assert_eq!(word_files(10_000), 512);
        assert_eq!(word_files(1_000_000), 1024);
        let parts = SearchPart::all(33);
        assert_eq!(parts.iter().filter(|part| matches!(part, SearchPart::Rows(_))).count(), 3);
        assert_eq!(parts[0].path(), "data/search.js");
    }
}
