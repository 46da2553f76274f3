//! The rule `unacknowledged-dispute`: values that other observations contradict, page by page.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Counted;
use super::ledger::{equals, unit_of};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{EntityId, Figure, FigureId, Lang};
use crate::site::{Embed, Resolved, Site};
use crate::source::Span;

/// One page: what it is about, and its language.
type PageId = (EntityId, Lang);

/// What a page says about figures.
#[derive(Default)]
struct Page {
    /// Figures that it shows or links to, or a dispute about them.
    acknowledged: BTreeSet<FigureId>,
    /// Observations that it gives as numbers.
    given: BTreeSet<(FigureId, usize)>,
    uses: Vec<Use>,
}

/// A disputed value that is used.
struct Use {
    span: Span,
    figure: FigureId,
    observation: usize,
    /// The observations that contradict it.
    against: Vec<usize>,
}

pub fn check(site: &Site, sentences: &[Counted<'_>], sink: &mut Sink) {
    if site.computed_disputes().is_empty() {
        return;
    }
    let mut pages: BTreeMap<PageId, Page> = BTreeMap::new();
    references(site, &mut pages);
    numbers(site, sentences, &mut pages);
    for ((owner, _), page) in pages {
        for used in &page.uses {
            let shown = page.acknowledged.contains(&used.figure) || shows(site, &owner, used);
            let other = |at: &usize| page.given.contains(&(used.figure.clone(), *at));
            if !shown && !used.against.iter().any(other) {
                report(site, sink, used);
            }
        }
    }
}

/// Values, links and embeds.
fn references(site: &Site, pages: &mut BTreeMap<PageId, Page>) {
    site.for_each_text(|id, body| {
        if body.references.is_empty() {
            return;
        }
        let page = pages.entry((id.owner.clone(), id.lang.clone())).or_default();
        for target in site.resolved(&id) {
            match target {
                Resolved::Entity { id: EntityId::Figure(figure), .. }
                | Resolved::Embed(Embed::Figure(figure)) => {
                    page.acknowledged.insert(figure.clone());
                }
                Resolved::Entity { id: EntityId::Dispute(dispute), .. }
                | Resolved::Embed(Embed::Dispute(dispute)) => {
                    let figures = site.dispute(dispute).into_iter().flat_map(|it| &it.figures);
                    page.acknowledged.extend(figures.map(|it| it.value.clone()));
                }
                // The page prints a mark beside a disputed value, which leads to the dispute.
                Resolved::Value { figure, observation, .. }
                    if !site.disputed_with(figure, *observation).is_empty() =>
                {
                    page.acknowledged.insert(figure.clone());
                }
                _ => {}
            }
        }
    });
}

/// Numbers that are cited from the lines of an observation and equal it.
fn numbers(site: &Site, sentences: &[Counted<'_>], pages: &mut BTreeMap<PageId, Page>) {
    for sentence in sentences {
        let Counted { id, language, claims, places, .. } = sentence;
        for (amount, (span, _)) in claims.amounts.iter().zip(places) {
            if amount.difference {
                continue;
            }
            for (figure, at) in &claims.cited {
                let observation = &figure.observations[*at];
                let unit = unit_of(figure, observation, language);
                if !claims.names_period(observation)
                    || amount.unit != unit
                    || !equals(amount, observation)
                {
                    continue;
                }
                let key = (id.owner.clone(), id.lang.clone());
                let page = pages.entry(key).or_default();
                page.given.insert((figure.id.clone(), *at));
                let against = site.disputed_with(&figure.id, *at);
                if !against.is_empty() {
                    page.uses.push(Use {
                        span: *span,
                        figure: figure.id.clone(),
                        observation: *at,
                        against,
                    });
                }
            }
        }
    }
}

/// Whether the page of `owner` shows the figure of itself: topics and actors show theirs.
fn shows(site: &Site, owner: &EntityId, used: &Use) -> bool {
    match owner {
        EntityId::Figure(id) => *id == used.figure,
        EntityId::Topic(id) => site.members().figures_of_topic(id).any(|it| *it == used.figure),
        EntityId::Actor(id) => site.members().figures_of_actor(id).any(|it| *it == used.figure),
        EntityId::Dispute(id) => site
            .dispute(id)
            .is_some_and(|it| it.figures.iter().any(|figure| figure.value == used.figure)),
        _ => false,
    }
}

fn report(site: &Site, sink: &mut Sink, used: &Use) {
    let Some(figure) = site.figure(&used.figure) else { return };
    let value = |figure: &Figure, at: usize| {
        let observation = &figure.observations[at];
        format!("{} in `{}`", figure.value_text(observation, "en"), observation.source.value)
    };
    let message =
        format!("the value of `{}` is disputed, and this page does not say so", used.figure);
    let mut fault = Diagnostic::new(Code::UnacknowledgedDispute, used.span, message)
        .related(figure.observations[used.observation].span, value(figure, used.observation));
    for &at in &used.against {
        fault = fault.related(figure.observations[at].span, value(figure, at));
    }
    sink.push(fault.hint(format!(
        "give the other value too, or link to the figure: `[[figure:{}]]`",
        used.figure
    )));
}
