//! Pictures: damage of every kind, bombs, and files that only say that they are pictures.

use super::case::Case;
use crate::support::archive::crc;
use crate::support::made;

/// A report that shows a photo of these bytes.
fn photo(name: &str, told: &'static str, file: &str, bytes: impl Into<Vec<u8>>) -> Case {
    let report = format!("标题: 简报\n发布时间: 2021-06-11\n来源: 示例\n照片: [{{文件: {file}, 说明: 图}}]\n");
    Case::new(name, told, "content/reports/x.yaml", report).with(&format!("content/reports/{file}"), bytes)
}

fn jpg(name: &str, told: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    photo(name, told, "x.jpg", bytes)
}

fn png(name: &str, told: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    photo(name, told, "x.png", bytes)
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let whole = [&name[..], body].concat();
    [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], &whole, &crc(&whole).to_be_bytes()].concat()
}

/// A PNG that says it has this size, with data that is shorter or longer.
fn claiming((width, height): (u32, u32), data: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", data), chunk(b"IEND", b"")].concat()
}

fn deflated(length: usize) -> Vec<u8> {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut zlib, &vec![0; length]).unwrap();
    zlib.finish().unwrap()
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    [&[0xFF, marker][..], &u16::try_from(body.len() + 2).unwrap().to_be_bytes(), body].concat()
}

/// The sound photo with a segment put in front.
fn with(segment: &[u8]) -> Vec<u8> {
    let plain = made::bytes("made", "jpeg");
    [&plain[..2], segment, &plain[2..]].concat()
}

