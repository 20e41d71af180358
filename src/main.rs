//! The program: everything it does is in [`tropewise::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tropewise::cli::run() as u8)
}
