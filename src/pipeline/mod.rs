//! The chain of stages, from files in to files out.
//!
//! **In:** a project's files and a time. **Out:** a site in memory, with everything that is wrong. **Never:** reads a
//! clock or writes a file.

mod chain;
mod earlier;
mod looking;
mod pages;

pub use chain::{Built, Drafts, Made, Prepared, Request, Step, build, build_onto, is_hopeless, made, prepare};
pub use earlier::Earlier;
pub use looking::Looking;
pub use pages::{IsThere, Pages, Recalled, common};
