use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::diag::{Code, Diagnostic, Place};
use crate::syntax::testing::{elapsed, file, fixed, marked, range};

fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    parse(file(), text, 0, &Limits::FRONT_MATTER)
}

/// The tree in a short notation, and the faults.
fn shown(text: &str) -> (String, Vec<String>) {
    let (root, faults) = read(text);
    (root.map_or("-".to_owned(), |node| show(&node)), marked(text, &faults))
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Scalar(scalar) if scalar.quoted => format!("{:?}", scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, node)| format!("{}: {}", key.value, show(node)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn code_of(text: &str) -> Vec<Code> {
    read(text).1.iter().map(|fault| fault.code).collect()
}

#[test]
fn reads_what_contributors_write() {
    let (tree, faults) = shown(
        "title: Türkiye\nempty:\nnone: ~\nquoted: 'null'\nlist:\n  - a\n  - {b: 1, c: [x, y]}\n# end\n",
    );
    assert_eq!(
        tree,
        "{title: Türkiye, empty: null, none: null, quoted: \"null\", list: [a, {b: 1, c: [x, y]}]}"
    );
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(shown("").0, "-");
    assert_eq!(shown("# only a comment\n").0, "-");
}

#[test]
fn a_key_stands_twice_however_many_there_are() {
    // Each line is as long as any other, so that its number tells its place.
    let line = |key: usize| format!("k{key:02}: 1\n");
    for at in [31, 32, 33, 40] {
        for first in 0..at - 1 {
            let earlier: String = (0..at - 1).map(line).collect();
            let text = [earlier, line(first), line(99), line(first)].concat();
            let (root, faults) = read(&text);
            let places = |fault: &Diagnostic| {
                let (Place::Span(related), _) = &fault.related[0] else { panic!() };
                (fault.code, range(fault).start, related.range().start)
            };
            let length = line(0).len();
            let expected =
                [at - 1, at + 1].map(|it| (Code::DuplicateKey, length * it, length * first));
            let found: Vec<_> = faults.iter().map(places).collect();
            assert_eq!(found, expected, "key {first} again at {at}");
            let Some(Node { value: Value::Mapping(entries), .. }) = root else { panic!() };
            assert_eq!(entries.len(), at, "key {first} again at {at}");
        }
    }
}

#[test]
fn every_node_knows_its_place() {
    let text = "# İ\nşehir: İstanbul e\u{301}  # x\nlist:\n- a: 'b'\n  c: |\n    two\n    lines\n\n- [x, ý]\n";
    let (root, faults) = read(text);
    assert!(faults.is_empty());
    let root = root.unwrap();
    let at = |node: &Node| &text[node.span.range()];
    let Value::Mapping(entries) = &root.value else { panic!() };
    assert_eq!(&text[entries[0].0.span.range()], "şehir");
    assert_eq!(at(&entries[0].1), "İstanbul e\u{301}");
    let Value::Sequence(items) = &entries[1].1.value else { panic!() };
    assert_eq!(at(items[0].get("a").unwrap()), "'b'");
    assert_eq!(at(items[0].get("c").unwrap()), "two\n    lines");
    assert_eq!(at(&items[1]), "[x, ý]");
    assert!(at(&root).ends_with("[x, ý]"));
}

/// The text of the value of `key`, and for each of its characters the source it came from.
fn mapped(text: &str) -> Vec<(char, String)> {
    let (root, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    let root = root.unwrap();
    let Some(Node { value: Value::Scalar(scalar), .. }) = root.get("k") else { panic!("{root:?}") };
    scalar
        .text
        .char_indices()
        .map(|(at, character)| {
            let span = scalar.map.span(at..at + character.len_utf8());
            (character, text[span.range()].to_owned())
        })
        .collect()
}

#[test]
fn places_within_scalars_are_exact() {
    for (text, decoded) in [
        ("k: plain Ünlü", "plain Ünlü"),
        ("k: plain\n  on two\n\n  lines", "plain on two\nlines"),
        ("k: 'it''s\n  ş''x'", "it's ş'x"),
        ("k: \"a \\\"ş\\\" \\u0131\\x41 \\\n   b\n   c\n\n   d\"", "a \"ş\" ıA b c\nd"),
        ("k: |\n   Ürün\n    two\n\n   x\n", "Ürün\n two\n\nx\n"),
        ("k: |2-\n   x\n  y\n", " x\ny"),
        ("k: >-\n  fold\n  ş me\n\n  para\n    more\n  end\n", "fold ş me\npara\n  more\nend"),
        ("k: >\n\n  late\n  start\n", "\nlate start\n"),
        ("k: \"\\uD83D\\uDE00x\\N\\_\"", "😀x\u{85}\u{a0}"),
    ] {
        let read = mapped(text);
        let whole: String = read.iter().map(|(character, _)| *character).collect();
        assert_eq!(whole, decoded, "{text:?}");
        for (character, source) in read {
            match character {
                ' ' | '\n' => assert!(
                    source.chars().all(|c| c.is_whitespace() || c == '\\'),
                    "{text:?}: a break came from {source:?}"
                ),
                _ if source.starts_with('\\') || source == "''" => {}
                character => assert_eq!(source, character.to_string(), "{text:?}"),
            }
        }
    }
}

#[test]
fn escapes_map_to_their_whole_source() {
    let read = mapped("k: \"\\u0131\\\"\\U0001F600\\\\\"");
    let sources: Vec<&str> = read.iter().map(|(_, source)| source.as_str()).collect();
    assert_eq!(sources, ["\\u0131", "\\\"", "\\U0001F600", "\\\\"]);
    assert_eq!(mapped("k: 'a''b'")[1], ('\'', "''".to_owned()));
}

#[test]
fn a_base_moves_every_place() {
    let whole = "---\nk: \"a\\nb\"\nk: 2\n---\n";
    let (root, faults) = parse(file(), &whole[4..20], 4, &Limits::FRONT_MATTER);
    let node = root.unwrap();
    let node = node.get("k").unwrap();
    assert_eq!(&whole[node.span.range()], "\"a\\nb\"");
    let Value::Scalar(scalar) = &node.value else { panic!() };
    assert_eq!(&whole[scalar.map.span(2..3).range()], "b");
    assert_eq!(&whole[range(&faults[0])], "k");
}

#[test]
fn a_second_key_is_a_fault_and_the_first_stays() {
    let (tree, faults) = shown("a: 1\nb: 2\na: [3, 4]\nc: 5\n");
    assert_eq!(tree, "{a: 1, b: 2, c: 5}");
    assert_eq!(faults, ["duplicate-key `a`: the key `a` stands twice"]);
    assert_eq!(range(&read("a: 1\nb: 2\na: 3\n").1[0]), 10..11);
}

#[test]
fn refuses_what_books_do_not_use() {
    for (text, tree) in [
        ("a: !!str 1\n", "{a: 1}"),
        ("a: !x y\n", "{a: y}"),
        ("<<: {b: 1}\na: 1\n", "{a: 1}"),
        ("? [x]\n: 1\na: 2\n", "{a: 2}"),
        ("? {x: 1}\n: 1\na: 2\n", "{a: 2}"),
        (": 1\na: 2\n", "{a: 2}"),
        ("a: 1\n---\nb: 2\n", "{a: 1}"),
        ("b: &x 1\n*x : 2\na: 2\n", "{b: 1, a: 2}"),
        ("a: &x [1, *x]\n", "{a: [1, null]}"),
    ] {
        let (read, faults) = shown(text);
        assert_eq!(read, tree, "{text:?} {faults:?}");
        assert_eq!(code_of(text), [Code::UnsupportedYaml], "{text:?} {faults:?}");
    }
    assert_eq!(code_of("%YAML 1.2\n---\na: 1\n"), [Code::UnsupportedYaml]);
    assert_eq!(code_of("'<<': 1\n\"\": 2\n"), []);
}

#[test]
fn aliases_copy_within_a_budget() {
    let (tree, faults) = shown("a: &x {b: [1, 2]}\nc: *x\nd: *x\n");
    assert_eq!(tree, "{a: {b: [1, 2]}, c: {b: [1, 2]}, d: {b: [1, 2]}}");
    assert!(faults.is_empty());

    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        bomb.push_str(&format!("a{level}: &a{level} [*a{below}, *a{below}, *a{below}]\n"));
    }
    let wide = format!("a: &a {}\nb: [{}]\n", "x".repeat(60_000), "*a,".repeat(1_000));
    let time = elapsed(|| {
        assert_eq!(code_of(&bomb), [Code::YamlLimit]);
        assert_eq!(code_of(&wide), [Code::YamlLimit]);
    });
    assert!(time < Duration::from_secs(2), "{time:?}");
}

#[test]
fn depth_and_size_have_limits() {
    let time = elapsed(nest_deep);
    assert!(time < Duration::from_secs(2), "{time:?}");

    let long = format!("a: {}\n", "ş".repeat(40_000));
    assert_eq!(code_of(&long), [Code::YamlLimit]);
    assert!(code_of("a:\n b:\n  c: [[[[1]]]]\n").is_empty());
}

fn nest_deep() {
    let open = "[a,".repeat(100_000);
    let (_, faults) = parse(file(), &open, 0, &Limits::REGISTRY);
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::YamlLimit]);
    for deep in ["- ".repeat(10_000), "{a: ".repeat(10_000), "? ".repeat(10_000), "a:\n".repeat(9)]
    {
        let (_, faults) = parse(file(), &deep, 0, &Limits::REGISTRY);
        assert!(faults.len() <= 10, "{}", faults.len());
    }
    let mixed: String = (0..60).map(|level| format!("{}- [[\n", " ".repeat(level))).collect();
    let _ = parse(file(), &mixed, 0, &Limits::REGISTRY);
}

