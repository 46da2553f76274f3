use proptest::prelude::*;

use super::*;
use crate::decode::{Decoded, Settings, file};
use crate::model::Lang;
use crate::source::{SourcePath, SourceSetBuilder};

fn decode(yaml: &str) -> Decoded {
    let path = "content/sources.yaml";
    let mut files = SourceSetBuilder::new();
    files.insert(SourcePath::new(path).unwrap(), yaml.as_bytes().to_vec());
    let files = files.build();
    let id = files.find(path).unwrap();
    let settings = Settings { languages: vec![Lang::new("en").unwrap()] };
    file(id, files.get(id), &settings)
}

/// Each fault as its code, the text it points at, and what it says.
fn faults(yaml: &str) -> Vec<(Code, String, String)> {
    decode(yaml)
        .faults
        .into_iter()
        .map(|fault| {
            let crate::diag::Place::Span(span) = fault.place else { panic!("no span") };
            let hints = fault.hints.join("; ");
            (fault.code, yaml[span.range()].to_owned(), format!("{} | {hints}", fault.message))
        })
        .collect()
}

#[track_caller]
fn only_fault(yaml: &str, code: Code, at: &str, says: &str) {
    let faults = faults(yaml);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    let (found, place, message) = &faults[0];
    assert_eq!((*found, place.as_str()), (code, at), "{message}");
    assert!(message.contains(says), "{message}");
}

fn title(yaml: &str) -> String {
    let sources = decode(yaml).sources;
    sources[0].entry.title().unwrap().to_string()
}

#[test]
fn reads_an_entry_and_what_the_book_adds() {
    let hash = "a62a6ec7b6696e8366e786bcfbeb2d3be3cb5f5eec64f0d8c6b5ef8848091da7";
    let decoded = decode(&format!(
        r#"
Chiriatti2026:
  type: report
  title: "Unlocking: Strategic Potential"
  author: ["Chiriatti, Alessia", {{ name: Institute }}]
  date: 2026
  publisher: {{ name: Istituto, location: Rome }}
  serial-number: "26 | 02"
  parent: {{ type: periodical, title: Papers, issue: 2 }}
  briefbook:
    snapshot: {{ file: 001.txt, sha256: {hash} }}
    inferred: [date]
    missing: [editor]
    note: "As [@Chiriatti2026, L5] says."
    retracted: {{ date: 2026-01-02, note: "It was." }}
    corrected: {{ date: 2026-01-01 }}
"#
    ));
    assert_eq!(decoded.faults, []);
    let source = &decoded.sources[0];
    assert_eq!(source.key.value.as_str(), "Chiriatti2026");
    assert_eq!(source.key.value.slug().as_str(), "chiriatti2026");
    assert_eq!(source.entry.title().unwrap().to_string(), "Unlocking: Strategic Potential");
    let authors = source.entry.authors().unwrap();
    assert_eq!((authors[0].name.as_str(), authors[1].name.as_str()), ("Chiriatti", "Institute"));
    assert_eq!(source.entry.date().unwrap().year, 2026);
    assert_eq!(source.entry.keyed_serial_number("serial"), Some("26 | 02"));
    assert_eq!(source.entry.parents()[0].title().unwrap().to_string(), "Papers");
    assert_eq!(source.snapshot.as_ref().unwrap().sha256.value, hash);
    assert_eq!(
        (source.inferred.as_slice(), source.missing.as_slice()),
        (&["date".to_owned()][..], &["editor".to_owned()][..])
    );
    assert_eq!(source.note.as_ref().unwrap().body.references.len(), 1);
    assert_eq!(source.corrected.as_ref().unwrap().date.unwrap().to_string(), "2026-01-01");
    assert_eq!(source.retracted.as_ref().unwrap().date.unwrap().to_string(), "2026-01-02");
}

#[test]
fn a_work_known_through_another_may_say_where() {
    let decoded = decode(
        "a:\n  type: book\n  title: A\n  briefbook:\n    cited_in: { source: b, locator: \"fn. 5, L9\" }\n",
    );
    assert_eq!(decoded.faults, []);
    let cited_in = decoded.sources[0].cited_in.as_ref().unwrap();
    assert_eq!(cited_in.source.value.as_str(), "b");
    assert_eq!(cited_in.locator.as_ref().unwrap().value.parts.len(), 2);
    let decoded = decode("a:\n  type: book\n  title: A\n  briefbook: { cited_in: b }\n");
    let cited_in = decoded.sources[0].cited_in.as_ref().unwrap();
    assert_eq!((cited_in.source.value.as_str(), &cited_in.locator), ("b", &None));
}

