//! Glossary terms.
//!
//! Knows nothing about where they are used.

use super::{EntityId, Prose, TermId, TopicId};
use crate::source::{FileId, Spanned};

#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub id: TermId,
    pub file: FileId,
    /// The term as written: `SAFE`.
    pub name: Spanned<String>,
    /// What an acronym stands for; `None` where no source says.
    pub expansion: Option<String>,
    pub text: Option<Prose>,
    pub also_known_as: Vec<Spanned<String>>,
    pub topics: Vec<Spanned<TopicId>>,
}

impl Term {
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId::Term(self.id.clone())
    }
}
