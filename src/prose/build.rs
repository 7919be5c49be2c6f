//! Builds the tree from what the parser reports, one opening and one closing after the other.
//!
//! Containers beyond the depth that the tree allows are laid flat: their content lands in the
//! container around them. So nothing that walks a [`Document`] can run out of stack.
//!
//! **In:** openings, closings and leaves with their ranges. **Out:** a [`Document`].
//! **Never:** recurses, loses text, or knows the parser.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::ast::{Block, Document, Span};
use super::finding::{Finding, FindingKind};
use super::footnote::Footnotes;
use super::heading::Headings;
use super::node::{Node, Opening, Taken};
use super::paragraph::{block, push_text};
use super::raw_html::{name, quoted};
use super::seen::Seen;
use super::slip::{check, item_mark};
use crate::zh::spacing::is_cjk;

/// A document that is being built.
pub(super) struct Builder<'a> {
    pub(super) source: &'a str,
    pub(super) seen: Seen,
    /// The root first; never empty.
    pub(super) nodes: Vec<Node>,
    taken: Vec<Taken>,
    /// The tags that have been named; their closing tags need no mention.
    tags: BTreeSet<String>,
    /// The node in which a soft line break waits for the next character.
    pub(super) pending: Option<usize>,
    /// The last character of the paragraph so far.
    last: Option<char>,
    /// Whether the depth has been reported; once is enough.
    is_too_deep: bool,
    pub(super) findings: Vec<Finding>,
    pub(super) footnotes: Footnotes,
    pub(super) headings: Headings,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str, seen: Seen) -> Self {
        Self {
            source,
            seen,
            nodes: vec![Node::new(Opening::Root, 0..source.len())],
            taken: Vec::new(),
            tags: BTreeSet::new(),
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
        self.top().spans.push(Span::Code(visible.into_owned()));
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
        let line = self.source[range.end..].trim_start_matches([' ', '\t']);
        let is_indented = line.starts_with("\u{3000}\u{3000}");
        if is_indented && matches!(self.top().opening, Opening::Paragraph | Opening::Tight) {
            // Two full-width spaces open a paragraph in Chinese typing, with or without a blank line.
            self.split(range.end);
        } else if self.last.is_some() {
            if let Some(length) = item_mark(self.last, line) {
                let start = self.source.len() - line.len();
                self.find(start..start + length, FindingKind::JoinedLine);
            }
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
        self.find_tag(tag, range);
    }

    /// Names a tag that is left out; a closing tag only where none opened it.
    pub(super) fn find_tag(&mut self, tag: &str, range: Range<usize>) {
        let name = name(tag);
        let is_known = name.strip_prefix('/').is_some_and(|opened| self.tags.contains(opened));
        if !is_known {
            self.tags.insert(name);
            self.find(range, FindingKind::RawHtml(quoted(tag)));
        }
    }

    /// Returns the document.
    pub(super) fn document(mut self) -> Document {
        while !self.taken.is_empty() {
            self.close();
        }
        self.end_tight();
        self.top().settle();
        let blocks = std::mem::take(&mut self.top().blocks);
        let footnotes = self.footnotes.finish(&mut self.findings);
        self.findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
        Document { blocks, footnotes, findings: self.findings }
    }

    pub(super) fn top(&mut self) -> &mut Node {
        self.nodes.last_mut().expect("the root is never closed")
    }

    pub(super) fn find(&mut self, range: Range<usize>, kind: FindingKind) {
        self.findings.push(Finding { range, kind });
    }

    pub(super) fn begin_leaf(&mut self) {
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

    pub(super) fn end_tight(&mut self) {
        if matches!(self.top().opening, Opening::Tight) {
            self.end_node();
        }
    }

    /// Makes room for a leaf that begins and ends with these characters.
    pub(super) fn leaf(&mut self, range: &Range<usize>, first: Option<char>, last: Option<char>) {
        self.ensure_leaf(range);
        self.settle(first);
        self.last = last.or(Some(OBJECT));
    }

    /// Decides what the soft line break before `next` leaves: nothing between two Chinese characters.
    pub(super) fn settle(&mut self, next: Option<char>) {
        let Some(depth) = self.pending.take() else {
            return;
        };
        let is_joined = self.last.is_some_and(is_cjk) && next.is_some_and(is_cjk);
        if !is_joined && let Some(node) = self.nodes.get_mut(depth) {
            push_text(&mut node.spans, " ");
        }
    }

    fn split(&mut self, at: usize) {
        let spans = std::mem::take(&mut self.top().spans);
        let from = std::mem::replace(&mut self.top().range.start, at);
        self.top().range.end = self.top().range.end.max(at);
        check((self.source, self.seen), &(from..at), &spans, &mut self.findings);
        self.begin_leaf();
        let parent = self.nodes.len() - 2;
        self.nodes[parent].blocks.extend(block(spans));
    }

    /// Returns `text` without the characters that nobody can see, and reports the first of them.
    fn visible<'t>(&mut self, text: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        if !self.seen.has(Seen::HIDDEN) || !text.chars().any(is_hidden) {
            return Cow::Borrowed(text);
        }
        // A carriage return is a line end of another system, no mistake.
        if let Some(hidden) = text.chars().find(|&c| is_hidden(c) && c != '\r') {
            self.find(range.clone(), FindingKind::HiddenCharacter(hidden));
        }
        Cow::Owned(text.chars().filter(|&c| !is_hidden(c)).collect())
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
pub(super) fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}
