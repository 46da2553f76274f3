//! A Markdown body as a stream of events with places, and what was found in it.
//!
//! Knows nothing about how it is parsed ([`super::markdown`]) or what its references point at.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Tag, TagEnd};

use super::excuse;
use super::reference::Reference;
use crate::source::{Span, TextMap};
use crate::syntax::white_space::{push_folded, push_gap};

/// One event of a body. Starts and ends are balanced; nesting never passes 256 levels.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Start(Tag<'static>),
    End(TagEnd),
    /// Stands in the file letter for letter where its span is as long as it; else it was an
    /// entity, or lies in a YAML scalar with escapes or folds.
    Text(CowStr<'static>),
    Code(CowStr<'static>),
    /// Raw HTML of a block; only where the book admits it.
    Html(CowStr<'static>),
    /// Raw HTML within a line; only where the book admits it.
    InlineHtml(CowStr<'static>),
    FootnoteReference(CowStr<'static>),
    TaskMarker(bool),
    SoftBreak,
    HardBreak,
    Rule,
    /// One of briefbook's additions: an index into [`Body::references`].
    Reference(usize),
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Unique on the page: given with `{#id}`, else made from the text.
    pub id: String,
    /// 1 to 6.
    pub level: u8,
    /// Plain text; references stand as they are written, without their marks.
    pub text: String,
    pub span: Span,
    /// Its place in [`Body::events`], start and end included.
    pub events: Range<usize>,
}

/// A block that holds text: a paragraph, a heading, a tight list item, a table cell, a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
    /// Its events, its own start and end left out.
    pub events: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    Heading,
    /// The text of a list item or definition that is not in a paragraph of its own.
    Item,
    TableCell,
    /// A paragraph of a footnote's definition.
    Footnote,
}

/// A parsed body. An inline text (a summary, a judgement) is a body whose one block is a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    pub events: Vec<(Event, Span)>,
    pub references: Vec<Reference>,
    pub headings: Vec<Heading>,
    /// In order of their start; they do not overlap.
    pub blocks: Vec<Block>,
    /// The events between the start and the end of each footnote's definition, by folded label; of
    /// several definitions the first.
    pub footnotes: BTreeMap<String, Range<usize>>,
    /// Comments that excuse a line from a lint; nothing of them is in the events.
    pub excuses: Vec<excuse::Comment>,
    /// The way back to the file, for a text with escapes or folds.
    pub map: Option<Arc<TextMap>>,
}

impl Body {
    /// The block that holds the event at `index`.
    #[must_use]
    pub fn block_of(&self, index: usize) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.events.start <= index);
        self.blocks[..after].last().filter(|block| block.events.contains(&index))
    }

    /// Where a part of a text event lies in the file; the whole event where it cannot be told
    /// apart, as in an entity. `part` lies within the event's text, on character boundaries.
    #[must_use]
    pub fn span_within(&self, event: usize, part: Range<usize>) -> Span {
        let (event, span) = &self.events[event];
        let Event::Text(text) = event else { return *span };
        if text.len() == span.range().len() {
            let start = span.start as usize;
            return Span::new(span.file, start + part.start, start + part.end);
        }
        let Some(map) = &self.map else { return *span };
        let start = map.offset(span.start);
        if map.span(start..start + text.len()).end == span.end {
            map.span(start + part.start..start + part.end)
        } else {
            *span
        }
    }

    /// The events of the section that starts at the heading `id`: up to the next heading of the
    /// same or a higher level.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<Range<usize>> {
        let at = self.headings.iter().position(|heading| heading.id == id)?;
        let first = &self.headings[at];
        let end = self.headings[at + 1..]
            .iter()
            .find(|heading| heading.level <= first.level)
            .map_or(self.events.len(), |next| next.events.start);
        Some(first.events.start..end)
    }
}

impl Body {
    /// The place of the end that belongs to the start at `index`; the last event where there is
    /// none.
    #[must_use]
    pub fn end_of(&self, index: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, (event, _)) in self.events[index..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth <= 1 => return index + offset,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.events.len().saturating_sub(1)
    }

    /// The text of a range of events without any marks, as a search index, a description or a
    /// sentence in a list of backlinks wants it. `label` says what stands for each reference, by
    /// its index; a citation that reads as nothing leaves no gap behind. White space
    /// is folded and blocks are parted by a space.
    #[must_use]
    pub fn plain_text(
        &self,
        events: Range<usize>,
        label: impl Fn(usize, &Reference) -> String,
    ) -> String {
        let mut text = String::new();
        for (event, _) in self.events.get(events).unwrap_or_default() {
            match event {
                Event::Text(piece) | Event::Code(piece) => push_folded(&mut text, piece),
                Event::Reference(index) => {
                    if let Some(reference) = self.references.get(*index) {
                        let reads = label(*index, reference);
                        if reads.is_empty() && reference.closes_up() {
                            text.truncate(text.trim_end().len());
                        }
                        push_folded(&mut text, &reads);
                    }
                }
                Event::SoftBreak | Event::HardBreak | Event::Rule => push_gap(&mut text),
                Event::Start(tag) if !is_inline(&tag.to_end()) => push_gap(&mut text),
                Event::End(tag) if !is_inline(tag) => push_gap(&mut text),
                Event::Start(_)
                | Event::End(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::TaskMarker(_) => {}
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// A footnote's label as it is compared: without regard to case, as link labels are.
#[must_use]
pub fn fold_label(label: &str) -> String {
    label.to_lowercase()
}

/// Whether a tag marks text within a block, and is no block itself.
#[must_use]
pub fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
