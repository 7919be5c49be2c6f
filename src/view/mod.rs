//! What templates are given: one struct a template, of finished strings, links and lists.
//!
//! These structs are the contract between Rust and the theme, and the only types of the program that are
//! `Serialize`. A template gets exactly one of them; its fields are the template's top-level variables.
//!
//! | struct | template | page |
//! |---|---|---|
//! | [`Home`] | `home.html` | `/` |
//! | [`Exhibits`], [`Exhibit`] | `exhibits.html`, `exhibit.html` | the gallery and its filters; one exhibit |
//! | [`Kiosk`] | `kiosk.html` | the gallery for a museum screen |
//! | [`Honours`], [`Honour`] | `honours.html`, `honour.html` | all rolls; one roll |
//! | [`Branches`], [`Branch`] | `branches.html`, `branch.html` | 党支部 |
//! | [`People`], [`Person`] | `people.html`, `person.html` | 人员 |
//! | [`Posts`], [`Post`] | `posts.html`, `post.html` | 岗位 |
//! | [`Units`], [`Unit`] | `units.html`, `unit.html` | 单位 |
//! | [`Decisions`], [`Decision`] | `decisions.html`, `decision.html` | 决定 |
//! | [`Notices`], [`Notice`] | `notices.html`, `notice.html` | 公示 |
//! | [`Pairings`], [`Pairing`] | `pairings.html`, `pairing.html` | 结对 |
//! | [`Reports`], [`Report`] | `reports.html`, `report.html` | 活动简报 |
//! | [`Page`] | `page.html` | a free page |
//! | [`Around`] | `around/*.html` | around every page, joined to its `frame` |
//! | [`RollsFile`] | none | `data/honours.json` |
//! | [`Search`], [`SiteMap`], [`NotFound`], [`Stub`] | `search.html`, `sitemap.html`, `404.html`, `stub.html` | |
//!
//! Four habits hold everywhere:
//!
//! - **Links** are relative to the page that shows them and name the file (`../../exhibits/05/index.html`), so a
//!   page works under any folder and from `file://`. A link that may be absent is an empty string.
//! - **Text** is escaped by the template, but for fields whose name ends in `_html`: those are trusted as they are.
//! - **Absent** is the empty string or the empty list; `Option` stands only before a whole struct.
//! - **`sample`** puts the mark 示例 wherever the thing shows.
//!
//! [`RollsFile`] is no template's: it is a file for other programs, with numbers and with nothing where nothing is known.
//!
//! **In:** nothing. **Out:** plain data. **Never:** a date, a number to count with, a type of the catalogue, or a
//! field that its template does not print.

mod branch;
mod data;
mod decision;
mod exhibit;
mod frame;
mod framed;
mod home;
mod honour;
mod index;
mod kiosk;
mod notice;
mod page;
mod pairing;
mod parts;
mod person;
mod picture;
mod post;
pub mod print;
mod report;
mod unit;

pub use branch::{Branch, Branches};
pub use data::{BatchData, RecipientData, RollData, RollsFile};
pub use decision::{Decision, Decisions};
pub use exhibit::{Chapter, Exhibit, ExhibitCard, Exhibits, Filter, FilterGroup, Neighbour, Subject, Venue};
pub use frame::{Around, Frame, Meta, NavItem, Script, Site};
pub use framed::Framed;
pub use home::{Feature, Hero, Home};
pub use honour::{Bar, Batch, Excerpt, Honour, HonourCard, HonourGroup, Honours, Revocation};
pub use index::{Node, NotFound, Search, SearchGroup, SiteMap, Stub};
pub use kiosk::{Kiosk, Slide};
pub use notice::{Notice, NoticeResult, Notices, Period};
pub use page::Page;
pub use pairing::{LedgerEntry, Pairing, Pairings, Party, Side};
pub use parts::{
    Attachment, Badge, Credit, Entry, Fact, Figure, HonourHeld, Link, Name, PageLink, Pager, Recipient, Roll, Shelf,
    Word,
};
pub use person::{People, Person};
pub use picture::{Picture, Plate};
pub use post::{Post, Posts};
pub use report::{Report, Reports};
pub use unit::{Unit, UnitHonour, Units};
