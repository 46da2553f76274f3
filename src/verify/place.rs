//! Locators to lines of a stored text, as far as the text lets them be found.
//!
//! Knows nothing about what is looked for there.

use std::ops::RangeInclusive;

use super::text::StoredText;
use crate::syntax::reference::{Locator, LocatorPart};

/// Lines from 1, both ends included.
pub type Lines = RangeInclusive<usize>;

/// A title or a heading has no more words than this.
const HEADING_WORDS: usize = 14;

/// The lines that a locator names; `None` where the text does not let them be found, and a
/// passage may stand anywhere.
///
/// Lines (`L57`) settle it alone. Else a note, a section, a page or a paragraph, the first of
/// these that the text has.
pub fn lines(text: &StoredText, locator: &Locator) -> Option<Vec<Lines>> {
    let given: Vec<Lines> = locator
        .parts
        .iter()
        .filter_map(|part| match part {
            LocatorPart::Lines(first, last) => Some(*first as usize..=*last as usize),
            _ => None,
        })
        .collect();
    if !given.is_empty() {
        return Some(given);
    }
    let all: Vec<&str> = text.lines().collect();
    let of = |find: &dyn Fn(&LocatorPart) -> Option<Vec<Lines>>| {
        let found: Vec<Lines> = locator.parts.iter().filter_map(find).flatten().collect();
        (!found.is_empty()).then_some(found)
    };
    of(&|part| match part {
        LocatorPart::Note(value) => Some(values(value).flat_map(|it| notes(&all, it)).collect()),
        _ => None,
    })
    .or_else(|| {
        of(&|part| match part {
            LocatorPart::Section(value) => sections(&all, value),
            _ => None,
        })
    })
    .or_else(|| {
        of(&|part| match part {
            LocatorPart::Page(value) => numbered(value, &pages(&all), 0),
            _ => None,
        })
    })
    .or_else(|| {
        of(&|part| match part {
            // Where pages end within a paragraph, or a heading looks like one, the count is one
            // off; a neighbour is near enough.
            LocatorPart::Paragraph(value) => numbered(value, &paragraphs(&all), 1),
            _ => None,
        })
    })
}

/// `12, 15` to its values.
fn values(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim)
}

/// The parts of `all` that `12`, `12-14` or `12, 15` count, from 1, with `around` parts on each
/// side; `None` where a number counts none.
fn numbered(value: &str, all: &[Lines], around: usize) -> Option<Vec<Lines>> {
    values(value)
        .map(|value| {
            let (first, last) = value.split_once('-').unwrap_or((value, value));
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            let first = all.get(first.checked_sub(1)?.saturating_sub(around))?;
            let last = all
                .get(last.checked_sub(1)?)?
                .end()
                .max(all.get((last - 1).saturating_add(around)).or(all.last())?.end());
            Some(*first.start()..=*last)
        })
        .collect()
}

/// Footnotes of that number: `2 See …`, `<sup>2</sup> See …`, `[^2]: See …`, to the next blank
/// line.
fn notes(all: &[&str], number: &str) -> Vec<Lines> {
    let marks = [
        format!("{number} "),
        format!("{number}. "),
        format!("<sup>{number}</sup>"),
        format!("[^{number}]:"),
        format!("[{number}] "),
    ];
    let starts = all.iter().enumerate().filter(|(_, line)| {
        let line = line.trim_start();
        marks.iter().any(|mark| line.starts_with(mark.as_str()))
    });
    starts
        .map(|(at, _)| {
            let length = all[at..].iter().take_while(|line| !line.trim().is_empty()).count();
            at + 1..=at + length
        })
        .collect()
}

/// A numbered section, or several (`3.1-3.2`): from its heading to the next heading that is not
/// of a part of it.
fn sections(all: &[&str], value: &str) -> Option<Vec<Lines>> {
    let headings = headings(all);
    let section = |number: &str| {
        let at = headings.iter().position(|it| it.number.as_deref() == Some(number))?;
        let own = &headings[at];
        let next = headings[at + 1..].iter().find(|it| match &it.number {
            Some(other) => !other.strip_prefix(number).is_some_and(|rest| rest.starts_with('.')),
            None => it.level <= own.level,
        });
        Some((own.line, next.map_or(all.len(), |next| next.line - 1)))
    };
    values(value)
        .map(|value| match section(value) {
            Some((first, last)) => Some(first..=last),
            None => {
                let (first, last) = value.split_once('-')?;
                let (first, last) = (section(first)?.0, section(last)?.1);
                (first <= last).then_some(first..=last)
            }
        })
        .collect()
}

