//! Dates and periods as readers see them.
//!
//! Knows nothing about what happened when.

use super::view::{DateView, UiText};
use crate::model::{Date, ObservationPeriod, Period};

pub fn day(ui: &UiText, date: Date) -> DateView {
    ui.day(date.year().into(), part(date.month()), part(date.day()))
}

pub fn period(ui: &UiText, period: &Period) -> DateView {
    match *period {
        Period::Year(year) => ui.year(year.into()),
        Period::Quarter(year, quarter) => ui.quarter(year.into(), part(quarter)),
        Period::Month(year, month) => ui.month(year.into(), part(month)),
        Period::Day(date) => day(ui, date),
        Period::Range(from, to) => {
            ui.range(&self::period(ui, &from.into()), &self::period(ui, &to.into()))
        }
    }
}

/// The period, else the source's words; an empty label where it gives neither.
pub fn observed(ui: &UiText, observed: &ObservationPeriod) -> DateView {
    match observed {
        ObservationPeriod::Given(given) => period(ui, given),
        ObservationPeriod::AsWritten(words) => {
            DateView { label: words.clone().unwrap_or_default(), iso: None }
        }
    }
}

/// Months, days and quarters are positive.
fn part(number: i8) -> u8 {
    number.unsigned_abs()
}
