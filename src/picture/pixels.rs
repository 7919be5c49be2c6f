//! A picture in memory: making it smaller, turning it upright, laying it on white.
//!
//! **In:** decoded samples, 8 bits each. **Out:** the same picture, changed.
//! **Never:** guesses at colours, or enlarges.

use super::exif::Orientation;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// What the samples of a pixel are, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Channels {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
    /// 0 is no ink.
    Cmyk,
}

impl Channels {
    /// Returns how many samples make one pixel.
    pub(super) fn count(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }

    fn pixel_type(self) -> PixelType {
        match self {
            Self::Gray => PixelType::U8,
            Self::GrayAlpha => PixelType::U8x2,
            Self::Rgb => PixelType::U8x3,
            Self::Rgba | Self::Cmyk => PixelType::U8x4,
        }
    }
}

/// A picture whose data are exactly as long as its size and channels say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) size: (u32, u32),
    pub(super) channels: Channels,
    pub(super) data: Vec<u8>,
}

impl Pixels {
    /// Returns the picture, or `None` when the data have another length.
    pub(super) fn new(size: (u32, u32), channels: Channels, data: Vec<u8>) -> Option<Self> {
        let count = size.0 as usize * size.1 as usize * channels.count();
        (count == data.len() && count > 0).then_some(Self { size, channels, data })
    }

    /// Returns the picture at that size by Lanczos3, with transparency weighing the colours.
    ///
    /// `None` only if the resizer refuses, which it does for no size that passed the limits.
    pub(super) fn resized(&self, size: (u32, u32)) -> Option<Self> {
        let kind = self.channels.pixel_type();
        let source = ImageRef::new(self.size.0, self.size.1, &self.data, kind).ok()?;
        let mut target = Image::new(size.0, size.1, kind);
        let has_alpha = matches!(self.channels, Channels::GrayAlpha | Channels::Rgba);
        let options =
            ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(has_alpha);
        Resizer::new().resize(&source, &mut target, &options).ok()?;
        Self::new(size, self.channels, target.into_vec())
    }

    /// Returns the part of that size at that place; `None` where the picture does not reach so far.
    pub(super) fn part(&self, (x, y): (u32, u32), size: (u32, u32)) -> Option<Self> {
        if x + size.0 > self.size.0 || y + size.1 > self.size.1 {
            return None;
        }
        let samples = self.channels.count();
        let (line, wanted) = (self.size.0 as usize * samples, size.0 as usize * samples);
        let mut data = Vec::with_capacity(wanted * size.1 as usize);
        for row in y..y + size.1 {
            let at = row as usize * line + x as usize * samples;
            data.extend_from_slice(&self.data[at..at + wanted]);
        }
        Self::new(size, self.channels, data)
    }

    /// Returns the picture turned to stand upright.
    pub(super) fn upright(self, orientation: Orientation) -> Self {
        let (right, bottom) = (self.size.0 - 1, self.size.1 - 1);
        match orientation.value() {
            2 => self.moved(orientation, |x, y| (right - x, y)),
            3 => self.moved(orientation, |x, y| (right - x, bottom - y)),
            4 => self.moved(orientation, |x, y| (x, bottom - y)),
            5 => self.moved(orientation, |x, y| (y, x)),
            6 => self.moved(orientation, |x, y| (y, bottom - x)),
            7 => self.moved(orientation, |x, y| (right - y, bottom - x)),
            8 => self.moved(orientation, |x, y| (right - y, x)),
            _ => self,
        }
    }

    /// Builds the turned picture, asking for each of its places where the pixel stood before.
    fn moved(self, orientation: Orientation, origin: impl Fn(u32, u32) -> (u32, u32)) -> Self {
        let size = orientation.turn(self.size);
        let samples = self.channels.count();
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..size.1 {
            for x in 0..size.0 {
                let (from_x, from_y) = origin(x, y);
                let at = (from_y as usize * self.size.0 as usize + from_x as usize) * samples;
                data.extend_from_slice(&self.data[at..at + samples]);
            }
        }
        Self { size, channels: self.channels, data }
    }

