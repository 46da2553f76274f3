//! One observation or position, looked for in the text of its source.
//!
//! Knows nothing about how the text came here.

use super::text::{Found, StoredText};
use super::{numbers, place};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Observation, SourceKey};
use crate::site::Site;
use crate::source::{SourceSet, Span, Spanned};
use crate::syntax::reference::{Locator, LocatorPart};

/// How many places a hint names.
const PLACES: usize = 3;

/// What rests on a passage.
#[derive(Debug)]
pub struct Item<'s> {
    /// The narrowest place that stands for it.
    span: Span,
    pub source: &'s Spanned<SourceKey>,
    locator: Option<&'s Spanned<Locator>>,
    as_written: Option<&'s Spanned<String>>,
    /// `None` for a position of a dispute.
    observation: Option<&'s Observation>,
}

/// Every observation and position of the book.
pub fn all(site: &Site) -> Vec<Item<'_>> {
    let observations = site.book.figures.iter().flat_map(|it| &it.observations).map(|it| Item {
        span: it.id.span,
        source: &it.source,
        locator: it.locator.as_ref(),
        as_written: it.as_written.as_ref(),
        observation: Some(it),
    });
    let positions = site.book.disputes.iter().flat_map(|it| &it.positions).map(|it| Item {
        span: it.source.span,
        source: &it.source,
        locator: it.locator.as_ref(),
        as_written: it.as_written.as_ref(),
        observation: None,
    });
    observations.chain(positions).collect()
}

impl Item<'_> {
    pub fn is_position(&self) -> bool {
        self.observation.is_none()
    }

    /// Whether its words stand at its locator and give its value; what does not hold is reported.
    pub fn verify(&self, text: &StoredText, set: &SourceSet, sink: &mut Sink) -> bool {
        let Some(words) = self.as_written else {
            let what = if self.is_position() { "position" } else { "observation" };
            sink.push(
                unverifiable(self.span, format!("the {what} gives none of its source's words"))
                    .hint("add `as_written:`, at most seven words as they stand in the source"),
            );
            return false;
        };
        let value = self.value_agrees(words, sink);
        self.stands(words, text, set, sink) && value
    }

    fn value_agrees(&self, words: &Spanned<String>, sink: &mut Sink) -> bool {
        let Some(it) = self.observation else { return true };
        let Some((end, given)) = numbers::contradicted(&words.value, it.quantity, it.scale) else {
            return true;
        };
        let span = it.value_spans[end.min(it.value_spans.len() - 1)];
        sink.push(
            Diagnostic::new(
                Code::ValueNotInWords,
                span,
                format!("the words “{}” do not give this value", words.value),
            )
            .hint(format!("they give {}", given.join(", ")))
            .related(words.span, "the words"),
        );
        false
    }

    fn stands(
        &self,
        words: &Spanned<String>,
        text: &StoredText,
        set: &SourceSet,
        sink: &mut Sink,
    ) -> bool {
        let found = text.find(&words.value);
        if found.is_empty() {
            let message = format!("these words are nowhere in the copy of `{}`", self.source.value);
            let hint = match text.closest(&words.value) {
                Some((close, line)) => format!("line {line} has “{close}”"),
                None => "write a few words exactly as they stand in the source".to_owned(),
            };
            sink.push(Diagnostic::new(Code::PassageNotFound, words.span, message).hint(hint));
            return false;
        }
        let Some(locator) = self.locator else {
            sink.push(
                unverifiable(words.span, "no locator says where these words stand")
                    .hint(format!("they stand in {}", named(&found))),
            );
            return false;
        };
        let Some(places) = place::lines(text, &locator.value) else { return true };
        let inside = |it: &Found| {
            places.iter().any(|lines| lines.contains(&it.first) && lines.contains(&it.last))
        };
        if found.iter().any(inside) {
            return true;
        }
        sink.push(moved(locator, words.span, &found, set));
        false
    }
}

/// The words stand elsewhere than at `locator`.
fn moved(locator: &Spanned<Locator>, words: Span, found: &[Found], set: &SourceSet) -> Diagnostic {
    let mut fault = Diagnostic::new(
        Code::PassageMoved,
        locator.span,
        format!("the words do not stand at `{}`", locator.value),
    )
    .hint(format!("they stand in {}", named(found)))
    .related(words, "the words");
    let lines: Vec<(usize, usize)> = locator
        .value
        .parts
        .iter()
        .filter_map(|part| match part {
            LocatorPart::Lines(first, last) => Some((*first as usize, *last as usize)),
            _ => None,
        })
        .collect();
    // Where several ranges are given, a reader has to say which of them is meant.
    if let [(first, _)] = lines[..]
        && let Some(to) = found.iter().min_by_key(|it| (it.first.abs_diff(first), it.first))
        && let Some(span) = written_lines(locator.span, set)
    {
        let lines = if to.first == to.last {
            format!("L{}", to.first)
        } else {
            format!("L{}-L{}", to.first, to.last)
        };
        fault = fault.fix(span, lines);
    }
    fault
}

/// Where the lines of a locator are written: `L57`, `L57-L60`.
fn written_lines(locator: Span, set: &SourceSet) -> Option<Span> {
    let written = set.get(locator.file).text().get(locator.range())?;
    let start = written.match_indices('L').map(|(at, _)| at).find(|&at| {
        let own = !written[..at].ends_with(char::is_alphanumeric);
        own && written[at + 1..].starts_with(|c: char| c.is_ascii_digit())
    })?;
    let rest = &written[start..];
    let end = rest.find([',', '"', '\'', '\n']).unwrap_or(rest.len());
    let length = rest[..end].trim_end().len();
    let start = locator.start as usize + start;
    Some(Span::new(locator.file, start, start + length))
}

fn unverifiable(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Unverifiable, span, message)
}

/// `line 57`, `lines 57 to 58`, `lines 57, 60 and 3 more`.
fn named(found: &[Found]) -> String {
    let lines = |it: &Found| {
        if it.first == it.last {
            it.first.to_string()
        } else {
            format!("{}–{}", it.first, it.last)
        }
    };
    let mut places: Vec<String> = found.iter().map(lines).collect();
    places.dedup();
    let more = places.len().saturating_sub(PLACES);
    places.truncate(PLACES);
    let one = places.len() == 1 && found[0].first == found[0].last;
    let mut text = format!("line{} {}", if one { "" } else { "s" }, places.join(", "));
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_a_reader_would() {
        let found = |first, last| Found { first, last };
        assert_eq!(named(&[found(57, 57)]), "line 57");
        assert_eq!(named(&[found(57, 58)]), "lines 57–58");
        assert_eq!(named(&[found(57, 57), found(57, 57)]), "line 57");
        let many: Vec<Found> = (1..=5).map(|line| found(line, line)).collect();
        assert_eq!(named(&many), "lines 1, 2, 3 and 2 more");
    }
}