struct Heading {
    line: usize,
    /// How many `#`; 0 where it has none.
    level: usize,
    /// `3.1`, without a full stop at its end.
    number: Option<String>,
}

/// The headings of Markdown; of a text without any, the short numbered lines that stand alone.
fn headings(all: &[&str]) -> Vec<Heading> {
    let marked: Vec<Heading> = all
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let title = line.trim_start_matches('#');
            let level = line.len() - title.len();
            let number = number(title).map(|(number, _)| number);
            (level > 0).then_some(Heading { line: at + 1, level, number })
        })
        .collect();
    if marked.iter().any(|it| it.number.is_some()) {
        return marked;
    }
    let blank =
        |at: Option<usize>| at.and_then(|at| all.get(at)).is_none_or(|line| line.trim().is_empty());
    all.iter()
        .enumerate()
        .filter(|&(at, line)| blank(at.checked_sub(1)) && is_title(line))
        .filter_map(|(at, line)| {
            let (number, title) = number(line)?;
            let named = title.trim_start().starts_with(char::is_uppercase);
            named.then_some(Heading { line: at + 1, level: 0, number: Some(number) })
        })
        .collect()
}

/// The number that a heading starts with, and the rest of it.
fn number(title: &str) -> Option<(String, &str)> {
    let title = title.trim().trim_start_matches('*');
    let end = title.find(char::is_whitespace).unwrap_or(title.len());
    let (number, rest) = title.split_at(end);
    let number = number.trim_end_matches('.');
    let sound = number.split('.').all(|part| {
        !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (sound && number.starts_with(|c: char| c.is_ascii_digit())).then(|| (number.to_owned(), rest))
}

/// Whether a line is short and no sentence.
fn is_title(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (1..=HEADING_WORDS).contains(&words) && !ends_sentence(line)
}

/// Whether a line ends with the end of a sentence, a note's mark after it left out.
fn ends_sentence(line: &str) -> bool {
    const CLOSERS: [char; 12] = ['.', '!', '?', ':', ';', '"', '\'', ')', '”', '’', '»', '…'];
    let mut line = line.trim_end().trim_end_matches('*');
    if let Some(start) = line.strip_suffix("</sup>").and_then(|rest| rest.rfind("<sup>")) {
        line = line[..start].trim_end();
    }
    let unmarked = line.trim_end_matches(|c: char| c.is_ascii_digit());
    line.ends_with(CLOSERS) || unmarked.ends_with(CLOSERS)
}

/// Pages, where the text keeps its form feeds.
fn pages(all: &[&str]) -> Vec<Lines> {
    let mut starts = vec![1];
    starts.extend(
        all.iter().enumerate().filter(|(_, it)| it.contains('\u{C}')).map(|(at, _)| at + 1),
    );
    if starts.len() == 1 {
        return Vec::new();
    }
    let ends = starts[1..].iter().copied().chain([all.len()]);
    // The line of a form feed belongs to both pages.
    starts.iter().zip(ends).map(|(&first, last)| first..=last.max(first)).collect()
}

/// The paragraphs as a reader counts them: blocks between blank lines, or lines where the text has
/// no blank ones. Titles and headings do not count, and a block goes on after a blank line where
/// the block before it ends no sentence, as at the end of a page.
fn paragraphs(all: &[&str]) -> Vec<Lines> {
    let said: Vec<usize> = (0..all.len()).filter(|&at| !all[at].trim().is_empty()).collect();
    let (Some(&first), Some(&last)) = (said.first(), said.last()) else { return Vec::new() };
    let marked = |at: usize| all[at].starts_with('#');
    let by_line = said.len() == last + 1 - first;
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for at in said {
        match blocks.last_mut() {
            Some((start, end))
                if !by_line && *end + 1 == at && ![*start, at].iter().any(|&it| marked(it)) =>
            {
                *end = at;
            }
            _ => blocks.push((at, at)),
        }
    }
    let mut paragraphs: Vec<Lines> = Vec::new();
    let mut open = false;
    for (start, end) in blocks {
        let item = all[start].trim_start().starts_with(['-', '•']);
        let title = start == end && !item && is_title(all[start]);
        if marked(start) || title && !open {
            open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if open => *last = *last.start()..=end + 1,
            _ => paragraphs.push(start + 1..=end + 1),
        }
        open = !by_line && !ends_sentence(all[end]);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, part: LocatorPart) -> Option<Vec<Lines>> {
        lines(&StoredText::new(text), &Locator { parts: vec![part] })
    }

    #[test]
    fn lines_settle_the_place_alone() {
        let locator =
            Locator { parts: vec![LocatorPart::Section("9".into()), LocatorPart::Lines(2, 3)] };
        assert_eq!(lines(&StoredText::new("a\nb"), &locator), Some(vec![2..=3]));
    }

    #[test]
    fn sections_hold_their_parts_whatever_the_marks_say() {
        let text = "# Title\n## 2. One\na\n## 2.1 Within\nb\n### 3. Two\nc\n#### 3.1. Within\nd\n## Notes\ne\n";
        let section = |number: &str| found(text, LocatorPart::Section(number.into()));
        assert_eq!(section("2"), Some(vec![2..=5]));
        assert_eq!(section("2.1"), Some(vec![4..=5]));
        assert_eq!(section("3"), Some(vec![6..=9]));
        assert_eq!(section("2-3"), Some(vec![2..=9]));
        assert_eq!(section("2.1, 3.1"), Some(vec![4..=5, 8..=9]));
        assert_eq!(section("7"), None);
        let plain = "Title\n\n1 First part\n\nIt says so.\n\n2 Second part\n\n3 of them came.\n";
        assert_eq!(found(plain, LocatorPart::Section("1".into())), Some(vec![3..=6]));
    }

    #[test]
    fn notes_start_a_line_with_their_number() {
        let text = "Text.\n\n1 See a.\n\n<sup>2</sup> See b,\nand c.\n\n12 See d.\n";
        let note = |number: &str| found(text, LocatorPart::Note(number.into()));
        assert_eq!(note("1"), Some(vec![3..=3]));
        assert_eq!(note("2"), Some(vec![5..=6]));
        assert_eq!(note("12"), Some(vec![8..=8]));
        assert_eq!(note("3"), None);
    }

    #[test]
    fn paragraphs_are_counted_as_readers_do() {
        let all = |text: &str| {
            let stored = StoredText::new(text);
            paragraphs(&stored.lines().collect::<Vec<_>>())
        };
        // A headline, then a paragraph a line.
        assert_eq!(all("A headline\nOne is so.\nTwo.\nThree:\n"), [2..=2, 3..=3, 4..=4]);
        // Blocks; a heading between them; a page that ends within a paragraph.
        let text = "One is\nlong.\n\nA heading\n\nTwo is much longer than any heading of a text ever is, and says that its page ends\n\nin it.\n\nThree.\n";
        assert_eq!(all(text), [1..=2, 6..=8, 10..=10]);
        assert_eq!(all("## A heading\nOne.\n\nTwo.\n"), [2..=2, 4..=4]);
        assert_eq!(all("- one\n- two\n"), [1..=1, 2..=2]);
        assert_eq!(all("\n \n"), []);
    }

    #[test]
    fn a_paragraph_one_off_is_near_enough() {
        let text = "One.\n\nTwo.\n\nThree.\n\nFour.\n";
        let paragraph = |number: &str| found(text, LocatorPart::Paragraph(number.into()));
        assert_eq!(paragraph("3"), Some(vec![3..=7]));
        assert_eq!(paragraph("1"), Some(vec![1..=3]));
        assert_eq!(paragraph("4"), Some(vec![5..=7]));
        assert_eq!(paragraph("5"), None);
        assert_eq!(paragraph("18446744073709551615"), None);
        assert_eq!(paragraph("x"), None);
    }

    #[test]
    fn pages_need_form_feeds() {
        assert_eq!(found("a\n\u{C}b\nc\n", LocatorPart::Page("2".into())), Some(vec![2..=4]));
        assert_eq!(found("a\nb\n", LocatorPart::Page("1".into())), None);
    }
}
