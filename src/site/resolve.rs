//! Every reference of every text looked up, once.
//!
//! Knows nothing about addresses.

mod files;
mod registries;

use std::collections::BTreeMap;

use super::index::Index;
use super::names::NameError;
use super::{Field, Names, Publication, TextId, texts};
use crate::diag::{Code, Diagnostic, Sink, did_you_mean};
use crate::model::{
    Book, BriefId, EntityId, Figure, FigureId, Kind, Lang, Period, SourceKey, TopicId,
};
use crate::par;
use crate::source::{SourceSet, Span, Spanned};
use crate::syntax::body::Body;
use crate::syntax::reference::{Citation, Reference, ReferenceKind, WikiLink};

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved {
    /// A thing of the book, a heading of its page where one was named.
    Entity {
        id: EntityId,
        heading: Option<String>,
    },
    /// A heading of the page it stands on.
    Heading(String),
    /// An observation of a figure, and the others of its period.
    Value {
        figure: FigureId,
        observation: usize,
        others: Vec<usize>,
    },
    Embed(Embed),
    /// The sources of a citation, in the order of its items.
    Citation(Vec<Option<SourceKey>>),
    /// A place in the book's media.
    Media(usize),
    /// Reported already.
    Unresolved,
}

/// What is shown in the place of an embed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Embed {
    Figure(FigureId),
    Dispute(crate::model::DisputeId),
    /// A section of a page, by its heading.
    Section {
        page: EntityId,
        heading: String,
    },
    /// The events of a topic.
    Timeline(TopicId),
}

/// Resolves every text of the book.
pub fn all(
    book: &Book,
    set: &SourceSet,
    names: &Names,
    publication: Publication,
    sink: &mut Sink,
) -> BTreeMap<TextId, Vec<Resolved>> {
    let lookup = Lookup::new(book, set, names, publication);
    let mut all_texts = Vec::new();
    texts::for_each(book, |id, body| {
        if !body.references.is_empty() {
            all_texts.push((id, body));
        }
    });
    let done = par::map(&all_texts, |(id, body)| {
        let mut faults = Vec::new();
        let targets = body
            .references
            .iter()
            .map(|reference| lookup.reference(id, body, reference, &mut faults))
            .collect();
        (id.clone(), targets, faults)
    });
    lookup.registries(sink);
    let mut resolved = BTreeMap::new();
    for (id, targets, faults) in done {
        sink.extend(faults);
        resolved.insert(id, targets);
    }
    resolved
}

struct Lookup<'b> {
    book: &'b Book,
    index: Index,
    names: &'b Names,
    /// Every source by its key as written.
    keys: BTreeMap<&'b str, &'b SourceKey>,
    /// The page or file of a path.
    by_path: BTreeMap<&'b str, PathTarget>,
    unpublished: BTreeMap<BriefId, &'static str>,
    set: &'b SourceSet,
}

#[derive(Clone)]
enum PathTarget {
    Page(EntityId, Lang),
    Media(usize),
}

type Faults = Vec<Diagnostic>;

impl<'b> Lookup<'b> {
    fn new(book: &'b Book, set: &'b SourceSet, names: &'b Names, publication: Publication) -> Self {
        let mut by_path = BTreeMap::new();
        let mut page = |file, entity: EntityId, lang: &Lang| {
            by_path.insert(set.get(file).path().as_str(), PathTarget::Page(entity, lang.clone()));
        };
        book.briefs.iter().for_each(|it| page(it.document.file, it.entity(), &it.document.lang));
        book.topics.iter().for_each(|it| page(it.document.file, it.entity(), &it.document.lang));
        book.actors.iter().for_each(|it| page(it.document.file, it.entity(), &it.document.lang));
        book.pages.iter().for_each(|it| page(it.document.file, it.entity(), &it.document.lang));
        for (at, media) in book.media.iter().enumerate() {
            by_path.insert(media.path.as_str(), PathTarget::Media(at));
        }
        let keys = book.sources.iter().map(|it| (it.key.value.as_str(), &it.key.value)).collect();
        let unpublished = book
            .briefs
            .iter()
            .filter(|brief| !publication.shows(brief))
            .map(|brief| {
                let why = if brief.date.value > publication.as_of {
                    "is dated after the as-of date"
                } else {
                    "is not published"
                };
                (brief.id.clone(), why)
            })
            .collect();
        Self { book, index: Index::of(book), names, keys, by_path, unpublished, set }
    }

