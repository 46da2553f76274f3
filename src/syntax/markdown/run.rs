//! A run: the source of neighbouring inline text events, read for briefbook's additions.
//!
//! The Markdown parser splits text at every bracket and drops backslashes, so the additions are
//! found in the source between the first and the last of such events, and never across marks of
//! emphasis, code or links. Knows nothing about the tree around the run.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::super::reference::{self, Citation, Located, Places, WikiLink};
use crate::diag::{Code, Diagnostic, Place};
use crate::source::{Span, TextMap};

/// A piece of a run: a text event, or a line break (`text` is then `None`).
pub(super) struct Piece<'a> {
    pub text: Option<CowStr<'a>>,
    /// Its bytes in the run.
    pub range: Range<usize>,
}

/// The source of neighbouring text events, line prefixes such as `> ` left out.
pub(super) struct Run<'a> {
    /// What stands in the source, backslashes included; one line feed for each line break.
    pub text: String,
    pub pieces: Vec<Piece<'a>>,
    /// Pairs of places in the run and in the source from which both go in step.
    steps: Vec<(usize, usize)>,
    map: &'a TextMap,
}

impl<'a> Run<'a> {
    pub fn new(map: &'a TextMap) -> Self {
        Self { text: String::new(), pieces: Vec::new(), steps: Vec::new(), map }
    }

    /// Adds a text event that lies at `range` of `source`.
    pub fn push_text(&mut self, source: &str, text: CowStr<'a>, range: Range<usize>) {
        let end = self.source_end();
        let start = match end {
            Some(end) if end <= range.start => {
                let gap = &source[end..range.start];
                if gap.bytes().all(|byte| byte == b'\\') {
                    end
                } else {
                    escaped_from(source, end, range.start)
                }
            }
            _ => escaped_from(source, 0, range.start),
        };
        if end != Some(start) {
            self.steps.push((self.text.len(), start));
        }
        self.text.push_str(&source[start..range.start]);
        let in_run = self.text.len()..self.text.len() + range.len();
        self.text.push_str(&source[range]);
        self.pieces.push(Piece { text: Some(text), range: in_run });
    }

    /// Adds a line break that lies at `at` of the source.
    pub fn push_break(&mut self, at: usize) {
        self.steps.push((self.text.len(), at));
        let start = self.text.len();
        self.text.push('\n');
        self.pieces.push(Piece { text: None, range: start..start + 1 });
    }

    fn source_end(&self) -> Option<usize> {
        let &(run, source) = self.steps.last()?;
        Some(source + self.text.len() - run)
    }

    /// Where the byte at `at` of the run lies in the source.
    fn source_at(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|step| step.0 <= at).saturating_sub(1);
        self.steps.get(step).map_or(0, |&(run, source)| source + at - run)
    }

    fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_at(range.start);
        if range.is_empty() {
            return start..start;
        }
        let step = self.steps.partition_point(|step| step.0 < range.end).saturating_sub(1);
        let end = self.steps.get(step).map_or(start, |&(run, source)| source + range.end - run);
        start..end.max(start)
    }
}

/// The place before the backslashes that stand directly before `at`.
fn escaped_from(source: &str, least: usize, at: usize) -> usize {
    let before = &source[least..at];
    least + before.trim_end_matches('\\').len()
}

impl Places for Run<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        self.map.span(self.source_range(range))
    }

    fn resolved(&self, range: Range<usize>) -> Option<String> {
        let mut resolved = String::new();
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        for piece in &self.pieces[first..] {
            if piece.range.start >= range.end {
                break;
            }
            let Some(text) = &piece.text else {
                resolved.push(' ');
                continue;
            };
            let start = range.start.saturating_sub(piece.range.start);
            let end = (range.end - piece.range.start).min(piece.range.len());
            match text.get(start..end) {
                Some(part) if text.len() == piece.range.len() => resolved.push_str(part),
                _ => resolved.push_str(text),
            }
        }
        Some(resolved)
    }
}

/// One of the additions, found in a run.
pub(super) struct Found {
    pub range: Range<usize>,
    pub kind: FoundKind,
}

pub(super) enum FoundKind {
    Link(WikiLink),
    Embed(WikiLink),
    Citation(Citation),
}

/// What a block's earlier runs left open: brackets of which a mark (emphasis, code, a link) hid
/// the end, and citations met since.
#[derive(Default)]
pub(super) struct OpenBrackets {
    count: usize,
    citations: Vec<Span>,
}

