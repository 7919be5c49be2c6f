//! Notices and decisions on paper, in the format of official documents (GB/T 9704-2012).
//!
//! **In:** nothing. **Out:** [`Paper`]. **Never:** a name that the record's `keep` no longer shows.

use serde::Serialize;

use super::super::parts::Name;
use super::parts::Imprint;
use super::prose::{Block, Span};

/// One document.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// Who publishes.
    pub imprint: Imprint,
    /// The record: `"notice:2021-1"`, for what the layout reports.
    pub of: String,
    /// 份号, six figures at the top of the first page; or empty.
    pub copy_no: String,
    /// 版记 at the foot of the last page, or none.
    pub imprint_note: Option<ImprintNote>,
    /// 红头; decisions with a 文号 have one.
    pub red_head: Option<RedHead>,
    /// The title: `"关于……的公示"`.
    pub title: String,
    /// 主送机关, without the colon; or empty.
    pub addressee: String,
    /// The body: paragraphs, headings by level (一、（一）1.（1） are put before them here), lists, tables.
    pub body: Vec<Clause>,
    /// The lists of names, after the body or as 附件.
    pub rosters: Vec<Roster>,
    /// Names of the attachments as the note 附件 gives them, without the word 附件; the rosters' first.
    pub attachments: Vec<String>,
    /// 落款.
    pub issuer: String,
    /// 成文日期 in Arabic figures (§7.3.5.4): `"2021年6月1日"`.
    pub date: String,
    /// Demonstration data.
    pub sample: bool,
    /// Its state lets everything be shown.
    pub whole: bool,
}

/// The red head of a document (§7.2).
#[derive(Debug, Clone, Serialize)]
pub struct RedHead {
    /// 发文机关标志: `"中共沧州市直机关工作委员会文件"`.
    pub mark: String,
    /// 发文字号: `"机工委〔2019〕12号"`.
    pub doc_no: String,
}

/// 版记 (§7.4).
#[derive(Debug, Clone, Serialize)]
pub struct ImprintNote {
    /// 抄送机关, with the marks between them and the full stop: `"甲机关，乙机关。"`, or empty.
    pub copies_to: String,
    /// 印发机关: `"示例办公室"`, or empty.
    pub printed_by: String,
    /// 印发日期: `"2021年6月28日印发"`, or empty.
    pub printed_on: String,
}

/// A clause of the body.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Clause {
    /// A numbered heading; 1: 黑体 一、 2: 楷体 （一） 3: 仿宋 1. 4: 仿宋 （1） (§7.3.3).
    Level {
        /// 1 to 4.
        level: u32,
        /// `"一、"`.
        number: String,
        /// Its words.
        spans: Vec<Span>,
    },
    /// Anything else.
    Prose {
        /// Blocks without headings.
        blocks: Vec<Block>,
    },
}

/// A list of names in a document.
#[derive(Debug, Clone, Serialize)]
pub struct Roster {
    /// `"“百强党支部”拟命名名单"`, or empty.
    pub heading: String,
    /// `"共48个，按机构序列为序"`, or empty.
    pub note: String,
    /// It stands on a page of its own, as 附件.
    pub attached: bool,
    /// Persons without more to say: in columns, two-character names spread; else a table.
    pub columns: bool,
    /// Heads of the table: `["序号", "姓名", "单位及职务"]`.
    pub head: Vec<String>,
    /// The lines.
    pub rows: Vec<RosterRow>,
}

/// A line of a list of names.
#[derive(Debug, Clone, Serialize)]
pub struct RosterRow {
    /// `"1"`.
    pub no: String,
    /// Who.
    pub name: Name,
    /// The cells after the name, as many as `head` has beyond number and name.
    pub cells: Vec<String>,
}
