//! Body events to HTML.
//!
//! [`render`] writes a body as a part of a page: accessible, without inline styles or scripts,
//! everything escaped. What a reference becomes is up to a [`Resolver`]: this module knows nothing
//! about addresses, sources or what the book holds. [`standalone`] writes a text without a book,
//! and in the other flavours exactly what CommonMark and GFM expect.

mod autolink;
pub mod escape;
mod footnotes;
mod page;
mod spec;
mod standalone;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

pub use footnotes::{Footnote, footnotes_section};
pub use standalone::{document, standalone};

pub use crate::syntax::markdown::Dialect as Flavour;

use crate::syntax::body::Body;
use crate::syntax::reference::Reference;

/// How a body is written.
#[derive(Clone, Copy, Debug)]
pub struct HtmlOptions<'a> {
    /// Added to every heading's level; the sum stays within 1 to 6.
    pub heading_shift: i8,
    /// Whether headings get their ids and a link to themselves: not where a section of another
    /// page is embedded.
    pub heading_ids: bool,
    /// Stands before every id, so that several bodies can share a page.
    pub id_prefix: &'a str,
    pub words: &'a Words<'a>,
}

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        Self { heading_shift: 0, heading_ids: true, id_prefix: "", words: &Words::ENGLISH }
    }
}

/// The words that the renderer itself puts on a page.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    pub footnotes: &'a str,
    /// Of the link from a footnote to its use; the use's number follows.
    pub back_to_reference: &'a str,
    /// Of a heading's link to itself; the heading's text follows.
    pub link_to_section: &'a str,
    /// Of the container in which a wide table scrolls.
    pub table: &'a str,
    /// Of the container in which long lines of code scroll.
    pub code: &'a str,
    pub note: &'a str,
    pub tip: &'a str,
    pub important: &'a str,
    pub warning: &'a str,
    pub caution: &'a str,
    pub done: &'a str,
    pub to_do: &'a str,
}

impl Words<'static> {
    pub const ENGLISH: Self = Self {
        footnotes: "Footnotes",
        back_to_reference: "Back to reference",
        link_to_section: "Link to section",
        table: "Table",
        code: "Code",
        note: "Note",
        tip: "Tip",
        important: "Important",
        warning: "Warning",
        caution: "Caution",
        done: "Done",
        to_do: "To do",
    };
}

/// Where plain text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPlace {
    Prose,
    Heading,
    Link,
}

/// Where a link to a file leads, or where an image lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTarget {
    /// Unescaped.
    pub address: String,
    /// Further attributes and their unescaped values, such as `width`; the names are fixed words
    /// of the caller.
    pub attributes: Vec<(&'static str, String)>,
}

/// What the book knows and the renderer asks for, page by page.
pub trait Resolver {
    /// Writes what stands for a wikilink, an embed or a citation. An embed is a block of its own;
    /// the others stand within a line.
    fn reference(&mut self, index: usize, reference: &Reference, out: &mut String);

    /// Where the link or image leads whose reference is `reference`; `written` is its address in
    /// the text. Without a target the link's text, or the image's alternative text, stands alone.
    fn file(&mut self, index: usize, reference: &Reference, written: &str) -> Option<FileTarget>;

    /// The inside of a code block as HTML, where its language is known.
    fn code(&mut self, language: &str, code: &str) -> Option<Arc<str>> {
        let _ = (language, code);
        None
    }

    /// Writes plain text.
    fn text(&mut self, text: &str, place: TextPlace, out: &mut String) {
        let _ = place;
        escape::text(out, text);
    }

    /// Writes raw HTML that the book admits; `text` unless it is sanitised here.
    fn html(&mut self, html: &str, out: &mut String) {
        escape::text(out, html);
    }

    /// The number of a footnote that is referred to for the first time, where footnotes share
    /// their numbers with other notes of the page. Else they are counted by themselves.
    fn footnote_number(&mut self) -> Option<usize> {
        None
    }

    /// Called with `true` before and with `false` after the text of footnotes is written.
    fn in_footnotes(&mut self, inside: bool) {
        let _ = inside;
    }
}

/// A body, or a part of it, as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderedBody {
    pub html: String,
    /// The footnotes that it uses, by number; [`footnotes_section`] writes them.
    pub footnotes: Vec<Footnote>,
}

/// Writes the events of `body` in `events`.
pub fn render(
    body: &Body,
    events: Range<usize>,
    options: &HtmlOptions<'_>,
    resolver: &mut dyn Resolver,
) -> RenderedBody {
    page::render(body, events, options, resolver)
}
