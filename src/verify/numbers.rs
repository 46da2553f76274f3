//! The numbers that a few words give, in digits or in English words, and whether a value is among
//! them.
//!
//! Knows nothing about sources. Words without a number give none, and nothing is held against
//! them: a value may be worked out from them.

use rust_decimal::Decimal;

use crate::model::{Quantity, Scale};

/// A number that words give.
#[derive(Clone, Debug, PartialEq)]
struct Number {
    /// Its readings: `1,650` is a whole number or, with a decimal comma, 1.65.
    readings: Vec<Decimal>,
    /// `million` after it.
    scale: Option<Decimal>,
    /// Whether it is likely to be the number that the words are about: not a year, nor `one`.
    counts: bool,
    written: String,
}

/// The first end of `quantity` that `words` contradict: its place (0, or 1 for the upper end of a
/// range), and the numbers that they give instead, as written.
#[must_use]
pub fn contradicted(words: &str, quantity: Quantity, scale: Scale) -> Option<(usize, Vec<String>)> {
    let numbers = numbers(words);
    let ends = match quantity {
        Quantity::Value(value) => vec![value],
        Quantity::Range(low, high) => vec![low, high],
    };
    let at = ends.iter().position(|&end| !numbers.iter().any(|it| it.gives(end, scale)))?;
    let near_year = |value: &Decimal| is_year(value.abs());
    let telling = numbers.iter().any(|it| it.counts || ends.iter().any(near_year));
    telling.then(|| (at, numbers.into_iter().map(|it| it.written).collect()))
}

impl Number {
    /// Whether this is `value`, in the value's own scale or in the words'.
    fn gives(&self, value: Decimal, scale: Scale) -> bool {
        let value = value.abs();
        let whole = value.checked_mul(factor(scale));
        self.readings.iter().any(|&reading| match self.scale {
            Some(factor) => reading.checked_mul(factor).is_some_and(|it| Some(it) == whole),
            None => reading == value || Some(reading) == whole,
        })
    }
}

fn factor(scale: Scale) -> Decimal {
    match scale {
        Scale::One => Decimal::ONE,
        Scale::Thousand => Decimal::from(1_000),
        Scale::Million => Decimal::from(1_000_000),
        Scale::Billion => Decimal::from(1_000_000_000),
    }
}

fn is_year(value: Decimal) -> bool {
    value.fract().is_zero() && (Decimal::from(1900)..=Decimal::from(2100)).contains(&value)
}

/// The words for scales, and the letters that stand for them right after digits.
fn scale_word(word: &str) -> Option<Decimal> {
    let scale: i64 = match word {
        "thousand" | "thousands" | "k" => 1_000,
        "million" | "millions" | "m" | "mn" | "mln" => 1_000_000,
        "billion" | "billions" | "bn" | "bln" => 1_000_000_000,
        "trillion" | "trillions" | "tn" => 1_000_000_000_000,
        _ => return None,
    };
    Some(Decimal::from(scale))
}

/// Cardinals, ordinals and fractions in words, with every value that they may stand for.
const WORDS: &[(&str, &[&str])] = &[
    ("zero", &["0"]),
    ("one", &["1"]),
    ("two", &["2"]),
    ("three", &["3"]),
    ("four", &["4"]),
    ("five", &["5"]),
    ("six", &["6"]),
    ("seven", &["7"]),
    ("eight", &["8"]),
    ("nine", &["9"]),
    ("ten", &["10"]),
    ("eleven", &["11"]),
    ("twelve", &["12"]),
    ("dozen", &["12"]),
    ("dozens", &["12"]),
    ("thirteen", &["13"]),
    ("fourteen", &["14"]),
    ("fifteen", &["15"]),
    ("sixteen", &["16"]),
    ("seventeen", &["17"]),
    ("eighteen", &["18"]),
    ("nineteen", &["19"]),
    ("twenty", &["20"]),
    ("thirty", &["30"]),
    ("forty", &["40"]),
    ("fifty", &["50"]),
    ("sixty", &["60"]),
    ("seventy", &["70"]),
    ("eighty", &["80"]),
    ("ninety", &["90"]),
    ("hundred", &["100"]),
    ("first", &["1"]),
    ("second", &["2"]),
    ("third", &["3", "33", "33.3", "33.33", "0.33", "0.333"]),
    ("thirds", &["66", "67", "66.6", "66.7", "66.67", "0.66", "0.67", "0.667"]),
    ("fourth", &["4", "25", "0.25"]),
    ("quarter", &["25", "0.25"]),
    ("quarters", &["75", "0.75"]),
    ("fifth", &["5", "20", "0.2"]),
    ("sixth", &["6"]),
    ("seventh", &["7"]),
    ("eighth", &["8"]),
    ("ninth", &["9"]),
    ("tenth", &["10", "0.1"]),
    ("eleventh", &["11"]),
    ("twelfth", &["12"]),
    ("half", &["50", "0.5"]),
    ("halved", &["50", "0.5"]),
    ("doubled", &["100", "2"]),
    ("twice", &["2"]),
    ("tripled", &["200", "3"]),
];

