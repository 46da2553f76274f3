//! A book with every reference resolved: what is published, who links to whom and in which
//! sentence, who cites what, and everything in order.
//!
//! This module knows no URL and no HTML.

mod census;
mod disagreements;
mod embeds;
mod impact;
mod index;
mod links;
mod members;
mod names;
mod nearness;
mod order;
mod overview;
mod publication;
mod readers;
mod resolve;
mod revisions;
mod sentence;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Sink};
use crate::model::{
    Actor, Book, Brief, Date, Dispute, EntityId, Event, Figure, FigureId, Lang, Page, Source,
    SourceKey, SourceNote, Term, Topic,
};
use crate::source::{FileId, SourceSet};

pub use census::Census;
pub use disagreements::{ComputedDispute, compute as compute_disputes};
use index::{Index, Places};

pub use impact::{Bearer, Impact, ReferringTexts, Statement, StatementKind};
pub use links::{Backlink, Passage};
pub use members::Members;
pub use names::Names;
pub use nearness::Near;
pub use order::{Collation, Order};
pub use overview::{Limits, Overview, SharedActor, TopicOverview};
pub use publication::Publication;
pub use resolve::{Embed, Resolved};
pub use revisions::{PublishedText, Revision, Revisions};
pub use sentence::{Sentence, sentence_bounds};
pub use texts::{Field, TextId};

/// An analysed book. Immutable: every reference is resolved or already reported.
#[derive(Debug)]
pub struct Site {
    /// Only what is published; the rest was left out after its references were checked.
    pub book: Book,
    /// The day for which the site is made.
    pub as_of: Date,
    resolved: BTreeMap<TextId, Vec<Resolved>>,
    backlinks: BTreeMap<EntityId, Vec<Backlink>>,
    passages: BTreeMap<SourceKey, Vec<Passage>>,
    members: Members,
    computed_disputes: Vec<ComputedDispute>,
    disputes_of: Places<FigureId>,
    index: Index,
    order: Order,
    collation: Collation,
    withheld: BTreeSet<FileId>,
}

/// Resolves a book.
#[must_use]
pub fn analyse(book: Book, set: &SourceSet, publication: Publication) -> (Site, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let names = Names::new(&book, &mut sink);
    let mut resolved = resolve::all(&book, set, &names, publication, &mut sink);
    let book = publication.apply(book);
    let withheld = publication::withheld_media(&book, &resolved);
    resolved.retain(|text, _| texts::owner_exists(&book, text));
    let index = Index::of(&book);
    embeds::report_cycles(&book, &index, &resolved, &mut sink);
    let (backlinks, passages) = links::collect(&book, &index, &resolved);
    let members = Members::new(&book, &resolved);
    let computed_disputes = disagreements::compute(&book.figures);
    let disputes_of = Places::of(&computed_disputes, |it| &it.figure);
    let collation = Collation::new(book.config.default_language());
    let order = Order::new(&book, &collation);
    let as_of = publication.as_of;
    let site = Site {
        book,
        as_of,
        resolved,
        backlinks,
        passages,
        members,
        computed_disputes,
        disputes_of,
        index,
        order,
        collation,
        withheld,
    };
    (site, sink.finish())
}

impl Site {
    /// What the references of a text lead to, in the order of the body's references.
    #[must_use]
    pub fn resolved(&self, text: &TextId) -> &[Resolved] {
        self.resolved.get(text).map_or(&[], Vec::as_slice)
    }

    /// Calls `visit` with every text of the book, in a fixed order.
    pub fn for_each_text<'s>(&'s self, visit: impl FnMut(TextId, &'s crate::syntax::body::Body)) {
        texts::for_each(&self.book, visit);
    }

    /// A text as plain text: links read as they do on the page, citations are left out.
    #[must_use]
    pub fn plain_text(&self, id: &TextId, body: &crate::syntax::body::Body) -> String {
        let targets = self.resolved(id);
        body.plain_text(0..body.events.len(), |at, reference| {
            links::reads_as(&self.book, &self.index, id, targets, at, reference)
        })
    }

    /// Who links to a thing, by the linking page's kind, then its title.
    #[must_use]
    pub fn backlinks(&self, entity: &EntityId) -> &[Backlink] {
        self.backlinks.get(entity).map_or(&[], Vec::as_slice)
    }

