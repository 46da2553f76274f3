//! A decoded book: everything that was written, nothing looked up.
//!
//! Knows nothing about whether its references lead anywhere.

use super::{Actor, Brief, Config, Dispute, Event, Figure, Page, Source, SourceNote, Term, Topic};
use crate::source::{FileId, SourcePath};
use crate::syntax::excuse::Excuse;

/// Each list is sorted by id, then language (the original first), then place.
#[derive(Clone, Debug)]
pub struct Book {
    pub config: Config,
    pub briefs: Vec<Brief>,
    pub topics: Vec<Topic>,
    pub actors: Vec<Actor>,
    pub sources: Vec<Source>,
    pub source_notes: Vec<SourceNote>,
    pub figures: Vec<Figure>,
    pub disputes: Vec<Dispute>,
    pub events: Vec<Event>,
    pub terms: Vec<Term>,
    pub pages: Vec<Page>,
    pub media: Vec<Media>,
    /// Lines that are not held to a lint, in no order.
    pub excuses: Vec<Excuse>,
}

/// An image or file that pages show or link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    pub file: FileId,
    pub path: SourcePath,
}
