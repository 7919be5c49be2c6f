//! Posts (岗位): the list and the page.
//!
//! **In:** nothing. **Out:** [`Posts`] for `posts.html`, [`Post`] for `post.html`. **Never:** private data of a member.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Entry, Fact, HonourHeld, Pager, Shelf};
use super::picture::Plate;

/// One page of the list of posts.
#[derive(Debug, Clone, Serialize)]
pub struct Posts {
    /// The frame.
    pub frame: Frame,
    /// Twenty posts; `about` holds the unit, `summary` the pledge, `tags` the honours.
    pub entries: Vec<Entry>,
    /// The way through the list.
    pub pager: Pager,
}

/// A post with its pledge.
#[derive(Debug, Clone, Serialize)]
pub struct Post {
    /// The frame; `heading` is the post's name.
    pub frame: Frame,
    /// 承诺, or empty.
    pub pledge: String,
    /// 摘要, or empty.
    pub summary: String,
    /// Unit and branch.
    pub facts: Vec<Fact>,
    /// Its honours, newest first.
    pub honours: Vec<HonourHeld>,
    /// The body, or empty.
    pub body_html: String,
    /// Its pictures.
    pub pictures: Vec<Plate>,
    /// Exhibits, reports and whatever else names it.
    pub shelves: Vec<Shelf>,
    /// The credit line, where the record has one.
    pub credit: Option<Credit>,
}
