//! The program `briefbook`.

use std::process::ExitCode;

fn main() -> ExitCode {
    briefbook::cli::run()
}
