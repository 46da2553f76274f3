//! Decoded files to a [`Book`]: lists in order, translations joined to their originals, and ids
//! that stand twice reported.
//!
//! Knows nothing about references.

use std::collections::BTreeMap;

use icu_casemap::CaseMapper;

use super::Decoded;
use super::document::Translation;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Book, Config, Document, EntityId, Kind, Lang};
use crate::source::{SourceSet, Span};

/// Puts a book together. The order of `files` does not matter for the result.
pub fn assemble<'a>(
    config: Config,
    set: &SourceSet,
    files: impl Iterator<Item = &'a Decoded>,
    sink: &mut Sink,
) -> Book {
    let mut book = Book {
        config,
        briefs: Vec::new(),
        topics: Vec::new(),
        actors: Vec::new(),
        sources: Vec::new(),
        source_notes: Vec::new(),
        figures: Vec::new(),
        disputes: Vec::new(),
        events: Vec::new(),
        terms: Vec::new(),
        pages: Vec::new(),
        media: Vec::new(),
        excuses: Vec::new(),
    };
    let mut translations = Vec::new();
    for file in files {
        sink.extend(file.faults.iter().cloned());
        book.briefs.extend_from_slice(&file.briefs);
        book.topics.extend_from_slice(&file.topics);
        book.actors.extend_from_slice(&file.actors);
        book.pages.extend_from_slice(&file.pages);
        book.sources.extend_from_slice(&file.sources);
        book.source_notes.extend_from_slice(&file.source_notes);
        book.figures.extend_from_slice(&file.figures);
        book.disputes.extend_from_slice(&file.disputes);
        book.events.extend_from_slice(&file.events);
        book.terms.extend_from_slice(&file.terms);
        book.media.extend_from_slice(&file.media);
        book.excuses.extend_from_slice(&file.excuses);
        translations.extend_from_slice(&file.translations);
    }
    report_repeated(&book, set, sink);
    join_translations(&mut book, translations, set, sink);
    sort(&mut book);
    book
}

/// One thing's identity and place, for finding what stands twice.
struct Named {
    entity: EntityId,
    lang: Option<Lang>,
    span: Span,
}

fn report_repeated(book: &Book, set: &SourceSet, sink: &mut Sink) {
    let mut all: Vec<Named> = Vec::new();
    let mut page = |entity: EntityId, document: &Document| {
        all.push(Named {
            entity,
            lang: document.translation.then(|| document.lang.clone()),
            span: Span::at(document.file, 0),
        });
    };
    book.briefs.iter().for_each(|it| page(it.entity(), &it.document));
    book.topics.iter().for_each(|it| page(it.entity(), &it.document));
    book.actors.iter().for_each(|it| page(it.entity(), &it.document));
    book.pages.iter().for_each(|it| page(it.entity(), &it.document));
    let mut record = |entity: EntityId, span: Span| all.push(Named { entity, lang: None, span });
    book.figures.iter().for_each(|it| record(it.entity(), it.span));
    book.disputes.iter().for_each(|it| record(it.entity(), it.span));
    book.events.iter().for_each(|it| record(it.entity(), it.span));
    book.terms.iter().for_each(|it| record(it.entity(), it.name.span));
    book.sources.iter().for_each(|it| record(it.entity(), it.key.span));

    let folding = CaseMapper::new();
    let mut seen: BTreeMap<(Kind, String, Option<Lang>), Span> = BTreeMap::new();
    all.sort_by_key(|named| named.span);
    for named in all {
        let (kind, slug) = (named.entity.kind(), named.entity.slug().as_str());
        let key = (kind, folding.fold_string(slug).into_owned(), named.lang);
        match seen.get(&key) {
            Some(first) => {
                let place = set.get(first.file).path();
                sink.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        named.span,
                        format!("the {kind} `{slug}` stands in `{place}` too"),
                    )
                    .related(*first, "the first one")
                    .hint("give one of them another id"),
                );
            }
            None => {
                seen.insert(key, named.span);
            }
        }
    }
}

