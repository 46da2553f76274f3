//! How the index is cut into pieces, and how lists of pages are written.
//!
//! A query loads the pieces its words fall into and those of the ten pages it shows first. In a
//! small book few files matter most; in a large one, small pieces, so that what a query loads grows
//! slower than the book. A word's list that would fill much of a piece has a file of its own
//! instead: neighbours of a frequent word, looked through for a beginning or a slip, cost little.
//!
//! Knows nothing about what words weigh.

use std::borrow::Cow;

use super::{SearchDoc, json};
use crate::par;
use crate::render::beginning::beginning;

/// How many bytes a piece has in a book of up to this many documents.
const FEW: usize = 800;
const WORDS: usize = 26 * 1024;
const PAGES: usize = 48 * 1024;
/// Pieces become smaller as books grow, down to this part of them.
const LEAST: usize = 4;

/// So many pages of a list stand in one file, which keeps it below 64 kB.
const PART: usize = 12_000;
/// Before the numbers of the files that hold a list, where its word has files of its own.
const ELSEWHERE: char = '!';

/// As much of a page's text is kept for showing the passage that was found, in characters.
const KEPT_TEXT: usize = 2_000;

/// A term with the pages that have it, by number, and what it weighs on each.
pub(super) type Posting<'d> = (Cow<'d, str>, Vec<(u32, u32)>);

/// The words and their lists, cut.
#[derive(Default)]
pub(super) struct Words<'a> {
    /// The first word of each piece.
    pub(super) firsts: Vec<&'a str>,
    /// Words and lists by turns, parted by blanks; as JSON.
    pub(super) pieces: Vec<String>,
    /// The lists that have files of their own, in parts; as JSON.
    pub(super) lists: Vec<String>,
}

/// The documents as results show them, cut.
#[derive(Default)]
pub(super) struct Pages {
    /// How many documents each piece has.
    pub(super) counts: Vec<usize>,
    /// As JSON.
    pub(super) pieces: Vec<String>,
}

/// The size of a piece in a book of so many documents, of `most` in a small one.
fn size(most: usize, documents: usize) -> usize {
    (most * FEW / documents.max(FEW)).max(most / LEAST)
}

/// Cuts the words of a book of so many documents.
pub(super) fn words<'a>(postings: &'a [Posting<'_>], documents: usize) -> Words<'a> {
    let size = size(WORDS, documents);
    let encoded =
        par::map(postings, |(_, pages)| -> Vec<String> { pages.chunks(PART).map(list).collect() });
    let mut cut = Words::default();
    let mut piece = String::new();
    for ((word, _), mut parts) in postings.iter().zip(encoded) {
        if parts.iter().map(String::len).sum::<usize>() > size / 2 {
            let mut place = String::from(ELSEWHERE);
            push_number(&mut place, cut.lists.len());
            push_number(&mut place, parts.len());
            let parts = std::mem::replace(&mut parts, vec![place]);
            cut.lists.extend(parts.iter().map(json));
        }
        let list = parts.concat();
        if !piece.is_empty() && piece.len() + word.len() + list.len() + 2 > size {
            cut.pieces.push(json(&std::mem::take(&mut piece)));
        }
        if piece.is_empty() {
            cut.firsts.push(word);
        } else {
            piece.push(' ');
        }
        piece.push_str(word);
        piece.push(' ');
        piece.push_str(&list);
    }
    if !piece.is_empty() {
        cut.pieces.push(json(&piece));
    }
    cut
}

/// How many pages are left out before each, then what the word weighs on each: apart, the two
/// compress better.
fn list(pages: &[(u32, u32)]) -> String {
    let mut text = String::with_capacity(pages.len() * 2 + 2);
    let mut next = 0;
    for &(page, _) in pages {
        push_number(&mut text, (page - next) as usize);
        next = page + 1;
    }
    for &(_, weight) in pages {
        push_number(&mut text, weight as usize);
    }
    text
}

/// Numbers as text that JSON need not escape: the last digit of each is one of the 57 characters
/// from `#` to `[`, those before it, least first, of the 34 from `]` to `~`. Most need one.
fn push_number(text: &mut String, mut number: usize) {
    while number >= 57 {
        number -= 57;
        text.push(char::from(b']' + (number % 34) as u8));
        number /= 34;
    }
    text.push(char::from(b'#' + number as u8));
}

/// Cuts what results show.
pub(super) fn pages(docs: &[SearchDoc]) -> Pages {
    let size = size(PAGES, docs.len());
    let shown = par::map(docs, |doc| {
        // The script that shows a passage of them says itself where more follows.
        let [summary, text] = [&doc.summary, &doc.text].map(|it| beginning(it, KEPT_TEXT).0);
        json(&(&doc.href, &doc.title, &doc.kind, &doc.lang, summary, text))
    });
    let mut pages = Pages::default();
    let mut rest = shown.as_slice();
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = rest.iter().take_while(|it| {
            bytes += it.len() + 1;
            bytes <= size
        });
        let count = fits.count().max(1);
        let (now, later) = rest.split_at(count);
        pages.counts.push(count);
        pages.pieces.push(format!("[{}]", now.join(",")));
        rest = later;
    }
    pages
}

/// The numbers that [`push_number`] wrote.
#[cfg(test)]
pub(super) fn numbers(text: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    let (mut number, mut unit) = (0, 1);
    for digit in text.bytes().map(u64::from) {
        if digit < u64::from(b'\\') {
            numbers.push(number + (digit - u64::from(b'#')) * unit);
            (number, unit) = (0, 1);
        } else {
            number += (digit - u64::from(b']') + 57) * unit;
            unit *= 34;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_become_smaller_as_a_book_grows() {
        let sizes = [0, 800, 1_600, 3_200, 10_000, usize::MAX / PAGES].map(|it| size(PAGES, it));
        assert_eq!(sizes, [48, 48, 24, 12, 12, 12].map(|it| it * 1024));
    }

    #[test]
    fn frequent_words_have_files_of_their_own() {
        let on_all = |word: &'static str| (word.into(), (0..30_000).map(|it| (it, 13)).collect());
        let postings = [on_all("a"), ("b".into(), vec![(7, 60)]), on_all("c")];
        let cut = words(&postings, 30_000);
        assert_eq!(cut.firsts, ["a"]);
        assert_eq!(cut.pieces, [r##""a !#& b *`# c !&&""##]);
        assert_eq!(cut.lists.len(), 6);
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_they_were_written(all in proptest::collection::vec(0..3_000_000_usize, 0..20)) {
            let mut text = String::new();
            all.iter().for_each(|number| push_number(&mut text, *number));
            prop_assert_eq!(serde_json::to_string(&text).unwrap().len(), text.len() + 2);
            prop_assert!(!text.contains([' ', ELSEWHERE]));
            prop_assert_eq!(numbers(&text), all.iter().map(|it| *it as u64).collect::<Vec<_>>());
        }
    }
}
