//! What print layouts are given: one struct a layout, of finished strings, prose as data and names of files.
//!
//! | struct | layout | product |
//! |---|---|---|
//! | [`Album`] | `print/album.typ` | the exhibit album (图册) |
//! | [`Boards`] | `print/boards.typ` | exhibit boards (展牌) |
//! | [`Plaques`] | `print/plaques.typ` | plaques (标牌) |
//! | [`Certificates`] | `print/certificates.typ` | certificates (证书) |
//! | [`Cards`] | `print/cards.typ` | commemorative cards (光荣在党50年, 政治生日) |
//! | [`Paper`] | `print/notice.typ`, `print/decision.typ` | notices and decisions in official format |
//!
//! A layout reads its struct as `/data.json` and its [`Setting`] as `/setting.json`; pictures lie beside them under
//! the names that a [`Plate`] gives. The habits of [`super`] hold: text is text, what is absent is empty.
//!
//! **In:** nothing. **Out:** plain data. **Never:** markup of the layout language: prose travels as [`Block`]s and
//! [`Span`]s, so that no word of a record is ever run as code.

mod album;
mod board;
mod card;
mod paper;
mod parts;
mod prose;
mod token;

pub use album::{Album, Chapter, IndexEntry, RollPart, RollSection, Spread};
pub use board::{Board, Boards};
pub use card::{Card, Cards};
pub use paper::{Clause, ImprintNote, Paper, RedHead, Roster, RosterRow};
pub use parts::{Fonts, Held, Imprint, Line, Plate, Qr, Setting};
pub use prose::{Block, Cell, Span};
pub use token::{Certificate, Certificates, Plaque, Plaques};
