//! What is written is read again as the same, by parsers that are not ours.

use hayagriva::io::from_biblatex_str;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn entry(fields: &str) -> Entry {
    let text = format!(r#"{{"a-key": {fields}}}"#);
    let library: hayagriva::Library = serde_json::from_str(&text).unwrap();
    library.into_iter().next().unwrap()
}

fn hard() -> Record {
    Record {
        key: "Işık-2025".into(),
        kind: WorkKind::JournalArticle,
        title: "NATO's 5 % & the {EU}: a_b #1 \\ x^2 ~ $3 -- d--e İSTANBUL".into(),
        authors: vec![
            Name::Person {
                family: "Müller & Söhne, and Co".into(),
                given: "Łukasz".into(),
                prefix: String::new(),
                suffix: String::new(),
            },
            Name::Person {
                family: "Beethoven".into(),
                given: "Ludwig".into(),
                prefix: "van".into(),
                suffix: "Jr.".into(),
            },
            Name::Whole("Organisation for Security and Co-operation, Europe".into()),
        ],
        date: Some(WorkDate { year: 2025, month: Some(4), day: Some(29), approximate: false }),
        container: Some("Journal of Hard Names".into()),
        volume: Some("12".into()),
        pages: Some("3-14".into()),
        url: Some("https://example.org/?a=1&b=2%20_~#x".into()),
        doi: Some("10.1000/a_b".into()),
        issn: Some("1234-5678".into()),
        language: Some("tr".into()),
        summary: Some("50 % more; see {here}.".into()),
        ..Record::default()
    }
}

#[test]
fn bibtex_is_read_again_as_the_same() {
    let record = hard();
    let bibtex = record.to_bibtex();
    let library = from_biblatex_str(&bibtex).unwrap_or_else(|e| panic!("{e:?}\n{bibtex}"));
    let read = Record::of(library.get("Işık-2025").unwrap());
    // BibLaTeX's `1--9` is a range of pages, which is written with one stroke elsewhere.
    let pages = read.pages.as_ref().map(|pages| pages.replace('–', "-"));
    // BibLaTeX knows languages by names of its own, tags it passes over.
    let read = Record { pages, language: record.language.clone(), ..read };
    assert_eq!(read, record, "{bibtex}");
}

#[test]
fn words_with_capitals_keep_them() {
    let record = Record { key: "x".into(), title: "[Why the EU: an eIDAS Story]".into(), ..hard() };
    let bibtex = record.to_bibtex();
    assert!(bibtex.contains("title = {[Why the {EU:} an {eIDAS} {Story]}},"), "{bibtex}");
    assert!(bibtex.contains("month = apr,\n  day = {29},"), "{bibtex}");
}

#[test]
fn csl_json_has_the_names_of_csl() {
    let record = hard();
    let read: serde_json::Value = serde_json::from_str(&record.to_csl_json()).unwrap();
    let item = &read[0];
    assert_eq!(item["type"], "article-journal");
    assert_eq!(item["title"], record.title.as_str());
    assert_eq!(item["URL"], record.url.as_deref().unwrap());
    assert_eq!(item["issued"], json!({ "date-parts": [[2025, 4, 29]] }));
    let beethoven = json!({
        "family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van", "suffix": "Jr."
    });
    assert_eq!(item["author"][1], beethoven);
    let whole = "Organisation for Security and Co-operation, Europe";
    assert_eq!(item["author"][2], json!({ "literal": whole }));
}

#[test]
fn ris_has_a_field_a_line() {
    let ris = hard().to_ris();
    assert!(ris.starts_with("TY  - JOUR\r\nID  - Işık-2025\r\n"), "{ris}");
    assert!(ris.ends_with("ER  - \r\n"), "{ris}");
    for line in ["AU  - van Beethoven, Ludwig, Jr.", "PY  - 2025", "DA  - 2025/04/29/", "SP  - 3"] {
        assert!(ris.contains(&format!("{line}\r\n")), "{line}: {ris}");
    }
    assert!(ris.lines().all(|line| line.len() >= 6 && &line[2..6] == "  - "), "{ris}");
}

#[test]
fn an_entry_becomes_a_record_with_what_its_parents_say() {
    let it = entry(
        r#"{"type": "article", "title": "On ports", "author": ["Smith, Ada", {"name": "ISTAT"}],
            "date": "~2024-02", "page-range": "3-14", "url": {"value": "https://example.org/a", "date": "2025-01-02"},
            "parent": {"type": "periodical", "title": "Harbours", "volume": 3, "issue": 2,
                       "publisher": {"name": "Quay", "location": "Bari"}, "serial-number": {"issn": "1234-5678"}}}"#,
    );
    let record = Record::of(&it);
    assert_eq!(record.kind, WorkKind::JournalArticle);
    assert_eq!(record.container.as_deref(), Some("Harbours"));
    assert_eq!((record.volume.as_deref(), record.issue.as_deref()), (Some("3"), Some("2")));
    assert_eq!(record.publisher.as_deref(), Some("Quay"));
    assert_eq!(record.place.as_deref(), Some("Bari"));
    assert_eq!(record.issn.as_deref(), Some("1234-5678"));
    assert_eq!(record.authors[1], Name::Whole("ISTAT".into()));
    assert_eq!(
        record.date,
        Some(WorkDate { year: 2024, month: Some(2), day: None, approximate: true })
    );
    assert!(record.to_csl_json().contains(r#""circa": true"#));
    assert!(record.to_ris().contains("DA  - 2024/02//\r\n"));
    let bibtex = record.to_bibtex();
    assert!(bibtex.contains("journal = {Harbours},") && bibtex.contains("urldate = {2025-01-02}"));
    assert!(bibtex.contains("pages = {3--14},"), "{bibtex}");
}

#[test]
fn names_as_authors_write_them() {
    assert_eq!(
        Name::written("Smith,  Ada"),
        Name::Person {
            family: "Smith".into(),
            given: "Ada".into(),
            prefix: String::new(),
            suffix: String::new()
        }
    );
    assert_eq!(Name::written("Ada Smith"), Name::Whole("Ada Smith".into()));
    assert_eq!(Name::written("Desk, "), Name::Whole("Desk,".into()));
}

#[test]
fn nothing_breaks_a_line_or_a_key() {
    let it = entry("{\"type\": \"web\", \"title\": \"One\\nER  - \\u0000two\"}");
    assert_eq!(Record::of(&it).title, "One ER - two");
    assert_eq!(key("a,b\"c%d"), "a-b-c-d");
}

proptest! {
    #[test]
    fn prop_any_title_survives_bibtex(title in "[a-zA-ZĞığİ{}%&$#_^~\\\\ :,=\"'@-]{1,40}") {
        let title = plain(&title);
        // An equals sign makes a name of BibLaTeX's longer form.
        let author = plain(&title.replace('=', ""));
        prop_assume!(!title.is_empty() && !author.is_empty());
        let authors = vec![Name::Whole(author)];
        let record = Record { key: "k".into(), title, authors, ..Record::default() };
        let bibtex = record.to_bibtex();
        let library = from_biblatex_str(&bibtex)
            .map_err(|error| TestCaseError::fail(format!("{error:?}: {bibtex}")))?;
        let read = Record::of(library.get("k").unwrap());
        prop_assert_eq!(&read.title, &record.title, "{}", bibtex);
        prop_assert_eq!(&read.authors, &record.authors, "{}", bibtex);
    }
}
