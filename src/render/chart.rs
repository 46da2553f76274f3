//! A figure's observations as a picture: inline SVG with a title and a description, that takes its
//! colours from the style sheet and tells statuses apart by shape, so that it reads in the dark, on
//! paper and in grey.
//!
//! Values that follow each other, one a period, make a line; other undisputed values make bars;
//! everything else makes dots, with the stretch that each value can stand for. The table beside the
//! picture says all that it shows. Knows nothing about figures or about where it stands.

use std::fmt::{self, Write as _};

use super::html::escape::text as escape;

/// What a mark stands for, by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// What was.
    Disc,
    /// What someone claims.
    Ring,
    /// A target.
    Diamond,
    /// A forecast.
    Square,
}

/// One observation. Numbers are in the unit of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The period, as readers see it.
    pub label: String,
    /// The value, as readers see it.
    pub value: String,
    /// Where the mark stands.
    pub point: f64,
    /// The stretch that the value can stand for; `None` where it has no end.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Whether the source itself gives a stretch, or a value that is not exact.
    pub vague: bool,
    pub shape: Shape,
    pub disputed: bool,
    /// Whether the period is one of those that make a line, as `2023` and `2024` do.
    pub in_sequence: bool,
}

/// Everything that a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub title: String,
    pub description: String,
    /// `USD billion`, `%`.
    pub axis: String,
    /// In the order of time.
    pub rows: Vec<Row>,
    /// The word beside a disputed value.
    pub disputed: String,
    /// What each shape means, of those that need saying.
    pub legend: Vec<(Shape, String)>,
}

/// In units of the picture, which is as wide as a narrow screen.
const WIDTH: f64 = 340.0;
const MARGIN: f64 = 8.0;
const ROW: f64 = 46.0;
/// Characters of a row's label and value together that fit on its line.
const FITTING: usize = 46;

impl Chart {
    /// The picture; `None` where a picture of fewer than two values would show nothing.
    #[must_use]
    pub fn draw(&self) -> Option<String> {
        if self.rows.len() < 2 {
            return None;
        }
        let plain = self.rows.iter().all(|row| !row.disputed && !row.vague);
        let once = self.rows.windows(2).all(|pair| pair[0].label != pair[1].label);
        let alike = self.rows.iter().all(|row| row.shape == Shape::Disc && row.in_sequence);
        let mut inside = String::new();
        let height = if plain && once && alike && self.rows.len() > 2 {
            self.line(&mut inside)
        } else {
            let bars = plain && once && self.rows.iter().all(|row| row.point >= 0.0);
            self.row_by_row(bars, &mut inside)
        };
        let mut svg = format!(
            "<svg class=\"figure-chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {height:.0}\"><title>"
        );
        escape(&mut svg, &self.title);
        svg.push_str("</title><desc>");
        escape(&mut svg, &self.description);
        svg.push_str("</desc>");
        svg.push_str(&inside);
        svg.push_str("</svg>");
        Some(svg)
    }

    /// One line a value: its words above, its mark below. The height in all.
    fn row_by_row(&self, bars: bool, out: &mut String) -> f64 {
        let ends = self.rows.iter().flat_map(|row| {
            let ends = if row.vague || row.disputed { [row.low, row.high] } else { [None, None] };
            ends.into_iter().flatten().chain([row.point])
        });
        let scale = Scale::over(ends, bars, MARGIN + 4.0, WIDTH - MARGIN - 10.0);
        let bottom = 6.0 + ROW * self.rows.len() as f64;
        out.push_str("<g class=\"chart-grid\">");
        // Beside the marks alone, so that no line crosses words.
        let beside = |index: usize| {
            let top = 6.0 + ROW * index as f64;
            format!(" {}V{}", Tenths(top + 18.0), Tenths(top + 38.0))
        };
        let stretches: Vec<String> = (0..self.rows.len()).map(beside).collect();
        for tick in scale.ticks() {
            let x = Tenths(scale.at(tick)).to_string();
            out.push_str("<path d=\"");
            for stretch in &stretches {
                out.push('M');
                out.push_str(&x);
                out.push_str(stretch);
            }
            out.push_str("\"/>");
        }
        out.push_str("</g>");
        for (index, row) in self.rows.iter().enumerate() {
            let top = 6.0 + ROW * index as f64;
            self.words(row, top + 14.0, out);
            let kind = if row.disputed { "chart-mark is-disputed" } else { "chart-mark" };
            let _ = write!(out, "<g class=\"{kind}\">");
            let y = top + 27.0;
            if bars {
                let (from, to) = (scale.at(0.0), scale.at(row.point));
                let _ = write!(
                    out,
                    "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"10\"/>",
                    if row.shape == Shape::Disc { "chart-full" } else { "chart-hollow" },
                    Tenths(from),
                    Tenths(y - 5.0),
                    Tenths((to - from).max(1.0))
                );
            } else {
                stretch(row, &scale, y, out);
                mark(row.shape, scale.at(row.point), y, out);
            }
            out.push_str("</g>");
        }
        out.push_str("<g class=\"chart-axis\">");
        for (index, tick) in scale.ticks().into_iter().enumerate() {
            let anchor = if index == 0 { "start" } else { "middle" };
            let x = if index == 0 { scale.at(tick) - 4.0 } else { scale.at(tick) };
            label(out, x, bottom + 18.0, anchor, &scale.text(tick));
        }
        label(out, WIDTH - MARGIN, bottom + 35.0, "end", &self.axis);
        out.push_str("</g>");
        self.legend(bottom + 35.0, out)
    }

