//! Builds the tree from what the parser reports, one opening and one closing after the other.
//!
//! Containers beyond the depth that the tree allows are laid flat: their content lands in the
//! container around them. So nothing that walks a [`Document`] can run out of stack.
//!
//! **In:** openings, closings and leaves with their ranges. **Out:** a [`Document`].
//! **Never:** recurses, loses text, or knows the parser.

use std::ops::Range;

use super::ast::{Alignment, BLOCK_DEPTH, Block, Cell, Document, SPAN_DEPTH, Span};
use super::finding::{Finding, FindingKind};
use super::footnote::Footnotes;
use super::heading::{Headings, is_paragraph};
use super::paragraph::{append, block, check, masked, push_text, trim_end};
use super::raw_html::{Piece, decoded, name, pieces, quoted};
use super::target::is_safe;
use super::text::plain;
use crate::zh::spacing::is_cjk;

/// Something that has an end.
pub(super) enum Opening {
    Root,
    Paragraph,
    /// A paragraph that Markdown does not announce: the text of a tight list item.
    Tight,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    Footnote(String),
    Table(Vec<Alignment>),
    Row,
    Cell,
    Code(String),
    IndentedCode,
    Html,
    Emphasis,
    Strong,
    Strike,
    Link { target: String, title: String },
    Image { target: String, title: String },
}

impl Opening {
    fn is_span(&self) -> bool {
        matches!(self, Self::Emphasis | Self::Strong | Self::Strike | Self::Link { .. } | Self::Image { .. })
    }

    fn is_leaf(&self) -> bool {
        matches!(self, Self::Paragraph | Self::Tight | Self::Heading(_) | Self::Cell)
    }

    fn is_verbatim(&self) -> bool {
        matches!(self, Self::Code(_) | Self::IndentedCode | Self::Html)
    }

    /// Returns how many levels may stand around one of these; leaves and tables always fit.
    fn depth_allowed(&self) -> usize {
        match self {
            Self::Quote | Self::List(_) | Self::Item | Self::Footnote(_) => BLOCK_DEPTH,
            _ if self.is_span() => SPAN_DEPTH,
            _ => usize::MAX,
        }
    }
}

/// What is open, and what it holds so far.
struct Node {
    opening: Opening,
    range: Range<usize>,
    spans: Vec<Span>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    cells: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    /// Code, or the lines of an HTML block.
    text: String,
    /// Where the lines of an HTML block begin: in `text`, and in the Markdown.
    lines: Vec<(usize, usize)>,
}

impl Node {
    fn new(opening: Opening, range: Range<usize>) -> Self {
        Self {
            opening,
            range,
            spans: Vec::new(),
            blocks: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            text: String::new(),
            lines: Vec::new(),
        }
    }
}

/// How an opening was taken.
enum Taken {
    Node,
    FlatBlock,
    FlatSpan,
}

