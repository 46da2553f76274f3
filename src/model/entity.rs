//! Any thing of a book by its kind and id.
//!
//! Knows nothing about what exists.

use std::fmt;

use super::{
    ActorId, BriefId, DisputeId, EventId, FigureId, PageId, Slug, SourceKey, TermId, TopicId,
};

/// The kinds of things that can be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Brief,
    Topic,
    Actor,
    Source,
    Figure,
    Dispute,
    Event,
    Term,
    Page,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Brief,
        Self::Topic,
        Self::Actor,
        Self::Source,
        Self::Figure,
        Self::Dispute,
        Self::Event,
        Self::Term,
        Self::Page,
    ];

    /// The prefix in `[[actor:leonardo]]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Topic => "topic",
            Self::Actor => "actor",
            Self::Source => "source",
            Self::Figure => "figure",
            Self::Dispute => "dispute",
            Self::Event => "event",
            Self::Term => "term",
            Self::Page => "page",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A thing of the book, language left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityId {
    Brief(BriefId),
    Topic(TopicId),
    Actor(ActorId),
    Source(SourceKey),
    Figure(FigureId),
    Dispute(DisputeId),
    Event(EventId),
    Term(TermId),
    Page(PageId),
}

impl EntityId {
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Brief(_) => Kind::Brief,
            Self::Topic(_) => Kind::Topic,
            Self::Actor(_) => Kind::Actor,
            Self::Source(_) => Kind::Source,
            Self::Figure(_) => Kind::Figure,
            Self::Dispute(_) => Kind::Dispute,
            Self::Event(_) => Kind::Event,
            Self::Term(_) => Kind::Term,
            Self::Page(_) => Kind::Page,
        }
    }

    #[must_use]
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Brief(id) => id.slug(),
            Self::Topic(id) => id.slug(),
            Self::Actor(id) => id.slug(),
            Self::Source(key) => key.slug(),
            Self::Figure(id) => id.slug(),
            Self::Dispute(id) => id.slug(),
            Self::Event(id) => id.slug(),
            Self::Term(id) => id.slug(),
            Self::Page(id) => id.slug(),
        }
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.slug())
    }
}