    /// The words of a row: period to the left, value to the right.
    fn words(&self, row: &Row, y: f64, out: &mut String) {
        let mut value = row.value.clone();
        if row.disputed {
            value.push_str(" · ");
            value.push_str(&self.disputed);
        }
        let room = FITTING.saturating_sub(value.chars().count()).max(8);
        let shortened = row.label.chars().count() > room;
        let mut period: String = row.label.chars().take(room).collect();
        if shortened {
            period.pop();
            period.push('…');
        }
        out.push_str("<g class=\"chart-words\">");
        label(out, MARGIN, y, "start", &period);
        label(out, WIDTH - MARGIN, y, "end", &value);
        out.push_str("</g>");
    }

    /// What the shapes mean, from the line at `y` on. The height in all.
    fn legend(&self, y: f64, out: &mut String) -> f64 {
        if self.legend.is_empty() {
            return y + 8.0;
        }
        out.push_str("<g class=\"chart-legend\">");
        let mut at = y;
        for (shape, word) in &self.legend {
            out.push_str("<g class=\"chart-mark\">");
            mark(*shape, MARGIN + 6.0, at - 4.0, out);
            out.push_str("</g>");
            label(out, MARGIN + 18.0, at, "start", word);
            at += 18.0;
        }
        out.push_str("</g>");
        at.max(y + 18.0) - 8.0
    }

    /// Values that follow each other. The height in all.
    fn line(&self, out: &mut String) -> f64 {
        let (left, right, top, bottom) = (40.0, WIDTH - 24.0, 20.0, 190.0);
        let scale = Scale::over(self.rows.iter().map(|row| row.point), false, bottom, top);
        out.push_str("<g class=\"chart-grid\">");
        for tick in scale.ticks() {
            let _ = write!(out, "<path d=\"M{left} {}H{right}\"/>", Tenths(scale.at(tick)));
        }
        out.push_str("</g>");
        let step = (right - left - 20.0) / (self.rows.len() - 1) as f64;
        let x = |index: usize| left + 10.0 + step * index as f64;
        out.push_str("<g class=\"chart-mark\"><path class=\"chart-line\" d=\"");
        for (index, row) in self.rows.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            let _ = write!(out, "{letter}{} {}", Tenths(x(index)), Tenths(scale.at(row.point)));
        }
        out.push_str("\"/>");
        for (index, row) in self.rows.iter().enumerate() {
            mark(row.shape, x(index), scale.at(row.point), out);
        }
        out.push_str("</g><g class=\"chart-axis\">");
        for tick in scale.ticks() {
            label(out, left - 6.0, scale.at(tick) + 4.0, "end", &scale.text(tick));
        }
        // As many periods as fit, the last among them.
        let every = self.rows.len().div_ceil(6);
        let last = self.rows.len() - 1;
        for (index, row) in self.rows.iter().enumerate() {
            if (last - index).is_multiple_of(every) {
                label(out, x(index), bottom + 18.0, "middle", &row.label);
            }
        }
        label(out, MARGIN, 11.0, "start", &self.axis);
        out.push_str("</g>");
        bottom + 26.0
    }
}

