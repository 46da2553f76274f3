//! The things a book is made of, as plain typed data: what was written, checked field by field,
//! before anything is looked up.
//!
//! This module knows nothing about YAML, about other files, or about URLs.

mod actor;
mod book;
mod brief;
mod config;
mod date;
mod digits;
mod dispute;
mod entity;
mod event;
mod figure;
mod history;
mod ids;
pub mod interval;
mod source;
mod term;
mod text;
mod wording;

pub use actor::{Actor, ActorType};
pub use book::{Book, Media};
pub use brief::{Brief, Confidence, Correction, Judgement, Status};
pub use config::{BookNames, Canonical, Config, NavigationItem};
pub use date::{Date, Period, PeriodError};
pub use digits::Digits;
pub use dispute::{Dispute, DisputeKind, Position};
pub use entity::{EntityId, Kind};
pub use event::Event;
pub use figure::{
    Bound, Figure, Observation, ObservationPeriod, ObservationStatus, Quantity, Scale, is_currency,
};
pub use history::{Commit, History, HistoryMode, Version};
pub use ids::{
    ActorId, BriefId, DisputeId, EventId, FigureId, InvalidSlug, Lang, ObservationId, PageId, Slug,
    SourceKey, TermId, TopicId,
};
pub use source::{Amendment, CitedIn, Snapshot, Source, language_of};
pub use term::Term;
pub use text::{Document, Page, Prose, SourceNote, Topic};
pub use wording::{is_own_unit, unit_text};
