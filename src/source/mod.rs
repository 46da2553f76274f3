//! The book as bytes: an immutable snapshot of its files, and places within them.
//!
//! This module knows nothing about what the files mean, and reads no disk.

mod lines;
mod path;
mod set;
mod span;

pub use lines::LineIndex;
pub use path::{InvalidPath, SourcePath};
pub use set::{FileId, Origin, SourceFile, SourceSet, SourceSetBuilder};
pub use span::{Span, Spanned, TextMap};
