//! What a writer meant as Markdown and Markdown read as text: slips of the hand and the input method.
//!
//! **In:** the spans of a paragraph, a heading or a cell, and the Markdown they came from.
//! **Out:** findings, each where the slip is, in linear time.
//! **Never:** puts a slip right: what a page shows is what was written.

use std::ops::Range;

use super::ast::Span;
use super::finding::{Finding, FindingKind};
use super::seen::Seen;
use crate::zh::spacing::{is_cjk, is_han};

/// Reports the slips in one paragraph, heading or cell, which stands at `range`.
pub(super) fn check((source, seen): (&str, Seen), range: &Range<usize>, spans: &[Span], findings: &mut Vec<Finding>) {
    let mut search = Search { written: &source[range.clone()], seen, range, from: Some(0), findings };
    search.spans(spans);
    if let Some(Span::Text(text)) = spans.first() {
        search.beginning(text);
    }
}

/// A search through one paragraph, from its beginning to its end.
struct Search<'a> {
    written: &'a str,
    seen: Seen,
    range: &'a Range<usize>,
    /// Where to look next; `None` once something could not be found as it was written.
    from: Option<usize>,
    findings: &'a mut Vec<Finding>,
}

impl Search<'_> {
    fn spans(&mut self, spans: &[Span]) {
        let mut before = "";
        for span in spans {
            match span {
                Span::Text(text) => self.text(text),
                Span::Emphasis(spans) | Span::Strong(spans) | Span::Strike(spans) => {
                    self.spans(spans);
                }
                Span::Link { target, spans, .. } => {
                    if before.ends_with('！') && is_picture(target) {
                        self.find("！[", FindingKind::FullwidthMark("！".into()));
                    }
                    self.spans(spans);
                }
                Span::Code(_) | Span::Image { .. } | Span::FootnoteRef(_) | Span::HardBreak => {}
            }
            before = if let Span::Text(text) = span { text } else { "" };
        }
    }

    fn text(&mut self, text: &str) {
        let has = |byte: u8| text.as_bytes().contains(&byte);
        if self.seen.has(Seen::BRACKET) && has(b'[') {
            for label in missing(text) {
                let needle = format!("[^{label}]");
                self.find(&needle, FindingKind::FootnoteMissing(label));
            }
        }
        if self.seen.has(Seen::BRACKET) && has(b']') && text.contains("]（") {
            self.find("]（", FindingKind::FullwidthLink);
        }
        if self.seen.has(Seen::WIDE_ASTERISK) && text.contains("＊＊") {
            self.find("＊＊", FindingKind::FullwidthMark("＊＊".into()));
        }
        if self.seen.has(Seen::ASTERISK) && has(b'*') && has_spaced_marks(text) {
            self.find("**", FindingKind::SpacedEmphasis);
        }
    }

    fn beginning(&mut self, text: &str) {
        let kind = match text.chars().next() {
            Some('#') if self.written.starts_with('#') && is_heading(text) => FindingKind::HeadingWithoutSpace,
            Some(mark @ ('＃' | '＞')) => FindingKind::FullwidthMark(mark.into()),
            _ => return,
        };
        let start = self.range.start;
        let length = self.written.chars().next().map_or(0, char::len_utf8);
        self.findings.push(Finding { range: start..start + length, kind });
    }

    /// Reports something at `needle`, or in the whole paragraph where it is written in another way.
    fn find(&mut self, needle: &str, kind: FindingKind) {
        let from = self.from.take();
        let found = from.and_then(|from| self.written[from..].find(needle).map(|at| from + at));
        self.from = found.map(|at| at + needle.len());
        let start = self.range.start;
        let range = found.map_or(self.range.clone(), |at| start + at..start + at + needle.len());
        self.findings.push(Finding { range, kind });
    }
}

/// Returns the labels of `[^label]` that stand in text, so that nothing defines them.
fn missing(text: &str) -> Vec<String> {
    let mut labels = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let rest = &text[at + 2..];
        let label: String = rest.chars().take(40).take_while(|c| !matches!(c, ']' | '[')).collect();
        let is_closed = rest[label.len()..].starts_with(']');
        if is_closed && !label.is_empty() && !label.contains(char::is_whitespace) {
            labels.push(label);
        }
    }
    labels
}

/// Returns whether `text` begins like `##标题`; `#话题#` is no heading.
fn is_heading(text: &str) -> bool {
    let title = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - title.len())) && title.starts_with(is_cjk) && !title.contains('#')
}

/// Returns whether two pairs of asterisks stand in `text`, one of them beside a space: `** 重点 **`.
fn has_spaced_marks(text: &str) -> bool {
    let (mut pairs, mut spaced) = (0, false);
    for (at, _) in text.match_indices("**") {
        let before = text[..at].chars().next_back();
        let after = text[at + 2..].chars().next();
        if before == Some('*') || after == Some('*') {
            continue;
        }
        pairs += 1;
        spaced |= before == Some(' ') || after == Some(' ');
    }
    pairs >= 2 && spaced
}

fn is_picture(target: &str) -> bool {
    let extension = target.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["jpg", "jpeg", "png", "webp", "gif"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Returns how much of `line` numbers an item (`2.`, `二、`, `（二）`, `•`) that only looks like one.
///
/// `last` is what stands before the line break: a line that goes on in mid-sentence is no item.
pub(super) fn item_mark(last: Option<char>, line: &str) -> Option<usize> {
    if !matches!(last, Some('。' | '；' | '：' | '！' | '？' | '.' | ';' | ':' | '!' | '?')) {
        return None;
    }
    let first = line.chars().next()?;
    if "•●○■◆▪★·".contains(first) {
        return Some(first.len_utf8());
    }
    let open = if matches!(first, '（' | '(') { first.len_utf8() } else { 0 };
    let rest = &line[open..];
    let number: String =
        rest.chars().take(3).take_while(|&c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)).collect();
    let mut behind = rest[number.len()..].chars();
    let end = behind.next()?;
    let is_item = match end {
        '）' | ')' => open > 0,
        '、' => open == 0,
        '.' | '．' => open == 0 && behind.next().is_some_and(is_han),
        _ => false,
    };
    (is_item && !number.is_empty()).then(|| open + number.len() + end.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::{has_spaced_marks, is_heading, item_mark, missing};

    #[test]
    fn items_are_told_from_lines_that_go_on() {
        for (line, length) in [("2.抓落实", 2), ("二、抓落实", 6), ("（二）抓", 9), ("• 抓", 3), ("(3)抓", 3)]
        {
            assert_eq!(item_mark(Some('。'), line), Some(length), "{line}");
            assert_eq!(item_mark(Some('抓'), line), None, "{line}");
        }
        for line in ["2.5万元", "2021年", "一是抓", "（见附件）", "", "第二、", "（"] {
            assert_eq!(item_mark(Some('。'), line), None, "{line}");
        }
    }

    #[test]
    fn marks_are_told_from_masks_and_topics() {
        assert!(has_spaced_marks("甲** 重点**乙") && has_spaced_marks("** 重点 **"));
        assert!(!has_spaced_marks("6222 **** **** 1234") && !has_spaced_marks("张** 到场"));
        assert!(is_heading("##标题") && !is_heading("#话题#开讲") && !is_heading("#1"));
        assert_eq!(missing("a[^1]b[^ x]c[^]d[^[^2]e[^"), ["1", "2"]);
    }
}
