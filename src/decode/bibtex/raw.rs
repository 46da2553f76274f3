//! Entries of a BibLaTeX file as they are written, abbreviations put in, whatever is broken between
//! them reported and left out.
//!
//! Knows nothing about what fields mean.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use biblatex::{
    Field, Pair, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry, Spanned as At,
};

use super::File;
use crate::decode::reader::Context;
use crate::diag::{Code, Diagnostic};

/// Bytes that a field may have with its abbreviations put in.
const LONGEST_FIELD: usize = 64 << 10;

/// How deep braces may nest in a field. Commands within commands are read by recursion.
const DEEPEST_BRACES: usize = 100;

/// After this many faults of syntax the rest of a file is left unread.
const MOST_FAULTS: usize = 50;

/// How many times over a file may be read in looking for its sound entries.
const MOST_READINGS: usize = 64;

/// Every sound entry of the file, all ranges counted from its start.
pub(super) fn read<'t>(cx: &mut Context<'_>, file: &File<'t>) -> Vec<At<RawEntry<'t>>> {
    let mut reading = Reading::new(file.text);
    reading.run();
    for fault in &reading.faults {
        cx.fault(fault.diagnostic(file));
    }
    let known = abbreviations(cx, file, &reading.abbreviations);
    let mut entries = reading.entries;
    for entry in &mut entries {
        let mut seen = BTreeSet::new();
        let fields = std::mem::take(&mut entry.v.fields);
        for mut field in fields {
            let name = field.key.v.to_ascii_lowercase();
            if !seen.insert(name.clone()) {
                let span = file.span(field.key.span.clone());
                cx.fault(
                    Diagnostic::new(
                        Code::DuplicateKey,
                        span,
                        format!("`{name}` stands twice in this entry"),
                    )
                    .hint("keep one of them"),
                );
                continue;
            }
            if let Some(value) = expand(cx, file, &field.key, &field.value, &known) {
                field.value.v = value;
                entry.v.fields.push(field);
            }
        }
    }
    entries
}

/// Reading a file around its faults.
struct Reading<'t> {
    text: &'t str,
    /// Where a line starts with `@`.
    starts: Vec<usize>,
    entries: Vec<At<RawEntry<'t>>>,
    abbreviations: Vec<Pair<'t>>,
    faults: Vec<Fault>,
    /// Bytes that may still be read.
    budget: usize,
}

/// A fault of syntax and the start of the entry that it breaks.
struct Fault {
    entry: usize,
    range: Range<usize>,
    kind: ParseErrorKind,
    /// Whether nothing after it was read.
    last: bool,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str) -> Self {
        let mut starts = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let inner = line.trim_start();
            if inner.starts_with('@') {
                starts.push(at + line.len() - inner.len());
            }
            at += line.len();
        }
        Self {
            text,
            starts,
            entries: Vec::new(),
            abbreviations: Vec::new(),
            faults: Vec::new(),
            budget: text.len().saturating_mul(MOST_READINGS),
        }
    }

    fn run(&mut self) {
        let mut from = 0;
        while from < self.text.len() {
            let error = match self.parse(from..self.text.len()) {
                Ok(raw) => return self.keep(raw, from),
                Err(error) => error,
            };
            let at = from + error.span.start;
            let entry = self.broken_entry(from, at);
            if let Ok(raw) = self.parse(from..entry) {
                self.keep(raw, from);
            }
            let next = self.starts.partition_point(|&start| start <= entry);
            let next = self.starts.get(next).copied();
            let last = self.faults.len() + 1 >= MOST_FAULTS || self.budget == 0;
            self.faults.push(Fault {
                entry,
                range: at..from + error.span.end,
                kind: error.kind,
                last: last && next.is_some(),
            });
            match next {
                Some(next) if !last => from = next,
                _ => return,
            }
        }
    }

    fn parse(&mut self, range: Range<usize>) -> Result<RawBibliography<'t>, ParseError> {
        self.budget = self.budget.saturating_sub(range.len());
        RawBibliography::parse(&self.text[range])
    }

    /// The start of the entry that a fault at `at` breaks: the last before which everything can be
    /// read. An entry that is never closed swallows those after it, so that it may lie far back.
    fn broken_entry(&mut self, from: usize, at: usize) -> usize {
        let first = self.starts.partition_point(|&start| start < from);
        let after = self.starts.partition_point(|&start| start <= at);
        let mut candidates = vec![from];
        candidates.extend_from_slice(&self.starts[first..after]);
        let boundary = self.text.floor_char_boundary(at);
        candidates.extend(self.text[from..boundary].rfind('@').map(|offset| from + offset));
        candidates.sort_unstable();
        candidates.dedup();
        // The first can always be read: nothing stands before it.
        let (mut sound, mut broken) = (0, candidates.len());
        while broken - sound > 1 {
            let middle = usize::midpoint(sound, broken);
            if self.parse(from..candidates[middle]).is_ok() {
                sound = middle;
            } else {
                broken = middle;
            }
        }
        candidates[sound]
    }

    fn keep(&mut self, raw: RawBibliography<'t>, base: usize) {
        let shift = |range: &mut Range<usize>| *range = range.start + base..range.end + base;
        let shift_field = |pair: &mut Pair<'t>| {
            shift(&mut pair.key.span);
            shift(&mut pair.value.span);
            pair.value.v.iter_mut().for_each(|chunk| shift(&mut chunk.span));
        };
        self.abbreviations.extend(raw.abbreviations.into_iter().map(|mut pair| {
            shift_field(&mut pair);
            pair
        }));
        self.entries.extend(raw.entries.into_iter().map(|mut entry| {
            shift(&mut entry.span);
            shift(&mut entry.v.key.span);
            shift(&mut entry.v.kind.span);
            entry.v.fields.iter_mut().for_each(shift_field);
            entry
        }));
    }
}