    /// Returns the picture in three or four channels, its numbers unchanged; CMYK stays as it is.
    pub(super) fn coloured(self) -> Self {
        let (channels, data) = match self.channels {
            Channels::Gray => (Channels::Rgb, self.data.iter().flat_map(|g| [*g; 3]).collect()),
            Channels::GrayAlpha => {
                let pairs = self.data.chunks_exact(2);
                (Channels::Rgba, pairs.flat_map(|p| [p[0], p[0], p[0], p[1]]).collect())
            }
            Channels::Rgb | Channels::Rgba | Channels::Cmyk => return self,
        };
        Self { size: self.size, channels, data }
    }

    /// Returns the picture without its fourth channel when nothing of it is transparent.
    pub(super) fn without_idle_alpha(self) -> Self {
        let is_opaque = self.data.iter().skip(3).step_by(4).all(|alpha| *alpha == 255);
        if self.channels == Channels::Rgba && is_opaque { self.on_white() } else { self }
    }

    /// Returns the picture laid on white paper; one without transparency comes back unchanged.
    pub(super) fn on_white(self) -> Self {
        if self.channels != Channels::Rgba {
            return self;
        }
        let lay = |sample: u8, alpha: u8| {
            let (sample, alpha) = (u32::from(sample), u32::from(alpha));
            // At most 255: a weighted mean of two samples, rounded.
            ((sample * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        let pixels = self.data.chunks_exact(4);
        let data = pixels.flat_map(|p| [lay(p[0], p[3]), lay(p[1], p[3]), lay(p[2], p[3])]).collect();
        Self { size: self.size, channels: Channels::Rgb, data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(size: (u32, u32), data: &[u8]) -> Pixels {
        Pixels::new(size, Channels::Gray, data.to_vec()).expect("sizes agree")
    }

    #[test]
    fn each_orientation_puts_every_pixel_where_exif_says() {
        // As stored:  1 2 3
        //             4 5 6
        let expected: [((u32, u32), [u8; 6]); 8] = [
            ((3, 2), [1, 2, 3, 4, 5, 6]),
            ((3, 2), [3, 2, 1, 6, 5, 4]),
            ((3, 2), [6, 5, 4, 3, 2, 1]),
            ((3, 2), [4, 5, 6, 1, 2, 3]),
            ((2, 3), [1, 4, 2, 5, 3, 6]),
            ((2, 3), [4, 1, 5, 2, 6, 3]),
            ((2, 3), [6, 3, 5, 2, 4, 1]),
            ((2, 3), [3, 6, 2, 5, 1, 4]),
        ];
        for (value, (size, data)) in (1..).zip(expected) {
            let orientation = Orientation::of(value).expect("1 to 8");
            let turned = gray((3, 2), &[1, 2, 3, 4, 5, 6]).upright(orientation);
            assert_eq!(turned, gray(size, &data), "orientation {value}");
        }
    }

    #[test]
    fn the_colour_of_what_cannot_be_seen_does_not_bleed() {
        let data = [[255, 0, 0, 255], [0, 255, 0, 0]].repeat(32).concat();
        let mixed = Pixels::new((64, 1), Channels::Rgba, data).expect("sizes agree");
        let small = mixed.resized((16, 1)).expect("a plain size");
        for pixel in small.data.chunks_exact(4) {
            assert!(pixel[0] > 250 && pixel[1] < 5, "{pixel:?}");
        }
    }

    #[test]
    fn transparency_becomes_white_and_idle_alpha_goes() {
        let half = Pixels::new((1, 1), Channels::Rgba, vec![0, 100, 200, 128]).expect("sizes agree");
        assert_eq!(half.clone().without_idle_alpha(), half);
        assert_eq!(half.on_white().data, [127, 177, 227]);
        let full = Pixels::new((1, 1), Channels::Rgba, vec![1, 2, 3, 255]).expect("sizes agree");
        assert_eq!(full.without_idle_alpha().data, [1, 2, 3]);
    }

    #[test]
    fn gray_takes_three_channels() {
        assert_eq!(gray((2, 1), &[7, 9]).coloured().data, [7, 7, 7, 9, 9, 9]);
    }
}
