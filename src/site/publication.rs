//! What is published, and what is left out everywhere.
//!
//! Knows nothing about references.

use crate::model::{Book, Brief, Date};

/// The day for which a site is made, and whether unpublished briefs are shown all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    pub as_of: Date,
    pub drafts: bool,
}

impl Publication {
    /// Drafts, briefs still in review, and briefs dated after the as-of date are not published.
    #[must_use]
    pub fn shows(self, brief: &Brief) -> bool {
        self.drafts || (!brief.status.is_unpublished() && brief.date.value <= self.as_of)
    }

    /// The book without what is not published.
    #[must_use]
    pub fn apply(self, mut book: Book) -> Book {
        book.briefs.retain(|brief| self.shows(brief));
        book
    }
}
