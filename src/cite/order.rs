//! The order of a bibliography: as a reader looks a source up.
//!
//! By author (else editor, else title), then by date and title where the style puts the year first,
//! by title and date elsewhere; letters in the order of the book's language, punctuation ignored.
//! Knows nothing about how sources are formatted. Hayagriva's own sorting is not used: it formats
//! every source anew for each comparison, and styles without an order leave that of the citations,
//! which a book of many pages does not have.

use std::cmp::Ordering;

use hayagriva::Entry;
use hayagriva::types::Person;
use icu_collator::options::{AlternateHandling, CollatorOptions};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::Locale;

use super::style::StyleKind;
use crate::model::Lang;

/// The places of `entries` in the order of the bibliography. Total: the last resort is the key.
pub(super) fn order(entries: &[Entry], kind: StyleKind, lang: &Lang) -> Vec<usize> {
    let collator = collator(lang);
    let compare = |a: &str, b: &str| match &collator {
        Some(collator) => collator.compare(a, b),
        None => a.cmp(b),
    };
    let keys: Vec<SortKey> = entries.iter().map(SortKey::new).collect();
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&keys[a], &keys[b]);
        let title = || compare(&a.title, &b.title);
        let date = || a.date.cmp(&b.date);
        let rest = || match kind {
            StyleKind::AuthorDate => date().then_with(title),
            StyleKind::Note | StyleKind::Numeric => title().then_with(date),
        };
        compare_lists(&a.names, &b.names, &compare).then_with(rest).then_with(|| a.key.cmp(b.key))
    });
    order
}

struct SortKey<'a> {
    /// Family name and given name of each author, or the title alone.
    names: Vec<String>,
    title: String,
    /// Year, month, day; sources without a date come last.
    date: (bool, i32, Option<u8>, Option<u8>),
    key: &'a str,
}

impl<'a> SortKey<'a> {
    fn new(entry: &'a Entry) -> Self {
        let title = entry.title().map(ToString::to_string).unwrap_or_default();
        let people = entry
            .authors()
            .filter(|people| !people.is_empty())
            .or_else(|| entry.editors())
            .unwrap_or_default();
        let names =
            if people.is_empty() { vec![title.clone()] } else { people.iter().map(name).collect() };
        let date = entry
            .date_any()
            .map_or((true, 0, None, None), |date| (false, date.year, date.month, date.day));
        Self { names, title, date, key: entry.key() }
    }
}

fn name(person: &Person) -> String {
    let given = person.given_name.as_deref().unwrap_or_default();
    format!("{} {given}", person.name)
}

fn compare_lists(
    a: &[String],
    b: &[String],
    compare: &impl Fn(&str, &str) -> Ordering,
) -> Ordering {
    a.iter()
        .zip(b)
        .map(|(a, b)| compare(a, b))
        .find(|&order| order != Ordering::Equal)
        .unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// `None` only for a tag that names no language.
fn collator(lang: &Lang) -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.alternate_handling = Some(AlternateHandling::Shifted);
    let locale: Locale = lang.as_str().parse().ok()?;
    Collator::try_new(locale.into(), options).ok()
}
