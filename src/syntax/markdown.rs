//! Markdown text to a [`super::body::Body`].
//!
//! The parser is `pulldown-cmark`; what is added here are places in the file, briefbook's three
//! additions ([`run`]), ids of headings, blocks, and the faults of a text. Knows nothing about
//! other files; targets of references are as written.

mod address;
mod build;
mod finish;
mod run;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use pulldown_cmark as cmark;

use super::body::Body;
use crate::diag::{Code, Diagnostic};
use crate::source::TextMap;

/// Starts and ends of a body never nest deeper than this.
pub const NESTING_LIMIT: usize = 256;

/// Which Markdown a text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// A book's: the additions are read, and what a book may not hold is a fault.
    #[default]
    Briefbook,
    /// CommonMark 0.31.2 and nothing else; never a fault but for the nesting limit.
    CommonMark,
    /// GitHub Flavored Markdown: tables, strikethrough, task lists, footnotes, alerts.
    Gfm,
}

/// What shape a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A page's body.
    #[default]
    Block,
    /// A field of prose: one paragraph, in which a line that starts with `#`, `-`, `>` or a number
    /// is plain text like any other, and line breaks are spaces. A blank line is a fault.
    Inline,
}

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Html {
    /// A fault; what was written stays in the body as text.
    #[default]
    Refused,
    /// Stays in the body as HTML events, which whoever renders it must sanitise.
    Admitted,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub dialect: Dialect,
    pub mode: Mode,
    pub html: Html,
}

impl Options {
    /// A page's body.
    pub const BODY: Self =
        Self { dialect: Dialect::Briefbook, mode: Mode::Block, html: Html::Refused };
    /// A field of prose.
    pub const PROSE: Self =
        Self { dialect: Dialect::Briefbook, mode: Mode::Inline, html: Html::Refused };
}

/// Stands before prose, so that nothing in it can start a block; a space follows, so that the
/// rules for emphasis see what they would see at the start of a line.
const PROSE_LEAD: &str = "x ";

/// Reads `text`, whose bytes lie in the file as `map` says.
#[must_use]
pub fn parse(text: &str, map: &TextMap, options: Options) -> (Body, Vec<Diagnostic>) {
    let (mut body, faults) = read(text, map, options);
    body.map = (!map.is_verbatim()).then(|| Arc::new(map.clone()));
    (body, faults)
}

fn read(text: &str, map: &TextMap, options: Options) -> (Body, Vec<Diagnostic>) {
    match options.mode {
        Mode::Block => build::body(text, 0, map, options),
        Mode::Inline => {
            // Every line break is one byte and becomes one byte, so that places stay the same.
            let line = text.replace(['\n', '\r'], " ");
            let padded = format!("{PROSE_LEAD}{line}");
            let (body, mut faults) = build::body(&padded, PROSE_LEAD.len(), map, options);
            faults.extend(second_paragraph(text, map));
            (body, faults)
        }
    }
}

/// The fault of a field of prose that holds a blank line between two paragraphs.
fn second_paragraph(text: &str, map: &TextMap) -> Option<Diagnostic> {
    let mut seen_text = false;
    let mut blank = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if content.is_empty() {
            blank = seen_text;
        } else if blank {
            let start = at + line.len() - line.trim_start().len();
            let span = map.span(start..start + content.len());
            return Some(
                Diagnostic::new(Code::InvalidValue, span, "a second paragraph starts here")
                    .hint("this field is one paragraph: move the rest into the body"),
            );
        } else {
            seen_text = true;
        }
        at += line.len();
    }
    None
}

fn cmark_options(dialect: Dialect) -> cmark::Options {
    let gfm = cmark::Options::ENABLE_TABLES
        | cmark::Options::ENABLE_STRIKETHROUGH
        | cmark::Options::ENABLE_TASKLISTS
        | cmark::Options::ENABLE_FOOTNOTES
        | cmark::Options::ENABLE_GFM;
    match dialect {
        Dialect::CommonMark => cmark::Options::empty(),
        Dialect::Gfm => gfm,
        Dialect::Briefbook => {
            gfm | cmark::Options::ENABLE_DEFINITION_LIST | cmark::Options::ENABLE_HEADING_ATTRIBUTES
        }
    }
}
