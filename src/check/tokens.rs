//! Words, numbers and signs of a sentence, and phrases among them.
//!
//! Knows nothing about units or what a lint looks for.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

use super::language::{Language, MEASURES};

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    pub kind: Kind,
    /// A word in lower case, without the full stops of an initialism.
    pub lower: Cow<'t, str>,
    /// Nothing but a hyphen parts it from the token before.
    pub hyphenated: bool,
    /// Starts with a capital.
    pub capital: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Letters, and digits among them: `aircraft`, `G7`, `4th`, `24/7`.
    Word,
    Number {
        value: Decimal,
        /// Four digits that can be a year.
        year: bool,
    },
    Sign(char),
}

impl Token<'_> {
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    #[must_use]
    pub fn number(&self) -> Option<(Decimal, bool)> {
        match self.kind {
            Kind::Number { value, year } => Some((value, year)),
            _ => None,
        }
    }
}

/// About the bytes of a word and the space after it.
const AVERAGE_WORD: usize = 6;

/// The tokens of `text`, white space and apostrophes left out.
#[must_use]
pub fn tokens<'t>(text: &'t str, language: &Language) -> Vec<Token<'t>> {
    let mut tokens: Vec<Token<'t>> = Vec::with_capacity(text.len() / AVERAGE_WORD);
    let mut at = 0;
    let mut hyphen = false;
    while let Some(first) = text[at..].chars().next() {
        let next = at + first.len_utf8();
        let follows_word = tokens
            .last()
            .is_some_and(|last| last.range.end == at && !matches!(last.kind, Kind::Sign(_)));
        if first == '-' && follows_word && text[next..].starts_with(char::is_alphanumeric) {
            hyphen = true;
            at = next;
            continue;
        }
        let hyphenated = std::mem::take(&mut hyphen);
        if first.is_whitespace() || matches!(first, '\'' | '’') {
            at = next;
            continue;
        }
        let (end, kind) = if first.is_ascii_digit() {
            number(text, at, language)
        } else if first.is_alphanumeric() {
            (word_end(text, at), Kind::Word)
        } else {
            (next, Kind::Sign(first))
        };
        let word = &text[at..end];
        let lower = match kind {
            Kind::Word if !first.is_ascii_digit() && word.contains('.') => {
                Cow::Owned(word.replace('.', "").to_lowercase())
            }
            Kind::Word if is_lower(word) => Cow::Borrowed(word),
            Kind::Word => Cow::Owned(word.to_lowercase()),
            _ => Cow::Borrowed(""),
        };
        let capital = first.is_uppercase();
        tokens.push(Token { range: at..end, kind, lower, hyphenated, capital });
        at = end;
    }
    tokens
}

/// Whether a word is in lower case for sure.
fn is_lower(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Letters and digits; an initialism such as `U.S.` keeps its inner full stops.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let [a, b'.', b, ..] = bytes[at..]
        && a.is_ascii_uppercase()
        && b.is_ascii_uppercase()
        && !bytes.get(at + 3).is_some_and(u8::is_ascii_alphanumeric)
    {
        at += 2;
    }
    at + letters(&text[at..])
}

fn letters(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => {
            text[plain..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |at| plain + at)
        }
        _ => plain,
    }
}

/// Reads digits; what is no number (`4th`, `2.0.1`, `10:30`) is a word.
fn number(text: &str, start: usize, language: &Language) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let mut digits = String::new();
    loop {
        while digit(end) {
            digits.push(char::from(bytes[end]));
            end += 1;
        }
        let Some(mark) = text[end..].chars().next() else { break };
        let after = end + mark.len_utf8();
        let three = (0..3).all(|offset| digit(after + offset)) && !digit(after + 3);
        if matches!(mark, '.' | ',' | '/' | ':') && digit(after) {
            digits.push(mark);
        } else if matches!(mark, '\u{a0}' | '\u{202f}' | '\u{2009}') && three {
            digits.push(language.group);
        } else {
            break;
        }
        end = after;
    }
    let suffix = letters(&text[end..]);
    if suffix > 0 && !is_unit(&text[end..end + suffix].to_lowercase(), language) {
        return (end + suffix, Kind::Word);
    }
    let kind = match decimal(&digits, language) {
        Some(value) => {
            let year = digits.len() == 4
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && (1900..2100).contains(&digits.parse().unwrap_or(0));
            Kind::Number { value, year }
        }
        None => Kind::Word,
    };
    (end, kind)
}

