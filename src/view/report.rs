//! Reports (活动简报): the list and the page.
//!
//! **In:** nothing. **Out:** [`Reports`] for `reports.html`, [`Report`] for `report.html`. **Never:** a sum of rounded
//! figures.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Entry, Figure, Link, Name, Pager};
use super::picture::Plate;

/// One page of the list of reports, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Reports {
    /// The frame.
    pub frame: Frame,
    /// Twenty reports; `badge` is the topic, `about` holds place and unit, `picture` a small one.
    pub entries: Vec<Entry>,
    /// The way through the list.
    pub pager: Pager,
}

/// A report with its figures.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The frame; `heading` is the report's title.
    pub frame: Frame,
    /// 主题: `"志愿服务"`.
    pub topic: String,
    /// 活动日期: `"2021年6月11日"`, or empty.
    pub date: String,
    /// 地点, or empty.
    pub place: String,
    /// 摘要, or empty.
    pub summary: String,
    /// The first picture.
    pub cover: Option<Plate>,
    /// 数据.
    pub figures: Vec<Figure>,
    /// The body.
    pub body_html: String,
    /// The other pictures.
    pub pictures: Vec<Plate>,
    /// Units that took part.
    pub units: Vec<Link>,
    /// Branches that took part.
    pub branches: Vec<Link>,
    /// People whom it names.
    pub people: Vec<Name>,
    /// The credit line.
    pub credit: Credit,
}
