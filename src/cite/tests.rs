//! What notes, running text and bibliographies print. Written out, since it is what readers see.

use hayagriva::io::from_yaml_str;
use proptest::prelude::*;

use super::*;
use crate::model::Lang;
use crate::source::{SourcePath, SourceSetBuilder, Span, Spanned};
use crate::syntax::reference::LocatorPart;

/// Sources as the bibliography `yaml` has them.
pub(super) fn sources(yaml: &str) -> Vec<Source> {
    let mut files = SourceSetBuilder::new();
    let path = SourcePath::new("content/sources.yaml").unwrap();
    files.insert(path, yaml.as_bytes().to_vec());
    let file = files.build().find("content/sources.yaml").unwrap();
    let span = Span::at(file, 0);
    from_yaml_str(yaml)
        .unwrap()
        .into_iter()
        .map(|entry| Source {
            key: Spanned::new(SourceKey::new(entry.key()).unwrap(), span),
            span,
            entry,
            snapshot: None,
            inferred: Vec::new(),
            missing: Vec::new(),
            note: None,
            retracted: None,
            corrected: None,
            cited_in: None,
        })
        .collect()
}

pub(super) fn load(name: &str, lang: &str) -> Style {
    Style::load(name, &Lang::new(lang).unwrap()).unwrap()
}

pub(super) const YAML: &str = r#"
report:
  type: report
  title: "Unlocking Strategic Potential: A Partnership in Defence"
  author: "Chiriatti, Alessia"
  date: 2026
  publisher: "Istituto Affari Internazionali"
  serial-number: "26 | 02"
described:
  type: report
  title: "[Policy brief on the partnership]"
  date: 2025
undated:
  type: article
  title: "Two countries set sights on \\$40 billion of trade"
  parent: { type: newspaper, title: Gazette }
two:
  type: article
  title: Structures of trade
  author: ["Doe, Jane", "Roe, Richard"]
  date: 2020-05-03
  page-range: 12-34
  serial-number: { doi: 10.1000/xyz123 }
  parent: { type: periodical, title: Journal of Trade, volume: 12, issue: 3 }
many:
  type: book
  title: A Handbook
  author: ["One, Anna", "Two, Bruno", "Three, Carla", "Four, Dino", "Five, Eva"]
  date: 2019
  publisher: { name: Press, location: Rome }
corporate:
  type: web
  title: Key facts
  author: { name: North Atlantic Treaty Organization }
  date: 2024-07
  url: { value: "https://example.org/facts?a=1&b=2", date: 2025-01-01 }
chapter:
  type: chapter
  title: Ships
  author: "Yılmaz, İpek"
  date: 2021
  page-range: 5-9
  parent: { type: book, title: Navies, editor: "van der Ede, Tor", publisher: Press }
twin-a:
  type: book
  title: Alpha
  author: "Twin, Tom"
  date: 2018
twin-b:
  type: book
  title: Beta
  author: "Twin, Tom"
  date: 2018
nobody:
  type: misc
  title: Leaflet
"#;

pub(super) fn key(name: &str) -> SourceKey {
    SourceKey::new(name).unwrap()
}

pub(super) fn locator(parts: &[LocatorPart]) -> Locator {
    Locator { parts: parts.to_vec() }
}

fn section(value: &str) -> LocatorPart {
    LocatorPart::Section(value.to_owned())
}

pub(super) fn page(value: &str) -> LocatorPart {
    LocatorPart::Page(value.to_owned())
}

pub(super) fn english() -> Lang {
    Lang::new("en").unwrap()
}

struct Book(Citations);

impl Book {
    fn new(style: &str, lang: &str) -> Self {
        Self(Citations::new(&sources(YAML), load(style, lang), &english()))
    }

    fn note(&self, name: &str, parts: &[LocatorPart]) -> String {
        let (key, locator) = (key(name), locator(parts));
        let item = CiteItem { key: &key, prefix: "", locator: Some(&locator), again: false };
        self.0.note(&[item]).to_text()
    }

