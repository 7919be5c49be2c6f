//! Records exactly as written, one type a kind, and the tables of fields that say what may be written.
//!
//! A table of [`Field`]s is the one place that knows a kind's keys, in both languages, with their shapes. The reader,
//! the JSON Schemas, the suggestions and the search for a problem's line all go by it.
//!
//! **In:** [`Snapshot`](crate::source::Snapshot). **Out:** [`Records`]: typed, with references still as words.
//! **Never:** asks whether what a record refers to exists; that is the catalogue's.

mod branch;
mod calendar;
mod choice;
mod columns;
mod decision;
mod exhibit;
mod exhibition;
mod field;
mod fields;
mod head;
mod honour;
mod kind;
mod notice;
mod page;
mod pairing;
mod person;
mod photo;
mod post;
mod prose;
mod read;
mod reader;
mod reading;
mod report;
mod schema;
mod site;
mod unit;
mod values;
mod written;

pub use branch::{Branch, Rank};
pub use calendar::CalendarYear;
pub use choice::Choice;
pub use decision::{Decision, Order, Recipient, Target};
pub use exhibit::Exhibit;
pub use exhibition::{Chapter, Exhibition, Venue, VenueKind};
pub use field::{Field, Shape};
pub use fields::{fields_of, is_key, same_key, same_word};
pub use head::Head;
pub use honour::{Honour, HonourLevel, RecipientKind, Token, Verb};
pub use kind::Kind;
pub use notice::{AttachmentFile, Contact, Keep, Notice, Period, Stage};
pub use page::Page;
pub use pairing::{LedgerRow, Pairing, PairingType, Side};
pub use person::Person;
pub use photo::Photo;
pub use post::Post;
pub use prose::Prose;
pub use read::Records;
pub use reading::{Reading, read};
pub use report::{Approx, Figure, Report, Topic};
pub use schema::schemas;
pub use site::{Column, Site, SiteContact, SiteFonts, SiteKind};
pub use unit::{Category, Unit};
