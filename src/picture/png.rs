//! PNG: checking every chunk, reading the header, decoding to 8 bits.
//!
//! **In:** the bytes of a PNG. **Out:** a [`Header`], or pixels and their colour profile.
//! **Never:** accepts a chunk whose checksum is wrong, or an animation.

use super::colour::Profile;
use super::error::PictureError;
use super::exif::{self, Facts};
use super::pixels::{Channels, Pixels};
use super::probe::{Header, limit};
use ::png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Transformations};
use std::io::Cursor;

const SIGNATURE: usize = 8;
/// Enough for any profile; the pixels go into a buffer of our own.
const SIDE_CHUNKS: Limits = Limits {
    bytes: 64 * 1024 * 1024,
};

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
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), SIDE_CHUNKS);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(explain)?;
    let channels = match reader.output_color_type() {
        (ColorType::Grayscale, BitDepth::Eight) => Channels::Gray,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Channels::GrayAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Channels::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Channels::Rgba,
        _ => return Err(PictureError::Damaged),
    };
    let mut data = vec![0; reader.output_buffer_size().ok_or(PictureError::Damaged)?];
    reader.next_frame(&mut data).map_err(explain)?;
    let info = reader.info();
    let profile = info
        .icc_profile
        .as_ref()
        .map(|icc| Profile::Icc(icc.to_vec()));
    let pixels = Pixels::new((info.width, info.height), channels, data);
    Ok((pixels.ok_or(PictureError::Damaged)?, profile))
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
        let (length, kind) = (
            u32::from_be_bytes([*l3, *l2, *l1, *l0]),
            [*k0, *k1, *k2, *k3],
        );
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
    let stored = (
        u32::from_be_bytes([w3, w2, w1, w0]),
        u32::from_be_bytes([h3, h2, h1, h0]),
    );
    // A bomb is refused before its other chunks are looked at.
    if stored.0.max(stored.1) > super::probe::MAX_SIDE {
        limit(stored.0, stored.1)?;
    }
    Ok(Header {
        stored,
        facts: Facts::NONE,
        has_alpha: matches!(colour, 4 | 6),
    })
}

fn frames(body: &[u8]) -> u32 {
    body.first_chunk()
        .map_or(0, |count| u32::from_be_bytes(*count))
}

fn explain(error: DecodingError) -> PictureError {
    match error {
        DecodingError::IoError(_)
        | DecodingError::Format(_)
        | DecodingError::Parameter(_)
        | DecodingError::LimitsExceeded => PictureError::Damaged,
    }
}