    fn in_text(&self, name: &str, parts: &[LocatorPart]) -> String {
        let (key, locator) = (key(name), locator(parts));
        let locator = (!parts.is_empty()).then_some(&locator);
        let item = CiteItem { key: &key, prefix: "", locator, again: false };
        self.0.in_text(&item).to_text()
    }
}

#[test]
fn a_note_names_the_source_in_full_and_says_the_lines() {
    let book = Book::new("chicago-notes", "en");
    assert_eq!(
        book.note("report", &[section("3.1"), LocatorPart::Lines(57, 60)]),
        "Alessia Chiriatti, Unlocking Strategic Potential: A Partnership in Defence, 26 | 02 \
         (Istituto Affari Internazionali, 2026), sec. 3.1, lines 57–60 of the stored text."
    );
    assert_eq!(
        book.note("undated", &[LocatorPart::Lines(4, 4)]),
        "“Two Countries Set Sights on $40 Billion of Trade,” Gazette, n.d., \
         line 4 of the stored text."
    );
}

#[test]
fn further_parts_of_a_locator_are_not_lost() {
    let book = Book::new("chicago-notes", "en");
    let note = book.note("many", &[page("12-14"), LocatorPart::Note("5".to_owned())]);
    assert!(note.ends_with(", 12–14, n. 5."), "{note}");
}

#[test]
fn a_note_joins_its_sources_with_what_stands_before_them() {
    let book = Book::new("chicago-notes", "en");
    let (report, many) = (key("report"), key("many"));
    let place = locator(&[page("7")]);
    let note = book.0.note(&[
        CiteItem { key: &report, prefix: "See ", locator: None, again: false },
        CiteItem { key: &many, prefix: "", locator: Some(&place), again: false },
    ]);
    assert_eq!(
        note.to_text(),
        "See Alessia Chiriatti, Unlocking Strategic Potential: A Partnership in Defence, \
         26 | 02 (Istituto Affari Internazionali, 2026); Anna One et al., A Handbook \
         (Press, 2019), 7."
    );
    assert!(note.to_html().contains("<em>A Handbook</em>"), "{}", note.to_html());
}

#[test]
fn a_later_mention_is_short_and_never_ibid() {
    let (report, place) = (key("report"), locator(&[page("7")]));
    let again = |style: &str| {
        let item = CiteItem { key: &report, prefix: "", locator: Some(&place), again: true };
        Book::new(style, "en").0.note(&[item]).to_text()
    };
    assert_eq!(
        again("chicago-notes"),
        "Chiriatti, Unlocking Strategic Potential: A Partnership in Defence, 7."
    );
    let turabian = again("turabian-fullnote-8");
    assert!(turabian.contains("Chiriatti") && !turabian.contains("Istituto"), "{turabian}");
    // Styles without notes have no later mention.
    let numbers = again("iso-690-numeric");
    assert!(numbers.contains("Istituto Affari Internazionali"), "{numbers}");
}

#[test]
fn a_second_place_in_a_source_needs_no_more_than_the_place() {
    let book = Book::new("chicago-notes", "en");
    let many = key("many");
    let places = [locator(&[page("7")]), locator(&[section("3"), LocatorPart::Lines(5, 6)])];
    let item = |at: usize, prefix| CiteItem {
        key: &many,
        prefix,
        locator: Some(&places[at]),
        again: false,
    };
    let joined = |prefix| book.0.note(&[item(0, ""), item(1, prefix)]).to_text();
    assert_eq!(
        joined(""),
        "Anna One et al., A Handbook (Press, 2019), 7; sec. 3, lines 5–6 of the stored text."
    );
    assert!(joined("but see").contains("; but see Anna One et al."), "{}", joined("but see"));
}

#[test]
fn the_language_of_the_page_is_spoken() {
    let book = Book::new("chicago-notes", "it");
    let note = book.note("report", &[section("3"), LocatorPart::Lines(7, 7)]);
    assert!(note.ends_with("sez. 3, riga 7 del testo conservato."), "{note}");
    let book = Book::new("apa", "tr");
    let entry = book.0.plain(&key("undated"));
    assert!(entry.contains("t.y."), "{entry}");
}

