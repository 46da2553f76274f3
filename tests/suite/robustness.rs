//! No bytes in a book make it panic, hang or point outside a file; what has no fault renders.

use briefbook::diag::Place;
use briefbook::engine::Analysis;
use briefbook::render::output::MemorySink;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::support::{analysis_of, files_in, repository, sound_files};

/// Every place lies in its file on character boundaries, and what is sound renders whole.
fn holds(analysis: &Analysis) {
    for diagnostic in analysis.diagnostics() {
        let related = diagnostic.related.iter().map(|(place, _)| place);
        for place in std::iter::once(&diagnostic.place).chain(related) {
            if let Place::Span(span) = place {
                let file = analysis.sources().get(span.file);
                assert!(file.text().get(span.range()).is_some(), "{diagnostic:?}");
            }
        }
        assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
    }
    if !analysis.has_faults() {
        let sink = MemorySink::new();
        analysis.render(&sink).unwrap();
        assert!(sink.into_files().len() > 5);
    }
}

fn with(path: &str, bytes: Vec<u8>) -> Analysis {
    let mut files = sound_files();
    files.push((path.to_owned(), bytes));
    analysis_of(files)
}

/// Pieces that mean something to one of the parsers, and letters that take several bytes.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("  "),
        Just("---\n"),
        Just("[["),
        Just("]]"),
        Just("![["),
        Just("[@"),
        Just("@smith-2020"),
        Just("]"),
        Just("["),
        Just("("),
        Just(")"),
        Just("|"),
        Just("#"),
        Just("## "),
        Just("* "),
        Just("- "),
        Just("1. "),
        Just("> "),
        Just("```"),
        Just("`"),
        Just("~~~"),
        Just("**"),
        Just("_"),
        Just("~~"),
        Just("<b>"),
        Just("<!--"),
        Just("&amp;"),
        Just("&#0;"),
        Just("\\"),
        Just("[^1]"),
        Just("[^1]: "),
        Just("| a | b |\n|--|--|\n"),
        Just(": "),
        Just("title: "),
        Just("date: 2025-01-01\n"),
        Just("\""),
        Just("'"),
        Just("{"),
        Just("}"),
        Just("{#x}"),
        Just("{{"),
        Just("&a "),
        Just("*a"),
        Just("!!str "),
        Just("? "),
        Just("|\n  "),
        Just(">-\n  "),
        Just(", "),
        Just("p. 3"),
        Just("L5-L2"),
        Just("\t"),
        Just("\r"),
        Just("\u{0}"),
        Just("\u{feff}"),
        Just("\u{301}"),
        Just("İ"),
        Just("ß"),
        Just("👩\u{200d}👩\u{200d}👧"),
        Just("\u{202e}"),
        Just("\u{2028}"),
        Just("[[first#what-happened|x]]"),
        Just("[[figure:"),
        Just("@2024]]"),
        Just("port-company"),
        Just("> [!NOTE]\n"),
        Just("http://a.b"),
        Just("](javascript:x)"),
        Just("![a](x.svg)"),
    ]
    .prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let mixed = prop_oneof![9 => piece(), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(mixed, 0..40).prop_map(|pieces| pieces.concat().into_bytes())
}

/// A quick look in every run; `PROPTEST_CASES` asks for more. Failures are told, not kept in files.
fn few() -> Config {
    let config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        config
    } else {
        Config { cases: 48, ..config }
    }
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn prop_any_body_is_taken(body in text()) {
        let mut file = b"---\ntitle: Third\ndate: 2025-01-01\nsummary: x\n---\n".to_vec();
        file.extend(body);
        holds(&with("content/briefs/third.md", file));
    }

    #[test]
    fn prop_any_front_matter_is_taken(matter in text()) {
        let file = [b"---\n".to_vec(), matter, b"\n---\nText.\n".to_vec()].concat();
        holds(&with("content/briefs/third.md", file));
    }

    #[test]
    fn prop_any_prose_is_taken(prose in text()) {
        let quoted = serde_json::to_string(&String::from_utf8_lossy(&prose)).unwrap();
        let file = format!("---\ntitle: {quoted}\ndate: 2025-01-01\nsummary: {quoted}\n---\n");
        holds(&with("content/briefs/third.md", file.into_bytes()));
    }

    #[test]
    fn prop_any_registry_is_taken(name in 0..5_usize, yaml in text()) {
        let names = ["figures", "disputes", "events", "glossary", "sources/more"];
        holds(&with(&format!("content/{}.yaml", names[name]), yaml));
    }

    #[test]
    fn prop_any_bibliography_is_taken(text in text()) {
        let entry = [b"@book{knuth1997, title={".to_vec(), text, b"}, date={1997}}".to_vec()].concat();
        holds(&with("content/sources/more.bib", entry));
    }

    #[test]
    fn prop_any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0..4_usize) {
        let paths = ["content/briefs/x.md", "content/events/x.yaml", "content/sources/x.bib", "site.yaml"];
        holds(&with(paths[kind], bytes));
    }

    /// Sound files with a piece cut out, doubled or put elsewhere: nearer to what people do.
    #[test]
    fn prop_any_slip_is_taken(
        file in any::<prop::sample::Index>(),
        cut in any::<(prop::sample::Index, prop::sample::Index)>(),
        put in piece(),
    ) {
        let mut files: Vec<_> = files_in(&repository().join("tests/books/edge")).into_iter().collect();
        let at = file.index(files.len());
        let bytes = &mut files[at].1;
        let (one, two) = (cut.0.index(bytes.len() + 1), cut.1.index(bytes.len() + 1));
        let (from, to) = (one.min(two), one.max(two).min(one.min(two) + 20));
        bytes.splice(from..to, put.into_bytes());
        holds(&analysis_of(files));
    }
}