    fn reference(
        &self,
        text: &TextId,
        body: &Body,
        reference: &Reference,
        faults: &mut Faults,
    ) -> Resolved {
        match &reference.kind {
            ReferenceKind::Link(link) => self.link(text, body, link, reference.span, faults),
            ReferenceKind::Embed(link) => self.embed(text, body, link, reference.span, faults),
            ReferenceKind::Citation(citation) => self.citation(citation, faults),
            ReferenceKind::FileLink(link) => {
                self.file_link(text, body, link, reference.span, faults)
            }
            ReferenceKind::Image(link) => self.image(link, reference.span, faults),
        }
    }

    fn link(
        &self,
        text: &TextId,
        body: &Body,
        link: &WikiLink,
        span: Span,
        faults: &mut Faults,
    ) -> Resolved {
        if link.target.value.is_empty() {
            return match &link.fragment {
                Some(heading) => own_heading(body, heading, faults),
                None => Resolved::Unresolved,
            };
        }
        let Some(id) = self.entity(link, faults) else { return Resolved::Unresolved };
        self.report_unpublished(text, &id, span, faults);
        if let (Some(observation), EntityId::Figure(figure)) = (&link.observation, &id) {
            return self.value(figure, observation, faults);
        }
        if let Some(heading) = &link.fragment {
            return self.heading_of(&id, &text.lang, heading, faults);
        }
        Resolved::Entity { id, heading: None }
    }

    /// What a wikilink names, or a fault.
    fn entity(&self, link: &WikiLink, faults: &mut Faults) -> Option<EntityId> {
        let kind = match &link.kind {
            Some(prefix) => match Kind::from_name(&prefix.value) {
                Some(kind) => Some(kind),
                None => {
                    let kinds = Kind::ALL.iter().map(|kind| kind.name());
                    faults.push(
                        Diagnostic::new(
                            Code::UnknownLink,
                            prefix.span,
                            format!("there is no kind `{}` to link to", prefix.value),
                        )
                        .hint_opt(
                            did_you_mean(&prefix.value, kinds)
                                .map(|close| format!("did you mean `{close}`?")),
                        ),
                    );
                    return None;
                }
            },
            None => None,
        };
        match self.names.find(&link.target.value, kind) {
            Ok(entity) => Some(entity.clone()),
            Err(NameError::Unknown { suggestion }) => {
                let what = kind.map_or_else(|| "nothing".to_owned(), |kind| format!("no {kind}"));
                let mut fault = Diagnostic::new(
                    Code::UnknownLink,
                    link.target.span,
                    format!("the book has {what} called `{}`", link.target.value),
                );
                if let Some(close) = suggestion {
                    fault = fault.hint(format!("did you mean `{close}`?"));
                } else if let Err(NameError::Ambiguous(_)) | Ok(_) =
                    self.names.find(&link.target.value, None)
                {
                    fault = fault.hint("something of another kind has this name");
                }
                faults.push(fault);
                None
            }
            Err(NameError::Ambiguous(found)) => {
                let all: Vec<_> = found.iter().map(|it| format!("`[[{it}]]`")).collect();
                faults.push(
                    Diagnostic::new(
                        Code::AmbiguousLink,
                        link.target.span,
                        format!("`{}` names {} things", link.target.value, found.len()),
                    )
                    .hint(format!("write {}", all.join(" or "))),
                );
                None
            }
        }
    }

