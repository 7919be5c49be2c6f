//! What all pages have: a frame.
//!
//! **In:** the view of a page. **Out:** its frame. **Never:** anything else.

use serde::Serialize;

use super::branch::{Branch, Branches};
use super::decision::{Decision, Decisions};
use super::exhibit::{Exhibit, Exhibits};
use super::frame::Frame;
use super::home::Home;
use super::honour::{Honour, Honours};
use super::index::{NotFound, Search, SiteMap, Stub};
use super::kiosk::Kiosk;
use super::notice::{Notice, Notices};
use super::page::Page;
use super::pairing::{Pairing, Pairings};
use super::person::{People, Person};
use super::post::{Post, Posts};
use super::report::{Report, Reports};
use super::unit::{Unit, Units};

/// A view with a frame: one page.
pub trait Framed: Serialize {
    /// Returns the page's frame.
    fn frame(&self) -> &Frame;
}

macro_rules! framed {
    ($($view:ident),*) => {
        $(impl Framed for $view {
            fn frame(&self) -> &Frame {
                &self.frame
            }
        })*
    };
}

framed!(
    Branch, Branches, Decision, Decisions, Exhibit, Exhibits, Home, Honour, Honours, Kiosk, NotFound, Notice, Notices,
    Page, Pairing, Pairings, People, Person, Post, Posts, Report, Reports, Search, SiteMap, Stub, Unit, Units
);
