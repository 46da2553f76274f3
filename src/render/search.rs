//! The search index, in pieces that a page loads by script tags.
//!
//! Script tags, because nothing else loads over `file://`. The index is a folder of four kinds:
//! `manifest.js` says where things are; `words-N.js` hold the words in order, each with the pages
//! that have it and how much it weighs there; `pages-N.js` hold what results show; `facets.js` says
//! of what kind each page is and which topics it belongs to, for readers who narrow a search. A
//! query loads the one or two pieces that its words fall into and the pages it shows; no piece
//! passes 64 kB unless a single page's title and address do. `static/search.js` reads what is
//! written here, and folds words in the same way: see [`terms`].
//!
//! Words weigh by BM25 with fields (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
//! BM25 and Beyond", 2009): how often a word stands in the text counts less and less, and less on
//! long pages; standing in the title, another name, a heading or the summary counts apart. The
//! rarity of a word is left to the script, which knows how many pages have it.
//!
//! Knows nothing about where pages come from.

use std::collections::BTreeMap;

use ahash::AHashMap;
use serde::Serialize;

use crate::routes::OutputPath;

mod documents;
mod terms;

pub use documents::documents;
use terms::{for_each_term, terms};

/// A page to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchDoc {
    /// Relative to the site's root.
    pub href: String,
    pub title: String,
    /// Other names of what the page is about.
    pub names: Vec<String>,
    /// The headings of its text.
    pub headings: Vec<String>,
    /// The kind of the page, as readers call it.
    pub kind: String,
    /// Its kind's name and its topics' ids, to narrow a search by.
    pub facets: Facets,
    /// A BCP 47 tag.
    pub lang: String,
    /// The page's whole text, without markup.
    pub text: String,
    /// What the page is about, without markup; empty where it has no summary.
    pub summary: String,
}

/// What a search can be narrowed by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub kind: &'static str,
    pub topics: Vec<String>,
}

/// The folder of the index, and the script that a page loads first.
pub const FOLDER: &str = "search";
pub const MANIFEST: &str = "manifest.js";

/// A piece is closed when it reaches this many bytes.
const PIECE: usize = 48 * 1024;
/// As much of a page's text is kept for showing the passage that was found, in characters.
const KEPT_TEXT: usize = 2_000;

/// What a word weighs on a page, in quarters of a point: BM25's saturation and length
/// normalisation for the text, and a share of each field that has it.
const POINT: f64 = 4.0;
const MOST_IN_TEXT: f64 = 8.0;
const SATURATION: f64 = 1.5;
const LENGTH: f64 = 0.6;
/// A title or name counts mostly by itself, for the rest by how much of it the word is.
const IN_TITLE: f64 = 20.0;
/// What a word adds that is a whole title or name.
const WHOLE_NAME: f64 = 10.0;
const IN_SUMMARY: f64 = 4.0;
const IN_HEADING: f64 = 3.0;

/// The files of the index, in `folder`. Earlier pages win where two are equally good.
#[must_use]
pub fn build(folder: &str, docs: &[SearchDoc]) -> Vec<(OutputPath, Vec<u8>)> {
    let counted = crate::par::map(docs, count);
    let words: usize = counted.iter().map(|it| it.1).sum();
    let average = (words as f64 / docs.len().max(1) as f64).max(1.0);
    let numbered: Vec<_> = docs.iter().zip(counted).collect();
    let weighed = crate::par::map(&numbered, |(doc, counts)| weigh(doc, counts, average));
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
    files.push(("facets.js".to_owned(), facets_script(docs)));
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

/// The pages of each kind and of each topic, as differences of their numbers.
fn facets_script(docs: &[SearchDoc]) -> String {
    let mut kinds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut topics: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, doc) in docs.iter().enumerate() {
        kinds.entry(doc.facets.kind).or_default().push(number);
        for topic in &doc.facets.topics {
            topics.entry(topic).or_default().push(number);
        }
    }
    let differences = |pages: Vec<usize>| -> Vec<usize> {
        let before = std::iter::once(0).chain(pages.iter().copied());
        pages.iter().zip(before).map(|(page, before)| page - before).collect()
    };
    let lists = |by: BTreeMap<&str, Vec<usize>>| -> Vec<(String, Vec<usize>)> {
        by.into_iter().map(|(name, pages)| (name.to_owned(), differences(pages))).collect()
    };
    script("facets", &FacetLists { kinds: lists(kinds), topics: lists(topics) })
}