impl Fault {
    fn diagnostic(&self, file: &File<'_>) -> Diagnostic {
        let unclosed = self.kind == ParseErrorKind::UnexpectedEof;
        let head = {
            let line = file.text[self.entry..].lines().next().unwrap_or_default();
            self.entry..self.entry + line.len()
        };
        let (range, message, hint) = if unclosed {
            let hint = "a closing brace or quotation mark is missing in it";
            (head, "this entry is not closed, or a value in it".to_owned(), Some(hint))
        } else {
            (self.range.clone(), format!("this entry cannot be read: {}", self.kind), None)
        };
        let left = self.last.then(|| "the rest of the file was not read".to_owned());
        Diagnostic::new(Code::InvalidSource, file.span(range), message)
            .hint_opt(hint.map(str::to_owned))
            .hint_opt(left)
    }
}

/// What each `@string` stands for. As in BibTeX an abbreviation may use those above it, so that
/// none can hold itself.
fn abbreviations<'t>(
    cx: &mut Context<'_>,
    file: &File<'_>,
    defined: &[Pair<'t>],
) -> BTreeMap<&'t str, Field<'t>> {
    let mut known = BTreeMap::new();
    for pair in defined {
        if let Some(value) = expand(cx, file, &pair.key, &pair.value, &known) {
            known.insert(pair.key.v, value);
        }
    }
    known
}

/// The value with abbreviations put in; those that are not known here may be names of months.
/// `None` after a fault.
fn expand<'t>(
    cx: &mut Context<'_>,
    file: &File<'_>,
    key: &At<&'t str>,
    value: &At<Field<'t>>,
    known: &BTreeMap<&'t str, Field<'t>>,
) -> Option<Field<'t>> {
    let mut expanded = Field::new();
    let mut length = 0;
    for chunk in &value.v {
        let parts = match chunk.v {
            RawChunk::Abbreviation(name) => known.get(name).map(Vec::as_slice),
            RawChunk::Normal(_) => None,
        };
        for part in parts.unwrap_or(std::slice::from_ref(chunk)) {
            // A byte more for each part, so that empty ones cannot multiply either.
            length += 1 + part_text(part).len();
            if length > LONGEST_FIELD {
                let message = format!("`{}` is longer than {} kB", key.v, LONGEST_FIELD >> 10);
                cx.fault(refused(file, key, message));
                return None;
            }
            if braces(part_text(part)) > DEEPEST_BRACES {
                let message = format!("braces nest more than {DEEPEST_BRACES} deep in `{}`", key.v);
                cx.fault(refused(file, key, message));
                return None;
            }
            expanded.push(part.clone());
        }
    }
    Some(expanded)
}

fn refused(file: &File<'_>, key: &At<&str>, message: String) -> Diagnostic {
    Diagnostic::new(Code::InvalidSource, file.span(key.span.clone()), message)
}

fn part_text<'t>(chunk: &At<RawChunk<'t>>) -> &'t str {
    match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    }
}

/// How deep braces nest.
fn braces(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
