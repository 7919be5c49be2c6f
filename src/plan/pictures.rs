//! What is known of the derived pictures before a page is made.
//!
//! **In:** what was derived. **Out:** sizes and addresses, by the path of the original. **Never:** bytes.

use std::collections::BTreeMap;

use crate::memo::Key;
use crate::picture::{Format, Recipe};

/// One derived picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// How it was made.
    pub recipe: Recipe,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Under which key the memo keeps it.
    pub key: Key,
    /// The hash of its bytes.
    pub hash: Key,
    /// How many bytes it has.
    pub len: u64,
    /// Its address: `pictures/3f2a91c07be4-960.webp`.
    pub address: String,
}

/// All that was derived from one photo, by width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PictureSet {
    /// The files, narrow ones first.
    pub files: Vec<PictureFile>,
}

impl PictureSet {
    /// Returns the files of one format, narrow ones first.
    pub fn of(&self, format: Format) -> impl Iterator<Item = &PictureFile> {
        self.files.iter().filter(move |file| file.recipe.format == format)
    }

    /// Returns the widest JPEG.
    pub fn largest(&self) -> Option<&PictureFile> {
        self.of(Format::Jpeg).last()
    }

    /// Returns the JPEG nearest below or at `width`, or the narrowest.
    pub fn near(&self, width: u32) -> Option<&PictureFile> {
        self.of(Format::Jpeg).filter(|file| file.width <= width).last().or_else(|| self.of(Format::Jpeg).next())
    }
}

/// The pictures of the site, by the path of the original.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pictures {
    /// The sets.
    pub sets: BTreeMap<String, PictureSet>,
}

impl Pictures {
    /// Returns what was derived from the photo at `path`.
    pub fn of(&self, path: &str) -> Option<&PictureSet> {
        self.sets.get(path)
    }
}
