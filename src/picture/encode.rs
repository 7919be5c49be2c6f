//! The two encoders, and the settings that decide size and quality.
//!
//! **In:** pixels in sRGB. **Out:** a WebP or JPEG file with pixels and nothing else.
//! **Never:** writes EXIF, XMP, a profile, a comment or a thumbnail.

use super::error::PictureError;
use super::pixels::{Channels, Pixels};
use super::recipe::Format;
use ::webp::{PixelLayout, WebPConfig};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, SamplingFactor};

const WEBP_QUALITY: f32 = 76.0;
const WEBP_METHOD: i32 = 4;
const JPEG_QUALITY: u8 = 78;

/// Returns the picture as a file.
pub(super) fn encode(pixels: &Pixels, format: Format) -> Result<Vec<u8>, PictureError> {
    match format {
        Format::Webp => webp(pixels),
        Format::Jpeg => jpeg(pixels.clone().on_white()),
    }
    // Neither encoder refuses sizes within our limits; damage is the least wrong word if one does.
    .ok_or(PictureError::Damaged)
}

fn webp(pixels: &Pixels) -> Option<Vec<u8>> {
    let layout = match pixels.channels {
        Channels::Rgb => PixelLayout::Rgb,
        Channels::Rgba => PixelLayout::Rgba,
        Channels::Gray | Channels::GrayAlpha | Channels::Cmyk => return None,
    };
    let mut config = WebPConfig::new().ok()?;
    config.quality = WEBP_QUALITY;
    config.method = WEBP_METHOD;
    let (width, height) = pixels.size;
    let encoder = ::webp::Encoder::new(&pixels.data, layout, width, height);
    encoder.encode_advanced(&config).ok().map(|file| file.to_vec())
}

/// Baseline with tables of its own: this encoder's progressive files are a tenth larger, since it
/// does not refine coefficients in steps.
fn jpeg(pixels: Pixels) -> Option<Vec<u8>> {
    if pixels.channels != Channels::Rgb {
        return None;
    }
    let (width, height) = (u16::try_from(pixels.size.0).ok()?, u16::try_from(pixels.size.1).ok()?);
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, JPEG_QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&pixels.data, width, height, ColorType::Rgb).ok()?;
    Some(file)
}