#[test]
fn every_field_that_hayagriva_knows_is_read() {
    let decoded = decode(
        r#"
a:
  type: Book
  title: { value: A long title, short: Short }
  author: { name: Roe, given-name: Jane, prefix: van, suffix: Jr., comma-suffix: true, alias: jr }
  date: { year: 2020, month: 4, approximate: true }
  editor: "Doe, Jane"
  affiliated: [{ role: translator, names: ["Poe, Ann", "Loe, Ben"] }]
  publisher: Press
  location: Rome
  organization: Body
  issue: 3
  chapter: 4
  volume: 5a
  volume-total: 6
  edition: second
  page-range: 12-34
  page-total: 300
  time-range: 00:10:00-00:20:00
  runtime: "01:30:00"
  url: { value: "https://example.org/x?y=1", date: 2024-01-31 }
  serial-number: { doi: 10.1000/182, ISBN: 9783161484100 }
  language: en-GB
  archive: Archive
  archive-location: Ankara
  call-number: X 12
  note: A note
  abstract: "Two\n\nparagraphs"
  genre: Thesis
"#,
    );
    assert_eq!(decoded.faults, []);
    let entry = &decoded.sources[0].entry;
    for name in entry::field_names().filter(|name| !["serial", "parent"].contains(name)) {
        assert!(entry.has(name), "{name}");
    }
    assert!(entry.authors().unwrap()[0].comma_suffix);
    assert!(entry.date().unwrap().approximate);
    assert_eq!(entry.affiliated().unwrap()[0].names.len(), 2);
    assert!(entry.runtime().unwrap().as_typed().is_some());
    assert!(entry.time_range().unwrap().as_typed().is_some());
    assert!(entry.page_range().unwrap().as_typed().is_some());
    assert_eq!((entry.doi(), entry.isbn()), (Some("10.1000/182"), Some("9783161484100")));
    assert_eq!(entry.abstract_().unwrap().to_string(), "Two paragraphs");
}

#[test]
fn every_type_that_hayagriva_knows_is_known() {
    let all = [
        "article",
        "chapter",
        "entry",
        "anthos",
        "report",
        "thesis",
        "web",
        "scene",
        "artwork",
        "patent",
        "case",
        "newspaper",
        "legislation",
        "manuscript",
        "post",
        "misc",
        "performance",
        "periodical",
        "proceedings",
        "book",
        "blog",
        "reference",
        "conference",
        "anthology",
        "repository",
        "thread",
        "video",
        "audio",
        "exhibition",
        "original",
        "Article",
    ];
    for kind in all {
        let decoded = decode(&format!("a: {{ type: {kind}, title: A }}"));
        assert_eq!(decoded.faults, [], "{kind}");
        let parsed: hayagriva::types::EntryType = kind.parse().unwrap();
        assert_eq!(*decoded.sources[0].entry.entry_type(), parsed);
    }
}

