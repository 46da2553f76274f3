use proptest::prelude::*;

use super::*;
use crate::diag::Diagnostic;
use crate::source::TextMap;
use crate::syntax::testing::{file, fixed, marked, range};

fn map(text: &str) -> TextMap {
    TextMap::verbatim(file(), 0, text.len())
}

fn locators(text: &str) -> (Vec<LocatorPart>, Vec<Diagnostic>) {
    let (locator, faults) = parse_locator(text, &map(text));
    (locator.map(|locator| locator.parts).unwrap_or_default(), faults)
}

#[test]
fn reads_locators() {
    use LocatorPart::{Lines, Note, Page, Paragraph, Section};
    let page = |text: &str| Page(text.to_owned());
    for (text, parts) in [
        ("p. 12", vec![page("12")]),
        ("pp. 12-14", vec![page("12-14")]),
        ("pp. 12 – 14", vec![page("12-14")]),
        ("p.xii", vec![page("xii")]),
        ("pp. 3, 5, 7-9, L3", vec![page("3, 5, 7-9"), Lines(3, 3)]),
        ("sec. 3.1, L57", vec![Section("3.1".into()), Lines(57, 57)]),
        ("para. 4, L57-L60", vec![Paragraph("4".into()), Lines(57, 60)]),
        ("L57–L60", vec![Lines(57, 60)]),
        ("fn. 16", vec![Note("16".into())]),
        (" n. 5 ,  sec. A-2 ", vec![Note("5".into()), Section("A-2".into())]),
        ("sec. Giriş", vec![Section("Giriş".into())]),
    ] {
        let (read, faults) = locators(text);
        assert_eq!((read, marked(text, &faults)), (parts, vec![]), "{text:?}");
    }
}

#[test]
fn a_locator_that_cannot_be_read_is_a_fault_at_its_part() {
    for (text, at) in [
        ("12", "12"),
        ("p. 3, see below", "see below"),
        ("p. 3 and more", "and more"),
        ("p.", ""),
        ("L0", "L0"),
        ("L9-L3", "L9-L3"),
        ("L3-9", "L3-9"),
        ("L99999999999", "L99999999999"),
        ("page 12", "page 12"),
        ("§ 3.1", "§ 3.1"),
        ("chap. 3", "chap. 3"),
        ("p. 12.", "12."),
        ("p. 12,, L4", ""),
        ("", ""),
        ("p. (3)", "(3)"),
    ] {
        let (_, faults) = locators(text);
        assert_eq!(faults.len(), 1, "{text:?} {:?}", marked(text, &faults));
        assert_eq!(&text[range(&faults[0])], at, "{text:?}");
        assert_eq!(faults[0].code.as_str(), "malformed-locator");
        assert!(!faults[0].hints.is_empty(), "{text:?}");
    }
}

#[test]
fn the_fix_of_a_locator_is_a_locator() {
    for (text, mended) in [
        ("12", "p. 12"),
        ("Page 12, L3", "p. 12, L3"),
        ("§3.1", "sec. 3.1"),
        ("section 4", "sec. 4"),
        ("pp 3-4", "pp. 3-4"),
        ("L3-9", "L3-L9"),
    ] {
        assert_eq!(fixed(text, &locators(text).1), mended);
        assert!(locators(mended).1.is_empty(), "{mended}");
    }
}

fn link(text: &str) -> Result<WikiLink, Diagnostic> {
    let map = map(text);
    wikilink(Located::new(text, &map))
}

fn parts(text: &str) -> [Option<String>; 5] {
    let link = link(text).unwrap();
    for part in [&link.kind, &link.fragment, &link.observation, &link.label].into_iter().flatten() {
        assert_eq!(
            text[part.span.range()].split_whitespace().collect::<Vec<_>>().join(" "),
            part.value
        );
    }
    let value = |part: Option<Spanned<String>>| part.map(|part| part.value);
    [
        value(link.kind),
        Some(link.target.value),
        value(link.fragment),
        value(link.observation),
        value(link.label),
    ]
}

#[test]
fn reads_wikilinks() {
    let some = |text: &str| Some(text.to_owned());
    for (text, [kind, target, fragment, observation, label]) in [
        ("nato", ["", "nato", "", "", ""]),
        ("actor:leonardo", ["actor", "leonardo", "", "", ""]),
        ("term: SAFE | the fund ", ["term", "SAFE", "", "", "the fund"]),
        ("brief:x#Ön söz|y", ["brief", "x", "Ön söz", "", "y"]),
        ("figure:trade@2025-01/2025-05", ["figure", "trade", "", "2025-01/2025-05", ""]),
        ("actor:a@b", ["actor", "a@b", "", "", ""]),
        ("Steel Dome: a plan", ["", "Steel Dome: a plan", "", "", ""]),
        ("a\\|b", ["", "a", "", "", "b"]),
        ("#here", ["", "", "here", "", ""]),
        (" two\n words ", ["", "two words", "", "", ""]),
        ("timeline:trade", ["timeline", "trade", "", "", ""]),
    ] {
        let given = |part: &str| if part.is_empty() { None } else { some(part) };
        let expected =
            [given(kind), some(target), given(fragment), given(observation), given(label)];
        assert_eq!(parts(text), expected, "{text:?}");
    }
}

