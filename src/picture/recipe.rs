//! Which pictures are made from a photo, and how large each one is.
//!
//! **In:** a [`Probe`]. **Out:** [`Recipe`]s and exact sizes, without decoding.
//! **Never:** a picture wider than its photo.

use super::header::Probe;

/// Says how pictures are made; belongs into every cache key beside the photo's hash and the recipe.
///
/// Raise the number whenever the same photo may give other bytes: a quality, a filter, or a new
/// version of a crate that decodes, resizes or encodes. The test in `derive.rs` that pins bytes tells.
pub const VERSION: &str = "picture-1 lanczos3-cascade webp-76-m4 jpeg-78-420";

/// The widths offered to browsers, in px.
pub(super) const WIDTHS: [u32; 3] = [480, 960, 1600];

/// What a picture is encoded as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Lossy WebP, with transparency where the photo has it.
    Webp,
    /// JPEG for what cannot show WebP; transparency becomes white.
    Jpeg,
}

/// One picture to make of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recipe {
    /// Width wanted in px, upright; a narrower photo keeps its own.
    pub width: u32,
    /// What to encode it as.
    pub format: Format,
}

impl Recipe {
    /// Returns width and height in px of the picture this recipe makes of that photo.
    ///
    /// The height is rounded to the nearest pixel and at least 1.
    #[must_use]
    pub fn size(&self, probe: &Probe) -> (u32, u32) {
        fit(self.width, (probe.width, probe.height))
    }

    /// Returns the file extension without a dot.
    #[must_use]
    pub fn extension(&self) -> &'static str {
        match self.format {
            Format::Webp => "webp",
            Format::Jpeg => "jpg",
        }
    }
}

/// Returns the recipes for that photo: both formats at 480, 960 and 1600 px, narrowest first.
///
/// Never enlarged: a photo of 1200 px gives 480, 960 and 1200; one of 300 px gives 300 only.
#[must_use]
pub fn recipes(probe: &Probe) -> Vec<Recipe> {
    let mut widths: Vec<u32> = WIDTHS.iter().map(|width| (*width).min(probe.width)).collect();
    widths.dedup();
    let both = |width| [Format::Webp, Format::Jpeg].map(|format| Recipe { width, format });
    widths.into_iter().flat_map(both).collect()
}

/// Returns the size of a picture `width` px wide made from an upright original of that size.
pub(super) fn fit(width: u32, original: (u32, u32)) -> (u32, u32) {
    let (full_width, full_height) = (u64::from(original.0), u64::from(original.1));
    let width = u64::from(width).clamp(1, full_width);
    let height = (full_height * width + full_width / 2) / full_width;
    let height = height.clamp(1, full_height);
    // Both are at most the original's own sides, which were 32 bits wide.
    (width as u32, height as u32)
}

#[cfg(test)]
mod tests {
    use super::super::exif::Orientation;
    use super::super::sniff::Source;
    use super::*;

    fn photo(width: u32, height: u32) -> Probe {
        let orientation = Orientation::UPRIGHT;
        Probe { source: Source::Jpeg, width, height, orientation, has_alpha: false }
    }

    fn widths(width: u32) -> Vec<u32> {
        let mut all: Vec<u32> = recipes(&photo(width, 900)).iter().map(|r| r.width).collect();
        all.dedup();
        all
    }

    #[test]
    fn a_photo_is_never_enlarged() {
        assert_eq!(widths(4000), [480, 960, 1600]);
        assert_eq!(widths(1600), [480, 960, 1600]);
        assert_eq!(widths(1200), [480, 960, 1200]);
        assert_eq!(widths(960), [480, 960]);
        assert_eq!(widths(481), [480, 481]);
        assert_eq!(widths(300), [300]);
        let wide = Recipe { width: 1600, format: Format::Jpeg };
        assert_eq!(wide.size(&photo(300, 200)), (300, 200));
    }

    #[test]
    fn sizes_keep_the_proportions_to_the_nearest_pixel() {
        let small = Recipe { width: 480, format: Format::Webp };
        assert_eq!(small.size(&photo(4000, 3000)), (480, 360));
        assert_eq!(small.size(&photo(3000, 4000)), (480, 640));
        assert_eq!(small.size(&photo(1000, 333)), (480, 160));
        assert_eq!(small.size(&photo(30_000, 1)), (480, 1));
    }

    #[test]
    fn both_formats_come_narrowest_first() {
        let all = recipes(&photo(4000, 3000));
        assert_eq!(all.len(), 6);
        assert!(all.is_sorted());
        assert_eq!(all[0].extension(), "webp");
        assert_eq!(all[1].extension(), "jpg");
    }
}
