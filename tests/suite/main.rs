//! briefbook from outside: one binary, so that everything links once.
//!
//! What each module holds, and how to add to it in ten minutes, stands in `tests/README.md`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests fail by panics, read and write temporary folders, wait, and print"
)]

mod bad_input;
mod case_file;
mod cases;
mod commands;
mod data;
mod disputes;
mod evidence;
mod exports;
mod goldens;
mod history;
mod laws;
mod lints;
mod robustness;
mod sentences;
mod support;
mod tidy;
