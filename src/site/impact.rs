//! What rests on a source: every statement of the book that would fall with it, and on which
//! thing's page it stands.
//!
//! A page rests on a source when it makes a statement of that source itself: a sentence that cites
//! it or a work known through it alone, a value that it prints, an observation, a position, an
//! embed of these, an event or a dispute shown in full. Short entries that lead to such a page (lists of briefs, figures and
//! disputes in short, backlinks) do not count. Knows nothing about addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::sentence::BlockText;
use super::{ComputedDispute, Embed, Field, Resolved, Site, TextId, links};
use crate::model::{CitedIn, DisputeId, EntityId, EventId, FigureId, Lang, SourceKey};
use crate::source::{Span, Spanned};
use crate::syntax::body::Body;
use crate::syntax::reference::{Locator, Reference, ReferenceKind};

/// What shows statements: a page, or an entry that stands in full on a page of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// The page of a thing in one language; the entry of an event or of a term.
    Thing(EntityId, Lang),
    /// A recorded dispute among all disputes.
    Listed(DisputeId),
    /// A computed dispute among all disputes: its place in [`Site::computed_disputes`].
    Computed(usize),
}

/// Everything that rests on one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    pub source: SourceKey,
    /// By who shows it. The source itself is always among them, if only with what it says of
    /// itself.
    pub statements: BTreeMap<Bearer, Vec<Statement>>,
}

/// One statement that rests on the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub kind: StatementKind,
    /// Whose statement it is: the thing itself, or one that is shown there.
    pub of: EntityId,
    pub span: Span,
    /// Where in the source.
    pub locator: Option<Locator>,
    /// The sentence, the value, or the title of what is shown.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// A sentence that cites the source.
    Citation,
    /// A sentence that prints a value of it.
    Value,
    /// An embed that shows something that rests on it.
    Embed,
    /// An observation of a figure.
    Observation,
    /// A position of a dispute.
    Position,
    /// An event that is shown in full.
    Event,
    /// A dispute that is shown in full.
    Dispute,
}

impl StatementKind {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Citation => "citation",
            Self::Value => "value",
            Self::Embed => "embed",
            Self::Observation => "observation",
            Self::Position => "position",
            Self::Event => "event",
            Self::Dispute => "dispute",
        }
    }
}

impl Impact {
    #[must_use]
    pub fn of(site: &Site, key: &SourceKey) -> Self {
        let texts = ReferringTexts::of(site);
        let resting = Resting::of(&texts, key);
        let mut impact = Self { source: key.clone(), statements: BTreeMap::new() };
        impact.bearer(EntityId::Source(key.clone()), site.book.config.default_language());
        for (id, at) in resting.references() {
            let statements = impact.bearer(id.owner.clone(), &id.lang);
            statements.extend(resting.statement(&id, at));
        }
        impact.ledger(&resting);
        impact.listed(&resting);
        impact.shown_in_full(&resting);
        impact
    }

    fn bearer(&mut self, entity: EntityId, lang: &Lang) -> &mut Vec<Statement> {
        self.statements.entry(Bearer::Thing(entity, lang.clone())).or_default()
    }

    /// Observations and positions.
    fn ledger(&mut self, resting: &Resting<'_>) {
        let (site, key) = (resting.site, resting.key);
        let lang = site.book.config.default_language();
        for figure in &site.book.figures {
            for it in figure.observations.iter().filter(|it| is(key, &it.source.value)) {
                self.bearer(figure.entity(), lang).push(Statement {
                    kind: StatementKind::Observation,
                    of: figure.entity(),
                    span: it.id.span,
                    locator: it.locator.as_ref().map(|it| it.value.clone()),
                    text: figure.value_text(it, lang.as_str()),
                });
            }
        }
        for dispute in &site.book.disputes {
            for (at, it) in dispute.positions.iter().enumerate() {
                if !is(key, &it.source.value) {
                    continue;
                }
                let owner = dispute.entity();
                let id = TextId { owner, lang: lang.clone(), field: Field::Position(at) };
                self.bearer(dispute.entity(), lang).push(Statement {
                    kind: StatementKind::Position,
                    of: dispute.entity(),
                    span: it.source.span,
                    locator: it.locator.as_ref().map(|it| it.value.clone()),
                    text: site.plain_text(&id, &it.text.body),
                });
            }
        }
    }