fn number_word(word: &str) -> Option<Vec<Decimal>> {
    let (_, values) = WORDS.iter().find(|(known, _)| *known == word)?;
    Some(values.iter().filter_map(|value| value.parse().ok()).collect())
}

/// The numbers of a text, in order.
fn numbers(text: &str) -> Vec<Number> {
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let end = if letter.is_ascii_digit() {
            end_of_digits(&letters, at)
        } else if letter.is_alphabetic() {
            at + letters[at..].iter().take_while(|c| c.is_alphabetic()).count()
        } else {
            at += 1;
            continue;
        };
        let written: String = letters[at..end].iter().collect();
        if letter.is_ascii_digit() {
            // `T129`, `F-104`, `mid-1960s`: part of a name or of a word.
            let back = |by: usize| at.checked_sub(by).map(|it| letters[it]);
            let named = back(1).is_some_and(char::is_alphabetic)
                || back(1) == Some('-') && back(2).is_some_and(char::is_alphabetic);
            if !named {
                found.push(in_digits(written));
            }
        } else {
            in_words(&written, &mut found);
        }
        at = end;
    }
    found
}

/// Where the number that starts at `at` ends: separators count where a digit follows, blanks only
/// where they cannot break and three digits follow.
fn end_of_digits(letters: &[char], at: usize) -> usize {
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut end = at;
    loop {
        while digit(end) {
            end += 1;
        }
        let goes_on = match letters.get(end) {
            Some('.' | ',' | '\'' | '’') => digit(end + 1),
            Some('\u{A0}' | '\u{202F}' | '\u{2009}') => {
                (1..=3).all(|by| digit(end + by)) && !digit(end + 4)
            }
            _ => false,
        };
        if !goes_on {
            return end;
        }
        end += 1;
    }
}

fn in_digits(written: String) -> Number {
    let separators: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let mut readings: Vec<Decimal> = Vec::new();
    // All separators part thousands.
    if groups[1..].iter().all(|group| group.len() == 3) {
        readings.extend(digits.parse::<Decimal>());
    }
    // The last one is a decimal point or comma.
    if let Some(&last) = separators.last()
        && matches!(last, '.' | ',')
        && separators.iter().filter(|&&it| it == last).count() == 1
        && let Some(fraction) = groups.last()
    {
        let whole = &digits[..digits.len() - fraction.len()];
        readings.extend(format!("{whole}.{fraction}").parse::<Decimal>());
    }
    let year = separators.is_empty() && readings.first().is_some_and(|&it| is_year(it));
    Number { readings, scale: None, counts: !year, written }
}

