//! Values in words: numbers, scales, units and bounds as a language writes them.
//!
//! Digits stay those that were written; separators and grouping are CLDR's, through ICU. Knows
//! nothing about pages.

use std::ops::Range;

use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale::Locale;
use rust_decimal::Decimal;

use super::Lang;
use super::digits::Digits;
use super::figure::{Bound, Figure, Observation, Quantity, Scale, is_currency};

/// How one language says values: what stands before and after what is qualified. Within a word of
/// several words no space may break, nor between a value and its unit.
struct Wording {
    language: &'static str,
    thousand: &'static str,
    million: &'static str,
    billion: &'static str,
    /// Before and between the ends.
    range: Around,
    /// Whether a currency's code stands before its sum.
    money_after_code: bool,
    percent: Around,
    points: Around,
    rank: Around,
    about: Around,
    over: Around,
    under: Around,
    at_least: Around,
    at_most: Around,
}

/// What stands before and after.
type Around = (&'static str, &'static str);

/// English first: it stands in for languages that have no words here.
static WORDINGS: [Wording; 3] = [
    Wording {
        language: "en",
        thousand: "thousand",
        million: "million",
        billion: "billion",
        range: ("", "\u{a0}to\u{a0}"),
        money_after_code: true,
        percent: ("", "\u{a0}%"),
        points: ("", "\u{a0}percentage\u{a0}points"),
        rank: ("rank\u{a0}", ""),
        about: ("about ", ""),
        over: ("over ", ""),
        under: ("under ", ""),
        at_least: ("at\u{a0}least ", ""),
        at_most: ("at\u{a0}most ", ""),
    },
    Wording {
        language: "it",
        thousand: "mila",
        million: "milioni",
        billion: "miliardi",
        range: ("da\u{a0}", "\u{a0}a\u{a0}"),
        money_after_code: false,
        percent: ("", "\u{a0}%"),
        points: ("", "\u{a0}punti\u{a0}percentuali"),
        rank: ("posizione\u{a0}", ""),
        about: ("circa ", ""),
        over: ("oltre ", ""),
        under: ("meno\u{a0}di ", ""),
        at_least: ("almeno ", ""),
        at_most: ("al\u{a0}massimo ", ""),
    },
    Wording {
        language: "tr",
        thousand: "bin",
        million: "milyon",
        billion: "milyar",
        range: ("", "\u{a0}ila\u{a0}"),
        money_after_code: false,
        percent: ("%", ""),
        points: ("", "\u{a0}yüzde\u{a0}puanı"),
        rank: ("", ".\u{a0}sıra"),
        about: ("yaklaşık ", ""),
        over: ("", " üzeri"),
        under: ("", " altı"),
        at_least: ("en\u{a0}az ", ""),
        at_most: ("en\u{a0}çok ", ""),
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

    /// Adds the number `text`; nothing where ICU cannot read it.
    fn write(&self, out: &mut String, text: &str) -> Option<()> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        // Up to four digits are not grouped, so that nothing but the mark can differ.
        if whole.len() < 5 && whole.bytes().all(|byte| byte.is_ascii_digit()) {
            out.push_str(whole);
            out.push_str(if fraction.is_empty() { "" } else { &self.mark });
            out.push_str(fraction);
            return Some(());
        }
        let digits = text.parse::<IcuDecimal>().ok()?;
        out.push_str(&self.formatter.format(&digits).to_string().replace('-', "\u{2212}"));
        Some(())
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
        let unit = self.unit_of(observation);
        let currency = unit.filter(|unit| is_currency(unit));
        let bound = match observation.bound {
            Bound::Exact => ("", ""),
            Bound::About => words.about,
            Bound::Over => words.over,
            Bound::Under => words.under,
            Bound::AtLeast => words.at_least,
            Bound::AtMost => words.at_most,
        };
        let around = unit.and_then(|unit| words.around(unit)).unwrap_or_default();
        let mut text = String::with_capacity(48);
        text.push_str(bound.0);
        text.push_str(around.0);
        if let Some(code) = currency.filter(|_| words.money_after_code) {
            text.push_str(code);
            text.push('\u{a0}');
        }
        match observation.quantity {
            Quantity::Value(value) => number(&mut text, at, value),
            Quantity::Range(low, high) => {
                text.push_str(words.range.0);
                number(&mut text, at, low);
                text.push_str(words.range.1);
                number(&mut text, at, high);
            }
        }
        let scale = words.scale(observation.scale);
        if !scale.is_empty() {
            text.push('\u{a0}');
            text.push_str(scale);
        }
        let mut word = 0..0;
        match unit {
            Some(unit) if is_own_unit(unit) => {
                text.push('\u{a0}');
                // A unit of several words may break between them.
                let start = text.len();
                text.push_str(unit);
                word = start..text.len();
            }
            Some(code) if currency.is_some() && !words.money_after_code => {
                text.push('\u{a0}');
                text.push_str(code);
            }
            _ => text.push_str(around.1),
        }
        text.push_str(bound.1);
        (text, word)
    }
}

