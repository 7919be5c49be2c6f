//! The fonts of a choice, read when they are used.
//!
//! **In:** faces, and somebody who reads their files. **Out:** fonts for Typst. **Never:** the same file twice, or one
//! that no layout uses.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::face::Face;

/// Reads font files by the numbers that their faces carry.
pub trait FontFiles: Send + Sync {
    /// Returns the whole file, or nothing where it can no longer be read.
    fn read(&self, file: usize) -> Option<Vec<u8>>;
    /// Returns its path, for people.
    fn path(&self, file: usize) -> String;
}

/// Fonts that layouts can use. Keep one for as long as the fonts stay the same: what was read stays read.
pub struct Typefaces {
    book: LazyHash<FontBook>,
    slots: Vec<Slot>,
    files: BTreeMap<usize, OnceLock<Option<Bytes>>>,
    reader: Arc<dyn FontFiles>,
}

struct Slot {
    file: usize,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Typefaces {
    /// Returns these faces for use; between faces of one family and weight the first one is taken.
    pub fn new(faces: &[Face], reader: Arc<dyn FontFiles>) -> Self {
        let book = FontBook::from_infos(faces.iter().map(|face| face.info.clone()));
        let slot = |face: &Face| Slot { file: face.file, index: face.index, font: OnceLock::new() };
        let files = faces.iter().map(|face| (face.file, OnceLock::new())).collect();
        Self { book: LazyHash::new(book), slots: faces.iter().map(slot).collect(), files, reader }
    }

    /// Returns the paths of files that were needed and could not be read, in order.
    pub fn unreadable(&self) -> Vec<String> {
        let failed = |(file, data): (&usize, &OnceLock<Option<Bytes>>)| {
            matches!(data.get(), Some(None)).then(|| self.reader.path(*file))
        };
        self.files.iter().filter_map(failed).collect()
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let slot = self.slots.get(index)?;
        slot.font.get_or_init(|| Font::new(self.data(slot.file)?, slot.index)).clone()
    }

    fn data(&self, file: usize) -> Option<Bytes> {
        self.files.get(&file)?.get_or_init(|| self.reader.read(file).map(Bytes::new)).clone()
    }
}
