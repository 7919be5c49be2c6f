//! Branches (党支部): the list and the page.
//!
//! **In:** nothing. **Out:** [`Branches`] for `branches.html`, [`Branch`] for `branch.html`. **Never:** private data of a member.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Entry, Fact, HonourHeld, Pager, Shelf};
use super::picture::Plate;

/// One page of the list of branches.
#[derive(Debug, Clone, Serialize)]
pub struct Branches {
    /// The frame.
    pub frame: Frame,
    /// Twenty branches; `about` holds the unit and the level, `tags` the honours.
    pub entries: Vec<Entry>,
    /// The way through the list.
    pub pager: Pager,
}

/// A branch with everything that is true of it.
#[derive(Debug, Clone, Serialize)]
pub struct Branch {
    /// The frame; `heading` is the branch's name.
    pub frame: Frame,
    /// 层级: `"党支部"`.
    pub level: String,
    /// 规范名称: `"中共示例单位07机关支部委员会"`, or empty.
    pub formal_name: String,
    /// 品牌: `"红心窗口"`, or empty.
    pub brand: String,
    /// 摘要, or empty.
    pub summary: String,
    /// Unit, parent, secretary, members, date of founding.
    pub facts: Vec<Fact>,
    /// Its honours, newest first.
    pub honours: Vec<HonourHeld>,
    /// The body, or empty.
    pub body_html: String,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// Exhibits, people, posts, branches below it, pairings, reports, notices.
    pub shelves: Vec<Shelf>,
    /// The credit line, where the record has one.
    pub credit: Option<Credit>,
}
