//! Files that no editor types: pictures, spreadsheets, other encodings, broken bytes.
//!
//! **In:** the language of a fence and what stands in it. **Out:** bytes. **Never:** a file kept in the repository.

use super::archive::{crc, docx, xlsx};
use super::files::below;

/// Returns the bytes that a fence stands for; `form` is the first word after its backticks.
pub fn bytes(form: &str, text: &str) -> Vec<u8> {
    let text = characters(text);
    match form {
        "gbk" => encoding_rs::GB18030.encode(&text).0.into_owned(),
        "utf16" => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "bom" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "xlsx" => xlsx(&text),
        "docx" => docx(&text),
        "made" => made(text.trim()),
        "yaml" | "yml" | "md" | "csv" | "html" | "text" => text.into_bytes(),
        other => panic!("no such form of file: {other}"),
    }
}

/// Puts characters that cannot be seen in place of their notation 〈U+200B〉.
fn characters(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("〈U+");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (code, rest) = part.split_once('〉').expect("the notation is closed");
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).expect("a character"));
        out.push_str(rest);
    }
    out
}

/// Returns what one line describes: `jpeg`, `png 64x64`, `jpeg truncated`, `heic`, `noise`, `17 MB`,
/// `200 brackets`, `nothing`.
fn made(line: &str) -> Vec<u8> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let size = |word: &str| -> (u16, u16) {
        let (width, height) = word.split_once('x').expect("width x height");
        (width.parse().unwrap(), height.parse().unwrap())
    };
    match words.as_slice() {
        ["jpeg"] => jpeg(),
        ["jpeg", "truncated"] => jpeg()[..2_000].to_vec(),
        ["png", at] => png(size(at)),
        ["heic"] => b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        ["noise"] => b"PK\x03\x04\xff\x00\x80\x81\x00\x99".to_vec(),
        ["nothing"] => Vec::new(),
        [n, "MB"] => vec![b'#'; n.parse::<usize>().unwrap() << 20],
        [n, "brackets"] => "[".repeat(n.parse().unwrap()).into_bytes(),
        _ => panic!("no such file: {line}"),
    }
}

/// Returns a JPEG of 640 × 400 pixels.
fn jpeg() -> Vec<u8> {
    below("tests/sites/full/content/photos").remove("tu.jpg").expect("it is there")
}

/// Returns a PNG of a slope of colours, in blocks that are not compressed.
fn png((width, height): (u16, u16)) -> Vec<u8> {
    let byte = |at: u16, of: u16| u8::try_from(u32::from(at) * 255 / u32::from(of.max(1))).unwrap();
    let row = |y: u16| (0..width).flat_map(move |x| [byte(x, width), byte(y, height), 128]);
    let raw: Vec<u8> = (0..height).flat_map(|y| [0].into_iter().chain(row(y))).collect();
    let mut data = vec![0x78, 0x01];
    let mut blocks = raw.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap();
        data.push(u8::from(blocks.peek().is_none()));
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(block);
    }
    let (a, b) = raw.iter().fold((1, 0), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    data.extend((b << 16 | a).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&u32::from(width).to_be_bytes()[..], &u32::from(height).to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for (name, body) in [(b"IHDR", head), (b"IDAT", data), (b"IEND", Vec::new())] {
        out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        let chunk = [&name[..], &body].concat();
        out.extend(&chunk);
        out.extend(crc(&chunk).to_be_bytes());
    }
    out
}
