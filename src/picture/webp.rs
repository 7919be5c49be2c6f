//! WebP: walking its chunks, reading the header, decoding.
//!
//! **In:** the bytes of a WebP. **Out:** a [`Header`], or pixels and their colour profile.
//! **Never:** accepts an animation or a file shorter than it says it is.

use super::colour::Profile;
use super::error::PictureError;
use super::exif::{self, Facts};
use super::pixels::{Channels, Pixels};
use super::probe::{Header, limit};
use image_webp::{DecodingError, WebPDecoder};
use std::io::Cursor;

/// `RIFF`, a length, `WEBP`.
const START: usize = 12;

/// Reads the header and makes sure the file is whole.
pub(super) fn header(bytes: &[u8]) -> Result<Header, PictureError> {
    let bytes = whole(bytes)?;
    let mut decoder = open(bytes)?;
    if decoder.is_animated() {
        return Err(PictureError::Animated);
    }
    let block = decoder.exif_metadata().map_err(explain)?;
    Ok(Header {
        stored: decoder.dimensions(),
        facts: block.map_or(Facts::NONE, |block| exif::facts(&block)),
        has_alpha: decoder.has_alpha(),
    })
}

/// Decodes at full size.
pub(super) fn decode(bytes: &[u8]) -> Result<(Pixels, Option<Profile>), PictureError> {
    let mut decoder = open(whole(bytes)?)?;
    let (width, height) = decoder.dimensions();
    limit(width, height)?;
    let channels = if decoder.has_alpha() {
        Channels::Rgba
    } else {
        Channels::Rgb
    };
    let mut data = vec![0; decoder.output_buffer_size().ok_or(PictureError::Damaged)?];
    decoder.read_image(&mut data).map_err(explain)?;
    let profile = decoder.icc_profile().map_err(explain)?.map(Profile::Icc);
    let pixels = Pixels::new((width, height), channels, data);
    Ok((pixels.ok_or(PictureError::Damaged)?, profile))
}

fn open(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, PictureError> {
    WebPDecoder::new(Cursor::new(bytes)).map_err(explain)
}

/// Returns the file without whatever trails it, once all its chunks prove to be there.
fn whole(bytes: &[u8]) -> Result<&[u8], PictureError> {
    let length = bytes
        .get(4..)
        .and_then(|rest| rest.first_chunk())
        .ok_or(PictureError::Incomplete)?;
    let end = u32::from_le_bytes(*length) as usize + 8;
    let whole = bytes.get(..end).ok_or(PictureError::Incomplete)?;
    let mut rest = whole.get(START..).ok_or(PictureError::Damaged)?;
    while let [_, _, _, _, l0, l1, l2, l3, after @ ..] = rest {
        let length = u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize;
        // Some writers leave out the byte that makes the last chunk even.
        let padded = (length + length % 2).min(after.len().max(length));
        rest = after.get(padded..).ok_or(PictureError::Damaged)?;
    }
    Ok(whole)
}

/// The chunks were all there, so whatever the decoder minds is damage.
fn explain(_: DecodingError) -> PictureError {
    PictureError::Damaged
}
