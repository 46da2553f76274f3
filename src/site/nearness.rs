//! What lies closest to a brief, a topic or an actor: by links in both directions, by topics that
//! both belong to, and by briefs that name both.
//!
//! Knows nothing about how many are shown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Embed, Field, Resolved, Site, TextId};
use crate::model::{ActorId, BriefId, EntityId, Lang, TopicId};

/// A thing beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub entity: EntityId,
    /// The stronger the closer, among things of one kind; never 0.
    pub strength: usize,
}

/// An actor that the whole book names says little about a page that names it too.
const COMMON: usize = 1000;

impl Site {
    /// The briefs, topics and actors beside a thing, the closest of each kind first. Reads the
    /// thing's own texts and what links to it: what this costs for all pages together grows with
    /// the book's links.
    #[must_use]
    pub fn near(&self, entity: &EntityId) -> Vec<Near> {
        let mut ties = Ties { site: self, entity, found: BTreeMap::new() };
        ties.links();
        match entity {
            EntityId::Brief(id) => ties.of_brief(id),
            EntityId::Topic(id) => ties.of_topic(id),
            EntityId::Actor(id) => ties.of_actor(id),
            _ => return Vec::new(),
        }
        let strength = |near: &EntityId, ties: usize| match (entity, near) {
            // A brief says itself whom it is about: among those it names as often, the rarer.
            (EntityId::Brief(_), EntityId::Actor(_)) => {
                ties * COMMON + COMMON / (self.backlinks(near).len() + 2)
            }
            (_, EntityId::Actor(_)) => {
                (COMMON * ties * ties / (self.backlinks(near).len() + 2)).max(1)
            }
            _ => ties,
        };
        let found = ties.found.into_iter();
        let mut near: Vec<Near> = found
            .map(|(entity, ties)| Near { strength: strength(&entity, ties), entity })
            .collect();
        near.sort_by(|a, b| {
            (a.entity.kind().cmp(&b.entity.kind()))
                .then_with(|| Reverse(a.strength).cmp(&Reverse(b.strength)))
                .then_with(|| a.entity.cmp(&b.entity))
        });
        near
    }

    /// The topics of a brief that stands in lists.
    fn topics_of(&self, brief: &BriefId) -> impl Iterator<Item = &TopicId> {
        let lang = self.book.config.default_language();
        let brief = self.brief(brief, lang).filter(|it| !it.status.is_retired());
        brief.into_iter().flat_map(|it| it.topics.iter().map(|topic| &topic.value))
    }

    fn original_language(&self, entity: &EntityId) -> Option<Lang> {
        self.languages_of(entity).into_iter().next()
    }
}

struct Ties<'s> {
    site: &'s Site,
    entity: &'s EntityId,
    found: BTreeMap<EntityId, usize>,
}

impl Ties<'_> {
    fn add(&mut self, entity: EntityId, ties: usize) {
        let fits = matches!(entity, EntityId::Brief(_) | EntityId::Topic(_) | EntityId::Actor(_));
        if fits && entity != *self.entity && self.site.lists(&entity) {
            *self.found.entry(entity).or_default() += ties;
        }
    }

    /// Links of the page's own texts, and links to it. Translations repeat their originals.
    fn links(&mut self) {
        let site = self.site;
        for link in site.backlinks(self.entity) {
            if site.original_language(&link.from).as_ref() == Some(&link.lang) {
                self.add(link.from.clone(), 1);
            }
        }
        let Some(lang) = site.original_language(self.entity) else { return };
        let judgements = match self.entity {
            EntityId::Brief(id) => site.brief(id, &lang).map_or(0, |it| it.judgements.len()),
            _ => 0,
        };
        let judgements = (0..judgements).map(Field::Judgement);
        for field in [Field::Summary, Field::Body].into_iter().chain(judgements) {
            let text = TextId { owner: self.entity.clone(), lang: lang.clone(), field };
            for target in site.resolved(&text) {
                match target {
                    Resolved::Entity { id, .. }
                    | Resolved::Embed(Embed::Section { page: id, .. }) => self.add(id.clone(), 1),
                    Resolved::Embed(Embed::Timeline(id)) => {
                        self.add(EntityId::Topic(id.clone()), 1)
                    }
                    _ => {}
                }
            }
        }
    }

    fn of_brief(&mut self, id: &BriefId) {
        let site = self.site;
        let own: BTreeSet<&TopicId> = site.topics_of(id).collect();
        // A shared topic draws linked briefs closer; it does not make a neighbour by itself.
        let briefs: Vec<BriefId> = self.briefs();
        for brief in briefs {
            let shared = site.topics_of(&brief).filter(|topic| own.contains(topic)).count();
            self.add(EntityId::Brief(brief), shared);
        }
        own.into_iter().for_each(|topic| self.add(EntityId::Topic(topic.clone()), 3));
        for actor in site.members().actors_of_brief(id) {
            self.add(EntityId::Actor(actor.clone()), 1);
        }
    }

    fn of_topic(&mut self, id: &TopicId) {
        let site = self.site;
        for brief in site.members().briefs_of_topic(id) {
            self.add(EntityId::Brief(brief.clone()), 1);
            self.around(brief);
        }
        for actor in site.members().actors_of_topic(id) {
            self.add(EntityId::Actor(actor.clone()), 1);
        }
    }

    fn of_actor(&mut self, id: &ActorId) {
        let lang = self.site.book.config.default_language();
        let topics = self.site.actor(id, lang).map(|it| it.topics.as_slice()).unwrap_or_default();
        for topic in topics {
            self.add(EntityId::Topic(topic.value.clone()), 1);
        }
        self.briefs().iter().for_each(|brief| self.around(brief));
    }

    /// The topics and actors of a brief.
    fn around(&mut self, brief: &BriefId) {
        let site = self.site;
        for topic in site.topics_of(brief) {
            self.add(EntityId::Topic(topic.clone()), 1);
        }
        for actor in site.members().actors_of_brief(brief) {
            self.add(EntityId::Actor(actor.clone()), 1);
        }
    }

    /// The briefs found so far.
    fn briefs(&self) -> Vec<BriefId> {
        let found = self.found.keys();
        found
            .filter_map(|it| match it {
                EntityId::Brief(id) => Some(id.clone()),
                _ => None,
            })
            .collect()
    }
}