/// Whether letters directly after digits are a scale or a measure: `40bn`, `5km`.
fn is_unit(suffix: &str, language: &Language) -> bool {
    matches!(suffix, "m" | "k")
        || language.scales.iter().any(|(word, _)| *word == suffix)
        || MEASURES.iter().any(|(word, _)| *word == suffix)
}

fn decimal(digits: &str, language: &Language) -> Option<Decimal> {
    let (whole, fraction) = match digits.split_once(language.decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let mut groups = whole.split(language.group);
    let first = groups.next()?;
    let mut plain = first.to_owned();
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 {
            return None;
        }
        plain.push_str(group);
    }
    if grouped && first.len() > 3 {
        return None;
    }
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    // Any other mark in it makes it no number.
    plain.parse().ok()
}

/// How many tokens from `at` on are `phrase`, hyphens counting as spaces.
#[must_use]
pub fn phrase_at(tokens: &[Token<'_>], at: usize, phrase: &str) -> Option<usize> {
    // Most phrases differ in the first word, and are done with it.
    let first = tokens.get(at).filter(|token| token.is_word())?;
    let rest = phrase.strip_prefix(&*first.lower)?;
    let mut length = 1;
    if rest.is_empty() {
        return Some(length);
    }
    for word in rest.strip_prefix(' ')?.split(' ') {
        let token = tokens.get(at + length)?;
        if !token.is_word() || token.lower != word {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The longest of `phrases` at `at`, and its length in tokens.
#[must_use]
pub fn longest_at<'p>(
    tokens: &[Token<'_>],
    at: usize,
    phrases: impl IntoIterator<Item = &'p str>,
) -> Option<(usize, &'p str)> {
    phrases
        .into_iter()
        .filter_map(|phrase| phrase_at(tokens, at, phrase).map(|length| (length, phrase)))
        .max_by_key(|&(length, _)| length)
}

/// The longest of `phrases` that ends directly before `at`.
#[must_use]
pub fn longest_before<'p>(
    tokens: &[Token<'_>],
    at: usize,
    phrases: impl IntoIterator<Item = &'p str>,
) -> Option<(usize, &'p str)> {
    let last = tokens.get(at.checked_sub(1)?).filter(|token| token.is_word())?;
    phrases
        .into_iter()
        .filter(|phrase| phrase.ends_with(&*last.lower))
        .filter_map(|phrase| {
            let length = phrase.split(' ').count();
            let found = phrase_at(tokens, at.checked_sub(length)?, phrase)?;
            Some((found, phrase))
        })
        .max_by_key(|&(length, _)| length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn read(lang: &str, text: &str) -> Vec<String> {
        let language = Language::of(&Lang::new(lang).unwrap()).unwrap();
        tokens(text, language)
            .into_iter()
            .map(|token| match token.kind {
                Kind::Word => token.lower.into_owned(),
                Kind::Number { value, year } => format!("{value}{}", if year { "y" } else { "" }),
                Kind::Sign(sign) => sign.to_string(),
            })
            .collect()
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(read("en", "1,600 and 32.2 in 2024"), ["1600", "and", "32.2", "in", "2024y"]);
        assert_eq!(read("it", "1.600 e 32,2"), ["1600", "e", "32.2"]);
        assert_eq!(read("en", "1\u{a0}600 km, 5km"), ["1600", "km", ",", "5", "km"]);
        assert_eq!(read("en", "$40bn"), ["$", "40", "bn"]);
    }

    #[test]
    fn what_only_looks_like_a_number_is_a_word() {
        assert_eq!(read("en", "the 4th G7 at 10:30"), ["the", "4th", "g7", "at", "10:30"]);
        assert_eq!(read("en", "2.0.1 24/7 35A 5G"), ["2.0.1", "24/7", "35a", "5g"]);
        assert_eq!(read("en", "The U.S. Senate"), ["the", "us", ".", "senate"]);
    }

    #[test]
    fn hyphens_join() {
        let language = Language::of(&Lang::new("en").unwrap()).unwrap();
        let tokens = tokens("a 40-billion-dollar F-35", language);
        assert_eq!(phrase_at(&tokens, 2, "billion dollar"), Some(2));
        assert!(tokens[5].hyphenated && tokens[5].number().is_some());
    }
}
