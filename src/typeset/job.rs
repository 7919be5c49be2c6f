//! What is to be typeset.
//!
//! **In:** nothing. **Out:** [`Job`], [`Profile`]. **Never:** a default that depends on the machine.

use std::collections::BTreeMap;

pub use typst::foundations::Bytes;

use super::icc::Icc;
use super::stock::Typefaces;
use crate::zh::date::Date;

/// One document to be typeset, whole: nothing that is not in here can reach it.
pub struct Job<'a> {
    /// The layout to begin with: `"print/album.typ"`.
    pub layout: &'a str,
    /// Every file by its path from the root, with or without the first `/`: layouts, `data.json`, `setting.json`,
    /// pictures. Bytes that several jobs share are hashed once, so keep them between jobs instead of making them anew.
    pub files: &'a BTreeMap<String, Bytes>,
    /// The fonts.
    pub typefaces: &'a Typefaces,
    /// What the file is for.
    pub profile: &'a Profile,
    /// What stays the same while this document is printed again and again: `"album"`. The file's identifier is made
    /// from it.
    pub ident: &'a str,
    /// The day that the file says it was made on, and that layouts see as today.
    pub date: Date,
}

/// What a file is for.
#[derive(Clone)]
pub enum Profile {
    /// Reading on a screen: links live, tagged, PDF 1.7.
    Screen,
    /// A printer: no links, boxes for bleed and trim, PDF 1.6 with the keys of PDF/X-4 where a colour profile is given.
    Press(Option<Icc>),
    /// Keeping: PDF/A-2a and PDF/UA-1 at once.
    Archive,
}

impl Profile {
    /// Returns the word that layouts and the command line know it by: `"screen"`, `"press"`, `"archive"`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Press(_) => "press",
            Self::Archive => "archive",
        }
    }
}
