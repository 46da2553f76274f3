//! Faults and remarks about a book's files, as values.
//!
//! A [`Diagnostic`] has a stable [`Code`], a place, a message that states a fact, and hints that
//! give the remedy. [`render`] prints them for people and for programs. This module knows nothing
//! about what is checked, and prints nothing itself: it returns strings.

mod code;
mod level;
pub mod render;

pub use code::Code;
pub use level::{Level, Levels};

use crate::source::{SourcePath, Span};

/// How a diagnostic counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A fault: nothing is written, exit code 1.
    Error,
    /// Something to mend that does not stop a build.
    Warning,
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A byte range of a file of the snapshot.
    Span(Span),
    /// A file that is not in the snapshot, by its path in the book: unreadable, or a symlink.
    Path(SourcePath),
    /// Something outside the book, as a person would name it: the output folder, a template of
    /// the theme.
    Outside(String),
}

/// A replacement that mends the fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    pub span: Span,
    pub replacement: String,
}

/// One fault or remark.
///
/// Total order: place first, so that a sorted list reads in path order and then top-down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    pub place: Place,
    pub code: Code,
    pub severity: Severity,
    /// A fact, without a full stop: `there is no page "nato"`.
    pub message: String,
    /// Further places that explain the first, each with what it shows.
    pub related: Vec<(Place, String)>,
    /// Remedies, each a sentence without a full stop.
    pub hints: Vec<String>,
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of the code's default severity at a span.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::at(code, Place::Span(span), message)
    }

    /// A diagnostic of the code's default severity at any place.
    #[must_use]
    pub fn at(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            code,
            severity: code.default_level().severity().unwrap_or(Severity::Warning),
            message: message.into(),
            related: Vec::new(),
            hints: Vec::new(),
            fix: None,
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a hint where there is one.
    #[must_use]
    pub fn hint_opt(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }

    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((Place::Span(span), label.into()));
        self
    }

    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// Where stages put what they find. Order does not matter: [`Sink::finish`] sorts.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Everything collected, sorted, without exact repetitions.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort();
        diagnostics.dedup();
        diagnostics
    }
}

/// The closest of `candidates` to `word`, when it is close enough to be what was meant.
///
/// Compared by Damerau–Levenshtein distance on lower-case text; at most a third of the longer
/// word may differ.
#[must_use]
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase();
            let longest = wanted.chars().count().max(other.chars().count());
            (strsim::damerau_levenshtein(&wanted, &other), longest, candidate)
        })
        .filter(|&(distance, longest, _)| distance * 3 <= longest)
        .min_by_key(|&(distance, _, candidate)| (distance, candidate))
        .map(|(_, _, candidate)| candidate)
}