#[test]
fn running_text_names_the_author_or_else_the_title() {
    let notes = Book::new("chicago-notes", "en");
    assert_eq!(notes.in_text("report", &[section("3.1")]), "Alessia Chiriatti");
    assert_eq!(notes.in_text("two", &[]), "Jane Doe and Richard Roe");
    assert_eq!(notes.in_text("many", &[]), "Anna One et al.");
    assert_eq!(notes.in_text("corporate", &[]), "North Atlantic Treaty Organization");
    assert_eq!(notes.in_text("described", &[]), "[Policy brief on the partnership]");
    assert_eq!(notes.in_text("undated", &[]), "“Two countries set sights on $40 billion of trade”");

    let years = Book::new("chicago-author-date", "en");
    assert_eq!(years.in_text("report", &[section("3.1")]), "Chiriatti (2026, sec. 3.1)");
    assert_eq!(years.in_text("two", &[]), "Doe and Roe (2020)");
    assert_eq!(years.in_text("described", &[]), "[Policy brief on the partnership] (2025)");

    let mla = Book::new("mla", "en");
    assert_eq!(mla.in_text("report", &[]), "Chiriatti");
    assert_eq!(mla.in_text("report", &[page("3")]), "Chiriatti (3)");
    let ieee = Book::new("ieee", "en");
    assert_eq!(ieee.in_text("report", &[page("3")]), "A. Chiriatti");
}

#[test]
fn styles_of_numbers_print_the_entry_in_the_note() {
    let book = Book::new("ieee", "en");
    assert_eq!(
        book.note("report", &[page("4-6"), LocatorPart::Lines(3, 3)]),
        "A. Chiriatti, “Unlocking Strategic Potential: A Partnership in Defence,” Istituto \
         Affari Internazionali, 26 | 02, 2026, pp. 4–6, line 3 of the stored text."
    );
}

#[test]
fn styles_of_years_tell_twins_apart() {
    let book = Book::new("chicago-author-date", "en");
    assert_eq!(book.note("twin-a", &[page("3")]), "Twin 2018a, 3.");
    assert_eq!(book.note("twin-b", &[page("3")]), "Twin 2018b, 3.");
    assert_eq!(book.in_text("twin-b", &[]), "Twin (2018b)");
    assert_eq!(book.0.plain(&key("twin-b")), "Twin, Tom. 2018b. Beta.");
}

#[test]
fn every_source_has_an_entry_in_every_style() {
    let mut sources = sources(YAML);
    sources.retain(|source| ["nobody", "undated"].contains(&source.key.value.as_str()));
    for name in style_names() {
        let citations = Citations::new(&sources, load(name, "en"), &english());
        for (key, entry) in citations.bibliography() {
            assert!(!entry.is_blank(), "{name}: {key}");
            let item = CiteItem { key, prefix: "", locator: None, again: false };
            assert!(!citations.note(&[item]).is_blank(), "{name}: {key}");
            assert!(!citations.in_text(&item).is_blank(), "{name}: {key}");
        }
    }
}

#[test]
fn links_are_links_and_titles_are_text() {
    let yaml = r#"
evil:
  type: web
  title: "<script>alert(1)</script> ]]> & \"more\""
  author: "<b>, <i>"
  url: "javascript:alert(1)"
good:
  type: web
  title: Facts
  url: "https://example.org/?a=1&b=%22"
"#;
    let citations = Citations::new(&sources(yaml), load("chicago-notes", "en"), &english());
    let html = citations.bibliography_entry(&key("evil")).to_html();
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("href"), "{html}");
    let html = citations.bibliography_entry(&key("good")).to_html();
    assert!(html.contains("<a href=\"https://example.org/?a=1&amp;b=%22\">"), "{html}");
}

#[test]
fn an_unknown_source_is_its_key() {
    let book = Book::new("chicago-notes", "en");
    assert_eq!(book.note("gone", &[page("3")]), "gone.");
    assert_eq!(book.in_text("gone", &[]), "gone");
    assert_eq!(book.0.plain(&key("gone")), "gone");
}

