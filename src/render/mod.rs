//! From tasks to files: pages through templates, pictures through recipes.
//!
//! **In:** a plan and a theme. **Out:** an [`Output`](crate::output::Output), and what was wrong with the templates.
//! **Never:** decides what a page shows; that is `present`'s and the templates'.

mod around;
mod complaint;
mod derive;
mod files;
mod integrity;
mod page;
#[cfg(feature = "print")]
pub mod print;
mod theme;
mod tiles;

pub use around::Surroundings;
pub use derive::{Photos, derive};
pub use files::{Finish, World, render};
pub use page::{Drawn, draw, page, template};
pub use theme::{Theme, theme};
