//! The home page.
//!
//! **In:** nothing. **Out:** [`Home`], for `home.html`. **Never:** more than a first look: each part leads on.

use serde::Serialize;

use super::exhibit::{ExhibitCard, Venue};
use super::frame::Frame;
use super::honour::HonourCard;
use super::parts::{Link, Shelf};
use super::picture::Picture;

/// What `home.html` shows: the exhibition, what is being publicised now, the newest, the rolls.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The frame; `heading` is the exhibition's title, without one the site's name.
    pub frame: Frame,
    /// The opening of the page.
    pub hero: Hero,
    /// A row of exhibits, four to eight; empty without an exhibition.
    pub exhibits: Vec<ExhibitCard>,
    /// 公示 that are open now; empty: the part does not show.
    pub open_notices: Option<Shelf>,
    /// Newest decisions, reports and so on, two or three shelves.
    pub shelves: Vec<Shelf>,
    /// The rolls with their totals; `bars` stay empty here.
    pub honours: Vec<HonourCard>,
    /// The way to all rolls: text `"全部荣誉"`.
    pub honours_more: Option<Link>,
}

/// The opening: the exhibition, or the site itself where there is none.
#[derive(Debug, Clone, Serialize)]
pub struct Hero {
    /// A line above the title: `"中共示例市委市直机关工作委员会"`, or empty.
    pub eyebrow: String,
    /// One or two sentences: the preface's first, or the site's description.
    pub lead: String,
    /// Ways in: text `"进入展厅"`; the first is the main one.
    pub actions: Vec<Link>,
    /// What there is: `"58件展品"`, `"4个篇章"`.
    pub counts: Vec<String>,
    /// Where it is shown.
    pub venues: Vec<Venue>,
    /// One large picture.
    pub feature: Option<Feature>,
}

/// The large picture of the home page.
#[derive(Debug, Clone, Serialize)]
pub struct Feature {
    /// The picture, loaded first.
    pub picture: Picture,
    /// The exhibit it belongs to: text `"05 把窗口擦得更亮"`. Of a cover: its caption, to the gallery, where there is one.
    pub exhibit: Link,
}
