//! Photos for the tests of this room, made in memory.
//!
//! **In:** sizes and segments. **Out:** files as cameras write them, with all the metadata they leave.
//! **Never:** part of the program.

use super::pixels::{Channels, Pixels};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder};

/// Words that must not survive, in every place where metadata can hide.
pub(super) const SECRETS: [&str; 4] = ["Zhang-San-Author", "SN-20260701-007", "Cangzhou-Place", "GPSGPSGPS"];

/// Two colours.
pub(super) const PALETTE: [u8; 6] = [10, 20, 30, 200, 100, 50];

/// A smooth picture with detail, different in all four corners.
pub(super) fn scene(width: u32, height: u32) -> Pixels {
    let mut data = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
            let wave = ((u * 40.0).sin() * (v * 30.0).cos() * 20.0) + 20.0;
            data.extend([(u * 200.0 + wave) as u8, (v * 200.0 + wave) as u8, (90.0 + wave) as u8]);
        }
    }
    Pixels::new((width, height), Channels::Rgb, data).expect("sizes agree")
}

/// A TIFF block with orientation, author, camera serial number and a GPS folder.
pub(super) fn exif(orientation: u16) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut entry = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        entry.extend([count.to_le_bytes(), value.to_le_bytes()].concat());
        entry
    };
    let text: Vec<u8> = SECRETS.iter().flat_map(|s| [s.as_bytes(), b"\0"].concat()).collect();
    // Four entries: 8 + 2 + 48 + 4 = 62 is where the texts begin.
    block.extend(4u16.to_le_bytes());
    block.extend(entry(0x0112, 3, 1, orientation.into()));
    block.extend(entry(0x013B, 2, 17, 62));
    block.extend(entry(0x8825, 4, 1, 62 + text.len() as u32));
    block.extend(entry(0xC62F, 2, 16, 62 + 17));
    block.extend([0; 4]);
    block.extend(text);
    block.extend(1u16.to_le_bytes());
    block.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    block.extend([0; 4]);
    block
}

/// A whole APP1 segment around a TIFF block.
pub(super) fn app1(block: &[u8]) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0", block].concat())
}

/// A whole segment.
pub(super) fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("a short body");
    [&[0xFF, marker], &length.to_be_bytes()[..], body].concat()
}

/// A JPEG at quality 90 with those segments after the start of image.
pub(super) fn jpeg_with(pixels: &Pixels, segments: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::new();
    let colour = match pixels.channels {
        Channels::Gray => ColorType::Luma,
        Channels::Rgb => ColorType::Rgb,
        Channels::Rgba => ColorType::Rgba,
        Channels::Cmyk => ColorType::Cmyk,
        Channels::GrayAlpha => unreachable!("JPEG has no transparency"),
    };
    let (width, height) = (pixels.size.0 as u16, pixels.size.1 as u16);
    let encoder = Encoder::new(&mut file, 90);
    encoder.encode(&pixels.data, width, height, colour).expect("a plain picture");
    file.splice(2..2, segments.concat());
    file
}

/// A progressive JPEG, and one with restart markers.
pub(super) fn unusual_jpegs(pixels: &Pixels) -> [Vec<u8>; 2] {
    let (width, height) = (pixels.size.0 as u16, pixels.size.1 as u16);
    let (mut progressive, mut restarting) = (Vec::new(), Vec::new());
    let mut encoder = Encoder::new(&mut progressive, 90);
    encoder.set_progressive(true);
    encoder.encode(&pixels.data, width, height, ColorType::Rgb).expect("a plain picture");
    let mut encoder = Encoder::new(&mut restarting, 90);
    encoder.set_restart_interval(3);
    encoder.encode(&pixels.data, width, height, ColorType::Rgb).expect("a plain picture");
    [progressive, restarting]
}

/// A JPEG of that size whose one scan is empty.
pub(super) fn jpeg_header((width, height): (u16, u16)) -> Vec<u8> {
    let [y1, y0] = height.to_be_bytes();
    let [x1, x0] = width.to_be_bytes();
    let frame = segment(0xC0, &[8, y1, y0, x1, x0, 1, 1, 0x11, 0]);
    let scan = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    [&[0xFF, 0xD8], &frame[..], &scan, &[0xFF, 0xD9]].concat()
}

