//! A stored text as passages are looked for in it: what typesetting and conversion change is made
//! equal, and every letter keeps its place.
//!
//! White space runs are one blank; quotes are straight; dashes are hyphens; a hyphen at the end of
//! a line may or may not belong to its word; `<sup>` marks, the stars and underscores of Markdown
//! and soft hyphens are gone; letters are in NFC. Case is kept. Knows nothing about locators.

use icu_normalizer::ComposingNormalizer;
use unicode_segmentation::UnicodeSegmentation;

use crate::source::LineIndex;

/// The longest inside of a `<sup>` that is taken for a note's mark.
const LONGEST_MARK: usize = 64;

/// A text and its letters, made equal.
#[derive(Debug)]
pub struct StoredText {
    text: String,
    lines: LineIndex,
    letters: Vec<Letter>,
}

/// A letter, and where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter {
    letter: char,
    at: usize,
    /// A hyphen at the end of a line, within a word: it may be the word's own or the line's.
    at_line_end: bool,
}

/// Words found: the lines (from 1) of their first and their last letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub first: usize,
    pub last: usize,
}

impl StoredText {
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), lines: LineIndex::new(text), letters: letters(text) }
    }

    /// Its lines as written, in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        (1..=self.lines.count()).map(|number| {
            let range = self.lines.line(&self.text, number).unwrap_or_default();
            self.text.get(range).unwrap_or_default()
        })
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines.position(&self.text, at).0
    }

    /// Every place where `words` stand as whole words, in order. Words without a letter stand
    /// nowhere.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<Found> {
        let wanted = plain(words);
        let Some(&start) = wanted.first() else { return Vec::new() };
        let starts = self.letters.iter().enumerate().filter(|(_, it)| it.letter == start);
        starts
            .filter(|(_, it)| !it.at_line_end)
            .filter_map(|(from, first)| {
                let to = self.matched(from, &wanted)?;
                let last = &self.letters[to - 1];
                (!self.cuts(from, to))
                    .then(|| Found { first: self.line_of(first.at), last: self.line_of(last.at) })
            })
            .collect()
    }

    /// Where the letters that say `wanted` from `from` on end.
    fn matched(&self, from: usize, wanted: &[char]) -> Option<usize> {
        let mut at = from;
        for &letter in wanted {
            let mut next = self.letters.get(at)?;
            if next.at_line_end && letter != '-' {
                at += 1;
                next = self.letters.get(at)?;
            }
            if next.letter != letter {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the letters in `from..to` are cut out of a longer word or number.
    fn cuts(&self, from: usize, to: usize) -> bool {
        let at = |at: Option<usize>| at.and_then(|at| self.letters.get(at)).map(|it| it.letter);
        let before = |back: usize| at(from.checked_sub(back));
        let glued = |one: Option<char>, other: Option<char>, further: Option<char>| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            // `40` is not what `40.5`, `1,640` or `40,000` say.
            let in_number = matches!(other, Some('.' | ',')) && digit(further);
            letter(one) && letter(other) || digit(one) && (digit(other) || in_number)
        };
        glued(at(Some(from)), before(1), before(2))
            || glued(at(Some(to - 1)), at(Some(to)), at(Some(to + 1)))
    }

    /// The words of the text most like `words`, with their line; `None` where nothing is close.
    #[must_use]
    pub fn closest(&self, words: &str) -> Option<(String, usize)> {
        /// Candidates that are compared letter by letter.
        const MOST: usize = 60;
        let wanted: String = plain(words).into_iter().collect();
        let parts: Vec<&str> = wanted.split(' ').collect();
        let text: String = self.letters.iter().map(|it| it.letter).collect();
        let mut ends = 0;
        // The words of the text, each with the number of its first letter.
        let spoken: Vec<(&str, usize)> = text
            .split(' ')
            .map(|word| {
                let start = ends;
                ends += word.chars().count() + 1;
                (word, start)
            })
            .collect();
        let is_wanted: Vec<bool> = spoken.iter().map(|(word, _)| parts.contains(word)).collect();
        let mut windows: Vec<(usize, usize)> = is_wanted
            .windows(parts.len().min(spoken.len()).max(1))
            .enumerate()
            .map(|(start, window)| (window.iter().filter(|&&it| it).count(), start))
            .filter(|&(shared, _)| shared * 2 >= parts.len())
            .collect();
        windows.sort_by_key(|&(shared, start)| (std::cmp::Reverse(shared), start));
        windows
            .into_iter()
            .take(MOST)
            .map(|(_, start)| {
                let end = (start + parts.len()).min(spoken.len());
                let said: Vec<&str> = spoken[start..end].iter().map(|(word, _)| *word).collect();
                let said = said.join(" ");
                (strsim::levenshtein(&said, &wanted), start, said)
            })
            .min()
            .filter(|(distance, _, _)| distance * 2 <= wanted.chars().count())
            .and_then(|(_, start, said)| {
                let letter = self.letters.get(spoken[start].1)?;
                Some((said, self.line_of(letter.at)))
            })
    }
}

/// The letters of a few words, made equal as the text's are.
fn plain(words: &str) -> Vec<char> {
    letters(words.trim()).into_iter().map(|it| it.letter).collect()
}

fn letters(text: &str) -> Vec<Letter> {
    let composing = ComposingNormalizer::new_nfc();
    let mut out: Vec<Letter> = Vec::with_capacity(text.len());
    let mut done = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        if at < done {
            continue;
        }
        let rest = &text[at..];
        let after = &rest[cluster.len()..];
        let mut push = |letter: char, at_line_end| out.push(Letter { letter, at, at_line_end });
        match cluster {
            "<" if note_mark(rest).is_some() => done = at + note_mark(rest).unwrap_or_default(),
            // A word that goes on in the next line.
            "-" | "\u{2010}" | "\u{2011}" | "\u{AD}" if line_break(after).is_some() => {
                let inside = out.last().is_some_and(|it| it.letter.is_alphanumeric());
                if inside {
                    done = at + cluster.len() + line_break(after).unwrap_or_default();
                }
                if cluster != "\u{AD}" {
                    out.push(Letter { letter: '-', at, at_line_end: inside });
                }
            }
            "*" | "\u{AD}" | "\u{200B}" | "\u{2060}" | "\u{FEFF}" => {}
            "_" if !within_word(text, at) => {}
            _ if cluster.chars().all(char::is_whitespace) => {
                if out.last().is_none_or(|it| it.letter != ' ') {
                    out.push(Letter { letter: ' ', at, at_line_end: false });
                }
            }
            _ if cluster.len() == 1 => cluster.chars().for_each(|c| push(c, false)),
            _ => {
                let without: String = cluster.chars().filter(|&c| c != '\u{AD}').collect();
                composing.normalize(&without).chars().for_each(|c| push(equal(c), false));
            }
        }
    }
    while out.last().is_some_and(|it| it.letter == ' ') {
        out.pop();
    }
    out
}

