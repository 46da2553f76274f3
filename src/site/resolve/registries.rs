//! The ids and keys that front matter and registries name, looked up.
//!
//! Knows nothing about running text.

use super::{Faults, Lookup, texts};
use crate::diag::{Code, Diagnostic, Sink, did_you_mean};
use crate::model::{EntityId, SourceKey};
use crate::source::Spanned;

impl Lookup<'_> {
    /// Ids and keys that stand in front matter and registries.
    pub(super) fn registries(&self, sink: &mut Sink) {
        let mut faults = Faults::new();
        for brief in self.book.briefs.iter().filter(|it| !it.document.translation) {
            self.ids(&brief.topics, &mut faults, |id| EntityId::Topic(id.clone()));
            self.ids(&brief.actors, &mut faults, |id| EntityId::Actor(id.clone()));
            self.ids(brief.supersedes.as_slice(), &mut faults, |id| EntityId::Brief(id.clone()));
        }
        for actor in self.book.actors.iter().filter(|it| !it.document.translation) {
            self.ids(&actor.topics, &mut faults, |id| EntityId::Topic(id.clone()));
        }
        for figure in &self.book.figures {
            self.ids(&figure.topics, &mut faults, |id| EntityId::Topic(id.clone()));
            self.ids(&figure.actors, &mut faults, |id| EntityId::Actor(id.clone()));
            for observation in &figure.observations {
                self.key(&observation.source, &mut faults);
            }
        }
        for dispute in &self.book.disputes {
            self.ids(&dispute.topics, &mut faults, |id| EntityId::Topic(id.clone()));
            self.ids(&dispute.actors, &mut faults, |id| EntityId::Actor(id.clone()));
            self.ids(&dispute.figures, &mut faults, |id| EntityId::Figure(id.clone()));
            for position in &dispute.positions {
                self.key(&position.source, &mut faults);
            }
        }
        for event in &self.book.events {
            self.ids(&event.topics, &mut faults, |id| EntityId::Topic(id.clone()));
            self.ids(&event.actors, &mut faults, |id| EntityId::Actor(id.clone()));
        }
        for term in &self.book.terms {
            self.ids(&term.topics, &mut faults, |id| EntityId::Topic(id.clone()));
        }
        for source in &self.book.sources {
            source.cited_in.iter().for_each(|key| self.key(key, &mut faults));
        }
        for note in &self.book.source_notes {
            self.key(&note.key, &mut faults);
        }
        sink.extend(faults);
    }

    fn ids<T>(&self, ids: &[Spanned<T>], faults: &mut Faults, entity: impl Fn(&T) -> EntityId) {
        for id in ids {
            let entity = entity(&id.value);
            if texts::exists(self.book, &entity) {
                continue;
            }
            let (kind, slug) = (entity.kind(), entity.slug().as_str());
            let known = texts::slugs(self.book, kind);
            let close = did_you_mean(slug, known.iter().copied());
            let mut fault = Diagnostic::new(
                Code::UnknownLink,
                id.span,
                format!("the book has no {kind} `{slug}`"),
            )
            .hint_opt(close.map(|close| format!("did you mean `{close}`?")));
            if let Some(close) = close
                && id.span.range().len() == slug.len()
            {
                fault = fault.fix(id.span, close);
            }
            faults.push(fault);
        }
    }

    fn key(&self, key: &Spanned<SourceKey>, faults: &mut Faults) {
        let written = Spanned::new(key.value.as_str().to_owned(), key.span);
        self.source(&written, faults);
    }
}
