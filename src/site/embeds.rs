//! Sections that embed each other in a circle.
//!
//! Knows nothing about how embeds are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::{Embed, Field, Resolved, TextId, texts};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Book, EntityId, Lang};
use crate::source::Span;

/// A section of a page in one language, or (without a heading) its whole body.
type Part = (EntityId, Lang, Option<String>);

/// Reports each embed that closes a circle, with the path round it.
pub fn report_cycles(
    book: &Book,
    index: &Index,
    resolved: &BTreeMap<TextId, Vec<Resolved>>,
    sink: &mut Sink,
) {
    let starts = resolved.iter().filter(|(id, targets)| {
        id.field == Field::Body
            && targets.iter().any(|it| matches!(it, Resolved::Embed(Embed::Section { .. })))
    });
    let mut done: BTreeSet<Part> = BTreeSet::new();
    let mut reported: BTreeSet<Span> = BTreeSet::new();
    for (id, _) in starts {
        let start: Part = (id.owner.clone(), id.lang.clone(), None);
        // Depth first, with a stack of our own: the path, and what is left to visit at each step.
        let first = embedded(book, index, resolved, &start);
        let mut path: Vec<(Part, Vec<(Part, Span)>)> = vec![(start, first)];
        while let Some((_, open)) = path.last_mut() {
            let Some((next, span)) = open.pop() else {
                if let Some((part, _)) = path.pop() {
                    done.insert(part);
                }
                continue;
            };
            if let Some(at) = path.iter().position(|(part, _)| within(part, &next)) {
                if reported.insert(span) {
                    let names: Vec<_> = path[at..]
                        .iter()
                        .map(|(part, _)| name(part))
                        .chain([name(&next)])
                        .collect();
                    sink.push(
                        Diagnostic::new(
                            Code::EmbedCycle,
                            span,
                            format!("this embeds itself: {}", names.join(" embeds ")),
                        )
                        .hint("link to the section, or take one of the embeds out"),
                    );
                }
            } else if !done.contains(&next) {
                let inner = embedded(book, index, resolved, &next);
                path.push((next, inner));
            }
        }
    }
}

/// Whether showing `next` while `part` is being shown shows `part` again.
fn within(part: &Part, next: &Part) -> bool {
    part.0 == next.0 && part.1 == next.1 && part.2 == next.2
}

fn embedded(
    book: &Book,
    index: &Index,
    resolved: &BTreeMap<TextId, Vec<Resolved>>,
    part: &Part,
) -> Vec<(Part, Span)> {
    let (owner, lang, heading) = part;
    let Some(document) = texts::document(book, index, owner, lang) else { return Vec::new() };
    let id = TextId { owner: owner.clone(), lang: document.lang.clone(), field: Field::Body };
    let Some(targets) = resolved.get(&id) else { return Vec::new() };
    let range = match heading {
        Some(heading) => document.body.section(heading).unwrap_or(0..0),
        None => 0..document.body.events.len(),
    };
    let mut found: Vec<_> = document
        .body
        .references
        .iter()
        .zip(targets)
        .filter(|(reference, _)| range.contains(&reference.event))
        .filter_map(|(reference, target)| match target {
            Resolved::Embed(Embed::Section { page, heading }) => {
                let lang = texts::document(book, index, page, lang).map_or(lang, |it| &it.lang);
                Some(((page.clone(), lang.clone(), Some(heading.clone())), reference.span))
            }
            _ => None,
        })
        .collect();
    found.reverse();
    found
}

fn name((owner, _, heading): &Part) -> String {
    match heading {
        Some(heading) => format!("{owner}#{heading}"),
        None => owner.to_string(),
    }
}
