//! BibLaTeX files to [`Source`].
//!
//! The `biblatex` crate reads the syntax and Hayagriva what the fields mean. Both stop at their
//! first fault, and neither survives entries that inherit from each other in a circle; so files are
//! read entry by entry ([`raw`]), inheritance is looked at first ([`inherit`]), and a field that is
//! refused is reported and left out. Knows nothing about other files.

mod inherit;
mod names;
mod raw;

use std::collections::BTreeSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use biblatex::{Bibliography, Pair, RawBibliography, RawChunk, RawEntry, Spanned as At};
use hayagriva::Entry;
use hayagriva::types::EntryType;

use super::reader::Context;
use super::source::key;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::Source;
use crate::source::{Span, Spanned};
use inherit::Links;

/// Reads a file's entries in the order written.
pub fn decode(cx: &mut Context<'_>, text: &str) -> Vec<Source> {
    let file = File { text, id: cx.file };
    let entries = raw::read(cx, &file);
    let links = inherit::links(cx, &file, &entries);
    (0..entries.len()).filter_map(|at| source(cx, &file, &entries, &links, at)).collect()
}

/// The file that is read, for turning byte ranges into spans.
struct File<'t> {
    text: &'t str,
    id: crate::source::FileId,
}

impl File<'_> {
    /// The span of `range`, moved onto character boundaries within the file.
    fn span(&self, range: Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(range.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(range.end.clamp(start, self.text.len()));
        Span::new(self.id, start, end)
    }
}

fn source(
    cx: &mut Context<'_>,
    file: &File<'_>,
    entries: &[At<RawEntry<'_>>],
    links: &[Links],
    at: usize,
) -> Option<Source> {
    let raw = &entries[at];
    check_names(cx, file, &raw.v);
    // Data for other entries to inherit, no source of its own.
    if raw.v.kind.v.eq_ignore_ascii_case("xdata") {
        return None;
    }
    let written = Spanned::new(raw.v.key.v.to_owned(), file.span(raw.v.key.span.clone()));
    let key = key(cx, &written)?;
    let (entry, refused) = entry(cx, file, entries, links, at);
    check_lost(cx, file, &raw.v, &entry, &refused);
    Some(Source {
        span: file.span(raw.span.clone()),
        entry,
        key,
        snapshot: None,
        inferred: Vec::new(),
        missing: Vec::new(),
        note: None,
        retracted: None,
        corrected: None,
        cited_in: None,
    })
}

/// Reports types and fields whose names look like slips. Others that we do not know are passed
/// over, as BibLaTeX does: reference managers write many of their own.
fn check_names(cx: &mut Context<'_>, file: &File<'_>, entry: &RawEntry<'_>) {
    let kind = entry.kind.v.to_ascii_lowercase();
    if !names::TYPES.contains(&kind.as_str())
        && let Some(close) = did_you_mean(&kind, names::TYPES)
    {
        let span = file.span(entry.kind.span.clone());
        cx.fault(
            Diagnostic::new(Code::InvalidValue, span, format!("there is no entry type `@{kind}`"))
                .hint(format!("did you mean `@{close}`?"))
                .fix(span, close),
        );
    }
    let fields: BTreeSet<String> =
        entry.fields.iter().map(|field| field.key.v.to_ascii_lowercase()).collect();
    for field in &entry.fields {
        let name = field.key.v.to_ascii_lowercase();
        if names::FIELDS.contains(&name.as_str()) {
            continue;
        }
        if let Some(close) = did_you_mean(&name, names::FIELDS)
            && !fields.contains(close)
        {
            let span = file.span(field.key.span.clone());
            cx.fault(
                Diagnostic::new(Code::UnknownKey, span, format!("entries have no field `{name}`"))
                    .hint(format!("did you mean `{close}`?"))
                    .fix(span, close),
            );
        }
    }
}

/// Reports dates and addresses that Hayagriva passed over because it could not read them. Those
/// `refused` were reported before.
fn check_lost(
    cx: &mut Context<'_>,
    file: &File<'_>,
    raw: &RawEntry<'_>,
    entry: &Entry,
    refused: &BTreeSet<String>,
) {
    let mut check = |names: &[&str], lost: bool, code: Code, what: &str, hint: &str| {
        let field = raw.fields.iter().find(|field| {
            names.iter().any(|name| field.key.v.eq_ignore_ascii_case(name)) && !is_blank(field)
        });
        if let Some(field) = field.filter(|_| lost)
            && !names.iter().any(|name| refused.contains(*name))
        {
            let span = file.span(field.value.span.clone());
            cx.fault(Diagnostic::new(code, span, format!("this is not {what}")).hint(hint));
        }
    };
    check(
        &["date", "year"],
        entry.date_any().is_none(),
        Code::InvalidDate,
        "a date",
        "write `2025-04-29`, or where it is less precise `2025-04` or `2025`",
    );
    check(
        &["url"],
        entry.url_any().is_none(),
        Code::InvalidSource,
        "a web address",
        "write the whole address, as in `https://example.org/report`",
    );
}

fn is_blank(field: &Pair<'_>) -> bool {
    field.value.v.iter().all(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.trim().is_empty(),
    })
}

