//! The words that the text lints know, one table a language. A text lint runs only in a language
//! that has one.
//!
//! Phrases are written as they are compared: lower case, words parted by one space, an apostrophe
//! left out with a space in its place. Knows nothing about what the lints make of the words.

mod english;
mod italian;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::model::{Bound, Lang};

/// The words of one language.
#[derive(Debug)]
pub struct Language {
    /// The mark before the decimals.
    pub decimal: char,
    /// The mark between groups of three digits.
    pub group: char,
    /// Words that end in a full stop and no sentence with it.
    pub abbreviations: &'static [&'static str],
    /// Words for powers of ten, with the number of noughts.
    pub scales: &'static [(&'static str, u32)],
    /// Small numbers in words; they count only before a scale or a percentage.
    pub numbers: &'static [(&'static str, i64)],
    /// Words that may join a scale to what is counted: "40 miliardi di dollari".
    pub joints: &'static [&'static str],
    /// Words that may stand before a currency: "US dollars".
    pub origins: &'static [&'static str],
    /// Currencies in words, with their ISO 4217 codes.
    pub currencies: &'static [(&'static str, &'static str)],
    /// Ways to write a percentage in words.
    pub percents: &'static [&'static str],
    /// What counts as a unit when it is counted or measured: the words, and the unit they are
    /// compared by. Durations, and things in general, are not among them.
    pub counted: &'static [(&'static str, &'static str)],
    /// Words that no counted unit is parted from its number by, and that name nothing when they
    /// open a sentence: "In 2024 aircraft …", "About 40 aircraft …".
    pub function_words: &'static [&'static str],
    /// What stands before a number and says how it bounds.
    pub bounds: &'static [(&'static str, Bound)],
    /// What stands between the ends of a range.
    pub to: &'static [&'static str],
    /// What joins two numbers of one unit.
    pub and: &'static [&'static str],
    /// What stands before a number that is a difference and no value: "fell by 2 billion".
    pub difference_before: &'static [&'static str],
    /// What stands after one: "2 billion more than".
    pub difference_after: &'static [&'static str],
    /// The words of likelihood of the seven bands of ICD 203.
    pub likelihood: &'static [&'static str],
    /// Words of likelihood outside them, with what may be meant.
    pub other_likelihood: &'static [&'static str],
    /// Levels of confidence.
    pub confidence: &'static [&'static str],
    /// Of which one stands in each level of confidence.
    pub confidence_marks: &'static [&'static str],
    /// What its numbers in words do not come without.
    pub counting: LazyLock<Counting>,
}

/// What a number in words does not come without: a scale or a percentage.
#[derive(Debug)]
pub struct Counting {
    /// As they are written within a sentence.
    words: Option<AhoCorasick>,
    /// In capitals and small letters; of what consists of several words, the longest.
    any_case: Option<AhoCorasick>,
}

impl Counting {
    fn of(language: &Language) -> Self {
        let words =
            || language.scales.iter().map(|it| it.0).chain(language.percents.iter().copied());
        let longest = |words: &'static str| words.split(' ').max_by_key(|it| it.len());
        let any_case = words().filter_map(longest).chain(["%"]);
        // Every text of the book goes through them, and they are few: the fastest form is worth its
        // memory.
        let mut builder = AhoCorasick::builder();
        builder.kind(Some(AhoCorasickKind::DFA));
        Self {
            words: builder.build(words()).ok(),
            any_case: builder.ascii_case_insensitive(true).build(any_case).ok(),
        }
    }
}

fn finds(words: Option<&AhoCorasick>, text: &str) -> bool {
    words.is_none_or(|words| words.is_match(text))
}

/// Without stopping at the first, so that many bytes are looked at in one step.
fn has_digit(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit())
}

/// Whether a text may hold a unit in any language: letters, `%`, or a sign of a currency.
#[must_use]
pub fn may_name_unit(text: &str) -> bool {
    let unit = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii() || b"%$".contains(&byte);
    text.bytes().any(unit)
}

impl Language {
    /// The table of a language, by its first part: `en-GB` is English.
    #[must_use]
    pub fn of(lang: &Lang) -> Option<&'static Self> {
        match lang.primary() {
            "en" => Some(&english::ENGLISH),
            "it" => Some(&italian::ITALIAN),
            _ => None,
        }
    }

    /// Whether a text may hold a number with a unit; most do not, and need not be taken apart.
    #[must_use]
    pub fn may_count(&self, text: &str) -> bool {
        has_digit(text) || finds(self.counting.words.as_ref(), text)
    }

    /// As [`Language::may_count`], for one sentence by itself: words that a sentence starts with
    /// count too, and those that a hyphen parts.
    #[must_use]
    pub fn may_count_in_any_case(&self, sentence: &str) -> bool {
        has_digit(sentence) || finds(self.counting.any_case.as_ref(), sentence)
    }

    /// Whether a text may name a level of confidence.
    #[must_use]
    pub fn may_be_confident(&self, text: &str) -> bool {
        self.confidence_marks.iter().any(|mark| text.contains(mark))
    }
}

/// Signs of currencies, the same in every language, with their codes.
pub const CURRENCY_SIGNS: &[(char, &str)] =
    &[('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('¥', "JPY"), ('₺', "TRY"), ('₽', "RUB")];

/// ISO 4217 codes that are read in running text; capitals of other meaning are not among them.
pub const CURRENCY_CODES: &[&str] = &[
    "AED", "AUD", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "ILS", "INR", "JPY",
    "KRW", "NOK", "PLN", "QAR", "RON", "RUB", "SAR", "SEK", "TRY", "UAH", "USD",
];

/// Measures written by the same letters in every language, also directly after the digits.
pub const MEASURES: &[(&str, &str)] =
    &[("km", "km"), ("kg", "kg"), ("mw", "MW"), ("gw", "GW"), ("bcm", "bcm"), ("ha", "ha")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_in_every_level_of_confidence() {
        for tag in ["en", "it"] {
            let language = Language::of(&crate::model::Lang::new(tag).unwrap()).unwrap();
            for phrase in language.confidence {
                assert!(language.may_be_confident(phrase), "{tag}: {phrase}");
            }
        }
    }

    #[test]
    fn every_unit_may_be_one() {
        let signs = CURRENCY_SIGNS.iter().map(|(sign, _)| sign.to_string());
        let words = MEASURES.iter().map(|(word, _)| (*word).to_owned());
        for unit in signs.chain(words).chain(["%".to_owned()]) {
            assert!(may_name_unit(&format!("5 {unit}")), "{unit}");
        }
        assert!(!may_name_unit("1,600.25"));
    }
}
