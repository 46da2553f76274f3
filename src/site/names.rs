//! Everything a book's things are called, and how a name finds what it names.
//!
//! Names are compared without regard to case, to Unicode form and to white space. Knows nothing
//! about where names are used.

use std::collections::BTreeMap;

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizer;

use super::texts;
use crate::diag::{Code, Diagnostic, Sink, did_you_mean};
use crate::model::{Book, EntityId, Kind};
use crate::source::{Span, Spanned};
use crate::syntax::white_space;

/// The names of a book.
#[derive(Debug)]
pub struct Names {
    /// Folded name to what it names, sorted by kind, without repetitions.
    by_name: BTreeMap<String, Vec<EntityId>>,
}

/// Why a name finds nothing, or not one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    Unknown {
        /// The closest name there is.
        suggestion: Option<String>,
    },
    Ambiguous(Vec<EntityId>),
}

impl Names {
    /// Collects the names; two things of one kind that share one are reported.
    pub fn new(book: &Book, sink: &mut Sink) -> Self {
        let mut collector = Collector { by_name: BTreeMap::new(), places: BTreeMap::new(), sink };
        for it in &book.briefs {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.document.title);
        }
        for it in &book.topics {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.document.title);
            it.also_known_as.iter().for_each(|name| collector.name(&it.entity(), name));
        }
        for it in &book.actors {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.document.title);
            it.also_known_as.iter().for_each(|name| collector.name(&it.entity(), name));
        }
        for it in &book.pages {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.document.title);
        }
        for it in &book.sources {
            collector.id(&it.entity());
            collector.weak(&it.entity(), it.key.value.as_str());
            collector.weak(&it.entity(), &texts::source_title(it));
        }
        for it in &book.figures {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.title);
        }
        for it in &book.disputes {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.question);
        }
        for it in &book.events {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.title);
        }
        for it in &book.terms {
            collector.id(&it.entity());
            collector.name(&it.entity(), &it.name);
            it.also_known_as.iter().for_each(|name| collector.name(&it.entity(), name));
        }
        let mut by_name = collector.by_name;
        for found in by_name.values_mut() {
            found.sort();
            found.dedup();
        }
        Self { by_name }
    }

    /// What `name` names, among things of `kind` where one is given.
    ///
    /// # Errors
    /// When nothing or more than one thing answers to it.
    pub fn find(&self, name: &str, kind: Option<Kind>) -> Result<&EntityId, NameError> {
        let suits = |entity: &&EntityId| kind.is_none_or(|kind| entity.kind() == kind);
        let found: Vec<&EntityId> =
            self.by_name.get(&fold(name)).into_iter().flatten().filter(suits).collect();
        match found.as_slice() {
            [one] => Ok(one),
            [] => {
                let names = self
                    .by_name
                    .iter()
                    .filter(|(_, entities)| entities.iter().any(|entity| suits(&entity)))
                    .map(|(name, _)| name.as_str());
                let suggestion = did_you_mean(&fold(name), names).map(str::to_owned);
                Err(NameError::Unknown { suggestion })
            }
            several => Err(NameError::Ambiguous(several.iter().map(|&it| it.clone()).collect())),
        }
    }
}

struct Collector<'s> {
    by_name: BTreeMap<String, Vec<EntityId>>,
    /// Who first had a name within a kind, and where it stands.
    places: BTreeMap<(Kind, String), (EntityId, Span)>,
    sink: &'s mut Sink,
}

impl Collector<'_> {
    fn id(&mut self, entity: &EntityId) {
        self.weak(entity, entity.slug().as_str());
    }

    /// A name that nobody promised to be unique.
    fn weak(&mut self, entity: &EntityId, name: &str) {
        self.by_name.entry(fold(name)).or_default().push(entity.clone());
    }

    fn name(&mut self, entity: &EntityId, name: &Spanned<String>) {
        self.weak(entity, &name.value);
        // Briefs are named by what they ask, and two may ask the same at different dates.
        if entity.kind() == Kind::Brief {
            return;
        }
        let key = (entity.kind(), fold(&name.value));
        match self.places.get(&key) {
            Some((other, place)) if other != entity => {
                self.sink.push(
                    Diagnostic::new(
                        Code::DuplicateName,
                        name.span,
                        format!("`{}` also names {other}", name.value),
                    )
                    .related(*place, "the other one")
                    .hint("links by this name cannot tell them apart: change one of the names"),
                );
            }
            Some(_) => {}
            None => {
                self.places.insert(key, (entity.clone(), name.span));
            }
        }
    }
}

/// A name as it is compared: NFC, case folded, white space folded. Both cases of the Turkish i's
/// fold to the plain one.
#[must_use]
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return white_space::fold(&name.to_ascii_lowercase());
    }
    let plain: String = name
        .chars()
        .filter(|&c| c != '\u{307}')
        .map(|c| match c {
            'İ' | 'ı' => 'i',
            c => c,
        })
        .collect();
    let folded = CaseMapper::new().fold_string(&plain).into_owned();
    let composed = ComposingNormalizer::new_nfc().normalize(&folded).into_owned();
    if composed.contains(char::is_whitespace) { white_space::fold(&composed) } else { composed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_case_form_and_dots() {
        for (one, other) in [
            ("İmamoğlu", "imamoğlu"),
            ("IMAMOĞLU", "ımamog\u{306}lu"),
            ("Türkiye", "tu\u{308}rkiye"),
            ("Straße  A", "STRASSE a"),
            ("I\u{307}zmir", "izmir"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("Imamoglu"), fold("İmamoğlu"));
    }
}