    /// The list of disputes shows each in full.
    fn listed(&mut self, resting: &Resting<'_>) {
        let site = resting.site;
        let listed: Vec<_> = self
            .statements
            .iter()
            .filter_map(|(bearer, statements)| match bearer {
                Bearer::Thing(EntityId::Dispute(id), _) => {
                    Some((Bearer::Listed(id.clone()), statements.clone()))
                }
                _ => None,
            })
            .collect();
        self.statements.extend(listed);
        for (at, dispute) in site.computed_disputes().iter().enumerate() {
            if let Some(statement) = resting.computed(dispute) {
                self.statements.insert(Bearer::Computed(at), vec![statement]);
            }
        }
    }

    /// Topics and actors show their events in full, figures their disputes, and disputes those that
    /// follow from their figures.
    fn shown_in_full(&mut self, resting: &Resting<'_>) {
        let site = resting.site;
        let default = site.book.config.default_language();
        let event = |id: &EventId| {
            let event = site.event(id).filter(|_| resting.event(id))?;
            Some(Statement {
                kind: StatementKind::Event,
                of: event.entity(),
                span: event.span,
                locator: None,
                text: event.title.value.clone(),
            })
        };
        for topic in &site.book.topics {
            let shown: Vec<_> =
                site.members().events_of_topic(&topic.id).filter_map(event).collect();
            if !shown.is_empty() {
                self.bearer(topic.entity(), &topic.document.lang).extend(shown);
            }
        }
        for actor in &site.book.actors {
            let shown: Vec<_> =
                site.members().events_of_actor(&actor.id).filter_map(event).collect();
            if !shown.is_empty() {
                self.bearer(actor.entity(), &actor.document.lang).extend(shown);
            }
        }
        for figure in &site.book.figures {
            let disputes = site.members().disputes_of_figure(&figure.id);
            let shown: Vec<_> = disputes
                .filter(|id| resting.dispute(id))
                .filter_map(|id| site.dispute(id))
                .map(|dispute| Statement {
                    kind: StatementKind::Dispute,
                    of: dispute.entity(),
                    span: dispute.span,
                    locator: None,
                    text: dispute.question.value.clone(),
                })
                .collect();
            if !shown.is_empty() {
                self.bearer(figure.entity(), default).extend(shown);
            }
        }
        for dispute in &site.book.disputes {
            let figures = dispute.figures.iter();
            let shown: Vec<_> = figures
                .flat_map(|figure| site.computed_disputes_of(&figure.value))
                .filter_map(|computed| resting.computed(computed))
                .collect();
            if !shown.is_empty() {
                self.bearer(dispute.entity(), default).extend(shown);
            }
        }
    }
}

fn is(key: &SourceKey, other: &SourceKey) -> bool {
    key.slug() == other.slug()
}

/// The texts of a book that refer to anything, read once for any number of sources.
#[derive(Debug)]
pub struct ReferringTexts<'s> {
    site: &'s Site,
    texts: BTreeMap<TextId, (&'s Body, &'s [Resolved])>,
}

impl<'s> ReferringTexts<'s> {
    #[must_use]
    pub fn of(site: &'s Site) -> Self {
        let mut texts = BTreeMap::new();
        site.for_each_text(|id, body| {
            if !body.references.is_empty() {
                let targets = site.resolved(&id);
                texts.insert(id, (body, targets));
            }
        });
        Self { site, texts }
    }

    /// Where the book makes a statement that rests on a source, each place once, on however many
    /// pages it is shown. What the source says of itself does not rest on it.
    #[must_use]
    pub fn places_resting_on(&self, key: &SourceKey) -> BTreeSet<Span> {
        let own = EntityId::Source(key.clone());
        let resting = Resting::of(self, key);
        let references = resting.references().filter(|(id, _)| id.owner != own);
        let references = references.filter_map(|(id, at)| {
            let (body, _) = self.texts.get(&id)?;
            body.references.get(at).map(|it| it.span)
        });
        let book = &self.site.book;
        let observations = book.figures.iter().flat_map(|it| &it.observations).map(|it| &it.source);
        let positions = book.disputes.iter().flat_map(|it| &it.positions).map(|it| &it.source);
        let named = observations.chain(positions).filter(|it| is(key, &it.value));
        references.chain(named.map(|it| it.span)).collect()
    }
}

