//! The program: arguments in, an exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(bangyang::cli::run(std::env::args_os()))
}
