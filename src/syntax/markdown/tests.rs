mod laws;

use super::*;
use crate::diag::{Code, Diagnostic};
use crate::source::TextMap;
use crate::syntax::body::{BlockKind, Event};
use crate::syntax::reference::ReferenceKind;
use crate::syntax::testing::{file, marked, range};

fn read_as(text: &str, options: Options) -> (Body, Vec<Diagnostic>) {
    parse(text, &TextMap::verbatim(file(), 0, text.len()), options)
}

fn read(text: &str) -> (Body, Vec<Diagnostic>) {
    read_as(text, Options::BODY)
}

fn faults(text: &str) -> Vec<String> {
    marked(text, &read(text).1)
}

/// Codes of the faults with what they point at.
fn codes(text: &str) -> Vec<(Code, &str)> {
    read(text).1.iter().map(|fault| (fault.code, &text[range(fault)])).collect()
}

/// The source of every reference, and its kind.
fn references(text: &str) -> Vec<(&'static str, &str)> {
    let (body, _) = read(text);
    body.references
        .iter()
        .map(|reference| {
            assert!(matches!(body.events[reference.event].0, Event::Reference(_)));
            (kind(&reference.kind), &text[reference.span.range()])
        })
        .collect()
}

fn kind(kind: &ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Link(_) => "link",
        ReferenceKind::Embed(_) => "embed",
        ReferenceKind::Citation(citation) if citation.narrative => "narrative",
        ReferenceKind::Citation(_) => "citation",
        ReferenceKind::FileLink(_) => "file",
        ReferenceKind::Image(_) => "image",
    }
}

fn plain(text: &str) -> String {
    let (body, _) = read(text);
    body.plain_text(0..body.events.len(), |_, reference| format!("<{}>", kind(&reference.kind)))
}

#[test]
fn a_citation_leaves_no_gap_in_plain_text_and_a_link_to_a_file_stays_apart() {
    let (body, _) = read("See [the *report*](b.md) and ![a map](m.png), as said [@a].");
    let text = body.plain_text(0..body.events.len(), |_, it| it.plain().to_owned());
    assert_eq!(text, "See the report and a map, as said.");
}

#[test]
fn finds_the_additions_in_running_text() {
    let text = "See [[actor:leonardo|Leonardo]], [see @a, p. 3; @b,\nsec. 3.1] and @c_d [para. 4]: **[[x]] @e**.";
    assert_eq!(
        references(text),
        [
            ("link", "[[actor:leonardo|Leonardo]]"),
            ("citation", "[see @a, p. 3; @b,\nsec. 3.1]"),
            ("narrative", "@c_d [para. 4]"),
            ("link", "[[x]]"),
            ("narrative", "@e"),
        ]
    );
    assert_eq!(plain(text), "See <link>, <citation> and <narrative>: <link> <narrative>.");
    assert!(faults(text).is_empty());
}

#[test]
fn leaves_alone_what_is_no_addition() {
    for text in [
        "mail a@b.org or ş@b, \\@key, \\[\\[x]], &#64;key, 5 @ 3",
        "`[[x]] @a` and `` [@b] ``",
        "    [[x]] @a\n",
        "```\n[[x]] @a\n```\n",
        "<https://x.org/@me> <a@b.org>",
        "https://medium.com/@me/post",
        "[link](https://x.org/@me \"@t [[x]]\")",
        "![@alt [[x]]](http://x/y.png)",
        "[ordinary] brackets [1], and an interval [0, 1)",
    ] {
        assert_eq!(references(text), [], "{text:?}");
        assert_eq!(faults(text), [] as [&str; 0], "{text:?}");
    }
}

#[test]
fn the_additions_work_in_every_block() {
    let text = "## On [[a]]\n\n- [[b]] @c\n\n> [@d,\n> p. 3] [[e|f\n> g]]\n\n| x |\n|---|\n| [[h\\|i]] |\n\nt\n: [[j]]\n\nx[^1]\n\n[^1]: [@k]\n";
    assert_eq!(
        references(text),
        [
            ("link", "[[a]]"),
            ("link", "[[b]]"),
            ("narrative", "@c"),
            ("citation", "[@d,\n> p. 3]"),
            ("link", "[[e|f\n> g]]"),
            ("link", "[[h\\|i]]"),
            ("link", "[[j]]"),
            ("citation", "[@k]"),
        ]
    );
    assert!(faults(text).is_empty(), "{:?}", faults(text));
    let (body, _) = read(text);
    let label = |index: usize| match &body.references[index].kind {
        ReferenceKind::Link(link) => link.shown().to_owned(),
        _ => String::new(),
    };
    assert_eq!([label(4), label(5)], ["f g", "i"]);
}

