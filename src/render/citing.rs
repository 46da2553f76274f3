//! The notes of one page: citations and footnotes in one numbering, each with the ways back.
//!
//! Knows nothing about what notes say.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::view::{LinkView, NoteView, SafeHtml};
use crate::model::SourceKey;

/// Notes in the order of their first call.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    notes: Vec<Note>,
    /// A note's text, to find one that says the same: it is then called again.
    by_text: BTreeMap<String, usize>,
    /// Calls so far, which number their ids.
    calls: usize,
    /// Each source with the calls that cite it: the call's id and the note's number.
    places: BTreeMap<SourceKey, Vec<(String, usize)>>,
}

#[derive(Clone, Debug)]
struct Note {
    html: String,
    /// Ids of its calls.
    calls: Vec<String>,
}

impl Notes {
    /// Calls the note that says `html`, which cites `keys`; writes the mark of the call.
    pub fn call(&mut self, keys: &[SourceKey], html: String, out: &mut String) {
        let at = match self.by_text.get(&html) {
            Some(&at) => at,
            None => {
                self.by_text.insert(html.clone(), self.notes.len());
                self.notes.push(Note { html, calls: Vec::new() });
                self.notes.len() - 1
            }
        };
        self.call_at(at, keys, out);
    }

    /// Opens a note whose text comes later, as a footnote's does; calls it.
    pub fn reserve(&mut self, out: &mut String) -> usize {
        self.notes.push(Note { html: String::new(), calls: Vec::new() });
        let at = self.notes.len() - 1;
        self.call_at(at, &[], out);
        at
    }

    /// Calls a note again.
    pub fn call_at(&mut self, at: usize, keys: &[SourceKey], out: &mut String) {
        self.calls += 1;
        let (id, number) = (format!("ref-{}", self.calls), at + 1);
        let _ = write!(
            out,
            "<sup class=\"note-ref\"><a href=\"#note-{number}\" id=\"{id}\" \
             role=\"doc-noteref\">{number}</a></sup>"
        );
        for key in keys {
            let places = self.places.entry(key.clone()).or_default();
            if places.last().is_none_or(|(last, _)| *last != id) {
                places.push((id.clone(), number));
            }
        }
        self.notes[at].calls.push(id);
    }

    /// Gives a reserved note its text.
    pub fn fill(&mut self, at: usize, html: String) {
        self.notes[at].html = html;
    }

    /// The sources cited, in the order of their keys.
    pub fn sources(&self) -> impl Iterator<Item = &SourceKey> {
        self.places.keys()
    }

    /// The ways back to where a source is cited, by the numbers of the notes.
    #[must_use]
    pub fn places(&self, key: &SourceKey) -> Vec<LinkView> {
        let places = self.places.get(key).map_or(&[][..], Vec::as_slice);
        places
            .iter()
            .map(|(id, number)| LinkView {
                href: format!("#{id}"),
                title: number.to_string(),
                lang: None,
            })
            .collect()
    }

    #[must_use]
    pub fn views(&self) -> Vec<NoteView> {
        (1..)
            .zip(&self.notes)
            .map(|(number, note)| NoteView {
                id: format!("note-{number}"),
                number,
                text_html: SafeHtml::from_escaped(note.html.clone()),
                back: note.calls.iter().map(|id| format!("#{id}")).collect(),
            })
            .collect()
    }
}
