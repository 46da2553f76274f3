//! The search index, in pieces that a page loads by script tags.
//!
//! Script tags, because nothing else loads over `file://`. The index is a folder of four kinds:
//! `manifest.js` says where things are; `words-N.js` hold the words in order, each with the pages
//! that have it and how much it weighs there; `pages-N.js` hold what results show. A query loads
//! the one or two pieces that its words fall into and the pages it shows; no piece passes 64 kB
//! unless a single page's title and address do. `static/search.js` reads what is written here, and
//! folds words in the same way: see [`terms`].
//!
//! Knows nothing about where pages come from.

use ahash::AHashMap;
use icu_normalizer::DecomposingNormalizerBorrowed;
use serde::Serialize;

use crate::routes::OutputPath;

/// A page to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchDoc {
    /// Relative to the site's root.
    pub href: String,
    pub title: String,
    /// The kind of the page, as readers call it.
    pub kind: String,
    /// A BCP 47 tag.
    pub lang: String,
    /// The page's whole text, without markup.
    pub text: String,
    /// What the page is about, without markup; empty where it has no summary.
    pub summary: String,
}

/// The folder of the index, and the script that a page loads first.
pub const FOLDER: &str = "search";
pub const MANIFEST: &str = "manifest.js";

/// A piece is closed when it reaches this many bytes.
const PIECE: usize = 48 * 1024;
/// As much of a page's text is kept for showing the passage that was found, in characters.
const KEPT_TEXT: usize = 2_000;
/// Longer words are cut, in characters.
const LONGEST_TERM: usize = 40;

/// What a word weighs on a page: where it stands counts more than how often.
const IN_TITLE: u32 = 12;
const IN_SUMMARY: u32 = 5;
const MOST_IN_TEXT: u32 = 8;

/// The files of the index, in `folder`. Earlier pages win where two are equally good.
#[must_use]
pub fn build(folder: &str, docs: &[SearchDoc]) -> Vec<(OutputPath, Vec<u8>)> {
    let weighed = crate::par::map(docs, weigh);
    let mut by_term: AHashMap<String, Vec<(u32, u32)>> = AHashMap::new();
    for (page, terms) in (0u32..).zip(weighed) {
        for (term, weight) in terms {
            by_term.entry(term).or_default().push((page, weight));
        }
    }
    let mut postings: Vec<Posting> = by_term.into_iter().collect();
    postings.sort_unstable_by(|a, b| utf16_order(&a.0, &b.0));
    let (first_words, words) = word_pieces(&postings);
    let (first_pages, pages) = page_pieces(docs);
    let manifest = script(
        "manifest",
        &Manifest {
            version: 1,
            pages: docs.len(),
            first_pages: &first_pages,
            first_words: &first_words,
        },
    );

    let mut files = vec![(MANIFEST.to_owned(), manifest)];
    files.extend(words.into_iter().enumerate().map(|(n, text)| (format!("words-{n}.js"), text)));
    files.extend(pages.into_iter().enumerate().map(|(n, text)| (format!("pages-{n}.js"), text)));
    files
        .into_iter()
        .filter_map(|(name, text)| {
            Some((OutputPath::new(&format!("{folder}/{name}"))?, text.into_bytes()))
        })
        .collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    version: u32,
    /// How many pages there are.
    pages: usize,
    /// The number of the first page in each `pages-N.js`.
    first_pages: &'a [usize],
    /// The first word in each `words-N.js`; a word may go on in the next piece.
    first_words: &'a [&'a str],
}

/// A call of the page's script with one value.
fn script(method: &str, value: &impl Serialize) -> String {
    // Views of plain data always serialise.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("briefbookSearch.{method}({json});\n")
}

