//! How many events fall into each year, as a strip along the time: inline SVG, coloured by the
//! style sheet, each year a link to its place in the list.
//!
//! The list of years above the events says the same in words, so that the strip is hidden from
//! those who do not see it, and its narrow links are out of the keyboard's way. Knows nothing about
//! events.

use std::fmt::Write as _;

use super::html::escape::attribute as escape;

/// A year with events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i32,
    pub events: usize,
    /// Where its events are told.
    pub href: String,
}

/// In units of the picture.
const WIDTH: i32 = 960;
const MARGIN: i32 = 40;
const TALLEST: f64 = 76.0;
const FOOT: i32 = 84;
const HEIGHT: i32 = 122;
/// Fewer years are seen at a glance in the list; over more, a year is too narrow to be seen.
const FEWEST: usize = 4;
const LONGEST: i32 = 320;

/// The strip of `years`, which are in order; `None` where it would show nothing.
#[must_use]
pub fn draw(years: &[Year]) -> Option<String> {
    let (first, last) = (years.first()?.year, years.last()?.year);
    let span = last - first + 1;
    if years.len() < FEWEST || span > LONGEST {
        return None;
    }
    let most = years.iter().map(|it| it.events).max()?.max(1);
    let step = f64::from(WIDTH - 2 * MARGIN) / f64::from(span);
    let at = |year: i32| f64::from(MARGIN) + f64::from(year - first) * step;
    let mut out = format!(
        "<svg class=\"strip\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\">\
         <path class=\"strip-foot\" d=\"M0 {FOOT}H{WIDTH}\"></path>"
    );
    let every = [1, 2, 5, 10, 20, 50].into_iter().find(|every| span / every <= 12).unwrap_or(100);
    for year in (first..=last).filter(|year| year % every == 0) {
        // On a narrow screen every other label has room.
        let minor = if (year / every) % 2 == 0 { "" } else { " strip-minor" };
        let x = at(year) + step / 2.0;
        let _ = write!(
            out,
            "<path class=\"strip-tick\" d=\"M{x:.1} {FOOT}v6\"></path>\
             <text class=\"strip-label{minor}\" x=\"{x:.1}\" y=\"{HEIGHT}\" dy=\"-6\">{year}</text>"
        );
    }
    for it in years {
        let height = (TALLEST * it.events as f64 / most as f64).max(5.0);
        let (x, wide) = (at(it.year), (step * 0.8).min(24.0));
        let inset = (step - wide) / 2.0;
        out.push_str("<a tabindex=\"-1\" href=\"");
        escape(&mut out, &it.href);
        // The whole height of the year can be pointed at.
        let _ = write!(
            out,
            "\"><title>{}: {}</title>\
             <rect class=\"strip-year\" x=\"{x:.1}\" y=\"0\" width=\"{step:.1}\" height=\"{FOOT}\"></rect>\
             <rect class=\"strip-bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{height:.1}\"></rect></a>",
            it.year,
            it.events,
            x + inset,
            f64::from(FOOT) - height,
        );
    }
    out.push_str("</svg>");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(of: impl IntoIterator<Item = i32>) -> Vec<Year> {
        of.into_iter()
            .map(|year| Year { year, events: 2, href: format!("#page_year-{year}") })
            .collect()
    }

    #[test]
    fn each_year_is_a_link_within_the_picture() {
        let strip = draw(&years([1936, 1949, 2024, 2025, 2032])).unwrap();
        assert_eq!(strip.matches("<a ").count(), 5);
        assert!(strip.contains("href=\"#page_year-2025\"><title>2025: 2</title>"), "{strip}");
        assert!(strip.contains(">1950</text>"), "{strip}");
        assert!(strip.matches("</text>").count() <= 13);
    }

    #[test]
    fn what_would_show_nothing_is_not_drawn() {
        assert_eq!(draw(&[]), None);
        assert_eq!(draw(&years([2024, 2025, 2026])), None);
        assert_eq!(draw(&years([1071, 1453, 1923, 2025])), None);
    }
}
