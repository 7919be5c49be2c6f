//! JPEG: reading its segments, making sure it is whole, decoding it no larger than needed.
//!
//! Decoders forgive a file that breaks off: they paint the rest grey and say nothing. So the decoder
//! is given a copy that contains only what makes pixels, and in which every stretch of entropy-coded
//! data is followed by 32 one-bits. No Huffman code consists of ones alone (ITU-T T.81 §C.2, and
//! encoders pad with ones for that reason), so whoever still expects pixels there meets an error,
//! and whoever has finished never looks at them.
//!
//! `image` reads the other two formats but not this one: its decoder, zune-jpeg, has no DCT scaling.
//! The crate `jpeg-decoder` does not even compute the pixels that a photo of 4000 px has too many of.
//!
//! **In:** the bytes of a JPEG. **Out:** a [`Header`], or pixels and their colour profile.
//! **Never:** hands on a segment that is not needed for decoding, or reads beyond the end of image.

use super::colour::Profile;
use super::error::PictureError;
use super::exif::{self, AdobeRgb, Facts, Orientation};
use super::header::Header;
use super::pixels::{Channels, Pixels};
use jpeg_decoder::{Decoder, PixelFormat};
use std::collections::BTreeMap;

/// Real photos have at most some twenty scans; each one costs a pass over all blocks.
const MAX_SCANS: usize = 64;
/// Sides below this gain nothing from decoding at a smaller scale.
const MIN_SCALED_SIDE: u32 = 64;
/// 32 one-bits as they stand in entropy-coded data.
const ONES: [u8; 8] = [0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0];

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DNL: u8 = 0xDC;

/// What the segments say, and how to walk them again.
struct Segments {
    frame: Frame,
    facts: Facts,
    profile: BTreeMap<u8, Vec<u8>>,
    by_adobe: bool,
    clean: Vec<u8>,
}

/// The frame header: stored size and number of components.
#[derive(Clone, Copy)]
struct Frame {
    size: (u32, u32),
    components: u8,
}

/// Whether the walk also copies what the decoder needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    Look,
    Copy,
    /// Copies without the guard of ones, for readers who decode the data themselves.
    Keep,
}

/// A JPEG with nothing in it but what makes pixels, still encoded.
pub(super) struct Bare {
    pub(super) data: Vec<u8>,
    pub(super) size: (u32, u32),
    pub(super) components: u8,
    /// Adobe's programs write inks upside down and leave their mark.
    pub(super) by_adobe: bool,
    pub(super) profile: Option<Profile>,
    pub(super) orientation: Orientation,
}

/// Returns the photo without its metadata, its encoded pixels untouched.
pub(super) fn bare(bytes: &[u8]) -> Result<Bare, PictureError> {
    let segments = walk(bytes, Walk::Keep)?;
    Ok(Bare {
        size: segments.frame.size,
        components: segments.frame.components,
        by_adobe: segments.by_adobe,
        orientation: segments.facts.orientation,
        profile: profile(segments.profile, segments.facts),
        data: segments.clean,
    })
}

/// Reads the header and makes sure the file is whole.
pub(super) fn header(bytes: &[u8]) -> Result<Header, PictureError> {
    let segments = walk(bytes, Walk::Look)?;
    if segments.frame.components == 4 && segments.profile.is_empty() {
        return Err(PictureError::UnprofiledCmyk);
    }
    Ok(Header { stored: segments.frame.size, facts: segments.facts, has_alpha: false })
}