/// The references that rest on a source, found step by step: an embed rests on it once something
/// in what it shows does.
struct Resting<'s> {
    site: &'s Site,
    key: &'s SourceKey,
    texts: &'s BTreeMap<TextId, (&'s Body, &'s [Resolved])>,
    /// By owner, then text: their places among the text's references.
    found: BTreeMap<EntityId, BTreeMap<(Lang, Field), BTreeSet<usize>>>,
}

impl<'s> Resting<'s> {
    fn of(texts: &'s ReferringTexts<'s>, key: &'s SourceKey) -> Self {
        let ReferringTexts { site, texts } = texts;
        let mut resting = Self { site, key, texts, found: BTreeMap::new() };
        let mut embeds: Vec<(&TextId, usize, &Embed)> = Vec::new();
        let mut settled: Vec<(&TextId, usize)> = Vec::new();
        for (id, (_, targets)) in texts {
            for (at, target) in targets.iter().enumerate() {
                match target {
                    Resolved::Embed(embed) => embeds.push((id, at, embed)),
                    other if resting.rests(other) => settled.push((id, at)),
                    _ => {}
                }
            }
        }
        // Each round finds an embed at least, so that there are no more rounds than embeds.
        while !settled.is_empty() {
            for (id, at) in settled {
                let of_owner = resting.found.entry(id.owner.clone()).or_default();
                of_owner.entry((id.lang.clone(), id.field)).or_default().insert(at);
            }
            let (resting_now, open): (Vec<_>, Vec<_>) =
                embeds.into_iter().partition(|(id, _, embed)| resting.embed(embed, &id.lang));
            embeds = open;
            settled = resting_now.into_iter().map(|(id, at, _)| (id, at)).collect();
        }
        resting
    }

    /// Every reference found.
    fn references(&self) -> impl Iterator<Item = (TextId, usize)> {
        self.found.iter().flat_map(|(owner, texts)| {
            texts.iter().flat_map(move |((lang, field), places)| {
                let id = TextId { owner: owner.clone(), lang: lang.clone(), field: *field };
                places.iter().map(move |&at| (id.clone(), at))
            })
        })
    }

    fn rests(&self, target: &Resolved) -> bool {
        match target {
            Resolved::Citation(keys) => {
                let mut keys = keys.iter().flatten();
                keys.any(|key| is(self.key, key) || self.through(key).is_some())
            }
            Resolved::Value { figure, observation, others } => {
                self.value(figure, *observation, others)
            }
            _ => false,
        }
    }

