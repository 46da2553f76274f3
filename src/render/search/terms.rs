//! The words of a text as the search knows them.
//!
//! Knows nothing about pages.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Longer words are cut, in characters.
const LONGEST_TERM: usize = 40;

/// The words of a text, folded so that spelling differences do not hide them.
///
/// Compatibility decomposition (NFKD), combining marks U+0300–U+036F dropped, lower case, dotless
/// i to i, and the Latin letters that have no decomposition to their usual transcription. A word is
/// a run of letters and digits, at most 40 characters of it; Han and kana stand alone, since
/// nothing separates words there. `static/search.js` must do exactly the same.
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for_each_term(text, |term, _| terms.push(term.to_owned()));
    terms
}

/// Calls `visit` with each of the [`terms`] of a text, and with the place where it stands in the
/// text letter for letter, if it does.
pub(super) fn for_each_term<'t>(text: &'t str, mut visit: impl FnMut(&str, Option<&'t str>)) {
    let mut term = String::new();
    // No term goes on over white space, and most pieces between are plain ASCII.
    for piece in text.split_ascii_whitespace() {
        if piece.is_ascii() {
            ascii_terms(piece, &mut term, &mut visit);
        } else {
            folded_terms(piece, &mut term, &mut |term| visit(term, None));
        }
    }
}

fn ascii_terms<'t>(
    piece: &'t str,
    term: &mut String,
    visit: &mut impl FnMut(&str, Option<&'t str>),
) {
    let bytes = piece.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = &piece[start..start + length.min(LONGEST_TERM)];
        // Past the letter that is none, too.
        start += length + 1;
        if word.is_empty() {
            continue;
        }
        if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            term.push_str(word);
            term.make_ascii_lowercase();
            visit(term, None);
            term.clear();
        } else {
            visit(word, Some(word));
        }
    }
}

fn folded_terms(piece: &str, term: &mut String, visit: &mut impl FnMut(&str)) {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(piece);
    let mut length = 0;
    for c in decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        for c in c.to_lowercase() {
            let alone = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
            if (alone || !c.is_alphanumeric()) && !term.is_empty() {
                visit(term);
                term.clear();
                length = 0;
            }
            if !c.is_alphanumeric() {
                continue;
            }
            if length < LONGEST_TERM {
                match plain(c) {
                    Some(letters) => term.push_str(letters),
                    None => term.push(c),
                }
            }
            length += 1;
            if alone {
                visit(term);
                term.clear();
                length = 0;
            }
        }
    }
    if !term.is_empty() {
        visit(term);
        term.clear();
    }
}

/// Letters that decomposition leaves as they are.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_what_readers_type_differently() {
        for (written, typed) in [
            ("İmamoğlu", "imamoglu"),
            ("Yaşar GÜLER", "yasar guler"),
            ("Türkiye’nin", "turkiye nin"),
            ("ISPARTA ısparta", "isparta isparta"),
            ("Große Straße", "grosse strasse"),
            ("ﬁnance ½", "finance 1 2"),
            ("Ἀθῆναι ΛΌΓΟΣ", "αθηναι λογοσ"),
            ("T129-ATAK", "t129 atak"),
        ] {
            assert_eq!(terms(written).join(" "), typed, "{written}");
        }
        assert_eq!(terms("東京タワー").len(), 5);
        assert_eq!(terms(&"a".repeat(100))[0].len(), LONGEST_TERM);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,80}") {
            let once = terms(&text);
            let again: Vec<String> = once.iter().flat_map(|term| terms(term)).collect();
            prop_assert_eq!(once, again);
        }
    }
}
