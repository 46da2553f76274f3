//! Works that are known only through another source: which it is, and the words that say so.
//!
//! Knows nothing about how a source is printed.

use std::collections::BTreeMap;

use crate::model::{Lang, Source, SourceKey};
use crate::syntax::reference::Locator;

/// The source that alone a work is known through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Through {
    /// Its place among the sources.
    pub(super) source: usize,
    /// The place in it.
    pub(super) locator: Option<Locator>,
}

impl Through {
    /// `None` for a source that the book knows itself, and where the other is not in the book.
    pub(super) fn of(source: &Source, by_key: &BTreeMap<SourceKey, usize>) -> Option<Self> {
        let cited_in = source.cited_in.as_ref()?;
        Some(Self {
            source: *by_key.get(&cited_in.source.value)?,
            locator: cited_in.locator.as_ref().map(|locator| locator.value.clone()),
        })
    }
}

/// What stands between a work and the source that cites it.
pub(super) fn phrase(lang: &Lang) -> &'static str {
    match lang.primary() {
        "de" => "zitiert nach",
        "es" => "citado en",
        "fr" => "cité dans",
        "it" => "citato in",
        "tr" => "aktaran",
        _ => "as cited in",
    }
}

/// The same at the start of a sentence.
pub(super) fn sentence_start(lang: &Lang) -> String {
    let phrase = phrase(lang);
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
