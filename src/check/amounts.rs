//! Numbers with a unit in a sentence: sums of money, percentages, counts of what a language's
//! table lists, measures, and anything in thousands, millions or billions.
//!
//! No dates, years, ordinals, article numbers, versions, designations (`F-35`, `Boeing 737`) or
//! durations. Knows nothing about citations or figures.

use std::ops::Range;

use rust_decimal::Decimal;

use super::language::{CURRENCY_CODES, CURRENCY_SIGNS, Language, MEASURES};
use super::tokens::{Kind, Token, longest_at, longest_before, phrase_at};
use crate::model::interval::Interval;
use crate::model::{Bound, Quantity, Scale};

/// A number, or several of one unit, with the unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// From the sign or first digit to the end of the unit.
    pub range: Range<usize>,
    /// One value or range; of "26 and 28 billion" two.
    pub quantities: Vec<Quantity>,
    /// The number of noughts that its scale adds.
    pub zeros: u32,
    /// ISO 4217 code, `%`, or a unit of the language's table; none where a scale stands alone.
    pub unit: Option<&'static str>,
    pub bound: Bound,
    /// What is told is a difference between two values.
    pub difference: bool,
}

impl Amount {
    /// What each of its values can stand for; `None` for scales that observations do not have.
    #[must_use]
    pub fn intervals(&self) -> Option<Vec<Interval>> {
        let scale = match self.zeros {
            0 => Scale::One,
            3 => Scale::Thousand,
            6 => Scale::Million,
            9 => Scale::Billion,
            _ => return None,
        };
        let of = |quantity| Interval::of(quantity, self.bound, scale);
        Some(self.quantities.iter().map(of).collect())
    }
}

