//! Dates and periods as sources give them: to the day, month, quarter or year, or between two.
//!
//! A subset of EDTF (ISO 8601-2, level 0 and quarters). Knows nothing about today.

use std::fmt;

/// A calendar date without a time.
pub type Date = jiff::civil::Date;

/// A point or stretch of time, as precise as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Year(i16),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    Month(i16, i8),
    Day(Date),
    /// From the first day of the first to the last day of the second; the first day comes first.
    Range(Point, Point),
}

/// An end of a range: a day that stands for a year, a month or itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The first day.
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// Why a text is not a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Not one of the forms.
    Form,
    /// The right form for a date that does not exist.
    Impossible,
    /// A range that ends before it starts.
    Backwards,
}

impl Period {
    /// Reads `2024`, `2024-04`, `2024-Q2`, `2024-04-29` and ranges of years, months or days such
    /// as `2025-01/2025-05`.
    ///
    /// # Errors
    /// See [`PeriodError`].
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (Point::parse(from)?, Point::parse(to)?);
            if from.first > to.last() {
                return Err(PeriodError::Backwards);
            }
            return Ok(Self::Range(from, to));
        }
        if let Some((year, quarter)) = text.split_once("-Q") {
            let year = year_of(year)?;
            return match quarter {
                "1" => Ok(Self::Quarter(year, 1)),
                "2" => Ok(Self::Quarter(year, 2)),
                "3" => Ok(Self::Quarter(year, 3)),
                "4" => Ok(Self::Quarter(year, 4)),
                _ => Err(PeriodError::Impossible),
            };
        }
        Ok(Point::parse(text)?.into())
    }

    /// The first day in it.
    #[must_use]
    pub fn first_day(&self) -> Date {
        match *self {
            Self::Year(year) => day(year, 1, 1),
            Self::Quarter(year, quarter) => day(year, quarter * 3 - 2, 1),
            Self::Month(year, month) => day(year, month, 1),
            Self::Day(date) => date,
            Self::Range(from, _) => from.first,
        }
    }

    /// The last day in it.
    #[must_use]
    pub fn last_day(&self) -> Date {
        match *self {
            Self::Year(year) => day(year, 12, 31),
            Self::Quarter(year, quarter) => day(year, quarter * 3, 1).last_of_month(),
            Self::Month(year, month) => day(year, month, 1).last_of_month(),
            Self::Day(date) => date,
            Self::Range(_, to) => to.last(),
        }
    }
}

impl Point {
    fn parse(text: &str) -> Result<Self, PeriodError> {
        let mut parts = text.split('-');
        let year = year_of(parts.next().unwrap_or_default())?;
        let month = parts.next().map(two_digits).transpose()?;
        let date = parts.next().map(two_digits).transpose()?;
        if parts.next().is_some() {
            return Err(PeriodError::Form);
        }
        let precision = match (month, date) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let first = Date::new(year, month.unwrap_or(1), date.unwrap_or(1))
            .map_err(|_| PeriodError::Impossible)?;
        Ok(Self { first, precision })
    }

    fn last(self) -> Date {
        match self.precision {
            Precision::Year => day(self.first.year(), 12, 31),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }
}

impl From<Point> for Period {
    fn from(point: Point) -> Self {
        match point.precision {
            Precision::Year => Self::Year(point.first.year()),
            Precision::Month => Self::Month(point.first.year(), point.first.month()),
            Precision::Day => Self::Day(point.first),
        }
    }
}

/// Months and days here come from parsed, existing dates; the fallback is never reached.
fn day(year: i16, month: i8, date: i8) -> Date {
    Date::new(year, month, date).unwrap_or(Date::ZERO)
}

fn year_of(text: &str) -> Result<i16, PeriodError> {
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| PeriodError::Form)
    } else {
        Err(PeriodError::Form)
    }
}

fn two_digits(text: &str) -> Result<i8, PeriodError> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_err(|_| PeriodError::Form)
    } else {
        Err(PeriodError::Form)
    }
}

/// Chronological: by first day, a longer period before what it holds, then by form.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        if self == other {
            return std::cmp::Ordering::Equal;
        }
        self.first_day()
            .cmp(&other.first_day())
            .then_with(|| other.last_day().cmp(&self.last_day()))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{}", self.first),
        }
    }
}

/// As it is written in a book (EDTF).
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
            Self::Range(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_every_form() {
        for text in
            ["2024", "2024-04", "2024-Q2", "2024-02-29", "2025-01/2025-05", "2003-07-01/2006"]
        {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn tells_what_is_wrong() {
        use PeriodError::{Backwards, Form, Impossible};
        for (text, error) in [
            ("2023-02-29", Impossible),
            ("2024-13", Impossible),
            ("2024-Q5", Impossible),
            ("24", Form),
            ("2024-4", Form),
            ("29 April 2025", Form),
            ("2025/2024", Backwards),
        ] {
            assert_eq!(Period::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn spans_its_days_and_sorts_by_them() {
        let period = Period::parse("2024-Q1").unwrap();
        assert_eq!(period.last_day().to_string(), "2024-03-31");
        let mut periods: Vec<_> = ["2025-04", "2025", "2024-12-31", "2025-04-29"]
            .map(|t| Period::parse(t).unwrap())
            .into();
        periods.sort();
        let sorted: Vec<_> = periods.iter().map(ToString::to_string).collect();
        assert_eq!(sorted, ["2024-12-31", "2025", "2025-04", "2025-04-29"]);
    }
}
