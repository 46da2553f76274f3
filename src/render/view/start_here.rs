//! The page beside the site in an archive.
//!
//! Knows nothing about archives.

use serde::Serialize;

use super::{DateView, NameView, UiText};

/// `start-here.html`: leads from the archive's top folder into the site, which lies in a folder
/// beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StartHereView {
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The book's language, a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The language of the interface texts, marked where it is not the book's.
    pub ui_lang: String,
    /// The book's title.
    pub title: String,
    pub description: String,
    /// The site's home page, relative.
    pub home_href: String,
    /// The way to the folder of static files, ending in a slash.
    pub static_base: String,
    /// The content of `<meta name=generator>`.
    pub generator: String,
    pub edition_date: DateView,
    /// The edition of the whole book.
    pub edition_id: String,
    pub licence: Option<NameView>,
}
