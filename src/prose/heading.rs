//! What a heading (标题) needs beside its words: an anchor and its place in the outline.
//!
//! **In:** a heading's level and spans, in order. **Out:** its depth, its anchor, what is amiss.
//! **Never:** makes an anchor of a title: a corrected title keeps its links.

use std::collections::BTreeSet;

use super::ast::Span;
use super::finding::FindingKind;

/// The headings of a document that is being read.
#[derive(Default)]
pub(super) struct Headings {
    count: usize,
    used: BTreeSet<String>,
    /// The levels of the headings that the next one may stand below, ascending.
    above: Vec<u8>,
}

impl Headings {
    /// Returns how deep a heading of this level stands: the topmost at 1, none skipped.
    pub(super) fn depth(&mut self, level: u8) -> u8 {
        self.above.retain(|&above| above < level);
        self.above.push(level);
        u8::try_from(self.above.len()).unwrap_or(6)
    }

    /// Returns the anchor of the next heading, taken from `{#…}` at its end, else `h-1`, `h-2` …
    pub(super) fn anchor(&mut self, spans: &mut Vec<Span>, found: &mut Vec<FindingKind>) -> String {
        self.count += 1;
        if let Some(id) = written(spans, found) {
            // Footnotes have anchors of their own.
            let is_free = !id.starts_with("fn-") && !id.starts_with("fnref-");
            if is_free && self.used.insert(id.clone()) {
                return id;
            }
            found.push(FindingKind::AnchorTaken(id));
        }
        let mut id = format!("h-{}", self.count);
        let mut again = 1;
        while !self.used.insert(id.clone()) {
            again += 1;
            id = format!("h-{}-{again}", self.count);
        }
        id
    }
}

/// Returns the anchor that is written at the end of a heading, and takes it out of the text.
fn written(spans: &mut Vec<Span>, found: &mut Vec<FindingKind>) -> Option<String> {
    let Some(Span::Text(text)) = spans.last_mut() else {
        return None;
    };
    let body = text.trim_end().strip_suffix('}')?;
    let start = body.rfind("{#")?;
    let id = body[start + 2..].to_owned();
    let is_anchor = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if !is_anchor {
        found.push(FindingKind::AnchorInvalid(id));
        return None;
    }
    text.truncate(start);
    text.truncate(text.trim_end().len());
    if text.is_empty() {
        spans.pop();
    }
    Some(id)
}

/// Returns whether words that a line of `---` below made a heading look like a paragraph.
pub(super) fn is_paragraph(words: &str) -> bool {
    words.ends_with(['。', '！', '？', '；', '：', '，']) || words.chars().nth(40).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Headings, Span};

    #[test]
    fn no_level_is_skipped_and_the_topmost_is_one() {
        let mut headings = Headings::default();
        assert_eq!([3, 5, 5, 4, 2, 6, 1, 2, 3].map(|level| headings.depth(level)), [1, 2, 2, 2, 1, 2, 1, 2, 3]);
    }

    #[test]
    fn anchors_are_unique_whatever_is_written() {
        let mut headings = Headings::default();
        let mut anchor = |text: &str| {
            let mut spans = vec![Span::Text(text.into())];
            let mut found = Vec::new();
            let id = headings.anchor(&mut spans, &mut found);
            (id, spans.len(), found.len())
        };
        assert_eq!(anchor("甲 {#h-2}"), ("h-2".into(), 1, 0));
        assert_eq!(anchor("乙"), ("h-2-2".into(), 1, 0));
        assert_eq!(anchor("丙 {#h-2}"), ("h-3".into(), 1, 1));
        assert_eq!(anchor("{#x}"), ("x".into(), 0, 0));
        assert_eq!(anchor("丁 {#培训}"), ("h-5".into(), 1, 1));
        assert_eq!(anchor("戊 {注}"), ("h-6".into(), 1, 0));
    }
}
