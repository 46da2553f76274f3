//! Text to trees, one file at a time, without ever failing: each parser returns a value and the
//! faults it met.
//!
//! This module knows nothing about kinds of documents, other files, URLs or HTML.

pub mod body;
pub mod excuse;
pub mod front_matter;
pub mod markdown;
pub mod reference;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
pub mod white_space;
pub mod yaml;
