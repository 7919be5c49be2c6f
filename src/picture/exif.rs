//! The two facts we take from a photo's EXIF before all of it is dropped.
//!
//! **In:** the TIFF block of an EXIF segment or chunk. **Out:** which way is up, and whether the
//! camera worked in Adobe RGB. **Never:** keeps dates, places, names or numbers; fails on a broken block.

use exif::{Context, In, Reader, Tag, Value};

/// How a stored picture must be turned to stand upright: the EXIF value, 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Orientation(u8);

impl Orientation {
    /// Stored as it is to be seen.
    pub const UPRIGHT: Self = Self(1);

    /// Returns the orientation of that EXIF value, or `None` outside 1 to 8.
    #[must_use]
    pub fn of(value: u32) -> Option<Self> {
        u8::try_from(value).ok().filter(|value| (1..=8).contains(value)).map(Self)
    }

    /// Returns the EXIF value, 1 to 8.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }

    /// Returns the sides with width and height exchanged where the picture lies on its side.
    pub(super) fn turn(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }
}

/// What is read from EXIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) orientation: Orientation,
    /// DCF's "R03": cameras set to Adobe RGB say so here and seldom embed a profile.
    pub(super) adobe_rgb: Option<AdobeRgb>,
}

/// Mark of a photo that the camera took in Adobe RGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AdobeRgb;

impl Facts {
    /// What holds for a photo that says nothing.
    pub(super) const NONE: Self = Self { orientation: Orientation::UPRIGHT, adobe_rgb: None };
}

/// Reads the facts from a TIFF block, with or without the `Exif\0\0` that JPEG puts before it.
pub(super) fn facts(block: &[u8]) -> Facts {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let mut reader = Reader::new();
    let read = reader.continue_on_error(true).read_raw(block.to_vec());
    let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| {})) else {
        return Facts::NONE;
    };
    let orientation = exif.get_field(Tag::Orientation, In::PRIMARY);
    let orientation = orientation.and_then(|field| field.value.get_uint(0)).and_then(Orientation::of);
    let index = Tag(Context::Interop, 1);
    let adobe_rgb = exif.get_field(index, In::PRIMARY).and_then(|field| match &field.value {
        Value::Ascii(words) => words.iter().any(|word| word.starts_with(b"R03")).then_some(AdobeRgb),
        _ => None,
    });
    Facts { orientation: orientation.unwrap_or(Orientation::UPRIGHT), adobe_rgb }
}

#[cfg(test)]
mod tests {
    use super::super::trial;
    use super::*;

    #[test]
    fn orientation_is_found_in_both_byte_orders_and_beside_other_fields() {
        for value in 1..=8 {
            let block = trial::exif(value);
            assert_eq!(facts(&block).orientation.value(), value as u8);
        }
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(facts(big).orientation.value(), 6);
    }

    #[test]
    fn a_broken_block_counts_as_silence() {
        assert_eq!(facts(b""), Facts::NONE);
        assert_eq!(facts(b"Exif\0\0II*\0\xFF\xFF\xFF\xFF"), Facts::NONE);
        assert_eq!(facts(&trial::exif(9)).orientation, Orientation::UPRIGHT);
    }
}
