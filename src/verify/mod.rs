//! Whether the passages that observations and positions rest on stand in the stored copies of
//! their sources.
//!
//! Each `as_written` is looked for at its locator, and an observation's value in those words. Pure:
//! the copies' bytes are passed in; diagnostics and a count come out. Knows nothing about where
//! copies are kept, nor about the pages of the site.

mod item;
mod numbers;
mod place;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Snapshot, Source};
use crate::site::Site;
use crate::source::SourceSet;
use item::Item;
use text::StoredText;

/// A stored copy, as whoever reads the folder found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredCopy {
    Bytes(Arc<[u8]>),
    Missing,
    /// The reason.
    Unreadable(String),
}

/// How many of a kind stand where they are said to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub verified: usize,
    pub all: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Sorted; with the severities of the codes' default levels.
    pub diagnostics: Vec<Diagnostic>,
    pub observations: Count,
    pub positions: Count,
    /// Sources in whose copies passages were looked for.
    pub sources: usize,
}

/// The names of the copies that a book's sources record.
#[must_use]
pub fn copies_of(site: &Site) -> BTreeSet<&str> {
    let snapshots = site.book.sources.iter().filter_map(|it| it.snapshot.as_ref());
    snapshots.map(|it| it.file.value.as_str()).collect()
}

/// Looks for every passage. `set` is the snapshot that the site was made of; `copies` holds what
/// was found under each of the names of [`copies_of`].
#[must_use]
pub fn verify(site: &Site, set: &SourceSet, copies: &BTreeMap<String, StoredCopy>) -> Report {
    let mut sink = Sink::new();
    let mut report = Report::default();
    let items = item::all(site);
    for source in &site.book.sources {
        let slug = source.key.value.slug();
        let own: Vec<&Item<'_>> =
            items.iter().filter(|it| it.source.value.slug() == slug).collect();
        let text = match &source.snapshot {
            Some(snapshot) => stored_text(snapshot, copies, &mut sink),
            None => {
                sink.extend(without_copy(source, &own));
                None
            }
        };
        report.sources += usize::from(text.is_some() && !own.is_empty());
        for item in own {
            let verified = text.as_ref().is_some_and(|text| item.verify(text, set, &mut sink));
            let count =
                if item.is_position() { &mut report.positions } else { &mut report.observations };
            count.all += 1;
            count.verified += usize::from(verified);
        }
    }
    report.diagnostics = sink.finish();
    report
}

/// The text of a copy that is there, is the one recorded and is text.
fn stored_text(
    snapshot: &Snapshot,
    copies: &BTreeMap<String, StoredCopy>,
    sink: &mut Sink,
) -> Option<StoredText> {
    let Snapshot { file, sha256 } = snapshot;
    let name = &file.value;
    let unreadable =
        |message: String| Diagnostic::new(Code::SnapshotUnreadable, file.span, message);
    let bytes = match copies.get(name) {
        Some(StoredCopy::Bytes(bytes)) => bytes,
        Some(StoredCopy::Unreadable(reason)) => {
            sink.push(unreadable(format!("the stored copy `{name}` cannot be read: {reason}")));
            return None;
        }
        Some(StoredCopy::Missing) | None => {
            let close = crate::diag::did_you_mean(name, copies.keys().map(String::as_str))
                .filter(|close| matches!(copies.get(*close), Some(StoredCopy::Bytes(_))));
            let hint = close.map_or_else(
                || "put it into the folder of copies, or name another with `--snapshots`".into(),
                |close| format!("did you mean `{close}`?"),
            );
            sink.push(
                unreadable(format!("the stored copy `{name}` is not in the folder")).hint(hint),
            );
            return None;
        }
    };
    let found = hex(&Sha256::digest(bytes));
    if found != sha256.value {
        sink.push(
            Diagnostic::new(
                Code::SnapshotMismatch,
                sha256.span,
                format!("the stored copy `{name}` is not the one that was recorded"),
            )
            .hint(format!("its SHA-256 is {found}; see what changed in it before you record that")),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(StoredText::new(text)),
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count();
            sink.push(
                unreadable(format!("the stored copy `{name}` is not UTF-8 text"))
                    .hint(format!("the first byte that is not lies in its line {line}")),
            );
            None
        }
    }
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn without_copy(source: &Source, items: &[&Item<'_>]) -> Option<Diagnostic> {
    if items.is_empty() {
        return None;
    }
    let positions = items.iter().filter(|it| it.is_position()).count();
    let count = Counted { observations: items.len() - positions, positions };
    let hint = match &source.cited_in {
        Some(through) => {
            format!("cite `{}`, through which alone it is known", through.source.value)
        }
        None => "record one: `briefbook: { snapshot: { file: …, sha256: … } }`".to_owned(),
    };
    Some(
        Diagnostic::new(
            Code::Unverifiable,
            source.key.span,
            format!("`{}` has no stored copy, and {count} on it", source.key.value),
        )
        .hint(hint),
    )
}

/// `2 observations and 1 position rest`.
struct Counted {
    observations: usize,
    positions: usize,
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.observations, plural(self.observations, "observation")),
            (self.positions, plural(self.positions, "position")),
        ];
        let parts: Vec<String> =
            parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, it)| it).collect();
        let one = self.observations + self.positions == 1;
        write!(f, "{} {}", parts.join(" and "), if one { "rests" } else { "rest" })
    }
}

fn plural(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// `verified 75 observations and 62 positions in 5 sources`; where not all are,
/// `verified 74 of 75 observations and …`.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |count: Count, word| {
            let all = plural(count.all, word);
            if count.verified == count.all { all } else { format!("{} of {all}", count.verified) }
        };
        write!(
            f,
            "verified {} and {} in {}",
            of(self.observations, "observation"),
            of(self.positions, "position"),
            plural(self.sources, "source")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_says_what_is_not_verified() {
        let report = Report {
            observations: Count { verified: 1, all: 1 },
            positions: Count { verified: 2, all: 3 },
            sources: 1,
            ..Report::default()
        };
        assert_eq!(report.to_string(), "verified 1 observation and 2 of 3 positions in 1 source");
        let counted = Counted { observations: 0, positions: 1 };
        assert_eq!(counted.to_string(), "1 position rests");
        let counted = Counted { observations: 2, positions: 1 };
        assert_eq!(counted.to_string(), "2 observations and 1 position rest");
    }

    #[test]
    fn hashes_are_in_lower_case() {
        assert!(hex(&Sha256::digest(b"")).starts_with("e3b0c44298fc1c14"));
    }
}