/// A word: a number, the scale of the number before it, or neither. `twenty-five` adds up, and
/// `two dozen` and `three hundred` multiply.
fn in_words(written: &str, found: &mut Vec<Number>) {
    let word = written.to_lowercase();
    if let Some(scale) = scale_word(&word) {
        if let Some(last) = found.last_mut() {
            let before = last.scale.unwrap_or(Decimal::ONE);
            last.scale = before.checked_mul(scale);
            // What is so large is no year.
            last.counts = true;
        }
        return;
    }
    let Some(values) = number_word(&word) else { return };
    let tens = [20, 30, 40, 50, 60, 70, 80, 90].map(Decimal::from);
    if let Some(last) = found.last_mut()
        && last.scale.is_none()
        && last.written.chars().all(char::is_alphabetic)
        && let ([before], Some(&value)) = (last.readings.as_slice(), values.first())
    {
        let before = *before;
        let joined = if matches!(word.as_str(), "dozen" | "hundred") {
            before.checked_mul(value)
        } else if tens.contains(&before) && value < Decimal::TEN {
            before.checked_add(value)
        } else {
            None
        };
        if let Some(joined) = joined {
            last.readings = vec![joined];
            last.written = format!("{}{word}", last.written);
            last.counts = true;
            return;
        }
    }
    let counts = word != "one";
    found.push(Number { readings: values, scale: None, counts, written: written.to_owned() });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn agrees(words: &str, value: &str, scale: Scale) -> bool {
        contradicted(words, Quantity::Value(decimal(value)), scale).is_none()
    }

    #[test]
    fn digits_agree_however_they_are_grouped() {
        for (words, value, scale) in [
            ("from USD 26 billion (2023)", "26", Scale::Billion),
            ("from USD 26 billion (2023)", "26000", Scale::Million),
            ("worth $32.2 billion in 2024", "32.2", Scale::Billion),
            ("2022 (29,4)", "29.4", Scale::Billion),
            ("2025 is 177,640,912 euros", "177640912", Scale::One),
            ("is allocated 1,390.2 million euros", "1390.2", Scale::Million),
            ("1.390,2 milioni", "1390.2", Scale::Million),
            ("12\u{A0}500 people", "12500", Scale::One),
            ("a 60,000-strong force", "60000", Scale::One),
            ("a 60,000-strong force", "60", Scale::Thousand),
            ("1,500+ companies", "1500", Scale::One),
            ("it ranked 17th", "17", Scale::One),
            ("a decline of 5.6%", "-5.6", Scale::One),
            ("$5bn", "5", Scale::Billion),
            ("founded in 1975", "1975", Scale::One),
        ] {
            assert!(agrees(words, value, scale), "{value} in {words:?}");
        }
    }

    #[test]
    fn other_digits_do_not() {
        for (words, value, scale) in [
            ("from USD 26 billion (2023)", "27", Scale::Billion),
            ("from USD 26 billion (2023)", "26", Scale::Million),
            ("worth $32.2 billion in 2024", "32.3", Scale::Billion),
            ("worth $32.2 billion in 2024", "322", Scale::Billion),
            ("it ranked 17th", "7", Scale::One),
            ("leads more than a dozen", "13", Scale::One),
            ("fell to sixth place", "7", Scale::One),
            ("founded in 1975", "1976", Scale::One),
        ] {
            assert!(!agrees(words, value, scale), "{value} in {words:?}");
        }
        let (at, given) =
            contradicted("some 26 of 30", Quantity::Value(decimal("27")), Scale::One).unwrap();
        assert_eq!((at, given), (0, vec!["26".to_owned(), "30".to_owned()]));
    }

    #[test]
    fn both_ends_of_a_range_are_looked_for() {
        let words = "around 1,000-1,300 personnel";
        let range = |low, high| Quantity::Range(decimal(low), decimal(high));
        assert_eq!(contradicted(words, range("1000", "1300"), Scale::One), None);
        let (at, _) = contradicted(words, range("1000", "1400"), Scale::One).unwrap();
        assert_eq!(at, 1);
        let (at, _) = contradicted(words, range("1100", "1300"), Scale::One).unwrap();
        assert_eq!(at, 0);
        let words = "between 26 and 28 billion";
        assert_eq!(contradicted(words, range("26", "28"), Scale::Billion), None);
    }

    #[test]
    fn numbers_in_words_agree() {
        for (words, value) in [
            ("leads more than a dozen", "12"),
            ("two dozen agreements", "24"),
            ("over thirty PESCO projects", "30"),
            ("twenty-five ships", "25"),
            ("three hundred people", "300"),
            ("a third of exports", "33.3"),
            ("half of all exports", "50"),
            ("second-largest partner", "2"),
            ("One company", "1"),
        ] {
            assert!(agrees(words, value, Scale::One), "{value} in {words:?}");
        }
        assert!(agrees("two million people", "2", Scale::Million));
        assert!(!agrees("two million people", "3", Scale::Million));
    }

    #[test]
    fn words_without_the_number_contradict_nothing() {
        for words in [
            "ranked as the primary recipient",
            "ranked as the primary recipient in 2022",
            "one of the largest recipients",
            "the T129 and the F-104",
            "",
        ] {
            assert!(agrees(words, "7", Scale::One), "{words:?}");
        }
    }

    #[test]
    fn numbers_beyond_all_measure_are_passed_over() {
        let long = "9".repeat(60);
        assert!(agrees(&long, &"9".repeat(28), Scale::One) || !agrees(&long, "1", Scale::One));
        let _ = agrees("9 trillion trillion trillion trillion", "9", Scale::Billion);
    }
}