    /// An observation by its id, else by period.
    fn value(&self, id: &FigureId, wanted: &Spanned<String>, faults: &mut Faults) -> Resolved {
        let Some(figure) = self.index.figure(self.book, id) else {
            return Resolved::Unresolved;
        };
        let by_id = figure.observations.iter().position(|it| it.id.value.as_str() == wanted.value);
        if let Some(observation) = by_id {
            let period = figure.observations[observation].period.given();
            let others = of_period(figure, period).filter(|&at| at != observation).collect();
            return Resolved::Value { figure: id.clone(), observation, others };
        }
        let period = Period::parse(&wanted.value).ok();
        let found: Vec<usize> = match period {
            Some(_) => of_period(figure, period).collect(),
            None => Vec::new(),
        };
        let chosen = match found.as_slice() {
            [one] => Some(*one),
            several => {
                let mut preferred =
                    several.iter().copied().filter(|&at| figure.observations[at].preferred);
                preferred.next().filter(|_| preferred.next().is_none())
            }
        };
        if let Some(observation) = chosen {
            let others = found.into_iter().filter(|&at| at != observation).collect();
            return Resolved::Value { figure: id.clone(), observation, others };
        }
        let ids = |all: &mut dyn Iterator<Item = usize>| {
            all.map(|at| format!("`{}`", figure.observations[at].id.value))
                .collect::<Vec<_>>()
                .join(", ")
        };
        faults.push(if found.is_empty() {
            let all = ids(&mut (0..figure.observations.len()));
            Diagnostic::new(
                Code::UnknownObservation,
                wanted.span,
                format!("the figure `{id}` has no observation `{}`", wanted.value),
            )
            .hint(format!("it has {all}"))
        } else {
            Diagnostic::new(
                Code::AmbiguousObservation,
                wanted.span,
                format!("the figure `{id}` has {} observations for {}", found.len(), wanted.value),
            )
            .hint(format!("name one of {}", ids(&mut found.iter().copied())))
        });
        Resolved::Unresolved
    }

    fn embed(
        &self,
        text: &TextId,
        body: &Body,
        link: &WikiLink,
        span: Span,
        faults: &mut Faults,
    ) -> Resolved {
        if link.kind.as_ref().is_some_and(|kind| kind.value == "timeline") {
            return match self.names.find(&link.target.value, Some(Kind::Topic)) {
                Ok(EntityId::Topic(id)) => Resolved::Embed(Embed::Timeline(id.clone())),
                _ => {
                    let names = self.book.topics.iter().map(|topic| topic.id.as_str());
                    faults.push(
                        Diagnostic::new(
                            Code::UnknownLink,
                            link.target.span,
                            format!("the book has no topic called `{}`", link.target.value),
                        )
                        .hint_opt(
                            did_you_mean(&link.target.value, names)
                                .map(|close| format!("did you mean `{close}`?")),
                        ),
                    );
                    Resolved::Unresolved
                }
            };
        }
        let resolved = self.link(text, body, link, span, faults);
        match resolved {
            Resolved::Entity { id: EntityId::Figure(id), .. } => Resolved::Embed(Embed::Figure(id)),
            Resolved::Entity { id: EntityId::Dispute(id), .. } => {
                Resolved::Embed(Embed::Dispute(id))
            }
            Resolved::Entity { id: page, heading: Some(heading) } => {
                Resolved::Embed(Embed::Section { page, heading })
            }
            Resolved::Heading(heading) if text.field == Field::Body => {
                Resolved::Embed(Embed::Section { page: text.owner.clone(), heading })
            }
            Resolved::Unresolved => Resolved::Unresolved,
            _ => {
                faults.push(
                    Diagnostic::new(Code::EmbedTarget, span, "this cannot be embedded").hint(
                        "a figure, a dispute, a section of a page (`![[page#heading]]`) or a \
                         topic's timeline (`![[timeline:topic]]`) can",
                    ),
                );
                Resolved::Unresolved
            }
        }
    }

