//! Locators: a comma list of places in a source.
//!
//! Knows nothing about sources; the grammar is that of `docs/format.md`.

use super::{Located, Locator, LocatorPart};
use crate::diag::{Code, Diagnostic};
use crate::source::TextMap;

type MakePart = fn(String) -> LocatorPart;

/// The labels, and what each makes of the value after it.
const LABELS: [(&str, MakePart); 10] = [
    ("p.", LocatorPart::Page),
    ("pp.", LocatorPart::Page),
    ("sec.", LocatorPart::Section),
    ("secs.", LocatorPart::Section),
    ("para.", LocatorPart::Paragraph),
    ("paras.", LocatorPart::Paragraph),
    ("n.", LocatorPart::Note),
    ("nn.", LocatorPart::Note),
    ("fn.", LocatorPart::Note),
    ("fns.", LocatorPart::Note),
];

/// Other ways to write the labels, met in other systems, and ours.
const MEANT: [(&str, &str); 16] = [
    ("page", "p."),
    ("pages", "pp."),
    ("pp", "pp."),
    ("p", "p."),
    ("section", "sec."),
    ("sections", "secs."),
    ("sect.", "sec."),
    ("sec", "sec."),
    ("§", "sec."),
    ("paragraph", "para."),
    ("paragraphs", "paras."),
    ("par.", "para."),
    ("para", "para."),
    ("¶", "para."),
    ("note", "n."),
    ("footnote", "fn."),
];

const GRAMMAR: &str =
    "write a comma list of `p. 12`, `sec. 3.1`, `para. 4`, `fn. 5` and `L57` or `L57-L60`";

/// Reads a whole locator, such as a registry's `locator:` field. A faulty part is left out of the
/// value; `None` when nothing remains.
#[must_use]
pub fn parse_locator(text: &str, map: &TextMap) -> (Option<Locator>, Vec<Diagnostic>) {
    locator(Located::new(text, map))
}

/// As [`parse_locator`], for a part of a longer text.
pub(super) fn locator(text: Located<'_>) -> (Option<Locator>, Vec<Diagnostic>) {
    let mut parts: Vec<LocatorPart> = Vec::new();
    let mut faults = Vec::new();
    let mut left = Some(text);
    while let Some(rest) = left {
        let piece;
        (piece, left) = match rest.split_once(',') {
            Some((piece, after)) => (piece, Some(after)),
            None => (rest, None),
        };
        let piece = piece.trim();
        if piece.text.is_empty() {
            let place = if text.text.trim().is_empty() { text } else { piece };
            faults.push(malformed(place, "a part of the locator is empty").hint(GRAMMAR));
            continue;
        }
        if continues(piece.text)
            && let Some(last) = parts.last_mut()
            && let Some(values) = values(last)
            && let Ok(value) = value(piece)
        {
            // `pp. 12, 15`: the label holds on.
            values.push_str(", ");
            values.push_str(&value);
            continue;
        }
        match part(piece) {
            Ok(part) => parts.push(part),
            Err(fault) => faults.push(fault),
        }
    }
    ((!parts.is_empty()).then_some(Locator { parts }), faults)
}

fn continues(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn values(part: &mut LocatorPart) -> Option<&mut String> {
    match part {
        LocatorPart::Page(value)
        | LocatorPart::Section(value)
        | LocatorPart::Paragraph(value)
        | LocatorPart::Note(value) => Some(value),
        LocatorPart::Lines(..) => None,
    }
}

fn part(piece: Located<'_>) -> Result<LocatorPart, Diagnostic> {
    for (label, make) in LABELS {
        if piece.text.starts_with(label) {
            return Ok(make(value(piece.tail(label.len()))?));
        }
    }
    if piece.text.starts_with('L') && piece.text[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return lines(piece);
    }
    let fault = malformed(piece, &format!("`{}` is not a locator", piece.text));
    if continues(piece.text) && value(piece).is_ok() {
        return Err(fault
            .hint("write `p.` before a page")
            .fix(piece.span(), format!("p. {}", piece.text)));
    }
    for (written, meant) in MEANT {
        let Some(rest) = strip_label(piece.text, written) else {
            continue;
        };
        if value(piece.tail(piece.text.len() - rest.len())).is_ok() {
            return Err(fault
                .hint(format!("write `{meant} {}`", rest.trim()))
                .fix(piece.span(), format!("{meant} {}", rest.trim())));
        }
    }
    Err(fault.hint(GRAMMAR))
}

/// What follows `label`, which may be capitalised and must end where a value may begin.
fn strip_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let start = text.get(..label.len())?;
    let rest = &text[label.len()..];
    let ends = !label.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic);
    (start.to_lowercase() == label && ends).then(|| rest.trim_start_matches('.'))
}

/// A number, a letter, or a range of them: `12`, `xii`, `3.1`, `A-2`, `12-14`. An en dash becomes
/// a hyphen.
fn value(piece: Located<'_>) -> Result<String, Diagnostic> {
    let piece = piece.trim();
    let end = piece.text.find(char::is_whitespace).unwrap_or(piece.text.len());
    let after = piece.tail(end).trim();
    let first = piece.until(end);
    if !after.text.is_empty()
        && !after.text.starts_with(['-', '–'])
        && !first.text.ends_with(['-', '–'])
    {
        return Err(malformed(after, "text follows the locator")
            .hint("a locator is only a place: put the text outside the brackets"));
    }
    let value: String = piece
        .text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '–' { '-' } else { c })
        .collect();
    let sound = value
        .split(['-', '.', '/', ':'])
        .all(|run| !run.is_empty() && run.chars().all(char::is_alphanumeric));
    if sound {
        Ok(value)
    } else if value.is_empty() {
        Err(malformed(piece, "a number is missing in the locator").hint(GRAMMAR))
    } else {
        Err(malformed(piece, &format!("`{}` is not a number or a range", piece.text)).hint(GRAMMAR))
    }
}

fn lines(piece: Located<'_>) -> Result<LocatorPart, Diagnostic> {
    let (first, last) = match piece.text.split_once(['-', '–']) {
        Some((first, last)) => (first.trim_end(), Some(last.trim_start())),
        None => (piece.text, None),
    };
    let number = |text: &str| text.parse::<u32>().ok().filter(|&line| line > 0);
    let Some(first) = first.strip_prefix('L').and_then(number) else {
        return Err(malformed(piece, &format!("`{}` names no line", piece.text))
            .hint("lines are counted from 1: `L57` or `L57-L60`"));
    };
    let Some(last) = last else {
        return Ok(LocatorPart::Lines(first, first));
    };
    let Some(number_of_last) = last.strip_prefix('L').and_then(number) else {
        let fault = malformed(piece, &format!("`{}` is not a range of lines", piece.text))
            .hint("write `L57-L60`");
        return Err(match number(last) {
            Some(last) => fault.fix(piece.span(), format!("L{first}-L{last}")),
            None => fault,
        });
    };
    if number_of_last < first {
        return Err(malformed(piece, "the range of lines ends before it starts")
            .hint("put the smaller number first"));
    }
    Ok(LocatorPart::Lines(first, number_of_last))
}

fn malformed(place: Located<'_>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedLocator, place.span(), message)
}
