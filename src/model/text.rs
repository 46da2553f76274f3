//! Texts of a book: prose with its references, and the documents that carry one.
//!
//! Knows nothing about files' formats.

use std::sync::Arc;

use super::{EntityId, Lang, PageId, SourceKey, TopicId};
use crate::model::Date;
use crate::source::{FileId, Spanned};
use crate::syntax::body::Body;

/// Inline Markdown from a field: a summary, a judgement, a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    pub body: Body,
}

/// What every Markdown page has, whatever its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub file: FileId,
    /// The language of this text.
    pub lang: Lang,
    /// Whether it translates another file: `brief.it.md` beside `brief.md`.
    pub translation: bool,
    pub title: Spanned<String>,
    pub summary: Option<Prose>,
    /// Shared, so that a book decoded again keeps what did not change.
    pub body: Arc<Body>,
    /// Whether its file could be read only in part, which was reported: links to what may have
    /// stood there are not faults of their own.
    pub partial: bool,
    /// Old addresses that lead here.
    pub aliases: Vec<Spanned<String>>,
}

/// A standing page on a subject: prose first, then everything the book holds on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    pub id: TopicId,
    pub document: Document,
    pub as_of: Option<Date>,
    /// Place in lists; those without come after, by title.
    pub order: Option<i64>,
    pub also_known_as: Vec<Spanned<String>>,
}

/// A page such as "about".
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub id: PageId,
    pub document: Document,
    pub order: Option<i64>,
}

/// Our own remarks on a source: `content/sources/KEY.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceNote {
    pub key: Spanned<SourceKey>,
    pub file: FileId,
    pub body: Arc<Body>,
}

impl Topic {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Topic(self.id.clone())
    }
}

impl Page {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Page(self.id.clone())
    }
}