    fn citation(&self, citation: &Citation, faults: &mut Faults) -> Resolved {
        let keys = citation.items.iter().map(|item| self.source(&item.key, faults)).collect();
        Resolved::Citation(keys)
    }

    fn source(&self, key: &Spanned<String>, faults: &mut Faults) -> Option<SourceKey> {
        if let Some(&found) = self.keys.get(key.value.as_str()) {
            return Some(found.clone());
        }
        let close = did_you_mean(&key.value, self.keys.keys().copied());
        let mut fault = Diagnostic::new(
            Code::UnknownSource,
            key.span,
            format!("the bibliography has no source `{}`", key.value),
        )
        .hint_opt(close.map(|close| format!("did you mean `{close}`?")));
        if let Some(close) = close
            && key.span.range().len() == key.value.len()
        {
            fault = fault.fix(key.span, close);
        }
        faults.push(fault);
        None
    }

    fn heading_of(
        &self,
        id: &EntityId,
        lang: &Lang,
        heading: &Spanned<String>,
        faults: &mut Faults,
    ) -> Resolved {
        let Some(document) = texts::document(self.book, &self.index, id, lang) else {
            faults.push(Diagnostic::new(
                Code::UnknownHeading,
                heading.span,
                format!("a {} has no headings to link to", id.kind()),
            ));
            return Resolved::Unresolved;
        };
        let body = &document.body;
        match find_heading(body, &heading.value) {
            Some(found) => Resolved::Entity { id: id.clone(), heading: Some(found) },
            None if document.partial => Resolved::Unresolved,
            None => {
                faults.push(unknown_heading(body, heading, &format!("{id}")));
                Resolved::Unresolved
            }
        }
    }

    /// A published page may not lead to what is not published; an unpublished one may.
    fn report_unpublished(&self, from: &TextId, to: &EntityId, span: Span, faults: &mut Faults) {
        let EntityId::Brief(id) = to else { return };
        let Some(why) = self.unpublished.get(id) else { return };
        if let EntityId::Brief(from) = &from.owner
            && self.unpublished.contains_key(from)
        {
            return;
        }
        faults.push(
            Diagnostic::new(Code::UnpublishedLink, span, format!("the brief `{id}` {why}"))
                .hint("link it once it is published, or build with --drafts"),
        );
    }
}

fn of_period(figure: &Figure, period: Option<Period>) -> impl Iterator<Item = usize> {
    figure
        .observations
        .iter()
        .enumerate()
        .filter(move |(_, it)| period.is_some() && it.period.given() == period)
        .map(|(at, _)| at)
}

fn own_heading(body: &Body, heading: &Spanned<String>, faults: &mut Faults) -> Resolved {
    match find_heading(body, &heading.value) {
        Some(found) => Resolved::Heading(found),
        None => {
            faults.push(unknown_heading(body, heading, "this page"));
            Resolved::Unresolved
        }
    }
}

/// A heading by its id, else by its text.
fn find_heading(body: &Body, wanted: &str) -> Option<String> {
    let by_id = body.headings.iter().find(|heading| heading.id == wanted);
    let folded = super::names::fold(wanted);
    by_id
        .or_else(|| body.headings.iter().find(|it| super::names::fold(&it.text) == folded))
        .map(|heading| heading.id.clone())
}

fn unknown_heading(body: &Body, heading: &Spanned<String>, page: &str) -> Diagnostic {
    let ids = body.headings.iter().map(|heading| heading.id.as_str());
    let hint = did_you_mean(&heading.value, ids.clone()).map_or_else(
        || match body.headings.len() {
            0 => "it has no headings".to_owned(),
            _ => format!(
                "it has {}",
                ids.map(|id| format!("`#{id}`")).collect::<Vec<_>>().join(", ")
            ),
        },
        |close| format!("did you mean `#{close}`?"),
    );
    Diagnostic::new(
        Code::UnknownHeading,
        heading.span,
        format!("{page} has no heading `{}`", heading.value),
    )
    .hint(hint)
}
