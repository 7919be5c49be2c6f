//! Numbers and addresses that identify a person, found in text however they are written.
//!
//! What may not be published: numbers of mobile phones and landlines, identity numbers (GB 11643), bank cards and
//! e-mail addresses; in any width of digits, with spaces, dashes or dots between their groups. Counts, dates,
//! document numbers, postcodes, credit codes, hashes and addresses of pages are none of these.
//!
//! **In:** text. **Out:** [`Finding`]s in the order of the text. **Never:** decides whether a number may be published,
//! save by comparing it with those that are declared public ([`Public`]).

mod check;
mod context;
mod email;
mod find;
mod finding;
mod glyph;
mod marks;
mod number;
mod public;
mod run;

pub use context::tail;
pub use find::find;
pub use finding::{Finding, Personal, mask};
pub use public::{Public, allowed};