/// Whether a unit is a word or sign of the book's own, and not one that each language says its way.
#[must_use]
pub fn is_own_unit(unit: &str) -> bool {
    !is_currency(unit) && WORDINGS[0].around(unit).is_none()
}

/// What values are counted in, without one: `USD billion`, `punti percentuali`.
#[must_use]
pub fn unit_text(unit: Option<&str>, scale: Scale, lang: &str) -> String {
    let (_, words) = wording(lang);
    match (unit, words.scale(scale)) {
        (Some(unit), "") => words.name_of(unit).unwrap_or_else(|| unit.to_owned()),
        (Some(unit), scale) if is_currency(unit) && words.money_after_code => {
            format!("{unit} {scale}")
        }
        (Some(unit), scale) => format!("{scale} {unit}"),
        (None, scale) => scale.to_owned(),
    }
}

impl Wording {
    /// What stands around a value, for the units that each language says its way.
    fn around(&self, unit: &str) -> Option<Around> {
        match unit {
            "%" => Some(self.percent),
            "pp" => Some(self.points),
            "rank" => Some(self.rank),
            _ => None,
        }
    }

    /// What the words around a value call such a unit; none for a mere sign.
    fn name_of(&self, unit: &str) -> Option<String> {
        let (before, after) = self.around(unit)?;
        let words = if after.is_empty() { before } else { after };
        let name = words.trim_matches(|c: char| !c.is_alphabetic()).replace('\u{a0}', " ");
        (!name.is_empty()).then_some(name)
    }

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
    let language = Lang::primary_of(lang);
    let at = WORDINGS.iter().position(|it| it.language == language).unwrap_or_default();
    (at, &WORDINGS[at])
}

/// Adds digits as written, with the separators of a language; thousands grouped from five digits
/// on.
fn number(out: &mut String, at: usize, value: Decimal) {
    let digits = Digits::of(value);
    let text = digits.as_str();
    let written = NUMBERS.with(|numbers| numbers[at].as_ref()?.write(out, text));
    if written.is_none() {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &str, lang: &str) -> String {
        let mut said = String::new();
        number(&mut said, wording(lang).0, value.parse().unwrap());
        said
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
    fn a_unit_by_itself_is_named_in_the_language() {
        assert_eq!(unit_text(Some("USD"), Scale::Billion, "en"), "USD billion");
        assert_eq!(unit_text(Some("USD"), Scale::Billion, "it"), "miliardi USD");
        assert_eq!(unit_text(Some("pp"), Scale::One, "tr"), "yüzde puanı");
        assert_eq!(unit_text(Some("rank"), Scale::One, "tr"), "sıra");
        assert_eq!(unit_text(Some("%"), Scale::One, "tr"), "%");
        assert_eq!(unit_text(Some("people"), Scale::Thousand, "en"), "thousand people");
        assert_eq!(unit_text(None, Scale::One, "it"), "");
    }
}
