//! What the search looks through, in files that a page opened from a disk can load.
//!
//! **In:** the catalogue and the plan. **Out:** scripts of calls; a page from a disk may load a script and nothing else.
//! **Never:** a record that has no page, or a field that no page shows.

mod files;
mod row;
mod terms;

pub use files::index;
