//! Bytes to text, in the encodings that offices write.
//!
//! **In:** bytes. **Out:** text without a byte order mark. **Never:** a replacement character in place of what was
//! there.

use std::borrow::Cow;

/// Why bytes are not the text that they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotText {
    /// GBK or GB18030, where UTF-8 is asked for.
    Gbk,
    /// UTF-16.
    Utf16,
    /// Nothing that is known: damaged, or no text at all.
    Unknown,
}

impl NotText {
    /// Returns the fact and the way out.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Gbk => ("文件的编码是 GBK，不是 UTF-8", "用记事本打开，另存为时把编码选成 UTF-8"),
            Self::Utf16 => ("文件的编码是 UTF-16，不是 UTF-8", "用记事本打开，另存为时把编码选成 UTF-8"),
            Self::Unknown => ("文件不是文本，或者已经损坏", "换一份完好的文件；文本文件用 UTF-8 保存"),
        }
    }
}

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Returns the text of a YAML or Markdown file, which is UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, NotText> {
    if let Some(why) = utf16(bytes) {
        return Err(why);
    }
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    as_text(bytes).ok_or_else(|| match gb18030(bytes) {
        Some(_) => NotText::Gbk,
        None => NotText::Unknown,
    })
}

/// Returns bytes as the text that they are, a byte order mark included; nothing where they are not UTF-8.
pub fn as_text(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Returns the text of a CSV file: UTF-8 with or without a mark, or GB18030, which Excel writes.
pub(super) fn table(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
    match utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(NotText::Gbk) => gb18030(bytes).map(Cow::Owned).ok_or(NotText::Unknown),
        Err(other) => Err(other),
    }
}

/// Returns the text of any file that claims to be text, UTF-16 too; what cannot be read at all stands as `\u{FFFD}`.
pub fn any_text(bytes: &[u8]) -> Cow<'_, str> {
    let wide = match bytes {
        [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    match wide {
        Some(encoding) => encoding.decode(bytes).0,
        None => table(bytes).unwrap_or_else(|_| String::from_utf8_lossy(bytes)),
    }
}

fn utf16(bytes: &[u8]) -> Option<NotText> {
    (bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")).then_some(NotText::Utf16)
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    (odd == 0).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(utf8("\u{FEFF}名称".as_bytes()), Ok("名称"));
    }

    #[test]
    fn gbk_is_named_in_yaml_and_read_in_tables() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("姓名,单位\n示例党员甲,示例单位01\n");
        assert_eq!(utf8(&bytes), Err(NotText::Gbk));
        assert_eq!(table(&bytes).as_deref(), Ok("姓名,单位\n示例党员甲,示例单位01\n"));
    }

    #[test]
    fn utf16_and_noise_are_refused() {
        assert_eq!(utf8(b"\xFF\xFEa\0"), Err(NotText::Utf16));
        assert_eq!(table(b"PK\x03\x04\xff\x00\x80\x81\x00"), Err(NotText::Unknown));
        assert_eq!(any_text(b"\xFF\xFE1\x003\x00"), "13");
        assert_eq!(any_text(b"13\xff"), "13\u{FFFD}");
    }
}
