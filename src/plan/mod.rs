//! Which files the site has, and what each is made of.
//!
//! **In:** the catalogue and its pictures. **Out:** a [`Plan`]: route by route, a [`Task`]. **Never:** words a sentence,
//! renders a page, or puts two things at one route.

mod address;
mod lists;
mod pictures;
#[cfg(feature = "print")]
mod print;
mod routes;
mod search;
mod small;
mod task;

pub use address::{Addresses, asset_route, file_route};
pub use lists::{Filter, Lists, PAGE};
pub use pictures::{PictureFile, PictureSet, Pictures, TileFile};
#[cfg(feature = "print")]
pub use print::{PrintPhoto, PrintPhotos, Purpose};
pub use routes::{Plan, plan};
pub use search::{COLUMNS, ROWS, SearchIndex, SearchPart, searched, word_files};
pub use small::small;
pub use task::{Data, Task};
