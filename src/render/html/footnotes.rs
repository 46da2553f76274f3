//! Footnotes: their numbers, the links both ways, and the section at the end.
//!
//! Knows nothing about how their text is written.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Words, escape};

/// A footnote that a body uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    pub number: usize,
    /// The id of its text.
    pub id: String,
    /// The ids of the places that refer to it, in order.
    pub uses: Vec<String>,
    pub html: String,
}

/// The footnotes that have been referred to, in order of first use.
#[derive(Debug, Default)]
pub(super) struct Used {
    by_label: BTreeMap<String, usize>,
    pub notes: Vec<(String, Footnote)>,
}

impl Used {
    /// Notes a reference to the footnote of the folded label; `number` gives the number of one
    /// that is new. Returns the footnote, which the reference is the last use of.
    pub fn refer(
        &mut self,
        label: &str,
        prefix: &str,
        number: impl FnOnce(usize) -> usize,
    ) -> &Footnote {
        let next = self.notes.len();
        let index = *self.by_label.entry(label.to_owned()).or_insert(next);
        if index == next {
            let number = number(next + 1);
            let id = format!("{prefix}fn-{number}");
            let note = Footnote { number, id, uses: Vec::new(), html: String::new() };
            self.notes.push((label.to_owned(), note));
        }
        let note = &mut self.notes[index].1;
        let id = match note.uses.len() {
            0 => format!("{prefix}fnref-{}", note.number),
            uses => format!("{prefix}fnref-{}-{}", note.number, uses + 1),
        };
        note.uses.push(id);
        note
    }
}

/// The list of footnotes at the end of a page; empty where there are none.
#[must_use]
pub fn footnotes_section(footnotes: &[Footnote], words: &Words<'_>) -> String {
    let mut out = String::new();
    if footnotes.is_empty() {
        return out;
    }
    out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
    escape::attribute(&mut out, words.footnotes);
    out.push_str("\">\n<ol>\n");
    for note in footnotes {
        out.push_str("<li id=\"");
        escape::attribute(&mut out, &note.id);
        let _ = writeln!(out, "\" value=\"{}\">", note.number);
        let links = back_links(note, words);
        // The links stand in the last paragraph, where there is one.
        match note.html.strip_suffix("</p>\n") {
            Some(text) => {
                out.push_str(text);
                let _ = writeln!(out, " {links}</p>");
            }
            None => {
                out.push_str(&note.html);
                let _ = writeln!(out, "<p>{links}</p>");
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
    out
}

fn back_links(note: &Footnote, words: &Words<'_>) -> String {
    let mut out = String::new();
    for (index, id) in note.uses.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str("<a class=\"footnote-back\" role=\"doc-backlink\" href=\"#");
        escape::attribute(&mut out, id);
        out.push_str("\" aria-label=\"");
        escape::attribute(&mut out, words.back_to_reference);
        let _ = write!(out, " {}", note.number);
        if note.uses.len() > 1 {
            let _ = write!(out, "-{}", index + 1);
        }
        out.push_str("\">↩");
        if index > 0 {
            let _ = write!(out, "<sup>{}</sup>", index + 1);
        }
        out.push_str("</a>");
    }
    out
}