#[test]
fn says_to_quote_values_that_start_with_punctuation() {
    for value in ["@key says", "`code` x", "%x", "*em* text", "*em*", "a: b", "\"x\" y"] {
        let text = format!("title: {value}\nsummary: fine\n");
        let (root, faults) = read(&text);
        assert_eq!(faults.len(), 1, "{text:?} {:?}", marked(&text, &faults));
        assert_eq!(faults[0].code, Code::InvalidYaml);
        assert!(!faults[0].hints.is_empty(), "{text:?}");
        assert_eq!(text[range(&faults[0])].lines().count(), 1, "{text:?}");
        assert!(root.unwrap().get("summary").is_some(), "{text:?}");
        if faults[0].fix.is_some() {
            let mended = fixed(&text, &faults);
            assert_eq!(shown(&mended).0, format!("{{title: {value:?}, summary: fine}}"));
        }
    }
    assert_eq!(fixed("a: @x \"y\"\n", &read("a: @x \"y\"\n").1), "a: \"@x \\\"y\\\"\"\n");
    assert_eq!(fixed("- a: b: c\n", &read("- a: b: c\n").1), "- a: \"b: c\"\n");
    assert!(read("a: @x\n  more\n").1[0].fix.is_none());
    assert_eq!(code_of("a: & b\nc: !\n").first(), Some(&Code::InvalidYaml));
}

