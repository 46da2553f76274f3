//! The notes of one page: citations and footnotes in one numbering, each with the ways back.
//!
//! Knows nothing about what notes say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::html::Footnote;
use super::view::{LinkView, NoteView, SafeHtml};
use crate::model::SourceKey;
use crate::syntax::reference::Locator;

/// Notes in the order of their first call.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    notes: Vec<Note>,
    /// What a note cites, to find one that cites the same: it is then called again.
    by_cited: BTreeMap<Vec<Cited>, usize>,
    /// Sources that stand in a note in full, so that later ones may shorten them.
    in_full: BTreeSet<SourceKey>,
    /// Calls so far, which number their ids.
    calls: usize,
    /// Each source with the calls that cite it: the call's id and the note's number. None where its
    /// place is shown without a note.
    places: BTreeMap<SourceKey, Vec<(String, usize)>>,
}

/// A source as a note cites it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cited {
    pub key: SourceKey,
    pub prefix: String,
    pub locator: Option<Locator>,
}

#[derive(Clone, Debug)]
struct Note {
    /// The id of its text.
    id: String,
    html: String,
    /// Ids of its calls.
    calls: Vec<String>,
}

impl Notes {
    /// Calls the note that cites `cited`, with the text that `html` makes where there is no such
    /// note yet; `keys` are the sources that it names. Writes the mark of the call, with the element's id
    /// `id`, else with one that counts.
    pub fn call(
        &mut self,
        cited: Vec<Cited>,
        keys: &[SourceKey],
        html: impl FnOnce() -> String,
        id: Option<String>,
        out: &mut String,
    ) {
        let at = match self.by_cited.get(&cited) {
            Some(&at) => at,
            None => {
                let at = self.notes.len();
                let (id, html) = (format!("note-{}", at + 1), html());
                self.in_full.extend(cited.iter().map(|it| it.key.clone()));
                self.by_cited.insert(cited, at);
                self.notes.push(Note { id, html, calls: Vec::new() });
                at
            }
        };
        self.call_at(at, keys, id, out);
    }

    /// Whether a note has cited the source itself, not only as the one that a work is known through.
    #[must_use]
    pub fn has_cited(&self, key: &SourceKey) -> bool {
        self.in_full.contains(key)
    }

    /// Opens a note for a footnote, whose calls and text come later; its number, from 1.
    pub fn reserve(&mut self) -> usize {
        self.notes.push(Note { id: String::new(), html: String::new(), calls: Vec::new() });
        self.notes.len()
    }

    /// Gives the reserved note `number` its footnote.
    pub fn fill(&mut self, number: usize, footnote: Footnote) {
        let Some(note) = number.checked_sub(1).and_then(|at| self.notes.get_mut(at)) else {
            return;
        };
        // One paragraph stands in the list as it is.
        let text = footnote.html.trim_end();
        let inside = text.strip_prefix("<p>").and_then(|text| text.strip_suffix("</p>"));
        let html = inside.filter(|text| !text.contains("<p>")).unwrap_or(text);
        *note = Note { id: footnote.id, html: html.to_owned(), calls: footnote.uses };
    }

    fn call_at(&mut self, at: usize, keys: &[SourceKey], id: Option<String>, out: &mut String) {
        self.calls += 1;
        let id = id.unwrap_or_else(|| format!("ref-{}", self.calls));
        let note = self.notes[at].id.clone();
        let number = at + 1;
        let _ = write!(
            out,
            "<sup class=\"note-ref\"><a href=\"#{note}\" id=\"{id}\" \
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

    /// Has the page name a source that it shows the place of without a note.
    pub fn show(&mut self, key: &SourceKey) {
        self.places.entry(key.clone()).or_default();
    }

    /// The sources cited or shown, in the order of their keys.
    pub fn sources(&self) -> impl Iterator<Item = &SourceKey> {
        self.places.keys()
    }

    /// The ways back to where a source is cited, by the numbers of the notes.
    #[must_use]
    pub fn places(&self, key: &SourceKey) -> Vec<LinkView> {
        let mut places = self.places.get(key).cloned().unwrap_or_default();
        // Each note once, by its number; the first of its calls is where the note leads back.
        places.sort_by_key(|(_, number)| *number);
        places.dedup_by_key(|(_, number)| *number);
        places
            .iter()
            .map(|(id, number)| LinkView {
                href: format!("#{id}"),
                title: number.to_string(),
                ..LinkView::default()
            })
            .collect()
    }

    #[must_use]
    pub fn views(&self) -> Vec<NoteView> {
        (1..)
            .zip(&self.notes)
            .map(|(number, note)| NoteView {
                id: note.id.clone(),
                number,
                text_html: SafeHtml::from_escaped(note.html.clone()),
                back: note.calls.iter().map(|id| format!("#{id}")).collect(),
            })
            .collect()
    }
}
