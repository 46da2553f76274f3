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
        Period::Range(from, to) => range(ui, from.into(), to.into()),
    }
}

/// A range says once what both its ends have in common.
fn range(ui: &UiText, from: Period, to: Period) -> DateView {
    match (from, to) {
        _ if from == to => period(ui, &from),
        (Period::Day(first), Period::Day(last)) if first.year() == last.year() => {
            let of = |date: Date| (part(date.month()), part(date.day()));
            ui.day_range(first.year().into(), of(first), of(last))
        }
        (Period::Month(year, first), Period::Month(other, last)) if year == other => {
            ui.month_range(year.into(), part(first), part(last))
        }
        _ => ui.range(&period(ui, &from), &period(ui, &to)),
    }
}

/// The period, else the source's words; an empty label where it gives neither.
pub fn observed(ui: &UiText, observed: &ObservationPeriod) -> DateView {
    match observed {
        ObservationPeriod::Given(given) => period(ui, given),
        ObservationPeriod::AsWritten(words) => {
            DateView { label: words.clone().unwrap_or_default(), iso: None, lang: None }
        }
    }
}

/// Months, days and quarters are positive.
fn part(number: i8) -> u8 {
    number.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_says_once_what_its_ends_share() {
        let said = |given: &str| {
            let given = Period::parse(given).unwrap();
            ["en", "it", "tr"].map(|lang| period(UiText::of(lang), &given).label)
        };
        for (given, labels) in [
            (
                "2025-06-24/2025-06-25",
                ["24–25 June 2025", "24–25 giugno 2025", "24–25 Haziran 2025"],
            ),
            (
                "2025-06-24/2025-07-02",
                [
                    "24 June – 2 July 2025",
                    "24 giugno – 2 luglio 2025",
                    "24 Haziran – 2 Temmuz 2025",
                ],
            ),
            (
                "2024-12-31/2025-01-02",
                [
                    "31 December 2024 – 2 January 2025",
                    "31 dicembre 2024 – 2 gennaio 2025",
                    "31 Aralık 2024 – 2 Ocak 2025",
                ],
            ),
            (
                "2025-01/2025-05",
                ["January – May 2025", "gennaio – maggio 2025", "Ocak – Mayıs 2025"],
            ),
            ("2023/2025", ["2023 – 2025"; 3]),
            ("2025-06-24/2025-06-24", ["24 June 2025", "24 giugno 2025", "24 Haziran 2025"]),
            ("2025-01/2025-01", ["January 2025", "gennaio 2025", "Ocak 2025"]),
            ("2024/2024", ["2024"; 3]),
        ] {
            assert_eq!(said(given), labels);
        }
    }
}