#[test]
fn escapes_and_entities_in_labels_are_resolved() {
    let (body, faults) = read("[[x|R&amp;D \\[a\\]]] [see&nbsp;\\* @k]");
    assert!(faults.is_empty(), "{faults:?}");
    let ReferenceKind::Link(link) = &body.references[0].kind else { panic!() };
    assert_eq!(link.shown(), "R&D [a]");
    let ReferenceKind::Citation(citation) = &body.references[1].kind else { panic!() };
    assert_eq!(citation.items[0].prefix, "see *");
}

#[test]
fn references_that_lose_something_are_faults() {
    use Code::{CitationDefinition, EmbedPlace, MalformedCitation, MalformedReference};
    for (text, found) in [
        ("[[x", vec![(MalformedReference, "[[")]),
        ("[[a *b* c]]", vec![(MalformedReference, "[[")]),
        ("[[x]](http://u)", vec![(MalformedReference, "[[x]](http://u)")]),
        ("[a [[x]]](http://u)", vec![(MalformedReference, "[[x]]")]),
        ("[a @k](http://u)", vec![(MalformedReference, "@k")]),
        ("[[x]]\n\n[x]: http://u", vec![(MalformedReference, "[[x]]")]),
        ("[@k]\n\n[@k]: http://u", vec![(CitationDefinition, "[@k]: http://u")]),
        ("text ![[x]]", vec![(EmbedPlace, "![[x]]")]),
        ("- ![[x]]", vec![(EmbedPlace, "![[x]]")]),
        ("[@k, p. 3", vec![(MalformedCitation, "[@k")]),
        ("[@k, *x*]", vec![(MalformedCitation, "[@k")]),
        ("[see *also* @k]", vec![(MalformedCitation, "@k")]),
        ("[see [1] @k]", vec![(MalformedCitation, "@k")]),
        ("[@]", vec![(MalformedCitation, "@")]),
        ("@k [sic]", vec![(Code::MalformedLocator, "sic")]),
    ] {
        assert_eq!(codes(text), found, "{text:?}");
    }
    assert!(faults("text\n\n![[x]]\n\n> ![[y]]\n").is_empty());
    assert_eq!(references("![[x]]"), [("embed", "![[x]]")]);
    assert_eq!(references("a ![[x]]"), [("link", "![[x]]")]);
}

#[test]
fn relative_addresses_are_references_of_the_book() {
    let text = "[a](../briefs/%C3%B6n.md#s%20t) [b](#here) ![c](m%20x.svg \"t\") [d](http://x) [e](//x) [f](mailto:a@b) [g][r]\n\n[r]: z.md\n";
    let (body, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    let links: Vec<_> = body
        .references
        .iter()
        .map(|reference| match &reference.kind {
            ReferenceKind::FileLink(link) | ReferenceKind::Image(link) => (
                link.path.value.as_str(),
                &text[link.path.span.range()],
                link.fragment.as_ref().map(|part| (part.value.as_str(), &text[part.span.range()])),
            ),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        links,
        [
            ("../briefs/ön.md", "../briefs/%C3%B6n.md", Some(("s t", "s%20t"))),
            ("", "", Some(("here", "here"))),
            ("m x.svg", "m%20x.svg", None),
            ("z.md", "[g][r]", None),
        ]
    );
    for reference in &body.references {
        let next = &body.events[reference.event + 1].0;
        assert!(matches!(next, Event::Start(cmark::Tag::Link { .. } | cmark::Tag::Image { .. })));
    }
}

#[test]
fn addresses_that_run_scripts_never_reach_the_body() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "java&Tab;script&colon;alert(1)",
        "javascript\\:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "&#x6A;avascript:x",
    ] {
        for text in [
            format!("[a]({address})"),
            format!("![a]({address})"),
            format!("[a]: <{address}>\n\n[a]"),
        ] {
            let (body, faults) = read(&text);
            assert_eq!(
                faults.iter().map(|f| f.code).collect::<Vec<_>>(),
                [Code::UnsafeLink],
                "{text}"
            );
            let held = format!("{:?}", body.events).to_lowercase();
            assert!(!held.contains("script:") && !held.contains("data:"), "{held}");
        }
    }
    assert_eq!(codes("<javascript:alert(1)>")[0].0, Code::UnsafeLink);
    assert!(faults("[a](https://x.org/?q=javascript:x) [b](x.md#javascript:y)").is_empty());
}

