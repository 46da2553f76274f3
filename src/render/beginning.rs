//! The beginning of a text, where there is no room for all of it.
//!
//! Knows nothing about what it is shown in.

/// At most `characters` of a plain text, ended at a word, and whether more follows. Blanks and line
/// feeds between words become one blank; spaces that may not break stay.
#[must_use]
pub fn beginning(text: &str, characters: usize) -> (String, bool) {
    let mut kept = String::with_capacity(text.len().min(characters));
    let mut count = 0;
    for word in text.split_ascii_whitespace() {
        count += if word.is_ascii() { word.len() } else { word.chars().count() } + 1;
        if count > characters {
            return (kept, true);
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    (kept, false)
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
        assert_eq!(beginning("unbreakable", 5), (String::new(), true));
        assert_eq!(beginning(" ", 5), (String::new(), false));
    }
}
