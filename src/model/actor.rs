//! Actors: who and what the book speaks of.
//!
//! Knows nothing about where they are mentioned.

use super::{ActorId, Document, EntityId, TopicId};
use crate::source::Spanned;

/// A person, body, company, state, programme or platform. Its name is the document's title.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    pub id: ActorId,
    pub document: Document,
    pub kind: ActorType,
    /// Names that resolve as links and are found as mentions.
    pub also_known_as: Vec<Spanned<String>>,
    /// The country or body it belongs to, as the sources give it.
    pub side: Option<String>,
    pub role: Option<String>,
    pub topics: Vec<Spanned<TopicId>>,
}

impl Actor {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Actor(self.id.clone())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorType {
    Person,
    Organisation,
    Company,
    State,
    Programme,
    Platform,
}

impl ActorType {
    pub const ALL: [Self; 6] = [
        Self::State,
        Self::Organisation,
        Self::Company,
        Self::Person,
        Self::Programme,
        Self::Platform,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Company => "company",
            Self::State => "state",
            Self::Programme => "programme",
            Self::Platform => "platform",
        }
    }
}
