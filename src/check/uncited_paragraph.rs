//! The rule `uncited-paragraph`: briefs, topics and actors, paragraphs of their bodies.

use unicode_segmentation::UnicodeSegmentation;

use super::prose::footnote_cites;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Kind;
use crate::site::{Field, Resolved, Site, TextId};
use crate::syntax::body::{Block, BlockKind, Body, Event};
use crate::syntax::reference::ReferenceKind;

/// A paragraph of more words than this rests on something that a reader may want to see.
const MOST_WORDS: usize = 20;

pub fn check(site: &Site, id: &TextId, body: &Body, sink: &mut Sink) {
    let held = matches!(id.owner.kind(), Kind::Brief | Kind::Topic | Kind::Actor);
    if !held || id.field != Field::Body {
        return;
    }
    let targets = site.resolved(id);
    for block in body.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        if cites(body, block, targets) {
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
///
/// In ASCII they are runs of letters and digits, and a word starts with a run unless a mark joins
/// it to the one before, as in `it's` and `1.5`. Counted without branches, many bytes in one step.
fn words_of(text: &str) -> usize {
    const CHUNK: usize = 64;
    let (chunks, rest) = text.as_bytes().as_chunks::<CHUNK>();
    let mut last = [0; CHUNK];
    last[..rest.len()].copy_from_slice(rest);
    let mut words = 0;
    // Those of the two bytes before a chunk, and of its own.
    let mut classes = [0; 2 + CHUNK];
    for chunk in chunks.iter().chain([&last]) {
        [classes[0], classes[1]] = [classes[CHUNK], classes[CHUNK + 1]];
        for (class, byte) in classes[2..].iter_mut().zip(chunk) {
            *class = class_of(*byte);
        }
        if classes.iter().fold(0, |all, class| all | class) & UNSURE != 0 {
            return text.unicode_words().count();
        }
        let starts = classes.windows(3).fold(0_u8, |starts, around| {
            let [before, mark, class] = [around[0], around[1], around[2]];
            let run = (class & WORD != 0) & (mark & WORD == 0);
            let joined = before & class & (mark >> JOIN) != 0;
            starts + u8::from(run & !joined)
        });
        words += usize::from(starts);
    }
    words
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const WORD: u8 = LETTER | DIGIT;
/// By how many bits what joins letters, or digits, is above them.
const JOIN: u8 = 2;
/// What only the standard tells.
const UNSURE: u8 = 16;

/// What a byte is to the words around it.
fn class_of(byte: u8) -> u8 {
    let class = |is: bool, class: u8| if is { class } else { 0 };
    class(byte.is_ascii_alphabetic(), LETTER)
        | class(byte.is_ascii_digit(), DIGIT)
        | class(byte == b':', LETTER << JOIN)
        | class((byte == b',') | (byte == b';'), DIGIT << JOIN)
        | class((byte == b'.') | (byte == b'\''), WORD << JOIN)
        | class(!byte.is_ascii() | (byte == b'_'), UNSURE)
}

/// Whether a paragraph cites: by itself, through a value's note, through an embed that brings its
/// own citations, or in a footnote.
fn cites(body: &Body, block: &Block, targets: &[Resolved]) -> bool {
    body.events[block.events.clone()].iter().any(|(event, _)| match event {
        Event::Reference(at) => {
            matches!(body.references[*at].kind, ReferenceKind::Citation(_))
                || matches!(targets.get(*at), Some(Resolved::Value { .. } | Resolved::Embed(_)))
        }
        Event::FootnoteReference(label) => footnote_cites(body, label),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn prop_words_are_those_of_the_standard(
            text in "([a-cX-Z0-9 .,:;'\"_()é’\r\n-]|[a-c0-3][.,:;'_]{1,2}[a-c0-3]){0,12}\
                     ( {40,70}|a{60,64})?[a-c0-3.,:;']{0,9}"
        ) {
            proptest::prop_assert_eq!(words_of(&text), text.unicode_words().count());
        }
    }
}
