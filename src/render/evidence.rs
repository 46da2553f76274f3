//! Observations, disputes and events as views.
//!
//! Knows nothing about the pages that show them.

use std::fmt::Write as _;

use super::dates;
use super::view::{
    ComputedDisputeView, DateView, DisputeView, DisputedValueView, EventView, LinkView, NameView,
    ObservationView, PositionView, TimelineYearView, UiText, Words,
};
use super::writer::{Calls, PageWriter};
use crate::model::{Dispute, EntityId, Event, EventId, Figure, Observation, SourceKey};
use crate::site::{ComputedDispute, Field, TextId};
use crate::source::Spanned;
use crate::syntax::reference::Locator;

/// Where rows of observations stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table<'k> {
    /// On the figure's page, where each can be linked to.
    OfFigure,
    /// In a text that embeds the figure.
    InText,
    /// On the page of a source, with its own observations of every figure.
    OfSource(&'k SourceKey),
}

impl PageWriter<'_> {
    /// The id of a text that stands in a registry, which has the book's default language.
    fn registry_text(&self, owner: EntityId, field: Field) -> TextId {
        let lang = self.renderer.site.book.config.default_language().clone();
        TextId { owner, lang, field }
    }

    /// To a computed dispute on its figure's page, the period said in the title's language.
    pub fn computed_dispute_link(&self, figure: &Figure, dispute: &ComputedDispute) -> LinkView {
        let mut link = self.link(&figure.entity());
        let ui = link.lang.as_deref().map_or(self.ui, UiText::of);
        link.title.push_str(", ");
        link.title.push_str(&dates::period(ui, &dispute.period).label);
        link.href.push('#');
        link.href.push_str(&computed_fragment(figure, dispute));
        link
    }

    /// A computed dispute in full.
    pub fn computed_dispute(&mut self, dispute: &ComputedDispute) -> ComputedDisputeView {
        let site = self.renderer.site;
        let Some(figure) = site.figure(&dispute.figure) else {
            return ComputedDisputeView::default();
        };
        let recorded: Vec<&Dispute> = site
            .members()
            .disputes_of_figure(&figure.id)
            .filter_map(|id| site.dispute(id))
            .collect();
        let values = dispute.observations.iter();
        let values =
            values.map(|&at| self.disputed_value(figure, &figure.observations[at])).collect();
        let explains = |it: &&&Dispute| {
            dispute.observations.iter().any(|&at| takes_part(&figure.observations[at], it))
        };
        ComputedDisputeView {
            id: computed_fragment(figure, dispute),
            figure: self.link(&figure.entity()),
            period: dates::period(self.ui, &dispute.period),
            status: self.ui.mark(Words::DisputeKind, "computed"),
            values,
            explained_by: recorded
                .iter()
                .filter(explains)
                .map(|it| self.link(&it.entity()))
                .collect(),
        }
    }

    fn disputed_value(&mut self, figure: &Figure, it: &Observation) -> DisputedValueView {
        self.notes.show(&it.source.value);
        DisputedValueView {
            value_html: self.value_html(figure, it, &self.lang),
            attributed_to: self.attributed_to(it),
            source: self.link(&EntityId::Source(it.source.value.clone())),
            locator: self.locator(it.locator.as_ref()),
            as_written: words(it.as_written.as_ref()),
            as_written_lang: self.source_lang(&it.source.value),
            retracted: self.is_retracted(&it.source.value),
        }
    }

    /// Whom a source names for a value.
    fn attributed_to(&self, observation: &Observation) -> Option<NameView> {
        let title = observation.attributed_to.clone()?;
        Some(NameView { title, href: None, lang: self.own_lang() })
    }

    fn is_retracted(&self, key: &SourceKey) -> bool {
        self.renderer.site.source(key).is_some_and(|it| it.retracted.is_some())
    }

    /// The rows of a figure in `table`.
    pub fn observations(&mut self, figure: &Figure, table: Table<'_>) -> Vec<ObservationView> {
        let site = self.renderer.site;
        let disputes: Vec<&Dispute> = site
            .members()
            .disputes_of_figure(&figure.id)
            .filter_map(|id| site.dispute(id))
            .collect();
        let computed = site.computed_disputes_of(&figure.id);
        let rows = 0..figure.observations.len();
        rows.filter(|&at| match table {
            Table::OfSource(key) => figure.observations[at].source.value == *key,
            Table::OfFigure | Table::InText => true,
        })
        .map(|at| self.observation(figure, at, table, computed, &disputes))
        .collect()
    }

    fn observation(
        &mut self,
        figure: &Figure,
        at: usize,
        table: Table<'_>,
        computed: &[ComputedDispute],
        disputes: &[&Dispute],
    ) -> ObservationView {
        let it = &figure.observations[at];
        self.notes.show(&it.source.value);
        let id = self.registry_text(figure.entity(), Field::ObservationNote(at));
        let note_html = it.note.as_ref().map(|note| self.prose(&id, &note.body, Calls::Quiet));
        let mut period = self.observed(it);
        if period.label.is_empty() {
            period = DateView { label: "–".to_owned(), iso: None, lang: None };
        }
        let of_source = matches!(table, Table::OfSource(_));
        let row_id = it.id.value.as_str();
        ObservationView {
            id: if table == Table::OfFigure { row_id.to_owned() } else { String::new() },
            figure: of_source.then(|| {
                let mut link = self.link(&figure.entity());
                link.href.push('#');
                link.href.push_str(row_id);
                link
            }),
            period,
            value_html: self.value_html(figure, it, &self.lang),
            status: self.ui.mark(Words::ObservationStatus, it.status.name()),
            attributed_to: self.attributed_to(it),
            source: (!of_source).then(|| self.link(&EntityId::Source(it.source.value.clone()))),
            locator: self.locator(it.locator.as_ref()),
            as_written: words(it.as_written.as_ref()),
            as_written_lang: self.source_lang(&it.source.value),
            base_period: it.base_period.as_ref().map(|base| dates::period(self.ui, base)),
            note_lang: self.own_lang().filter(|_| note_html.is_some()),
            note_html,
            preferred: it.preferred,
            disputes: computed
                .iter()
                .filter(|dispute| dispute.observations.contains(&at))
                .map(|dispute| self.computed_dispute_link(figure, dispute))
                .chain(
                    disputes
                        .iter()
                        .filter(|dispute| takes_part(it, dispute))
                        .map(|dispute| self.link(&dispute.entity())),
                )
                .collect(),
            retracted: self.is_retracted(&it.source.value),
        }
    }

    /// The period of an observation, in its source's words where it gives no other.
    #[must_use]
    pub fn observed(&self, observation: &Observation) -> DateView {
        let period = dates::observed(self.ui, &observation.period);
        let in_words = observation.period.given().is_none();
        let lang = if in_words { self.source_lang(&observation.source.value) } else { None };
        DateView { lang, ..period }
    }

    /// A recorded dispute in full.
    pub fn dispute(&mut self, dispute: &Dispute) -> DisputeView {
        let entity = dispute.entity();
        let positions = (0..dispute.positions.len())
            .map(|at| {
                let position = &dispute.positions[at];
                self.notes.show(&position.source.value);
                let id = self.registry_text(entity.clone(), Field::Position(at));
                PositionView {
                    text_html: self.prose(&id, &position.text.body, Calls::Noted),
                    lang: self.own_lang(),
                    source: self.link(&EntityId::Source(position.source.value.clone())),
                    locator: self.locator(position.locator.as_ref()),
                    as_written: words(position.as_written.as_ref()),
                    as_written_lang: self.source_lang(&position.source.value),
                    retracted: self.is_retracted(&position.source.value),
                }
            })
            .collect();
        let id = self.registry_text(entity.clone(), Field::Reconciliation);
        let reconciliation_html =
            dispute.reconciliation.as_ref().map(|it| self.prose(&id, &it.body, Calls::Noted));
        DisputeView {
            id: crate::routes::fragment(&entity),
            href: self.href(&entity),
            question: dispute.question.value.clone(),
            lang: self.own_lang(),
            kind: self.ui.mark(Words::DisputeKind, dispute.kind.name()),
            positions,
            reconciliation_html,
            topics: self.links(&dispute.topics, |id| EntityId::Topic(id.clone())),
            actors: self.links(&dispute.actors, |id| EntityId::Actor(id.clone())),
            figures: self.links(&dispute.figures, |id| EntityId::Figure(id.clone())),
        }
    }

    /// Links to the things of a list in front matter or a registry.
    pub fn links<T>(&self, ids: &[Spanned<T>], entity: impl Fn(&T) -> EntityId) -> Vec<LinkView> {
        ids.iter().map(|id| self.link(&entity(&id.value))).collect()
    }

    /// An event in full; its citations call notes of this page where `calls` says so.
    pub fn event(&mut self, event: &Event, calls: Calls) -> EventView {
        let entity = event.entity();
        let id = self.registry_text(entity.clone(), Field::Text);
        let text_html =
            event.text.as_ref().map(|it| self.prose(&id, &it.body, calls)).unwrap_or_default();
        EventView {
            id: crate::routes::fragment(&entity),
            href: self.href(&entity),
            date: dates::period(self.ui, &event.date.value),
            title: event.title.value.clone(),
            lang: self.own_lang(),
            text_html,
            actors: self.links(&event.actors, |id| EntityId::Actor(id.clone())),
            topics: self.links(&event.topics, |id| EntityId::Topic(id.clone())),
        }
    }

    /// Events by year, oldest first.
    pub fn timeline<'e>(
        &mut self,
        ids: impl Iterator<Item = &'e EventId>,
        calls: Calls,
    ) -> Vec<TimelineYearView> {
        let site = self.renderer.site;
        let mut events: Vec<&Event> = ids.filter_map(|id| site.event(id)).collect();
        events.sort_by(|a, b| a.date.value.cmp(&b.date.value).then_with(|| a.id.cmp(&b.id)));
        let mut years: Vec<TimelineYearView> = Vec::new();
        for event in events {
            let year = event.date.value.first_day().year().to_string();
            let view = self.event(event, calls);
            match years.last_mut() {
                Some(last) if last.year == year => last.events.push(view),
                _ => years.push(TimelineYearView { year, events: vec![view] }),
            }
        }
        years
    }

    /// `sec. 3.1, line 57 of the stored text`, in the page's language.
    #[must_use]
    pub fn locator(&self, locator: Option<&Spanned<Locator>>) -> String {
        locator.map(|locator| self.locator_text(&locator.value)).unwrap_or_default()
    }

    #[must_use]
    pub fn locator_text(&self, locator: &Locator) -> String {
        locator.to_text('\u{a0}', |text, first, last| {
            let one = first == last;
            let words = if one { self.ui.line_of } else { self.ui.lines_of };
            let (before, after) = words.split_once("{n}").unwrap_or((words, ""));
            let _ = match one {
                true => write!(text, "{before}{first}{after}"),
                false => write!(text, "{before}{first}–{last}{after}"),
            };
        })
    }

    /// The language of a source's own words, where it is not the page's.
    pub fn source_lang(&self, key: &SourceKey) -> Option<String> {
        let site = self.renderer.site;
        self.other_lang(&site.source(key)?.language(site.book.config.default_language()))
    }
}

fn computed_fragment(figure: &Figure, dispute: &ComputedDispute) -> String {
    let first = dispute.observations.first().and_then(|&at| figure.observations.get(at));
    first
        .map(|it| crate::routes::computed_dispute_fragment(&figure.id, &it.id.value))
        .unwrap_or_default()
}

/// Whether an observation is what a position of the dispute rests on: the same source, and lines
/// in common. Without lines on both sides the source decides.
pub fn takes_part(observation: &Observation, dispute: &Dispute) -> bool {
    let lines = |locator: Option<&Spanned<Locator>>| locator.and_then(|it| it.value.lines());
    let own = lines(observation.locator.as_ref());
    dispute.positions.iter().any(|position| {
        position.source.value == observation.source.value
            && match (own, lines(position.locator.as_ref())) {
                (Some((first, last)), Some((from, to))) => first <= to && from <= last,
                _ => true,
            }
    })
}

fn words(as_written: Option<&Spanned<String>>) -> String {
    as_written.map(|words| words.value.clone()).unwrap_or_default()
}
