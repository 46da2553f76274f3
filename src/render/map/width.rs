//! How wide words are, roughly, in whole units, and words cut to fit.
//!
//! Knows no font: counts on the side of too wide, since readers' fonts differ.

/// The width of `words` at a type of `size` units.
pub fn of(words: &str, size: i32) -> i32 {
    let hundredths: i32 = words.chars().map(hundredths).sum();
    (hundredths * size).div_euclid(100) + 1
}

/// In hundredths of the size of the type.
fn hundredths(c: char) -> i32 {
    match c {
        'i' | 'l' | 'j' | 'ı' | 'í' | 'ì' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => {
            28
        }
        'f' | 't' | 'r' | 'I' | 'J' | ' ' | '(' | ')' | '-' => 38,
        'm' | 'w' => 88,
        'M' | 'W' | '–' | '—' | '…' | '%' | '@' => 98,
        c if c.is_uppercase() => 70,
        c if c.is_ascii() || c.is_lowercase() => 57,
        // Other scripts have wide signs.
        _ => 100,
    }
}

/// `words`, or as much of them as fits with a sign that there is more.
pub fn fit(words: &str, size: i32, room: i32) -> String {
    if of(words, size) <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars() {
        kept.push(c);
        if of(&kept, size) + size > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()))
}

/// `words` in lines that fit; a word that does not is cut.
pub fn wrap(words: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if of(line, size) + of(" ", size) + of(word, size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(fit(word, size, room)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        let words = "Shared with Trade (3), NATO (2)";
        let lines = wrap(words, 12, 110);
        assert!(lines.len() > 1 && lines.iter().all(|line| of(line, 12) <= 110), "{lines:?}");
        assert_eq!(lines.join(" "), words);
    }

    #[test]
    fn what_fits_stays_and_what_does_not_is_cut_at_its_end() {
        assert_eq!(fit("NATO", 13, 60), "NATO");
        assert_eq!(fit("Ministry of Economy and Finance", 13, 100), "Ministry of E…");
        for room in 30..200 {
            let cut = fit("Ministry of Economy and Finance of Italy", 13, room);
            assert!(of(&cut, 13) <= room, "{cut} in {room}");
        }
    }
}
