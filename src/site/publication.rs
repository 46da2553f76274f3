//! What is published, and what is left out everywhere.
//!
//! Knows nothing about references.

use std::collections::{BTreeMap, BTreeSet};

use super::{Resolved, TextId, texts};
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

/// The media that unpublished texts show and no published one does. `book` holds what is published,
/// `resolved` the references of every text. Media that no text shows are left alone: a template or
/// a page elsewhere may.
pub fn withheld_media(book: &Book, resolved: &BTreeMap<TextId, Vec<Resolved>>) -> BTreeSet<FileId> {
    let (mut shown, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for (text, targets) in resolved {
        let media = targets.iter().filter_map(|target| match target {
            Resolved::Media(at) => book.media.get(*at).map(|media| media.file),
            _ => None,
        });
        if texts::owner_exists(book, text) { &mut shown } else { &mut hidden }.extend(media);
    }
    hidden.difference(&shown).copied().collect()
}
