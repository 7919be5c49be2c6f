//! Units (单位): the list and the page with everything of a unit.
//!
//! **In:** nothing. **Out:** [`Units`] for `units.html`, [`Unit`] for `unit.html`. **Never:** an order of its own:
//! units come by 机构序列.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Fact, HonourHeld, Name, Pager, Shelf};
use super::picture::Plate;

/// One page of the list of units.
#[derive(Debug, Clone, Serialize)]
pub struct Units {
    /// The frame.
    pub frame: Frame,
    /// `"按机构序列为序"`.
    pub order_note: String,
    /// Twenty units, by category (类别): one shelf a category.
    pub shelves: Vec<Shelf>,
    /// The way through the list.
    pub pager: Pager,
}

/// A unit with everything of it.
#[derive(Debug, Clone, Serialize)]
pub struct Unit {
    /// The frame; `heading` is the unit's name.
    pub frame: Frame,
    /// 简称, or empty.
    pub short: String,
    /// 类别: `"事业单位"`.
    pub category: String,
    /// 摘要, or empty.
    pub summary: String,
    /// Parent unit and the like.
    pub facts: Vec<Fact>,
    /// Honours of the unit itself and of its branches, posts and people, by recipient.
    pub honours: Vec<UnitHonour>,
    /// The body, or empty.
    pub body_html: String,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// Exhibits, branches, people, posts, notices, reports, pairings, child units; empty shelves are left out.
    pub shelves: Vec<Shelf>,
    /// The credit line, where the record has one.
    pub credit: Option<Credit>,
}

/// An honour in a unit, and who holds it.
#[derive(Debug, Clone, Serialize)]
pub struct UnitHonour {
    /// Who holds it.
    pub recipient: Name,
    /// The honour with its decision.
    pub held: HonourHeld,
}
