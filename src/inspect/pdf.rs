//! The door to PDF files that are attached: their words, and what of them cannot be read.
//!
//! **In:** bytes of a `.pdf`. **Out:** `Words`. **Never:** unpacks more than a fixed amount; says that all was read where a
//! page is a picture, a font has no names for its characters, or a file lies within the file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object};
use memchr::memmem;

use super::pdf_page::{Reader, Words};

/// A larger file is not opened. What is typed has a few hundred KB, and what is scanned has no words.
const MOST_BYTES: usize = 16 << 20;
/// What is no stream becomes a tree in memory, of up to a hundred and fifty times its size.
const MOST_SYNTAX: usize = 2 << 20;
/// The packed trees of a file have together at most this many bytes,
const PACKED: usize = 2 << 20;
/// and are no more than these.
const MOST_TREES: usize = 120;
/// Nobody attaches more pages.
const MOST_PAGES: usize = 5_000;

/// Entries of dictionaries whose text a reader of the file is shown, or can look up.
const SHOWN: [&[u8]; 14] = [
    b"ActualText",
    b"Alt",
    b"Author",
    b"Contents",
    b"Creator",
    b"DV",
    b"Keywords",
    b"Producer",
    b"Subject",
    b"T",
    b"TU",
    b"Title",
    b"URI",
    b"V",
];

/// Returns the words of a PDF.
pub(super) fn words(bytes: &[u8]) -> Words {
    let is_large = bytes.len() > MOST_BYTES || memmem::find_iter(bytes, b"/ObjStm").count() > MOST_TREES;
    if is_large || syntax(bytes) > MOST_SYNTAX {
        return Words { unread: Some("文件太大，程序没有读"), ..Words::default() };
    }
    let broken = || Words { unread: Some("文件打不开，可能坏了或者加了密码"), ..Words::default() };
    catch_unwind(AssertUnwindSafe(|| read(bytes))).ok().flatten().unwrap_or_else(broken)
}

