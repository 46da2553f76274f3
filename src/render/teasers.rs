//! Things of the book in short, for lists and for the sides of pages.
//!
//! Knows nothing about which list shows them.

use super::dates;
use super::view::{
    ActorTeaserView, BriefTeaserView, DisputeTeaserView, FigureTeaserView, MarkView, ReadingView,
    SideView, TopicTeaserView, Words,
};
use super::writer::{Calls, PageWriter};
use crate::model::{
    Actor, Brief, Dispute, EntityId, Figure, Observation, ObservationStatus, Status, Topic,
};
use crate::site::{ComputedDispute, Field, TextId};

impl PageWriter<'_> {
    pub fn brief_teaser(&mut self, brief: &Brief) -> BriefTeaserView {
        let document = &brief.document;
        let id =
            TextId { owner: brief.entity(), lang: document.lang.clone(), field: Field::Summary };
        let summary_html = document
            .summary
            .as_ref()
            .map(|summary| self.prose(&id, &summary.body, Calls::Quiet))
            .unwrap_or_default();
        BriefTeaserView {
            href: self.href(&brief.entity()),
            title: document.title.value.clone(),
            lang: self.other_lang(&document.lang),
            date: dates::day(self.ui, brief.date.value),
            summary_html,
            confidence: brief.confidence.map(|it| self.ui.mark(Words::Confidence, it.name())),
            status: self.status(brief.status),
            topics: self.links(&brief.topics, |id| EntityId::Topic(id.clone())),
        }
    }

    /// None when published, the ordinary case.
    pub fn status(&self, status: Status) -> Option<MarkView> {
        (status != Status::Published).then(|| self.ui.mark(Words::Status, status.name()))
    }

    pub fn topic_teaser(&mut self, topic: &Topic) -> TopicTeaserView {
        let site = self.renderer.site;
        let document = &topic.document;
        let id =
            TextId { owner: topic.entity(), lang: document.lang.clone(), field: Field::Summary };
        let summary_html =
            document.summary.as_ref().map(|it| self.prose(&id, &it.body, Calls::Quiet));
        let members = site.members();
        let counts = [
            ("brief", members.briefs_of_topic(&topic.id).count()),
            ("actor", members.actors_of_topic(&topic.id).count()),
            ("figure", members.figures_of_topic(&topic.id).count()),
            ("dispute", members.disputes_of_topic(&topic.id).count()),
            ("event", members.events_of_topic(&topic.id).count()),
        ];
        let latest = members
            .briefs_of_topic(&topic.id)
            .filter_map(|id| site.brief(id, &self.lang))
            .map(|brief| brief.date.value)
            .max();
        TopicTeaserView {
            href: self.href(&topic.entity()),
            title: document.title.value.clone(),
            lang: self.other_lang(&document.lang),
            summary_html,
            counts: counts
                .into_iter()
                .filter(|(_, number)| *number > 0)
                .map(|(kind, number)| self.ui.count(kind, number, None))
                .collect(),
            latest: latest.map(|date| dates::day(self.ui, date)),
        }
    }

    #[must_use]
    pub fn actor_teaser(&self, actor: &Actor) -> ActorTeaserView {
        let mut pages: Vec<&EntityId> =
            self.renderer.site.backlinks(&actor.entity()).iter().map(|link| &link.from).collect();
        pages.sort();
        pages.dedup();
        ActorTeaserView {
            href: self.href(&actor.entity()),
            title: actor.document.title.value.clone(),
            lang: self.other_lang(&actor.document.lang),
            actor_type: self.ui.mark(Words::ActorType, actor.kind.name()),
            role: actor.role.as_deref().map(|it| self.own_text(it)),
            side: actor.side.as_deref().map(|it| self.own_text(it)),
            backlinks: pages.len(),
        }
    }

    /// A figure with every reading of its latest period, so that none is chosen in silence.
    #[must_use]
    pub fn figure_teaser(&self, figure: &Figure) -> FigureTeaserView {
        let readings = latest_readings(figure);
        FigureTeaserView {
            href: self.href(&figure.entity()),
            title: figure.title.value.clone(),
            lang: self.own_lang(),
            unit: self.unit(figure),
            more: figure.observations.len() - readings.len(),
            readings: readings.into_iter().map(|it| self.reading(figure, it)).collect(),
            disputed: self.is_disputed(figure),
        }
    }

    /// Whether a dispute, recorded or computed, is about a figure.
    #[must_use]
    pub fn is_disputed(&self, figure: &Figure) -> bool {
        let site = self.renderer.site;
        site.members().disputes_of_figure(&figure.id).next().is_some()
            || !site.computed_disputes_of(&figure.id).is_empty()
    }

    /// One observation in short.
    #[must_use]
    pub fn reading(&self, figure: &Figure, observation: &Observation) -> ReadingView {
        let status = observation.status;
        ReadingView {
            value_html: self.value_html(figure, observation, &self.lang),
            period: self.observed(observation),
            status: (status != ObservationStatus::Actual)
                .then(|| self.ui.mark(Words::ObservationStatus, status.name())),
            source: self.link(&EntityId::Source(observation.source.value.clone())),
        }
    }

    #[must_use]
    pub fn dispute_teaser(&self, dispute: &Dispute) -> DisputeTeaserView {
        let sides = dispute.positions.iter().map(|position| SideView {
            words: position.as_written.as_ref().map(|it| it.value.clone()).unwrap_or_default(),
            words_lang: self.source_lang(&position.source.value),
            source: self.link(&EntityId::Source(position.source.value.clone())),
        });
        DisputeTeaserView {
            href: self.href(&dispute.entity()),
            question: dispute.question.value.clone(),
            lang: self.own_lang(),
            kind: self.ui.mark(Words::DisputeKind, dispute.kind.name()),
            sides: sides.collect(),
        }
    }

    /// A computed dispute in short: each value with its source.
    pub fn computed_dispute_teaser(
        &self,
        figure: &Figure,
        dispute: &ComputedDispute,
    ) -> DisputeTeaserView {
        let link = self.computed_dispute_link(figure, dispute);
        let sides = dispute.observations.iter().map(|&at| {
            let it = &figure.observations[at];
            SideView {
                words: figure.value_text(it, self.ui.lang),
                words_lang: None,
                source: self.link(&EntityId::Source(it.source.value.clone())),
            }
        });
        DisputeTeaserView {
            href: link.href,
            question: link.title,
            lang: link.lang,
            kind: self.ui.mark(Words::DisputeKind, "computed"),
            sides: sides.collect(),
        }
    }
}

/// The observations of the latest period that is not a target or a forecast, else of the latest
/// of all, else (without any period) the last.
pub fn latest_readings(figure: &Figure) -> Vec<&Observation> {
    let said = |it: &&Observation| {
        matches!(it.status, ObservationStatus::Actual | ObservationStatus::Claimed)
    };
    let all = &figure.observations;
    let latest = (all.iter().filter(said).filter_map(|it| it.period.given()).max())
        .or_else(|| all.iter().filter_map(|it| it.period.given()).max());
    match latest {
        Some(period) => all.iter().filter(|it| it.period.given() == Some(period)).collect(),
        None => all.last().into_iter().collect(),
    }
}