/// The stretch of a value: a bar between its ends, or an arrow where it has no end.
fn stretch(row: &Row, scale: &Scale, y: f64, out: &mut String) {
    if !row.vague && !row.disputed {
        return;
    }
    let (first, last) = (scale.from.min(scale.to), scale.from.max(scale.to));
    let from = row.low.map_or(first - 6.0, |low| scale.at(low));
    let to = row.high.map_or(last + 6.0, |high| scale.at(high));
    let [start, level, end] = [from, y, to].map(Tenths);
    let _ = write!(out, "<path class=\"chart-stretch\" d=\"M{start} {level}H{end}\"/>");
    for (end, at, towards) in [(row.low, from, 1.0), (row.high, to, -1.0)] {
        let _ = match end {
            Some(_) => write!(
                out,
                "<path class=\"chart-end\" d=\"M{} {}V{}\"/>",
                Tenths(at),
                Tenths(y - 5.0),
                Tenths(y + 5.0)
            ),
            None => write!(
                out,
                "<path class=\"chart-end\" d=\"M{open} {}L{} {level}L{open} {}\"/>",
                Tenths(y - 5.0),
                Tenths(at),
                Tenths(y + 5.0),
                open = Tenths(at + 6.0 * towards),
            ),
        };
    }
}

fn mark(shape: Shape, x: f64, y: f64, out: &mut String) {
    let [at, level] = [x, y].map(Tenths);
    let _ = match shape {
        Shape::Disc => {
            write!(out, "<circle class=\"chart-full\" cx=\"{at}\" cy=\"{level}\" r=\"5\"/>")
        }
        Shape::Ring => {
            write!(out, "<circle class=\"chart-hollow\" cx=\"{at}\" cy=\"{level}\" r=\"4.5\"/>")
        }
        Shape::Diamond => write!(
            out,
            "<path class=\"chart-hollow\" d=\"M{} {level}L{at} {}L{} {level}L{at} {}Z\"/>",
            Tenths(x - 6.0),
            Tenths(y - 6.0),
            Tenths(x + 6.0),
            Tenths(y + 6.0)
        ),
        Shape::Square => write!(
            out,
            "<rect class=\"chart-hollow\" x=\"{}\" y=\"{}\" width=\"9\" height=\"9\"/>",
            Tenths(x - 4.5),
            Tenths(y - 4.5)
        ),
    };
}

fn label(out: &mut String, x: f64, y: f64, anchor: &str, words: &str) {
    let [x, y] = [x, y].map(Tenths);
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">");
    escape(out, words);
    out.push_str("</text>");
}

/// A place with one decimal, written as `{:.1}` would: that is slow, and a picture has hundreds.
#[derive(Clone, Copy)]
struct Tenths(f64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0 * 10.0;
        // Near a half it takes the digits that the product has lost to tell which way to round.
        let close = (tenths.fract() - 0.5).abs() < 1e-6;
        if close || self.0.is_sign_negative() || !(0.0..1e6).contains(&tenths) {
            return write!(f, "{:.1}", self.0);
        }
        // At most 100,000.0, from its last digit on.
        let (mut text, mut first, mut rest) = (*b"000000.0", 7, tenths.round() as u32);
        loop {
            text[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 && first < 6 {
                break;
            }
            first = if first == 7 { 5 } else { first - 1 };
        }
        f.write_str(str::from_utf8(&text[first..]).unwrap_or_default())
    }
}

/// Numbers to places, between two round numbers.
struct Scale {
    low: f64,
    step: f64,
    steps: usize,
    from: f64,
    to: f64,
}

