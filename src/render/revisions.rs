//! The revisions of a page: when its text changed for readers, and what changed.
//!
//! Knows nothing about how revisions are found.

use std::slice::from_ref;

use super::dates;
use super::diff::difference;
use super::view::{ChangedTextView, RevisionView, RevisionsView};
use super::writer::PageWriter;
use crate::model::{Date, EntityId, Lang};
use crate::render::renderer::Renderer;
use crate::site::{PublishedText, Revision};

/// How many revisions a page shows; the earlier ones are only counted.
const SHOWN: usize = 10;

impl<'r> Renderer<'r> {
    /// The revisions of a page, from its publication to the newest.
    #[must_use]
    pub fn revisions_of(&self, entity: &EntityId, lang: &Lang) -> &'r [Revision] {
        self.revisions.of(self.site, self.set, entity, lang)
    }
}

impl PageWriter<'_> {
    /// The day on which a page last changed, where its history is known.
    #[must_use]
    pub fn last_changed(&self, entity: &EntityId) -> Option<Date> {
        self.renderer.revisions_of(entity, &self.lang).last().map(|last| last.day)
    }

    /// The newest revisions of a page, the newest first; `None` where its history is not known.
    #[must_use]
    pub fn revisions(&self, entity: &EntityId) -> Option<RevisionsView> {
        let all = self.renderer.revisions_of(entity, &self.lang);
        let earlier = all.len().saturating_sub(SHOWN);
        let shown = (earlier..all.len()).rev().map(|at| {
            let before = at.checked_sub(1).map(|before| &all[before].text);
            self.revision(&all[at], before)
        });
        (!all.is_empty()).then(|| RevisionsView {
            shown: shown.collect(),
            earlier: (earlier > 0)
                .then(|| self.ui.earlier_revisions.replace("{n}", &earlier.to_string())),
        })
    }

    fn revision(&self, revision: &Revision, before: Option<&PublishedText>) -> RevisionView {
        let (words, changes) = match before {
            None => (self.ui.first_published.to_owned(), Vec::new()),
            Some(before) => self.changes_of_text(before, &revision.text),
        };
        let commit = &revision.commit;
        let named = self.renderer.revisions.with_names();
        RevisionView {
            date: dates::day(self.ui, revision.day),
            commit: commit.short_id().to_owned(),
            words,
            subject: commit.subject.clone().filter(|_| named),
            author: commit.author.clone().filter(|_| named),
            changes,
        }
    }

    /// How many words changed, in words, and the blocks that did.
    fn changes_of_text(
        &self,
        old: &PublishedText,
        new: &PublishedText,
    ) -> (String, Vec<ChangedTextView>) {
        let (mut added, mut removed, mut changes) = (0, 0, Vec::new());
        let mut compare =
            |label: Option<&str>, old: &[String], new: &[String]| {
                let found = difference(old, new);
                added += found.added;
                removed += found.removed;
                changes.extend(found.blocks.into_iter().map(|text_html| ChangedTextView {
                    label: label.map(str::to_owned),
                    text_html,
                }));
            };
        let ui = self.ui;
        compare(Some(ui.page_title), from_ref(&old.title), from_ref(&new.title));
        compare(Some(ui.bottom_line), old.summary.as_slice(), new.summary.as_slice());
        compare(Some(ui.key_judgements), &old.judgements, &new.judgements);
        compare(None, &old.body, &new.body);
        let count = self.ui.words_changed.replace("{added}", &added.to_string());
        (count.replace("{removed}", &removed.to_string()), changes)
    }
}
