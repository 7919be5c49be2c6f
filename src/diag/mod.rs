//! What is wrong, where, and what to do about it: the words in which every room reports.
//!
//! **In:** a [`Code`], a [`Place`], a Chinese sentence. **Out:** [`Diagnostics`], collected. **Never:** stops at the
//! first problem, or prints anything.

mod code;
mod diagnostic;
mod nearest;
mod place;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Diagnostics, Label, Outcome};
pub use nearest::{glance, nearest, nearest_of};
pub use place::{Place, Spot, Step};
