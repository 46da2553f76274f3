//! Where the things of a book stand in its lists, by id.
//!
//! The lists are sorted by id, but every page asks for dozens of titles, and searching a long list
//! of large things for each is felt. Knows nothing about what is published.

use std::hash::Hash;
use std::ops::Range;

use ahash::AHashMap;

use crate::model::{
    Actor, ActorId, Book, Brief, BriefId, Figure, FigureId, Page, PageId, Slug, Source, SourceKey,
    Topic, TopicId,
};

/// The places of what is looked up most. Of use with the book that it was made from alone.
#[derive(Debug)]
pub struct Index {
    briefs: Places<BriefId>,
    topics: Places<TopicId>,
    actors: Places<ActorId>,
    pages: Places<PageId>,
    sources: Places<Slug>,
    figures: Places<FigureId>,
}

impl Index {
    #[must_use]
    pub fn of(book: &Book) -> Self {
        Self {
            briefs: Places::of(&book.briefs, |it| &it.id),
            topics: Places::of(&book.topics, |it| &it.id),
            actors: Places::of(&book.actors, |it| &it.id),
            pages: Places::of(&book.pages, |it| &it.id),
            sources: Places::of(&book.sources, |it| it.key.value.slug()),
            figures: Places::of(&book.figures, |it| &it.id),
        }
    }

    /// A brief in each of its languages, the original first; so for topics, actors and pages.
    #[must_use]
    pub fn briefs<'b>(&self, book: &'b Book, id: &BriefId) -> &'b [Brief] {
        self.briefs.find(&book.briefs, id)
    }

    #[must_use]
    pub fn topics<'b>(&self, book: &'b Book, id: &TopicId) -> &'b [Topic] {
        self.topics.find(&book.topics, id)
    }

    #[must_use]
    pub fn actors<'b>(&self, book: &'b Book, id: &ActorId) -> &'b [Actor] {
        self.actors.find(&book.actors, id)
    }

    #[must_use]
    pub fn pages<'b>(&self, book: &'b Book, id: &PageId) -> &'b [Page] {
        self.pages.find(&book.pages, id)
    }

    #[must_use]
    pub fn source<'b>(&self, book: &'b Book, key: &SourceKey) -> Option<&'b Source> {
        self.sources.find(&book.sources, key.slug()).first()
    }

    #[must_use]
    pub fn figure<'b>(&self, book: &'b Book, id: &FigureId) -> Option<&'b Figure> {
        self.figures.find(&book.figures, id).first()
    }
}

/// For each id the stretch of a sorted list that has it.
#[derive(Debug)]
pub struct Places<Id>(AHashMap<Id, Range<usize>>);

impl<Id: Clone + Eq + Hash> Places<Id> {
    #[must_use]
    pub fn of<T>(list: &[T], id: impl Fn(&T) -> &Id) -> Self {
        let mut places = AHashMap::with_capacity(list.len());
        let mut start = 0;
        for alike in list.chunk_by(|a, b| id(a) == id(b)) {
            let end = start + alike.len();
            places.insert(id(&alike[0]).clone(), start..end);
            start = end;
        }
        Self(places)
    }

    #[must_use]
    pub fn find<'b, T>(&self, list: &'b [T], id: &Id) -> &'b [T] {
        self.0.get(id).map_or(&[], |range| &list[range.clone()])
    }
}
