//! A Markdown body as a stream of events with places, and what was found in it.
//!
//! Knows nothing about how it is parsed ([`super::markdown`]) or what its references point at.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Tag, TagEnd};

use super::reference::Reference;
use crate::source::{Span, Spanned};

/// One event of a body. Starts and ends are balanced; nesting never passes 256 levels.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Start(Tag<'static>),
    End(TagEnd),
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
    /// Images with relative addresses and relative links to files are references as well; other
    /// links stay in the events.
    pub footnotes: Vec<Spanned<Arc<str>>>,
}

impl Body {
    /// The block that holds the event at `index`.
    #[must_use]
    pub fn block_of(&self, index: usize) -> Option<&Block> {
        let after = self
            .blocks
            .partition_point(|block| block.events.start <= index);
        self.blocks[..after]
            .last()
            .filter(|block| block.events.contains(&index))
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
