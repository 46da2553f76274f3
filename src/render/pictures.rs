//! Figures to charts: which observations are drawn, and in which unit.
//!
//! Knows nothing about how a chart is drawn.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::chart::{Chart, Row, Shape};
use super::dates;
use super::view::{SafeHtml, Words};
use super::writer::PageWriter;
use crate::model::interval::Interval;
use crate::model::{
    Bound, EntityId, Figure, Observation, ObservationPeriod, ObservationStatus, Period, Quantity,
    Scale, unit_text,
};

impl PageWriter<'_> {
    /// The chart of a figure; `None` where it has fewer than two values in one unit.
    #[must_use]
    pub fn chart(&self, figure: &Figure) -> Option<SafeHtml> {
        let unit = main_unit(figure);
        let mut drawn: Vec<(usize, &Observation)> =
            (0..).zip(&figure.observations).filter(|(_, it)| figure.unit_of(it) == unit).collect();
        // Periods first, in the order of time; then what has none, as written.
        drawn.sort_by_key(|(at, it)| {
            let days = it.period.given().map(|period| (period.first_day(), period.last_day()));
            (days.is_none(), days, *at)
        });
        let scale = drawn.iter().map(|(_, it)| it.scale).max()?;
        let rows: Vec<(&Observation, Row)> = drawn
            .iter()
            .filter_map(|&(at, it)| Some((it, self.row(figure, at, it, scale)?)))
            .collect();
        let words: Vec<String> = rows
            .iter()
            .map(|(it, row)| {
                let source = EntityId::Source(it.source.value.clone());
                let title = self.renderer.site.title(&source, &self.lang).0;
                format!("{}: {} ({title})", row.label, row.value)
            })
            .collect();
        let statuses: BTreeMap<Shape, ObservationStatus> =
            drawn.iter().map(|(_, it)| (shape(it.status), it.status)).collect();
        let legend = statuses
            .into_iter()
            .filter(|(shape, _)| *shape != Shape::Disc)
            .map(|(shape, status)| {
                (shape, self.ui.mark(Words::ObservationStatus, status.name()).label)
            })
            .collect();
        let axis = unit_text(unit, scale, self.ui.lang);
        let chart = Chart {
            title: format!("{}: {}", self.ui.chart, figure.title.value),
            description: words.join("; "),
            axis,
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            disputed: self.ui.disputed.to_lowercase(),
            legend,
        };
        chart.draw().map(SafeHtml::from_escaped)
    }

    fn row(&self, figure: &Figure, at: usize, it: &Observation, scale: Scale) -> Option<Row> {
        let unit = Decimal::from(scale.factor());
        let number = |value: Decimal| value.checked_div(unit)?.to_f64();
        let ones = |value: Decimal| value.checked_mul(Decimal::from(it.scale.factor()));
        let (low, high) = Interval::of(&it.quantity, it.bound, it.scale).ends();
        let point = match it.quantity {
            Quantity::Value(value) => number(ones(value)?)?,
            Quantity::Range(low, high) => number(ones(low)?)?.midpoint(number(ones(high)?)?),
        };
        let label = dates::observed(self.ui, &it.period).label;
        Some(Row {
            label: if label.is_empty() { "–".to_owned() } else { label },
            value: figure.value_text(it, self.ui.lang),
            point,
            low: low.and_then(number),
            high: high.and_then(number),
            vague: it.bound != Bound::Exact || matches!(it.quantity, Quantity::Range(..)),
            shape: shape(it.status),
            disputed: !self.renderer.site.disputed_with(&figure.id, at).is_empty(),
            in_sequence: matches!(it.period, ObservationPeriod::Given(Period::Year(_))),
        })
    }
}

/// The unit that most observations have; of several, the first written.
fn main_unit(figure: &Figure) -> Option<&str> {
    let mut units: Vec<(Option<&str>, usize)> = Vec::new();
    for it in &figure.observations {
        let unit = figure.unit_of(it);
        match units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, count)) => *count += 1,
            None => units.push((unit, 1)),
        }
    }
    let most = units.iter().map(|(_, count)| *count).max()?;
    units.into_iter().find(|(_, count)| *count == most)?.0
}

fn shape(status: ObservationStatus) -> Shape {
    match status {
        ObservationStatus::Actual => Shape::Disc,
        ObservationStatus::Claimed => Shape::Ring,
        ObservationStatus::Target => Shape::Diamond,
        ObservationStatus::Forecast => Shape::Square,
    }
}
