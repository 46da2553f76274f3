//! A piece of text that knows where it was written.
//!
//! Knows nothing about grammar.

use std::ops::Range;

use crate::source::{Span, Spanned, TextMap};
use crate::syntax::white_space;

/// The way from a text to its file.
pub trait Places {
    /// The span of a byte range of the text.
    fn span(&self, range: Range<usize>) -> Span;

    /// What a byte range of the text says once Markdown's escapes and entities are resolved;
    /// `None` where the text has none.
    fn resolved(&self, range: Range<usize>) -> Option<String>;
}

impl Places for TextMap {
    fn span(&self, range: Range<usize>) -> Span {
        Self::span(self, range)
    }

    fn resolved(&self, _: Range<usize>) -> Option<String> {
        None
    }
}

/// A part of a longer text, with the way to its file.
#[derive(Clone, Copy)]
pub struct Located<'a> {
    pub text: &'a str,
    /// Where it starts in the longer text.
    offset: usize,
    places: &'a dyn Places,
}

impl std::fmt::Debug for Located<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Located").field("text", &self.text).field("span", &self.span()).finish()
    }
}

impl<'a> Located<'a> {
    #[must_use]
    pub fn new(text: &'a str, places: &'a dyn Places) -> Self {
        Self { text, offset: 0, places }
    }

    /// A part of this part; empty where `range` is not on character boundaries of it.
    #[must_use]
    pub fn part(self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Self { text, offset: self.offset + range.start, ..self }
    }

    #[must_use]
    pub fn tail(self, start: usize) -> Self {
        self.part(start..self.text.len())
    }

    #[must_use]
    pub fn until(self, end: usize) -> Self {
        self.part(0..end)
    }

    #[must_use]
    pub fn trim(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start..start + self.text.trim().len())
    }

    /// Both sides of the first `separator`.
    #[must_use]
    pub fn split_once(self, separator: char) -> Option<(Self, Self)> {
        let at = self.text.find(separator)?;
        Some((self.until(at), self.tail(at + separator.len_utf8())))
    }

    #[must_use]
    pub fn span(self) -> Span {
        self.places.span(self.offset..self.offset + self.text.len())
    }

    /// Escapes and entities resolved, white space trimmed and folded.
    #[must_use]
    pub fn folded(self) -> Spanned<String> {
        let part = self.trim();
        let resolved = part.places.resolved(part.offset..part.offset + part.text.len());
        let text = resolved.as_deref().unwrap_or(part.text);
        Spanned::new(white_space::fold(text), part.span())
    }
}
