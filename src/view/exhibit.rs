//! The gallery and an exhibit (展品).
//!
//! **In:** nothing. **Out:** [`Exhibits`] for `exhibits.html`, [`Exhibit`] for `exhibit.html`. **Never:** a total
//! that was typed.

use serde::Serialize;

use super::frame::Frame;
use super::parts::{Credit, Fact, HonourHeld, Link, Name, Word};
use super::picture::{Picture, Plate};

/// The gallery: everything, or what a filter leaves of it.
///
/// A filter is a page of its own (`/exhibits/chapter/2/`, `/exhibits/honour/SLUG/`), with the same struct.
#[derive(Debug, Clone, Serialize)]
pub struct Exhibits {
    /// The frame.
    pub frame: Frame,
    /// `"58"`: how many this page shows.
    pub shown: String,
    /// `"58"`: how many there are.
    pub total: String,
    /// What the filter asks for: `"第二篇章 人民至上"`; empty on the whole gallery.
    pub filtered_by: String,
    /// The preface, or its first paragraph; only on the whole gallery, else empty.
    pub preface_html: String,
    /// What follows the first paragraph: folded, for visitors come for the pictures.
    pub preface_more_html: String,
    /// Where the exhibition is shown.
    pub venues: Vec<Venue>,
    /// The filters: by chapter, by honour.
    pub filters: Vec<FilterGroup>,
    /// The kiosk: `"kiosk/index.html"`.
    pub kiosk: String,
    /// What viewers of IIIF open: `"../iiif/manifest.json"`, or empty.
    pub manifest: String,
    /// The exhibits by chapter; chapters without any are left out.
    pub chapters: Vec<Chapter>,
    /// The exhibition's own pictures; only on the whole gallery.
    pub pictures: Vec<Plate>,
    /// The credit line, where exhibition.yaml has anything to say in it; only on the whole gallery.
    pub credit: Option<Credit>,
}

/// A place or address of the exhibition.
#[derive(Debug, Clone, Serialize)]
pub struct Venue {
    /// `"线上"` or `"线下"`.
    pub mode: String,
    /// `"示例市博物馆"`; the link where it has an address.
    pub name: Link,
    /// `"2021年7月1日—7月31日"`, or empty.
    pub period: String,
    /// The address is outside the site and not trusted: the leaving prompt asks first.
    pub leave: bool,
}

/// Filters of one sort.
#[derive(Debug, Clone, Serialize)]
pub struct FilterGroup {
    /// `"篇章"`.
    pub label: String,
    /// The first is 全部.
    pub filters: Vec<Filter>,
}

/// One filter.
#[derive(Debug, Clone, Serialize)]
pub struct Filter {
    /// `"百强党支部"`.
    pub text: String,
    /// Its page.
    pub href: String,
    /// `"21"`.
    pub count: String,
    /// This page.
    pub current: bool,
    /// The honour is demonstration data.
    pub sample: bool,
}

/// A chapter (篇章) with its exhibits.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// An id on the page: `"chapter-2"`.
    pub anchor: String,
    /// `"第二篇章"`, or empty.
    pub ordinal: String,
    /// `"人民至上"`.
    pub title: String,
    /// `"16"`.
    pub count: String,
    /// Its exhibits by number.
    pub cards: Vec<ExhibitCard>,
}

/// An exhibit in the gallery.
#[derive(Debug, Clone, Serialize)]
pub struct ExhibitCard {
    /// `"05"`.
    pub no: String,
    /// `"把窗口擦得更亮"`.
    pub title: String,
    /// `"05/index.html"`.
    pub href: String,
    /// Whom it shows: `"示例单位07机关党支部"`.
    pub subject: Word,
    /// 导语.
    pub lead: String,
    /// The first picture.
    pub picture: Option<Picture>,
    /// Short names of the honours: `"百强党支部"`.
    pub honours: Vec<Word>,
    /// Demonstration data.
    pub sample: bool,
}

/// One exhibit, read like a page of a magazine.
#[derive(Debug, Clone, Serialize)]
pub struct Exhibit {
    /// The frame; `heading` is the exhibit's title.
    pub frame: Frame,
    /// `"05"`.
    pub no: String,
    /// `"58"`.
    pub total: String,
    /// The chapter: text `"第二篇章 人民至上"`, to its place in the gallery.
    pub chapter: Link,
    /// 导语.
    pub lead: String,
    /// The first picture, large.
    pub cover: Option<Plate>,
    /// The story.
    pub story_html: String,
    /// The other pictures.
    pub pictures: Vec<Plate>,
    /// Whom it shows.
    pub subject: Subject,
    /// Honours in force, newest first.
    pub honours: Vec<HonourHeld>,
    /// The exhibit before, round the corner for the first.
    pub previous: Option<Neighbour>,
    /// The exhibit after.
    pub next: Option<Neighbour>,
    /// The way back: `"../index.html"`.
    pub gallery: String,
    /// The credit line.
    pub credit: Credit,
}

/// The branch, person, post or unit that an exhibit shows.
#[derive(Debug, Clone, Serialize)]
pub struct Subject {
    /// `"党支部"`, `"党员"`, `"岗位"`, `"单位"`.
    pub kind: String,
    /// Its name.
    pub name: Name,
    /// The name in the phrases between which its line may break.
    pub phrases: Vec<String>,
    /// `"所属单位"`, `"党支部书记"` …
    pub facts: Vec<Fact>,
}

/// The exhibit next door.
#[derive(Debug, Clone, Serialize)]
pub struct Neighbour {
    /// `"06"`.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Demonstration data.
    pub sample: bool,
}
