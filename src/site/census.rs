//! How much a book holds, and what in it stands alone.
//!
//! Knows nothing about how the numbers are printed.

use std::collections::BTreeSet;

use super::{Field, Resolved, Site, TextId};
use crate::model::{Brief, BriefId, EntityId, Source};
use crate::syntax::reference::{CitationItem, ReferenceKind};

/// Numbers of a book, and lists of what a contributor may want to mend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Sources that are known only through another.
    pub known_through: usize,
    pub observations: usize,
    pub citations: usize,
    /// Citations that name a place, or whose work's record does.
    pub located: usize,
    /// Links, printed values and embeds.
    pub links: usize,
    /// Every brief in its original language with the words of its body; the shortest first.
    pub lengths: Vec<(usize, BriefId)>,
    /// Pages of things that nothing else of the book leads to, in running text or in a registry.
    /// The lists of the site do not count, nor do the topics and actors that front matter names.
    pub orphans: Vec<EntityId>,
    /// Actors that no sentence links to.
    pub actors_alone: Vec<EntityId>,
    /// Sources that no sentence cites or links to.
    pub sources_alone: Vec<EntityId>,
}

impl Census {
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let mut census = Self::default();
        census.references(site);
        let sources = &site.book.sources;
        census.known_through = sources.iter().filter(|it| it.cited_in.is_some()).count();
        census.observations = site.book.figures.iter().map(|it| it.observations.len()).sum();
        let original = |it: &&Brief| !it.document.translation && site.lists(&it.entity());
        let briefs = site.book.briefs.iter().filter(original);
        census.lengths = briefs.map(|it| (words(site, it), it.id.clone())).collect();
        census.lengths.sort();
        let linked = named_in_registries(site);
        for entity in pages(site) {
            let alone = !in_a_sentence(site, &entity);
            if alone && !linked.contains(&entity) {
                census.orphans.push(entity.clone());
            }
            match &entity {
                EntityId::Actor(_) if alone => census.actors_alone.push(entity),
                EntityId::Source(_) if alone => census.sources_alone.push(entity),
                _ => {}
            }
        }
        census
    }

    fn references(&mut self, site: &Site) {
        let has_place = |it: &&Source| it.cited_in.as_ref().is_some_and(|it| it.locator.is_some());
        let sources = site.book.sources.iter().filter(has_place);
        let placed: BTreeSet<&str> = sources.map(|it| it.key.value.as_str()).collect();
        site.for_each_text(|id, body| {
            for reference in &body.references {
                if let ReferenceKind::Citation(citation) = &reference.kind {
                    self.citations += citation.items.len();
                    let located = |it: &&CitationItem| {
                        it.locator.is_some() || placed.contains(it.key.value.as_str())
                    };
                    self.located += citation.items.iter().filter(located).count();
                }
            }
            let leads =
                |it: &&Resolved| !matches!(it, Resolved::Citation(_) | Resolved::Unresolved);
            self.links += site.resolved(&id).iter().filter(leads).count();
        });
    }

    /// The least, the middle and the greatest number of words of a brief.
    #[must_use]
    pub fn spread(&self) -> [usize; 3] {
        let words = |at: usize| self.lengths.get(at).map_or(0, |(words, _)| *words);
        let last = self.lengths.len().saturating_sub(1);
        [words(0), words(last / 2).midpoint(words(last.div_ceil(2))), words(last)]
    }
}

/// The words of a brief's body, without its notes and what it embeds.
fn words(site: &Site, brief: &Brief) -> usize {
    let document = &brief.document;
    let id = TextId { owner: brief.entity(), lang: document.lang.clone(), field: Field::Body };
    let text = site.plain_text(&id, &document.body);
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Everything that has a page of its own, by kind and id.
fn pages(site: &Site) -> BTreeSet<EntityId> {
    let book = &site.book;
    let mut pages: BTreeSet<EntityId> = BTreeSet::new();
    pages.extend(book.briefs.iter().map(Brief::entity).filter(|it| site.lists(it)));
    pages.extend(book.topics.iter().map(|it| it.entity()));
    pages.extend(book.actors.iter().map(|it| it.entity()));
    pages.extend(book.sources.iter().map(|it| it.entity()));
    pages.extend(book.figures.iter().map(|it| it.entity()));
    pages.extend(book.disputes.iter().map(|it| it.entity()));
    pages.extend(book.pages.iter().map(|it| it.entity()));
    pages
}

/// Whether a sentence of something else links to a thing or cites it.
fn in_a_sentence(site: &Site, entity: &EntityId) -> bool {
    let cited = match entity {
        EntityId::Source(key) => site.passages(key).iter().any(|it| it.from != *entity),
        _ => false,
    };
    cited || site.backlinks(entity).iter().any(|it| it.from != *entity)
}

/// What figures, disputes, events, terms and records of sources name.
fn named_in_registries(site: &Site) -> BTreeSet<EntityId> {
    let book = &site.book;
    let mut named = BTreeSet::new();
    for it in &book.figures {
        named.extend(it.topics.iter().map(|id| EntityId::Topic(id.value.clone())));
        named.extend(it.actors.iter().map(|id| EntityId::Actor(id.value.clone())));
        let sources = it.observations.iter().map(|it| &it.source.value);
        named.extend(sources.map(|key| EntityId::Source(key.clone())));
    }
    for it in &book.disputes {
        named.extend(it.topics.iter().map(|id| EntityId::Topic(id.value.clone())));
        named.extend(it.actors.iter().map(|id| EntityId::Actor(id.value.clone())));
        named.extend(it.figures.iter().map(|id| EntityId::Figure(id.value.clone())));
        let sources = it.positions.iter().map(|it| &it.source.value);
        named.extend(sources.map(|key| EntityId::Source(key.clone())));
    }
    for it in &book.events {
        named.extend(it.topics.iter().map(|id| EntityId::Topic(id.value.clone())));
        named.extend(it.actors.iter().map(|id| EntityId::Actor(id.value.clone())));
    }
    for it in &book.terms {
        named.extend(it.topics.iter().map(|id| EntityId::Topic(id.value.clone())));
    }
    let through = book.sources.iter().filter_map(|it| it.cited_in.as_ref());
    named.extend(through.map(|it| EntityId::Source(it.source.value.clone())));
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let census = |words: &[usize]| {
            let id = |at: usize| BriefId::new(crate::model::Slug::new(&format!("b{at}")).unwrap());
            let lengths = words.iter().enumerate().map(|(at, &it)| (it, id(at))).collect();
            Census { lengths, ..Census::default() }.spread()
        };
        assert_eq!(census(&[]), [0, 0, 0]);
        assert_eq!(census(&[7]), [7, 7, 7]);
        assert_eq!(census(&[1, 2, 6]), [1, 2, 6]);
        assert_eq!(census(&[1, 2, 6, 9]), [1, 4, 9]);
    }
}
