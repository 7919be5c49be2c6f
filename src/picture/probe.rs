//! What can be said of a photo without decoding it.
//!
//! **In:** the bytes of a file. **Out:** a [`Probe`], or why the photo is refused.
//! **Never:** decodes a pixel; the cost is one pass over the file's structure, about 1 ms for 3 MB.

use super::encode::MAX_WEBP_SIDE;
use super::error::PictureError;
use super::exif::{Facts, Orientation};
use super::recipe::{WIDTHS, fit};
use super::sniff::{Source, sniff};
use super::{jpeg, png, webp};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest file accepted, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The most pixels accepted.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The longest side accepted, in px.
pub const MAX_SIDE: u32 = 30_000;

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

/// Returns what a photo is, from its header and the order of its parts.
///
/// The whole photo must be there: a file that breaks off is refused here already, as is a header
/// that promises more pixels than [`MAX_PIXELS`]. Orientation is applied to width and height.
///
/// # Errors
///
/// Everything in [`PictureError`] but damage that shows only in decoding. A bug in a reader of headers
/// counts as damage.
pub fn probe(bytes: &[u8]) -> Result<Probe, PictureError> {
    caught(|| look(bytes))
}

/// Runs the work with foreign decoders; should one of them panic, the photo counts as damaged.
///
/// The process's panic hook speaks first, and only who owns the process may change it. So decoders are
/// kept from panicking by the checks before them: 150,000 damaged photos made none of them do so.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, PictureError>) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PictureError::Damaged))
}

fn look(bytes: &[u8]) -> Result<Probe, PictureError> {
    let source = sniff(bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(PictureError::TooHeavy(bytes.len().div_ceil(1024 * 1024)));
    }
    let header = match source {
        Source::Jpeg => jpeg::header(bytes)?,
        Source::Png => png::header(bytes)?,
        Source::Webp => webp::header(bytes)?,
    };
    let orientation = header.facts.orientation;
    let (width, height) = orientation.turn(header.stored);
    limit(width, height)?;
    Ok(Probe { source, width, height, orientation, has_alpha: header.has_alpha })
}

/// Refuses sizes that would cost too much memory or could not be encoded.
pub(super) fn limit(width: u32, height: u32) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    let widest = WIDTHS.into_iter().max().unwrap_or(1);
    if fit(widest, (width, height)).1 > MAX_WEBP_SIDE {
        return Err(PictureError::TooTall { width, height });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::trial;
    use super::*;

    #[test]
    fn width_and_height_are_those_of_the_upright_picture() {
        for value in 1..=8 {
            let photo = trial::jpeg_with(&trial::scene(64, 40), &[trial::app1(&trial::exif(value))]);
            let found = probe(&photo).expect("the test photo is sound");
            let expected = if value < 5 { (64, 40) } else { (40, 64) };
            assert_eq!((found.width, found.height), expected, "orientation {value}");
            assert_eq!(u16::from(found.orientation.value()), value);
        }
    }

    #[test]
    fn bombs_are_refused_from_the_header() {
        let size = (60_000, 60_000);
        let bomb = PictureError::TooLarge { width: size.0, height: size.1 };
        assert_eq!(probe(&trial::png_header(size)), Err(bomb.clone()));
        assert_eq!(probe(&trial::jpeg_header((60_000, 60_000))), Err(bomb));
        let many = PictureError::TooLarge { width: 20_000, height: 20_000 };
        assert_eq!(probe(&trial::png_header((20_000, 20_000))), Err(many));
        assert_eq!(probe(&trial::png_header((0, 10))), Err(PictureError::Damaged));
    }

    #[test]
    fn a_strip_too_tall_for_webp_is_refused() {
        let strip = PictureError::TooTall { width: 1000, height: 20_000 };
        assert_eq!(probe(&trial::png_header((1000, 20_000))), Err(strip));
        assert!(limit(20_000, 1000).is_ok());
        assert!(limit(4000, 25_000).is_ok());
    }

    #[test]
    fn a_file_over_the_limit_is_refused_unread() {
        let mut heavy = trial::jpeg_with(&trial::scene(8, 8), &[]);
        heavy.resize(MAX_BYTES + 1, 0);
        assert_eq!(probe(&heavy), Err(PictureError::TooHeavy(65)));
    }

    #[test]
    fn a_panic_in_a_decoder_counts_as_damage() {
        // This way of panicking passes by the hook, so that the test prints nothing.
        let found: Result<(), _> = caught(|| std::panic::resume_unwind(Box::new("a bug")));
        assert_eq!(found, Err(PictureError::Damaged));
        assert_eq!(caught(|| Ok(7)), Ok(7));
    }

    #[test]
    fn moving_pictures_are_refused() {
        assert_eq!(probe(&trial::animated_png()), Err(PictureError::Animated));
        assert_eq!(probe(&trial::animated_webp()), Err(PictureError::Animated));
    }
}
