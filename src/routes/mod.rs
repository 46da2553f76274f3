//! Every address and every output path of a site, and nothing else knows how they look.
//!
//! Knows nothing about HTML or the disk.

mod path;

pub use path::OutputPath;
