//! Numbers of a text and observations of the book's figures, brought together.
//!
//! Knows nothing about what is wrong with either.

use super::amounts::{Amount, amounts};
use super::language::Language;
use super::prose::{Mark, Sentence, Text};
use super::tokens::tokens;
use crate::model::interval::Interval;
use crate::model::{Bound, Figure, Observation, Quantity};
use crate::site::{Resolved, Site};
use crate::syntax::reference::ReferenceKind;

/// What a sentence says in numbers, and which observations it may speak of.
#[derive(Debug)]
pub struct Claims<'s> {
    /// Its amounts, those in names left out.
    pub amounts: Vec<Amount>,
    /// The years that it names.
    pub years: Vec<i16>,
    /// The observations on the lines that it cites: the figure, and the observation's place in it.
    pub cited: Vec<(&'s Figure, usize)>,
}

impl<'s> Claims<'s> {
    #[must_use]
    pub fn of(site: &'s Site, text: &Text<'s>, sentence: &Sentence<'_, 's>) -> Self {
        let tokens = tokens(sentence.text(), text.language);
        let mut amounts = amounts(&tokens, text.language);
        let years = tokens
            .iter()
            .filter(|token| !amounts.iter().any(|it| it.range.contains(&token.range.start)))
            .filter_map(|token| token.number().filter(|(_, year)| *year))
            .filter_map(|(value, _)| i16::try_from(value).ok())
            .collect();
        amounts.retain(|amount| !sentence.is_name(&amount.range));
        let cited = if amounts.is_empty() { Vec::new() } else { cited(site, text, sentence) };
        Self { amounts, years, cited }
    }

    /// Whether an observation can be meant by the years that the sentence names.
    #[must_use]
    pub fn names_period(&self, observation: &Observation) -> bool {
        let Some(period) = observation.period.given() else { return true };
        let (first, last) = (period.first_day().year(), period.last_day().year());
        self.years.is_empty() || self.years.iter().any(|year| (first..=last).contains(year))
    }
}

/// The observations on lines that a sentence, or its row of a table, cites.
fn cited<'s>(
    site: &'s Site,
    text: &Text<'s>,
    sentence: &Sentence<'_, 's>,
) -> Vec<(&'s Figure, usize)> {
    let mut found: Vec<(&Figure, usize)> = Vec::new();
    for mark in sentence.marks_around() {
        let Mark::Reference(at) = mark else { continue };
        let ReferenceKind::Citation(citation) = &text.body.references[at].kind else { continue };
        let Some(Resolved::Citation(keys)) = text.targets.get(at) else { continue };
        for (item, key) in citation.items.iter().zip(keys) {
            let lines = item.locator.as_ref().and_then(|it| it.value.lines());
            let (Some(key), Some((first, last))) = (key, lines) else { continue };
            for id in site.members().figures_of_source(key) {
                let Some(figure) = site.figure(id) else { continue };
                for (at, observation) in figure.observations.iter().enumerate() {
                    let own = observation.locator.as_ref().and_then(|it| it.value.lines());
                    let same = observation.source.value == *key
                        && own.is_some_and(|(from, to)| first <= to && from <= last);
                    let known = found.iter().any(|it| it.0.id == figure.id && it.1 == at);
                    if same && !known {
                        found.push((figure, at));
                    }
                }
            }
        }
    }
    found
}

/// The unit of an observation, as units of amounts are compared: "firms" are "companies".
#[must_use]
pub fn unit_of<'f>(
    figure: &'f Figure,
    observation: &'f Observation,
    language: &Language,
) -> Option<&'f str> {
    let unit = figure.unit_of(observation)?;
    let folded = unit.to_lowercase();
    Some(language.counted.iter().find(|it| it.0 == folded).map_or(unit, |it| it.1))
}

/// What an observation can stand for.
#[must_use]
pub fn interval(observation: &Observation) -> Interval {
    Interval::of(&observation.quantity, observation.bound, observation.scale)
}

/// Whether an amount can stand for the same as an observation.
#[must_use]
pub fn meets(amount: &Amount, observation: &Observation) -> bool {
    let own = interval(observation);
    amount.intervals().is_none_or(|all| all.iter().any(|it| it.meets(&own)))
}

/// Whether an amount gives the very number of an observation, however either is qualified.
#[must_use]
pub fn equals(amount: &Amount, observation: &Observation) -> bool {
    // A range from a value to itself has that value as its ends.
    let bare = |quantity: &Quantity| match *quantity {
        Quantity::Value(value) => Quantity::Range(value, value),
        range => range,
    };
    let own = Interval::of(&bare(&observation.quantity), Bound::Exact, observation.scale);
    let amount = Amount {
        quantities: amount.quantities.iter().map(bare).collect(),
        bound: Bound::Exact,
        ..amount.clone()
    };
    amount.intervals().is_some_and(|all| all.iter().any(|it| it.ends() == own.ends()))
}
