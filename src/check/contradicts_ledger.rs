//! The rule `contradicts-ledger`: a number in the text and the observations it may speak of.

use std::collections::BTreeSet;

use super::amounts::Amount;
use super::language::Language;
use super::ledger::{Claims, meets, unit_of};
use super::prose::{Mark, Sentence, Text, for_each_referring_sentence};
use super::uncited_number::is_held;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{EntityId, Figure, FigureId};
use crate::site::{Resolved, Site};

pub fn check(site: &Site, sink: &mut Sink) {
    if site.book.figures.is_empty() {
        return;
    }
    for_each_referring_sentence(site, is_held, Language::may_count, |text, sentence| {
        let claims = Claims::of(site, text, sentence);
        if claims.amounts.is_empty() {
            return;
        }
        let mut seen = BTreeSet::new();
        let linked = linked(site, text, sentence);
        let cited = claims
            .cited
            .iter()
            .filter(|(figure, at)| {
                let observation = &figure.observations[*at];
                !claims.years.is_empty()
                    && observation.period.given().is_some()
                    && claims.names_period(observation)
                    && is_alone(&claims, text, figure, *at)
            })
            .map(|(figure, _)| *figure);
        for figure in linked.into_iter().chain(cited) {
            if seen.insert(&figure.id)
                && let Some(amount) = contradicting(&claims, text, figure)
            {
                report(sink, sentence, figure, &claims, amount);
            }
        }
    });
}

/// The figures that a sentence links to without a value.
fn linked<'s>(site: &'s Site, text: &Text<'s>, sentence: &Sentence<'_, 's>) -> Vec<&'s Figure> {
    let figure = |mark: &Mark<'_>| match mark {
        Mark::Reference(at) => match text.targets.get(*at) {
            Some(Resolved::Entity { id: EntityId::Figure(id), .. }) => site.figure(id),
            _ => None,
        },
        Mark::Footnote(_) => None,
    };
    sentence.marks.iter().filter_map(figure).collect()
}

/// Whether the lines that the sentence cites give values of one figure only in this unit: where
/// they give several, nobody can tell which one is meant.
fn is_alone(claims: &Claims<'_>, text: &Text<'_>, figure: &Figure, at: usize) -> bool {
    let unit = unit_of(figure, &figure.observations[at], text.language);
    let figures: BTreeSet<&FigureId> = claims
        .cited
        .iter()
        .filter(|(other, at)| unit_of(other, &other.observations[*at], text.language) == unit)
        .map(|(other, _)| &other.id)
        .collect();
    figures.len() == 1
}

/// The one amount of a sentence in a figure's unit, where no observation bears it out.
fn contradicting<'c>(
    claims: &'c Claims<'_>,
    text: &Text<'_>,
    figure: &Figure,
) -> Option<&'c Amount> {
    let meant: Vec<_> = figure.observations.iter().filter(|it| claims.names_period(it)).collect();
    let unit = unit_of(figure, meant.first()?, text.language)?;
    let mut same = claims.amounts.iter().filter(|it| it.unit == Some(unit));
    let amount = same.next().filter(|_| same.next().is_none())?;
    // A mere period in words says nothing about a year.
    let dated = meant.iter().any(|it| claims.years.is_empty() || it.period.given().is_some());
    // The sentence may speak of another figure that its lines give.
    let others = claims.cited.iter().filter(|(other, _)| other.id != figure.id);
    let borne_out = meant.iter().any(|it| meets(amount, it))
        || others.map(|(other, at)| (other, &other.observations[*at])).any(|(other, it)| {
            unit_of(other, it, text.language) == Some(unit) && meets(amount, it)
        });
    (dated && !amount.difference && !borne_out).then_some(amount)
}

fn report(
    sink: &mut Sink,
    sentence: &Sentence<'_, '_>,
    figure: &Figure,
    claims: &Claims<'_>,
    amount: &Amount,
) {
    let written = &sentence.text()[amount.range.clone()];
    let message = format!("`{written}` contradicts the figure `{}`", figure.id);
    let span = sentence.span(amount.range.clone());
    let mut fault = Diagnostic::new(Code::ContradictsLedger, span, message);
    for observation in figure.observations.iter().filter(|it| claims.names_period(it)).take(3) {
        fault = fault.related(observation.span, figure.value_text(observation, "en"));
    }
    sink.push(fault.hint(format!(
        "mend the text or the ledger, or take the value from there: `[[figure:{}@…]]`",
        figure.id
    )));
}
