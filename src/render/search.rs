//! The search index, in pieces that a page loads by script tags.
//!
//! Script tags, because nothing else loads over `file://`. The index is a folder of five kinds:
//! `manifest.js` says where things are; `words-N.js` hold the words in order, each with the pages
//! that have it and how much it weighs there; `lists-N.js` hold what stands on so many pages that
//! it would fill a piece of words; `pages-N.js` hold what results show; `facets.js` says of what
//! kind each page is and which topics it belongs to, for readers who narrow a search. How large a
//! piece is depends on the book: see [`pieces`]. No numbered file passes 64 kB unless a single page's
//! title and address do. `static/search.js` reads what is written here, and folds words in the same
//! way: see [`terms`].
//!
//! Words weigh by BM25 with fields (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
//! BM25 and Beyond", 2009): how often a word stands in the text counts less and less, and less on
//! long pages; standing in the title, another name, a heading or the summary counts apart. The
//! rarity of a word is left to the script, which knows how many pages have it.
//!
//! Knows nothing about where pages come from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ahash::AHashMap;
use serde::Serialize;

use crate::routes::OutputPath;

mod documents;
mod pieces;
mod terms;

pub use documents::documents;
use pieces::Posting;
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
    let weighed = docs.iter().zip(counted).collect();
    let weighed = crate::par::map_owned(weighed, |(doc, counts)| weigh(doc, counts, average));
    let mut by_term: AHashMap<Cow<'_, str>, Vec<(u32, u32)>> = AHashMap::new();
    for (page, terms) in (0u32..).zip(weighed) {
        for (term, weight) in terms {
            by_term.entry(term).or_default().push((page, weight));
        }
    }
    let mut postings: Vec<Posting<'_>> = by_term.into_iter().collect();
    postings.sort_unstable_by(|a, b| utf16_order(&a.0, &b.0));
    let words = pieces::words(&postings, docs.len());
    let pages = pieces::pages(docs);
    let manifest =
        Manifest { pages: docs.len(), page_counts: &pages.counts, first_words: &words.firsts };
    let mut files = vec![(MANIFEST.to_owned(), script("manifest", &manifest))];
    let mut add = |kind: &str, pieces: &[String]| {
        files.extend(pieces.iter().enumerate().map(|(number, json)| {
            (format!("{kind}-{number}.js"), format!("briefbookSearch.{kind}({number},{json});\n"))
        }));
    };
    add("words", &words.pieces);
    add("lists", &words.lists);
    add("pages", &pages.pieces);
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
    /// How many pages there are.
    pages: usize,
    /// How many of them each `pages-N.js` has.
    page_counts: &'a [usize],
    /// The first word in each `words-N.js`.
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
    format!("briefbookSearch.{method}({});\n", json(value))
}

/// Plain data always serialises.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What each term of a page weighs. Most terms stand in its text as they are.
type Weights<'d> = AHashMap<Cow<'d, str>, f64>;

/// How often each term stands in a page's text, and how many words that has.
fn count(doc: &SearchDoc) -> (Weights<'_>, usize) {
    // Half of the words of a text stand there before, and they have six letters.
    let mut counts = Weights::with_capacity(doc.text.len() / 14);
    let mut words = 0;
    for_each_term(&doc.text, |term, standing| {
        words += 1;
        match counts.get_mut(term) {
            Some(count) => *count += 1.0,
            None => {
                let term = standing.map_or_else(|| term.to_owned().into(), Cow::Borrowed);
                counts.insert(term, 1.0);
            }
        }
    });
    (counts, words)
}

