//! A figure's observations as a table (CSV, RFC 4180) and as JSON.
//!
//! Digits stay as their source states them; what they come to in units of one stands beside them.
//! Knows nothing about pages.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::locator;
use crate::model::{Digits, Figure, Observation, ObservationPeriod, Prose, Quantity, Scale};
use crate::site::{Field, Site, TextId};

/// A figure as data. Every key is always there; what is not known is null.
#[derive(Debug, Serialize)]
pub struct FigureData<'s> {
    id: &'s str,
    title: &'s str,
    definition: Option<String>,
    unit: Option<&'s str>,
    topics: Vec<&'s str>,
    actors: Vec<&'s str>,
    observations: Vec<ObservationData<'s>>,
}

/// An observation. Numbers are texts, so that `32.20` stays what it is.
#[derive(Debug, Serialize)]
struct ObservationData<'s> {
    id: &'s str,
    /// EDTF.
    period: Option<String>,
    period_as_written: Option<&'s str>,
    /// As stated, to be multiplied by the scale.
    value: Option<Digits>,
    low: Option<Digits>,
    high: Option<Digits>,
    scale: &'static str,
    /// In units of one; null where that is beyond 28 digits.
    normalised: Normalised,
    bound: &'static str,
    status: &'static str,
    unit: Option<&'s str>,
    base_period: Option<String>,
    attributed_to: Option<&'s str>,
    source: &'s str,
    locator: Option<String>,
    as_written: Option<&'s str>,
    preferred: bool,
    note: Option<String>,
    /// Observations that have no value in common with this one.
    disputed_by: Vec<&'s str>,
}

#[derive(Debug, Serialize)]
struct Normalised {
    value: Option<Digits>,
    low: Option<Digits>,
    high: Option<Digits>,
}

/// A figure in a file of its own, with the book that it is from.
#[derive(Debug, Serialize)]
pub struct FigureFile<'s> {
    book: BookData<'s>,
    figure: FigureData<'s>,
}

/// The book that data is from.
#[derive(Debug, Serialize)]
pub struct BookData<'s> {
    title: &'s str,
    description: Option<&'s str>,
    language: &'s str,
    as_of: String,
    licence: Option<&'s str>,
}

impl<'s> BookData<'s> {
    #[must_use]
    pub fn of(site: &'s Site) -> Self {
        let config = &site.book.config;
        Self {
            title: &config.title,
            description: config.description.as_deref(),
            language: config.default_language().as_str(),
            as_of: site.as_of.to_string(),
            licence: config.licence.as_deref(),
        }
    }
}

const COLUMNS: [&str; 19] = [
    "figure",
    "id",
    "period",
    "period_as_written",
    "value",
    "low",
    "high",
    "scale",
    "bound",
    "status",
    "unit",
    "base_period",
    "attributed_to",
    "source",
    "locator",
    "as_written",
    "preferred",
    "note",
    "disputed_by",
];

impl<'s> FigureData<'s> {
    #[must_use]
    pub fn of(site: &Site, figure: &'s Figure) -> Self {
        let text = |field, prose: &Option<Prose>| {
            let lang = site.book.config.default_language().clone();
            let id = TextId { owner: figure.entity(), lang, field };
            prose.as_ref().map(|prose| site.plain_text(&id, &prose.body).trim().to_owned())
        };
        let rows = figure.observations.iter().enumerate();
        let disputed_by = |at| {
            let others = site.disputed_with(&figure.id, at).into_iter();
            others.filter_map(|at| Some(figure.observations.get(at)?.id.value.as_str())).collect()
        };
        Self {
            id: figure.id.as_str(),
            title: &figure.title.value,
            definition: text(Field::Definition, &figure.definition),
            unit: figure.unit.as_deref(),
            topics: figure.topics.iter().map(|id| id.value.as_str()).collect(),
            actors: figure.actors.iter().map(|id| id.value.as_str()).collect(),
            observations: rows
                .map(|(at, it)| ObservationData {
                    note: text(Field::ObservationNote(at), &it.note),
                    disputed_by: disputed_by(at),
                    ..ObservationData::of(figure, it)
                })
                .collect(),
        }
    }