/// Decodes at the smallest of 1/8, 1/4, 1/2 and full size that still covers `wanted` (as stored).
pub(super) fn decode(bytes: &[u8], wanted: (u32, u32)) -> Result<(Pixels, Option<Profile>), PictureError> {
    let segments = walk(bytes, Walk::Copy)?;
    let mut decoder = Decoder::new(segments.clean.as_slice());
    decoder.read_info().map_err(explain)?;
    if let Some((width, height)) = scaled(segments.frame.size, wanted) {
        decoder.scale(width, height).map_err(explain)?;
    }
    let data = decoder.decode().map_err(explain)?;
    let info = decoder.info().ok_or(PictureError::Damaged)?;
    let channels = match info.pixel_format {
        PixelFormat::L8 => Channels::Gray,
        PixelFormat::RGB24 => Channels::Rgb,
        PixelFormat::CMYK32 => Channels::Cmyk,
        PixelFormat::L16 => return Err(PictureError::RareJpeg),
    };
    let size = (u32::from(info.width), u32::from(info.height));
    let pixels = Pixels::new(size, channels, data).ok_or(PictureError::Damaged)?;
    Ok((pixels, profile(segments.profile, segments.facts)))
}

/// Returns the size to ask the decoder for, or `None` for full size.
fn scaled(full: (u32, u32), wanted: (u32, u32)) -> Option<(u16, u16)> {
    if full.0.min(full.1) < MIN_SCALED_SIDE {
        return None;
    }
    let at = |eighths: u32| ((full.0 * eighths).div_ceil(8), (full.1 * eighths).div_ceil(8));
    let size = [1, 2, 4].map(at).into_iter().find(|s| s.0 >= wanted.0 && s.1 >= wanted.1)?;
    Some((u16::try_from(size.0).ok()?, u16::try_from(size.1).ok()?))
}

fn explain(error: jpeg_decoder::Error) -> PictureError {
    match error {
        jpeg_decoder::Error::Unsupported(_) => PictureError::RareJpeg,
        jpeg_decoder::Error::Format(_) | jpeg_decoder::Error::Io(_) | jpeg_decoder::Error::Internal(_) => {
            PictureError::Damaged
        }
    }
}

/// Joins the parts of an embedded profile; without one, the camera's own mark counts.
fn profile(parts: BTreeMap<u8, Vec<u8>>, facts: Facts) -> Option<Profile> {
    if parts.is_empty() {
        return facts.adobe_rgb.map(|AdobeRgb| Profile::AdobeRgb);
    }
    Some(Profile::Icc(parts.into_values().flatten().collect()))
}

/// Walks all segments from start to end of image.
fn walk(bytes: &[u8], walk: Walk) -> Result<Segments, PictureError> {
    let mut rest = bytes.get(2..).ok_or(PictureError::Incomplete)?;
    let mut clean = vec![0xFF, SOI];
    if walk != Walk::Look {
        clean.reserve(bytes.len());
    }
    let (mut frame, mut facts, mut profile, mut scans) = (None, Facts::NONE, BTreeMap::new(), 0);
    let mut by_adobe = false;
    loop {
        let (marker, after) = next_marker(rest)?;
        if marker == EOI {
            break;
        }
        // 0x01 and the restart markers stand alone; between segments they mean nothing.
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            rest = after;
            continue;
        }
        let (body, mut next) = segment(after)?;
        match marker {
            0xC0..=0xC2 if frame.is_none() => frame = Some(read_frame(body)?),
            0xC0..=0xC2 | SOI => return Err(PictureError::Damaged),
            0xC3 | 0xC5..=0xC7 | 0xC8..=0xCB | 0xCD..=0xCF | DNL => {
                return Err(PictureError::RareJpeg);
            }
            0xE1 if body.starts_with(b"Exif\0\0") && facts == Facts::NONE => facts = exif::facts(body),
            0xE2 => collect_profile(body, &mut profile),
            0xEE => by_adobe |= body.starts_with(b"Adobe"),
            _ => {}
        }
        if walk != Walk::Look && is_needed(marker, body) {
            copy_segment(marker, body, &mut clean);
        }
        if marker == SOS {
            scans += 1;
            if frame.is_none() || scans > MAX_SCANS {
                return Err(PictureError::Damaged);
            }
            let guard: &[u8] = if walk == Walk::Copy { &ONES } else { &[] };
            next = scan(next, (walk != Walk::Look).then_some(&mut clean), guard)?;
        }
        rest = next;
    }
    clean.extend_from_slice(&[0xFF, EOI]);
    match frame {
        Some(frame) if scans > 0 => Ok(Segments { frame, facts, profile, by_adobe, clean }),
        _ => Err(PictureError::Damaged),
    }
}

