//! Photos as cameras, telephones and image editors leave them: with words in every place that a format has for them.
//!
//! **In:** a plain picture, and a word. **Out:** the same picture, the word in EXIF, XMP, IPTC, the colour profile,
//! comments and after its end. **Never:** another pixel.

use std::io::Write as _;

use moxcms::{ColorProfile, LocalizableString, ProfileText};

use super::archive::crc;

/// Returns a JPEG with the word in APP1 (EXIF, XMP), APP2 (ICC), APP13 (IPTC), COM, and after the end.
pub fn jpeg(plain: &[u8], word: &str) -> Vec<u8> {
    let mut out = plain[..2].to_vec();
    let mut segment = |marker: u8, body: &[u8]| {
        out.extend([0xFF, marker]);
        out.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        out.extend(body);
    };
    segment(0xE1, &[b"Exif\0\0", exif(word).as_slice()].concat());
    segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", xmp(word).as_bytes()].concat());
    segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", icc(word).as_slice()].concat());
    segment(0xED, &[b"Photoshop 3.0\x008BIM\x04\x04\0\0", iptc(word).as_slice()].concat());
    segment(0xEB, word.as_bytes());
    segment(0xFE, format!("{word}comment").as_bytes());
    out.extend(&plain[2..]);
    out.extend(format!("{word}after").as_bytes());
    out
}

/// Returns a PNG with the word in text of three kinds, in EXIF and the colour profile, and after the end.
pub fn png(plain: &[u8], word: &str) -> Vec<u8> {
    let head = 8 + 25;
    let mut out = plain[..head].to_vec();
    chunk(&mut out, *b"iCCP", &[format!("{word}name\0\0").as_bytes(), &deflated(&icc(word))].concat());
    out.extend(&plain[head..plain.len() - 12]);
    chunk(&mut out, *b"tEXt", format!("Author\0{word}text").as_bytes());
    chunk(&mut out, *b"zTXt", &[b"Comment\0\0", deflated(format!("{word}ztxt").as_bytes()).as_slice()].concat());
    chunk(&mut out, *b"iTXt", &[b"XML:com.adobe.xmp\0\x01\0\0\0", deflated(xmp(word).as_bytes()).as_slice()].concat());
    chunk(&mut out, *b"eXIf", &exif(word));
    chunk(&mut out, *b"IEND", b"");
    out.extend(format!("{word}after").as_bytes());
    out
}

/// Returns a WebP with the word in EXIF, XMP, the colour profile and a chunk of its own.
pub fn webp(word: &str) -> Vec<u8> {
    let pixels: Vec<u8> = (0..640 * 400 * 3_u32).map(|at| u8::try_from(at / 3 % 640 * 255 / 640).unwrap()).collect();
    let plain = webp::Encoder::from_rgb(&pixels, 640, 400).encode(60.0).to_vec();
    let mut body = b"WEBP".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| {
        body.extend(name);
        body.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        body.extend(data);
        body.extend(vec![0; data.len() % 2]);
    };
    chunk(b"VP8X", &[0x20 | 0x08 | 0x04, 0, 0, 0, 127, 2, 0, 143, 1, 0]);
    chunk(b"ICCP", &icc(word));
    // The plain file is one chunk, its name and length already before it.
    let image = &plain[12..];
    let length = u32::from_le_bytes(image[4..8].try_into().unwrap()) as usize;
    chunk(&image[..4].try_into().unwrap(), &image[8..8 + length]);
    chunk(b"EXIF", &exif(word));
    chunk(b"XMP ", xmp(word).as_bytes());
    chunk(b"KANA", format!("{word}chunk").as_bytes());
    let mut out = b"RIFF".to_vec();
    out.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    out.extend(body);
    out
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], body: &[u8]) {
    out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
    let whole = [&name[..], body].concat();
    out.extend(&whole);
    out.extend(crc(&whole).to_be_bytes());
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(bytes).unwrap();
    zlib.finish().unwrap()
}

/// A TIFF of one directory: what it shows, who took it, in whose right.
fn exif(word: &str) -> Vec<u8> {
    let tags = [0x010E_u16, 0x013B, 0x8298];
    let texts: Vec<Vec<u8>> = tags.iter().map(|tag| format!("{word}exif{tag:x}\0").into_bytes()).collect();
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    out.extend(u16::try_from(tags.len()).unwrap().to_le_bytes());
    let mut at = u32::try_from(8 + 2 + 12 * tags.len() + 4).unwrap();
    for (tag, text) in tags.iter().zip(&texts) {
        let length = u32::try_from(text.len()).unwrap();
        out.extend(tag.to_le_bytes());
        out.extend(2_u16.to_le_bytes());
        out.extend(length.to_le_bytes());
        out.extend(at.to_le_bytes());
        at += length;
    }
    out.extend([0; 4]);
    out.extend(texts.concat());
    out
}

fn xmp(word: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:creator=\"{word}xmp\"/></rdf:RDF></x:xmpmeta>"
    )
}

fn iptc(word: &str) -> Vec<u8> {
    let text = format!("{word}iptc");
    let record = [&[0x1C, 2, 80, 0, u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    [&[0, 0][..], &u32::try_from(record.len()).unwrap().to_be_bytes()[2..], &record].concat()
}

/// A wide colour profile that is named after somebody's screen.
fn icc(word: &str) -> Vec<u8> {
    let text = |end: &str| {
        Some(ProfileText::Localizable(vec![LocalizableString::new(
            "en".to_owned(),
            "US".to_owned(),
            format!("{word}{end}"),
        )]))
    };
    let mut profile = ColorProfile::new_display_p3();
    profile.description = text("iccname");
    profile.copyright = text("iccright");
    profile.device_model = text("iccmodel");
    let mut bytes = profile.encode().expect("a built-in profile can be written");
    // The crate writes the present moment.
    bytes[24..36].copy_from_slice(&[7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    bytes
}
