//! The edition of a whole book.
//!
//! Knows nothing about what an export looks like.

use crate::model::{Date, Slug};
use crate::render::Renderer;
use crate::render::view::UiText;
use crate::routes::OutputPath;

/// Which edition of the book an export is: its as-of date, and eight hexadecimal digits that are
/// the same for the same pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub date: Date,
    pub id: String,
    /// The book's title, as file names have it.
    book: String,
}

impl Edition {
    /// The edition that consists of `pages`, each by its path and the hash of its text, in order.
    #[must_use]
    pub fn of<'p>(
        renderer: &Renderer<'_>,
        pages: impl IntoIterator<Item = (&'p OutputPath, blake3::Hash)>,
    ) -> Self {
        let mut hasher = blake3::Hasher::new();
        for (path, hash) in pages {
            hasher.update(&(path.as_str().len() as u64).to_le_bytes());
            hasher.update(path.as_str().as_bytes());
            hasher.update(hash.as_bytes());
        }
        let title = Slug::from_text(&renderer.site.book.config.title);
        Self {
            date: renderer.site.as_of,
            id: hasher.finalize().to_hex()[..8].to_owned(),
            book: title.map_or_else(|| "book".to_owned(), |slug| slug.to_string()),
        }
    }

    /// `italy-and-turkiye-2026-11-25-1a2b3c4d`
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}-{}-{}", self.book, self.date, self.id)
    }

    /// As [`Edition::name`], of one page.
    #[must_use]
    pub fn name_of(&self, page: &Slug) -> String {
        format!("{}-{page}-{}-{}", self.book, self.date, self.id)
    }

    /// Its date as readers see it.
    #[must_use]
    pub fn label(&self, ui: &UiText) -> String {
        let part = |number: i8| number.unsigned_abs();
        ui.day(self.date.year().into(), part(self.date.month()), part(self.date.day())).label
    }
}