/// The amounts among the tokens of a sentence, in order.
#[must_use]
pub fn amounts(tokens: &[Token<'_>], language: &'static Language) -> Vec<Amount> {
    let reader = Reader { tokens, language };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.amount(at) {
            Some((amount, next)) => {
                found.push(amount);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'t> {
    tokens: &'t [Token<'t>],
    language: &'static Language,
}

/// What follows a number.
#[derive(Clone, Copy, Default)]
struct Unit {
    zeros: u32,
    scaled: bool,
    name: Option<&'static str>,
    /// A thing that is counted, and no currency, percentage or measure.
    counted: bool,
    /// The token after it.
    next: usize,
}

impl Unit {
    fn is_any(&self) -> bool {
        self.scaled || self.name.is_some()
    }
}

impl Reader<'_> {
    /// The amount whose number starts at `at`, and the token after it.
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let (value, year, after) = self.number(at)?;
        let (first, currency) = self.before(at);
        let in_words = self.tokens[at].is_word();
        let mut quantities = vec![Quantity::Value(value)];
        let mut unit = self.unit(after, currency);
        let mut any_year = year;
        if !unit.scaled
            && (unit.name.is_none() || unit.next == after)
            && let Some((next, range)) = self.second(after)
        {
            // "26 to 28 billion", "7.5 against 3.5 per cent": the unit stands after the second.
            let (other, other_year, after) = self.number(next)?;
            let (_, prefix) = self.before(next);
            let shared = self.unit(after, currency.or(prefix));
            let own = prefix.is_some() && currency.is_some() && !range;
            if shared.is_any() && !own && !(year && other_year) {
                unit = shared;
                any_year |= other_year;
                if range && value <= other {
                    quantities = vec![Quantity::Range(value, other)];
                } else {
                    quantities.push(Quantity::Value(other));
                }
            }
        }
        if !unit.is_any() || (in_words && !self.suits_words(&unit)) {
            return None;
        }
        let bare_year = any_year && currency.is_none() && !unit.scaled && unit.name != Some("%");
        if bare_year || (unit.counted && self.designates(first)) {
            return None;
        }
        let last = &self.tokens[unit.next - 1];
        let start = self.sign_before(first).unwrap_or(self.tokens[first].range.start);
        let bounds = self.language.bounds.iter();
        let bound = longest_before(self.tokens, first, bounds.map(|it| it.0))
            .and_then(|(_, phrase)| self.language.bounds.iter().find(|it| it.0 == phrase))
            .map_or(Bound::Exact, |it| it.1);
        let amount = Amount {
            range: start..last.range.end,
            quantities,
            zeros: unit.zeros,
            unit: unit.name,
            bound,
            difference: self.is_difference(first, unit.next),
        };
        Some((amount, unit.next))
    }

    /// The value of the number at `at`, whether it can be a year, and the token after it.
    fn number(&self, at: usize) -> Option<(Decimal, bool, usize)> {
        let token = self.tokens.get(at)?;
        if let Some((value, year)) = token.number() {
            // `F-35`, `EU-27`: a part of a name.
            let named = token.hyphenated
                && at.checked_sub(1).is_some_and(|before| self.tokens[before].is_word());
            return (!named).then_some((value, year, at + 1));
        }
        let in_words = |at: usize| {
            let token = self.tokens.get(at).filter(|token| token.is_word())?;
            self.language.number_in_words(&token.lower)
        };
        let tens = in_words(at)?;
        let ones = in_words(at + 1).filter(|ones| tens >= 20 && tens % 10 == 0 && *ones < 10);
        let value = Decimal::from(tens + ones.unwrap_or(0));
        Some((value, false, at + 1 + usize::from(ones.is_some())))
    }

    /// A currency that stands before the number at `at`, and where the amount then starts.
    fn before(&self, at: usize) -> (usize, Option<&'static str>) {
        let Some(before) = at.checked_sub(1) else { return (at, None) };
        let token = &self.tokens[before];
        match token.kind {
            Kind::Sign(sign) => {
                let Some(code) = currency_sign(sign) else { return (at, None) };
                // `US$40`
                let letters = before.checked_sub(1).filter(|&it| {
                    let letters = &self.tokens[it];
                    letters.lower == "us" && letters.range.end == token.range.start
                });
                (letters.unwrap_or(before), Some(code))
            }
            Kind::Word => match self.currency_code(before) {
                Some(code) => (before, Some(code)),
                None => (at, None),
            },
            Kind::Number { .. } => (at, None),
        }
    }

    fn currency_code(&self, at: usize) -> Option<&'static str> {
        let token = self.tokens.get(at).filter(|token| token.is_word() && token.capital)?;
        CURRENCY_CODES.iter().copied().find(|code| code.eq_ignore_ascii_case(&token.lower))
    }

    /// The unit that starts at `at`, behind a number; `currency` stood before it.
    fn unit(&self, at: usize, currency: Option<&'static str>) -> Unit {
        let mut unit = Unit { name: currency, next: at, ..Unit::default() };
        let word = |at: usize| self.tokens.get(at).filter(|token| token.is_word());
        if let Some(token) = word(at) {
            let directly =
                at.checked_sub(1).is_some_and(|it| self.tokens[it].range.end == token.range.start);
            let zeros = match &*token.lower {
                "m" if directly && currency.is_some() => Some(6),
                "k" if directly && currency.is_some() => Some(3),
                lower => self.language.scales.iter().find(|it| it.0 == lower).map(|it| it.1),
            };
            if let Some(zeros) = zeros {
                unit.zeros = zeros;
                unit.scaled = true;
                unit.next = at + 1;
            }
        }
        if currency.is_some() {
            return unit;
        }
        if let Some((name, next)) = self.name(unit.next, unit.scaled) {
            unit.name = Some(name);
            unit.next = next;
        } else if let Some((name, next)) = self.counted(unit.next) {
            unit.name = Some(name);
            unit.counted = !unit.scaled;
            unit.next = next;
        }
        unit
    }

    /// A currency, percentage or measure at `at`, and the token after it.
    fn name(&self, at: usize, scaled: bool) -> Option<(&'static str, usize)> {
        let language = self.language;
        match self.tokens.get(at)?.kind {
            Kind::Sign('%') => return Some(("%", at + 1)),
            Kind::Sign(sign) => return Some((currency_sign(sign)?, at + 1)),
            Kind::Number { .. } => return None,
            Kind::Word => {}
        }
        if let Some((length, _)) = longest_at(self.tokens, at, language.percents.iter().copied()) {
            return Some(("%", at + length));
        }
        let measure = MEASURES.iter().find(|it| it.0 == self.tokens[at].lower);
        if let Some((_, unit)) = measure {
            return Some((unit, at + 1));
        }
        let joint = usize::from(scaled && language.joints.contains(&&*self.tokens[at].lower));
        let origin = self
            .tokens
            .get(at + joint)
            .is_some_and(|token| language.origins.contains(&&*token.lower));
        for skipped in [joint + usize::from(origin), joint, 0] {
            let at = at + skipped;
            if let Some(code) = self.currency_code(at) {
                return Some((code, at + 1));
            }
            if let Some(sign) = self.tokens.get(at)
                && let Kind::Sign(sign) = sign.kind
                && let Some(code) = currency_sign(sign)
            {
                return Some((code, at + 1));
            }
            let words = language.currencies.iter().map(|it| it.0);
            if let Some((length, word)) = longest_at(self.tokens, at, words) {
                let code = language.currencies.iter().find(|it| it.0 == word)?.1;
                return Some((code, at + length));
            }
        }
        None
    }

    /// Something that is counted, at `at` or after one or two words that describe it.
    fn counted(&self, at: usize) -> Option<(&'static str, usize)> {
        let language = self.language;
        for skipped in 0..=2 {
            let words = language.counted.iter().map(|it| it.0);
            if let Some((length, word)) = longest_at(self.tokens, at + skipped, words) {
                let unit = language.counted.iter().find(|it| it.0 == word)?.1;
                return Some((unit, at + skipped + length));
            }
            let token = self.tokens.get(at + skipped)?;
            let joint = language.joints.contains(&&*token.lower) && skipped == 0;
            if !token.is_word() || (language.function_words.contains(&&*token.lower) && !joint) {
                return None;
            }
        }
        None
    }

    /// Another number that shares a unit with the one before `at`: its token, and whether the two
    /// are the ends of a range.
    fn second(&self, at: usize) -> Option<(usize, bool)> {
        let token = self.tokens.get(at)?;
        let range = match token.kind {
            Kind::Number { .. } if token.hyphenated => return Some((at, true)),
            Kind::Sign('–' | '-' | '—') => true,
            Kind::Word if self.language.to.contains(&&*token.lower) => true,
            Kind::Word if self.language.and.contains(&&*token.lower) => false,
            _ => return None,
        };
        let next = at + 1;
        let sign = self.tokens.get(next).is_some_and(|token| match token.kind {
            Kind::Sign(sign) => currency_sign(sign).is_some(),
            _ => false,
        });
        let next = next + usize::from(sign);
        self.tokens.get(next)?.number().map(|_| (next, range))
    }

    /// Whether a number in words counts with this unit: two billion, ten per cent.
    fn suits_words(&self, unit: &Unit) -> bool {
        unit.zeros >= 6 || unit.name == Some("%")
    }

    /// Whether the number at `at` belongs to a name or a reference: `Boeing 737 aircraft`,
    /// `Article 5`.
    fn designates(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|it| &self.tokens[it]) else { return false };
        let function = self.language.function_words.contains(&&*before.lower);
        before.is_word() && before.capital && !function
    }

    /// Where a sign of plus or minus directly before the amount stands.
    fn sign_before(&self, at: usize) -> Option<usize> {
        let before = &self.tokens[at.checked_sub(1)?];
        let sign = matches!(before.kind, Kind::Sign('+' | '-' | '−' | '±'));
        let alone =
            at.checked_sub(2).is_none_or(|it| self.tokens[it].range.end < before.range.start);
        (sign && alone && before.range.end == self.tokens[at].range.start)
            .then_some(before.range.start)
    }

    fn is_difference(&self, first: usize, next: usize) -> bool {
        let language = self.language;
        let before = longest_before(self.tokens, first, language.difference_before.iter().copied());
        let after =
            language.difference_after.iter().any(|it| phrase_at(self.tokens, next, it).is_some());
        let signed = self.sign_before(first).is_some();
        before.is_some() || after || signed
    }
}

