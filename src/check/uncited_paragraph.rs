//! The rule `uncited-paragraph`: briefs, topics and actors, paragraphs of their bodies.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::prose::citing_footnotes;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Kind;
use crate::site::{Field, Resolved, Site};
use crate::syntax::body::{Block, BlockKind, Body, Event, fold_label};
use crate::syntax::reference::ReferenceKind;

/// A paragraph of more words than this rests on something that a reader may want to see.
const MOST_WORDS: usize = 20;

pub fn check(site: &Site, sink: &mut Sink) {
    site.for_each_text(|id, body| {
        let held = matches!(id.owner.kind(), Kind::Brief | Kind::Topic | Kind::Actor);
        if !held || id.field != Field::Body {
            return;
        }
        let targets = site.resolved(&id);
        let citing_notes = citing_footnotes(body);
        for block in body.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            if cites(body, block, targets, &citing_notes) {
                continue;
            }
            let words = words(body, block);
            if words > MOST_WORDS {
                sink.push(
                    Diagnostic::new(
                        Code::UncitedParagraph,
                        block.span,
                        format!("a paragraph of {words} words cites nothing"),
                    )
                    .hint("cite what it rests on: `[@key, sec. 2, L57]`"),
                );
            }
        }
    });
}

fn words(body: &Body, block: &Block) -> usize {
    body.events[block.events.clone()]
        .iter()
        .map(|(event, _)| match event {
            Event::Text(text) => words_of(text),
            Event::Reference(at) => match &body.references[*at].kind {
                ReferenceKind::Link(link) => {
                    let label = link.label.as_ref().unwrap_or(&link.target);
                    words_of(&label.value)
                }
                _ => 0,
            },
            _ => 0,
        })
        .sum()
}

/// The words of a text by Unicode Standard Annex 29.
fn words_of(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut within) = (0, false);
    for (at, byte) in bytes.iter().enumerate() {
        let letter = byte.is_ascii_alphanumeric();
        let joins = || {
            within
                && matches!(byte, b'.' | b',' | b':' | b';' | b'\'')
                && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
        };
        if !letter && (!byte.is_ascii() || *byte == b'_' || joins()) {
            // What goes on here may be one word; else words are runs of letters and digits.
            return text.unicode_words().count();
        }
        words += usize::from(letter && !within);
        within = letter;
    }
    words
}

/// Whether a paragraph cites: by itself, through a value's note, through an embed that brings its
/// own citations, or in a footnote.
fn cites(
    body: &Body,
    block: &Block,
    targets: &[Resolved],
    citing_notes: &BTreeSet<String>,
) -> bool {
    body.events[block.events.clone()].iter().any(|(event, _)| match event {
        Event::Reference(at) => {
            matches!(body.references[*at].kind, ReferenceKind::Citation(_))
                || matches!(targets.get(*at), Some(Resolved::Value { .. } | Resolved::Embed(_)))
        }
        Event::FootnoteReference(label) => citing_notes.contains(&fold_label(label)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn prop_words_are_those_of_the_standard(text in "[a-cX-Z0-9 .,:;'\"_()é’-]{0,12}") {
            proptest::prop_assert_eq!(words_of(&text), text.unicode_words().count());
        }
    }
}
