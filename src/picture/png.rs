//! PNG: checking every chunk, reading the header, decoding to 8 bits.
//!
//! The crate `image` decodes. It cannot be told to pass over text, which would count against its
//! memory, nor to compare checksums of chunks it does not know; so the walk here compares them all, and
//! the decoder is given a copy that contains only what makes pixels.
//!
//! **In:** the bytes of a PNG. **Out:** a [`Header`], or pixels and their colour profile.
//! **Never:** accepts a chunk whose checksum is wrong, or an animation.

use super::colour::Profile;
use super::error::PictureError;
use super::exif::{self, Facts};
use super::header::Header;
use super::limits::{MAX_SIDE, limit};
use super::pixels::Pixels;
use super::unpack::{explain, limits, unpack};
use image::codecs::png::PngDecoder;
use std::io::Cursor;

const SIGNATURE: usize = 8;

/// Reads the header and makes sure that all chunks are there and sound.
pub(super) fn header(bytes: &[u8]) -> Result<Header, PictureError> {
    let mut rest = bytes.get(SIGNATURE..).ok_or(PictureError::Incomplete)?;
    let (mut header, mut has_data) = (None, false);
    loop {
        let chunk = Chunk::split(&mut rest)?;
        match (&chunk.kind, &mut header) {
            (b"IHDR", None) => header = Some(read_size(chunk.body)?),
            (b"IHDR", Some(_)) | (_, None) => return Err(PictureError::Damaged),
            (b"acTL", Some(_)) if frames(chunk.body) > 1 => return Err(PictureError::Animated),
            (b"eXIf", Some(header)) => header.facts = exif::facts(chunk.body),
            (b"tRNS", Some(header)) => header.has_alpha = true,
            (b"IDAT", Some(_)) => has_data = true,
            (b"IEND", Some(header)) if has_data => return Ok(header.clone()),
            (b"IEND", Some(_)) => return Err(PictureError::Damaged),
            (_, Some(_)) => {}
        }
    }
}

/// Decodes at full size.
pub(super) fn decode(bytes: &[u8]) -> Result<(Pixels, Option<Profile>), PictureError> {
    let clean = Cursor::new(needed(bytes)?);
    unpack(PngDecoder::with_limits(clean, limits()).map_err(explain)?)
}

/// Returns the file without the chunks that say nothing about pixels, and without what trails it.
///
/// All critical chunks stay, even one that nobody knows: the decoder is to refuse it.
fn needed(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let cut = PictureError::Incomplete;
    let (start, mut rest) = bytes.split_at_checked(SIGNATURE).ok_or(cut)?;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(start);
    loop {
        let whole = rest;
        let chunk = Chunk::split(&mut rest)?;
        if chunk.kind[0].is_ascii_uppercase() || matches!(&chunk.kind, b"tRNS" | b"iCCP") {
            clean.extend_from_slice(&whole[..whole.len() - rest.len()]);
        }
        if chunk.kind == *b"IEND" {
            return Ok(clean);
        }
    }
}

/// One chunk, its checksum already compared.
struct Chunk<'a> {
    kind: [u8; 4],
    body: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Takes the next chunk off `rest`.
    fn split(rest: &mut &'a [u8]) -> Result<Self, PictureError> {
        let [l3, l2, l1, l0, k0, k1, k2, k3, after @ ..] = *rest else {
            return Err(PictureError::Incomplete);
        };
        let (length, kind) = (u32::from_be_bytes([*l3, *l2, *l1, *l0]), [*k0, *k1, *k2, *k3]);
        // An absurd length or name is damage; only a sound chunk that runs past the end is a cut.
        if length > i32::MAX as u32 || !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(PictureError::Damaged);
        }
        let cut = PictureError::Incomplete;
        let (body, after) = after.split_at_checked(length as usize).ok_or(cut.clone())?;
        let (sum, after) = after.split_first_chunk::<4>().ok_or(cut)?;
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&kind);
        hasher.update(body);
        if hasher.finalize() != u32::from_be_bytes(*sum) {
            return Err(PictureError::Damaged);
        }
        *rest = after;
        Ok(Self { kind, body })
    }
}

fn read_size(body: &[u8]) -> Result<Header, PictureError> {
    let [w3, w2, w1, w0, h3, h2, h1, h0, _depth, colour, ..] = *body else {
        return Err(PictureError::Damaged);
    };
    let stored = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
    // A bomb is refused before its other chunks are looked at.
    if stored.0.max(stored.1) > MAX_SIDE {
        limit(stored.0, stored.1)?;
    }
    Ok(Header { stored, facts: Facts::NONE, has_alpha: matches!(colour, 4 | 6) })
}

fn frames(body: &[u8]) -> u32 {
    body.first_chunk().map_or(0, |count| u32::from_be_bytes(*count))
}

#[cfg(test)]
mod tests {
    use super::super::trial;
    use super::*;
    use ::png::{BitDepth, ColorType};

    fn with(chunk: Vec<u8>) -> Vec<u8> {
        let kind = (ColorType::Grayscale, BitDepth::Eight);
        trial::png_with((2, 2), kind, &[1, 2, 3, 4], &[chunk])
    }

    #[test]
    fn the_decoder_sees_no_chunk_that_makes_no_pixels() {
        let words = trial::SECRETS.concat();
        let kind = (ColorType::Grayscale, BitDepth::Eight);
        let plain = trial::png_with((2, 2), kind, &[1, 2, 3, 4], &[]);
        for name in [b"tEXt", b"eXIf", b"acTL", b"prVt"] {
            let photo = with(trial::chunk(name, words.as_bytes()));
            let longer = [&photo[..], words.as_bytes()].concat();
            assert_eq!(needed(&longer), Ok(plain.clone()));
        }
        let profiled = with(trial::chunk(b"iCCP", b"name\0\0broken"));
        assert_eq!(needed(&profiled), Ok(profiled.clone()));
        assert!(decode(&profiled).is_ok_and(|(_, profile)| profile.is_none()));
    }

    #[test]
    fn a_critical_chunk_that_nobody_knows_is_refused() {
        let photo = with(trial::chunk(b"NEWc", b"?"));
        assert_eq!(decode(&photo).err(), Some(PictureError::Damaged));
    }
}