/// Converts one entry, together with those that it inherits from. Each field that is refused is
/// reported and left out, until the rest is taken; their names come with the entry.
fn entry(
    cx: &mut Context<'_>,
    file: &File<'_>,
    entries: &[At<RawEntry<'_>>],
    links: &[Links],
    at: usize,
) -> (Entry, BTreeSet<String>) {
    let mut refused = BTreeSet::new();
    let mut family = inherit::family(entries, links, at);
    let key = entries[at].v.key.v;
    loop {
        let refusal = match convert(&family, key) {
            Ok(entry) => return (entry, refused),
            Err(refusal) => refusal,
        };
        let culprit = match &refusal.range {
            Some(range) => field_at(&family, range),
            None => field_refused_alone(&family[0].v, key).map(|field| (0, field)),
        };
        let place = match (&culprit, &refusal.range) {
            (_, Some(range)) if !range.is_empty() => range.clone(),
            (Some((member, field)), _) => family[*member].v.fields[*field].value.span.clone(),
            (None, _) => entries[at].v.key.span.clone(),
        };
        let name = culprit
            .map(|(member, field)| family[member].v.fields[field].key.v.to_ascii_lowercase());
        let code = match name.as_deref() {
            Some("date" | "day" | "month" | "year" | "eventdate" | "origdate" | "urldate") => {
                Code::InvalidDate
            }
            _ => Code::InvalidSource,
        };
        let what = name.as_deref().unwrap_or(key);
        cx.fault(Diagnostic::new(
            code,
            file.span(place),
            format!("`{what}` cannot be read: {}", refusal.message),
        ));
        match culprit {
            Some((member, field)) => {
                let field = family[member].v.fields.remove(field);
                refused.insert(field.key.v.to_ascii_lowercase());
            }
            None => return (Entry::new(key, EntryType::Misc), refused),
        }
    }
}

/// Why an entry was refused, and where, if that is known.
struct Refusal {
    range: Option<Range<usize>>,
    message: String,
}

fn convert(family: &[At<RawEntry<'_>>], key: &str) -> Result<Entry, Refusal> {
    let raw = RawBibliography {
        preamble: String::new(),
        entries: family.to_vec(),
        abbreviations: Vec::new(),
    };
    // The crate takes for granted that numbers are written in ASCII digits, among others.
    catch_unwind(AssertUnwindSafe(|| {
        let bibliography = Bibliography::from_raw(raw).map_err(|error| Refusal {
            range: Some(error.span),
            message: error.kind.to_string(),
        })?;
        let mut entry = bibliography
            .get(inherit::safe_key(0))
            .cloned()
            .ok_or_else(|| Refusal { range: None, message: "it is empty".to_owned() })?;
        entry.key = key.to_owned();
        Entry::try_from(&entry).map_err(|error| Refusal {
            range: (error.span.start != usize::MAX).then_some(error.span),
            message: error.kind.to_string(),
        })
    }))
    .unwrap_or_else(|_| Err(Refusal { range: None, message: "it has an unusual form".to_owned() }))
}

/// The member of the family and its field in whose value `range` lies.
fn field_at(family: &[At<RawEntry<'_>>], range: &Range<usize>) -> Option<(usize, usize)> {
    family.iter().enumerate().find_map(|(member, entry)| {
        let within = |field: &Pair<'_>| {
            field
                .value
                .v
                .iter()
                .chain([&whole(field)])
                .any(|chunk| (chunk.span.start..=chunk.span.end).contains(&range.start))
        };
        entry.v.fields.iter().position(within).map(|field| (member, field))
    })
}

/// The value of a field with its quotes, as one chunk.
fn whole<'s>(field: &Pair<'s>) -> At<RawChunk<'s>> {
    At::new(RawChunk::Normal(""), field.value.span.clone())
}

fn field_refused_alone(entry: &RawEntry<'_>, key: &str) -> Option<usize> {
    (0..entry.fields.len()).find(|&field| {
        let alone = RawEntry { fields: vec![entry.fields[field].clone()], ..entry.clone() };
        convert(&[At::zero(alone)], key).is_err()
    })
}

#[cfg(test)]
mod tests;
