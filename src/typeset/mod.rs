//! Typesetting: a layout, its data, its pictures and fonts in; a PDF out, with what the layout had to say.
//!
//! Typst is used as a library: a [`Job`] holds every file that a layout may ask for, so nothing is read, downloaded or
//! looked up while it runs. Fonts are chosen by [`choose`] from the [`Face`]s that `edge::fonts` found, and are read
//! only when a layout uses them.
//!
//! **In:** bytes. **Out:** bytes, [`Remark`]s and [`Placed`] pictures, or [`Fault`]s of the layout. **Never:** a record,
//! a clock, a disk, a network; a panic.

mod bounds;
mod chains;
mod choose;
mod face;
mod fault;
mod glyphs;
mod icc;
mod job;
mod last;
mod press;
mod qr;
mod repertoire;
mod run;
mod said;
mod stock;
#[cfg(test)]
mod trial;
mod world;
mod xmp;

pub use choose::{Asked, Choice, NoFont, Substitution, Wanted, choose};
pub use face::{Face, Role};
pub use fault::Fault;
pub use icc::{Icc, NotIcc};
pub use job::{Bytes, Job, Profile};
pub use last::Last;
pub use qr::Codes;
pub use run::{Typeset, typeset};
pub use said::{Placed, Remark};
pub use stock::{FontFiles, Typefaces};
