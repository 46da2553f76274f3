//! The sentence a reference stands in, as text: what a backlink shows.
//!
//! Sentences end where Unicode Standard Annex 29 says. Knows nothing about HTML.

use std::ops::Range;

use pulldown_cmark::TagEnd;
use unicode_segmentation::UnicodeSegmentation;

use crate::syntax::body::{Block, Body, Event};
use crate::syntax::reference::{Reference, ReferenceKind};

/// A sentence around a reference. The three parts joined give the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    pub before: String,
    /// What the reference itself reads as; empty for a citation, which is no word of the sentence.
    pub marked: String,
    pub after: String,
}

/// The text of a block, from which the sentences of its references are cut.
#[derive(Debug)]
pub struct BlockText<'b> {
    block: &'b Block,
    text: String,
    /// What each reference of the block reads as, in their order.
    marked: Vec<(usize, Range<usize>)>,
}

impl<'b> BlockText<'b> {
    /// The text of the block that holds the body's reference `index`; `label` says what a reference
    /// reads as. `None` where the reference stands in no block of text.
    pub fn around(
        body: &'b Body,
        index: usize,
        label: impl Fn(usize, &Reference) -> String,
    ) -> Option<Self> {
        let block = body.block_of(body.references.get(index)?.event)?;
        let mut text = String::new();
        let mut marked: Vec<(usize, Range<usize>)> = Vec::new();
        // A link to a file is marked from its own event to the end of the link that follows.
        let mut open_link = None;
        for (event, _) in &body.events[block.events.clone()] {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::Reference(at) => {
                    let reference = &body.references[*at];
                    let reads = label(*at, reference);
                    if reads.is_empty() && reference.closes_up() {
                        text.truncate(text.trim_end().len());
                    }
                    let start = text.len();
                    text.push_str(&reads);
                    if matches!(reference.kind, ReferenceKind::FileLink(_)) {
                        open_link = Some(marked.len());
                    }
                    marked.push((*at, start..text.len()));
                }
                Event::End(TagEnd::Link) => {
                    if let Some(own) = open_link.take() {
                        marked[own].1.end = text.len();
                    }
                }
                _ => {}
            }
        }
        Some(Self { block, text, marked })
    }

    /// Whether the body's event `index` is one of the block's.
    #[must_use]
    pub fn holds(&self, index: usize) -> bool {
        self.block.events.contains(&index)
    }

    /// The sentence of the body's reference `index`; empty when it is none of the block's.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Sentence {
        let own = self.marked.iter().find(|(at, _)| *at == index);
        own.map(|(_, range)| Sentence::cut(&self.text, range.clone())).unwrap_or_default()
    }
}

impl Sentence {
    /// The whole sentence.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.marked, self.after)
    }

    fn cut(text: &str, marked: Range<usize>) -> Self {
        // A citation belongs to the words before it, also where it stands after the full stop.
        let anchor = if marked.is_empty() {
            text[..marked.start].trim_end().len().saturating_sub(1)
        } else {
            marked.start
        };
        let window = window(text, anchor);
        let (mut start, mut end) = (window, text.len());
        for sentence in sentence_bounds(&text[window..]) {
            let (at, stop) = (window + sentence.start, window + sentence.end);
            if at <= anchor {
                start = at;
                end = stop;
            } else if end < marked.end {
                // A title within the sentence may hold a full stop of its own.
                end = stop;
            } else {
                break;
            }
        }
        let (start, end) = (start.min(marked.start), end.max(marked.end));
        Self {
            before: text[start..marked.start].trim_start().to_owned(),
            marked: text[marked.clone()].to_owned(),
            after: text[marked.end..end].trim_end().to_owned(),
        }
    }
}

/// Where to start looking for the sentence around `anchor`: at the start of a sentence before it.
///
/// Finding bounds costs more than anything else about a sentence, and a paragraph has many. A full
/// stop, two letters before it and a capital after it bound a sentence whatever stands around;
/// where there is none, the search starts at the beginning.
fn window(text: &str, anchor: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = anchor.min(bytes.len());
    while at > 4 {
        at -= 1;
        if let [a, b, b'.', b' ', c] = bytes[at - 4..=at]
            && a.is_ascii_lowercase()
            && b.is_ascii_lowercase()
            && c.is_ascii_uppercase()
        {
            return at;
        }
    }
    0
}

/// The sentences of a text by Unicode Standard Annex 29.
pub fn sentence_bounds(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let sentence = start..start + first_sentence(rest);
        start = sentence.end;
        Some(sentence)
    })
}

