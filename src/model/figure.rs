//! Figures: measured quantities under one definition, and what the sources give for them.
//!
//! Knows nothing about which observations disagree.

use rust_decimal::Decimal;

use super::{ActorId, EntityId, FigureId, ObservationId, Period, Prose, SourceKey, TopicId};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::reference::Locator;

/// A quantity and its observations.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub id: FigureId,
    pub file: FileId,
    /// The key in the registry.
    pub span: Span,
    pub title: Spanned<String>,
    pub definition: Option<Prose>,
    /// ISO 4217 code, `%`, or another short unit.
    pub unit: Option<String>,
    pub topics: Vec<Spanned<TopicId>>,
    pub actors: Vec<Spanned<ActorId>>,
    /// In the order written.
    pub observations: Vec<Observation>,
}

impl Figure {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Figure(self.id.clone())
    }

    /// The unit of one of its observations.
    #[must_use]
    pub fn unit_of<'a>(&'a self, observation: &'a Observation) -> Option<&'a str> {
        observation.unit.as_deref().or(self.unit.as_deref())
    }
}

/// One value that one source gives for one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    pub id: Spanned<ObservationId>,
    pub span: Span,
    pub period: ObservationPeriod,
    pub quantity: Quantity,
    /// Where its value is written; of a range, both ends.
    pub value_spans: [Span; 2],
    pub scale: Scale,
    pub bound: Bound,
    pub status: ObservationStatus,
    /// Where it differs from the figure's.
    pub unit: Option<String>,
    /// What a change is measured against.
    pub base_period: Option<Period>,
    /// Whom the source names for it.
    pub attributed_to: Option<String>,
    pub source: Spanned<SourceKey>,
    pub locator: Option<Spanned<Locator>>,
    /// The few words of the source that carry the value.
    pub as_written: Option<Spanned<String>>,
    /// Stands for its period where several do.
    pub preferred: bool,
    pub note: Option<Prose>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ObservationPeriod {
    Given(Period),
    /// The source's words, where it gives no period that could be read as one; `None` where it
    /// gives none at all.
    AsWritten(Option<String>),
}

impl ObservationPeriod {
    #[must_use]
    pub fn given(&self) -> Option<Period> {
        match self {
            Self::Given(period) => Some(*period),
            Self::AsWritten(_) => None,
        }
    }
}

/// A value, or a range with both ends included; digits are kept as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    Value(Decimal),
    Range(Decimal, Decimal),
}

/// What a value's digits are multiplied by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    #[default]
    One,
    Thousand,
    Million,
    Billion,
}

impl Scale {
    pub const ALL: [Self; 4] = [Self::One, Self::Thousand, Self::Million, Self::Billion];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Thousand => "thousand",
            Self::Million => "million",
            Self::Billion => "billion",
        }
    }

    /// How many ones it is.
    #[must_use]
    pub fn factor(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
        }
    }
}

/// How a value bounds the quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    #[default]
    Exact,
    About,
    Over,
    Under,
    AtLeast,
    AtMost,
}

impl Bound {
    pub const ALL: [Self; 6] =
        [Self::Exact, Self::About, Self::Over, Self::Under, Self::AtLeast, Self::AtMost];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObservationStatus {
    #[default]
    Actual,
    Claimed,
    Target,
    Forecast,
}

impl ObservationStatus {
    pub const ALL: [Self; 4] = [Self::Actual, Self::Claimed, Self::Target, Self::Forecast];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Claimed => "claimed",
            Self::Target => "target",
            Self::Forecast => "forecast",
        }
    }
}

/// Whether a unit has the form of a currency's code: those of ISO 4217 are three capital letters,
/// and the decoder admits no others of that form.
#[must_use]
pub fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}
