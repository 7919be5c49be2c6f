//! Pairings (结对): the list and the page.
//!
//! **In:** nothing. **Out:** [`Pairings`] for `pairings.html`, [`Pairing`] for `pairing.html`. **Never:** a ranking.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Entry, Name, Pager, Word};
use super::picture::Plate;

/// One page of the list of pairings, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Pairings {
    /// The frame.
    pub frame: Frame,
    /// Twenty pairings; `badge` is the type, `about` holds the sides.
    pub entries: Vec<Entry>,
    /// The way through the list.
    pub pager: Pager,
}

/// A pairing: both sides, what was agreed, and what was done.
#[derive(Debug, Clone, Serialize)]
pub struct Pairing {
    /// The frame; `heading` is the pairing's title.
    pub frame: Frame,
    /// 类型: `"帮带"`.
    pub mode: String,
    /// 摘要, or empty.
    pub summary: String,
    /// 帮带方 and 帮带对象, or 共建方 alone.
    pub sides: Vec<Side>,
    /// 签订日期: `"2020年9月1日"`, or empty.
    pub signed: String,
    /// 内容: `"支部班子帮扶"` …
    pub aspects: Vec<String>,
    /// 台账 in the order of time.
    pub ledger: Vec<LedgerEntry>,
    /// 成果, as prose, or empty.
    pub outcome_html: String,
    /// The body, or empty.
    pub body_html: String,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// The credit line.
    pub credit: Credit,
}

/// One side of a pairing.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// `"帮带方"`.
    pub label: String,
    /// Who stands on it.
    pub parties: Vec<Party>,
}

/// One who stands on a side.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// Its name; without a link for one from outside.
    pub name: Name,
    /// Its unit, or empty.
    pub unit: Word,
    /// Short names of its honours.
    pub honours: Vec<Word>,
}

/// One line of the ledger (台账).
#[derive(Debug, Clone, Serialize)]
pub struct LedgerEntry {
    /// `"2020年10月15日"`.
    pub date: String,
    /// 方面, or empty.
    pub aspect: String,
    /// 事项.
    pub done: String,
    /// 成效, or empty.
    pub result: String,
}