#[test]
fn brackets_that_were_meant_as_text_are_explained_later() {
    let (root, faults) = read("a: [[x]]\nb: [x]\nc:\n  Leonardo: a company\n");
    assert!(faults.is_empty());
    let root = root.unwrap();
    assert!(root.get("a").unwrap().quote_hint().unwrap().contains("[["));
    assert_eq!(root.get("b").unwrap().quote_hint(), None);
    assert!(root.get("c").unwrap().quote_hint().unwrap().contains("colon"));
}

#[test]
fn reading_goes_on_after_a_fault() {
    let text = "a: 1\nb: \"open\nc: 2\nd: @x\ne:\n  f: 1\n  g: [1, 2\nh: 3\ni: 4\n";
    let (tree, faults) = shown(text);
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(tree.contains("a: 1") && tree.contains("i: 4") && tree.contains("e: "), "{tree}");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_move_no_place() {
    let text = "\u{FEFF}k: a\r\nl: |\r\n  ş\r\n  t\r\nm: 'x\r\n  y'\r\n";
    let (root, faults) = read(text);
    assert!(faults.is_empty(), "{:?}", marked(text, &faults));
    let root = root.unwrap();
    check_spans(&root, text);
    assert_eq!(show(&root), "{k: a, l: \"ş\\nt\\n\", m: \"x y\"}");
    assert_eq!(&text[root.get("k").unwrap().span.range()], "a");
}

#[test]
fn tabs_are_named() {
    for text in ["a:\n\tb: 1\n", "a: b\n\tc: d\n"] {
        let (_, faults) = read(text);
        assert_eq!(&text[range(&faults[0])], "\t", "{text:?} {:?}", marked(text, &faults));
    }
}

/// A scalar as `serde_yaml` reads it: `None` where its type is not text.
fn agrees(ours: &Node, theirs: &serde_yaml::Value) -> bool {
    match (&ours.value, theirs) {
        (Value::Null, serde_yaml::Value::Null) => true,
        (Value::Scalar(scalar), serde_yaml::Value::String(text)) => scalar.text == *text,
        (Value::Scalar(scalar), serde_yaml::Value::Bool(_) | serde_yaml::Value::Number(_)) => {
            !scalar.quoted
                && serde_yaml::from_str::<serde_yaml::Value>(&scalar.text).unwrap() == *theirs
        }
        (Value::Sequence(ours), serde_yaml::Value::Sequence(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| agrees(a, b))
        }
        (Value::Mapping(ours), serde_yaml::Value::Mapping(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|((key, a), (name, b))| {
                    (name.as_str() == Some(key.value.as_str()) || name.as_str().is_none())
                        && agrees(a, b)
                })
        }
        _ => false,
    }
}

fn check_spans(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    match &node.value {
        Value::Null => {}
        Value::Scalar(scalar) => {
            for (at, character) in scalar.text.char_indices() {
                let span = scalar.map.span(at..at + character.len_utf8());
                assert!(text.get(span.range()).is_some(), "{:?} {at} in {text:?}", scalar);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| check_spans(item, text)),
        Value::Mapping(entries) => entries.iter().for_each(|(key, item)| {
            assert!(text.get(key.span.range()).is_some());
            check_spans(item, text);
        }),
    }
}

fn yaml_value() -> impl Strategy<Value = serde_yaml::Value> {
    let leaf = prop_oneof![
        Just(serde_yaml::Value::Null),
        any::<bool>().prop_map(serde_yaml::Value::from),
        any::<i32>().prop_map(serde_yaml::Value::from),
        "[ -~şİıé\u{301}\n\t]{0,40}".prop_map(serde_yaml::Value::from),
        "[a-z]{1,9}( [a-z]{1,9}){0,30}\n?".prop_map(serde_yaml::Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_yaml::Value::Sequence),
            prop::collection::btree_map("[a-zşİ@:#' -]{1,8}", inner, 0..5).prop_map(|entries| {
                serde_yaml::Value::Mapping(
                    entries.into_iter().map(|(key, value)| (key.into(), value)).collect(),
                )
            }),
        ]
    })
}

