//! Values in words: numbers, scales, units and bounds as a language writes them.
//!
//! Digits stay those that were written; separators and grouping are CLDR's, through ICU. Knows
//! nothing about pages.

use std::ops::Range;

use icu_decimal::input::Decimal as Digits;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale::Locale;
use rust_decimal::Decimal;

use super::figure::{Bound, Figure, Observation, Quantity, Scale, is_currency};

/// How one language says values; `{}` stands for what is qualified.
struct Wording {
    language: &'static str,
    thousand: &'static str,
    million: &'static str,
    billion: &'static str,
    range: &'static str,
    /// `{unit}` is a currency's code.
    money: &'static str,
    percent: &'static str,
    points: &'static str,
    rank: &'static str,
    about: &'static str,
    over: &'static str,
    under: &'static str,
    at_least: &'static str,
    at_most: &'static str,
}

/// English first: it stands in for languages that have no words here.
static WORDINGS: [Wording; 3] = [
    Wording {
        language: "en",
        thousand: "thousand",
        million: "million",
        billion: "billion",
        range: "{low} to {high}",
        money: "{unit} {}",
        percent: "{} %",
        points: "{} percentage points",
        rank: "rank {}",
        about: "about {}",
        over: "over {}",
        under: "under {}",
        at_least: "at least {}",
        at_most: "at most {}",
    },
    Wording {
        language: "it",
        thousand: "mila",
        million: "milioni",
        billion: "miliardi",
        range: "da {low} a {high}",
        money: "{} {unit}",
        percent: "{} %",
        points: "{} punti percentuali",
        rank: "posizione {}",
        about: "circa {}",
        over: "oltre {}",
        under: "meno di {}",
        at_least: "almeno {}",
        at_most: "al massimo {}",
    },
    Wording {
        language: "tr",
        thousand: "bin",
        million: "milyon",
        billion: "milyar",
        range: "{low} ila {high}",
        money: "{} {unit}",
        percent: "%{}",
        points: "{} yüzde puanı",
        rank: "{}. sıra",
        about: "yaklaşık {}",
        over: "{} üzeri",
        under: "{} altı",
        at_least: "en az {}",
        at_most: "en çok {}",
    },
];

thread_local! {
    // A formatter cannot be shared by threads.
    static NUMBERS: [Option<Numbers>; WORDINGS.len()] =
        WORDINGS.each_ref().map(|it| Numbers::of(it.language));
}

/// How one language writes numbers.
struct Numbers {
    formatter: DecimalFormatter,
    /// What stands before the decimals.
    mark: String,
}

impl Numbers {
    fn of(language: &str) -> Option<Self> {
        let locale: Locale = language.parse().ok()?;
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Min2);
        let preferences = DecimalFormatterPreferences::from(&locale);
        let formatter = DecimalFormatter::try_new(preferences, options).ok()?;
        let tenth = formatter.format(&"0.1".parse().ok()?).to_string();
        let mark = tenth.trim_matches(|c: char| c.is_ascii_digit()).to_owned();
        Some(Self { formatter, mark })
    }

    fn write(&self, text: &str) -> Option<String> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        // Up to four digits are not grouped, so that nothing but the mark can differ.
        if whole.len() < 5 && whole.bytes().all(|byte| byte.is_ascii_digit()) {
            let mark = if fraction.is_empty() { "" } else { &self.mark };
            return Some([whole, mark, fraction].concat());
        }
        let digits = text.parse::<Digits>().ok()?;
        Some(self.formatter.format(&digits).to_string().replace('-', "\u{2212}"))
    }
}

impl Figure {
    /// An observation's value in the words of `lang`, as its source qualifies it: `over USD 32
    /// billion`, `about 4.8 %`, `da 26 a 28 miliardi USD`. Only a bound, and the words of a unit,
    /// stand off by a space that may break.
    #[must_use]
    pub fn value_text(&self, observation: &Observation, lang: &str) -> String {
        self.value_and_unit(observation, lang).0
    }

