//! The program itself.
//!
//! **In:** the process's arguments. **Out:** its exit status. **Never:** anything else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(bangyang::cli::run(std::env::args_os()))
}
