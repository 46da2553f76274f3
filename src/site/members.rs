//! Which things belong to which topic, actor, figure and source.
//!
//! Knows nothing about how they are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::{Embed, Resolved, TextId};
use crate::model::{
    ActorId, Book, BriefId, DisputeId, EntityId, EventId, FigureId, SourceKey, TopicId,
};

/// Memberships, each list sorted by id and without repetitions.
#[derive(Debug, Default)]
pub struct Members {
    briefs_of_topic: BTreeMap<TopicId, BTreeSet<BriefId>>,
    actors_of_topic: BTreeMap<TopicId, BTreeSet<ActorId>>,
    figures_of_topic: BTreeMap<TopicId, BTreeSet<FigureId>>,
    disputes_of_topic: BTreeMap<TopicId, BTreeSet<DisputeId>>,
    events_of_topic: BTreeMap<TopicId, BTreeSet<EventId>>,
    actors_of_brief: BTreeMap<BriefId, BTreeSet<ActorId>>,
    events_of_actor: BTreeMap<ActorId, BTreeSet<EventId>>,
    figures_of_actor: BTreeMap<ActorId, BTreeSet<FigureId>>,
    disputes_of_figure: BTreeMap<FigureId, BTreeSet<DisputeId>>,
    figures_of_source: BTreeMap<SourceKey, BTreeSet<FigureId>>,
    disputes_of_source: BTreeMap<SourceKey, BTreeSet<DisputeId>>,
}

macro_rules! getters {
    ($($(#[doc = $doc:literal])+ $name:ident: $of:ty => $member:ty;)+) => {
        $(
            $(#[doc = $doc])+
            pub fn $name(&self, of: &$of) -> impl Iterator<Item = &$member> + use<'_> {
                self.$name.get(of).into_iter().flatten()
            }
        )+
    };
}

impl Members {
    getters! {
        /// The published briefs of a topic, without those superseded or withdrawn.
        briefs_of_topic: TopicId => BriefId;
        /// The actors of a topic.
        actors_of_topic: TopicId => ActorId;
        /// The figures of a topic.
        figures_of_topic: TopicId => FigureId;
        /// The disputes of a topic.
        disputes_of_topic: TopicId => DisputeId;
        /// The events of a topic.
        events_of_topic: TopicId => EventId;
        /// The actors a brief names in its front matter or links to.
        actors_of_brief: BriefId => ActorId;
        /// The events an actor takes part in.
        events_of_actor: ActorId => EventId;
        /// The figures about an actor.
        figures_of_actor: ActorId => FigureId;
        /// The recorded disputes about a figure.
        disputes_of_figure: FigureId => DisputeId;
        /// The figures with an observation from a source.
        figures_of_source: SourceKey => FigureId;
        /// The disputes with a position from a source.
        disputes_of_source: SourceKey => DisputeId;
    }

    pub(super) fn new(book: &Book, resolved: &BTreeMap<TextId, Vec<Resolved>>) -> Self {
        let mut members = Self::default();
        for brief in book.briefs.iter().filter(|it| !it.document.translation) {
            let topics = if brief.status.is_retired() { &[][..] } else { &brief.topics };
            for topic in topics {
                members
                    .briefs_of_topic
                    .entry(topic.value.clone())
                    .or_default()
                    .insert(brief.id.clone());
            }
            let actors = members.actors_of_brief.entry(brief.id.clone()).or_default();
            actors.extend(brief.actors.iter().map(|actor| actor.value.clone()));
        }
        for (text, targets) in resolved {
            let EntityId::Brief(brief) = &text.owner else { continue };
            let actors = members.actors_of_brief.entry(brief.clone()).or_default();
            actors.extend(targets.iter().filter_map(|target| match target {
                Resolved::Entity { id: EntityId::Actor(id), .. }
                | Resolved::Embed(Embed::Section { page: EntityId::Actor(id), .. }) => {
                    Some(id.clone())
                }
                _ => None,
            }));
        }
        for actor in book.actors.iter().filter(|it| !it.document.translation) {
            for topic in &actor.topics {
                members
                    .actors_of_topic
                    .entry(topic.value.clone())
                    .or_default()
                    .insert(actor.id.clone());
            }
        }
        for figure in &book.figures {
            let id = &figure.id;
            for topic in &figure.topics {
                members.figures_of_topic.entry(topic.value.clone()).or_default().insert(id.clone());
            }
            for actor in &figure.actors {
                members.figures_of_actor.entry(actor.value.clone()).or_default().insert(id.clone());
            }
            for observation in &figure.observations {
                let key = observation.source.value.clone();
                members.figures_of_source.entry(key).or_default().insert(id.clone());
            }
        }
        for dispute in &book.disputes {
            let id = &dispute.id;
            for topic in &dispute.topics {
                members
                    .disputes_of_topic
                    .entry(topic.value.clone())
                    .or_default()
                    .insert(id.clone());
            }
            for figure in &dispute.figures {
                members
                    .disputes_of_figure
                    .entry(figure.value.clone())
                    .or_default()
                    .insert(id.clone());
            }
            for position in &dispute.positions {
                let key = position.source.value.clone();
                members.disputes_of_source.entry(key).or_default().insert(id.clone());
            }
        }
        for event in &book.events {
            let id = &event.id;
            for topic in &event.topics {
                members.events_of_topic.entry(topic.value.clone()).or_default().insert(id.clone());
            }
            for actor in &event.actors {
                members.events_of_actor.entry(actor.value.clone()).or_default().insert(id.clone());
            }
        }
        members
    }
}