/// The length of the first sentence of a text.
///
/// The rules of the standard look back no further than to the letter before a mark that may end a
/// sentence, so that what stands before that letter need not be gone through.
fn first_sentence(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        from += plain_bytes(&bytes[from..]).saturating_sub(1);
        match bytes[from..] {
            // Where only ASCII stands around a mark, the rules mostly leave no doubt.
            [_] => return text.len(),
            [a, b'.' | b'!' | b'?'] if is_plain(a) => return text.len(),
            [a, b'.' | b'!' | b'?', b' ', b'A'..=b'Z', ..] if is_plain(a) => return from + 3,
            [a, b'.', b'0'..=b'9' | b'a'..=b'z', ..] if is_plain(a) => from += 2,
            [a, b'.', b' ', b'a'..=b'z', ..] if is_plain(a) => from += 3,
            // Values are full of no-break spaces.
            [a, 0xC2, 0xA0, b, ..] if is_plain(a) && is_plain(b) => from += 3,
            _ => {
                let rest = &text[from..];
                return from + rest.split_sentence_bounds().next().unwrap_or(rest).len();
            }
        }
    }
}

/// How many bytes at the start of a text are plain. Many are looked at in one step.
fn plain_bytes(text: &[u8]) -> usize {
    let (chunks, _) = text.as_chunks::<32>();
    let all_plain = |chunk: &&[u8; 32]| chunk.iter().fold(true, |all, &byte| all & is_plain(byte));
    let whole = 32 * chunks.iter().take_while(all_plain).count();
    whole + text[whole..].iter().take_while(|&&byte| is_plain(byte)).count()
}

/// Whether a byte is in ASCII, and no mark that may end a sentence: in anything else there may be
/// marks, and signs that join the letter before.
fn is_plain(byte: u8) -> bool {
    let marks = [b'.', b'!', b'?', b'\n', b'\r'];
    marks.iter().fold(byte.is_ascii(), |plain, &mark| plain & (byte != mark))
}

#[cfg(test)]
mod tests {
    use crate::source::TextMap;
    use crate::syntax::markdown::{Options, parse};
    use crate::syntax::testing::file;

    use super::*;

    #[test]
    fn the_sentence_is_the_one_around_the_mark() {
        let text = "One thing. Leonardo signed it in Rome. Another thing.";
        let at = text.find("Leonardo").unwrap();
        let sentence = Sentence::cut(text, at..at + 8);
        assert_eq!(sentence.before, "");
        assert_eq!(sentence.marked, "Leonardo");
        assert_eq!(sentence.after, " signed it in Rome.");
    }

    #[test]
    fn the_window_finds_what_the_whole_text_finds() {
        let text = "It rose by 4.8 per cent, the U.S. Senate said. Mr. Rossi agreed: yes! Was it \
                    so? In Rome it was. Elsewhere not. The end came. Then silence.";
        for (at, _) in text.char_indices() {
            let whole = text
                .split_sentence_bound_indices()
                .map(|(start, sentence)| start..start + sentence.len())
                .find(|range| range.contains(&at))
                .unwrap();
            let sentence = Sentence::cut(text, at..at + 1);
            assert_eq!(sentence.whole().trim(), text[whole].trim(), "{at}");
        }
    }

    proptest::proptest! {
        #[test]
        fn prop_bounds_are_those_of_the_standard(
            text in "([a-cX-Z0-9 \u{a0}.!?,)\"’…é\u{301}\u{2028}\r\n\u{ad}。-]|e\\.g\\. |3\\.5|\
                     [a-c0-9][.!?] ?[a-cX-Z0-9]|\\. [A-Z])*"
        ) {
            let found: Vec<&str> = sentence_bounds(&text).map(|range| &text[range]).collect();
            proptest::prop_assert_eq!(found, text.split_sentence_bounds().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_link_to_a_file_keeps_the_blank_before_it() {
        let text = "It fell. [The *report*](b.md) and [another](c.md) say so [@a].";
        let map = TextMap::verbatim(file(), 0, text.len());
        let (body, _) = parse(text, &map, Options::BODY);
        let block = BlockText::around(&body, 0, |_, it| it.plain().to_owned()).unwrap();
        let sentence = |at| block.sentence(at);
        assert_eq!(sentence(0).marked, "The report");
        assert_eq!(sentence(1).whole(), "The report and another say so.");
    }

    #[test]
    fn a_citation_belongs_to_what_stands_before_it() {
        let text = "Trade fell. It rose again. It stayed.";
        let at = text.find(" It stayed").unwrap();
        let sentence = Sentence::cut(text, at..at);
        assert_eq!(sentence.before, "It rose again.");
        assert_eq!(sentence.after, "");
    }
}