    #[must_use]
    pub fn in_book(self, site: &'s Site) -> FigureFile<'s> {
        FigureFile { book: BookData::of(site), figure: self }
    }

    /// The table: UTF-8 without a byte-order mark, lines end with CR and LF, one row of names.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        let mut table =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory never fails, and every row has as many cells.
        let _ = table.write_record(COLUMNS);
        for row in &self.observations {
            let _ = table.write_record(self.cells(row).iter().map(|cell| cell.as_bytes()));
        }
        table.into_inner().unwrap_or_default()
    }

    fn cells<'r>(&'r self, row: &'r ObservationData<'_>) -> [Cow<'r, str>; COLUMNS.len()] {
        fn text(text: Option<&str>) -> Cow<'_, str> {
            harmless(text.unwrap_or_default())
        }
        fn digits(digits: &Option<Digits>) -> Cow<'_, str> {
            digits.as_ref().map(Digits::as_str).unwrap_or_default().into()
        }
        let preferred = if row.preferred { "true" } else { "false" };
        [
            text(Some(self.id)),
            text(Some(row.id)),
            text(row.period.as_deref()),
            text(row.period_as_written),
            digits(&row.value),
            digits(&row.low),
            digits(&row.high),
            text(Some(row.scale)),
            text(Some(row.bound)),
            text(Some(row.status)),
            text(row.unit),
            text(row.base_period.as_deref()),
            text(row.attributed_to),
            text(Some(row.source)),
            text(row.locator.as_deref()),
            text(row.as_written),
            preferred.into(),
            text(row.note.as_deref()),
            // No formula: a slug starts with a letter or digit.
            row.disputed_by.join(" ").into(),
        ]
    }
}

impl<'s> ObservationData<'s> {
    /// Without note and disputes.
    fn of(figure: &'s Figure, it: &'s Observation) -> Self {
        let (value, low, high) = match it.quantity {
            Quantity::Value(value) => (Some(value), None, None),
            Quantity::Range(low, high) => (None, Some(low), Some(high)),
        };
        let stated = |number: Option<Decimal>| number.map(Digits::of);
        let scaled = |number: Option<Decimal>| number.and_then(|number| in_ones(number, it.scale));
        let (period, period_as_written) = match &it.period {
            ObservationPeriod::Given(period) => (Some(period.to_string()), None),
            ObservationPeriod::AsWritten(words) => (None, words.as_deref()),
        };
        Self {
            id: it.id.value.as_str(),
            period,
            period_as_written,
            value: stated(value),
            low: stated(low),
            high: stated(high),
            scale: it.scale.name(),
            normalised: Normalised { value: scaled(value), low: scaled(low), high: scaled(high) },
            bound: it.bound.name(),
            status: it.status.name(),
            unit: figure.unit_of(it),
            base_period: it.base_period.map(|period| period.to_string()),
            attributed_to: it.attributed_to.as_deref(),
            source: it.source.value.as_str(),
            locator: it.locator.as_ref().map(|it| locator(&it.value)),
            as_written: it.as_written.as_ref().map(|it| it.value.as_str()),
            preferred: it.preferred,
            note: None,
            disputed_by: Vec::new(),
        }
    }
}

fn in_ones(number: Decimal, scale: Scale) -> Option<Digits> {
    let ones = number.checked_mul(Decimal::from(scale.factor()))?;
    Some(Digits::of(ones.normalize()))
}

/// Text that no spreadsheet takes for a formula: an apostrophe stands before a first sign that would
/// start one (OWASP, "CSV injection"). Columns of digits need none.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_keep_every_digit_and_never_overflow() {
        let of = |text: &str, scale| {
            in_ones(text.parse().unwrap(), scale).map(|digits| digits.as_str().to_owned())
        };
        assert_eq!(of("32.20", Scale::Billion).as_deref(), Some("32200000000"));
        assert_eq!(of("-0.5", Scale::One).as_deref(), Some("-0.5"));
        assert_eq!(of("79228162514264337593543950335", Scale::Million), None);
    }

    #[test]
    fn formulas_are_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("a=1"), "a=1");
        assert_eq!(harmless(""), "");
    }
}