proptest! {
    #![proptest_config(crate::syntax::testing::cases(400))]

    #[test]
    fn agrees_with_an_independent_reader(value in yaml_value()) {
        let text = serde_yaml::to_string(&value).unwrap();
        let (root, faults) = read(&text);
        prop_assert!(faults.is_empty(), "{:?} in {:?}", marked(&text, &faults), text);
        match root {
            Some(root) => {
                prop_assert!(agrees(&root, &value), "{:?}\n{}\n{:?}", text, show(&root), value);
                check_spans(&root, &text);
            }
            None => prop_assert_eq!(value, serde_yaml::Value::Null),
        }
    }

    #[test]
    fn agrees_on_hand_written_scalars(
        lines in prop::collection::vec("[a-zşı'.,-]{1,6}( {1,2}[a-z\\\\\"'ş]{1,5}){0,4}", 1..5),
        style in 0..5usize,
        blank in any::<bool>(),
    ) {
        let gap = if blank { "\n\n  " } else { "\n  " };
        let body = lines.join(gap);
        let text = match style {
            0 => format!("k: {body}\nz: 1\n"),
            1 => format!("k: '{}'\nz: 1\n", body.replace('\'', "''")),
            2 => format!("k: \"{}\"\nz: 1\n", body.replace('\\', "\\\\").replace('"', "\\\"")),
            3 => format!("k: |\n  {body}\nz: 1\n"),
            _ => format!("k: >-\n  {body}\nz: 1\n"),
        };
        let Ok(theirs) = serde_yaml::from_str::<serde_yaml::Value>(&text) else { return Ok(()) };
        let (root, faults) = read(&text);
        prop_assert!(faults.is_empty(), "{:?} in {:?}", marked(&text, &faults), text);
        let root = root.unwrap();
        prop_assert!(agrees(&root, &theirs), "{:?}\n{}\n{:?}", text, show(&root), theirs);
        check_spans(&root, &text);
        // Every visible character came from where the map says, letter for letter or escaped.
        if let Some(Node { value: Value::Scalar(scalar), .. }) = root.get("k") {
            for (at, character) in scalar.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let span = scalar.map.span(at..at + character.len_utf8());
                prop_assert!(text[span.range()].ends_with(character), "{:?} at {}", text, at);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_every_span_is_sound(
        text in "(([a-z]{1,3}: ?)|[\\-?:,\\[\\]{}#&*!|>'\"%@`\\\\ \n\r\taş~]|(\n {0,4})|(<<: )|(---\n)){0,60}"
    ) {
        let (root, faults) = read(&text);
        if let Some(root) = root {
            check_spans(&root, &text);
        }
        for fault in &faults {
            prop_assert!(text.get(range(fault)).is_some(), "{:?} in {:?}", fault, text);
            if let Some(fix) = &fault.fix {
                prop_assert!(text.get(fix.span.range()).is_some());
            }
        }
    }
}
