//! The site in one file that can be carried, sent and kept.
//!
//! Pages are rendered as for the site; the other formats read them into [`tree`]s, `link` says
//! where their addresses lead, and each writes the trees again in its own way.
//!
//! - [`archive`]: the site as it is, in a zip archive
//! - [`single`]: one HTML file with everything in it
//! - [`epub`]: a book for reading systems
//! - [`edition`]: which edition of the book an export is, and what its file is called
//!
//! Every export is made from the plan of the site and from nothing else, so that what is not
//! published is in none of them. Knows nothing about the disk.

pub mod archive;
mod edition;
mod epub;
mod link;
mod pack;
mod pages;
mod single;
pub mod tree;

use crate::diag::Diagnostic;
use crate::render::Renderer;
use crate::routes::PageKey;

pub use edition::Edition;

/// What an export shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'p> {
    /// The site in a zip archive.
    Archive,
    /// The book in one HTML file.
    Book,
    /// One page in one HTML file.
    Page(&'p PageKey),
    Epub,
}

/// Makes an export; `None` of a page that is none for readers.
///
/// # Errors
/// The faults of templates, and of a book that the format cannot hold.
pub fn make(
    renderer: &Renderer<'_>,
    wanted: Wanted<'_>,
) -> Option<Result<Export, Vec<Diagnostic>>> {
    match wanted {
        Wanted::Archive => Some(archive::archive(renderer)),
        Wanted::Book => Some(single::book(renderer)),
        Wanted::Page(key) => single::page(renderer, key),
        Wanted::Epub => Some(epub::book(renderer)),
    }
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What its file is called where nobody says otherwise.
    pub name: String,
    pub bytes: Vec<u8>,
}
