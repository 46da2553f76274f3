//! Which entries inherit fields from which (`crossref`, `xdata`), with circles reported and cut.
//!
//! The `biblatex` crate follows these links by recursion, anew for every entry that it meets.
//! Knows nothing about what is inherited.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use biblatex::{Bibliography, Pair, RawBibliography, RawChunk, RawEntry, Spanned as At};

use super::File;
use crate::decode::reader::Context;
use crate::diag::{Code, Diagnostic};

/// From how many entries one may inherit, each counted as often as it is met.
///
/// The crate clones them all at every step, so that its work grows with the square of this.
const MOST_ANCESTORS: usize = 20;

/// The entries that one inherits from, by their places in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    crossref: Option<usize>,
    xdata: Vec<usize>,
}

impl Links {
    fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.crossref.into_iter().chain(self.xdata.iter().copied())
    }

    fn get(&self, index: usize) -> Option<usize> {
        self.all().nth(index)
    }
}

/// The links of every entry. Where following them would not end, or not soon, they are reported
/// and left out.
pub(super) fn links(
    cx: &mut Context<'_>,
    file: &File<'_>,
    entries: &[At<RawEntry<'_>>],
) -> Vec<Links> {
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        by_key.entry(entry.v.key.v).or_insert(at);
    }
    let named = |name: &str| by_key.get(name).copied();
    let mut links: Vec<Links> = entries
        .iter()
        .map(|entry| Links {
            crossref: keys(&entry.v, "crossref").first().and_then(|key| named(key)),
            xdata: keys(&entry.v, "xdata").iter().filter_map(|key| named(key)).collect(),
        })
        .collect();
    cut_circles(cx, file, entries, &mut links);
    links
}

/// The keys that the field `name` of `entry` lists.
fn keys(entry: &RawEntry<'_>, name: &str) -> Vec<String> {
    let Some(field) = entry.fields.iter().find(|field| field.key.v.eq_ignore_ascii_case(name))
    else {
        return Vec::new();
    };
    // Read by the crate, so that braces and commands mean what they mean to it, and under a name
    // that it does not follow.
    let alone = RawEntry {
        key: At::zero("x"),
        kind: At::zero("misc"),
        fields: vec![Pair::new(At::zero("keywords"), field.value.clone())],
    };
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![At::zero(alone)],
        abbreviations: Vec::new(),
    };
    Bibliography::from_raw(raw)
        .ok()
        .and_then(|bibliography| bibliography.get("x")?.get_as::<Vec<String>>("keywords").ok())
        .unwrap_or_default()
        .into_iter()
        .map(|key| key.trim().to_owned())
        .collect()
}

