//! A text on its own, without a book: what `briefbook markdown` prints.
//!
//! Knows nothing about what references point at: they are shown as they are written.

use std::sync::Arc;

use super::{
    FileTarget, Flavour, HtmlOptions, Resolver, Words, escape, footnotes_section, render, spec,
};
use crate::diag::Diagnostic;
use crate::render::highlight::Highlighter;
use crate::source::{FileId, SourcePath, SourceSetBuilder, TextMap};
use crate::syntax::markdown::{self, Html, Options};
use crate::syntax::reference::{Reference, ReferenceKind};

/// The text as HTML.
#[must_use]
pub fn standalone(text: &str, flavour: Flavour) -> String {
    let mut files = SourceSetBuilder::new();
    if let Ok(path) = SourcePath::new("text.md") {
        files.insert(path, text.as_bytes());
    }
    let files = files.build();
    files.iter().next().map_or(String::new(), |(file, _)| document(file, text, flavour).0)
}

/// The text of `file` as HTML, and its faults, of which the CommonMark flavours have none but the
/// nesting limit. What is faulty is left out or stands as text.
#[must_use]
pub fn document(file: FileId, text: &str, flavour: Flavour) -> (String, Vec<Diagnostic>) {
    let map = TextMap::verbatim(file, 0, text.len());
    let options = Options { dialect: flavour, html: Html::Refused, ..Options::BODY };
    let (body, faults) = markdown::parse(text, &map, options);
    let html = match flavour {
        Flavour::CommonMark => spec::render(&body, false),
        Flavour::Gfm => spec::render(&body, true),
        Flavour::Briefbook => {
            let mut resolver = AsWritten { text, highlighter: Highlighter::new() };
            let page = render(&body, 0..body.events.len(), &HtmlOptions::default(), &mut resolver);
            page.html + &footnotes_section(&page.footnotes, &Words::ENGLISH)
        }
    };
    (html, faults)
}

/// Shows every reference as it stands in the text.
struct AsWritten<'a> {
    text: &'a str,
    highlighter: Highlighter,
}

impl Resolver for AsWritten<'_> {
    fn reference(&mut self, _: usize, reference: &Reference, out: &mut String) {
        let written = self.text.get(reference.span.range()).unwrap_or_default();
        let (open, shown, close) = match &reference.kind {
            ReferenceKind::Link(link) => ("<span class=\"reference\">", link.shown(), "</span>"),
            ReferenceKind::Embed(_) => ("<p class=\"reference\">", written, "</p>\n"),
            _ => ("<span class=\"citation\">", written, "</span>"),
        };
        out.push_str(open);
        escape::text(out, shown);
        out.push_str(close);
    }

    fn file(&mut self, _: usize, _: &Reference, written: &str) -> Option<FileTarget> {
        (!written.is_empty())
            .then(|| FileTarget { address: written.to_owned(), attributes: Vec::new() })
    }

    fn code(&mut self, language: &str, code: &str) -> Option<Arc<str>> {
        self.highlighter.highlight(language, code)
    }
}
