//! Every text of a book, by owner and field, so that its references have a place to be kept.
//!
//! Knows nothing about what references lead to.

use super::index::Index;
use super::{by_id, localised};
use crate::model::{Book, Document, EntityId, Kind, Lang, Source};
use crate::syntax::body::Body;

/// One text of the book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId {
    pub owner: EntityId,
    /// The language of the page the text stands on.
    pub lang: Lang,
    pub field: Field,
}

/// Which text of its owner. Numbers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Summary,
    Judgement(usize),
    Body,
    Correction(usize),
    /// A figure's definition.
    Definition,
    ObservationNote(usize),
    Position(usize),
    Reconciliation,
    /// An event's or a term's text.
    Text,
    /// A source's note in the bibliography.
    Note,
    Retraction,
    /// What was corrected in a source.
    SourceCorrection,
    /// Our remarks on a source, in a file of their own.
    Remarks,
}

/// Calls `visit` with every text of the book, in a fixed order.
pub fn for_each<'b>(book: &'b Book, mut visit: impl FnMut(TextId, &'b Body)) {
    let default = book.config.default_language();
    let document =
        |owner: EntityId, document: &'b Document, visit: &mut dyn FnMut(TextId, &'b Body)| {
            let lang = &document.lang;
            if let Some(summary) = &document.summary {
                visit(
                    TextId { owner: owner.clone(), lang: lang.clone(), field: Field::Summary },
                    &summary.body,
                );
            }
            visit(TextId { owner, lang: lang.clone(), field: Field::Body }, &document.body);
        };
    for brief in &book.briefs {
        document(brief.entity(), &brief.document, &mut visit);
        let id = |field| TextId { owner: brief.entity(), lang: brief.document.lang.clone(), field };
        for (at, judgement) in brief.judgements.iter().enumerate() {
            visit(id(Field::Judgement(at)), &judgement.text.body);
        }
        for (at, correction) in brief.corrections.iter().enumerate() {
            visit(id(Field::Correction(at)), &correction.note.body);
        }
    }
    for topic in &book.topics {
        document(topic.entity(), &topic.document, &mut visit);
    }
    for actor in &book.actors {
        document(actor.entity(), &actor.document, &mut visit);
    }
    for page in &book.pages {
        document(page.entity(), &page.document, &mut visit);
    }
    let id = |owner: EntityId, field| TextId { owner, lang: default.clone(), field };
    for figure in &book.figures {
        if let Some(definition) = &figure.definition {
            visit(id(figure.entity(), Field::Definition), &definition.body);
        }
        for (at, observation) in figure.observations.iter().enumerate() {
            if let Some(note) = &observation.note {
                visit(id(figure.entity(), Field::ObservationNote(at)), &note.body);
            }
        }
    }
    for dispute in &book.disputes {
        for (at, position) in dispute.positions.iter().enumerate() {
            visit(id(dispute.entity(), Field::Position(at)), &position.text.body);
        }
        if let Some(reconciliation) = &dispute.reconciliation {
            visit(id(dispute.entity(), Field::Reconciliation), &reconciliation.body);
        }
    }
    for event in &book.events {
        if let Some(text) = &event.text {
            visit(id(event.entity(), Field::Text), &text.body);
        }
    }
    for term in &book.terms {
        if let Some(text) = &term.text {
            visit(id(term.entity(), Field::Text), &text.body);
        }
    }
    for source in &book.sources {
        if let Some(note) = &source.note {
            visit(id(source.entity(), Field::Note), &note.body);
        }
        if let Some(note) = source.retracted.as_ref().and_then(|it| it.note.as_ref()) {
            visit(id(source.entity(), Field::Retraction), &note.body);
        }
        if let Some(note) = source.corrected.as_ref().and_then(|it| it.note.as_ref()) {
            visit(id(source.entity(), Field::SourceCorrection), &note.body);
        }
    }
    for note in &book.source_notes {
        visit(id(EntityId::Source(note.key.value.clone()), Field::Remarks), &note.body);
    }
}

