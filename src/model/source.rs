//! Sources: the bibliography's entries and what the book records beside them.
//!
//! Knows nothing about citation styles.

use super::{Date, EntityId, Lang, Prose, SourceKey};
use crate::source::{Span, Spanned};
use crate::syntax::reference::Locator;

/// One entry of the bibliography.
#[derive(Clone, Debug)]
pub struct Source {
    pub key: Spanned<SourceKey>,
    /// The whole entry.
    pub span: Span,
    pub entry: hayagriva::Entry,
    /// The stored copy that locators of lines refer to.
    pub snapshot: Option<Snapshot>,
    /// Fields whose value is inferred and not given by the source.
    pub inferred: Vec<String>,
    /// Fields that the source does not give.
    pub missing: Vec<String>,
    pub note: Option<Prose>,
    pub retracted: Option<Amendment>,
    /// Corrected by its own publisher: what rests on it may have to be looked at again.
    pub corrected: Option<Amendment>,
    /// The source through which alone this one is known.
    pub cited_in: Option<CitedIn>,
}

impl Source {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Source(self.key.value.clone())
    }

    /// The language that it says it is in; where it says none, the book's `own`.
    #[must_use]
    pub fn language(&self, own: &Lang) -> Lang {
        language_of(&self.entry).unwrap_or_else(|| own.clone())
    }
}

/// The language that a work, or what it appeared in, says it is in.
#[must_use]
pub fn language_of(entry: &hayagriva::Entry) -> Option<Lang> {
    entry.language().and_then(|it| Lang::new(it.language.as_str()))
}

/// Where a work is cited that the book knows from there alone.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedIn {
    /// The source that cites it.
    pub source: Spanned<SourceKey>,
    /// The place in that source.
    pub locator: Option<Spanned<Locator>>,
}

/// A stored copy of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its name in the folder of copies.
    pub file: Spanned<String>,
    /// SHA-256, 64 hexadecimal digits in lower case.
    pub sha256: Spanned<String>,
}

/// That and when a source was retracted or corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    pub date: Option<Date>,
    pub note: Option<Prose>,
    /// The key that says so.
    pub span: Span,
}
