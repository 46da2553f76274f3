//! Citations, by the rules of Pandoc's `citations` extension.
//!
//! Knows nothing about the bibliography: keys are as written.

use std::ops::Range;

use super::{Citation, CitationItem, Located, locator::locator};
use crate::diag::{Code, Diagnostic};
use crate::source::Spanned;

/// The key cited by the `@` at the byte `at` of `text`, with the byte where the citation ends.
///
/// `None` where the `@` does not cite: after a letter, a digit or a backslash, or before what
/// cannot begin a key. A key is letters, digits and `_`, with single `:.#$%-+?~/` between them, or
/// anything within braces: `@{https://example.org/a?b}`.
#[must_use]
pub fn cited_key(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let before = &text[..at];
    if before.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    if backslashes % 2 == 1 {
        return None;
    }
    let rest = text[at..].strip_prefix('@')?;
    if let Some(braced) = rest.strip_prefix('{') {
        let len = braced.find(['}', '{', '[', ']']).filter(|&len| len > 0)?;
        let start = at + 2;
        let sound = braced[len..].starts_with('}') && !braced[..len].contains(char::is_whitespace);
        return sound.then_some((start..start + len, start + len + 1));
    }
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    if !rest.starts_with(is_letter) {
        return None;
    }
    let mut len = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let letter_follows = characters.peek().is_some_and(|&(_, next)| is_letter(next));
        let inner = ":.#$%-+?~/".contains(character) && letter_follows;
        if !is_letter(character) && !inner {
            break;
        }
        len = offset + character.len_utf8();
    }
    let start = at + 1;
    Some((start..start + len, start + len))
}

/// Reads the inside of a bracket that cites: `see @key, p. 12; @other`. Items that cannot be read
/// are left out; `None` when none remains.
#[must_use]
pub fn citation(inside: Located<'_>) -> (Option<Citation>, Vec<Diagnostic>) {
    let mut items = Vec::new();
    let mut faults = Vec::new();
    let mut start = 0;
    let text = inside.text;
    for end in separators(text).chain([text.len()]) {
        let (item, mut found) = item(inside.part(start..end));
        items.extend(item);
        faults.append(&mut found);
        start = end + 1;
    }
    ((!items.is_empty()).then_some(Citation { narrative: false, items }), faults)
}

/// `@key` in running text, with the inside of the bracket after it, where there is one.
#[must_use]
pub fn narrative(key: Located<'_>, bracket: Option<Located<'_>>) -> (Citation, Vec<Diagnostic>) {
    let (locator, faults) = bracket.map_or((None, Vec::new()), located);
    let key = Spanned::new(key.text.to_owned(), key.span());
    let item = CitationItem { key, prefix: String::new(), locator };
    (Citation { narrative: true, items: vec![item] }, faults)
}

/// The semicolons that part items: neither escaped nor the end of an entity.
fn separators(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(';').map(|(at, _)| at).filter(|&at| {
        let before = &text[..at];
        let before = &before[before.floor_char_boundary(at.saturating_sub(40))..];
        let entity = before.rfind('&').is_some_and(|start| {
            let name = before[start + 1..].trim_start_matches('#');
            !name.is_empty() && name.len() < 32 && name.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        !entity && !before.ends_with('\\')
    })
}

fn item(part: Located<'_>) -> (Option<CitationItem>, Vec<Diagnostic>) {
    let text = part.text;
    let cited = |from: usize| {
        text[from..]
            .match_indices('@')
            .find_map(|(offset, _)| Some((from + offset, cited_key(text, from + offset)?)))
    };
    let Some((at, (key, end))) = cited(0) else {
        let place = match text.find('@') {
            Some(at) => part.part(at..at + 1),
            None => part.trim(),
        };
        let message = "a key is missing in the citation";
        return (
            None,
            vec![
                malformed(place, message)
                    .hint("write `[@key, p. 12; @other]` with each source's key"),
            ],
        );
    };
    let mut faults = Vec::new();
    let mut prefix = part.until(at).folded().value;
    if let Some(shorter) = prefix.strip_suffix('-') {
        let dash = text[..at].rfind('-').unwrap_or(at);
        let dash = part.part(dash..dash + 1);
        faults.push(
            malformed(dash, "citations that suppress the author are not part of the format")
                .hint("write `[@key]`")
                .fix(dash.span(), ""),
        );
        prefix = shorter.trim_end().to_owned();
    }
    let rest = part.tail(end);
    let item = |locator| CitationItem {
        key: Spanned::new(text[key.clone()].to_owned(), part.part(key.clone()).span()),
        prefix: prefix.clone(),
        locator,
    };
    if let Some((second, (_, second_end))) = cited(end) {
        let gap = part.part(end..second);
        let mut fault = malformed(part.part(second..second_end), "two keys stand in one item")
            .hint("part sources with a semicolon: `[@key; @other]`");
        if gap.text.trim() == "," {
            fault = fault.fix(gap.span(), "; ");
        }
        faults.push(fault);
        return (Some(item(None)), faults);
    }
    if rest.text.trim().is_empty() {
        return (Some(item(None)), faults);
    }
    let after = rest.trim();
    let place = match after.text.strip_prefix(',') {
        Some(_) => after.tail(1),
        None if rest.text.starts_with(char::is_whitespace) => after,
        None => {
            faults.push(malformed(after, "text follows the key").hint(
                "write `[@key, p. 12]`; a key with other characters stands in braces: `@{key}`",
            ));
            return (Some(item(None)), faults);
        }
    };
    let (locator, mut found) = located(place);
    faults.append(&mut found);
    (Some(item(locator)), faults)
}

fn located(place: Located<'_>) -> (Option<Spanned<super::Locator>>, Vec<Diagnostic>) {
    let (locator, faults) = locator(place);
    (locator.map(|locator| Spanned::new(locator, place.trim().span())), faults)
}

fn malformed(place: Located<'_>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedCitation, place.span(), message)
}