/// The terms of a page and what each weighs there, each once, in no order.
fn weigh<'d>(
    doc: &'d SearchDoc,
    (mut weights, words): (Weights<'d>, usize),
    average: f64,
) -> Vec<(Cow<'d, str>, u32)> {
    let length = SATURATION * (1.0 - LENGTH + LENGTH * words as f64 / average);
    weights.values_mut().for_each(|it| *it = MOST_IN_TEXT * *it / (*it + length));
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
            *weights.entry(term.into()).or_default() += bonus;
        }
    };
    once(&mut std::iter::once(&doc.summary), IN_SUMMARY);
    once(&mut doc.headings.iter(), IN_HEADING);
    for (term, share) in named {
        *weights.entry(term.into()).or_default() += share;
    }
    weights
        .into_iter()
        .map(|(term, weight)| (term, (weight * POINT).round().max(1.0) as u32))
        .collect()
}

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
        weigh(doc, count(doc), 10.0).into_iter().map(|it| (it.0.into_owned(), it.1)).collect()
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

    /// The names of the files that the script loads for a term, and the pages it finds.
    fn look_up(files: &BTreeMap<String, Value>, wanted: &str) -> (Vec<String>, Vec<u64>) {
        let firsts = files["search/manifest.js"][0]["firstWords"].as_array().unwrap();
        let after = firsts.partition_point(|it| utf16_order(it.as_str().unwrap(), wanted).is_le());
        let Some(number) = after.checked_sub(1) else { return Default::default() };
        let mut read = vec![format!("search/words-{number}.js")];
        let words: Vec<_> = files[&read[0]][1].as_str().unwrap().split(' ').collect();
        let Some(entry) = words.chunks(2).find(|it| it[0] == wanted) else {
            return Default::default();
        };
        let parts = match entry[1].strip_prefix('!') {
            None => vec![entry[1]],
            Some(place) => {
                let place = pieces::numbers(place);
                read.extend(
                    (0..place[1]).map(|part| format!("search/lists-{}.js", place[0] + part)),
                );
                read[1..].iter().map(|name| files[name][1].as_str().unwrap()).collect()
            }
        };
        let mut pages = Vec::new();
        for part in parts {
            let numbers = pieces::numbers(part);
            let mut next = 0;
            for left_out in &numbers[..numbers.len() / 2] {
                pages.push(next + left_out);
                next += left_out + 1;
            }
        }
        (read, pages)
    }

    fn pages_of(files: &BTreeMap<String, Value>, wanted: &str) -> Vec<u64> {
        look_up(files, wanted).1
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

    /// As many pages as asked for; some words stand on every page, others on few.
    fn large_book(pages: usize) -> Vec<SearchDoc> {
        (0..pages)
            .map(|n| {
                doc(
                    &format!("Common title{n}"),
                    &format!("word{} seldom{} and {}", n % 700, n / 3, "filler ".repeat(40)),
                )
            })
            .collect()
    }

    #[test]
    fn a_large_book_is_cut_into_small_pieces_and_loses_nothing() {
        let docs = large_book(20_000);
        let files = build("search", &docs);
        for (path, bytes) in &files {
            let facets = path.as_str().ends_with("facets.js");
            assert!(facets || bytes.len() < 64 * 1024, "{path}: {}", bytes.len());
        }
        let files = read(&docs);
        assert_eq!(pages_of(&files, "common"), (0..20_000).collect::<Vec<u64>>());
        assert_eq!(pages_of(&files, "word699").len(), 28);
        assert_eq!(pages_of(&files, "seldom6666"), [19_998, 19_999]);
        assert_eq!(pages_of(&files, "wor"), [0; 0]);
        let counts = files["search/manifest.js"][0]["pageCounts"].as_array().unwrap();
        assert_eq!(counts.iter().map(|it| it.as_u64().unwrap()).sum::<u64>(), 20_000);
    }

    #[test]
    fn a_query_loads_little_of_a_large_book() {
        let docs = large_book(6_000);
        let files = read(&docs);
        let size: BTreeMap<_, _> =
            build("search", &docs).into_iter().map(|it| (it.0.to_string(), it.1.len())).collect();
        let largest_pages = size
            .iter()
            .filter(|(name, _)| name.contains("pages-"))
            .map(|(_, size)| *size)
            .max()
            .unwrap();
        for (query, most) in [
            // Of these three, two stand on every page.
            (["common", "filler", "title77"].as_slice(), 190_000),
            (["word5"].as_slice(), 150_000),
            (["seldom5"].as_slice(), 150_000),
        ] {
            let mut loaded = vec!["search/manifest.js".to_owned()];
            for term in query {
                let (read, pages) = look_up(&files, term);
                assert!(!pages.is_empty(), "{term}");
                loaded.extend(read);
            }
            let bytes: usize = loaded.iter().map(|name| size[name]).sum();
            let bytes = bytes + 10 * largest_pages;
            assert!(bytes < most, "{query:?} loads {bytes} bytes: {loaded:?}");
        }
    }

    #[test]
    fn a_small_book_has_few_files() {
        let files = read(&large_book(300));
        assert!(files.keys().all(|name| !name.contains("lists-")));
        assert!(files.len() <= 7, "{:?}", files.keys());
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
