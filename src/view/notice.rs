//! Notices (公示): the list and the page.
//!
//! **In:** nothing. **Out:** [`Notices`] for `notices.html`, [`Notice`] for `notice.html`. **Never:** a name that the
//! record's `keep` no longer shows.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Attachment, Badge, Credit, Entry, Fact, Link, Pager, Roll};
use super::picture::Plate;

/// One page of the list of notices, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Notices {
    /// The frame.
    pub frame: Frame,
    /// Twenty notices; `badge` is the state, `about` holds stage and period.
    pub entries: Vec<Entry>,
    /// The way through the list.
    pub pager: Pager,
}

/// A notice in the state it has at the build's time.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// The frame; `heading` is the notice's title.
    pub frame: Frame,
    /// 未开始, 公示中 or 已期满.
    pub state: Badge,
    /// The period.
    pub period: Period,
    /// The honour with the link to its roll, stage (阶段).
    pub facts: Vec<Fact>,
    /// 依据; empty after expiry where only a stub is kept.
    pub basis_html: String,
    /// The body; empty after expiry where only a stub is kept.
    pub body_html: String,
    /// The candidates; `None` where they are no longer shown.
    pub candidates: Option<Roll>,
    /// What is no longer shown, and why: `"公示期已满，公示名单不再显示。"`, or empty.
    pub withheld: String,
    /// 受理: unit, hours, phone, address, postcode, e-mail, 12380; empty after expiry.
    pub contact: Vec<Fact>,
    /// How to write: `"反映情况须实事求是，署真实姓名……"`, or empty.
    pub contact_note: String,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// Files; empty after expiry where only a stub is kept.
    pub attachments: Vec<Attachment>,
    /// 结果.
    pub result: Option<NoticeResult>,
    /// 落款.
    pub issuer: String,
    /// 成文日期: `"2021年6月1日"`.
    pub date: String,
    /// The credit line.
    pub credit: Credit,
}

/// The period of a notice.
#[derive(Debug, Clone, Serialize)]
pub struct Period {
    /// `"2022年10月31日"`.
    pub from: String,
    /// `"2022年11月4日"`.
    pub to: String,
    /// `"5个工作日"`, or empty.
    pub workdays: String,
}

/// What came of a notice.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeResult {
    /// What came of it, as prose: `"<p>公示期间未收到异议。</p>"`, or empty.
    pub outcome_html: String,
    /// The decision that followed.
    pub decision: Option<Link>,
}
