//! What is drawn on the pages of a PDF, as text.
//!
//! **In:** a parsed PDF and a page. **Out:** the words in the order in which they are drawn. **Never:** works out where on the
//! page they stand: what follows on the same line joins, another line parts.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::text::Text;

/// All content that is unpacked, of all pages together.
const MOST_CONTENT: usize = 6 << 20;
/// The content of one page, and of one drawing on it.
const MOST_ON_A_PAGE: usize = 2 << 20;
/// The table of a font's characters.
const MOST_IN_A_TABLE: usize = 1 << 20;
const MOST_FONTS: usize = 1_000;
/// Drawings within drawings.
const MOST_DEEP: usize = 6;
/// A drawing costs as much as this many bytes, however short it is.
const A_DRAWING: usize = 500;
/// A page with a picture and fewer characters than this is a picture with a page number.
const A_FEW: usize = 20;

/// What a PDF says.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words, in the order in which they are drawn.
    pub(super) text: Text,
    /// Why there may be more; `None`: all was read.
    pub(super) unread: Option<&'static str>,
}

/// Reads page after page of one document.
pub(super) struct Reader<'a> {
    document: &'a Document,
    words: Words,
    left: usize,
    /// By the object of the font; `None`: its characters have no names.
    fonts: BTreeMap<*const Dictionary, Option<Encoding<'a>>>,
    line: Option<f32>,
    characters: usize,
    strange: usize,
    has_picture: bool,
}

impl<'a> Reader<'a> {
    /// Returns a reader that has read nothing.
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            words: Words::default(),
            left: MOST_CONTENT,
            fonts: BTreeMap::new(),
            line: None,
            characters: 0,
            strange: 0,
            has_picture: false,
        }
    }

    /// Returns what was read.
    pub(super) fn done(self) -> Words {
        self.words
    }

    /// Notes that something cannot be read.
    pub(super) fn miss(&mut self, why: &'static str) {
        self.words.unread.get_or_insert(why);
    }

    /// Adds the words of a page.
    pub(super) fn page(&mut self, page: ObjectId) {
        (self.characters, self.strange, self.has_picture, self.line) = (0, 0, false, None);
        self.words.text.part();
        let document = self.document;
        let Ok((own, inherited)) = document.get_page_resources(page) else { return self.miss("有的页读不到") };
        let mut resources: Vec<&'a Dictionary> = own.into_iter().collect();
        resources.extend(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
        match document.get_page_content_with_limit(page, MOST_ON_A_PAGE.min(self.left)) {
            Ok(content) => self.content(&content, &resources, 0),
            Err(_) => self.miss("有的页读不到"),
        }
        if self.has_picture && self.characters < A_FEW {
            self.miss("有的页是图片");
        }
        if self.strange * 20 > self.characters {
            self.miss("有的字认不出来");
        }
    }

    fn content(&mut self, content: &[u8], resources: &[&'a Dictionary], depth: usize) {
        self.left = self.left.saturating_sub(content.len() + A_DRAWING);
        let mut font = None;
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else { return self.miss("有的页读不到") };
            match operation.operator.as_str() {
                "Tf" => font = self.font(&operation, resources),
                "Do" => self.drawing(&operation, resources, depth),
                "BI" => self.has_picture = true,
                "Tj" | "TJ" | "'" | "\"" => {
                    if matches!(operation.operator.as_str(), "'" | "\"") {
                        self.words.text.part();
                    }
                    operation.operands.iter().for_each(|operand| self.shown(operand, font));
                }
                _ => self.moved(&operation),
            }
        }
    }

    /// What follows a move to another line is parted from what was; on the same line it joins.
    fn moved(&mut self, operation: &Operation) {
        let number = |at: usize| operation.operands.get(at).and_then(|operand| operand.as_float().ok());
        match operation.operator.as_str() {
            "Tm" => {
                let line = number(5);
                if line == self.line {
                    self.words.text.join()
                } else {
                    self.words.text.part()
                }
                self.line = line;
            }
            "Td" | "TD" if number(1) == Some(0.0) => self.words.text.join(),
            "Td" | "TD" | "T*" | "cm" => {
                self.words.text.part();
                self.line = None;
            }
            "BT" | "ET" => self.words.text.join(),
            _ => {}
        }
    }

    fn shown(&mut self, operand: &Object, font: Option<*const Dictionary>) {
        match operand {
            Object::String(bytes, _) => {
                let encoding = font.and_then(|font| self.fonts.get(&font)).and_then(Option::as_ref);
                let text = encoding.and_then(|encoding| Document::decode_text(encoding, bytes).ok());
                let text = text.unwrap_or_else(|| "\u{FFFD}".repeat(bytes.len()));
                let is_strange = |c: &char| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\0'..='\u{8}');
                self.characters += text.chars().count();
                self.strange += text.chars().filter(is_strange).count();
                self.words.text.push(&text);
            }
            Object::Array(list) => list.iter().for_each(|one| self.shown(one, font)),
            // A gap of more than a quarter of the size is a space, or the way to the next column.
            other if other.as_float().is_ok_and(|gap| gap < -250.0) => {
                self.words.text.join();
            }
            _ => {}
        }
    }

    fn font(&mut self, operation: &Operation, resources: &[&'a Dictionary]) -> Option<*const Dictionary> {
        let name = operation.operands.first()?.as_name().ok()?;
        let font = self.resource(b"Font", name, resources)?.as_dict().ok()?;
        if self.fonts.len() < MOST_FONTS {
            let document = self.document;
            self.fonts.entry(std::ptr::from_ref(font)).or_insert_with(|| encoding(font, document));
        }
        Some(std::ptr::from_ref(font))
    }

    fn resource(&self, kind: &[u8], name: &[u8], resources: &[&'a Dictionary]) -> Option<&'a Object> {
        let document = self.document;
        resources.iter().find_map(|one| {
            let list = one.get_deref(kind, document).ok()?.as_dict().ok()?;
            list.get_deref(name, document).ok()
        })
    }

    fn drawing(&mut self, operation: &Operation, resources: &[&'a Dictionary], depth: usize) {
        let named = operation.operands.first().and_then(|name| name.as_name().ok());
        let drawing = named.and_then(|name| self.resource(b"XObject", name, resources));
        let Some(stream) = drawing.and_then(|drawing| drawing.as_stream().ok()) else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
            self.has_picture = true;
            return;
        }
        if depth >= MOST_DEEP || self.left == 0 {
            return self.miss("有的页读不到");
        }
        let document = self.document;
        let own = stream.dict.get_deref(b"Resources", document).ok().and_then(|own| own.as_dict().ok());
        let resources: Vec<&'a Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        match stream.get_plain_content_with_limit(MOST_ON_A_PAGE.min(self.left)) {
            Ok(content) => self.content(&content, &resources, depth + 1),
            Err(_) => self.miss("有的页读不到"),
        }
    }
}

/// Returns which characters the codes of a font are; `None` where nothing says so.
fn encoding<'a>(font: &'a Dictionary, document: &'a Document) -> Option<Encoding<'a>> {
    let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let has_names = font.has(b"ToUnicode") || font.has(b"Encoding");
    let is_built_in = !font.has(b"FontDescriptor");
    if kind == b"Type3" && !font.has(b"ToUnicode") || !has_names && !is_built_in {
        return None;
    }
    let encoding = font.get_font_encoding_with_limit(document, MOST_IN_A_TABLE).ok()?;
    // A font of many characters is never one of one byte: its table could not be read.
    let is_guessed = kind == b"Type0" && matches!(encoding, Encoding::OneByteEncoding(_));
    (!is_guessed).then_some(encoding)
}
