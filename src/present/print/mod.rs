//! From what is true to what is printed: one function a product, which fills the product's view.
//!
//! **In:** the catalogue, the plan, the photos as they are printed. **Out:** views of [`crate::view::print`].
//! **Never:** lays out, or prints what the site does not publish.

mod album;
mod appendix;
mod board;
mod card;
mod desk;
mod index;
mod order;
mod paper;
mod prose;
mod roster;
mod token;

pub use album::album;
pub use board::boards;
pub use card::cards;
pub use desk::Desk;
pub use index::indexed;
pub use order::{Only, records};
pub use paper::{decision, notice};
pub use token::{certificates, plaques};
