//! The book at a glance: its largest topics, what they share, and the actors that hold them
//! together. Bounded, so that it stays a picture however large the book is.
//!
//! Knows nothing about where on a page a topic stands.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use crate::model::{ActorId, BriefId, TopicId};

/// How much of a book is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub topics: usize,
    /// Actors that several topics share.
    pub shared: usize,
    /// Of each topic.
    pub briefs: usize,
    pub actors: usize,
    /// Other topics that a topic is said to share briefs with, and those of a shared actor.
    pub ties: usize,
}

/// What holds a book together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Each beside those that it shares most briefs with, so that they make a ring.
    pub topics: Vec<TopicOverview>,
    /// Those that most briefs of other topics name first.
    pub shared: Vec<SharedActor>,
}

/// One topic. Each brief and each actor stands with one topic alone: a brief with the first that it
/// names, an actor with the one that most briefs about it belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicOverview {
    pub id: TopicId,
    /// How many briefs it has in all.
    pub all_briefs: usize,
    /// Newest first.
    pub briefs: Vec<BriefId>,
    /// Those that stand here and are not among the first.
    pub more_briefs: usize,
    /// Those in most briefs first.
    pub actors: Vec<ActorId>,
    pub more_actors: usize,
    /// Other topics by their place, with the number of briefs that belong to both, most first.
    pub ties: Vec<(usize, usize)>,
}

/// An actor of several topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedActor {
    pub id: ActorId,
    /// How many briefs name it.
    pub briefs: usize,
    /// How many of the topics shown have such a brief.
    pub topics: usize,
    /// The strongest of those by their place, with the number of briefs, most first.
    pub ties: Vec<(usize, usize)>,
}

/// What the briefs say, with topics and actors by number.
#[derive(Default)]
struct Counts<'s> {
    /// Briefs of each topic.
    briefs: Vec<usize>,
    /// Briefs of each pair of topics, the smaller number first.
    pairs: BTreeMap<(usize, usize), usize>,
    /// Where each brief stands.
    homes: Vec<(usize, &'s BriefId)>,
    /// Of each actor: how many briefs name it, and how many of these each topic has.
    actors: BTreeMap<&'s ActorId, (usize, BTreeMap<usize, usize>)>,
}

impl Overview {
    /// Looks at every brief once: what this costs grows with the book and no faster.
    #[must_use]
    pub fn new(site: &Site, limits: Limits) -> Self {
        let chosen = largest(site, limits.topics);
        let counts = Counts::of(site, &chosen);
        let ring = ring(chosen.len(), &counts.pairs);
        // From the number of a topic to its place.
        let mut place = vec![0; ring.len()];
        ring.iter().enumerate().for_each(|(at, &topic)| place[topic] = at);
        let ties = |of: &BTreeMap<usize, usize>| {
            let mut ties: Vec<(usize, usize)> =
                of.iter().filter(|it| *it.1 > 0).map(|(&it, &n)| (place[it], n)).collect();
            ties.sort_by_key(|&(at, briefs)| (std::cmp::Reverse(briefs), at));
            ties.truncate(limits.ties);
            ties
        };
        let topics_of = |it: &BTreeMap<usize, usize>| it.values().filter(|&&n| n > 0).count();
        // How often it is named in briefs of other topics than its own.
        let reach = |of: &BTreeMap<usize, usize>| {
            of.values().sum::<usize>() - of.values().max().copied().unwrap_or_default()
        };
        let mut by_reach: Vec<_> = counts.actors.iter().collect();
        by_reach.sort_by_key(|(id, (briefs, of))| (std::cmp::Reverse((reach(of), *briefs)), **id));
        let reaching = by_reach.iter().take_while(|(_, (_, of))| reach(of) > 0);
        let reaching = reaching.take(limits.shared);
        let shared: Vec<SharedActor> = reaching
            .map(|(id, (briefs, of))| SharedActor {
                id: (**id).clone(),
                briefs: *briefs,
                topics: topics_of(of),
                ties: strong(ties(of)),
            })
            .collect();
        let is_shared: BTreeSet<&ActorId> = shared.iter().map(|it| &it.id).collect();
        let mut actors = vec![Vec::new(); chosen.len()];
        for (id, (briefs, of)) in &counts.actors {
            // The smaller of two topics with as many says more.
            let home = of
                .iter()
                .min_by_key(|&(&topic, &n)| (std::cmp::Reverse(n), counts.briefs[topic], topic));
            if let Some((&home, _)) = home.filter(|_| !is_shared.contains(id)) {
                actors[home].push((std::cmp::Reverse(*briefs), *id));
            }
        }
        let mut briefs = vec![Vec::new(); chosen.len()];
        counts.homes.iter().for_each(|&(home, id)| briefs[home].push(id));
        let topics = ring.iter().map(|&topic| {
            let (briefs, actors) = (&briefs[topic], &mut actors[topic]);
            actors.sort_unstable();
            let with = counts.pairs.iter().filter_map(|(&(a, b), &n)| match topic {
                it if it == a => Some((b, n)),
                it if it == b => Some((a, n)),
                _ => None,
            });
            TopicOverview {
                id: chosen[topic].clone(),
                all_briefs: counts.briefs[topic],
                briefs: briefs.iter().take(limits.briefs).map(|&id| id.clone()).collect(),
                more_briefs: briefs.len().saturating_sub(limits.briefs),
                actors: actors.iter().take(limits.actors).map(|&(_, id)| id.clone()).collect(),
                more_actors: actors.len().saturating_sub(limits.actors),
                ties: ties(&with.collect()),
            }
        });
        Self { topics: topics.collect(), shared }
    }

