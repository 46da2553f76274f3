//! Diagnostics as text: for people, one a line, as JSON, and as GitHub workflow commands.
//!
//! Lines and columns, counted from 1 and in characters, are worked out only here. Knows nothing
//! about terminals: whoever prints says whether colours are wanted.

mod human;
mod machine;

use super::{Diagnostic, Place, Severity};
use crate::source::{LineIndex, Origin, SourceSet, Span};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The source line with the place marked under it.
    #[default]
    Human,
    /// `file:line:column: severity[code]: message`
    Short,
    /// One JSON object a line.
    Json,
    /// GitHub workflow commands, which mark lines in a review.
    Github,
}

/// Prints diagnostics in `format`, each ending in a line feed.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], set: &SourceSet, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(diagnostics, set, colour),
        Format::Short => machine::short(diagnostics, set),
        Format::Json => machine::json(diagnostics, set),
        Format::Github => machine::github(diagnostics, set),
    }
}

/// `3 faults and 1 warning`; empty without any.
#[must_use]
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let plural = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        number => Some(format!("{number} {word}s")),
    };
    let parts = [plural(of(Severity::Error), "fault"), plural(of(Severity::Warning), "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

impl Severity {
    /// `error` or `warning`, as every format names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in terms that people and editors use.
struct Location {
    file: String,
    /// Start and end, for places in a file that was read.
    range: Option<Range>,
}

struct Range {
    span: Span,
    start: (usize, usize),
    end: (usize, usize),
}

/// The file of a place, as people name it.
fn file_name(place: &Place, set: &SourceSet) -> String {
    match place {
        Place::Span(span) => {
            let file = set.get(span.file);
            match file.origin() {
                Origin::Book => file.path().to_string(),
                Origin::Theme => format!("theme:{}", file.path()),
            }
        }
        Place::Path(path) => path.to_string(),
        Place::Outside(name) => name.clone(),
    }
}

/// Finds lines; keeps the index of the file asked for last, as diagnostics come file by file.
struct Locator<'s> {
    set: &'s SourceSet,
    last: Option<(crate::source::FileId, LineIndex)>,
}

impl<'s> Locator<'s> {
    fn new(set: &'s SourceSet) -> Self {
        Self { set, last: None }
    }

    fn locate(&mut self, place: &Place) -> Location {
        let name = file_name(place, self.set);
        let Place::Span(span) = *place else { return Location { file: name, range: None } };
        let file = self.set.get(span.file);
        let index = match self.last.take() {
            Some((id, index)) if id == span.file => index,
            _ => file.lines(),
        };
        let start = index.position(file.text(), span.start as usize);
        let end = index.position(file.text(), span.end as usize);
        self.last = Some((span.file, index));
        Location { file: name, range: Some(Range { span, start, end }) }
    }
}
