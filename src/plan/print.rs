//! What is known of the photos that are printed before anything is laid out.
//!
//! **In:** what was prepared. **Out:** names and sizes, by the path of the original. **Never:** bytes.

use std::collections::BTreeMap;

use crate::memo::Key;

/// What a print is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// Reading on a screen: small pictures, live links.
    #[default]
    Screen,
    /// A printer: whole pictures, bleed, crop marks, black ink alone for text.
    Press,
    /// Keeping: PDF/A-2a and PDF/UA-1.
    Archive,
}

impl Purpose {
    /// Returns the word of the command line and of layouts: `press`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Press => "press",
            Self::Archive => "archive",
        }
    }
}

/// One photo as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintPhoto {
    /// Its name for the layout: `/pictures/3f2a91c07be4.pdf`.
    pub file: String,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// Pixels across of the original, upright: what there would be to print.
    pub original: u32,
    /// Under which key the memo keeps its bytes.
    pub key: Key,
}

/// The photos of a product, by the path of the original.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PrintPhotos {
    /// The photos.
    pub photos: BTreeMap<String, PrintPhoto>,
}

impl PrintPhotos {
    /// Returns photos that are known by their paths alone, so that what shows them can be asked which it shows.
    pub fn standing_in<'a>(paths: impl Iterator<Item = &'a String>) -> Self {
        let photo = |path: &String| {
            let key = Key::of(path.as_bytes());
            (path.clone(), PrintPhoto { file: path.clone(), width: 1, height: 1, original: 1, key })
        };
        Self { photos: paths.map(photo).collect() }
    }

    /// Returns how the photo at `path` is printed.
    pub fn of(&self, path: &str) -> Option<&PrintPhoto> {
        self.photos.get(path)
    }
}
