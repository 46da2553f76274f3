//! Disputes that follow from the figures alone: observations that cannot all be right.
//!
//! Compared are observations of one figure, one period and one unit, both of what was (claims
//! included), both targets or both forecasts. Currencies are never converted, percentages never set
//! against percentage points, changes never against changes from another base, and a period that is
//! known only in words is none. Knows nothing about recorded disputes or about how any is shown.

use crate::model::interval::Interval;
use crate::model::{Figure, FigureId, Observation, ObservationStatus, Period};
use crate::par;

/// Observations of one figure, for one period and in one unit, of which some have no value in
/// common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedDispute {
    pub figure: FigureId,
    pub period: Period,
    /// Places in [`Figure::observations`] of two that disagree, the smaller first; in order.
    pub pairs: Vec<(usize, usize)>,
    /// Every observation of a pair, each once; in order.
    pub observations: Vec<usize>,
}

/// Every computed dispute, by figure and then by the first observation of each.
pub fn compute(figures: &[Figure]) -> Vec<ComputedDispute> {
    par::map(figures, of_figure).into_iter().flatten().collect()
}

fn of_figure(figure: &Figure) -> Vec<ComputedDispute> {
    let observed: Vec<(usize, &Observation, Period)> = (0..)
        .zip(&figure.observations)
        .filter_map(|(at, it)| Some((at, it, it.period.given()?)))
        .collect();
    let interval = |it: &Observation| Interval::of(&it.quantity, it.bound, it.scale);
    let mut disputes: Vec<ComputedDispute> = Vec::new();
    let mut grouped = vec![false; observed.len()];
    for start in 0..observed.len() {
        if grouped[start] {
            continue;
        }
        let (_, first, period) = observed[start];
        let alike: Vec<usize> = (start..observed.len())
            .filter(|&at| {
                let (_, other, its_period) = observed[at];
                comparable(figure, first, other) && same_days(period, its_period)
            })
            .collect();
        let mut pairs = Vec::new();
        for (i, &a) in alike.iter().enumerate() {
            grouped[a] = true;
            for &b in &alike[i + 1..] {
                if !interval(observed[a].1).meets(&interval(observed[b].1)) {
                    pairs.push((observed[a].0, observed[b].0));
                }
            }
        }
        if pairs.is_empty() {
            continue;
        }
        let mut observations: Vec<usize> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        observations.sort_unstable();
        observations.dedup();
        disputes.push(ComputedDispute { figure: figure.id.clone(), period, pairs, observations });
    }
    disputes
}

fn comparable(figure: &Figure, one: &Observation, other: &Observation) -> bool {
    class(one.status) == class(other.status)
        && figure.unit_of(one) == figure.unit_of(other)
        && match (one.base_period, other.base_period) {
            (Some(one), Some(other)) => same_days(one, other),
            (None, None) => true,
            _ => false,
        }
}

/// A claim is of what was.
fn class(status: ObservationStatus) -> ObservationStatus {
    match status {
        ObservationStatus::Claimed => ObservationStatus::Actual,
        status => status,
    }
}

/// However they are written: `2024` and `2024-01/2024-12`.
fn same_days(one: Period, other: Period) -> bool {
    one.first_day() == other.first_day() && one.last_day() == other.last_day()
}
