//! Places in files: byte ranges, and the way back from a decoded text to its file.
//!
//! Knows nothing about lines and columns; those are worked out only when a place is printed.

use super::FileId;

/// A byte range of one file. Both ends lie on character boundaries of that file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts");
        Self { file, start: offset(start), end: offset(end.max(start)) }
    }

    /// The empty span at `at`.
    #[must_use]
    pub fn at(file: FileId, at: usize) -> Self {
        Self::new(file, at, at)
    }

    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `other` must be of the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        debug_assert_eq!(self.file, other.file);
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Files of 4 GiB and more are refused on reading, so that offsets fit.
fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    #[must_use]
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }

    #[must_use]
    pub fn as_ref(&self) -> Spanned<&T> {
        Spanned { value: &self.value, span: self.span }
    }
}

/// How the bytes of a decoded text (a YAML scalar with escapes or folds, a body) lie in its file.
///
/// From `start` on, both run in step until the first of a sorted list of pairs `(offset in the text,
/// offset in the file)`, and from each pair until the next. Most texts have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMap {
    file: FileId,
    /// Where the text starts in the file.
    start: u32,
    steps: Vec<(u32, u32)>,
    /// Where the text ends in the file.
    end: u32,
}

impl TextMap {
    /// A text that stands in the file letter for letter from `start`, `len` bytes long.
    #[must_use]
    pub fn verbatim(file: FileId, start: usize, len: usize) -> Self {
        Self { file, start: offset(start), steps: Vec::new(), end: offset(start + len) }
    }

    /// A text with the steps as the type describes, of which the first is that of its start; `end`
    /// is where the text ends in the file.
    #[must_use]
    pub fn from_steps(file: FileId, mut steps: Vec<(u32, u32)>, end: usize) -> Self {
        debug_assert!(steps.first().is_some_and(|s| s.0 == 0));
        debug_assert!(steps.is_sorted());
        let start = if steps.is_empty() { 0 } else { steps.remove(0).1 };
        Self { file, start, steps, end: offset(end) }
    }

    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Where the byte at `at` of the text lies in the file.
    #[must_use]
    pub fn position(&self, at: usize) -> usize {
        let at = offset(at);
        let ((text, file), next) = self.around(self.steps.partition_point(|s| s.0 <= at));
        let limit = next.map_or(self.end, |next| next.1);
        (file + (at - text)).min(limit.max(file)) as usize
    }

    /// Whether the text stands in the file letter for letter.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        self.steps.is_empty()
    }

    /// The byte of the text that lies at `position` of the file; the nearest before it, where
    /// none does.
    #[must_use]
    pub fn offset(&self, position: u32) -> usize {
        let ((text, file), next) = self.around(self.steps.partition_point(|s| s.1 <= position));
        let limit = next.map_or(u32::MAX, |next| next.0);
        (text + position.saturating_sub(file)).min(limit) as usize
    }

    /// The span in the file of a byte range of the text.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.position(range.start);
        // The end is that of the last byte inside, so that a fold or an escape after it stays out.
        let end = if range.end > range.start { self.position_after(range.end) } else { start };
        Span::new(self.file, start, end.max(start))
    }

    fn position_after(&self, end: usize) -> usize {
        let at = offset(end);
        // A step that begins exactly at `end` belongs to what follows; take the one before it,
        // unless the piece before it shrank in decoding (an escape), whose end is the next step.
        let ((text, file), next) = self.around(self.steps.partition_point(|s| s.0 < at));
        let straight = file + (at - text);
        match next {
            Some((next_text, next_file)) if next_text == at && next_file < straight + 8 => {
                next_file as usize
            }
            None => straight.min(self.end) as usize,
            Some(_) => straight as usize,
        }
    }

    /// The step that a place lies in, and the one after it; `passed` of them start before it.
    fn around(&self, passed: usize) -> ((u32, u32), Option<(u32, u32)>) {
        let step = passed.checked_sub(1).map_or((0, self.start), |at| self.steps[at]);
        (step, self.steps.get(passed).copied())
    }
}
