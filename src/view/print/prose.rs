//! Prose as data.
//!
//! **In:** nothing. **Out:** [`Block`], [`Span`]. **Never:** markup.

use serde::Serialize;

use super::parts::Plate;

/// A block of prose; in JSON `kind` says which.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its words.
        spans: Vec<Span>,
    },
    /// A heading within the story; 1 is the highest.
    Heading {
        /// 1 to 4.
        level: u32,
        /// Its words.
        spans: Vec<Span>,
    },
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// The first number.
        start: u64,
        /// Each item's blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// The head, or empty.
        head: Vec<Cell>,
        /// The rows, each as long as the head.
        rows: Vec<Vec<Cell>>,
    },
    /// A picture within the story.
    Figure {
        /// The picture.
        plate: Plate,
    },
    /// Text kept as it stands, line by line.
    Code {
        /// The text.
        text: String,
    },
    /// A break between parts.
    Rule,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// `"left"`, `"center"`, `"right"`, or empty.
    pub align: String,
    /// Its words.
    pub spans: Vec<Span>,
}

/// A stretch of words; in JSON `kind` says which.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Span {
    /// Plain words.
    Text {
        /// The words; a number and its unit are held together by U+2060.
        text: String,
    },
    /// Strong emphasis.
    Strong {
        /// Inside.
        spans: Vec<Span>,
    },
    /// Emphasis.
    Emphasis {
        /// Inside.
        spans: Vec<Span>,
    },
    /// Struck out.
    Struck {
        /// Inside.
        spans: Vec<Span>,
    },
    /// A link; print may drop the address.
    Link {
        /// An absolute address with no character beyond ASCII, or empty.
        href: String,
        /// Inside.
        spans: Vec<Span>,
    },
    /// Text kept as it stands.
    Code {
        /// The text.
        text: String,
    },
    /// A footnote.
    Note {
        /// What it says.
        spans: Vec<Span>,
    },
    /// A line break.
    Break,
}
