//! Turns what a block or a span has collected into a part of the tree.
//!
//! **In:** a [`Node`] that is complete. **Out:** a block or spans, in the node around it.
//! **Never:** lets the text of a link, a picture or a tag that is refused disappear.

use std::ops::Range;

use super::ast::{Block, Span};
use super::build::Builder;
use super::finding::FindingKind;
use super::heading::is_paragraph;
use super::mask::is_mask;
use super::node::{Node, Opening};
use super::paragraph::{append, block, push_text, trim_end};
use super::raw_html::{Piece, decoded, pieces};
use super::slip::check;
use super::target::is_safe;
use super::text::plain;
use crate::zh::spacing::is_cjk;

impl Builder<'_> {
    /// Closes the innermost node and hands its content to the node around it.
    pub(super) fn end_node(&mut self) {
        let depth = self.nodes.len() - 1;
        let is_span = self.top().opening.is_span();
        if self.pending == Some(depth) && is_span {
            self.settle(None);
        }
        let mut node = self.nodes.pop().expect("the root is never closed");
        node.settle();
        if is_span {
            self.end_span(node);
        } else if node.opening.is_leaf() {
            self.end_leaf(node);
        } else {
            self.end_block(node);
        }
    }

    fn end_span(&mut self, node: Node) {
        let Node { opening, range, spans, .. } = node;
        match opening {
            Opening::Link { target, title } => self.end_link(target, title, spans, range),
            Opening::Image { target, title } => self.end_image(target, title, &spans, range),
            Opening::Strike if !spans.is_empty() => self.top().spans.push(Span::Strike(spans)),
            Opening::Emphasis => self.end_emphasis("*", Span::Emphasis, spans, range),
            Opening::Strong => self.end_emphasis("**", Span::Strong, spans, range),
            _ => {}
        }
    }

    fn end_emphasis(&mut self, mark: &str, span: fn(Vec<Span>) -> Span, spans: Vec<Span>, range: Range<usize>) {
        let is_mask = is_mask(self.source, &range, &spans);
        let around = &mut self.top().spans;
        if is_mask {
            push_text(around, mark);
            append(around, spans);
            push_text(around, mark);
        } else if !spans.is_empty() {
            around.push(span(spans));
        }
    }

    fn end_link(&mut self, target: String, title: String, spans: Vec<Span>, range: Range<usize>) {
        if spans.is_empty() || target.is_empty() {
            self.find(range, FindingKind::EmptyLink);
        } else if !is_safe(&target) {
            self.find(range, FindingKind::UnsafeLink(target));
        } else {
            self.top().spans.push(Span::Link { target, title, spans, range });
            return;
        }
        append(&mut self.top().spans, spans);
    }

    fn end_image(&mut self, target: String, title: String, spans: &[Span], range: Range<usize>) {
        let alt = plain(spans);
        if alt.trim().is_empty() {
            self.find(range.clone(), FindingKind::PictureWithoutAlt(target.clone()));
        }
        if target.is_empty() {
            self.find(range, FindingKind::EmptyLink);
        } else if !is_safe(&target) {
            self.find(range, FindingKind::UnsafeLink(target));
        } else {
            self.leaf(&range, None, None);
            self.top().spans.push(Span::Image { target, alt, title, range });
            return;
        }
        push_text(&mut self.top().spans, &alt);
    }

    fn end_leaf(&mut self, node: Node) {
        let Node { opening, range, mut spans, .. } = node;
        self.begin_leaf();
        check((self.source, self.seen), &range, &spans, &mut self.findings);
        match opening {
            Opening::Heading(level) => self.end_heading(level, spans, range),
            Opening::Cell => {
                trim_end(&mut spans);
                self.top().cells.push(spans);
            }
            _ => self.top().blocks.extend(block(spans)),
        }
    }

    fn end_heading(&mut self, level: u8, mut spans: Vec<Span>, range: Range<usize>) {
        let mut found = Vec::new();
        trim_end(&mut spans);
        let id = self.headings.anchor(&mut spans, &mut found);
        if spans.is_empty() {
            return;
        }
        if !self.source[range.clone()].trim_start().starts_with('#') && is_paragraph(&plain(&spans)) {
            found.push(FindingKind::UnderlinedHeading);
        }
        for kind in found {
            self.find(range.clone(), kind);
        }
        let depth = self.headings.depth(level);
        self.top().blocks.push(Block::Heading { level, depth, id, spans, range });
    }

    fn end_block(&mut self, mut node: Node) {
        match node.opening {
            Opening::Quote => self.top().blocks.push(Block::Quote(node.blocks)),
            Opening::Item if matches!(self.top().opening, Opening::List(_)) => self.top().items.push(node.blocks),
            Opening::List(start) => {
                // Blocks stand in a list itself only where its items were too deep.
                if !node.blocks.is_empty() {
                    node.items.push(node.blocks);
                }
                self.top().blocks.push(Block::List { start, items: node.items });
            }
            Opening::Footnote(label) => self.footnotes.define(label, node.blocks, node.range),
            Opening::Row => self.top().rows.push(node.cells),
            Opening::Table(alignments) => {
                let rows = if node.rows.is_empty() { Vec::new() } else { node.rows.split_off(1) };
                let head = node.rows.pop().unwrap_or_default();
                self.top().blocks.push(Block::Table { alignments, head, rows });
            }
            Opening::Code(language) => self.end_code(language, node.text),
            Opening::IndentedCode => {
                if node.text.contains(is_cjk) {
                    self.find(node.range, FindingKind::IndentedCode);
                }
                self.end_code(String::new(), node.text);
            }
            Opening::Html => self.end_html(&node.text, &node.lines),
            _ => self.top().blocks.append(&mut node.blocks),
        }
    }

    fn end_code(&mut self, language: String, mut text: String) {
        if text.ends_with('\n') {
            text.pop();
        }
        self.top().blocks.push(Block::Code { language, text });
    }

    /// Keeps the text of an HTML block as a paragraph and names its tags.
    fn end_html(&mut self, html: &str, lines: &[(usize, usize)]) {
        let end = self.source.len();
        let place = |at: usize| {
            let line = lines.partition_point(|&(start, _)| start <= at).saturating_sub(1);
            lines.get(line).map_or(end, |&(start, written)| (written + at - start).min(end))
        };
        for piece in pieces(html) {
            match piece {
                Piece::Text(range) => {
                    for line in decoded(&html[range.clone()]).split_inclusive('\n') {
                        let written = place(range.start)..place(range.end);
                        self.html_line(line, self.on_boundaries(written));
                    }
                }
                Piece::Tag(range) => {
                    let written = self.on_boundaries(place(range.start)..place(range.end));
                    self.find_tag(&html[range], written);
                }
                Piece::Unclosed(range) => {
                    let written = self.on_boundaries(place(range.start)..place(range.end));
                    self.find(written, FindingKind::UnclosedComment);
                }
            }
        }
        self.end_tight();
    }

    fn html_line(&mut self, line: &str, range: Range<usize>) {
        let words = line.trim();
        if !words.is_empty() {
            self.text(words, range.clone());
        }
        if line.ends_with('\n') && matches!(self.top().opening, Opening::Tight) {
            self.soft_break(&(range.end..range.end));
        }
    }

    /// Returns `range` moved outward to where characters begin, its start first.
    fn on_boundaries(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source.floor_char_boundary(range.start);
        start..self.source.ceil_char_boundary(range.end.max(start))
    }
}
