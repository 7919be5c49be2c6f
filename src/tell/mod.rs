//! Problems as people and programs read them.
//!
//! **In:** sorted [`Diagnostic`](crate::diag::Diagnostic)s and the files they are about. **Out:** text for a terminal,
//! JSON lines, or the cards of a preview. **Never:** prints, knows a key's Chinese name, or lets a quoted word steer a terminal.

mod files;
mod json;
mod overlay;
mod parts;
mod summary;
mod terminal;
mod visible;

pub use files::{Files, Words};
pub use json::json;
pub use overlay::{Card, Quoted, Site, overlay, site};
pub use summary::{Counts, Making, summary};
pub use terminal::{Style, terminal};
pub use visible::visible;
