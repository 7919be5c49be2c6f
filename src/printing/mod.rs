//! The chain of printing: from the same records as the site, to PDF.
//!
//! **In:** a project, fonts, an [`Order`]. **Out:** documents by name, and everything that is wrong with the content, the
//! layouts, the fonts, the photos. **Never:** a clock, a disk, or a document while an error stands.

mod order;
mod print;
mod sheets;
mod shop;
mod standing;

pub use crate::catalogue::Drafts;
pub use order::{Order, Product};
pub use print::{Ground, Prints, document, print};
pub use shop::{Fonts, Shop};
pub use standing::{Standing, TrueNow};
