//! The program `briefbook`.

use std::process::ExitCode;

/// A build makes and drops millions of small texts on every thread; the system's allocator takes
/// noticeably longer over them. It asks for no huge pages (`no_thp` in Cargo.toml): clearing them
/// for what is never used took a tenth of a build's time and a quarter of its memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    briefbook::cli::run()
}
