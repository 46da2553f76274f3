//! The order in which a book's things are listed.
//!
//! Knows nothing about pages of lists.

use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use crate::model::{
    ActorId, ActorType, Book, Brief, BriefId, Dispute, DisputeId, EventId, FigureId, Lang, PageId,
    TermId, TopicId,
};

/// Compares titles as readers of a language expect (CLDR root order where it is not known).
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
}

impl std::fmt::Debug for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Collation").finish_non_exhaustive()
    }
}

impl Collation {
    #[must_use]
    pub fn new(lang: &Lang) -> Self {
        let locale: icu_locale::Locale =
            lang.as_str().parse().unwrap_or(icu_locale::Locale::UNKNOWN);
        let collator = Collator::try_new(locale.into(), CollatorOptions::default()).ok();
        Self { collator }
    }

    #[must_use]
    pub fn compare(&self, one: &str, other: &str) -> std::cmp::Ordering {
        match &self.collator {
            Some(collator) => collator.compare(one, other).then_with(|| one.cmp(other)),
            None => one.cmp(other),
        }
    }
}

/// Every list of the book in the order readers see. Originals only.
#[derive(Debug, Default)]
pub struct Order {
    /// Newest first, then by title; without those that were superseded or withdrawn.
    pub briefs: Vec<BriefId>,
    /// The place of each in that order.
    pub place_of_brief: BTreeMap<BriefId, usize>,
    /// By their `order`, then by title.
    pub topics: Vec<TopicId>,
    /// By type, then by name.
    pub actors: Vec<ActorId>,
    /// By title.
    pub figures: Vec<FigureId>,
    /// Oldest first.
    pub events: Vec<EventId>,
    /// By the place of their first topic, then by question; those without a topic come last.
    pub disputes: Vec<DisputeId>,
    /// By term.
    pub terms: Vec<TermId>,
    /// By their `order`, then by title.
    pub pages: Vec<PageId>,
}

impl Order {
    pub(super) fn new(book: &Book, collation: &Collation) -> Self {
        let by_order = |order: Option<i64>| order.unwrap_or(i64::MAX);
        let listed = |it: &&Brief| !it.document.translation && !it.status.is_retired();
        let mut briefs: Vec<_> = book.briefs.iter().filter(listed).collect();
        briefs.sort_by(|a, b| {
            (b.date.value.cmp(&a.date.value))
                .then_with(|| collation.compare(&a.document.title.value, &b.document.title.value))
                .then_with(|| a.id.cmp(&b.id))
        });
        let mut topics: Vec<_> = book.topics.iter().filter(|it| !it.document.translation).collect();
        topics.sort_by(|a, b| {
            (by_order(a.order).cmp(&by_order(b.order)))
                .then_with(|| collation.compare(&a.document.title.value, &b.document.title.value))
                .then_with(|| a.id.cmp(&b.id))
        });
        let rank = |kind: ActorType| ActorType::ALL.iter().position(|&it| it == kind);
        let mut actors: Vec<_> = book.actors.iter().filter(|it| !it.document.translation).collect();
        actors.sort_by(|a, b| {
            (rank(a.kind).cmp(&rank(b.kind)))
                .then_with(|| collation.compare(&a.document.title.value, &b.document.title.value))
                .then_with(|| a.id.cmp(&b.id))
        });
        let mut figures: Vec<_> = book.figures.iter().collect();
        figures.sort_by(|a, b| {
            collation.compare(&a.title.value, &b.title.value).then_with(|| a.id.cmp(&b.id))
        });
        let mut events: Vec<_> = book.events.iter().collect();
        events.sort_by(|a, b| a.date.value.cmp(&b.date.value).then_with(|| a.id.cmp(&b.id)));
        let mut disputes: Vec<_> = book.disputes.iter().collect();
        let place = |dispute: &Dispute| {
            let first = dispute.topics.first();
            first
                .and_then(|id| topics.iter().position(|topic| topic.id == id.value))
                .unwrap_or(topics.len())
        };
        disputes.sort_by(|a, b| {
            (place(a).cmp(&place(b)))
                .then_with(|| collation.compare(&a.question.value, &b.question.value))
                .then_with(|| a.id.cmp(&b.id))
        });
        let mut terms: Vec<_> = book.terms.iter().collect();
        terms.sort_by(|a, b| {
            collation.compare(&a.name.value, &b.name.value).then_with(|| a.id.cmp(&b.id))
        });
        let mut pages: Vec<_> = book.pages.iter().filter(|it| !it.document.translation).collect();
        pages.sort_by(|a, b| {
            (by_order(a.order).cmp(&by_order(b.order)))
                .then_with(|| collation.compare(&a.document.title.value, &b.document.title.value))
                .then_with(|| a.id.cmp(&b.id))
        });
        Self {
            place_of_brief: briefs.iter().map(|it| it.id.clone()).zip(0..).collect(),
            briefs: briefs.into_iter().map(|it| it.id.clone()).collect(),
            topics: topics.into_iter().map(|it| it.id.clone()).collect(),
            actors: actors.into_iter().map(|it| it.id.clone()).collect(),
            figures: figures.into_iter().map(|it| it.id.clone()).collect(),
            events: events.into_iter().map(|it| it.id.clone()).collect(),
            disputes: disputes.into_iter().map(|it| it.id.clone()).collect(),
            terms: terms.into_iter().map(|it| it.id.clone()).collect(),
            pages: pages.into_iter().map(|it| it.id.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_marks_stand_with_their_letters() {
        let collation = Collation::new(&Lang::new("en").unwrap());
        let mut names = ["Zelensky", "Çavuş", "Erdoğan", "Cingolani", "İmamoğlu"];
        names.sort_by(|a, b| collation.compare(a, b));
        assert_eq!(names, ["Çavuş", "Cingolani", "Erdoğan", "İmamoğlu", "Zelensky"]);
    }
}
