//! People (人员): the list and the page.
//!
//! **In:** nothing. **Out:** [`People`] for `people.html`, [`Person`] for `person.html`. **Never:** a date of birth,
//! a number, or a date of joining that the record does not publish.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Fact, HonourHeld, Pager, Roll, Shelf};
use super::picture::Plate;

/// One page of the list of people.
#[derive(Debug, Clone, Serialize)]
pub struct People {
    /// The frame.
    pub frame: Frame,
    /// Twenty people with unit, duties and honours (`tags`), and the note of their order.
    pub roll: Roll,
    /// The way through the list.
    pub pager: Pager,
}

/// A person with what may be said of them.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// The frame; `heading` is the name without annotations.
    pub frame: Frame,
    /// What stands after the name: `"（女，藏族）"`, or empty.
    pub note: String,
    /// Framed (示亡号), and read out as 已故.
    pub deceased: bool,
    /// Duties, the party's first.
    pub duties: Vec<String>,
    /// 摘要, or empty.
    pub summary: String,
    /// Unit, branch.
    pub facts: Vec<Fact>,
    /// Honours in force, newest first.
    pub honours: Vec<HonourHeld>,
    /// The body, or empty.
    pub body_html: String,
    /// The portrait first.
    pub pictures: Vec<Plate>,
    /// Exhibits, reports and whatever else names the person.
    pub shelves: Vec<Shelf>,
    /// The credit line, where the record has one.
    pub credit: Option<Credit>,
}
