//! The YAML between two lines `---` at the top of a page, and the body after it.
//!
//! Knows nothing about keys.

use std::ops::Range;

use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// A page's text, divided. Ranges are bytes of the whole text.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// Between the two lines; `None` where the front matter is missing or never closed.
    pub yaml: Option<Range<usize>>,
    /// After the closing line. All of the text where there is no front matter, and nothing of it
    /// where the front matter is never closed.
    pub body: Range<usize>,
}

const FENCE: &str = "---";

/// Divides the text of a page. A byte-order mark and carriage returns, which are faults of their
/// own ([`super::text`]), do not stand in the way.
#[must_use]
pub fn split(file: FileId, text: &str) -> (FrontMatter, Vec<Diagnostic>) {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = lines(text, start);
    let first = lines.next().unwrap_or(start..start);
    if content(text, &first) != FENCE {
        let fault = Diagnostic::new(
            Code::MissingFrontMatter,
            Span::new(file, first.start, first.start + content(text, &first).len()),
            "the file does not start with front matter",
        )
        .hint("start it with a line `---`, the fields, and another line `---`");
        return (FrontMatter { yaml: None, body: start..text.len() }, vec![fault]);
    }
    let yaml_start = first.end;
    let mut nearly = None;
    for line in lines {
        let written = content(text, &line);
        if written == FENCE {
            let front =
                FrontMatter { yaml: Some(yaml_start..line.start), body: line.end..text.len() };
            return (front, Vec::new());
        }
        let trimmed = written.trim();
        if nearly.is_none()
            && (trimmed == "..." || trimmed.len() >= 3 && trimmed.bytes().all(|b| b == b'-'))
        {
            nearly = Some(Span::new(file, line.start, line.start + written.len()));
        }
    }
    let opening = Span::new(file, first.start, first.start + FENCE.len());
    let mut fault =
        Diagnostic::new(Code::MissingFrontMatter, opening, "the front matter is never closed")
            .hint("close it with a line of exactly `---`");
    if let Some(line) = nearly {
        fault = fault.related(line, "this line is not exactly `---`").fix(line, FENCE);
    }
    (FrontMatter { yaml: None, body: text.len()..text.len() }, vec![fault])
}

/// The ranges of the lines from `start` on, line feeds included.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end;
        range
    })
}

/// A line without its ending.
fn content<'a>(text: &'a str, line: &Range<usize>) -> &'a str {
    let line = &text[line.clone()];
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}