    /// The place in the source, where `work` is known through it alone.
    fn through(&self, work: &SourceKey) -> Option<&'s CitedIn> {
        let cited_in = self.site.source(work)?.cited_in.as_ref()?;
        is(self.key, &cited_in.source.value).then_some(cited_in)
    }

    fn embed(&self, embed: &Embed, lang: &Lang) -> bool {
        match embed {
            Embed::Figure(id) => self.table(id),
            Embed::Dispute(id) => self.dispute(id),
            Embed::Timeline(topic) => {
                self.site.members().events_of_topic(topic).any(|id| self.event(id))
            }
            Embed::Section { page, heading } => self.section(page, heading, lang),
        }
    }

    /// A value in running text, and those shown beside it: the others of its period and status.
    fn value(&self, figure: &FigureId, observation: usize, others: &[usize]) -> bool {
        let Some(figure) = self.site.figure(figure) else { return false };
        let Some(chosen) = figure.observations.get(observation) else { return false };
        let beside = others.iter().filter_map(|&at| figure.observations.get(at));
        let mut shown = beside.filter(|it| it.status == chosen.status).chain([chosen]);
        shown.any(|it| is(self.key, &it.source.value))
    }

    /// The rows of a figure, with their notes.
    fn table(&self, id: &FigureId) -> bool {
        let noted = self.found.get(&EntityId::Figure(id.clone())).is_some_and(|texts| {
            texts.keys().any(|(_, field)| matches!(field, Field::ObservationNote(_)))
        });
        let mut rows = self.site.figure(id).into_iter().flat_map(|it| &it.observations);
        noted || rows.any(|it| is(self.key, &it.source.value))
    }

    fn dispute(&self, id: &DisputeId) -> bool {
        let mut positions = self.site.dispute(id).into_iter().flat_map(|it| &it.positions);
        positions.any(|it| is(self.key, &it.source.value))
            || self.found.contains_key(&EntityId::Dispute(id.clone()))
    }

    /// A computed dispute that shows an observation of the source, or one whose note cites it.
    fn computed(&self, dispute: &ComputedDispute) -> Option<Statement> {
        let figure = self.site.figure(&dispute.figure)?;
        let texts = self.found.get(&figure.entity());
        let noted = |at: usize| {
            let mut fields = texts.into_iter().flat_map(|it| it.keys());
            fields.any(|(_, field)| *field == Field::ObservationNote(at))
        };
        let mut rows = dispute.observations.iter().map(|&at| (at, &figure.observations[at]));
        let (_, first) = rows.find(|(at, it)| is(self.key, &it.source.value) || noted(*at))?;
        Some(Statement {
            kind: StatementKind::Dispute,
            of: figure.entity(),
            span: first.id.span,
            locator: first.locator.as_ref().map(|it| it.value.clone()),
            text: figure.title.value.clone(),
        })
    }

    fn event(&self, id: &EventId) -> bool {
        self.found.contains_key(&EntityId::Event(id.clone()))
    }

    fn section(&self, page: &EntityId, heading: &str, lang: &Lang) -> bool {
        let Some(document) = self.site.document(page, lang) else { return false };
        let Some(range) = document.body.section(heading) else { return false };
        let Some(texts) = self.found.get(page) else { return false };
        let places = texts.get(&(document.lang.clone(), Field::Body)).into_iter().flatten();
        let mut events = places.filter_map(|&at| document.body.references.get(at));
        events.any(|it| range.contains(&it.event))
    }

    fn statement(&self, id: &TextId, at: usize) -> Option<Statement> {
        let site = self.site;
        let &(body, targets) = self.texts.get(id)?;
        let reference = body.references.get(at)?;
        let title = |entity: EntityId| site.title(&entity, &id.lang).0;
        let sentence = || {
            let block = BlockText::around(body, at, |index, reference| {
                links::reads_as(&site.book, &site.index, id, targets, index, reference)
            });
            block.map(|block| block.sentence(at).whole().trim().to_owned()).unwrap_or_default()
        };
        let (kind, locator, text) = match targets.get(at)? {
            Resolved::Value { figure, observation, .. } => {
                let observation = site.figure(figure)?.observations.get(*observation)?;
                let own = is(self.key, &observation.source.value);
                let locator = observation.locator.as_ref().filter(|_| own);
                (StatementKind::Value, locator, sentence())
            }
            Resolved::Embed(embed) => {
                let shown = match embed {
                    Embed::Figure(id) => EntityId::Figure(id.clone()),
                    Embed::Dispute(id) => EntityId::Dispute(id.clone()),
                    Embed::Timeline(id) => EntityId::Topic(id.clone()),
                    Embed::Section { page, .. } => page.clone(),
                };
                (StatementKind::Embed, None, title(shown))
            }
            target => (StatementKind::Citation, self.cited_at(reference, target), sentence()),
        };
        let locator = locator.map(|it| it.value.clone());
        Some(Statement { kind, of: id.owner.clone(), span: reference.span, locator, text })
    }

    /// Where in the source a citation says that it stands.
    fn cited_at<'r>(
        &self,
        reference: &'r Reference,
        target: &Resolved,
    ) -> Option<&'r Spanned<Locator>>
    where
        's: 'r,
    {
        let Resolved::Citation(keys) = target else { return None };
        let ReferenceKind::Citation(citation) = &reference.kind else { return None };
        let own = |key: &Option<SourceKey>| key.as_ref().is_some_and(|key| is(self.key, key));
        if let Some((item, _)) = citation.items.iter().zip(keys).find(|(_, key)| own(key)) {
            return item.locator.as_ref();
        }
        keys.iter().flatten().find_map(|key| self.through(key))?.locator.as_ref()
    }
}