/// Returns the next marker and what follows it, stepping over stray and fill bytes.
fn next_marker(bytes: &[u8]) -> Result<(u8, &[u8]), PictureError> {
    let mut at = 0;
    loop {
        let found = bytes[at..].iter().position(|byte| *byte == 0xFF).ok_or(PictureError::Incomplete)?;
        at += found + 1;
        match bytes.get(at) {
            None => return Err(PictureError::Incomplete),
            Some(0 | 0xFF) => {}
            Some(marker) => return Ok((*marker, &bytes[at + 1..])),
        }
    }
}

/// Splits a segment's body from what follows it.
fn segment(bytes: &[u8]) -> Result<(&[u8], &[u8]), PictureError> {
    let [high, low, rest @ ..] = bytes else {
        return Err(PictureError::Incomplete);
    };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let length = length.checked_sub(2).ok_or(PictureError::Damaged)?;
    rest.split_at_checked(length).ok_or(PictureError::Incomplete)
}

fn read_frame(body: &[u8]) -> Result<Frame, PictureError> {
    let [precision, y1, y0, x1, x0, components, ..] = *body else {
        return Err(PictureError::Damaged);
    };
    if precision != 8 || !matches!(components, 1 | 3 | 4) {
        return Err(PictureError::RareJpeg);
    }
    let size = (u16::from_be_bytes([x1, x0]).into(), u16::from_be_bytes([y1, y0]).into());
    Ok(Frame { size, components })
}

fn collect_profile(body: &[u8], profile: &mut BTreeMap<u8, Vec<u8>>) {
    if let Some([number, _count, part @ ..]) = body.strip_prefix(b"ICC_PROFILE\0") {
        profile.entry(*number).or_insert_with(|| part.to_vec());
    }
}

/// Says whether decoding needs the segment: tables, frame, scans, and Adobe's word on the colours.
fn is_needed(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xC0..=0xC2 | 0xC4 | 0xDA | 0xDB | 0xDD => true,
        0xE0 => body.starts_with(b"JFIF\0"),
        0xEE => body.starts_with(b"Adobe"),
        _ => false,
    }
}

/// Copies a segment; of a JFIF header only what it says of itself, since a thumbnail may follow (ITU-T T.871 §10.1).
fn copy_segment(marker: u8, body: &[u8], clean: &mut Vec<u8>) {
    const JFIF: [u8; 18] = [0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0];
    if marker == 0xE0 {
        clean.extend_from_slice(&JFIF);
        return;
    }
    // A segment's length was read from two bytes, so it fits into two.
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    clean.extend_from_slice(&[0xFF, marker]);
    clean.extend_from_slice(&length.to_be_bytes());
    clean.extend_from_slice(body);
}

/// Steps over entropy-coded data to the marker that ends it, copying it with a guard behind every stretch.
fn scan<'a>(bytes: &'a [u8], mut copy: Option<&mut Vec<u8>>, guard: &[u8]) -> Result<&'a [u8], PictureError> {
    let (mut from, mut at) = (0, 0);
    loop {
        let found = bytes[at..].iter().position(|byte| *byte == 0xFF).ok_or(PictureError::Incomplete)?;
        at += found;
        match bytes.get(at + 1) {
            None => return Err(PictureError::Incomplete),
            Some(0) => at += 2,
            Some(0xFF) => at += 1,
            Some(marker) => {
                if let Some(clean) = copy.as_deref_mut() {
                    clean.extend_from_slice(without_fill(&bytes[from..at]));
                    clean.extend_from_slice(guard);
                }
                if !matches!(marker, 0xD0..=0xD7) {
                    return Ok(&bytes[at..]);
                }
                from = at;
                at += 2;
            }
        }
    }
}

/// Cuts off fill bytes: entropy-coded data never end in a bare 0xFF.
fn without_fill(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != 0xFF).map_or(0, |last| last + 1);
    &bytes[..end]
}
