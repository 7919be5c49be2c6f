//! Prose: what an editor wrote in Markdown, as data, as HTML and as plain text.
//!
//! The tree ([`Document`]) is the one truth; pages and the printed album read the same tree. Chinese
//! comes first: emphasis works beside Chinese marks, a line break between two Chinese characters
//! leaves nothing, and asterisks that mask a number (`138****1234`) stay asterisks.
//!
//! **In:** Markdown text, and a [`Links`] that knows where targets lead. **Out:** a [`Document`] with
//! its findings; HTML; plain text; the targets it names.
//! **Never:** fails, panics, lets raw HTML through, opens a file, or decides where a link leads.

mod ast;
mod build;
mod emphasis;
mod finding;
mod finish;
mod footnote;
mod heading;
mod html;
mod links;
mod mask;
mod node;
mod paragraph;
mod parse;
mod raw_html;
mod seen;
mod slip;
mod spans_html;
mod target;
mod text;
mod walk;

pub use ast::{Alignment, Block, Cell, Document, Footnote, Span};
pub use finding::{Finding, FindingKind};
pub use html::html;
pub use links::{Links, Picture, PictureSource, Resolved, Trust};
pub use parse::parse;
pub use text::text;
pub use walk::{anchors, links, pictures};