/// Finds the additions in a run, in order, and the faults in them.
pub(super) fn scan(run: &Run<'_>, open: &mut OpenBrackets) -> (Vec<Found>, Vec<Diagnostic>) {
    let text = run.text.as_str();
    let marks = Marks::read(text);
    let mut scan =
        Scan { run, text, marks, at: 0, inside: 0, open, found: Vec::new(), faults: Vec::new() };
    while let Some(offset) = text[scan.at..].find(['[', ']', '!', '@', '\\']) {
        scan.at += offset;
        scan.step();
    }
    (scan.found, scan.faults)
}

/// Brackets and citing `@`s of a run, found in one pass, so that reading stays linear.
struct Marks {
    /// Unescaped `[` and their matching `]`, sorted.
    pairs: Vec<(usize, usize)>,
    /// `@`s that cite, sorted: place, key, end.
    cites: Vec<(usize, Range<usize>, usize)>,
}

impl Marks {
    fn read(text: &str) -> Self {
        let (mut pairs, mut cites, mut stack) = (Vec::new(), Vec::new(), Vec::new());
        // Within a bare address (`https://example.org/@name`) nothing cites.
        let (mut word, mut address) = (0, false);
        let mut escaped = false;
        let mut cited_to = 0;
        for (at, byte) in text.bytes().enumerate() {
            if escaped {
                escaped = false;
                continue;
            }
            match byte {
                b'\\' => escaped = true,
                b'[' => stack.push(at),
                b']' => {
                    if let Some(start) = stack.pop() {
                        pairs.push((start, at));
                    }
                }
                b' ' | b'\n' | b'\t' | b'(' | b'"' => (word, address) = (at + 1, false),
                b'/' if !address && text[word..=at].ends_with("://") => address = true,
                b'@' if !address && at >= cited_to => {
                    if let Some((key, end)) = reference::cited_key(text, at) {
                        cited_to = end;
                        cites.push((at, key, end));
                    }
                }
                _ => {}
            }
        }
        pairs.sort_unstable();
        Self { pairs, cites }
    }

    fn closing(&self, bracket: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&bracket, |pair| pair.0).ok()?;
        Some(self.pairs[index].1)
    }

    /// The first citation that starts in `range`.
    fn cite_in(&self, range: Range<usize>) -> Option<&(usize, Range<usize>, usize)> {
        let index = self.cites.partition_point(|cite| cite.0 < range.start);
        self.cites.get(index).filter(|cite| cite.0 < range.end)
    }
}

struct Scan<'r, 'a, 'o> {
    run: &'r Run<'a>,
    text: &'r str,
    marks: Marks,
    at: usize,
    /// Plain brackets of this run that are open here.
    inside: usize,
    open: &'o mut OpenBrackets,
    found: Vec<Found>,
    faults: Vec<Diagnostic>,
}

