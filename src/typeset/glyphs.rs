//! Characters that no font of a layout has: they would be printed as empty boxes.
//!
//! **In:** finished pages. **Out:** characters with the first page that shows them. **Never:** silence: without this
//! walk a missing character goes to print unnoticed.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::repertoire::is_seen;

/// Returns every character without a glyph, with the first page (from 1) on which it stands, in order of characters.
pub(super) fn missing(document: &PagedDocument) -> BTreeMap<char, usize> {
    let mut found = BTreeMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk(&page.frame, index + 1, &mut found);
    }
    found
}

fn walk(frame: &Frame, page: usize, found: &mut BTreeMap<char, usize>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, page, found),
            FrameItem::Text(text) => look(text, page, found),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(..) => {}
        }
    }
}

fn look(text: &TextItem, page: usize, found: &mut BTreeMap<char, usize>) {
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let written = text.text.get(glyph.range()).unwrap_or_default();
        for character in written.chars().filter(|character| is_seen(*character)) {
            found.entry(character).or_insert(page);
        }
    }
}
