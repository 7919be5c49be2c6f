//! Pages about the site itself: search, 网站地图, 404, and what is left of a withdrawn record.
//!
//! **In:** nothing. **Out:** [`Search`], [`SiteMap`], [`NotFound`], [`Stub`]. **Never:** a record that is hidden.

use serde::Serialize;

use super::frame::{Frame, Script};
use super::parts::Link;

/// The page of the search: without a script, the ways to all lists.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The frame; `scripts` ends with `search.js`.
    pub frame: Frame,
    /// Scripts that hold the index, each a call of `bangyangIndex([...])`: `"../data/search-0.js"`.
    pub index: Vec<String>,
    /// The lists, for those without a script.
    pub groups: Vec<SearchGroup>,
}

/// One list of the site.
#[derive(Debug, Clone, Serialize)]
pub struct SearchGroup {
    /// `"党支部"`.
    pub text: String,
    /// Its page.
    pub href: String,
    /// `"289"`.
    pub count: String,
}

/// 网站地图: the tree of the site.
#[derive(Debug, Clone, Serialize)]
pub struct SiteMap {
    /// The frame.
    pub frame: Frame,
    /// The tree, in the order of the menu.
    pub nodes: Vec<Node>,
}

/// A page and what lies below it.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    /// Its heading.
    pub text: String,
    /// Its page; empty: only a heading.
    pub href: String,
    /// Whether its record is demonstration data.
    pub sample: bool,
    /// The pages below it.
    pub children: Vec<Node>,
}

/// The page for an address that is not there.
///
/// A server shows it at any address, where relative links would lead astray: a line of script sets the base, except
/// where the page is opened from a disk.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// The frame.
    pub frame: Frame,
    /// The site's base path: `"/"`, `"/bangyang/"`.
    pub base: String,
    /// `lost.js`, by its address from the root of the server.
    pub lost: Script,
    /// Where to go instead: text `"榜样展厅"`.
    pub suggestions: Vec<Link>,
}

/// What stands where a withdrawn record stood: that it was withdrawn, and nothing of it.
#[derive(Debug, Clone, Serialize)]
pub struct Stub {
    /// The frame; `heading` names the kind, not the record.
    pub frame: Frame,
    /// `"这个地址原来的内容不再公开。"`
    pub sentence: String,
    /// The way back: text `"活动简报"`.
    pub back: Link,
}