impl Scale {
    /// Over `values`, with zero where `zero` wants it or it is near; places go from `from` to `to`.
    fn over(values: impl Iterator<Item = f64>, zero: bool, from: f64, to: f64) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|it| it.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if zero || (low > 0.0 && low < 0.5 * high) {
            low = low.min(0.0);
        }
        if high < 0.0 && high > 0.5 * low {
            high = 0.0;
        }
        if high - low <= f64::EPSILON * high.abs().max(1.0) {
            (low, high) = (low - 1.0, high + 1.0);
        }
        let rough = (high - low) / 4.0;
        let power = 10_f64.powi(rough.log10().floor() as i32);
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|times| times * power)
            .find(|step| *step >= rough)
            .unwrap_or(10.0 * power);
        let first = (low / step).floor();
        let steps = ((high / step).ceil() - first).max(1.0);
        Self { low: first * step, step, steps: steps as usize, from, to }
    }

    fn at(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.step * self.steps as f64);
        self.from + (self.to - self.from) * part.clamp(0.0, 1.0)
    }

    fn ticks(&self) -> Vec<f64> {
        (0..=self.steps).map(|at| self.low + self.step * at as f64).collect()
    }

    fn text(&self, tick: f64) -> String {
        let places = (-self.step.log10().floor()).max(0.0) as usize;
        let text = format!("{tick:.places$}");
        let text = text.strip_prefix('-').map_or(text.clone(), |rest| format!("−{rest}"));
        if text.trim_start_matches(['−', '0', '.']).is_empty() { "0".to_owned() } else { text }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(label: &str, point: f64) -> Row {
        Row {
            label: label.to_owned(),
            value: format!("{point}"),
            point,
            low: Some(point - 0.5),
            high: Some(point + 0.5),
            vague: false,
            shape: Shape::Disc,
            disputed: false,
            in_sequence: true,
        }
    }

    fn chart(rows: Vec<Row>) -> Chart {
        Chart {
            title: "Ships & <boats>".to_owned(),
            description: "2023: 1; 2024: 2".to_owned(),
            axis: "ships".to_owned(),
            rows,
            disputed: "Disputed".to_owned(),
            legend: Vec::new(),
        }
    }

    #[test]
    fn the_kind_follows_from_the_values() {
        let one = row("2023", 3.0);
        assert_eq!(chart(vec![one.clone()]).draw(), None, "one value is no picture");
        let three = vec![one.clone(), row("2024", 4.0), row("2025", 2.0)];
        assert!(chart(three.clone()).draw().unwrap().contains("chart-line"));
        assert!(chart(three[..2].to_vec()).draw().unwrap().contains("height=\"10\""), "bars");
        let mut disputed = three.clone();
        disputed[1].disputed = true;
        let dots = chart(disputed).draw().unwrap();
        assert!(!dots.contains("chart-line") && dots.contains("is-disputed"));
        assert_eq!(dots.matches("<circle").count(), 3);
        assert_eq!(dots.matches("chart-stretch").count(), 1);
        let mut vague = three;
        vague[0].vague = true;
        vague[0].high = None;
        assert!(chart(vague).draw().unwrap().contains("chart-stretch"));
    }

    #[test]
    fn words_are_escaped_and_cut() {
        let mut long = row(&"a very long period ".repeat(9), 3.0);
        long.value = "<b>".to_owned();
        let svg = chart(vec![long, row("2024", 4.0)]).draw().unwrap();
        assert!(svg.contains("<title>Ships &amp; &lt;boats&gt;</title>"));
        assert!(svg.contains("&lt;b&gt;") && svg.contains('…') && !svg.contains("<b>"));
    }

    #[test]
    fn ticks_are_round() {
        let texts = |low: f64, high: f64| {
            let scale = Scale::over([low, high].into_iter(), false, 0.0, 100.0);
            scale.ticks().iter().map(|tick| scale.text(*tick)).collect::<Vec<_>>()
        };
        assert_eq!(texts(0.0, 40.0), ["0", "10", "20", "30", "40"]);
        assert_eq!(texts(4.7, 5.34), ["4.6", "4.8", "5.0", "5.2", "5.4"]);
        assert_eq!(texts(-3.1, 3.1), ["−4", "−2", "0", "2", "4"]);
    }

    proptest! {
        #[test]
        fn prop_places_are_written_as_ever(
            place in -20.0..400.0_f64,
            twentieths in 0..8000_u32,
            share in 0.0..1.5_f64,
            far_twentieths in 0..3_000_000_u32,
        ) {
            let halves = [twentieths, far_twentieths].map(|it| f64::from(it) / 20.0);
            // Up to 150,000: each number of digits as often as any other.
            let lengths = (0..6).map(|zeros| share * 10_f64.powi(zeros));
            for place in [place, 99_999.96].into_iter().chain(halves).chain(lengths) {
                prop_assert_eq!(Tenths(place).to_string(), format!("{place:.1}"));
            }
        }

        #[test]
        fn prop_every_mark_lies_in_the_picture(values in prop::collection::vec(-1e9_f64..1e9, 2..12)) {
            let scale = Scale::over(values.iter().copied(), false, 10.0, 330.0);
            for value in values {
                prop_assert!((10.0..=330.0).contains(&scale.at(value)));
            }
            prop_assert!(scale.ticks().len() < 12);
        }
    }
}
