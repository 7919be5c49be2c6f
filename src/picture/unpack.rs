//! PNG and WebP through `image`: what its decoders give, as our pixels in 8 bits.
//!
//! **In:** a decoder that has read its header. **Out:** pixels and their colour profile.
//! **Never:** reserves memory for more pixels than the limits allow, or looks at text and dates.

use super::colour::Profile;
use super::error::PictureError;
use super::limits::{MAX_BYTES, MAX_SIDE, limit};
use super::pixels::{Channels, Pixels};
use image::{ColorType, ImageDecoder, ImageError, Limits};

/// Decodes at full size; of 16-bit samples the upper byte is kept.
pub(super) fn unpack(mut decoder: impl ImageDecoder) -> Result<(Pixels, Option<Profile>), PictureError> {
    let size = decoder.dimensions();
    limit(size.0, size.1)?;
    decoder.set_limits(limits()).map_err(explain)?;
    let colour = decoder.color_type();
    let channels = match colour {
        ColorType::L8 | ColorType::L16 => Channels::Gray,
        ColorType::La8 | ColorType::La16 => Channels::GrayAlpha,
        ColorType::Rgb8 | ColorType::Rgb16 => Channels::Rgb,
        ColorType::Rgba8 | ColorType::Rgba16 => Channels::Rgba,
        _ => return Err(PictureError::Damaged),
    };
    let profile = decoder.icc_profile().map_err(explain)?.map(Profile::Icc);
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| PictureError::Damaged)?;
    let mut data = vec![0; length];
    decoder.read_image(&mut data).map_err(explain)?;
    if usize::from(colour.bytes_per_pixel()) == 2 * channels.count() {
        data = upper_bytes(data);
    }
    let pixels = Pixels::new(size, channels, data).ok_or(PictureError::Damaged)?;
    Ok((pixels, profile))
}

/// Returns what a decoder may take: our longest side, and room beside the pixels for any profile.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_BYTES as u64);
    limits
}

/// The file was whole and its size within the limits, so whatever a decoder minds is damage.
pub(super) fn explain(_: ImageError) -> PictureError {
    PictureError::Damaged
}

/// Keeps the upper byte of each 16-bit sample, in place: such a picture is the largest of all.
fn upper_bytes(mut data: Vec<u8>) -> Vec<u8> {
    let samples = data.len() / 2;
    for at in 0..samples {
        let [upper, _] = u16::from_ne_bytes([data[2 * at], data[2 * at + 1]]).to_be_bytes();
        data[at] = upper;
    }
    data.truncate(samples);
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_byte_of_each_sample_is_kept() {
        let samples = [0x12FF_u16, 0x00FF, 0xFF00];
        let data = samples.iter().flat_map(|sample| sample.to_ne_bytes()).collect();
        assert_eq!(upper_bytes(data), [0x12, 0, 0xFF]);
    }
}
