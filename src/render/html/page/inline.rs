//! Links, images and references to footnotes.
//!
//! Knows nothing about blocks.

use std::fmt::Write as _;

use pulldown_cmark::LinkType;

use super::super::{FileTarget, escape};
use super::Writer;
use crate::syntax::body::fold_label;

impl Writer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let folded = fold_label(label);
        if !self.definitions.contains_key(&folded) {
            // Reported where the text was read.
            self.out.push_str("[^");
            escape::text(&mut self.out, label);
            return self.out.push(']');
        }
        let resolver = &mut self.resolver;
        let note = self.used.refer(&folded, self.options.id_prefix, |count| {
            resolver.footnote_number().unwrap_or(count)
        });
        self.out.push_str("<sup class=\"note-ref\"><a role=\"doc-noteref\" id=\"");
        escape::attribute(&mut self.out, note.uses.last().map_or("", String::as_str));
        self.out.push_str("\" href=\"#");
        escape::attribute(&mut self.out, &note.id);
        let _ = write!(self.out, "\">{}</a></sup>", note.number);
    }

    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, title: &str) {
        let file = self.file.take();
        let (address, attributes, external) = match file {
            Some(None) => return self.links.push(false),
            Some(Some(target)) => (target.address, target.attributes, false),
            None if address.is_empty() => return self.links.push(false),
            None if link_type == LinkType::Email => {
                (format!("mailto:{address}"), Vec::new(), false)
            }
            None => (address.to_owned(), Vec::new(), !address.starts_with("mailto:")),
        };
        self.links.push(true);
        self.out.push_str("<a href=\"");
        escape::address(&mut self.out, &address);
        self.out.push('"');
        if external {
            self.out.push_str(" rel=\"noopener external\"");
        }
        self.attributes(&attributes);
        if !title.is_empty() {
            self.attributes(&[("title", title.to_owned())]);
        }
        self.out.push('>');
    }

    pub(super) fn image(&mut self, at: usize, address: &str, title: &str) {
        let alternative = self
            .body
            .plain_text(at + 1..self.body.end_of(at), |_, reference| reference.plain().to_owned());
        let target = match self.file.take() {
            Some(target) => target,
            None if address.is_empty() => None,
            None => Some(FileTarget { address: address.to_owned(), attributes: Vec::new() }),
        };
        let Some(target) = target else {
            return escape::text(&mut self.out, &alternative);
        };
        self.out.push_str("<img src=\"");
        escape::address(&mut self.out, &target.address);
        self.out.push('"');
        self.attributes(&[("alt", alternative)]);
        self.attributes(&target.attributes);
        if !title.is_empty() {
            self.attributes(&[("title", title.to_owned())]);
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    pub(super) fn attributes(&mut self, attributes: &[(&'static str, String)]) {
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"");
            escape::attribute(&mut self.out, value);
            self.out.push('"');
        }
    }
}
