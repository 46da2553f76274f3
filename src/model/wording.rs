//! Values in words: numbers, scales, units and bounds as a language writes them.
//!
//! Digits stay those that were written; separators and grouping are CLDR's, through ICU. Knows
//! nothing about pages.

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
        about: "yaklaşık {}",
        over: "{} üzeri",
        under: "{} altı",
        at_least: "en az {}",
        at_most: "en çok {}",
    },
];

thread_local! {
    // A formatter cannot be shared by threads.
    static FORMATTERS: [Option<DecimalFormatter>; WORDINGS.len()] = WORDINGS.each_ref().map(|it| {
        let locale: Locale = it.language.parse().ok()?;
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(GroupingStrategy::Min2);
        DecimalFormatter::try_new(DecimalFormatterPreferences::from(&locale), options).ok()
    });
}

impl Figure {
    /// An observation's value in the words of `lang`, as its source qualifies it: `over USD 32
    /// billion`, `about 4.8 %`, `da 26 a 28 miliardi USD`. Only a bound, and the words of a unit,
    /// stand off by a space that may break.
    #[must_use]
    pub fn value_text(&self, observation: &Observation, lang: &str) -> String {
        let (at, words) = wording(lang);
        let digits = match observation.quantity {
            Quantity::Value(value) => number(at, value),
            Quantity::Range(low, high) => {
                words.range.replace("{low}", &number(at, low)).replace("{high}", &number(at, high))
            }
        };
        let scaled = match words.scale(observation.scale) {
            "" => digits,
            scale => format!("{digits} {scale}"),
        };
        let glued = |text: &str| text.replace(' ', "\u{a0}");
        let with_unit = match self.unit_of(observation) {
            Some(unit) if is_currency(unit) => {
                glued(&words.money.replace("{unit}", unit).replace("{}", &scaled))
            }
            Some("%") => glued(&words.percent.replace("{}", &scaled)),
            Some("pp") => glued(&words.points.replace("{}", &scaled)),
            // A unit of several words may break between them.
            Some(unit) => format!("{}\u{a0}{unit}", glued(&scaled)),
            None => glued(&scaled),
        };
        let bounded = match observation.bound {
            Bound::Exact => return with_unit,
            Bound::About => words.about,
            Bound::Over => words.over,
            Bound::Under => words.under,
            Bound::AtLeast => words.at_least,
            Bound::AtMost => words.at_most,
        };
        // `at least` keeps together, as the value does.
        let (before, after) = bounded.split_once("{}").unwrap_or_default();
        let (before, after) = (before.trim_end(), after.trim_start());
        match (before, after) {
            (before, "") => format!("{} {with_unit}", glued(before)),
            ("", after) => format!("{with_unit} {}", glued(after)),
            (before, after) => format!("{} {with_unit} {}", glued(before), glued(after)),
        }
    }
}

/// What a chart's axis counts: `USD billion`, `punti percentuali`.
#[must_use]
pub fn axis_text(unit: Option<&str>, scale: Scale, lang: &str) -> String {
    let (_, words) = wording(lang);
    match (unit, words.scale(scale)) {
        (Some("pp"), "") => words.points.replace("{} ", ""),
        (Some(unit), "") => unit.to_owned(),
        (Some(unit), scale) if is_currency(unit) => {
            words.money.replace("{unit}", unit).replace("{}", scale)
        }
        (Some(unit), scale) => format!("{scale} {unit}"),
        (None, scale) => scale.to_owned(),
    }
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
    let Ok(digits) = text.parse::<Digits>() else { return text };
    FORMATTERS.with(|formatters| match &formatters[at] {
        Some(formatter) => formatter.format(&digits).to_string().replace('-', "\u{2212}"),
        None => text,
    })
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
        assert_eq!(axis_text(Some("people"), Scale::Thousand, "en"), "thousand people");
        assert_eq!(axis_text(None, Scale::One, "it"), "");
    }
}
