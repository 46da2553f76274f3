//! Recorded disputes: a question on which statements disagree, and each position.
//!
//! Knows nothing about disputes that follow from observations.

use super::{ActorId, DisputeId, EntityId, FigureId, Prose, SourceKey, TopicId};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::reference::Locator;

#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    pub id: DisputeId,
    pub file: FileId,
    pub span: Span,
    pub question: Spanned<String>,
    pub kind: DisputeKind,
    pub topics: Vec<Spanned<TopicId>>,
    pub actors: Vec<Spanned<ActorId>>,
    pub figures: Vec<Spanned<FigureId>>,
    /// Two at least.
    pub positions: Vec<Position>,
    /// Explains the disagreement; never hides a position.
    pub reconciliation: Option<Prose>,
}

impl Dispute {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Dispute(self.id.clone())
    }
}

/// What one source says.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    pub span: Span,
    pub text: Prose,
    pub source: Spanned<SourceKey>,
    pub locator: Option<Spanned<Locator>>,
    pub as_written: Option<Spanned<String>>,
}

/// Why statements differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeKind {
    Definition,
    Date,
    Rounding,
    Scope,
    Disagreement,
}

impl DisputeKind {
    pub const ALL: [Self; 5] =
        [Self::Definition, Self::Date, Self::Rounding, Self::Scope, Self::Disagreement];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Date => "date",
            Self::Rounding => "rounding",
            Self::Scope => "scope",
            Self::Disagreement => "disagreement",
        }
    }
}
