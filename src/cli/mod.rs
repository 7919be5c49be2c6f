//! The commands as they are typed, and what is said in return.
//!
//! **In:** arguments. **Out:** Chinese sentences and an exit status. **Never:** a decision about content; that is the
//! pipeline's, which knows neither a clock nor a terminal.

#![expect(clippy::disallowed_methods, reason = "the command line reads the environment, the clock and folders")]

mod again;
mod args;
mod asked;
mod audit;
mod build;
mod cache;
mod check;
mod console;
mod explain;
mod init;
#[cfg(feature = "print")]
mod print;
#[cfg(feature = "print")]
mod print_preview;
mod prints;
mod project;
mod run;
mod schema;
mod serve;
mod stop;

pub use run::run;