#[test]
fn a_source_that_holds_the_placeholder_keeps_its_own_digits() {
    let digits = Shape::Number.placeholder(0).printed;
    let yaml = format!("a: {{ type: book, title: 'Number {digits}', author: 'A, B' }}");
    let citations = Citations::new(&sources(&yaml), load("chicago-author-date", "en"), &english());
    let (a, place) = (key("a"), locator(&[page("77")]));
    let item = CiteItem { key: &a, prefix: "", locator: Some(&place), again: false };
    assert_eq!(citations.note(&[item]).to_text(), "A, n.d., 77.");
    let citations = Citations::new(&sources(&yaml), load("chicago-notes", "en"), &english());
    assert_eq!(citations.note(&[item]).to_text(), format!("B. A, Number {digits} (n.d.), 77."));
}

#[test]
fn the_bibliography_is_ordered_for_readers() {
    let book = Book::new("chicago-notes", "en");
    let order: Vec<String> = book.0.bibliography().iter().map(|(key, _)| key.to_string()).collect();
    assert_eq!(
        order,
        [
            "report",
            "two",
            "nobody",
            "corporate",
            "many",
            "described",
            "twin-a",
            "twin-b",
            "undated",
            "chapter"
        ]
    );
    let (a, b, c) = (key("undated"), key("gone"), key("two"));
    assert_eq!(book.0.sorted([&a, &b, &c, &a]), [&c, &a, &b]);
}

#[test]
fn letters_are_ordered_by_the_language() {
    let yaml = "
a: { type: book, title: A, author: 'Çelik, A' }
b: { type: book, title: B, author: 'Cz, A' }
c: { type: book, title: C, author: 'Da, A' }
";
    let order = |lang: &str| -> Vec<String> {
        Citations::new(&sources(yaml), load("apa", lang), &english())
            .bibliography()
            .iter()
            .map(|(key, _)| key.to_string())
            .collect()
    };
    assert_eq!(order("en"), ["a", "b", "c"]);
    assert_eq!(order("tr"), ["b", "a", "c"]);
}

#[test]
fn the_same_is_printed_whatever_was_asked_before() {
    let asked = Book::new("chicago-author-date", "en");
    assert_eq!(asked.0.bibliography().len(), 10);
    asked.note("twin-b", &[page("1")]);
    let fresh = Book::new("chicago-author-date", "en");
    for name in ["twin-b", "report", "twin-a"] {
        let parts = [page("12-13")];
        assert_eq!(asked.note(name, &parts), fresh.note(name, &parts));
    }
}

proptest! {
    #![proptest_config(crate::syntax::testing::cases(12))]

    /// However odd a source, each of its texts says something and none panics.
    #[test]
    fn no_source_is_too_odd(
        kind in prop::sample::select(vec!["article", "book", "web", "chapter", "misc", "post"]),
        title in "[^\\p{Cc}{}\\\\$]{1,20}",
        author in "[^\\p{Cc},]{1,12}(, [^\\p{Cc},]{0,8})?",
        date in "(~?[0-9]{4}(-1[0-2])?|-[0-9]{4})",
        number in "[^\\p{Cc}]{1,12}",
        place in "[^\\p{Cc}]{0,8}",
    ) {
        let yaml = serde_json::json!({ "odd": {
            "type": kind, "title": title, "author": author, "date": date, "volume": number,
            "page-range": number, "edition": number, "serial-number": number,
            "parent": { "title": title, "issue": number },
        }});
        let sources = sources(&yaml.to_string());
        let (key, place) = (key("odd"), locator(&[page(&place), section(&place)]));
        let item = CiteItem { key: &key, prefix: "see", locator: Some(&place), again: false };
        for style in [DEFAULT_STYLE, "apa", "ieee", "alphanumeric"] {
            let citations = Citations::new(&sources, load(style, "en"), &english());
            prop_assert!(!citations.note(&[item]).is_blank());
            prop_assert!(!citations.in_text(&item).is_blank());
            prop_assert!(!citations.bibliography_entry(&key).is_blank());
        }
    }
}
