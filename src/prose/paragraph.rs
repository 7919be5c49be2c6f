//! What is done to the spans of a paragraph, a heading or a cell once it is complete.
//!
//! **In:** spans and the Markdown they came from. **Out:** trimmed spans, a block, whether asterisks mask.
//! **Never:** changes words.

use std::ops::Range;

use super::ast::{Block, Span};
use super::text::plain;
use crate::zh::spacing::is_han;

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
