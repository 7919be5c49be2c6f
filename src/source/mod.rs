//! The project's files as they are, and what can be said of them without knowing what they mean.
//!
//! **In:** [`Inputs`]. **Out:** a [`Snapshot`], and from each file its [`Entry`]s: trees of plain values, each with
//! its place. **Never:** knows a kind of record, or guesses an encoding in silence.

mod archive;
mod encoding;
mod entries;
mod entry;
mod front_matter;
mod gather;
mod inputs;
mod locate;
mod path;
mod slips;
mod table;
mod value;
mod walk;
mod workbook;
mod yaml;

pub use encoding::{any_text, as_text};
pub use entries::entries;
pub use entry::{Entries, Entry};
pub use gather::{Form, Snapshot, Source, Sources, gather};
pub use inputs::{Inputs, Listed, ListedKind, MemoryInputs};
pub use locate::{Located, locate, text_of};
pub use path::{OutsidePath, beside};
pub use table::is_running_number;
pub use value::Value;
pub use walk::Words;
