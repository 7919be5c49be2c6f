//! Exhibit boards (展牌).
//!
//! **In:** nothing. **Out:** [`Boards`] for `print/boards.typ`. **Never:** the story: a board has its own short text.

use serde::Serialize;

use super::super::parts::Name;
use super::parts::{Held, Imprint, Plate, Qr};

/// Boards, one a page.
#[derive(Debug, Clone, Serialize)]
pub struct Boards {
    /// Who publishes.
    pub imprint: Imprint,
    /// The exhibition: `"榜样"`.
    pub exhibition: String,
    /// The boards by number.
    pub boards: Vec<Board>,
}

/// One board.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The record: `"exhibit:05"`, for what the layout reports.
    pub of: String,
    /// `"05"`.
    pub no: String,
    /// `"58"`.
    pub total: String,
    /// `"把窗口擦得更亮"`.
    pub title: String,
    /// `"第二篇章 人民至上"`, or empty.
    pub chapter: String,
    /// Whom it shows.
    pub subject: Name,
    /// The subject's unit, where it says more than the name.
    pub unit: String,
    /// 展牌文: at most 300 characters; paragraphs apart by a line feed. The lead where the record has none.
    pub text: String,
    /// Where that text is written: `"board"` or `"lead"`.
    pub field: String,
    /// The picture.
    pub plate: Option<Plate>,
    /// Honours in force, newest first.
    pub honours: Vec<Held>,
    /// The way to its page; none where the site has no domain.
    pub qr: Option<Qr>,
    /// Demonstration data.
    pub sample: bool,
}
