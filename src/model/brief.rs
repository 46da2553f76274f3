//! Briefs: dated documents with a bottom line and key judgements.
//!
//! Knows nothing about publication; [`crate::site`] decides what is published.

use super::{ActorId, BriefId, Date, Document, EntityId, Prose, TopicId};
use crate::source::Spanned;

/// A brief in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    pub id: BriefId,
    pub document: Document,
    pub date: Spanned<Date>,
    /// The day up to which the text is true; the date where none is given.
    pub as_of: Option<Date>,
    pub judgements: Vec<Judgement>,
    pub topics: Vec<Spanned<TopicId>>,
    /// Those named in the front matter; the body's links add more.
    pub actors: Vec<Spanned<ActorId>>,
    pub status: Status,
    pub confidence: Option<Confidence>,
    pub review_by: Option<Spanned<Date>>,
    pub authors: Vec<String>,
    pub reviewed_by: Vec<String>,
    pub supersedes: Option<Spanned<BriefId>>,
    pub corrections: Vec<Correction>,
}

impl Brief {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Brief(self.id.clone())
    }

    /// The day by which it was to be reviewed, where that day is past on `today` and it still
    /// stands.
    #[must_use]
    pub fn review_due(&self, today: Date) -> Option<Spanned<Date>> {
        self.review_by.filter(|due| due.value < today && self.status == Status::Published)
    }
}

/// A key judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    pub text: Prose,
    pub confidence: Option<Spanned<Confidence>>,
}

/// A correction made after publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub date: Date,
    pub note: Prose,
}

/// How far the authors trust a judgement, apart from how likely they hold it (ICD 203).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    Low,
    Moderate,
    High,
}

impl Confidence {
    pub const ALL: [Self; 3] = [Self::High, Self::Moderate, Self::Low];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// Where a brief stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Draft,
    Review,
    #[default]
    Published,
    Superseded,
    Withdrawn,
}

impl Status {
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Review, Self::Published, Self::Superseded, Self::Withdrawn];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Published => "published",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether a brief has had its day: it keeps its page and leaves lists, feeds and the search.
    #[must_use]
    pub fn is_retired(self) -> bool {
        matches!(self, Self::Superseded | Self::Withdrawn)
    }
}
