//! The program itself.
//!
//! **In:** the process's arguments. **Out:** its exit status. **Never:** anything else.

use std::process::ExitCode;

/// Thousands of small texts are made and forgotten on all cores at once; the system's allocator takes twice as long.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(bangyang::cli::run(std::env::args_os()))
}
