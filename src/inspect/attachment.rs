//! The door to what stands in attachments of an office: documents, sheets and slides, which are XML in a ZIP.
//!
//! Number leaks happen in the attached list more often than on the page, so attachments are read like pages.
//!
//! **In:** bytes of `.docx`, `.xlsx`, `.pptx`, `.odt`, `.ods`, `.zip`. **Out:** their texts. **Never:** reads more than
//! a fixed amount, however small the file pretends to be; knows PDF or the formats of before 2007.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::html::{Piece, Tag, walk};
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

/// Returns the texts in a packed attachment; nothing for a file that is none.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut left = MOST_BYTES;
    let mut texts = Vec::new();
    for number in 0..archive.len() {
        let Ok(entry) = archive.by_index(number) else { continue };
        let name = entry.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let mut inner = Vec::new();
        if !["xml", "rels", "txt", "csv", "html"].iter().any(|end| name.rsplit('.').next() == Some(end)) {
            continue;
        }
        // A part that breaks off is read as far as it goes.
        let _ = entry.take(left).read_to_end(&mut inner);
        left = left.saturating_sub(inner.len() as u64);
        texts.extend(read(&inner).readings());
    }
    texts
}

fn read(xml: &[u8]) -> Text {
    let mut text = Text::default();
    walk(xml, |piece| match piece {
        Piece::Open(tag) => {
            tag_at(&mut text, &tag.name);
            target(&mut text, tag);
        }
        Piece::Close(name) => tag_at(&mut text, name),
        Piece::Text(words) => text.push(words),
        Piece::Comment(words) => text.line(words),
    });
    text
}

fn tag_at(text: &mut Text, name: &str) {
    if PARTS.binary_search(&name).is_ok() { text.part() } else { text.join() }
}

/// Links of a document stand in a list of their own, as targets.
fn target(text: &mut Text, tag: &Tag) {
    if let Some(target) =
        tag.value("target").filter(|target| target.starts_with("mailto:") || target.starts_with("tel:"))
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
        let texts = texts(&packed(&[("word/document.xml", document), ("word/media/a.png", "<p>x")]));
        assert_eq!(texts, ["手机1380013\n8000\n", "手机138\n0013\n8000\n"]);
        let sheet = packed(&[(
            "xl/sharedStrings.xml",
            "<sst><si><t>138</t></si><si><r><t>00</t></r><r><t>13</t></r></si></sst>",
        )]);
        assert_eq!(super::texts(&sheet)[0], "138\n0013\n");
    }

    #[test]
    fn what_is_no_archive_has_no_text() {
        for bytes in [b"PK\x03\x04 not a zip".as_slice(), b"", b"%PDF-1.7"] {
            assert!(texts(bytes).is_empty());
        }
        let mut broken = packed(&[("a.xml", "<w:t>1</w:t>")]);
        broken.truncate(broken.len() / 2);
        assert!(texts(&broken).is_empty());
    }
}