#[derive(Serialize)]
struct FacetLists {
    kinds: Vec<(String, Vec<usize>)>,
    topics: Vec<(String, Vec<usize>)>,
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

/// How often each term stands in a page's text, and how many words that has.
fn count(doc: &SearchDoc) -> (AHashMap<String, u32>, usize) {
    let mut counts: AHashMap<String, u32> = AHashMap::new();
    let mut words = 0;
    for_each_term(&doc.text, |term| {
        words += 1;
        match counts.get_mut(term) {
            Some(count) => *count += 1,
            None => {
                counts.insert(term.to_owned(), 1);
            }
        }
    });
    (counts, words)
}

/// The terms of a page and what each weighs there, each once, in no order.
fn weigh(
    doc: &SearchDoc,
    (counts, words): &(AHashMap<String, u32>, usize),
    average: f64,
) -> Vec<(String, u32)> {
    let length = SATURATION * (1.0 - LENGTH + LENGTH * *words as f64 / average);
    let mut weights: AHashMap<String, f64> = counts
        .iter()
        .map(|(term, &count)| {
            let count = f64::from(count);
            (term.clone(), MOST_IN_TEXT * count / (count + length))
        })
        .collect();
    let mut named: AHashMap<String, f64> = AHashMap::new();
    for name in std::iter::once(&doc.title).chain(&doc.names) {
        let mut once = terms(name);
        let whole = if once.len() == 1 { WHOLE_NAME } else { 0.0 };
        let share = IN_TITLE * (0.7 + 0.3 / once.len().max(1) as f64) + whole;
        once.sort_unstable();
        once.dedup();
        for term in once {
            let best = named.entry(term).or_default();
            *best = best.max(share);
        }
    }
    let mut once = |texts: &mut dyn Iterator<Item = &String>, bonus: f64| {
        let mut once: Vec<String> = texts.flat_map(|text| terms(text)).collect();
        once.sort_unstable();
        once.dedup();
        for term in once {
            *weights.entry(term).or_default() += bonus;
        }
    };
    once(&mut std::iter::once(&doc.summary), IN_SUMMARY);
    once(&mut doc.headings.iter(), IN_HEADING);
    for (term, share) in named {
        *weights.entry(term).or_default() += share;
    }
    weights
        .into_iter()
        .map(|(term, weight)| (term, (weight * POINT).round().max(1.0) as u32))
        .collect()
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
            facets: Facets { kind: "brief", topics: vec!["trade".into()] },
            ..SearchDoc::default()
        }
    }

    /// What each word weighs on a page, in a book whose pages have ten words each.
    fn weights(doc: &SearchDoc) -> BTreeMap<String, u32> {
        weigh(doc, &count(doc), 10.0).into_iter().collect()
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
    fn a_title_outweighs_a_text_however_often_it_says_the_word() {
        let repeated = weights(&doc("Other", &"trade ".repeat(500)))["trade"];
        for titled in [
            doc("Trade", ""),
            doc("How far is trade from its target", ""),
            SearchDoc { names: vec!["Trade".into()], ..doc("Commerce", "") },
        ] {
            assert!(weights(&titled)["trade"] > repeated, "{titled:?}");
        }
        let short = weights(&doc("Trade", ""))["trade"];
        assert!(short > weights(&doc("Trade and drones", ""))["trade"]);
    }

    #[test]
    fn a_word_counts_less_the_more_often_it_stands_and_the_longer_the_page() {
        let said = |times: usize, others: usize| {
            weights(&doc("T", &("trade ".repeat(times) + &"other ".repeat(others))))["trade"]
        };
        assert!(said(2, 8) > said(1, 9));
        assert!(said(2, 8) - said(1, 9) > said(9, 1) - said(8, 2));
        assert!(said(2, 8) > said(2, 200));
        let headed = SearchDoc { headings: vec!["Trade".into()], ..doc("T", "trade") };
        assert!(weights(&headed)["trade"] > said(1, 0));
    }

    #[test]
    fn pages_are_listed_by_kind_and_topic() {
        let other = SearchDoc {
            facets: Facets { kind: "actor", topics: vec!["eu".into(), "trade".into()] },
            ..doc("Two", "")
        };
        let files = read(&[doc("One", ""), other.clone(), doc("Three", ""), other]);
        assert_eq!(
            files["search/facets.js"][0],
            serde_json::json!({
                "kinds": [["actor", [1, 2]], ["brief", [0, 2]]],
                "topics": [["eu", [1, 2]], ["trade", [0, 1, 1, 1]]],
            })
        );
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
        assert_eq!(build("search", &[]).len(), 2);
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
    }
}