/// Cuts the words into pieces; with the first word of each.
fn word_pieces(postings: &[Posting]) -> (Vec<&str>, Vec<String>) {
    let mut firsts = Vec::new();
    let mut pieces = Vec::new();
    let mut piece: Vec<(&str, Vec<u32>)> = Vec::new();
    let mut size = 0;
    for (term, pages) in postings {
        let term = term.as_str();
        let mut rest = pages.as_slice();
        while !rest.is_empty() {
            if size >= PIECE {
                firsts.push(piece[0].0);
                pieces.push(words_script(pieces.len(), &piece));
                piece.clear();
                size = 0;
            }
            // Two numbers and two commas a page; numbers seldom pass five digits in all.
            let room = ((PIECE - size) / 8).max(64);
            let (now, later) = rest.split_at(rest.len().min(room));
            let mut numbers = Vec::with_capacity(now.len() * 2);
            let mut before = 0;
            for &(page, weight) in now {
                numbers.extend([page - before, weight]);
                before = page;
            }
            size += term.len() + 6 + numbers.iter().map(|n| digits(*n) + 1).sum::<usize>();
            piece.push((term, numbers));
            rest = later;
        }
    }
    if let Some((first, _)) = piece.first() {
        firsts.push(*first);
        pieces.push(words_script(pieces.len(), &piece));
    }
    (firsts, pieces)
}

fn words_script(number: usize, piece: &[(&str, Vec<u32>)]) -> String {
    let json = serde_json::to_string(piece).unwrap_or_default();
    format!("briefbookSearch.words({number},{json});\n")
}

fn digits(number: u32) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Cuts the pages into pieces; with the number of the first page of each.
fn page_pieces(docs: &[SearchDoc]) -> (Vec<usize>, Vec<String>) {
    let mut firsts = Vec::new();
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = Vec::new();
    let mut size = 0;
    let mut first = 0;
    for (number, doc) in docs.iter().enumerate() {
        let shown = (
            &doc.href,
            &doc.title,
            &doc.kind,
            &doc.lang,
            cut(&doc.summary, KEPT_TEXT),
            cut(&doc.text, KEPT_TEXT),
        );
        size += doc.href.len() + doc.title.len() + shown.4.len() + shown.5.len();
        piece.push(shown);
        if size >= PIECE || number + 1 == docs.len() {
            let json = serde_json::to_string(&piece).unwrap_or_default();
            pieces.push(format!("briefbookSearch.pages({},{json});\n", pieces.len()));
            firsts.push(first);
            first = number + 1;
            piece.clear();
            size = 0;
        }
    }
    (firsts, pieces)
}

