//! How heavy and how large a photo may be.
//!
//! **In:** sizes in px. **Out:** nothing, or why the photo is refused.
//! **Never:** looks into a file; each format's reader asks here as soon as it knows the size.

use super::error::PictureError;
use super::recipe::{WIDTHS, fit};

/// The largest file accepted, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The most pixels accepted.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The longest side accepted, in px.
pub const MAX_SIDE: u32 = 30_000;

/// The longest side a WebP can have, in px.
const MAX_WEBP_SIDE: u32 = 16_383;

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
    use super::*;

    #[test]
    fn only_the_pictures_made_of_a_strip_must_fit_a_webp() {
        let strip = PictureError::TooTall { width: 1000, height: 20_000 };
        assert_eq!(limit(1000, 20_000), Err(strip));
        assert_eq!(limit(20_000, 1000), Ok(()));
        assert_eq!(limit(4000, 25_000), Ok(()));
    }

    #[test]
    fn sides_and_pixels_are_limited_each_for_itself() {
        assert_eq!(limit(MAX_SIDE, 3333), Ok(()));
        let long = PictureError::TooLarge { width: MAX_SIDE + 1, height: 1 };
        assert_eq!(limit(MAX_SIDE + 1, 1), Err(long));
        let many = PictureError::TooLarge { width: MAX_SIDE, height: 3334 };
        assert_eq!(limit(MAX_SIDE, 3334), Err(many));
        assert_eq!(limit(0, 10), Err(PictureError::Damaged));
    }
}
