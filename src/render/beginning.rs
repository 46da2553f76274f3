//! The beginning of a text, where there is no room for all of it.
//!
//! Knows nothing about what it is shown in.

use unicode_segmentation::UnicodeSegmentation as _;

/// Fewer than `characters` of a plain text where more follow, and whether they do. It ends at a
/// word, or within the first where that alone is too long, as whole sentences are in scripts
/// without spaces. Blanks and line feeds between words become one blank; spaces that may not break
/// stay.
#[must_use]
pub fn beginning(text: &str, characters: usize) -> (String, bool) {
    let mut kept = String::with_capacity(text.len().min(characters));
    let mut count = 0;
    for word in text.split_ascii_whitespace() {
        count += if word.is_ascii() { word.len() } else { word.chars().count() } + 1;
        if count > characters {
            if kept.is_empty() {
                kept.push_str(within(word, characters));
            }
            return (kept, true);
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    (kept, false)
}

/// The beginning of a word that is too long, with each character whole as a reader sees it.
fn within(word: &str, characters: usize) -> &str {
    let mut count = 0;
    let fits = |cluster: &&str| {
        count += cluster.chars().count();
        count < characters
    };
    let end = word.graphemes(true).take_while(fits).map(str::len).sum();
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_at_a_word_and_says_whether_more_follows() {
        assert_eq!(
            beginning("  USD\u{a0}32 \n billion ", 15),
            ("USD\u{a0}32 billion".into(), false)
        );
        assert_eq!(beginning("USD\u{a0}32 billion", 14), ("USD\u{a0}32".into(), true));
        assert_eq!(beginning("çığ çığ", 8), ("çığ çığ".into(), false));
        assert_eq!(beginning("çığ çığ", 7), ("çığ".into(), true));
        assert_eq!(beginning("unbreakable", 5), ("unbr".into(), true));
        assert_eq!(beginning("一二三四五六", 5), ("一二三四".into(), true));
        assert_eq!(beginning("a unbreakable", 5), ("a".into(), true));
        let joined = "e\u{301}e\u{301}e\u{301}";
        assert_eq!(beginning(joined, 4), ("e\u{301}".into(), true), "no accent is parted");
        assert_eq!(beginning("unbreakable", 0), (String::new(), true));
        assert_eq!(beginning(" ", 5), (String::new(), false));
    }
}