/// The sound photo that says it has another size.
fn resized(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = made::bytes("made", "jpeg");
    let frame = bytes.windows(2).position(|two| two[0] == 0xFF && (0xC0..=0xC2).contains(&two[1])).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

pub fn cases() -> Vec<Case> {
    [jpegs(), pngs(), others(), liars()].into_iter().flatten().collect()
}

fn jpegs() -> Vec<Case> {
    let plain = made::bytes("made", "jpeg");
    let quarter = plain.len() / 4;
    let mut scrambled = plain.clone();
    scrambled[quarter * 2..quarter * 3].iter_mut().for_each(|byte| *byte ^= 0x5A);
    let around =
        [b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".as_slice(), &8_u32.to_le_bytes()].concat();
    let far = b"Exif\0\0II*\0\xff\xff\xff\xff".to_vec();
    vec![
        jpg("a JPEG of two bytes", "E0703", b"\xFF\xD8".to_vec()),
        jpg("a JPEG cut in its header", "E0703", plain[..100].to_vec()),
        jpg("a JPEG cut in its pixels", "E0703", plain[..quarter * 2].to_vec()),
        jpg("a JPEG without its end", "E0703", plain[..plain.len() - 2].to_vec()),
        jpg("a JPEG with pixels scrambled", "E0703", scrambled),
        jpg("a JPEG of no width", "E0703", resized(0, 400)),
        jpg("a JPEG of no height", "E0703", resized(640, 0)),
        jpg("a JPEG that says it is 65,535 wide and high", "E0703", resized(65_535, 65_535)).heavy(),
        jpg("a JPEG that says it is somewhat larger", "E0703", resized(9_000, 9_000)).heavy(),
        jpg(
            "a segment that is longer than the file",
            "E0703",
            [&plain[..2], b"\xFF\xE1\xFF\xFF", &plain[2..200]].concat(),
        ),
        jpg("20,000 segments", "W0705", with(&segment(0xFE, b"x").repeat(20_000))),
        jpg("EXIF that leads back to itself", "W0705", with(&segment(0xE1, &around))),
        jpg("EXIF that leads out of the file", "W0705", with(&segment(0xE1, &far))),
        jpg("a profile that is none", "W0705", with(&segment(0xE2, b"ICC_PROFILE\0\x01\x01not a profile"))),
        jpg("a profile that lacks its second half", "W0705", with(&segment(0xE2, b"ICC_PROFILE\0\x01\x02half"))),
        jpg("a JPEG with a page behind it", "W0705", [plain.clone(), b"<script>alert(1)</script>".to_vec()].concat()),
    ]
}

fn pngs() -> Vec<Case> {
    let sound = made::bytes("made", "png 64x64");
    let mut wrong = sound.clone();
    let last = wrong.len() - 20;
    wrong[last] ^= 1;
    let animated = [&sound[..33], &chunk(b"acTL", &[0, 0, 0, 9, 0, 0, 0, 0]), &sound[33..]].concat();
    let critical = [&sound[..33], &chunk(b"ABCD", b"x"), &sound[33..]].concat();
    let text =
        [&sound[..33], &chunk(b"zTXt", &[b"a\0\0", deflated(64 << 20).as_slice()].concat()), &sound[33..]].concat();
    vec![
        png("a PNG of its first bytes", "E0703", sound[..8].to_vec()),
        png("a PNG cut in half", "E0703", sound[..sound.len() / 2].to_vec()),
        png("a PNG without its end", "E0703", sound[..sound.len() - 12].to_vec()),
        png("a PNG with a bit turned", "E0703", wrong),
        png("a PNG of no size", "E0703", claiming((0, 0), &deflated(100))),
        png("a PNG of 100,000 × 100,000", "E0703", claiming((100_000, 100_000), &deflated(1 << 20))).heavy(),
        png("a PNG that is larger than its data", "E0703", claiming((4_000, 4_000), &deflated(1_000))).heavy(),
        png("a PNG with much more data than pixels", "W0705", claiming((10, 10), &deflated(100 << 20))).heavy(),
        png("a PNG that moves", "E0703", animated),
        png("a PNG with a chunk that nobody knows", "E0703", critical),
        png("a PNG with 64 MB of text", "W0705", text).heavy(),
    ]
}

fn others() -> Vec<Case> {
    let riff = |size: u32| [b"RIFF".as_slice(), &size.to_le_bytes(), b"WEBPVP8 \x10\0\0\0"].concat();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    vec![
        photo("a WebP of its first bytes", "E0703", "x.webp", riff(20)),
        photo("a WebP that is longer than its file", "E0703", "x.webp", riff(u32::MAX)),
        photo("a GIF", "E0703", "x.gif", gif.clone()),
        photo("a BMP", "E0703", "x.bmp", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0".to_vec()),
        photo("a TIFF", "E0703", "x.tif", b"II*\0\x08\0\0\0\0\0".to_vec()),
        photo("a HEIC", "E0703", "x.heic", made::bytes("made", "heic")),
        photo("an AVIF", "E0703", "x.jpg", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1".to_vec()),
        photo(
            "a drawing with a script",
            "E0703",
            "x.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        ),
        photo("a PSD", "E0703", "x.jpg", b"8BPS\0\x01\0\0".to_vec()),
    ]
}

fn liars() -> Vec<Case> {
    vec![
        jpg("nothing that is called a photo", "E0703", ""),
        jpg("words that are called a photo", "E0703", "这不是照片"),
        jpg("a page that is called a photo", "E0703", "<html><script>alert(1)</script></html>"),
        jpg("a PDF that is called a photo", "E0703", "%PDF-1.7\n"),
        jpg("a program that is called a photo", "E0703", b"MZ\x90\0\x03".to_vec()),
        jpg("zeros that are called a photo", "E0703", vec![0; 1 << 20]),
        jpg("a GIF with a script that is called a photo", "E0703", "GIF89a/*\0*/=alert(1)//"),
        png("a JPEG that is called a PNG", "W0705", made::bytes("made", "jpeg")),
        jpg("65 MB that are called a photo", "E0703", [b"\xFF\xD8\xFF".to_vec(), vec![0; 65 << 20]].concat()).heavy(),
    ]
}
