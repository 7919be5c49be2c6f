//! Looks at the finished site as a visitor or an auditor would.
//!
//! Whatever the stages before have checked, the bytes that would be published are looked at once more: do links open,
//! are the required tags there, has every picture words, does a number identify a person, is anything loaded from
//! elsewhere.
//!
//! **In:** an [`Output`](crate::output::Output) and [`Rules`]. **Out:** [`Diagnostics`](crate::diag::Diagnostics).
//! **Never:** changes a byte, opens a file, or asks what a record says.

mod address;
mod attachment;
mod audit;
mod css;
mod html;
mod leaks;
mod links;
mod meta;
mod page;
mod problem;
mod site;
mod text;

pub use audit::inspect;
pub use site::{IdCode, Rules};