/// Follows the links of every entry, depth first and without recursion. An entry that closes a
/// circle, or has too many ancestors, loses its links.
fn cut_circles(
    cx: &mut Context<'_>,
    file: &File<'_>,
    entries: &[At<RawEntry<'_>>],
    links: &mut [Links],
) {
    let mut ancestors: Vec<Option<usize>> = vec![None; entries.len()];
    for first in 0..entries.len() {
        // Each entry on the way from the first, with how many of its links were followed.
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut on_path: BTreeSet<usize> = BTreeSet::new();
        if ancestors[first].is_none() {
            path.push((first, 0));
            on_path.insert(first);
        }
        while let Some((entry, followed)) = path.pop() {
            let Some(next) = links[entry].get(followed) else {
                let count = links[entry]
                    .all()
                    .map(|parent| 1 + ancestors[parent].unwrap_or_default())
                    .fold(0, usize::saturating_add);
                ancestors[entry] = Some(count);
                if count > MOST_ANCESTORS {
                    cx.fault(Diagnostic::new(
                        Code::InvalidSource,
                        file.span(entries[entry].v.key.span.clone()),
                        format!("this inherits from more than {MOST_ANCESTORS} entries"),
                    ));
                    links[entry] = Links::default();
                    ancestors[entry] = Some(0);
                }
                on_path.remove(&entry);
                continue;
            };
            if on_path.contains(&next) {
                let circle: Vec<usize> = path
                    .iter()
                    .map(|(entry, _)| *entry)
                    .chain([entry])
                    .skip_while(|&member| member != next)
                    .collect();
                cx.fault(circle_fault(file, entries, &circle));
                links[entry] = Links::default();
                path.push((entry, 0));
                continue;
            }
            path.push((entry, followed + 1));
            if ancestors[next].is_none() {
                path.push((next, 0));
                on_path.insert(next);
            }
        }
    }
}

fn circle_fault(file: &File<'_>, entries: &[At<RawEntry<'_>>], circle: &[usize]) -> Diagnostic {
    const MOST_NAMED: usize = 10;
    let mut names: Vec<&str> = circle.iter().map(|&at| entries[at].v.key.v).collect();
    if names.len() > MOST_NAMED {
        names.truncate(MOST_NAMED);
        names.push("…");
    }
    names.extend(circle.first().map(|&at| entries[at].v.key.v));
    let closing = circle.last().map_or(0..0, |&at| {
        let entry = &entries[at].v;
        let link = |field: &&Pair<'_>| {
            ["crossref", "xdata"].iter().any(|name| field.key.v.eq_ignore_ascii_case(name))
        };
        entry.fields.iter().find(link).map_or(&entry.key.span, |field| &field.value.span).clone()
    });
    Diagnostic::new(
        Code::SourceCycle,
        file.span(closing),
        format!("these entries inherit from each other: {}", names.join(" → ")),
    )
    .hint("take out one `crossref` or `xdata`")
}

/// The entry `at` and everything that it inherits from, itself first, each once, with the links
/// that were found sound.
///
/// They are renamed to [`safe_key`]s, since the crate reads links as TeX and might take one for
/// another: `a--b` becomes `a–b`, and `ids` gives entries further names.
pub(super) fn family<'s>(
    entries: &[At<RawEntry<'s>>],
    links: &[Links],
    at: usize,
) -> Vec<At<RawEntry<'s>>> {
    let mut members = vec![at];
    let mut places = BTreeMap::from([(at, 0)]);
    let mut next = 0;
    while let Some(&member) = members.get(next) {
        for parent in links[member].all() {
            if let Entry::Vacant(place) = places.entry(parent) {
                place.insert(members.len());
                members.push(parent);
            }
        }
        next += 1;
    }
    let target = |entry: &usize| places.get(entry).map_or("", |&place| safe_key(place));
    members
        .iter()
        .enumerate()
        .map(|(place, &member)| {
            let mut entry = entries[member].clone();
            entry.v.key.v = safe_key(place);
            entry.v.fields.retain(|field| {
                let is = |name: &&str| field.key.v.eq_ignore_ascii_case(name);
                !["crossref", "xdata", "ids"].iter().any(is)
            });
            let Links { crossref, xdata } = &links[member];
            let crossref = crossref.iter().map(target).collect();
            let xdata = xdata.iter().map(target).collect();
            entry.v.fields.extend(link("crossref", crossref));
            entry.v.fields.extend(link("xdata", xdata));
            entry
        })
        .collect()
}

/// The name of the member of a family at `place`: as many letters as it has members up to it.
pub(super) fn safe_key(place: usize) -> &'static str {
    const LETTERS: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const { assert!(LETTERS.len() > MOST_ANCESTORS) };
    &LETTERS[..LETTERS.len().min(place + 1)]
}

/// The field `name` that lists `targets`; none where there are none.
fn link<'s>(name: &'s str, targets: Vec<&'s str>) -> Option<Pair<'s>> {
    let mut value: Vec<At<RawChunk<'s>>> = Vec::new();
    for target in targets {
        if !value.is_empty() {
            value.push(At::zero(RawChunk::Normal(",")));
        }
        value.push(At::zero(RawChunk::Normal(target)));
    }
    (!value.is_empty()).then(|| Pair::new(At::zero(name), At::zero(value)))
}
