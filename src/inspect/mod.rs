//! Looks at the finished site as a visitor or an auditor would.
//!
//! Whatever the stages before have checked, the bytes that would be published are looked at once more: do links open,
//! are the required tags there, has every picture words, does a number identify a person, is anything loaded from
//! elsewhere.
//!
//! **In:** an [`Output`](crate::output::Output) and [`Rules`]. **Out:** [`Diagnostics`](crate::diag::Diagnostics).
//! **Never:** changes a byte or opens a file; of what was written it asks the line alone.

mod address;
mod alike;
mod attachment;
mod audit;
mod css;
mod html;
mod kept;
mod leaks;
mod lines;
mod links;
mod meta;
mod names;
mod page;
mod pdf;
mod pdf_page;
mod piece;
mod plain;
mod problem;
mod score;
mod site;
mod text;
#[cfg(test)]
mod trial;
mod written;

pub use audit::{Inspection, Looked};
pub use leaks::in_words;
pub use score::{Freshness, Item, Score, Verdict, score};
pub use site::{IdCode, Rules};
pub use written::at_their_lines;