/// A document that is being built.
pub(super) struct Builder<'a> {
    source: &'a str,
    /// The root first; never empty.
    nodes: Vec<Node>,
    taken: Vec<Taken>,
    /// The node in which a soft line break waits for the next character.
    pending: Option<usize>,
    /// The last character of the paragraph so far.
    last: Option<char>,
    /// Whether the depth has been reported; once is enough.
    is_too_deep: bool,
    findings: Vec<Finding>,
    footnotes: Footnotes,
    headings: Headings,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            nodes: vec![Node::new(Opening::Root, 0..source.len())],
            taken: Vec::new(),
            pending: None,
            last: None,
            is_too_deep: false,
            findings: Vec::new(),
            footnotes: Footnotes::default(),
            headings: Headings::default(),
        }
    }

    /// Opens a block or a span.
    pub(super) fn open(&mut self, opening: Opening, range: Range<usize>) {
        let is_span = opening.is_span();
        if is_span {
            self.ensure_leaf(&range);
        } else {
            self.end_tight();
        }
        if self.nodes.len() > opening.depth_allowed() {
            self.taken.push(if is_span { Taken::FlatSpan } else { Taken::FlatBlock });
            if !std::mem::replace(&mut self.is_too_deep, true) {
                self.find(range, FindingKind::TooDeep);
            }
            return;
        }
        if opening.is_leaf() {
            self.begin_leaf();
        }
        self.taken.push(Taken::Node);
        self.nodes.push(Node::new(opening, range));
    }

    /// Closes what was opened last.
    pub(super) fn close(&mut self) {
        match self.taken.pop() {
            Some(Taken::FlatSpan) | None => {}
            Some(Taken::FlatBlock) => self.end_tight(),
            Some(Taken::Node) => {
                self.end_tight();
                self.end_node();
            }
        }
    }

    /// Adds text as written between marks; `range` is where it stands.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let visible = self.visible(text, &range);
        let top = self.top();
        if top.opening.is_verbatim() {
            top.lines.push((top.text.len(), range.start));
            top.text.push_str(&visible);
            return;
        }
        self.ensure_leaf(&range);
        let is_first = self.last.is_none() || self.pending.is_some();
        let text = if is_first { visible.trim_start_matches(is_indent) } else { &visible };
        if let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) {
            self.settle(Some(first));
            push_text(&mut self.top().spans, text);
            self.last = Some(last);
        }
    }

    /// Adds text to be shown exactly as written.
    pub(super) fn code(&mut self, text: &str, range: &Range<usize>) {
        let visible = self.visible(text, range);
        self.leaf(range, visible.chars().next(), visible.chars().next_back());
        self.top().spans.push(Span::Code(visible));
    }

    /// Adds a reference to a footnote.
    pub(super) fn reference(&mut self, label: &str, range: Range<usize>) {
        // The mark clings to what stands before it, so a line break between the two leaves nothing.
        let before = self.last;
        self.leaf(&range, before.filter(|&c| is_cjk(c)), before);
        let number = self.footnotes.number(label, range);
        self.top().spans.push(Span::FootnoteRef(number));
    }

    /// Adds a line break that the editor did not mean.
    pub(super) fn soft_break(&mut self, range: &Range<usize>) {
        let is_indented = self.source[range.end..].trim_start_matches([' ', '\t']).starts_with("\u{3000}\u{3000}");
        if is_indented && matches!(self.top().opening, Opening::Paragraph | Opening::Tight) {
            // Two full-width spaces open a paragraph in Chinese typing, with or without a blank line.
            self.split(range.end);
        } else if self.last.is_some() {
            self.pending = Some(self.nodes.len() - 1);
        }
    }

    /// Adds a line break that the editor meant.
    pub(super) fn hard_break(&mut self, range: &Range<usize>) {
        self.ensure_leaf(range);
        self.pending = None;
        if self.last.take().is_some() {
            self.top().spans.push(Span::HardBreak);
        }
    }

    /// Adds a line between two parts.
    pub(super) fn rule(&mut self) {
        self.end_tight();
        self.top().blocks.push(Block::Rule);
    }

    /// Leaves a tag out that stands in a line.
    pub(super) fn tag(&mut self, tag: &str, range: Range<usize>) {
        if tag.starts_with("<!--") {
            return;
        }
        if name(tag) == "br" {
            self.hard_break(&range);
        }
        self.find(range, FindingKind::RawHtml(quoted(tag)));
    }

    /// Returns the document.
    pub(super) fn document(mut self) -> Document {
        while !self.taken.is_empty() {
            self.close();
        }
        self.end_tight();
        let blocks = std::mem::take(&mut self.top().blocks);
        let footnotes = self.footnotes.finish(&mut self.findings);
        self.findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
        Document { blocks, footnotes, findings: self.findings }
    }

    fn top(&mut self) -> &mut Node {
        self.nodes.last_mut().expect("the root is never closed")
    }

    fn find(&mut self, range: Range<usize>, kind: FindingKind) {
        self.findings.push(Finding { range, kind });
    }

    fn begin_leaf(&mut self) {
        self.pending = None;
        self.last = None;
    }

    /// Opens a paragraph if text stands where Markdown announced none, or makes the one there longer.
    fn ensure_leaf(&mut self, range: &Range<usize>) {
        let top = self.top();
        if matches!(top.opening, Opening::Tight) {
            top.range.end = top.range.end.max(range.end);
        } else if !top.opening.is_leaf() && !top.opening.is_span() {
            self.begin_leaf();
            self.nodes.push(Node::new(Opening::Tight, range.clone()));
        }
    }

    fn end_tight(&mut self) {
        if matches!(self.top().opening, Opening::Tight) {
            self.end_node();
        }
    }

    /// Makes room for a leaf that begins and ends with these characters.
    fn leaf(&mut self, range: &Range<usize>, first: Option<char>, last: Option<char>) {
        self.ensure_leaf(range);
        self.settle(first);
        self.last = last.or(Some(OBJECT));
    }

    /// Decides what the soft line break before `next` leaves: nothing between two Chinese characters.
    fn settle(&mut self, next: Option<char>) {
        let Some(depth) = self.pending.take() else { return };
        let is_joined = self.last.is_some_and(is_cjk) && next.is_some_and(is_cjk);
        if !is_joined && let Some(node) = self.nodes.get_mut(depth) {
            push_text(&mut node.spans, " ");
        }
    }

    fn split(&mut self, at: usize) {
        let spans = std::mem::take(&mut self.top().spans);
        let from = std::mem::replace(&mut self.top().range.start, at);
        self.top().range.end = self.top().range.end.max(at);
        check(self.source, &(from..at), &spans, &mut self.findings);
        self.begin_leaf();
        let parent = self.nodes.len() - 2;
        self.nodes[parent].blocks.extend(block(spans));
    }

    /// Returns `text` without the characters that nobody can see.
    fn visible(&mut self, text: &str, range: &Range<usize>) -> String {
        for hidden in text.chars().filter(|&c| is_hidden(c) && c != '\r') {
            self.find(range.clone(), FindingKind::HiddenCharacter(hidden));
        }
        text.chars().filter(|&c| !is_hidden(c)).collect()
    }

    fn end_node(&mut self) {
        let depth = self.nodes.len() - 1;
        let is_span = self.top().opening.is_span();
        if self.pending == Some(depth) && is_span {
            self.settle(None);
        }
        let node = self.nodes.pop().expect("the root is never closed");
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
            Opening::Emphasis | Opening::Strong if !spans.is_empty() => {
                if let Some(words) = masked(self.source, &range, &spans) {
                    self.find(range, FindingKind::DoubtfulEmphasis(words));
                }
                let span = if matches!(opening, Opening::Strong) { Span::Strong } else { Span::Emphasis };
                self.top().spans.push(span(spans));
            }
            _ => {}
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
        check(self.source, &range, &spans, &mut self.findings);
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
                    self.find(written, FindingKind::RawHtml(quoted(&html[range])));
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

/// Stands for a picture where a character is asked for.
const OBJECT: char = '\u{FFFC}';

/// Returns whether `c` indents a paragraph in typing; pages indent by style.
fn is_indent(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2003}' | ' ' | '\t')
}

/// Returns whether `c` is a control character, turns the direction of text or has no width.
///
/// Joiners (U+200C, U+200D) shape some scripts and stay.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}
