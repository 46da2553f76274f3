//! The rule `contradicts-ledger`: a number in the text and the observations it may speak of.

use std::collections::BTreeSet;

use super::counted::Counted;
use super::language::Language;
use super::ledger::{Claims, meets, unit_of};
use super::prose::Mark;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{EntityId, Figure, FigureId};
use crate::site::{Resolved, Site};

pub fn check(site: &Site, sentences: &[Counted<'_>], sink: &mut Sink) {
    if site.book.figures.is_empty() {
        return;
    }
    for sentence in sentences {
        let Counted { claims, language, .. } = sentence;
        let mut seen = BTreeSet::new();
        let linked = linked(site, sentence);
        let cited = claims
            .cited
            .iter()
            .filter(|(figure, at)| {
                let observation = &figure.observations[*at];
                !claims.years.is_empty()
                    && observation.period.given().is_some()
                    && claims.names_period(observation)
                    && is_alone(claims, language, figure, *at)
            })
            .map(|(figure, _)| *figure);
        for figure in linked.into_iter().chain(cited) {
            if seen.insert(&figure.id)
                && let Some(at) = contradicting(claims, language, figure)
            {
                report(sink, sentence, figure, at);
            }
        }
    }
}

/// The figures that a sentence links to without a value.
fn linked<'s>(site: &'s Site, sentence: &Counted<'s>) -> Vec<&'s Figure> {
    let figure = |mark: &Mark<'_>| match mark {
        Mark::Reference(at) => match sentence.targets.get(*at) {
            Some(Resolved::Entity { id: EntityId::Figure(id), .. }) => site.figure(id),
            _ => None,
        },
        Mark::Footnote(_) => None,
    };
    sentence.marks.iter().filter_map(figure).collect()
}

/// Whether the lines that the sentence cites give values of one figure only in this unit: where
/// they give several, nobody can tell which one is meant.
fn is_alone(claims: &Claims<'_>, language: &Language, figure: &Figure, at: usize) -> bool {
    let unit = unit_of(figure, &figure.observations[at], language);
    let figures: BTreeSet<&FigureId> = claims
        .cited
        .iter()
        .filter(|(other, at)| unit_of(other, &other.observations[*at], language) == unit)
        .map(|(other, _)| &other.id)
        .collect();
    figures.len() == 1
}

/// The one amount of a sentence in a figure's unit, where no observation bears it out: its place
/// among the amounts.
fn contradicting(claims: &Claims<'_>, language: &Language, figure: &Figure) -> Option<usize> {
    let meant: Vec<_> = figure.observations.iter().filter(|it| claims.names_period(it)).collect();
    let unit = unit_of(figure, meant.first()?, language)?;
    let mut same = claims.amounts.iter().enumerate().filter(|(_, it)| it.unit == Some(unit));
    let (at, amount) = same.next().filter(|_| same.next().is_none())?;
    // A mere period in words says nothing about a year.
    let dated = meant.iter().any(|it| claims.years.is_empty() || it.period.given().is_some());
    // The sentence may speak of another figure that its lines give.
    let others = claims.cited.iter().filter(|(other, _)| other.id != figure.id);
    let borne_out = meant.iter().any(|it| meets(amount, it))
        || others
            .map(|(other, at)| (other, &other.observations[*at]))
            .any(|(other, it)| unit_of(other, it, language) == Some(unit) && meets(amount, it));
    (dated && !amount.difference && !borne_out).then_some(at)
}

fn report(sink: &mut Sink, sentence: &Counted<'_>, figure: &Figure, amount: usize) {
    let (span, written) = &sentence.places[amount];
    let message = format!("`{written}` contradicts the figure `{}`", figure.id);
    let mut fault = Diagnostic::new(Code::ContradictsLedger, *span, message);
    for observation in
        figure.observations.iter().filter(|it| sentence.claims.names_period(it)).take(3)
    {
        fault = fault.related(observation.span, figure.value_text(observation, "en"));
    }
    sink.push(fault.hint(format!(
        "mend the text or the ledger, or take the value from there: `[[figure:{}@…]]`",
        figure.id
    )));
}