fn currency_sign(sign: char) -> Option<&'static str> {
    CURRENCY_SIGNS.iter().find(|it| it.0 == sign).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tokens::tokens;
    use crate::model::Lang;

    fn read(lang: &str, text: &str) -> Vec<Amount> {
        let language = Language::of(&Lang::new(lang).unwrap()).unwrap();
        amounts(&tokens(text, language), language)
    }

    #[track_caller]
    fn found(lang: &str, text: &str, expected: &[(&str, Option<&str>)]) {
        let found = read(lang, text);
        let found: Vec<_> = found.iter().map(|it| (&text[it.range.clone()], it.unit)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn amounts_are_numbers_with_units() {
        found(
            "en",
            "from $26 billion to $32 billion",
            &[("$26 billion", Some("USD")), ("$32 billion", Some("USD"))],
        );
        found("en", "26 and 28 billion dollars", &[("26 and 28 billion dollars", Some("USD"))]);
        found("en", "USD 26 to 28 billion", &[("USD 26 to 28 billion", Some("USD"))]);
        found("en", "25 billion US dollars", &[("25 billion US dollars", Some("USD"))]);
        found(
            "en",
            "US$40bn, 12%, −5.6 per cent",
            &[("US$40bn", Some("USD")), ("12%", Some("%")), ("−5.6 per cent", Some("%"))],
        );
        found("en", "over 1,600 Italian firms", &[("1,600 Italian firms", Some("companies"))]);
        found(
            "en",
            "forty-five per cent of two million people",
            &[("forty-five per cent", Some("%")), ("two million people", Some("people"))],
        );
        found(
            "it",
            "40 miliardi di dollari, l'80 per cento",
            &[("40 miliardi di dollari", Some("USD")), ("80 per cento", Some("%"))],
        );
        found("it", "6.000 soldati turchi", &[("6.000 soldati", Some("people"))]);
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "29 April 2025",
            "in 2024 aircraft left",
            "Article 5 troops",
            "the F-35 aircraft",
            "Boeing 737 aircraft",
            "one of three aircraft",
            "18 months",
            "10:30 or 24/7",
            "the 4th troops",
            "2024 and 2025 troops",
        ] {
            found("en", text, &[]);
        }
    }

    #[test]
    fn words_before_and_after_qualify() {
        let one = |text: &str| read("en", text).remove(0);
        assert_eq!(one("over 32 billion dollars").bound, Bound::Over);
        assert_eq!(one("at least 5 per cent").bound, Bound::AtLeast);
        assert_eq!(one("32 billion dollars").bound, Bound::Exact);
        assert!(one("11 billion dollars above the figure").difference);
        assert!(one("fell by 2 billion dollars").difference);
        assert!(!one("stood at 2 billion dollars").difference);
    }
}
