//! The gallery for a museum screen.
//!
//! **In:** nothing. **Out:** [`Kiosk`], for `kiosk.html`. **Never:** anything that needs a network.

use serde::Serialize;

use super::frame::Frame;
use super::parts::Word;
use super::picture::Picture;

/// All exhibits, one a screen, moved by keys or by time.
#[derive(Debug, Clone, Serialize)]
pub struct Kiosk {
    /// The frame; `heading` is the exhibition's title, `scripts` ends with `kiosk.js`.
    pub frame: Frame,
    /// A line below it on the first screen.
    pub lead: String,
    /// How long an exhibit stays, in seconds: `"15"`.
    pub seconds: String,
    /// `"58"`.
    pub total: String,
    /// The way out: `"../index.html"`.
    pub gallery: String,
    /// The exhibits by number.
    pub slides: Vec<Slide>,
}

/// One exhibit on the screen.
#[derive(Debug, Clone, Serialize)]
pub struct Slide {
    /// `"05"`.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Whom it shows.
    pub subject: Word,
    /// 导语.
    pub lead: String,
    /// 展牌文, at most 300 characters, or empty.
    pub board: String,
    /// Short names of the honours.
    pub honours: Vec<Word>,
    /// The first picture; one large size is enough, so that the page stays light.
    pub picture: Option<Picture>,
    /// Demonstration data.
    pub sample: bool,
}
