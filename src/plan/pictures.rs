//! What is known of the derived pictures before a page is made.
//!
//! **In:** what was derived. **Out:** sizes and addresses, by the path of the original. **Never:** bytes.

use std::collections::BTreeMap;

use crate::memo::Key;
use crate::picture::{Format, Recipe, Tile};

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

/// One tile of the widest picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileFile {
    /// What it shows.
    pub tile: Tile,
    /// Under which key the memo keeps it.
    pub key: Key,
    /// The hash of its bytes.
    pub hash: Key,
    /// How many bytes it has.
    pub len: u64,
}

/// All that was derived from one photo, by width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PictureSet {
    /// The files, narrow ones first.
    pub files: Vec<PictureFile>,
    /// The tiles, where viewers of IIIF are to open the photo.
    pub tiles: Option<Vec<TileFile>>,
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

    /// Returns the name that the photo has among those that viewers open; none where it has no tiles.
    pub fn service(&self) -> Option<String> {
        let address = &self.tiles.as_ref().and(self.largest())?.address;
        address.split(['/', '-']).nth(1).map(|name| format!("iiif/{name}"))
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