#[test]
fn an_empty_part_of_a_wikilink_is_a_fault() {
    for text in ["", " ", "actor:", "x#", "x|", "figure:x@", "|label", "actor:#x"] {
        let fault = link(text).unwrap_err();
        assert_eq!(fault.code.as_str(), "malformed-reference", "{text:?}");
        assert!(text.get(range(&fault)).is_some());
    }
}

#[test]
fn keys_follow_pandoc() {
    for (text, key) in [
        ("@smith", Some("smith")),
        ("@smith.", Some("smith")),
        ("@smith's", Some("smith")),
        ("@smith:2024-x_y", Some("smith:2024-x_y")),
        ("@a--b", Some("a")),
        ("@Müller99, p", Some("Müller99")),
        ("@{https://x.org/a_(b)}", Some("https://x.org/a_(b)")),
        ("@_x", Some("_x")),
        ("@", None),
        ("@ x", None),
        ("@-x", None),
        ("@{}", None),
        ("@{a b}", None),
    ] {
        let read = cited_key(text, 0).map(|(key, _)| &text[key]);
        assert_eq!(read, key, "{text:?}");
    }
    assert_eq!(cited_key("a@b", 1), None);
    assert_eq!(cited_key("ş@b", 2), None);
    assert_eq!(cited_key("\\@b", 1), None);
    assert!(cited_key("\\\\@b", 2).is_some());
    assert!(cited_key("(@b", 1).is_some());
}

/// Key, prefix and locator of an item.
type Item = (String, String, Option<Locator>);

fn cited(text: &str) -> (Vec<Item>, Vec<String>) {
    let map = map(text);
    let (citation, faults) = citation(Located::new(text, &map));
    let items = citation.map(|citation| citation.items).unwrap_or_default();
    for item in &items {
        assert_eq!(&text[item.key.span.range()], item.key.value);
    }
    let items = items
        .into_iter()
        .map(|item| (item.key.value, item.prefix, item.locator.map(|locator| locator.value)))
        .collect();
    (items, marked(text, &faults))
}

#[test]
fn reads_citations() {
    let page = |text: &str| Some(Locator { parts: vec![LocatorPart::Page(text.into())] });
    let item = |key: &str, prefix: &str, locator| (key.to_owned(), prefix.to_owned(), locator);
    assert_eq!(cited("@a"), (vec![item("a", "", None)], vec![]));
    assert_eq!(
        cited("see @a, p. 3; also @b p. 4 ;@c"),
        (
            vec![item("a", "see", page("3")), item("b", "also", page("4")), item("c", "", None)],
            vec![]
        )
    );
    let (items, faults) = cited("@a, @b");
    assert_eq!(items.len(), 1);
    assert_eq!(faults, ["malformed-citation `@b`: two keys stand in one item"]);
    assert_eq!(cited("@a; ; @b").1, ["malformed-citation ``: a key is missing in the citation"]);
    assert_eq!(
        cited("@a; see also").1,
        ["malformed-citation `see also`: a key is missing in the citation"]
    );
    assert_eq!(cited("-@a").1.len(), 1);
    assert_eq!(cited("@a!x").1, ["malformed-citation `!x`: text follows the key"]);
    assert_eq!(
        cited("@a, p. 3 passim").1,
        ["malformed-locator `passim`: text follows the locator"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_parser_panic(text in "[@;,.#|\\\\:\\[\\]{}–L0-9pasecfign ş\n-]{0,30}") {
        let places = map(&text);
        let (_, faults) = parse_locator(&text, &places);
        let (_, more) = citation(Located::new(&text, &places));
        let link = wikilink(Located::new(&text, &places));
        for fault in faults.iter().chain(&more).chain(link.as_ref().err()) {
            prop_assert!(text.get(range(fault)).is_some());
        }
    }

    #[test]
    fn a_fix_of_a_locator_mends_it(text in "(page |p\\. |§|pp |L)?[0-9]{1,3}(-[0-9]{1,3})?") {
        let faults = locators(&text).1;
        if faults.iter().all(|fault| fault.fix.is_some()) {
            let mended = fixed(&text, &faults);
            let after = locators(&mended).1;
            // A range of lines may still end before it starts.
            prop_assert!(after.iter().all(|fault| fault.fix.is_none()), "{} -> {}", text, mended);
        }
    }
}
