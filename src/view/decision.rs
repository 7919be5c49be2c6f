//! Decisions (决定): the list and the page.
//!
//! **In:** nothing. **Out:** [`Decisions`] for `decisions.html`, [`Decision`] for `decision.html`. **Never:** a count
//! that was typed.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Entry, Fact, Pager, Roll};
use super::picture::Plate;

/// One page of the list of decisions, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Decisions {
    /// The frame.
    pub frame: Frame,
    /// Twenty decisions; `about` holds 文号, honour, batch and count.
    pub entries: Vec<Entry>,
    /// The way through the list.
    pub pager: Pager,
}

/// A decision as it was issued.
#[derive(Debug, Clone, Serialize)]
pub struct Decision {
    /// The frame; `heading` is the decision's title.
    pub frame: Frame,
    /// 文号: `"机工委〔2021〕12号"`, or empty.
    pub doc_no: String,
    /// The honour with the link to its roll, the batch, the date.
    pub facts: Vec<Fact>,
    /// The body, or empty.
    pub body_html: String,
    /// Who receives: heading `"命名名单"`; without recipients, `None`.
    pub recipients: Option<Roll>,
    /// 用语: `"命名"`, for the heading of the list.
    pub verb: String,
    /// Who loses it.
    pub revokes: Option<Roll>,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// 落款: `"中共示例市委市直机关工作委员会"`.
    pub issuer: String,
    /// 成文日期: `"2021年6月28日"`.
    pub date: String,
    /// The credit line.
    pub credit: Credit,
}
