//! A free page (页面).
//!
//! **In:** nothing. **Out:** [`Page`], for `page.html`. **Never:** raw HTML of an editor.

use serde::Serialize;

use super::frame::Frame;
use super::parts::Credit;
use super::picture::Plate;

/// Text and pictures under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The frame; `heading` is the page's title.
    pub frame: Frame,
    /// 摘要, or empty.
    pub summary: String,
    /// The body.
    pub body_html: String,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// The credit line, where the record has one.
    pub credit: Option<Credit>,
}