fn join_translations(
    book: &mut Book,
    translations: Vec<Translation>,
    set: &SourceSet,
    sink: &mut Sink,
) {
    for translation in translations {
        let Translation { kind, slug, document, judgements } = translation;
        let span = Span::at(document.file, 0);
        let joined =
            match kind {
                Kind::Brief => {
                    original(&book.briefs, |it| *it.id.slug() == slug && !it.document.translation)
                        .map(|mut brief| {
                            brief.document = document;
                            brief.judgements = judgements;
                            book.briefs.push(brief);
                        })
                }
                Kind::Actor => {
                    original(&book.actors, |it| *it.id.slug() == slug && !it.document.translation)
                        .map(|mut actor| {
                            actor.document = document;
                            book.actors.push(actor);
                        })
                }
                Kind::Topic => {
                    original(&book.topics, |it| *it.id.slug() == slug && !it.document.translation)
                        .map(|mut topic| {
                            topic.document = document;
                            book.topics.push(topic);
                        })
                }
                _ => original(&book.pages, |it| *it.id.slug() == slug && !it.document.translation)
                    .map(|mut page| {
                        page.document = document;
                        book.pages.push(page);
                    }),
            };
        if joined.is_none() {
            let path = set.get(span.file).path();
            sink.push(
                Diagnostic::new(
                    Code::MissingOriginal,
                    span,
                    format!("`{path}` translates a {kind} that the book does not hold"),
                )
                .hint(format!("add `{slug}.md` beside it")),
            );
        }
    }
}

fn original<T: Clone>(all: &[T], is_it: impl Fn(&T) -> bool) -> Option<T> {
    all.iter().find(|item| is_it(item)).cloned()
}

/// By id, the original before its translations, then by place, so that of two things with one id
/// the first is the one that stays.
fn sort(book: &mut Book) {
    let language =
        |document: &Document| (document.translation, document.lang.clone(), document.file);
    book.briefs.sort_by_cached_key(|it| (it.id.clone(), language(&it.document)));
    book.topics.sort_by_cached_key(|it| (it.id.clone(), language(&it.document)));
    book.actors.sort_by_cached_key(|it| (it.id.clone(), language(&it.document)));
    book.pages.sort_by_cached_key(|it| (it.id.clone(), language(&it.document)));
    book.sources.sort_by_cached_key(|it| (it.key.value.slug().clone(), it.key.span));
    book.source_notes.sort_by_cached_key(|it| (it.key.value.clone(), it.file));
    book.figures.sort_by_cached_key(|it| (it.id.clone(), it.span));
    book.disputes.sort_by_cached_key(|it| (it.id.clone(), it.span));
    book.events.sort_by_cached_key(|it| (it.id.clone(), it.span));
    book.terms.sort_by_cached_key(|it| (it.id.clone(), it.name.span));
    book.media.sort_by_cached_key(|it| it.path.clone());
    // Two things with one id were reported; the first stands.
    book.briefs.dedup_by(|b, a| (&a.id, &a.document.lang) == (&b.id, &b.document.lang));
    book.topics.dedup_by(|b, a| (&a.id, &a.document.lang) == (&b.id, &b.document.lang));
    book.actors.dedup_by(|b, a| (&a.id, &a.document.lang) == (&b.id, &b.document.lang));
    book.pages.dedup_by(|b, a| (&a.id, &a.document.lang) == (&b.id, &b.document.lang));
    book.sources.dedup_by(|b, a| a.key.value.slug() == b.key.value.slug());
    book.source_notes.dedup_by(|b, a| a.key.value == b.key.value);
    book.figures.dedup_by(|b, a| a.id == b.id);
    book.disputes.dedup_by(|b, a| a.id == b.id);
    book.events.dedup_by(|b, a| a.id == b.id);
    book.terms.dedup_by(|b, a| a.id == b.id);
}