/// The Markdown page of a thing in `lang`, else its original; `None` for kinds that have none.
pub fn document<'b>(
    book: &'b Book,
    index: &Index,
    entity: &EntityId,
    lang: &Lang,
) -> Option<&'b Document> {
    match entity {
        EntityId::Brief(id) => {
            localised(index.briefs(book, id), |it| &it.document.lang, lang).map(|it| &it.document)
        }
        EntityId::Topic(id) => {
            localised(index.topics(book, id), |it| &it.document.lang, lang).map(|it| &it.document)
        }
        EntityId::Actor(id) => {
            localised(index.actors(book, id), |it| &it.document.lang, lang).map(|it| &it.document)
        }
        EntityId::Page(id) => {
            localised(index.pages(book, id), |it| &it.document.lang, lang).map(|it| &it.document)
        }
        _ => None,
    }
}

/// Whether the book holds a thing.
pub fn exists(book: &Book, entity: &EntityId) -> bool {
    match entity {
        EntityId::Brief(id) => by_id(&book.briefs, |it| it.id.cmp(id)).is_some(),
        EntityId::Topic(id) => by_id(&book.topics, |it| it.id.cmp(id)).is_some(),
        EntityId::Actor(id) => by_id(&book.actors, |it| it.id.cmp(id)).is_some(),
        EntityId::Page(id) => by_id(&book.pages, |it| it.id.cmp(id)).is_some(),
        EntityId::Source(key) => {
            by_id(&book.sources, |it| it.key.value.slug().cmp(key.slug())).is_some()
        }
        EntityId::Figure(id) => by_id(&book.figures, |it| it.id.cmp(id)).is_some(),
        EntityId::Dispute(id) => by_id(&book.disputes, |it| it.id.cmp(id)).is_some(),
        EntityId::Event(id) => by_id(&book.events, |it| it.id.cmp(id)).is_some(),
        EntityId::Term(id) => by_id(&book.terms, |it| it.id.cmp(id)).is_some(),
    }
}

/// The ids of every thing of a kind.
pub fn slugs(book: &Book, kind: Kind) -> Vec<&str> {
    match kind {
        Kind::Brief => book.briefs.iter().map(|it| it.id.as_str()).collect(),
        Kind::Topic => book.topics.iter().map(|it| it.id.as_str()).collect(),
        Kind::Actor => book.actors.iter().map(|it| it.id.as_str()).collect(),
        Kind::Page => book.pages.iter().map(|it| it.id.as_str()).collect(),
        Kind::Source => book.sources.iter().map(|it| it.key.value.as_str()).collect(),
        Kind::Figure => book.figures.iter().map(|it| it.id.as_str()).collect(),
        Kind::Dispute => book.disputes.iter().map(|it| it.id.as_str()).collect(),
        Kind::Event => book.events.iter().map(|it| it.id.as_str()).collect(),
        Kind::Term => book.terms.iter().map(|it| it.id.as_str()).collect(),
    }
}

/// Whether the owner of `text` is still part of the book.
pub fn owner_exists(book: &Book, text: &TextId) -> bool {
    match &text.owner {
        EntityId::Brief(id) => book.briefs.binary_search_by(|it| it.id.cmp(id)).is_ok(),
        _ => true,
    }
}

/// The title of a thing in `lang`, else its original's; with the language it is in.
pub fn title(book: &Book, index: &Index, entity: &EntityId, lang: &Lang) -> (String, Lang) {
    let default = book.config.default_language();
    let plain = |found: Option<&str>| found.map(|title| (title.to_owned(), default.clone()));
    let found = match entity {
        EntityId::Brief(_) | EntityId::Topic(_) | EntityId::Actor(_) | EntityId::Page(_) => {
            document(book, index, entity, lang)
                .map(|document| (document.title.value.clone(), document.lang.clone()))
        }
        EntityId::Source(key) => {
            index.source(book, key).map(|it| (source_title(it), it.language(default)))
        }
        EntityId::Figure(id) => plain(index.figure(book, id).map(|it| &*it.title.value)),
        EntityId::Dispute(id) => {
            plain(by_id(&book.disputes, |it| it.id.cmp(id)).map(|it| &*it.question.value))
        }
        EntityId::Event(id) => {
            plain(by_id(&book.events, |it| it.id.cmp(id)).map(|it| &*it.title.value))
        }
        EntityId::Term(id) => {
            plain(by_id(&book.terms, |it| it.id.cmp(id)).map(|it| &*it.name.value))
        }
    };
    found.unwrap_or_else(|| (entity.slug().to_string(), default.clone()))
}

/// A source's title, or its key where the entry has none.
pub fn source_title(source: &Source) -> String {
    source
        .entry
        .title()
        .map_or_else(|| source.key.value.to_string(), |title| title.value.to_string())
}
