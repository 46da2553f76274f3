//! Events: dated happenings, as precise as their sources.
//!
//! Knows nothing about timelines.

use super::{ActorId, EntityId, EventId, Period, Prose, TopicId};
use crate::source::{FileId, Span, Spanned};

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub file: FileId,
    pub span: Span,
    pub title: Spanned<String>,
    pub date: Spanned<Period>,
    pub text: Option<Prose>,
    pub actors: Vec<Spanned<ActorId>>,
    pub topics: Vec<Spanned<TopicId>>,
}

impl Event {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Event(self.id.clone())
    }
}