    /// How many briefs and actors it shows.
    #[must_use]
    pub fn shown(&self) -> (usize, usize) {
        let briefs = self.topics.iter().map(|it| it.briefs.len()).sum();
        let actors: usize = self.topics.iter().map(|it| it.actors.len()).sum();
        (briefs, actors + self.shared.len())
    }
}

/// Without those that are weak beside the strongest; two at least.
fn strong(mut ties: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let most = ties.first().map_or(0, |tie| tie.1);
    let kept = ties.iter().take_while(|tie| 4 * tie.1 >= most).count();
    ties.truncate(kept.max(2));
    ties
}

/// The topics with most briefs, in the order of the book.
fn largest(site: &Site, limit: usize) -> Vec<&TopicId> {
    let order = &site.order().topics;
    let mut sizes: Vec<(usize, usize)> = order
        .iter()
        .enumerate()
        .map(|(at, id)| (site.members().briefs_of_topic(id).count(), at))
        .collect();
    sizes.sort_by_key(|&(briefs, at)| (std::cmp::Reverse(briefs), at));
    sizes.truncate(limit);
    sizes.sort_by_key(|&(_, at)| at);
    sizes.into_iter().map(|(_, at)| &order[at]).collect()
}

impl<'s> Counts<'s> {
    fn of(site: &'s Site, chosen: &[&TopicId]) -> Self {
        let number: BTreeMap<&TopicId, usize> = chosen.iter().copied().zip(0..).collect();
        let mut counts = Self { briefs: vec![0; chosen.len()], ..Self::default() };
        let lang = site.book.config.default_language();
        for &topic in chosen {
            for actor in site.members().actors_of_topic(topic) {
                // It is of the topic, even where no brief says so.
                counts.actors.entry(actor).or_default().1.insert(number[topic], 0);
            }
        }
        for brief in site.order().briefs.iter().filter_map(|id| site.brief(id, lang)) {
            let topics = brief.topics.iter().filter_map(|it| number.get(&it.value).copied());
            let topics: Vec<usize> = topics.collect();
            let Some(&home) = topics.first() else { continue };
            counts.homes.push((home, &brief.id));
            for (at, &one) in topics.iter().enumerate() {
                counts.briefs[one] += 1;
                for &other in &topics[at + 1..] {
                    *counts.pairs.entry((one.min(other), one.max(other))).or_default() += 1;
                }
            }
            for actor in site.members().actors_of_brief(&brief.id) {
                let of = counts.actors.entry(actor).or_default();
                of.0 += 1;
                for &topic in &topics {
                    *of.1.entry(topic).or_default() += 1;
                }
            }
        }
        counts
    }
}

/// The numbers below `len` in a row whose neighbours share much: it begins with the pair that
/// shares most, and at either end grows by what shares most with that end (a greedy nearest
/// neighbour chain, as in seriation).
fn ring(len: usize, pairs: &BTreeMap<(usize, usize), usize>) -> Vec<usize> {
    let shared = |a: usize, b: usize| pairs.get(&(a.min(b), a.max(b))).copied().unwrap_or_default();
    let strongest = pairs.iter().min_by_key(|&(pair, &n)| (std::cmp::Reverse(n), *pair));
    let mut row: std::collections::VecDeque<usize> = match strongest {
        Some((&(a, b), _)) => [a, b].into(),
        None => (0..len).take(1).collect(),
    };
    let mut rest: BTreeSet<usize> = (0..len).filter(|it| !row.contains(it)).collect();
    while let (Some(&first), Some(&last)) = (row.front(), row.back()) {
        let ends = [(last, false), (first, true)];
        let candidates = rest.iter().flat_map(|&it| ends.map(|(end, front)| (it, front, end)));
        let best = candidates
            .min_by_key(|&(it, front, end)| (std::cmp::Reverse(shared(it, end)), it, front));
        let Some((it, front, _)) = best else { break };
        rest.remove(&it);
        if front {
            row.push_front(it);
        } else {
            row.push_back(it);
        }
    }
    row.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_much_stands_together() {
        let pairs = BTreeMap::from([((0, 3), 9), ((1, 3), 5), ((2, 4), 4), ((0, 2), 3)]);
        assert_eq!(ring(5, &pairs), [4, 2, 0, 3, 1]);
        assert_eq!(ring(3, &BTreeMap::new()), [0, 1, 2]);
        assert_eq!(ring(1, &BTreeMap::new()), [0]);
        assert_eq!(ring(0, &BTreeMap::new()), [0_usize; 0]);
    }
}