/// The length of a `<sup>…</sup>` at the start of `text`.
fn note_mark(text: &str) -> Option<usize> {
    const OPEN: &str = "<sup>";
    const CLOSE: &str = "</sup>";
    let end = text.strip_prefix(OPEN)?.find(CLOSE)?;
    (end <= LONGEST_MARK).then_some(OPEN.len() + end + CLOSE.len())
}

/// The length of the white space at the start of `text`, where it holds a line feed and a word
/// follows.
fn line_break(text: &str) -> Option<usize> {
    let word = text.trim_start();
    let space = text.len() - word.len();
    let follows = word.starts_with(char::is_alphanumeric);
    (follows && text[..space].contains('\n')).then_some(space)
}

/// Whether the underscore at `at` stands between letters, as in a name of a program.
fn within_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric) && text[at + 1..].starts_with(char::is_alphanumeric)
}

fn equal(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, words: &str) -> Vec<(usize, usize)> {
        StoredText::new(text).find(words).into_iter().map(|it| (it.first, it.last)).collect()
    }

    #[test]
    fn words_are_found_across_what_typesetting_changes() {
        for (text, words) in [
            ("a mid-\nterm target", "mid-term target"),
            ("the indus-\ntrial base", "the industrial base"),
            ("of dual-\n  use goods", "dual-use goods"),
            ("the bilat\u{AD}eral trade", "bilateral trade"),
            ("the bilat\u{AD}\neral trade", "bilateral trade"),
            ("Rome\u{2019}s eventual   support", "Rome's eventual support"),
            ("\u{201C}dictator\ngate\u{201D}", "\"dictator gate\""),
            ("around 1,000\u{2013}1,300 people", "1,000-1,300"),
            ("the non\u{2011}member states", "non-member"),
            ("system.<sup>3</sup> Rome has", "system. Rome"),
            ("the Union<sup>12</sup> and", "the Union and"),
            ("the Union <sup>12</sup> and", "the Union and"),
            ("the *Relazione analitica* on", "the Relazione analitica on"),
            ("the __second__ time", "the second time"),
            ("Kac\u{131}r met G\u{75}\u{308}ler", "G\u{FC}ler"),
            ("two memoranda\r\nof understanding", "memoranda of understanding"),
        ] {
            assert_eq!(found(text, words).len(), 1, "{words:?} in {text:?}");
        }
    }

    #[test]
    fn other_words_are_not_found() {
        for (text, words) in [
            ("over 1,600 companies", "over 1,500 companies"),
            ("by 1.5 per cent", "5 per cent"),
            ("by 21 per cent", "1 per cent"),
            ("USD 40.5 billion", "USD 40"),
            ("the Union", "the union"),
            ("the indus-\ntrial base", "the indus- trial base"),
            ("an interest", "rest"),
            ("a b", ""),
            ("", "a"),
            ("snake_case", "snakecase"),
        ] {
            assert_eq!(found(text, words), [], "{words:?} in {text:?}");
        }
    }

    #[test]
    fn a_number_may_be_followed_by_its_sign_or_by_a_full_stop() {
        assert_eq!(found("fell to 40. Then", "fell to 40"), [(1, 1)]);
        assert_eq!(found("ranked 17th", "ranked 17th"), [(1, 1)]);
        assert_eq!(found("1,500+ firms", "1,500"), [(1, 1)]);
        // What remains of a note's mark in plain text.
        assert_eq!(found("security needs.4", "security needs"), [(1, 1)]);
    }

    #[test]
    fn the_lines_are_those_of_the_file() {
        let text =
            "one\n\nfrom USD 26 billion (2023) to over USD 32\nbillion (2024)\nUSD 32 billion\n";
        assert_eq!(found(text, "USD 26 billion"), [(3, 3)]);
        assert_eq!(found(text, "over USD 32 billion (2024)"), [(3, 4)]);
        assert_eq!(found(text, "USD 32 billion"), [(3, 4), (5, 5)]);
    }

    #[test]
    fn the_closest_words_are_those_that_share_most() {
        let text = StoredText::new("one\nreach a target of USD 40 billion by then\nthe end");
        let close = text.closest("target of USD 50 billion");
        assert_eq!(close, Some(("target of USD 40 billion".to_owned(), 2)));
        assert_eq!(text.closest("nothing of the kind at all"), None);
        assert_eq!(StoredText::new("").closest("a"), None);
        assert_eq!(text.closest("a much longer list of words than the whole text has"), None);
    }

    proptest! {
        /// Words taken from a text are found in the lines that they were taken from, however they
        /// are set.
        #[test]
        fn prop_words_are_found_where_they_stand(
            words in prop::collection::vec("[a-zà-öø-ü]{2,9}|[0-9]{1,4}", 1..40),
            breaks in prop::collection::vec(0..7_usize, 40),
            from in 0..40_usize,
            len in 1..7_usize,
        ) {
            let from = from % words.len();
            let to = (from + len).min(words.len());
            let (mut text, mut line) = (String::new(), 1);
            let (mut first, mut last) = (1, 1);
            for (at, word) in words.iter().enumerate() {
                let cut = word.char_indices().nth(1).map(|(cut, _)| cut);
                if at == from {
                    first = line;
                }
                match (breaks[at], cut) {
                    (0, Some(cut)) if !word.starts_with(|c: char| c.is_ascii_digit()) => {
                        text.push_str(&format!("{}-\n{}", &word[..cut], &word[cut..]));
                        line += 1;
                    }
                    (1, _) => text.push_str(&format!("*{word}*")),
                    (2, _) => text.push_str(&format!("{word}<sup>{at}</sup>")),
                    _ => text.push_str(word),
                }
                if at + 1 == to {
                    last = line;
                }
                match breaks[at] {
                    3 => text.push_str("  \t"),
                    4 => {
                        text.push_str("\n\n");
                        line += 2;
                    }
                    5 => {
                        text.push_str(" \r\n");
                        line += 1;
                    }
                    _ => text.push(' '),
                }
            }
            let wanted = words[from..to].join(" ");
            let found = StoredText::new(&text).find(&wanted);
            prop_assert!(found.contains(&Found { first, last }), "{wanted:?} in {text:?}: {found:?}");
        }

        /// No text is too strange, and what is found lies in it.
        #[test]
        fn prop_any_text_and_any_words(text in any::<String>(), words in any::<String>()) {
            let stored = StoredText::new(&text);
            let lines = stored.lines().count();
            for it in stored.find(&words) {
                prop_assert!(1 <= it.first && it.first <= it.last && it.last <= lines);
            }
            let _ = stored.closest(&words);
        }
    }
}
