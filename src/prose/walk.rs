//! Walks over a document and names what it refers to.
//!
//! **In:** a [`Document`]. **Out:** its targets with their places, in order; footnotes come last.
//! **Never:** asks whether a target is there.

use std::ops::Range;

use super::ast::{Block, Cell, Document, Span};

/// Returns the target of every link, and where the link is written.
pub fn links(document: &Document) -> impl Iterator<Item = (&str, Range<usize>)> {
    seen(document).into_iter().filter_map(|seen| match seen {
        Seen::Link(target, range) => Some((target, range.clone())),
        Seen::Picture(..) | Seen::Reference(_) | Seen::Anchor(_) => None,
    })
}

/// Returns the target of every picture, and where the picture is written.
pub fn pictures(document: &Document) -> impl Iterator<Item = (&str, Range<usize>)> {
    seen(document).into_iter().filter_map(|seen| match seen {
        Seen::Picture(target, range) => Some((target, range.clone())),
        Seen::Link(..) | Seen::Reference(_) | Seen::Anchor(_) => None,
    })
}

/// Returns the anchor of every heading, without the prefix that a page may put before it.
pub fn anchors(document: &Document) -> impl Iterator<Item = &str> {
    seen(document).into_iter().filter_map(|seen| match seen {
        Seen::Anchor(id) => Some(id),
        Seen::Link(..) | Seen::Picture(..) | Seen::Reference(_) => None,
    })
}

/// Returns how often each footnote is referred to, the first footnote first.
pub(super) fn references(document: &Document) -> Vec<usize> {
    let mut counts = vec![0; document.footnotes.len()];
    for seen in seen(document) {
        if let Seen::Reference(number) = seen
            && let Some(count) = counts.get_mut(number.saturating_sub(1))
        {
            *count += 1;
        }
    }
    counts
}

/// What a walker meets.
enum Seen<'a> {
    Link(&'a str, &'a Range<usize>),
    Picture(&'a str, &'a Range<usize>),
    Reference(usize),
    Anchor(&'a str),
}

fn seen(document: &Document) -> Vec<Seen<'_>> {
    let mut all = Vec::new();
    in_blocks(&document.blocks, &mut all);
    for note in &document.footnotes {
        in_blocks(&note.blocks, &mut all);
    }
    all
}

fn in_blocks<'a>(blocks: &'a [Block], all: &mut Vec<Seen<'a>>) {
    for block in blocks {
        match block {
            Block::Heading { id, spans, .. } => {
                all.push(Seen::Anchor(id));
                in_spans(spans, all);
            }
            Block::Paragraph(spans) => in_spans(spans, all),
            Block::List { items, .. } => items.iter().for_each(|item| in_blocks(item, all)),
            Block::Quote(blocks) => in_blocks(blocks, all),
            Block::Table { head, rows, .. } => {
                in_cells(head, all);
                rows.iter().for_each(|row| in_cells(row, all));
            }
            Block::Figure { target, range, .. } => all.push(Seen::Picture(target, range)),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn in_cells<'a>(cells: &'a [Cell], all: &mut Vec<Seen<'a>>) {
    cells.iter().for_each(|cell| in_spans(cell, all));
}

fn in_spans<'a>(spans: &'a [Span], all: &mut Vec<Seen<'a>>) {
    for span in spans {
        match span {
            Span::Emphasis(spans) | Span::Strong(spans) | Span::Strike(spans) => in_spans(spans, all),
            Span::Link { target, spans, range, .. } => {
                all.push(Seen::Link(target, range));
                in_spans(spans, all);
            }
            Span::Image { target, range, .. } => all.push(Seen::Picture(target, range)),
            Span::FootnoteRef(number) => all.push(Seen::Reference(*number)),
            Span::Text(_) | Span::Code(_) | Span::HardBreak => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::{anchors, links, pictures, references};

    #[test]
    fn every_target_is_named_with_its_place_wherever_it_stands() {
        let source = "# [甲](a)\n\n- **[乙](b)**\n\n> ![图](c.jpg)\n\n|[丙](d)|\n|-|\n|字![图](e.jpg)|\n\n尾[^1]\n\n[^1]: [丁](f)";
        let document = parse(source);
        let written: Vec<_> = links(&document).map(|(target, range)| (target, &source[range])).collect();
        assert_eq!(written, [("a", "[甲](a)"), ("b", "[乙](b)"), ("d", "[丙](d)"), ("f", "[丁](f)")]);
        let written: Vec<_> = pictures(&document).map(|(target, range)| (target, &source[range])).collect();
        assert_eq!(written, [("c.jpg", "![图](c.jpg)"), ("e.jpg", "![图](e.jpg)")]);
        assert_eq!(references(&document), [1]);
        assert_eq!(anchors(&document).collect::<Vec<_>>(), ["h-1"]);
    }
}