fn read(bytes: &[u8]) -> Option<Words> {
    let trees = memmem::find_iter(bytes, b"/ObjStm").count().max(1);
    let options = LoadOptions { max_decompressed_size: Some(PACKED / trees), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    if document.is_encrypted() && !document.was_encrypted() {
        return None;
    }
    let mut reader = Reader::new(&document);
    let mut count = 0;
    for page in document.page_iter().take(MOST_PAGES) {
        reader.page(page);
        count += 1;
    }
    if count == 0 || count == MOST_PAGES {
        reader.miss("有的页读不到");
    }
    let mut words = reader.done();
    for object in document.objects.values() {
        beside(object, &mut words);
    }
    Some(words)
}

/// Adds what is written beside the pages: notes, fields of forms, the names of the file.
fn beside(object: &Object, words: &mut Words) {
    match object {
        Object::Array(list) => list.iter().for_each(|one| beside(one, words)),
        Object::Dictionary(entries) => entries_of(entries, words),
        Object::Stream(stream) => {
            if stream.dict.has_type(b"EmbeddedFile") {
                words.unread.get_or_insert("里面还夹着别的文件");
            }
            if stream.dict.has_type(b"Metadata")
                && let Ok(xml) = stream.get_plain_content_with_limit(1 << 20)
            {
                words.text.line(&String::from_utf8_lossy(&xml));
            }
            entries_of(&stream.dict, words);
        }
        _ => {}
    }
}

fn entries_of(entries: &Dictionary, words: &mut Words) {
    for (key, value) in entries.iter() {
        match value {
            Object::String(..) if SHOWN.contains(&key.as_slice()) => {
                if let Ok(text) = lopdf::decode_text_string(value) {
                    words.text.line(&text);
                }
            }
            other => beside(other, words),
        }
    }
}

/// Returns how many bytes of the file stand in no stream.
fn syntax(bytes: &[u8]) -> usize {
    let (mut outside, mut from) = (0, 0);
    for begin in memmem::find_iter(bytes, b"stream") {
        // `endstream` ends one; in a comment the word begins none.
        if begin < from || bytes[..begin].ends_with(b"end") || !opens(&bytes[from..begin]) {
            continue;
        }
        let Some(length) = memmem::find(&bytes[begin..], b"endstream") else { break };
        outside += begin - from;
        from = begin + length;
    }
    outside + bytes.len() - from
}

/// Whether the word that follows begins a stream: behind a dictionary, and on a line without a comment.
fn opens(before: &[u8]) -> bool {
    let line = before.trim_ascii_end().rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    line.ends_with(b">>") && !line.contains(&b'%')
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    /// A PDF of one page with this content, these entries in the document, and a font without or with a table of its characters.
    fn pdf(content: &str, font: Dictionary, table: Option<&str>) -> Document {
        let mut document = Document::with_version("1.7");
        let mut font = font;
        if let Some(table) = table {
            font.set("ToUnicode", document.add_object(Stream::new(dictionary! {}, table.as_bytes().to_vec())));
        }
        let font = document.add_object(font);
        let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        let pages = document.new_object_id();
        let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        });
        let list = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(list));
        let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalogue);
        document
    }

    fn helvetica() -> Dictionary {
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" }
    }

    fn read_of(mut document: Document) -> (String, Option<&'static str>) {
        document.compress();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("memory holds it");
        let words = words(&bytes);
        (words.text.readings().join("|"), words.unread)
    }

    #[test]
    fn pieces_of_a_line_are_joined_and_lines_are_not() {
        let content = "BT /F1 12 Tf 1 0 0 1 50 700 Tm (138) Tj [(0013) -20 (8000) -900 (1)] TJ ET \
                       BT 1 0 0 1 90 700 Tm (5) Tj 0 -20 Td (6) Tj T* (7) Tj ET";
        let (text, unread) = read_of(pdf(content, helvetica(), None));
        assert_eq!((text.as_str(), unread), ("1380013800015\n6\n7|13800138000\n1\n5\n6\n7", None));
    }

    #[test]
    fn characters_are_known_by_the_table_of_their_font() {
        let table = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
                     /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
                     /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
                     1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n\
                     2 beginbfchar\n<0001> <7532>\n<0002> <0031>\nendbfchar\n\
                     endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
        let font =
            dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X", "Encoding" => "Identity-H" };
        let content = "BT /F1 12 Tf <000100020002> Tj ET";
        assert_eq!(read_of(pdf(content, font.clone(), Some(table))), ("甲11".to_owned(), None));
        let (_, unread) = read_of(pdf(content, font, None));
        assert_eq!(unread, Some("有的字认不出来"));
    }

    #[test]
    fn what_is_written_beside_the_page_is_read_too() {
        let mut document = pdf("BT /F1 1 Tf (a) Tj ET", helvetica(), None);
        let note = dictionary! { "Type" => "Annot", "Contents" => Object::string_literal("13800138000") };
        document.add_object(note);
        assert!(read_of(document).0.contains("13800138000"));
    }

    #[test]
    fn a_picture_instead_of_words_is_told() {
        let mut document = pdf("q /I1 Do Q", helvetica(), None);
        let picture =
            document.add_object(Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Image" }, vec![0]));
        let page = document.page_iter().next().expect("there is one");
        document.add_xobject(page, "I1", picture).expect("a page");
        assert_eq!(read_of(document).1, Some("有的页是图片"));
    }

    #[test]
    fn what_is_no_pdf_is_told() {
        for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>"] {
            assert!(words(bytes).unread.is_some());
        }
    }

    #[test]
    fn bytes_outside_streams_are_counted() {
        assert_eq!(syntax(b"<<>>stream\nxxxx\nendstream"), 4 + 9);
        assert_eq!(syntax(b"%>>stream\nxxxx\nendstream"), 24);
        assert_eq!(syntax(b"<< >>\nstream"), 12);
    }
}
