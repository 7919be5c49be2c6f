//! The command line: its words, their help, and what is wrong with what was typed.
//!
//! **In:** arguments as typed. **Out:** [`Args`](super::asked::Args), or what to print instead. **Never:** a word of English
//! to an editor, or anything done.

mod line;
#[cfg(feature = "print")]
mod print;
mod slip;

pub(super) use line::parse;
