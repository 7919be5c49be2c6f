//! The tree of a piece of prose: blocks that hold spans.
//!
//! **In:** nothing. **Out:** plain types, compared and cloned freely; no depth beyond
//! [`BLOCK_DEPTH`] blocks and [`SPAN_DEPTH`] levels in all, so whoever walks it may recurse.
//! **Never:** holds markup, or a byte offset that does not refer to the Markdown as written.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::finding::Finding;

/// The deepest level at which a container block (quote, list, item) may stand.
pub(super) const BLOCK_DEPTH: usize = 64;
/// The deepest level of all, counting blocks and spans together.
pub(super) const SPAN_DEPTH: usize = 96;

/// A piece of prose, read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// What is said, in order.
    pub blocks: Vec<Block>,
    /// The footnotes (脚注) by number, 1 first; those that nothing refers to come last.
    pub footnotes: Vec<Footnote>,
    /// What is amiss, by place.
    pub findings: Vec<Finding>,
}

/// One footnote (脚注).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// What the reader sees; the first is 1.
    pub number: usize,
    /// What the editor wrote between `[^` and `]`.
    pub label: String,
    /// What the note says.
    pub blocks: Vec<Block>,
    /// Where it is defined.
    pub range: Range<usize>,
}

/// What stands in one cell of a table.
pub type Cell = Vec<Span>;

/// A block: something that begins on a line of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading (标题).
    Heading {
        /// The level as written, 1 to 6.
        level: u8,
        /// The level in the outline: 1 for the topmost, and never more than one below the heading before.
        depth: u8,
        /// Its anchor: ASCII, unique in the document.
        id: String,
        /// What it says.
        spans: Vec<Span>,
        /// Where it is written.
        range: Range<usize>,
    },
    /// A paragraph (段落).
    Paragraph(Vec<Span>),
    /// A list (列表).
    List {
        /// The first number, or `None` for a list without numbers.
        start: Option<u64>,
        /// Its items, each a run of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation (引文).
    Quote(Vec<Block>),
    /// A table (表格); every row is as long as the head.
    Table {
        /// One for each column.
        alignments: Vec<Alignment>,
        /// The head row.
        head: Vec<Cell>,
        /// The other rows.
        rows: Vec<Vec<Cell>>,
    },
    /// Text to be shown exactly as written.
    Code {
        /// The first word behind the fence, or nothing.
        language: String,
        /// The text, without its last line feed.
        text: String,
    },
    /// A thematic break (分隔线).
    Rule,
    /// A paragraph that is only a picture (图片).
    Figure {
        /// The target as written.
        target: String,
        /// What it shows, in words (替代文本).
        alt: String,
        /// The caption (图题), or nothing.
        title: String,
        /// Where it is written.
        range: Range<usize>,
    },
}

/// A span: something within a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Span {
    /// Text; never empty, never markup.
    Text(String),
    /// Emphasis (着重).
    Emphasis(Vec<Span>),
    /// Strong emphasis (加粗).
    Strong(Vec<Span>),
    /// Text struck out (删除).
    Strike(Vec<Span>),
    /// Text shown exactly as written.
    Code(String),
    /// A link (链接) to a target that is safe to follow.
    Link {
        /// The target as written; `mailto:` stands before an address in angle brackets.
        target: String,
        /// Its title, or nothing.
        title: String,
        /// What it says.
        spans: Vec<Span>,
        /// Where it is written.
        range: Range<usize>,
    },
    /// A picture (图片) in a line.
    Image {
        /// The target as written.
        target: String,
        /// What it shows, in words (替代文本).
        alt: String,
        /// Its title, or nothing.
        title: String,
        /// Where it is written.
        range: Range<usize>,
    },
    /// A reference to the footnote of this number.
    FootnoteRef(usize),
    /// A line break that the editor asked for.
    HardBreak,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// As the page likes.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}