    /// The same, with the place of a unit that is a word of the book and not of `lang`.
    #[must_use]
    pub fn value_and_unit(&self, observation: &Observation, lang: &str) -> (String, Range<usize>) {
        let (at, words) = wording(lang);
        let digits = match observation.quantity {
            Quantity::Value(value) => number(at, value),
            Quantity::Range(low, high) => {
                words.range.replace("{low}", &number(at, low)).replace("{high}", &number(at, high))
            }
        };
        let mut scaled = digits;
        let scale = words.scale(observation.scale);
        if !scale.is_empty() {
            scaled.push(' ');
            scaled.push_str(scale);
        }
        let bounded = match observation.bound {
            Bound::Exact => "{}",
            Bound::About => words.about,
            Bound::Over => words.over,
            Bound::Under => words.under,
            Bound::AtLeast => words.at_least,
            Bound::AtMost => words.at_most,
        };
        // `at least` keeps together, as the value does.
        let (before, after) = bounded.split_once("{}").unwrap_or_default();
        let (before, after) = (before.trim_end(), after.trim_start());
        let mut text = String::with_capacity(48);
        if !before.is_empty() {
            glue(&mut text, before);
            text.push(' ');
        }
        let mut word = 0..0;
        match self.unit_of(observation) {
            Some(unit) if is_currency(unit) => fill(&mut text, words.money, &scaled, unit),
            Some("%") => fill(&mut text, words.percent, &scaled, ""),
            Some("pp") => fill(&mut text, words.points, &scaled, ""),
            Some("rank") => fill(&mut text, words.rank, &scaled, ""),
            Some(unit) => {
                glue(&mut text, &scaled);
                text.push('\u{a0}');
                // A unit of several words may break between them.
                let start = text.len();
                text.push_str(unit);
                word = start..text.len();
            }
            None => glue(&mut text, &scaled),
        }
        if !after.is_empty() {
            text.push(' ');
            glue(&mut text, after);
        }
        (text, word)
    }
}

/// Whether a unit is a word or sign of the book's own, and not one that each language says its way.
#[must_use]
pub fn is_own_unit(unit: &str) -> bool {
    !is_currency(unit) && !matches!(unit, "%" | "pp" | "rank")
}

/// Adds `pattern` with the value for `{}` and the unit for `{unit}`; none of its spaces may break.
fn fill(out: &mut String, pattern: &str, value: &str, unit: &str) {
    let mut rest = pattern;
    while let Some((before, named)) = rest.split_once('{') {
        let (name, after) = named.split_once('}').unwrap_or_default();
        glue(out, before);
        glue(out, if name.is_empty() { value } else { unit });
        rest = after;
    }
    glue(out, rest);
}

/// Adds text none of whose spaces may break.
fn glue(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c == ' ' { '\u{a0}' } else { c }));
}

/// What a chart's axis counts: `USD billion`, `punti percentuali`.
#[must_use]
pub fn axis_text(unit: Option<&str>, scale: Scale, lang: &str) -> String {
    let (_, words) = wording(lang);
    match (unit, words.scale(scale)) {
        (Some("pp"), "") => name_in(words.points),
        (Some("rank"), "") => name_in(words.rank),
        (Some(unit), "") => unit.to_owned(),
        (Some(unit), scale) if is_currency(unit) => {
            words.money.replace("{unit}", unit).replace("{}", scale)
        }
        (Some(unit), scale) => format!("{scale} {unit}"),
        (None, scale) => scale.to_owned(),
    }
}

/// What a pattern calls its unit.
fn name_in(pattern: &str) -> String {
    pattern.trim_matches(|c: char| !c.is_alphabetic()).to_owned()
}

impl Wording {
    fn scale(&self, scale: Scale) -> &'static str {
        match scale {
            Scale::One => "",
            Scale::Thousand => self.thousand,
            Scale::Million => self.million,
            Scale::Billion => self.billion,
        }
    }
}

fn wording(lang: &str) -> (usize, &'static Wording) {
    let language = lang.split('-').next().unwrap_or_default();
    let at = WORDINGS.iter().position(|it| it.language == language).unwrap_or_default();
    (at, &WORDINGS[at])
}

/// Digits as written, with the separators of a language; thousands grouped from five digits on.
fn number(at: usize, value: Decimal) -> String {
    let text = value.to_string();
    let written = NUMBERS.with(|numbers| numbers[at].as_ref()?.write(&text));
    written.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &str, lang: &str) -> String {
        number(wording(lang).0, value.parse().unwrap())
    }

    #[test]
    fn digits_stay_and_separators_follow_the_language() {
        for (value, en, it, tr) in [
            ("32.20", "32.20", "32,20", "32,20"),
            ("1500", "1500", "1500", "1500"),
            ("177640912", "177,640,912", "177.640.912", "177.640.912"),
            ("1390.2", "1390.2", "1390,2", "1390,2"),
            ("-5.6", "−5.6", "−5,6", "−5,6"),
            ("0", "0", "0", "0"),
        ] {
            assert_eq!([said(value, "en"), said(value, "it-CH"), said(value, "tr")], [en, it, tr]);
        }
        assert_eq!(said("12000.5", "fi"), "12,000.5");
    }

    #[test]
    fn an_axis_names_its_unit_in_the_language() {
        assert_eq!(axis_text(Some("USD"), Scale::Billion, "en"), "USD billion");
        assert_eq!(axis_text(Some("USD"), Scale::Billion, "it"), "miliardi USD");
        assert_eq!(axis_text(Some("pp"), Scale::One, "tr"), "yüzde puanı");
        assert_eq!(axis_text(Some("rank"), Scale::One, "tr"), "sıra");
        assert_eq!(axis_text(Some("people"), Scale::Thousand, "en"), "thousand people");
        assert_eq!(axis_text(None, Scale::One, "it"), "");
    }
}
