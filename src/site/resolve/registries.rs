//! The ids and keys that front matter and registries name, looked up.
//!
//! Knows nothing about running text.

use std::collections::BTreeMap;

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
            source.cited_in.iter().for_each(|it| self.key(&it.source, &mut faults));
        }
        self.known_through(&mut faults);
        for note in &self.book.source_notes {
            self.key(&note.key, &mut faults);
        }
        sink.extend(faults);
    }

    /// A work is known through a source that the book holds, and not through one that is itself
    /// known only from elsewhere.
    fn known_through(&self, faults: &mut Faults) {
        let next: BTreeMap<&SourceKey, &Spanned<SourceKey>> = self
            .book
            .sources
            .iter()
            .filter_map(|it| Some((&it.key.value, &it.cited_in.as_ref()?.source)))
            .collect();
        for (&work, &citing) in &next {
            let Some(further) = next.get(&citing.value) else { continue };
            let mut path = vec![work];
            let mut at = Some(citing);
            while let Some(key) = at.filter(|key| !path.contains(&&key.value)) {
                path.push(&key.value);
                at = next.get(&key.value).copied();
            }
            let circle = at.is_some_and(|key| key.value == *work);
            // A circle is told once, where its first key stands.
            if circle && path.iter().any(|key| *key < work) {
                continue;
            }
            path.push(work);
            let path: Vec<&str> = path.iter().map(|key| key.as_str()).collect();
            faults.push(if circle {
                Diagnostic::new(
                    Code::SourceCycle,
                    citing.span,
                    format!("this work is known only through itself: {}", path.join(" → ")),
                )
                .hint("name the source that the book holds, or take out `cited_in`")
            } else {
                Diagnostic::new(
                    Code::CitedInChain,
                    citing.span,
                    format!("`{}` is itself known only through `{}`", citing.value, further.value),
                )
                .hint("name the source of the book that cites this work")
            });
        }
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
