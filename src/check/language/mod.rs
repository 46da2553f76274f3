//! The words that the text lints know, one table a language. A text lint runs only in a language
//! that has one.
//!
//! Phrases are written as they are compared: lower case, words parted by one space, an apostrophe
//! left out with a space in its place. Knows nothing about what the lints make of the words.

mod english;
mod italian;

use std::sync::LazyLock;

use ahash::{AHashMap, AHashSet};
use aho_corasick::packed::Searcher;

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
    /// Parts of words, rare elsewhere, of which one stands in each scale and percentage: also in the
    /// longest word of each phrase, which [`Language::may_count_in_any_case`] looks for.
    pub counting_parts: &'static [&'static str],
    /// The same for the marks of confidence.
    pub confidence_parts: &'static [&'static str],
    /// What is made of its words to find them.
    pub index: LazyLock<Index>,
}

/// The words of a language in forms that are fast to look into.
#[derive(Debug)]
pub struct Index {
    counting: Parts,
    counting_longest: Parts,
    confidence: Parts,
    numbers: AHashMap<&'static str, i64>,
    abbreviations: AHashSet<&'static str>,
}

impl Index {
    fn of(language: &Language) -> Self {
        let counting = language.counting_parts.iter().copied();
        Self {
            counting: Parts::of(counting.clone()),
            counting_longest: Parts::of(counting.map(longest)),
            confidence: Parts::of(language.confidence_parts.iter().copied()),
            numbers: language.numbers.iter().copied().collect(),
            abbreviations: language.abbreviations.iter().copied().collect(),
        }
    }
}

/// A few parts of words. Every text of the book is searched for them, many bytes in one step where
/// the machine can, and few texts need then be looked at for the words themselves.
#[derive(Debug)]
struct Parts {
    searcher: Option<Searcher>,
    /// The length of the shortest.
    least: usize,
}

impl Parts {
    fn of(parts: impl Iterator<Item = &'static str> + Clone) -> Self {
        let least = parts.clone().map(str::len).min().unwrap_or(0);
        Self { searcher: Searcher::new(parts), least }
    }

    fn may_stand_in(&self, text: &str) -> bool {
        let finds = |parts: &Searcher| parts.find(text).is_some();
        text.len() >= self.least && self.searcher.as_ref().is_none_or(finds)
    }
}

/// The longest of several words.
fn longest(words: &str) -> &str {
    words.split(' ').max_by_key(|it| it.len()).unwrap_or(words)
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
        has_digit(text)
            || (self.index.counting.may_stand_in(text)
                && self.counting_words().any(|word| text.contains(word)))
    }

    /// As [`Language::may_count`], for one sentence by itself: words that a sentence starts with
    /// count too, and those that a hyphen parts.
    #[must_use]
    pub fn may_count_in_any_case(&self, sentence: &str) -> bool {
        if has_digit(sentence) || sentence.contains('%') {
            return true;
        }
        let lower = sentence.to_ascii_lowercase();
        self.index.counting_longest.may_stand_in(&lower)
            && self.counting_words().any(|words| lower.contains(longest(words)))
    }

    /// What its numbers in words do not come without: scales and percentages.
    fn counting_words(&self) -> impl Iterator<Item = &'static str> {
        self.scales.iter().map(|it| it.0).chain(self.percents.iter().copied())
    }

    /// The value of a small number in words.
    #[must_use]
    pub fn number_in_words(&self, word: &str) -> Option<i64> {
        self.index.numbers.get(word).copied()
    }

    /// Whether a word in lower case, without the full stop behind it, ends no sentence with it.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.index.abbreviations.contains(word)
    }

    /// Whether a text may name a level of confidence.
    #[must_use]
    pub fn may_be_confident(&self, text: &str) -> bool {
        self.index.confidence.may_stand_in(text)
            && self.confidence_marks.iter().any(|mark| text.contains(mark))
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
            let language = Language::of(&Lang::new(tag).unwrap()).unwrap();
            for phrase in language.confidence {
                assert!(language.may_be_confident(phrase), "{tag}: {phrase}");
            }
        }
    }

    #[test]
    fn a_part_stands_in_every_word_that_is_looked_for() {
        for tag in ["en", "it"] {
            let language = Language::of(&Lang::new(tag).unwrap()).unwrap();
            let holds = |parts: &[&str], word: &str| parts.iter().any(|part| word.contains(part));
            let longest_parts: Vec<_> =
                language.counting_parts.iter().copied().map(longest).collect();
            for word in language.counting_words() {
                assert!(holds(language.counting_parts, word), "{tag}: {word}");
                assert!(holds(&longest_parts, longest(word)), "{tag}: {word}");
            }
            for mark in language.confidence_marks {
                assert!(holds(language.confidence_parts, mark), "{tag}: {mark}");
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
