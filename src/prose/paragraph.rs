//! What is done to the spans of a paragraph, a heading or a cell once it is complete.
//!
//! **In:** spans. **Out:** joined and trimmed spans, a block.
//! **Never:** changes words.

use super::ast::{Block, Span};

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
        && let Some(Span::Image { target, alt, title, range }) = spans.pop()
    {
        return Some(Block::Figure { target, alt, title, range });
    }
    spans.shrink_to_fit();
    (!spans.is_empty()).then_some(Block::Paragraph(spans))
}

#[cfg(test)]
mod tests {
    use super::{Block, Span, append, block, trim_end};

    #[test]
    fn text_is_joined_and_its_end_is_bare() {
        let mut spans = vec![Span::Text("甲".into())];
        append(&mut spans, vec![Span::Text("乙　".into()), Span::HardBreak, Span::Text(" ".into())]);
        trim_end(&mut spans);
        assert_eq!(spans, [Span::Text("甲乙".into())]);
        assert_eq!(block(spans.clone()), Some(Block::Paragraph(spans)));
        assert_eq!(block(vec![Span::HardBreak, Span::Text(" ".into())]), None);
    }
}
