//! The door to what stands in attachments of an office: documents, sheets and slides, which are XML in a ZIP.
//!
//! Number leaks happen in the attached list more often than on the page, so attachments are read like pages.
//!
//! **In:** bytes of `.docx`, `.xlsx`, `.pptx`, `.odt`, `.ods`, `.zip`. **Out:** their texts. **Never:** reads more than
//! a fixed amount, however small the file pretends to be; knows PDF or the formats of before 2007.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::html::walk;
use super::names::Attribute;
use super::piece::{Piece, Tag};
use super::text::Text;

/// No attachment is read further than this, unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// Elements that part the text around them; runs of letters within a paragraph do not.
const PARTS: [&str; 18] = [
    "a:br",
    "a:p",
    "br",
    "c",
    "f",
    "p",
    "row",
    "si",
    "td",
    "text:line-break",
    "text:p",
    "text:tab",
    "v",
    "w:br",
    "w:cr",
    "w:p",
    "w:tab",
    "w:tc",
];

/// Returns why the words of a packed file with this extension cannot be looked through; `None`: they can.
pub(super) fn closed(extension: &str, bytes: &[u8]) -> Option<&'static str> {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Some("文件打不开，可能加了密码") };
    let is_read = |name: &str| name.ends_with('/') || is_text(name);
    let is_whole = extension != "zip" || archive.file_names().all(|name| name.is_ok_and(|name| is_read(&name)));
    (!is_whole).then_some("压缩包里还有读不到的文件")
}

/// Returns why a file with this extension, which is no text, no packed document and no PDF, cannot be looked through.
pub(super) fn wordless(extension: &str) -> &'static str {
    match extension {
        "ofd" => "版式文件里的文字读不到",
        "doc" | "xls" | "ppt" | "wps" | "et" | "dps" | "rtf" => "旧格式的文件读不到文字",
        "rar" | "7z" | "gz" | "tar" => "压缩包打不开",
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "tif" | "tiff" | "heic" => "图片里的文字读不到",
        "mp3" | "wav" | "m4a" | "mp4" | "mov" | "avi" | "wmv" => "音频和视频里说的话听不到",
        _ => "不认识这种文件",
    }
}

fn is_text(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["xml", "rels", "txt", "csv", "html"].contains(&end.as_str())
}

/// Returns the texts in a packed attachment; `None` for a file that is none.
pub(super) fn texts(bytes: &[u8]) -> Option<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut left = MOST_BYTES;
    let mut texts = Vec::new();
    for number in 0..archive.len() {
        let Ok(entry) = archive.by_index(number) else { continue };
        let mut inner = Vec::new();
        if !entry.name().is_ok_and(|name| is_text(&name)) {
            continue;
        }
        // A part that breaks off is read as far as it goes.
        let _ = entry.take(left).read_to_end(&mut inner);
        left = left.saturating_sub(inner.len() as u64);
        texts.extend(read(&inner).readings().into_iter().map(Cow::into_owned));
    }
    Some(texts)
}

fn read(xml: &[u8]) -> Text {
    let mut text = Text::default();
    walk(xml, &mut |piece: Piece<'_>| match piece {
        Piece::Open(tag, name) => {
            tag_at(&mut text, name);
            target(&mut text, tag);
        }
        Piece::Close(_, name) => tag_at(&mut text, name),
        Piece::Text(words) => text.push(words),
        Piece::Comment(words) => text.line(words),
    });
    text
}

fn tag_at(text: &mut Text, name: &str) {
    if PARTS.binary_search(&name).is_ok() { text.part() } else { text.join() }
}

/// Links of a document stand in a list of their own, as targets.
fn target(text: &mut Text, tag: &Tag<'_>) {
    if let Some(target) =
        tag.value(Attribute::Target).filter(|target| target.starts_with("mailto:") || target.starts_with("tel:"))
    {
        text.line(target);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, body) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a new part");
            writer.write_all(body.as_bytes()).expect("memory holds it");
        }
        writer.finish().expect("a whole archive").into_inner()
    }

    #[test]
    fn runs_of_a_paragraph_are_joined_and_cells_are_not() {
        let document = "<w:p><w:r><w:t>手机138</w:t></w:r><w:r><w:rPr/><w:t>0013</w:t></w:r></w:p><w:tc><w:p><w:t>8000</w:t></w:p></w:tc>";
        let texts =
            texts(&packed(&[("word/document.xml", document), ("word/media/a.png", "<p>x")])).expect("a document");
        assert_eq!(texts, ["手机1380013\n8000\n", "手机138\n0013\n8000\n"]);
        let sheet = packed(&[(
            "xl/sharedStrings.xml",
            "<sst><si><t>138</t></si><si><r><t>00</t></r><r><t>13</t></r></si></sst>",
        )]);
        assert_eq!(super::texts(&sheet).expect("a workbook")[0], "138\n0013\n");
    }

    #[test]
    fn what_cannot_be_looked_through_is_known() {
        let plain = packed(&[("a.txt", "x"), ("b/", "")]);
        assert_eq!(closed("zip", &plain), None);
        assert!(closed("zip", &packed(&[("a.pdf", "x")])).is_some());
        assert_eq!(closed("docx", &plain), None);
        assert!(["zip", "docx"].iter().all(|extension| closed(extension, b"x").is_some()));
        let why = ["doc", "jpg", "rar", "mp4", "ofd", "", "exe"].map(wordless);
        assert_eq!(why.iter().collect::<std::collections::BTreeSet<_>>().len(), 6, "{why:?}");
    }

    #[test]
    fn what_is_no_archive_has_no_text() {
        for bytes in [b"PK\x03\x04 not a zip".as_slice(), b"", b"%PDF-1.7"] {
            assert_eq!(texts(bytes), None);
        }
        let mut broken = packed(&[("a.xml", "<w:t>1</w:t>")]);
        broken.truncate(broken.len() / 2);
        assert_eq!(texts(&broken), None);
        assert!(closed("docx", &broken).is_some());
    }
}
