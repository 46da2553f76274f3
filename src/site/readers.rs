//! Which version of a text speaks to the readers of a language, where a page has translations.
//!
//! Knows nothing about pages and their addresses.

use std::collections::BTreeSet;

use super::{Backlink, Passage, Site};
use crate::model::{EntityId, Lang, SourceKey};

/// Something said in one version of a thing's text.
trait Said {
    fn by(&self) -> (&EntityId, &Lang);
}

impl Said for Backlink {
    fn by(&self) -> (&EntityId, &Lang) {
        (&self.from, &self.lang)
    }
}

impl Said for Passage {
    fn by(&self) -> (&EntityId, &Lang) {
        (&self.from, &self.lang)
    }
}

impl Site {
    /// Who links to a thing, for readers of `lang`: of a page's versions the one that they are
    /// shown, and the others only where that one does not link.
    #[must_use]
    pub fn backlinks_for(&self, entity: &EntityId, lang: &Lang) -> Vec<&Backlink> {
        self.for_readers(self.backlinks(entity), lang)
    }

    /// The passages that cite a source, for readers of `lang`, chosen in the same way.
    #[must_use]
    pub fn passages_for(&self, key: &SourceKey, lang: &Lang) -> Vec<&Passage> {
        self.for_readers(self.passages(key), lang)
    }

    fn for_readers<'s, T: Said>(&self, all: &'s [T], lang: &Lang) -> Vec<&'s T> {
        if self.book.config.languages.len() < 2 {
            return all.iter().collect();
        }
        let shown = |said: &&'s T| {
            let (from, version) = said.by();
            version == self.version(from, lang)
        };
        let heard: BTreeSet<&EntityId> = all.iter().filter(shown).map(|it| it.by().0).collect();
        all.iter().filter(|said| shown(said) || !heard.contains(said.by().0)).collect()
    }

    /// The language of the version that readers of `lang` are shown.
    fn version(&self, entity: &EntityId, lang: &Lang) -> &Lang {
        let found = match entity {
            EntityId::Brief(id) => self.brief(id, lang).map(|it| &it.document.lang),
            EntityId::Topic(id) => self.topic(id, lang).map(|it| &it.document.lang),
            EntityId::Actor(id) => self.actor(id, lang).map(|it| &it.document.lang),
            EntityId::Page(id) => self.page(id, lang).map(|it| &it.document.lang),
            _ => None,
        };
        found.unwrap_or_else(|| self.book.config.default_language())
    }
}
