//! The program `briefbook`.

use std::process::ExitCode;

/// A build makes and drops millions of small texts on every thread; the system's allocator takes
/// noticeably longer over them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    briefbook::cli::run()
}