#[test]
fn headings_get_ids_of_their_own() {
    let text = "## Ön Söz\n\n### Ön söz\n\n## İıĞ\n\n## !\n\n## ?\n\n## X {#on-soz-2}\n\n## On [[a|b]] @c [@d]\n\nSet *ext*\n---\n";
    let (body, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    let ids: Vec<_> = body.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(
        ids,
        ["on-soz", "on-soz-3", "iig", "section", "section-2", "on-soz-2", "on-b-c", "set-ext"]
    );
    assert_eq!(body.headings[6].text, "On b c");
    for heading in &body.headings {
        let Event::Start(cmark::Tag::Heading { id, .. }) = &body.events[heading.events.start].0
        else {
            panic!()
        };
        assert_eq!(id.as_deref(), Some(heading.id.as_str()));
        assert!(matches!(
            body.events[heading.events.end - 1].0,
            Event::End(cmark::TagEnd::Heading(_))
        ));
    }
    let section = body.section("on-soz").unwrap();
    assert_eq!(section, body.headings[0].events.start..body.headings[2].events.start);
}

#[test]
fn faults_of_headings() {
    assert_eq!(codes("# One"), [(Code::HeadingLevel, "#")]);
    assert_eq!(codes("## A {#x}\n\n## B {#x}"), [(Code::DuplicateHeadingId, "x")]);
    let text = "## A {.c #x onclick=alert(1)}";
    assert_eq!(codes(text), [(Code::InvalidValue, "{.c #x onclick=alert(1)}")]);
    assert!(!format!("{:?}", read(text).0.events).contains("onclick"));
}

#[test]
fn footnotes_are_used_and_defined_once() {
    assert!(faults("a[^1] b[^1] c[^N]\n\n[^1]: x\n\n[^n]: y\n").is_empty());
    assert_eq!(codes("a[^1]"), [(Code::Footnote, "[^1]")]);
    assert_eq!(codes("a\n\n[^1]: x"), [(Code::Footnote, "[^1]")]);
    assert_eq!(codes("a[^1]\n\n[^1]: x\n\n[^1]: y"), [(Code::Footnote, "[^1]")]);
    let (body, _) = read("a[^b] c[^a]\n\n[^a]: x\n\n[^b]: y\n");
    let texts = body.footnotes.iter().map(|(label, events)| {
        (label.as_str(), body.plain_text(events.clone(), |_, _| String::new()))
    });
    let expected = [("a", "x".to_owned()), ("b", "y".to_owned())];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
}

#[test]
fn raw_html_stays_as_text_or_as_html() {
    let text = "a <b onclick=\"x\">c</b>\n\n<div>\nd\n</div>\n\n<!-- note -->\n";
    assert_eq!(
        codes(text),
        [
            (Code::RawHtml, "<b onclick=\"x\">"),
            (Code::RawHtml, "</b>"),
            (Code::RawHtml, "<div>"),
            (Code::RawHtml, "<!-- note -->"),
        ]
    );
    let is_html = |event: &Event| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    assert!(!read(text).0.events.iter().any(|(event, _)| is_html(event)));
    let (body, faults) = read_as(text, Options { html: Html::Admitted, ..Options::BODY });
    assert!(faults.is_empty());
    assert_eq!(body.events.iter().filter(|(event, _)| is_html(event)).count(), 6);
}

#[test]
fn images_need_alternative_text() {
    assert_eq!(codes("![](a.svg)"), [(Code::MissingAltText, "![](a.svg)")]);
    assert_eq!(codes("![ ](http://x/a.svg)").len(), 1);
    assert!(faults("![**b**](a.svg) ![`c`](a.svg)").is_empty());
}

#[test]
fn blocks_hold_all_text_and_never_overlap() {
    let text = "## H\n\npara *a*\n\n- tight\n  - deep\n- loose\n\n  two\n\n> [!NOTE]\n> alert\n\n| a | b |\n|---|---|\n| c |  |\n\nterm\n: def\n\nx[^1]\n\n[^1]: note\n\n- [ ] task\n";
    let (body, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    let blocks: Vec<_> =
        body.blocks.iter().map(|block| (block.kind, &text[block.span.range()])).collect();
    use BlockKind::{Footnote, Heading, Item, Paragraph, TableCell};
    assert_eq!(
        blocks,
        [
            (Heading, "H"),
            (Paragraph, "para *a*"),
            (Paragraph, "tight"),
            (Item, "deep"),
            (Paragraph, "loose"),
            (Paragraph, "two"),
            (Paragraph, "alert"),
            (TableCell, "a"),
            (TableCell, "b"),
            (TableCell, "c"),
            (Item, "term"),
            (Item, "def"),
            (Paragraph, "x[^1]"),
            (Footnote, "note"),
            (Item, "task"),
        ]
    );
}

#[test]
fn prose_is_one_paragraph_whatever_it_starts_with() {
    for text in [
        "2025. The year",
        "# not a heading",
        "- not a list @a",
        "> [[x]] no quote",
        "    no code",
        "| a |\n|---|",
        "line\n---\nline",
        "```\nno fence",
        "[^1]: x",
        "[a]: http://x",
        "***",
        "<div>",
        "",
        "  \n",
    ] {
        let (body, _) = read_as(text, Options::PROSE);
        let starts: Vec<_> =
            body.events.iter().filter(|(event, _)| matches!(event, Event::Start(_))).collect();
        assert_eq!(starts.len(), 1, "{text:?} {:?}", body.events);
        assert!(body.blocks.len() <= 1);
        let shown = body.plain_text(0..body.events.len(), |_, reference| {
            text[reference.span.range()].to_owned()
        });
        let expected: Vec<_> = text.split_whitespace().collect();
        assert_eq!(shown, expected.join(" "), "{text:?}");
    }
    let (body, faults) = read_as("_a_ **\"b\"** [[x]]\n[@k, p. 3] ", Options::PROSE);
    assert!(faults.is_empty());
    assert_eq!(body.references.len(), 2);
    assert!(body.events.iter().any(|(event, _)| *event == Event::Start(cmark::Tag::Emphasis)));
    let text = "one\n\n two\n\nthree";
    assert_eq!(
        marked(text, &read_as(text, Options::PROSE).1),
        ["invalid-value `two`: a second paragraph starts here"]
    );
}

#[test]
fn places_in_prose_go_through_the_map_of_its_scalar() {
    let yaml = "k: \"\\u0131 \\\"[[x]]\\\" @key\"\n";
    let (root, _) =
        crate::syntax::yaml::parse(file(), yaml, 0, &crate::syntax::yaml::Limits::FRONT_MATTER);
    let root = root.unwrap();
    let crate::syntax::yaml::Value::Scalar(scalar) = &root.get("k").unwrap().value else {
        panic!()
    };
    let (body, faults) = parse(&scalar.text, &scalar.map, Options::PROSE);
    assert!(faults.is_empty());
    let places: Vec<_> =
        body.references.iter().map(|reference| &yaml[reference.span.range()]).collect();
    assert_eq!(places, ["[[x]]", "@key"]);
}

#[test]
fn an_excuse_is_read_and_leaves_nothing() {
    let excuse = "<!-- briefbook: allow uncited-number: why -->";
    let events = |text: &str| {
        let (body, faults) = read(text);
        assert_eq!(faults, [], "{text}");
        let excuses: Vec<_> = body.excuses.iter().map(|it| &text[it.span.range()]).collect();
        assert!(excuses.iter().all(|it| *it == excuse), "{excuses:?}");
        (body.events.into_iter().map(|(event, _)| event).collect::<Vec<_>>(), excuses.len())
    };
    let without = |text: &str| events(&text.replace(&format!(" {excuse}"), "")).0;
    for text in [
        format!("Text. {excuse}\nMore. {excuse}\n"),
        format!("| a |\n|---|\n| b {excuse} |\n"),
        format!("- a {excuse}\n- b\n"),
        format!("**bold** {excuse}"),
    ] {
        let (found, count) = events(&text);
        assert_eq!(found, without(&text), "{text}");
        assert!(count > 0, "{text}");
    }
    assert_eq!(events(&format!("{excuse}\nText.\n")), (events("Text.\n").0, 1));
    assert_eq!(events(&format!("a\n\n{excuse}\n{excuse}\n\nb\n")), (events("a\n\nb\n").0, 2));
    assert_eq!(events(&format!("```\n{excuse}\n```\n\n    {excuse}\n\n`{excuse}`")).1, 0);
}

#[test]
fn parts_of_folded_text_keep_their_places() {
    let map = TextMap::from_steps(file(), vec![(0, 10), (4, 16), (6, 19)], 25);
    let (body, _) = parse("abc def ghi", &map, Options::PROSE);
    // Between the start and the end of the paragraph.
    assert!(matches!(body.events[1].0, Event::Text(_)), "{:?}", body.events);
    assert_eq!(body.span_within(1, 1..3).range(), 11..13);
    assert_eq!(body.span_within(1, 4..6).range(), 16..19);
    assert_eq!(body.span_within(1, 8..11).range(), 21..24);
}
