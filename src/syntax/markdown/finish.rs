//! What can be said only once a whole body is read: ids of headings, and where embeds and footnotes
//! stand.
//!
//! Knows nothing about Markdown's grammar.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CowStr, Tag, TagEnd};

use crate::diag::{Code, Diagnostic};
use crate::source::{Span, Spanned};
use crate::syntax::body::{BlockKind, Body, Event, Heading, fold_label};
use crate::syntax::reference::{Reference, ReferenceKind};

/// A heading whose id is still to be made.
pub(super) struct PendingHeading {
    /// Written as `{#id}`.
    pub explicit: Option<Spanned<String>>,
    pub level: u8,
    pub span: Span,
    /// Its events, start and end included.
    pub start: usize,
    pub end: usize,
}

/// Gives every heading an id that no other on the page has: the one written, else one made from
/// its text, with a number after it where that is taken.
pub(super) fn headings(body: &mut Body, pending: Vec<PendingHeading>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut taken: BTreeMap<String, Option<Span>> = BTreeMap::new();
    for id in pending.iter().filter_map(|heading| heading.explicit.as_ref()) {
        match taken.entry(id.value.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(Some(id.span));
            }
            Entry::Occupied(entry) => {
                let message = format!("the heading id `{}` stands twice", id.value);
                let mut fault = Diagnostic::new(Code::DuplicateHeadingId, id.span, message)
                    .hint("give each heading an id of its own");
                if let Some(first) = entry.get() {
                    fault = fault.related(*first, "first here");
                }
                faults.push(fault);
            }
        }
    }
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut explicit_seen = BTreeSet::new();
    for heading in pending {
        let events = heading.start..heading.end.max(heading.start + 1);
        let text = body.plain_text(events.clone(), |_, reference| reference.plain().to_owned());
        let id = match heading.explicit {
            Some(id) if explicit_seen.insert(id.value.clone()) => id.value,
            Some(id) => free(&id.value, &mut taken, &mut numbers),
            None => {
                let slug = slug::slugify(&text);
                let stem = if slug.is_empty() { "section" } else { &slug };
                free(stem, &mut taken, &mut numbers)
            }
        };
        if let Some((Event::Start(Tag::Heading { id: place, .. }), _)) =
            body.events.get_mut(heading.start)
        {
            *place = Some(CowStr::from(id.clone()));
        }
        body.headings.push(Heading { id, level: heading.level, text, span: heading.span, events });
    }
    faults
}

/// Finds where footnotes are defined.
pub(super) fn footnotes(body: &mut Body) {
    let mut open = Vec::new();
    for (index, (event, _)) in body.events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                open.push((fold_label(label), index + 1));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, start)) = open.pop() {
                    body.footnotes.entry(label).or_insert(start..index);
                }
            }
            _ => {}
        }
    }
}

/// `stem`, or the first of `stem-2`, `stem-3` … that is not taken; it is taken from then on.
fn free(
    stem: &str,
    taken: &mut BTreeMap<String, Option<Span>>,
    numbers: &mut BTreeMap<String, usize>,
) -> String {
    let number = numbers.entry(stem.to_owned()).or_insert(0);
    loop {
        *number += 1;
        let id = if *number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
        if let Entry::Vacant(entry) = taken.entry(id.clone()) {
            entry.insert(None);
            return id;
        }
    }
}

/// Reports embeds that do not stand alone in a paragraph, and makes links of them.
pub(super) fn embeds(body: &mut Body, faults: &mut Vec<Diagnostic>) {
    for index in 0..body.references.len() {
        let Reference { kind: ReferenceKind::Embed(link), span, event } = &body.references[index]
        else {
            continue;
        };
        let alone = body.block_of(*event).is_some_and(|block| {
            block.kind == BlockKind::Paragraph && block.events == (*event..*event + 1)
        });
        if alone {
            continue;
        }
        faults.push(
            Diagnostic::new(
                Code::EmbedPlace,
                *span,
                "an embed does not stand alone in its paragraph",
            )
            .hint("put it on a line of its own, between blank lines"),
        );
        let link = link.clone();
        body.references[index].kind = ReferenceKind::Link(link);
    }
}
