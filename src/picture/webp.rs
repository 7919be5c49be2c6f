//! WebP: walking its chunks, reading the header, decoding.
//!
//! The crate `image` decodes; the walk over the chunks is ours, since a decoder stops at the pixels and
//! never learns that what follows them is missing.
//!
//! **In:** the bytes of a WebP. **Out:** a [`Header`], or pixels and their colour profile.
//! **Never:** accepts an animation or a file shorter than it says it is.

use super::colour::Profile;
use super::error::PictureError;
use super::exif::{self, Facts};
use super::header::Header;
use super::pixels::Pixels;
use super::unpack::{explain, unpack};
use image::ImageDecoder;
use image::codecs::webp::WebPDecoder;
use std::io::Cursor;

/// `RIFF`, a length, `WEBP`.
const START: usize = 12;

/// Reads the header and makes sure the file is whole.
pub(super) fn header(bytes: &[u8]) -> Result<Header, PictureError> {
    let bytes = whole(bytes)?;
    let mut decoder = open(bytes)?;
    if decoder.has_animation() {
        return Err(PictureError::Animated);
    }
    let block = decoder.exif_metadata().map_err(explain)?;
    Ok(Header {
        stored: decoder.dimensions(),
        facts: block.map_or(Facts::NONE, |block| exif::facts(&block)),
        has_alpha: decoder.color_type().has_alpha(),
    })
}

/// Decodes at full size.
pub(super) fn decode(bytes: &[u8]) -> Result<(Pixels, Option<Profile>), PictureError> {
    unpack(open(whole(bytes)?)?)
}

fn open(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, PictureError> {
    WebPDecoder::new(Cursor::new(bytes)).map_err(explain)
}

/// Returns the file without whatever trails it, once all its chunks prove to be there.
fn whole(bytes: &[u8]) -> Result<&[u8], PictureError> {
    let length = bytes.get(4..).and_then(|rest| rest.first_chunk()).ok_or(PictureError::Incomplete)?;
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
