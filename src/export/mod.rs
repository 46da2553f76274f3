//! The site in one file that can be carried, sent and kept.
//!
//! - [`archive`]: the site as it is, in a zip archive
//! - [`edition`]: which edition of the book an export is, and what its file is called
//!
//! Every export is made from the plan of the site and from nothing else, so that what is not
//! published is in none of them. Knows nothing about the disk.

pub mod archive;
mod edition;
mod pack;

pub use archive::archive;
pub use edition::Edition;

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What its file is called where nobody says otherwise.
    pub name: String,
    pub bytes: Vec<u8>,
}
