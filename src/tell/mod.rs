//! Problems as people and programs read them.
//!
//! **In:** sorted [`Diagnostic`](crate::diag::Diagnostic)s and the files they are about. **Out:** text for a terminal,
//! or JSON lines. **Never:** prints, knows a key's Chinese name, or lets a quoted word steer a terminal.

mod files;
mod json;
mod parts;
mod summary;
mod terminal;
mod visible;

pub use files::{Files, Words};
pub use json::json;
pub use summary::{Counts, summary};
pub use terminal::{Style, terminal};
pub use visible::visible;
