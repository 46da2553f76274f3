//! What is published, and what is left out everywhere.
//!
//! Knows nothing about references.

use std::collections::BTreeSet;

use crate::model::{Book, Brief, Date, Status};
use crate::source::FileId;

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
        self.drafts
            || (!matches!(brief.status, Status::Draft | Status::Review)
                && brief.date.value <= self.as_of)
    }

    /// The book without what is not published.
    #[must_use]
    pub fn apply(self, mut book: Book) -> Book {
        // What is not published is held to no lint either.
        let hidden: BTreeSet<FileId> =
            book.briefs.iter().filter(|it| !self.shows(it)).map(|it| it.document.file).collect();
        book.excuses.retain(|excuse| !hidden.contains(&excuse.span.file));
        book.briefs.retain(|brief| self.shows(brief));
        book
    }
}
