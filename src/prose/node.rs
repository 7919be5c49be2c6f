//! What is open while a document is being built.
//!
//! **In:** what the parser announces. **Out:** an [`Opening`], and a [`Node`] that collects its content.
//! **Never:** knows the parser, or what becomes of the content.

use std::ops::Range;

use super::ast::{Alignment, BLOCK_DEPTH, Block, Cell, SPAN_DEPTH, Span};

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
    Link {
        target: String,
        title: String,
    },
    Image {
        target: String,
        title: String,
    },
}

impl Opening {
    pub(super) fn is_span(&self) -> bool {
        matches!(self, Self::Emphasis | Self::Strong | Self::Strike | Self::Link { .. } | Self::Image { .. })
    }

    pub(super) fn is_leaf(&self) -> bool {
        matches!(self, Self::Paragraph | Self::Tight | Self::Heading(_) | Self::Cell)
    }

    pub(super) fn is_verbatim(&self) -> bool {
        matches!(self, Self::Code(_) | Self::IndentedCode | Self::Html)
    }

    /// Returns how many levels may stand around one of these; leaves and tables always fit.
    pub(super) fn depth_allowed(&self) -> usize {
        match self {
            Self::Quote | Self::List(_) | Self::Item | Self::Footnote(_) => BLOCK_DEPTH,
            _ if self.is_span() => SPAN_DEPTH,
            _ => usize::MAX,
        }
    }
}

/// What is open, and what it holds so far.
pub(super) struct Node {
    pub(super) opening: Opening,
    pub(super) range: Range<usize>,
    pub(super) spans: Vec<Span>,
    pub(super) blocks: Vec<Block>,
    pub(super) items: Vec<Vec<Block>>,
    pub(super) cells: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Code, or the lines of an HTML block.
    pub(super) text: String,
    /// Where the lines of an HTML block begin: in `text`, and in the Markdown.
    pub(super) lines: Vec<(usize, usize)>,
}

impl Node {
    pub(super) fn new(opening: Opening, range: Range<usize>) -> Self {
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

    /// Gives back the room that was taken for more: a document is kept as long as the site is in memory.
    pub(super) fn settle(&mut self) {
        self.spans.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.items.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.rows.shrink_to_fit();
    }
}

/// How an opening was taken.
pub(super) enum Taken {
    Node,
    FlatBlock,
    FlatSpan,
}
