//! White space folded: single blanks between the words of a text, and none around it.
//!
//! Knows nothing about what a text says.

/// The words of a text with single blanks between them.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(&mut folded, text);
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a piece of text, its white space folded, also where it meets what stands there.
pub fn push_folded(folded: &mut String, piece: &str) {
    if is_folded(piece) {
        let piece = if is_parted(folded) { piece.trim_start_matches(' ') } else { piece };
        folded.push_str(piece);
        return;
    }
    if piece.starts_with(char::is_whitespace) {
        push_gap(folded);
    }
    for word in piece.split_whitespace() {
        folded.push_str(word);
        folded.push(' ');
    }
    if !piece.ends_with(char::is_whitespace) {
        folded.pop();
    }
}

/// Adds a blank that parts words: none where there is no word yet, or one stands there.
pub fn push_gap(folded: &mut String) {
    if !is_parted(folded) {
        folded.push(' ');
    }
}

/// Whether no blank need part a text from a word after it.
fn is_parted(folded: &str) -> bool {
    folded.as_bytes().last().is_none_or(|&byte| byte == b' ')
}

/// Whether all white space in a text is single blanks.
fn is_folded(text: &str) -> bool {
    // Most texts are plain. Without branches many bytes are looked at in one step.
    let bytes = text.as_bytes();
    let plain = bytes.iter().fold(true, |plain, byte| plain & (b' '..=b'~').contains(byte));
    let after = bytes.get(1..).unwrap_or_default();
    let double = bytes
        .iter()
        .zip(after)
        .fold(false, |double, (a, b)| double | ((*a == b' ') & (*b == b' ')));
    !double && (plain || !text.contains(|c: char| c.is_whitespace() && c != ' '))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_parted_by_single_blanks() {
        for (text, folded) in [
            ("", ""),
            (" \n\u{a0}", ""),
            ("one two", "one two"),
            (" one  two\n", "one two"),
            ("USD\u{a0}32 “bn”\u{2009}", "USD 32 “bn”"),
            ("caffè – tè", "caffè – tè"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_fold_as_their_text_does(
            pieces in prop::collection::vec("[ab é\u{a0}\u{2009}\u{b}\n\t]{0,6}", 0..6),
        ) {
            let mut folded = String::new();
            pieces.iter().for_each(|piece| push_folded(&mut folded, piece));
            let text = pieces.concat();
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(folded.trim_end(), words.join(" "));
            prop_assert_eq!(fold(&text), words.join(" "));
        }
    }
}
