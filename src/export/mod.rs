//! The site in one file that can be carried, sent and kept.
//!
//! Pages are rendered as for the site; the other formats read them into [`tree`]s, `link` says
//! where their addresses lead, and each writes the trees again in its own way.
//!
//! - [`archive`]: the site as it is, in a zip archive
//! - [`single`]: one HTML file with everything in it
//! - [`epub`]: a book for reading systems
//! - `paper`: what the HTML file has for those who print it; [`pdf`]: what a printed one says of itself
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
mod paper;
pub mod pdf;
mod single;
pub mod tree;

use crate::diag::Diagnostic;
use crate::model::Date;
use crate::render::Renderer;
use crate::routes::PageKey;

pub use edition::Edition;
use single::Medium;

/// What an export shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'p> {
    /// The site in a zip archive.
    Archive,
    /// The book in one HTML file.
    Book,
    /// One page in one HTML file.
    Page(&'p PageKey),
    /// The book, or one page, in one HTML file from which a PDF is to be printed.
    Paper(Option<&'p PageKey>),
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
        Wanted::Book => Some(single::book(renderer, Medium::Screen)),
        Wanted::Page(key) => single::page(renderer, key, Medium::Screen),
        Wanted::Paper(None) => Some(single::book(renderer, Medium::Paper)),
        Wanted::Paper(Some(key)) => single::page(renderer, key, Medium::Paper),
        Wanted::Epub => Some(epub::book(renderer)),
    }
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What its file is called where nobody says otherwise.
    pub name: String,
    /// The as-of date.
    pub date: Date,
    pub bytes: Vec<u8>,
}
