//! Every byte of a file, also of what is packed within it: gzip, zlib, ZIP members, PDF streams and strings, the chunks of
//! pictures.
//!
//! **In:** bytes. **Out:** layers to be searched. **Never:** trusts a name or an extension.

use std::io::Read;

/// How deep files lie within files.
const DEPTH: usize = 4;
/// A packed part is unpacked no further than this.
const MOST: u64 = 64 << 20;

/// Returns where `word` stands in `bytes`, in any case, in UTF-8 or UTF-16, packed or plain; `None`: nowhere.
pub fn holds(bytes: &[u8], word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    layers(bytes, DEPTH).iter().find_map(|layer| found(layer, &word))
}

fn found(layer: &[u8], word: &str) -> Option<String> {
    let plain: Vec<u8> = layer.to_ascii_lowercase();
    let narrow = |from: usize| plain.iter().skip(from).step_by(2).copied().collect::<Vec<u8>>();
    // A PDF may write text as hexadecimal digits.
    let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    let readings = [(plain.clone(), word), (narrow(0), word), (narrow(1), word), (plain.clone(), hex.as_str())];
    readings.into_iter().find_map(|(text, word)| {
        let at = text.windows(word.len()).position(|part| part == word.as_bytes())?;
        let around = &text[at.saturating_sub(60)..(at + 100).min(text.len())];
        Some(String::from_utf8_lossy(around).into_owned())
    })
}

fn layers(bytes: &[u8], depth: usize) -> Vec<Vec<u8>> {
    let mut all = vec![bytes.to_vec()];
    if depth > 0 {
        for inner in packed(bytes) {
            all.extend(layers(&inner, depth - 1));
        }
    }
    all
}

fn packed(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        parts.extend(read(flate2::read::MultiGzDecoder::new(bytes)));
    }
    if bytes.starts_with(b"PK") {
        parts.extend(members(bytes));
    }
    if bytes.starts_with(b"%PDF") {
        parts.extend(pdf(bytes));
    }
    // Whatever looks like the head of a zlib stream, wherever it stands: compressed chunks of pictures, objects of a PDF.
    // A stream that breaks off at once is none.
    let heads =
        (0..bytes.len().saturating_sub(2)).filter(|at| bytes[*at] == 0x78 && is_zlib(bytes[*at], bytes[*at + 1]));
    let streams = heads.filter_map(|at| read(flate2::read::ZlibDecoder::new(&bytes[at..])));
    parts.extend(streams.filter(|part| part.len() > 8));
    parts
}

fn is_zlib(first: u8, second: u8) -> bool {
    (u16::from(first) * 256 + u16::from(second)).is_multiple_of(31)
}

fn read(reader: impl Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    // What breaks off is searched as far as it goes.
    let _ = reader.take(MOST).read_to_end(&mut out);
    (!out.is_empty()).then_some(out)
}

fn members(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Vec::new() };
    (0..archive.len()).filter_map(|number| read(archive.by_index(number).ok()?)).collect()
}

#[cfg(feature = "print")]
fn pdf(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(document) = lopdf::Document::load_mem(bytes) else { return Vec::new() };
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let shown = document.extract_text(&pages).unwrap_or_default();
    let bare: String = shown.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2060}' | '\u{200b}')).collect();
    vec![super::printed::everything(&document), shown.into_bytes(), bare.into_bytes()]
}

#[cfg(not(feature = "print"))]
fn pdf(_: &[u8]) -> Vec<Vec<u8>> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_word_is_found_however_it_is_packed() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(b"before KANARI7 after").unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(b"iTXt".to_vec(), flate2::Compression::best());
        zlib.write_all(&gzip).unwrap();
        let wide: Vec<u8> = "x kanari7".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let stored = super::super::archive::zip(&[("a/b.txt", &gzip)]);
        for bytes in [gzip, zlib.finish().unwrap(), wide, stored, b"(6b616e61726937)".to_vec()] {
            assert!(holds(&bytes, "kanari7").is_some(), "{}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(holds(b"kanari8", "kanari7"), None);
    }
}
