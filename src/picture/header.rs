//! What a header says of a photo: as its format's reader finds it, and as everybody else sees it.
//!
//! **In:** sizes and facts from one of the three formats. **Out:** a [`Probe`], upright.
//! **Never:** reads a file; the readers of the formats stand above and fill these in.

use super::exif::{Facts, Orientation};
use super::sniff::Source;

/// What a photo is, read from its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// The kind of file.
    pub source: Source,
    /// Pixels from left to right once the photo stands upright.
    pub width: u32,
    /// Pixels from top to bottom once the photo stands upright.
    pub height: u32,
    /// How the stored pixels must be turned to stand upright.
    pub orientation: Orientation,
    /// Whether the file has room for transparency; it may not use it.
    pub has_alpha: bool,
}

/// A header as the reader of its format found it: pixels still as stored.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) stored: (u32, u32),
    pub(super) facts: Facts,
    pub(super) has_alpha: bool,
}

impl Header {
    /// Returns what the header says once the photo stands upright.
    pub(super) fn upright(&self, source: Source) -> Probe {
        let orientation = self.facts.orientation;
        let (width, height) = orientation.turn(self.stored);
        Probe { source, width, height, orientation, has_alpha: self.has_alpha }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_exchanged_only_where_the_picture_lies_on_its_side() {
        for value in 1..=8 {
            let orientation = Orientation::of(value).expect("one of the eight");
            let facts = Facts { orientation, ..Facts::NONE };
            let header = Header { stored: (64, 40), facts, has_alpha: true };
            let (width, height) = if value < 5 { (64, 40) } else { (40, 64) };
            let expected = Probe { source: Source::Png, width, height, orientation, has_alpha: true };
            assert_eq!(header.upright(Source::Png), expected);
        }
    }
}