/// A chunk of a PNG with its checksum.
pub(super) fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [kind, body].concat();
    let sum = crc32fast::hash(&named).to_be_bytes();
    [&(body.len() as u32).to_be_bytes(), &named[..], &sum].concat()
}

/// That PNG with all its checksums made right again, as far as its chunks can be followed.
pub(super) fn resealed(mut file: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(length) = file.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
        let end = at + 8 + u32::from_be_bytes(*length) as usize;
        let Some(named) = file.get(at + 4..end) else {
            break;
        };
        let sum = crc32fast::hash(named).to_be_bytes();
        let Some(place) = file.get_mut(end..end + 4) else {
            break;
        };
        place.copy_from_slice(&sum);
        at = end + 4;
    }
    file
}

/// A PNG of that size without one pixel in it.
pub(super) fn png_header((width, height): (u32, u32)) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = chunk(b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat());
    let parts = [head, chunk(b"IDAT", b"x\x9C"), chunk(b"IEND", b"")];
    [b"\x89PNG\r\n\x1A\n", &parts.concat()[..]].concat()
}

/// A PNG of those samples with those chunks after its header; indexed ones use [`PALETTE`].
pub(super) fn png_with(
    size: (u32, u32),
    kind: (::png::ColorType, ::png::BitDepth),
    data: &[u8],
    chunks: &[Vec<u8>],
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, size.0, size.1);
    encoder.set_color(kind.0);
    encoder.set_depth(kind.1);
    if kind.0 == ::png::ColorType::Indexed {
        encoder.set_palette(&PALETTE[..]);
    }
    let mut writer = encoder.write_header().expect("a plain header");
    writer.write_image_data(data).expect("sizes agree");
    writer.finish().expect("memory");
    // Signature 8, length 4, name 4, header 13, checksum 4.
    file.splice(33..33, chunks.concat());
    file
}

/// A lossless WebP, with EXIF and XMP if wanted.
pub(super) fn webp_with(pixels: &Pixels, metadata: Option<Vec<u8>>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut file);
    let has_metadata = metadata.is_some();
    if let Some(block) = metadata {
        let set = encoder.set_exif_metadata(block);
        set.expect("WebP has room for EXIF");
    }
    let colour = match pixels.channels {
        Channels::Rgba => ExtendedColorType::Rgba8,
        Channels::Rgb => ExtendedColorType::Rgb8,
        Channels::Gray | Channels::GrayAlpha | Channels::Cmyk => unreachable!("not in these tests"),
    };
    encoder.write_image(&pixels.data, pixels.size.0, pixels.size.1, colour).expect("a plain picture");
    if has_metadata {
        add_xmp(&mut file);
    }
    file
}

/// Puts the secrets into an XMP chunk at the end, which `image` cannot write.
fn add_xmp(file: &mut Vec<u8>) {
    let words = SECRETS.concat();
    file.extend(b"XMP ");
    file.extend((words.len() as u32).to_le_bytes());
    file.extend(words.as_bytes());
    file.resize(file.len().next_multiple_of(2), 0);
    // VP8X announces XMP by this bit; the length in front counts all but its own eight bytes.
    file[20] |= 0b100;
    let length = (file.len() as u32 - 8).to_le_bytes();
    file[4..8].copy_from_slice(&length);
}

/// A PNG that says it has two frames.
pub(super) fn animated_png() -> Vec<u8> {
    let control = chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let kind = (::png::ColorType::Grayscale, ::png::BitDepth::Eight);
    png_with((2, 2), kind, &[1, 2, 3, 4], &[control])
}

/// A WebP with two frames.
pub(super) fn animated_webp() -> Vec<u8> {
    let config = ::webp::WebPConfig::new().expect("libwebp agrees with its header");
    let mut encoder = ::webp::AnimEncoder::new(16, 16, &config);
    let frames = [[9u8; 16 * 16 * 3], [200; 16 * 16 * 3]];
    for (time, frame) in (0..).step_by(100).zip(&frames) {
        encoder.add_frame(::webp::AnimFrame::from_rgb(frame, 16, 16, time));
    }
    encoder.encode().to_vec()
}