    /// Every passage that cites a source.
    #[must_use]
    pub fn passages(&self, key: &SourceKey) -> &[Passage] {
        self.passages.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a file of the book's media is shown by unpublished texts alone, and so left out.
    #[must_use]
    pub fn withholds(&self, media: FileId) -> bool {
        self.withheld.contains(&media)
    }

    /// Whether a thing stands in lists and is found by the search.
    #[must_use]
    pub fn lists(&self, entity: &EntityId) -> bool {
        match entity {
            EntityId::Brief(id) => self.order.place_of_brief.contains_key(id),
            _ => true,
        }
    }

    #[must_use]
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// Disputes that follow from observations, by figure.
    #[must_use]
    pub fn computed_disputes(&self) -> &[ComputedDispute] {
        &self.computed_disputes
    }

    /// The computed disputes of one figure.
    #[must_use]
    pub fn computed_disputes_of(&self, figure: &FigureId) -> &[ComputedDispute] {
        self.disputes_of.find(&self.computed_disputes, figure)
    }

    /// The observations of a figure that have no value in common with the one at `observation`.
    #[must_use]
    pub fn disputed_with(&self, figure: &FigureId, observation: usize) -> Vec<usize> {
        let pairs = self.computed_disputes_of(figure).iter().flat_map(|it| &it.pairs);
        pairs
            .filter_map(|&(a, b)| match observation {
                at if at == a => Some(b),
                at if at == b => Some(a),
                _ => None,
            })
            .collect()
    }

    /// Everything in the order readers see.
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// How titles compare in the book's default language.
    #[must_use]
    pub fn collation(&self) -> &Collation {
        &self.collation
    }

    /// Whether a page could be read only in part, so that what it uses is not known.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        let book = &self.book;
        let mut documents = (book.briefs.iter().map(|it| &it.document))
            .chain(book.topics.iter().map(|it| &it.document))
            .chain(book.actors.iter().map(|it| &it.document))
            .chain(book.pages.iter().map(|it| &it.document));
        documents.any(|it| it.partial)
    }

    /// The brief of that id in `lang`, else its original.
    #[must_use]
    pub fn brief(&self, id: &crate::model::BriefId, lang: &Lang) -> Option<&Brief> {
        localised(self.index.briefs(&self.book, id), |it| &it.document.lang, lang)
    }

    #[must_use]
    pub fn topic(&self, id: &crate::model::TopicId, lang: &Lang) -> Option<&Topic> {
        localised(self.index.topics(&self.book, id), |it| &it.document.lang, lang)
    }

    #[must_use]
    pub fn actor(&self, id: &crate::model::ActorId, lang: &Lang) -> Option<&Actor> {
        localised(self.index.actors(&self.book, id), |it| &it.document.lang, lang)
    }

    #[must_use]
    pub fn page(&self, id: &crate::model::PageId, lang: &Lang) -> Option<&Page> {
        localised(self.index.pages(&self.book, id), |it| &it.document.lang, lang)
    }

    #[must_use]
    pub fn source(&self, key: &SourceKey) -> Option<&Source> {
        self.index.source(&self.book, key)
    }

    #[must_use]
    pub fn source_note(&self, key: &SourceKey) -> Option<&SourceNote> {
        self.book.source_notes.iter().find(|it| it.key.value.slug() == key.slug())
    }

    #[must_use]
    pub fn figure(&self, id: &FigureId) -> Option<&Figure> {
        self.index.figure(&self.book, id)
    }

    #[must_use]
    pub fn dispute(&self, id: &crate::model::DisputeId) -> Option<&Dispute> {
        by_id(&self.book.disputes, |it| it.id.cmp(id))
    }

    #[must_use]
    pub fn event(&self, id: &crate::model::EventId) -> Option<&Event> {
        by_id(&self.book.events, |it| it.id.cmp(id))
    }

    #[must_use]
    pub fn term(&self, id: &crate::model::TermId) -> Option<&Term> {
        by_id(&self.book.terms, |it| it.id.cmp(id))
    }

    /// The Markdown page of a thing in `lang`, else its original; `None` for kinds without one.
    #[must_use]
    pub fn document(&self, entity: &EntityId, lang: &Lang) -> Option<&crate::model::Document> {
        texts::document(&self.book, &self.index, entity, lang)
    }

    /// The languages that the page of a thing stands in, the original first.
    #[must_use]
    pub fn languages_of(&self, entity: &EntityId) -> Vec<Lang> {
        let book = &self.book;
        match entity {
            EntityId::Brief(id) => langs(self.index.briefs(book, id), |it| &it.document),
            EntityId::Topic(id) => langs(self.index.topics(book, id), |it| &it.document),
            EntityId::Actor(id) => langs(self.index.actors(book, id), |it| &it.document),
            EntityId::Page(id) => langs(self.index.pages(book, id), |it| &it.document),
            _ => Vec::new(),
        }
    }

    /// The title of a thing in `lang`, else in its original language; with that language.
    #[must_use]
    pub fn title(&self, entity: &EntityId, lang: &Lang) -> (String, Lang) {
        texts::title(&self.book, &self.index, entity, lang)
    }
}

fn by_id<T>(sorted: &[T], order: impl FnMut(&T) -> std::cmp::Ordering) -> Option<&T> {
    sorted.binary_search_by(order).ok().map(|at| &sorted[at])
}

/// The version in `lang` among the versions of one page, else the original, which comes first.
fn localised<'a, T>(
    versions: &'a [T],
    language: impl Fn(&T) -> &Lang,
    lang: &Lang,
) -> Option<&'a T> {
    versions.iter().find(|item| language(item) == lang).or_else(|| versions.first())
}

fn langs<T>(versions: &[T], document: impl Fn(&T) -> &crate::model::Document) -> Vec<Lang> {
    versions.iter().map(|version| document(version).lang.clone()).collect()
}
