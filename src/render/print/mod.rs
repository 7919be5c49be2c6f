//! From views to PDF: the layouts, the photos as they are printed, what is looked at before a sheet is laid out.
//!
//! **In:** views of [`crate::view::print`], a profile, fonts. **Out:** PDF files, and problems at the records' fields.
//! **Never:** decides what is printed (`present` does) or how it looks (the layouts do).

mod layouts;
mod marks;
mod photos;
mod preflight;
mod privacy;
mod product;

pub use layouts::layouts;
pub use marks::{Marks, Names};
pub use photos::{photo_name, photos};
pub use preflight::{Least, credits, resolution};
pub use privacy::privacy;
pub use product::{Printed, Printing, Sheet, product};