/// At most `characters` of `text`, with its white space made single blanks.
fn cut(text: &str, characters: usize) -> String {
    let mut kept = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        count += word.chars().count() + 1;
        if count > characters {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

/// The terms of a page and what each weighs there, each once, in no order.
fn weigh(doc: &SearchDoc) -> Vec<(String, u32)> {
    let mut weights: AHashMap<String, u32> = AHashMap::new();
    for_each_term(&doc.text, |term| match weights.get_mut(term) {
        Some(weight) => *weight = (*weight + 1).min(MOST_IN_TEXT),
        None => {
            weights.insert(term.to_owned(), 1);
        }
    });
    for (text, bonus) in [(&doc.summary, IN_SUMMARY), (&doc.title, IN_TITLE)] {
        let mut once = terms(text);
        once.sort_unstable();
        once.dedup();
        for term in once {
            *weights.entry(term).or_default() += bonus;
        }
    }
    weights.into_iter().collect()
}

/// The words of a text, folded so that spelling differences do not hide them.
///
/// Compatibility decomposition (NFKD), combining marks U+0300–U+036F dropped, lower case, dotless
/// i to i, and the Latin letters that have no decomposition to their usual transcription. A word is
/// a run of letters and digits, at most 40 characters of it; Han and kana stand alone, since
/// nothing separates words there. `static/search.js` must do exactly the same.
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for_each_term(text, |term| terms.push(term.to_owned()));
    terms
}

/// Calls `visit` with each of the [`terms`] of a text.
fn for_each_term(text: &str, mut visit: impl FnMut(&str)) {
    let mut term = String::new();
    // No term goes on over white space, and most pieces between are plain ASCII.
    for piece in text.split(char::is_whitespace) {
        if piece.is_ascii() {
            ascii_terms(piece, &mut term, &mut visit);
        } else {
            folded_terms(piece, &mut term, &mut visit);
        }
    }
}

fn ascii_terms(piece: &str, term: &mut String, visit: &mut impl FnMut(&str)) {
    for word in piece.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty()) {
        term.push_str(&word[..word.len().min(LONGEST_TERM)]);
        term.make_ascii_lowercase();
        visit(term);
        term.clear();
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

/// A term with the pages that have it, by number, and what it weighs on each.
type Posting = (String, Vec<(u32, u32)>);

/// The order in which scripts compare texts: by UTF-16 units.
fn utf16_order(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn doc(title: &str, text: &str) -> SearchDoc {
        SearchDoc {
            href: format!("briefs/{}.html", title.to_lowercase()),
            title: title.into(),
            kind: "Brief".into(),
            lang: "en".into(),
            text: text.into(),
            summary: String::new(),
        }
    }

    /// The files by name, their call taken off.
    fn read(docs: &[SearchDoc]) -> BTreeMap<String, Value> {
        build("search", docs)
            .into_iter()
            .map(|(path, bytes)| {
                let text = String::from_utf8(bytes).unwrap();
                let inside = text.strip_suffix(");\n").unwrap().split_once('(').unwrap().1;
                (path.to_string(), serde_json::from_str(&format!("[{inside}]")).unwrap())
            })
            .collect()
    }

    /// The pages that the index gives for a term, as the script finds them.
    fn pages_of(files: &BTreeMap<String, Value>, wanted: &str) -> Vec<u64> {
        let firsts = files["search/manifest.js"][0]["firstWords"].as_array().unwrap();
        let mut found = Vec::new();
        for n in 0..firsts.len() {
            for entry in files[&format!("search/words-{n}.js")][1].as_array().unwrap() {
                if entry[0] == wanted {
                    let mut page = 0;
                    for pair in entry[1].as_array().unwrap().chunks(2) {
                        page += pair[0].as_u64().unwrap();
                        found.push(page);
                    }
                }
            }
        }
        found
    }

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

    #[test]
    fn a_title_outweighs_a_text_however_often_it_says_the_word() {
        let weights: BTreeMap<String, u32> =
            weigh(&SearchDoc { summary: "trade".into(), ..doc("Trade", "") }).into_iter().collect();
        assert_eq!(weights["trade"], IN_TITLE + IN_SUMMARY);
        let repeated: BTreeMap<String, u32> =
            weigh(&doc("Other", &"trade ".repeat(50))).into_iter().collect();
        assert_eq!(repeated["trade"], MOST_IN_TEXT);
    }

    #[test]
    fn words_that_scripts_find_on_every_object_are_words() {
        let files = read(&[doc("constructor", "__proto__ valueOf")]);
        assert_eq!(pages_of(&files, "constructor"), [0]);
        assert_eq!(pages_of(&files, "proto"), [0]);
    }

    #[test]
    fn a_large_book_is_cut_into_small_pieces_and_loses_nothing() {
        let docs: Vec<_> = (0..20_000)
            .map(|n| {
                doc(
                    &format!("Title{n}"),
                    &format!("common word{} and {}", n % 700, "filler ".repeat(40)),
                )
            })
            .collect();
        let files = build("search", &docs);
        assert!(files.len() > 20);
        for (path, bytes) in &files {
            assert!(bytes.len() < 80 * 1024, "{path}: {}", bytes.len());
        }
        let files = read(&docs);
        assert_eq!(pages_of(&files, "common"), (0..20_000).collect::<Vec<u64>>());
        assert_eq!(pages_of(&files, "word699").len(), 28);
        let firsts = files["search/manifest.js"][0]["firstWords"].as_array().unwrap();
        assert!(firsts.is_sorted_by_key(|first| first.as_str().unwrap().to_owned()));
    }

    #[test]
    fn an_empty_book_has_an_empty_index() {
        assert_eq!(build("search", &[]).len(), 1);
    }

    #[test]
    fn the_same_pages_give_the_same_bytes() {
        let docs = [doc("One", "b a c"), doc("Two", "c b")];
        assert_eq!(build("search", &docs), build("search", &docs));
    }

    proptest! {
        #[test]
        fn every_word_of_a_page_finds_it(texts in proptest::collection::vec("\\PC{0,60}", 1..6)) {
            let docs: Vec<_> = texts.iter().map(|text| doc("T", text)).collect();
            let files = read(&docs);
            for (number, text) in (0u64..).zip(&texts) {
                for term in terms(text) {
                    prop_assert!(pages_of(&files, &term).contains(&number), "{term}");
                }
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,80}") {
            let once = terms(&text);
            let again: Vec<String> = once.iter().flat_map(|term| terms(term)).collect();
            prop_assert_eq!(once, again);
        }
    }
}
