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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::testing::{file, marked};

    fn divided(text: &str) -> (Option<&str>, &str, Vec<String>) {
        let (front, faults) = split(file(), text);
        (front.yaml.map(|range| &text[range]), &text[front.body], marked(text, &faults))
    }

    #[test]
    fn divides_at_the_second_line_of_exactly_three_dashes() {
        assert_eq!(divided("---\na: 1\n---\nBody\n---\n"), (Some("a: 1\n"), "Body\n---\n", vec![]));
        assert_eq!(divided("---\n---"), (Some(""), "", vec![]));
        assert_eq!(divided("---\n a\n ---\n---\nx"), (Some(" a\n ---\n"), "x", vec![]));
        assert_eq!(divided("\u{FEFF}---\r\na: 1\r\n---\r\nx"), (Some("a: 1\r\n"), "x", vec![]));
    }

    #[test]
    fn says_what_is_missing() {
        for text in ["", "Body", "\n---\na: 1\n---\n", "--- \na: 1\n---\n"] {
            let (yaml, body, faults) = divided(text);
            assert_eq!((yaml, body), (None, text));
            assert_eq!(faults.len(), 1, "{text:?}");
        }
        let (yaml, body, faults) = divided("---\na: 1\n--- \nBody");
        assert_eq!((yaml, body), (None, ""));
        assert_eq!(faults, ["missing-front-matter `---`: the front matter is never closed"]);
    }

    #[test]
    fn offers_to_mend_a_line_that_is_nearly_right() {
        let text = "---\na: 1\n--- \nBody";
        let fix = split(file(), text).1.remove(0).fix.unwrap();
        let mut mended = text.to_owned();
        mended.replace_range(fix.span.range(), &fix.replacement);
        assert_eq!(divided(&mended), (Some("a: 1\n"), "Body", vec![]));
    }
}
