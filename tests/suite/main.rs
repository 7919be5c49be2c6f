//! The tests of the whole program, in one binary.
//!
//! They drive it only through [`support`], so that a refactoring edits one file. Names are sentences; nothing sleeps,
//! asks a clock or a network, or is ignored.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may stop at the first surprise and read files"
)]

mod around;
mod support;

mod again;
mod canaries;
mod cli;
mod golden;
mod honours;
mod hostile;
mod iiif;
mod leaves;
mod markup;
mod notices;
mod outside;
#[cfg(feature = "print")]
mod print;
#[cfg(feature = "print")]
mod prints;
mod problems;
mod receipt;
mod robust;
mod sample;
mod scripts;
mod search;
mod serve;
mod served;
mod tidy;
mod warm;
mod writing;