impl<'r> Scan<'r, '_, '_> {
    fn located(&self, range: Range<usize>) -> Located<'r> {
        Located::new(self.text, self.run).part(range)
    }

    fn fault(&mut self, code: Code, range: Range<usize>, message: &str, hint: &str) {
        self.faults.push(Diagnostic::new(code, self.run.span(range), message).hint(hint));
    }

    /// Deals with the mark at the current place and moves on.
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        match rest.as_bytes() {
            [b'\\', ..] => {
                self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            }
            [b'!', b'[', b'[', ..] if !rest[3..].starts_with('[') => self.wikilink(true),
            [b'[', b'[', after @ ..] if !after.starts_with(b"[") => self.wikilink(false),
            [b'[', ..] => self.bracket(),
            [b']', ..] => self.close_bracket(),
            [b'@', ..] => self.narrative(),
            _ => self.at += 1,
        }
    }

    fn wikilink(&mut self, embed: bool) {
        let start = self.at;
        let inner = start + if embed { 3 } else { 2 };
        let end = next_bracket(self.text, inner);
        let Some(end) = end.filter(|&end| self.text[end..].starts_with("]]")) else {
            self.at = inner;
            let hint = "close it with `]]`, or put a backslash before each bracket that is text";
            let name = if embed { "an embed" } else { "a link" };
            let message = format!("{name} that starts with `[[` is not closed by `]]` in its text");
            return self.fault(Code::MalformedReference, start..inner, &message, hint);
        };
        self.at = end + 2;
        match reference::wikilink(self.located(inner..end)) {
            Ok(link) => {
                let kind = if embed { FoundKind::Embed(link) } else { FoundKind::Link(link) };
                self.found.push(Found { range: start..self.at, kind });
            }
            Err(mut fault) => {
                // Of a link that holds nothing, the brackets are the place.
                let whole = self.located(start..self.at).span();
                if matches!(fault.place, Place::Span(span) if span.range().is_empty()) {
                    fault.place = Place::Span(whole);
                }
                self.faults.push(fault);
            }
        }
    }

    /// A single `[`: a citation, or a plain bracket.
    fn bracket(&mut self) {
        let start = self.at;
        let inner = start + 1;
        let Some(end) = self.marks.closing(start) else {
            self.at = inner;
            self.open.count += 1;
            let directly = inner + self.text[inner..].len() - self.text[inner..].trim_start().len();
            if let Some((_, _, end)) = self.marks.cite_in(directly..directly + 1) {
                let end = *end;
                self.at = end;
                self.open.count -= 1;
                let hint = "close it with `]`; a citation holds no emphasis, code or links";
                self.fault(
                    Code::MalformedCitation,
                    start..end,
                    "the bracket of a citation is not closed in its text",
                    hint,
                );
            }
            return;
        };
        let inside = &self.text[inner..end];
        if inside.starts_with('^') && inside.len() > 1 && !inside.contains(char::is_whitespace) {
            self.at = end + 1;
            let message = format!("the footnote `{inside}` is not defined");
            let hint = format!("define it in a paragraph of its own: `[{inside}]: text`");
            return self.fault(Code::Footnote, start..end + 1, &message, &hint);
        }
        let nested = inside.contains('[');
        if !nested && self.marks.cite_in(inner..end).is_some() {
            self.at = end + 1;
            let (citation, mut faults) = reference::citation(self.located(inner..end));
            self.faults.append(&mut faults);
            if let Some(citation) = citation {
                let kind = FoundKind::Citation(citation);
                self.found.push(Found { range: start..end + 1, kind });
            }
            return;
        }
        if inside.trim_start().starts_with('@') {
            let at = inner + inside.len() - inside.trim_start().len();
            self.fault(
                Code::MalformedCitation,
                at..at + 1,
                "a key is missing after `@`",
                "write `[@key, p. 12]`, or put a backslash before an `@` that is text",
            );
        }
        self.at = inner;
        self.inside += 1;
    }

    fn close_bracket(&mut self) {
        self.at += 1;
        if self.inside > 0 {
            self.inside -= 1;
        } else if self.open.count > 0 {
            self.open.count -= 1;
            for span in std::mem::take(&mut self.open.citations) {
                self.faults.push(in_bracket(span));
            }
        }
    }

    fn narrative(&mut self) {
        let Some((start, key, end)) = self.marks.cite_in(self.at..self.at + 1).cloned() else {
            self.at += 1;
            return;
        };
        let mut range = start..end;
        let after = &self.text[end..];
        let gap = if after.starts_with([' ', '\n']) { 1 } else { 0 };
        let bracket = end + gap;
        let inner = (self.text[bracket..].starts_with('[')
            && !self.text[bracket..].starts_with("[["))
        .then(|| self.marks.closing(bracket))
        .flatten()
        .map(|closing| bracket + 1..closing)
        .filter(|inner| self.marks.cite_in(inner.clone()).is_none())
        .filter(|inner| {
            !self.text[inner.clone()].contains('[') && !self.text[inner.clone()].starts_with('^')
        });
        if let Some(inner) = &inner {
            range.end = inner.end + 1;
        }
        let (citation, mut faults) =
            reference::narrative(self.located(key), inner.map(|inner| self.located(inner)));
        self.faults.append(&mut faults);
        let span = self.run.span(range.clone());
        if self.inside > 0 {
            self.faults.push(in_bracket(span));
        } else if self.open.count > 0 {
            self.open.citations.push(span);
        }
        self.at = range.end;
        self.found.push(Found { range, kind: FoundKind::Citation(citation) });
    }
}

/// The first bracket from `at` on that no backslash escapes.
fn next_bracket(text: &str, at: usize) -> Option<usize> {
    let mut escaped = false;
    let offset = text.as_bytes()[at..].iter().position(|&byte| {
        let bracket = !escaped && matches!(byte, b'[' | b']');
        escaped = byte == b'\\' && !escaped;
        bracket
    })?;
    Some(at + offset)
}

fn in_bracket(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MalformedCitation,
        span,
        "the bracket around this citation holds other marks",
    )
    .hint("a citation's bracket holds plain text and keys alone; put a backslash before a bracket that is text")
}