#[test]
fn money_is_not_mathematics() {
    assert_eq!(
        title(r#"a: { type: web, title: "From $40 billion to \\$50, {NATO} says" }"#),
        "From $40 billion to $50, NATO says"
    );
    assert_eq!(
        title(r#"a: { type: web, title: { value: "$1 {and} $2", verbatim: true } }"#),
        "$1 {and} $2"
    );
}

#[test]
fn unknown_keys_are_faults_at_every_depth() {
    only_fault("a: { type: web, titel: A }", Code::UnknownKey, "titel", "did you mean `title`");
    only_fault(
        "a: { type: web, title: A, parent: { type: web, tilte: B } }",
        Code::UnknownKey,
        "tilte",
        "did you mean `title`",
    );
    only_fault(
        "a: { type: web, title: A, author: [{ name: B, given: C }] }",
        Code::UnknownKey,
        "given",
        "a person has no key",
    );
    only_fault(
        "a: { type: web, title: A, url: { value: https://example.org, visited: 2024 } }",
        Code::UnknownKey,
        "visited",
        "an address has no key",
    );
    only_fault(
        "a: { type: web, title: A, briefbook: { infered: [] } }",
        Code::UnknownKey,
        "infered",
        "did you mean `inferred`",
    );
}

#[test]
fn a_refused_field_is_reported_where_it_stands_and_the_rest_is_kept() {
    let yaml = r#"
a:
  type: boook
  title: Kept
  date: 29 April
  url: example.org
  author: ["Doe, Jane", "One, Two, Three, Four"]
  language: not a language
"#;
    let found = faults(yaml);
    let places: Vec<(Code, &str)> =
        found.iter().map(|(code, place, _)| (*code, place.as_str())).collect();
    assert_eq!(
        places,
        [
            (Code::InvalidValue, "boook"),
            (Code::InvalidDate, "29 April"),
            (Code::InvalidSource, "example.org"),
            (Code::InvalidSource, "\"One, Two, Three, Four\""),
            (Code::InvalidSource, "not a language"),
        ]
    );
    assert!(found[0].2.contains("did you mean `book`"), "{}", found[0].2);
    let source = &decode(yaml).sources[0];
    assert_eq!(source.entry.title().unwrap().to_string(), "Kept");
    assert_eq!(source.entry.authors().unwrap().len(), 1);
    assert!(source.entry.date().is_none());
}

#[test]
fn values_of_the_wrong_shape_are_faults() {
    only_fault("a: { title: A }", Code::MissingKey, "title", "needs the key `type`");
    only_fault(
        "a: { type: web, url: { date: 2024 } }",
        Code::MissingKey,
        "date",
        "needs the key `value`",
    );
    only_fault("a: { type: web, title: [A] }", Code::WrongType, "[A]", "text is wanted");
    only_fault("a: { type: web, date: [2024] }", Code::WrongType, "[2024]", "a date is wanted");
    only_fault("a: { type: web, date: 2024-02-30 }", Code::InvalidDate, "2024-02-30", "no date");
    only_fault("a: { type: web, date: 24 }", Code::InvalidDate, "24", "is not a date");
    only_fault("a: { type: web, date: 2024-Q1 }", Code::InvalidDate, "2024-Q1", "not a day");
    only_fault("a: just text", Code::WrongType, "just text", "a source is a mapping");
    only_fault("a: { type: web, title: 'a } b' }", Code::InvalidSource, "'a } b'", "in pairs");
}

#[test]
fn approximate_and_ancient_dates_are_read() {
    for (written, year) in [("~2024", 2024), ("\"-0044-03-15\"", -44), ("2024-05", 2024)] {
        let decoded = decode(&format!("a: {{ type: web, date: {written} }}"));
        assert_eq!(decoded.faults, [], "{written}");
        assert_eq!(decoded.sources[0].entry.date().unwrap().year, year, "{written}");
    }
}

#[test]
fn what_the_book_says_of_fields_must_be_so() {
    let yaml = |ours: &str| format!("a: {{ type: web, title: A, briefbook: {{ {ours} }} }}");
    only_fault(&yaml("inferred: [date]"), Code::InvalidValue, "date", "the source has none");
    only_fault(&yaml("missing: [title]"), Code::InvalidValue, "title", "the source has one");
    only_fault(&yaml("missing: [autor]"), Code::InvalidValue, "autor", "did you mean `author`");
    let hash = "0".repeat(64);
    only_fault(
        &yaml(&format!("snapshot: {{ file: ../x, sha256: {hash} }}")),
        Code::InvalidValue,
        "../x",
        "without a folder",
    );
    only_fault(
        &yaml("snapshot: { file: x.txt, sha256: ABC }"),
        Code::InvalidValue,
        "ABC",
        "64 hexadecimal",
    );
    only_fault(&yaml("snapshot: { file: x.txt }"), Code::MissingKey, "file", "`sha256`");
}

#[test]
fn keys_must_be_citable() {
    only_fault("'a b': { type: web }", Code::InvalidId, "'a b'", "cannot be a source's key");
    only_fault("'—': { type: web }", Code::InvalidId, "'—'", "cannot be a source's key");
    assert_eq!(decode("https://example.org/a: { type: web }").sources.len(), 1);
}

#[test]
fn works_within_works_end_somewhere() {
    let nested = (0..30)
        .fold("{ title: A }".to_owned(), |inner, _| format!("{{ title: A, parent: {inner} }}"));
    let yaml = format!("a: {{ type: web, parent: {nested} }}");
    let faults = faults(&yaml);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert_eq!(faults[0].0, Code::InvalidSource);
    assert_eq!(decode(&yaml).sources.len(), 1);
}

/// Fields and values that a bibliography may hold, sound and unsound.
fn yaml() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        prop::sample::select(entry::field_names().collect::<Vec<_>>()).prop_map(str::to_owned),
        Just("type".to_owned()),
        Just("briefbook".to_owned()),
        "[a-z]{1,6}",
    ];
    let value = prop_oneof![
        "\"[^\"\\\\\\p{Cc}]{0,12}\"",
        "-?[0-9]{1,12}(-[0-9]{1,4}){0,2}",
        Just("[a, {name: b}, [c]]".to_owned()),
        Just("{value: x, short: y, date: 2020}".to_owned()),
        Just("{title: x, parent: {title: y}}".to_owned()),
        Just("null".to_owned()),
    ];
    prop::collection::vec((name, value), 0..8).prop_map(|fields| {
        fields.iter().fold("a:\n  type: book\n".to_owned(), |yaml, (name, value)| {
            yaml + &format!("  {name}: {value}\n")
        })
    })
}

proptest! {
    /// Nothing that stands in a bibliography makes decoding panic, or has it point outside the file.
    #[test]
    fn no_bibliography_is_too_odd(yaml in yaml()) {
        let decoded = decode(&yaml);
        for fault in &decoded.faults {
            let crate::diag::Place::Span(span) = &fault.place else { panic!("no span") };
            prop_assert!(yaml.get(span.range()).is_some());
        }
    }
}
