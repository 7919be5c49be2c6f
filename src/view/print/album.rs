//! The album (图册).
//!
//! **In:** nothing. **Out:** [`Album`] for `print/album.typ`. **Never:** a page number: the layout knows those.

use serde::Serialize;

use super::super::parts::Name;
use super::parts::{Held, Imprint, Line, Plate, Qr};
use super::prose::Block;

/// The whole book.
#[derive(Debug, Clone, Serialize)]
pub struct Album {
    /// Who publishes.
    pub imprint: Imprint,
    /// `"榜样"`.
    pub title: String,
    /// `"58件展品"`: the computed total, said under the title.
    pub total: String,
    /// The preface.
    pub preface: Vec<Block>,
    /// The picture of the cover, or none.
    pub cover: Option<Plate>,
    /// Where the exhibition is shown: `"线下"` with `"示例市博物馆（2021年7月1日—7月31日）"`.
    pub venues: Vec<Line>,
    /// The chapters with their exhibits; a book without chapters has one without a title.
    pub chapters: Vec<Chapter>,
    /// Units in 机构序列, with the exhibits that show them or theirs.
    pub units: Vec<IndexEntry>,
    /// How `units` is ordered: `"按机构序列为序"`.
    pub units_order: String,
    /// Persons, with the exhibits that show or name them.
    pub names: Vec<IndexEntry>,
    /// How `names` is ordered: `"按姓名笔画为序"`.
    pub names_order: String,
    /// The honour rolls, as an appendix.
    pub rolls: Vec<RollSection>,
    /// The note that some of it is for demonstration, or empty.
    pub sample_note: String,
}

/// A chapter (篇章).
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// `"第二篇章"`, or empty.
    pub ordinal: String,
    /// `"人民至上"`.
    pub title: String,
    /// `"16件展品"`.
    pub count: String,
    /// Its exhibits by number.
    pub exhibits: Vec<Spread>,
}

/// An exhibit on facing pages.
#[derive(Debug, Clone, Serialize)]
pub struct Spread {
    /// The record: `"exhibit:05"`, for what the layout reports.
    pub of: String,
    /// `"05"`.
    pub no: String,
    /// `"58"`.
    pub total: String,
    /// `"把窗口擦得更亮"`.
    pub title: String,
    /// 导语, or empty.
    pub lead: String,
    /// `"党支部"`, `"党员"`, `"岗位"`, `"单位"`.
    pub subject_kind: String,
    /// Whom it shows.
    pub subject: Name,
    /// `"所属单位"` …
    pub facts: Vec<Line>,
    /// The story.
    pub story: Vec<Block>,
    /// How many characters the story has, so that a layout may choose.
    pub length: usize,
    /// The pictures, the first one first; empty where there is none.
    pub plates: Vec<Plate>,
    /// Honours in force, newest first.
    pub honours: Vec<Held>,
    /// The way to its page; none where the site has no domain.
    pub qr: Option<Qr>,
    /// Demonstration data.
    pub sample: bool,
}

/// A line of an index.
#[derive(Debug, Clone, Serialize)]
pub struct IndexEntry {
    /// A unit or a person.
    pub name: Name,
    /// The heading under which the line stands: `"七画"`, `"政府部门"`; empty: none.
    pub group: String,
    /// Numbers of the exhibits: `["05", "31"]`. The layout turns them into pages.
    pub exhibits: Vec<String>,
    /// Demonstration data.
    pub sample: bool,
}

/// A roll in the appendix.
#[derive(Debug, Clone, Serialize)]
pub struct RollSection {
    /// `"百强党支部"`.
    pub title: String,
    /// `"共289个"` as computed, or `"节录3个，全部289个"`.
    pub count: String,
    /// Its batches.
    pub parts: Vec<RollPart>,
}

/// A batch of a roll.
#[derive(Debug, Clone, Serialize)]
pub struct RollPart {
    /// `"第一批（2017年6月）"`, or empty.
    pub heading: String,
    /// `"机工委〔2017〕12号"`, or empty.
    pub decision: String,
    /// `"按姓氏笔画为序"`, or empty.
    pub order_note: String,
    /// Persons: set in columns with two-character names spread.
    pub personal: bool,
    /// The names, with their unit where it says more: `value` may be empty.
    pub names: Vec<(Name, String)>,
}
