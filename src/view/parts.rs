//! Pieces that many views share: links, facts, names, rolls, entries, pagers.
//!
//! **In:** nothing. **Out:** small structs. **Never:** anything that belongs to one kind only.

use serde::Serialize;

use super::picture::Picture;

/// A word that may lead somewhere.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// `"示例单位07"`.
    pub text: String,
    /// `"../../units/shili07/index.html"`; empty: plain text.
    pub href: String,
    /// It leads to demonstration data, and the mark 示例 stands after it.
    pub sample: bool,
}

impl Link {
    /// Returns a link to what is no sample; with an empty `href` plain text.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), sample: false }
    }
}

/// A word of a row, such as an honour or a unit.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Word {
    /// `"百强党支部"`.
    pub text: String,
    /// It names demonstration data, and the mark 示例 stands after it.
    pub sample: bool,
}

impl Word {
    /// Returns a word that names no sample.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), sample: false }
    }
}

/// One line of a table of facts.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// `"所属单位"`.
    pub label: String,
    /// Its values; several are joined by 、.
    pub values: Vec<Link>,
}

/// The credit line below a heading (发布时间 来源 作者 编辑 审核). Whatever is empty does not show.
#[derive(Debug, Clone, Serialize)]
pub struct Credit {
    /// 发布时间: `"2021-06-11 09:30"`, in this form.
    pub published: String,
    /// 更新时间, after a correction: `"2021-06-12 10:00"`.
    pub updated: String,
    /// 来源.
    pub source: String,
    /// 作者.
    pub author: String,
    /// 编辑.
    pub editor: String,
    /// 审核: 初审, 复审, 终审 in this order.
    pub reviewers: Vec<String>,
}

/// A person, branch, post or unit by name, as lists of names are set.
#[derive(Debug, Clone, Serialize)]
pub struct Name {
    /// The name, never padded: `"李超"`.
    pub text: String,
    /// Its page, or empty.
    pub href: String,
    /// A personal name of two characters: the style sheet spreads it over three.
    pub two: bool,
    /// `"（女，藏族）"`, or empty.
    pub note: String,
    /// Framed (示亡号), and read out as 已故.
    pub deceased: bool,
    /// Demonstration data: the mark 示例 stands after it.
    pub sample: bool,
}

/// One line of a roll.
#[derive(Debug, Clone, Serialize)]
pub struct Recipient {
    /// The running number in its list: `"1"`.
    pub no: String,
    /// Who.
    pub name: Name,
    /// The unit's name, where it says more than the name does: `"示例单位07"`; else empty.
    pub unit: Word,
    /// Duties, joined: `"党支部书记、主任"`.
    pub duties: String,
    /// 牌证号: `"第0031号"`.
    pub token_no: String,
    /// 得分: `"96.5"`.
    pub score: String,
    /// Short words after the name, such as honours: `"百强党支部"`.
    pub tags: Vec<Word>,
}

/// A list of names in their order, with the note that tells the order.
#[derive(Debug, Clone, Serialize)]
pub struct Roll {
    /// `"48个"`, or empty where it need not be said.
    pub count: String,
    /// `"按姓氏笔画为序"`, or empty.
    pub order_note: String,
    /// Persons: the page sets short names in columns; else rows.
    pub personal: bool,
    /// The names.
    pub recipients: Vec<Recipient>,
}

/// One record in a list of records of any kind.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// `"示例单位07机关党支部"`.
    pub title: String,
    /// Its page.
    pub href: String,
    /// `"2021-06-11"`, in this form, or empty for kinds without a date.
    pub date: String,
    /// State or type, before the title: 公示中, 帮带, 主题党日.
    pub badge: Option<Badge>,
    /// Small facts in a line: `"示例单位07"`, `"机工委〔2021〕12号"`, `"第六批"`.
    pub about: Vec<Word>,
    /// 摘要, or empty.
    pub summary: String,
    /// Honours held, or empty.
    pub tags: Vec<Word>,
    /// A small picture, where the list shows pictures.
    pub picture: Option<Picture>,
    /// Demonstration data.
    pub sample: bool,
}

/// A word in a box.
#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    /// Part of a class name: notices `"coming"`, `"open"`, `"closed"`; everything else `"plain"`.
    pub tone: String,
    /// `"公示中"`.
    pub text: String,
}

/// A part of a page that lists records: the branches of a unit, the newest reports.
#[derive(Debug, Clone, Serialize)]
pub struct Shelf {
    /// An id on the page, and the kind in English: `"branches"`.
    pub anchor: String,
    /// `"党支部"`.
    pub heading: String,
    /// `"4"`, or empty.
    pub count: String,
    /// The way to all of them: text `"全部简报"`; where none is wanted, `None`.
    pub more: Option<Link>,
    /// Records; empty when the shelf holds people.
    pub entries: Vec<Entry>,
    /// People; empty when the shelf holds records.
    pub people: Vec<Recipient>,
}

/// An honour that a subject holds, with the decision that conferred it.
#[derive(Debug, Clone, Serialize)]
pub struct HonourHeld {
    /// The roll: text `"百强党支部"`.
    pub honour: Link,
    /// `"市级"`, `"工委"`.
    pub level: String,
    /// `"第三批"`, or empty.
    pub batch: String,
    /// Link to the batch on the roll's page: `"../../honours/baiqiang/index.html#batch-3"`, or empty.
    pub batch_href: String,
    /// 用语: `"命名"`.
    pub verb: String,
    /// `"2019年12月1日"`.
    pub date: String,
    /// The decision: text is its title, or its 文号.
    pub decision: Link,
    /// 载体: `"标牌"`, or empty.
    pub token: String,
    /// 牌证号: `"第0031号"`, or empty.
    pub token_no: String,
}

/// A figure as a statistic, with its word of approximation (约数) in the right place.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// `"参加志愿服务"`.
    pub label: String,
    /// What stands before the number: `"近"`, `"超"`, or empty.
    pub before: String,
    /// `"28,000"`.
    pub number: String,
    /// What stands after it, with the unit: `"余小时"`, `"人次以上"`.
    pub after: String,
    /// 截至: `"2021年6月30日"`, or empty.
    pub as_of: String,
    /// 来源, or empty.
    pub source: String,
}

/// A file to take along.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment {
    /// `"百强党支部候选名单"`.
    pub text: String,
    /// `"../../files/ab12.pdf"`.
    pub href: String,
    /// The name it is saved under: `"百强党支部候选名单.pdf"`.
    pub filename: String,
    /// `"PDF"`.
    pub format: String,
    /// `"1.2 MB"`.
    pub size: String,
}

/// The way through the pages of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// `"共45个，第2页／共3页"`.
    pub summary: String,
    /// The page before, or empty.
    pub previous: String,
    /// The page after, or empty.
    pub next: String,
    /// Every page; empty where there is only one.
    pub pages: Vec<PageLink>,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// `"2"`.
    pub text: String,
    /// `"../../page/2/index.html"`.
    pub href: String,
    /// This page.
    pub current: bool,
}
