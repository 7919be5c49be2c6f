//! Tells by its first bytes what a file is, whatever its name says.
//!
//! **In:** the bytes of a file. **Out:** one of our three [`Source`]s, or the name of what it is instead.
//! **Never:** trusts a file extension, or looks further than the first kilobyte.

use super::error::PictureError;

/// The kinds of original that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// JPEG: baseline or progressive, 8 bits; gray, colour, or CMYK with its profile.
    Jpeg,
    /// PNG of any colour type and depth, not animated.
    Png,
    /// WebP, lossy or lossless, not animated.
    Webp,
}

/// Files that editors do mistake for photos: first bytes, and what to call them.
const FOREIGN: [(&[u8], &str); 17] = [
    (b"GIF8", "GIF 图片"),
    (b"8BPS", "PSD 设计稿"),
    (b"II*\0", "TIFF 图片或相机 RAW 原片"),
    (b"MM\0*", "TIFF 图片或相机 RAW 原片"),
    (b"II+\0", "TIFF 图片或相机 RAW 原片"),
    (b"MM\0+", "TIFF 图片或相机 RAW 原片"),
    (b"FUJIFILMCCD-RAW", "相机 RAW 原片"),
    (b"\xFF\x0A", "JPEG XL 图片"),
    (b"\0\0\0\x0CJXL ", "JPEG XL 图片"),
    (b"\0\0\0\x0CjP  ", "JPEG 2000 图片"),
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "压缩包或 Office 文件"),
    (b"\xD0\xCF\x11\xE0", "旧版 Office 文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xBC\xAF", "压缩包"),
    (b"\0\0\x01\0", "ICO 图标"),
    (b"\xD7\xCD\xC6\x9A", "WMF 图片"),
];

/// Returns what kind of original this is, or why it is none.
pub(super) fn sniff(bytes: &[u8]) -> Result<Source, PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty);
    }
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(Source::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Ok(Source::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Source::Webp);
    }
    Err(foreign(bytes).map_or(PictureError::Unknown, PictureError::Foreign))
}

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(boxed(bytes.get(8..12).unwrap_or_default()));
    }
    // A bitmap begins with two common letters only, so its reserved zeros are looked at too.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some("BMP 图片");
    }
    written(bytes)
}

/// Names a file of the ISO box format (HEIC, AVIF, video) by its brand.
fn boxed(brand: &[u8]) -> &'static str {
    match brand {
        b"avif" | b"avis" => "AVIF 图片",
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => "HEIC 图片",
        b"crx " => "相机 RAW 原片",
        _ => "视频",
    }
}

/// Names a file that is text: a drawing or a saved web page.
fn written(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(1024)];
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    match text {
        svg if svg.contains("<svg") => Some("SVG 图形"),
        page if page.contains("<html") || page.contains("<!doctype html") => Some("网页文件"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ours_is_called_by_its_name() {
        let cases: [(&[u8], &str); 9] = [
            (b"GIF89a", "GIF 图片"),
            (b"BM\x36\0\0\0\0\0\0\0", "BMP 图片"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC 图片"),
            (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF 图片"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", "视频"),
            (b"8BPS\0\x01", "PSD 设计稿"),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>\n<svg>", "SVG 图形"),
            (b"<!DOCTYPE html><title>404</title>", "网页文件"),
            (b"PK\x03\x04", "压缩包或 Office 文件"),
        ];
        for (bytes, name) in cases {
            assert_eq!(sniff(bytes), Err(PictureError::Foreign(name)));
        }
    }

    #[test]
    fn what_nobody_knows_is_said_so() {
        assert_eq!(sniff(b""), Err(PictureError::Empty));
        assert_eq!(sniff(b"hello"), Err(PictureError::Unknown));
        assert_eq!(sniff(b"BM is how this sentence starts"), Err(PictureError::Unknown));
        assert_eq!(sniff(b"RIFF\0\0\0\0WAVE"), Err(PictureError::Unknown));
    }
}
