//! What is done to the spans of a paragraph, a heading or a cell once it is complete.
//!
//! **In:** spans and the Markdown they came from. **Out:** trimmed spans, a block, what is amiss.
//! **Never:** changes words.

use std::ops::Range;

use super::ast::{Block, Span};
use super::finding::{Finding, FindingKind};
use super::text::plain;
use crate::zh::spacing::{is_cjk, is_han};

/// Appends text to spans, joining it with text before it.
pub(super) fn push_text(spans: &mut Vec<Span>, text: &str) {
    if text.is_empty() {
        return;
    }
    match spans.last_mut() {
        Some(Span::Text(before)) => before.push_str(text),
        _ => spans.push(Span::Text(text.to_owned())),
    }
}

/// Appends spans to spans.
pub(super) fn append(spans: &mut Vec<Span>, more: Vec<Span>) {
    for span in more {
        match span {
            Span::Text(text) => push_text(spans, &text),
            other => spans.push(other),
        }
    }
}

/// Takes white space and line breaks off the end.
pub(super) fn trim_end(spans: &mut Vec<Span>) {
    loop {
        match spans.last_mut() {
            Some(Span::Text(text)) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    return;
                }
            }
            Some(Span::HardBreak) => {}
            _ => return,
        }
        spans.pop();
    }
}

/// Returns the block that spans make: nothing, a figure if they are only a picture, else a paragraph.
pub(super) fn block(mut spans: Vec<Span>) -> Option<Block> {
    trim_end(&mut spans);
    if let [Span::Image { .. }] = spans.as_slice()
        && let Some(Span::Image {
            target,
            alt,
            title,
            range,
        }) = spans.pop()
    {
        return Some(Block::Figure {
            target,
            alt,
            title,
            range,
        });
    }
    (!spans.is_empty()).then_some(Block::Paragraph(spans))
}

/// Reports what the writer meant as Markdown and what was read as text.
pub(super) fn check(
    source: &str,
    range: &Range<usize>,
    spans: &[Span],
    findings: &mut Vec<Finding>,
) {
    let written = &source[range.clone()];
    let mut from = Some(0);
    for span in spans {
        let Span::Text(text) = span else { continue };
        for label in missing(text) {
            let place = locate(written, &format!("[^{label}]"), &mut from, range);
            findings.push(Finding {
                range: place,
                kind: FindingKind::FootnoteMissing(label),
            });
        }
        if text.contains("]（") {
            let place = locate(written, "]（", &mut from, range);
            findings.push(Finding {
                range: place,
                kind: FindingKind::FullwidthLink,
            });
        }
    }
    if let Some(Span::Text(text)) = spans.first()
        && is_heading_without_space(text)
        && written.starts_with('#')
    {
        findings.push(Finding {
            range: range.start..range.start + 1,
            kind: FindingKind::HeadingWithoutSpace,
        });
    }
}

/// Returns where `needle` stands behind `from`, else the whole range; searches no further once it failed.
fn locate(
    written: &str,
    needle: &str,
    from: &mut Option<usize>,
    range: &Range<usize>,
) -> Range<usize> {
    let found = from.and_then(|from| written[from..].find(needle).map(|at| from + at));
    *from = found.map(|at| at + needle.len());
    found.map_or_else(
        || range.clone(),
        |at| range.start + at..range.start + at + needle.len(),
    )
}

/// Returns the labels of `[^label]` that stand in text, so that nothing defines them.
fn missing(text: &str) -> Vec<String> {
    let mut labels = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let label: String = text[at + 2..]
            .chars()
            .take(40)
            .take_while(|c| !matches!(c, ']' | '['))
            .collect();
        let is_closed = text[at + 2 + label.len()..].starts_with(']');
        if is_closed && !label.is_empty() && !label.contains(char::is_whitespace) {
            labels.push(label);
        }
    }
    labels
}

/// Returns whether `text` begins like `##标题`; `#话题#` is no heading.
fn is_heading_without_space(text: &str) -> bool {
    let title = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - title.len()))
        && title.starts_with(is_cjk)
        && !title.contains('#')
}

/// Returns whether the asterisks of an emphasis mask names: `李*明、王*华`, `张**（市委办）、李**（市府办）`.
///
/// A Chinese character stands before, and what stands last is a surname (姓): one character, or two
/// where what stands first is the rest of a name or a bracket behind one. Such asterisks stay, for
/// `李明` is another person than `李*明`.
pub(super) fn masked(source: &str, range: &Range<usize>, spans: &[Span]) -> bool {
    let before = source[..range.start].chars().next_back();
    if !source[range.clone()].starts_with('*') || !before.is_some_and(is_han) {
        return false;
    }
    let words = plain(spans);
    let mut pieces = words.split(['、', '，', '；', ' ', ',']);
    let (Some(first), Some(last)) = (pieces.next(), pieces.next_back()) else {
        return false;
    };
    let is_given = first.chars().count() <= 1 || first.starts_with('（');
    last.chars().all(is_han) && (1..=if is_given { 2 } else { 1 }).contains(&last.chars().count())
}
