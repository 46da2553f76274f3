//! What holds of every text, however deep or odd.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::source::Span;
use crate::syntax::testing::elapsed;

#[test]
fn deep_nesting_ends_in_time_with_one_fault() {
    let time = elapsed(nest_deep);
    assert!(time < Duration::from_secs(60), "{time:?}");
}

fn nest_deep() {
    for unit in [
        ">",
        "> ",
        "[",
        "![",
        "*",
        "_",
        "**a ",
        "- ",
        "1. ",
        "`",
        "<",
        "(",
        "[a](",
        "[[",
        "[@",
        "@",
        "~~",
        "|",
        "&#",
        "\\",
        "[^1]",
        "*a_",
        "![[x]]",
        "[[x]]",
        "[@a]",
        "]",
        "a**b",
        "<!--",
        "<?",
        "<![CDATA[",
        "[a]: ",
        "{#",
        ": ",
        "[x](<",
        "@a [",
        "@a;",
        "[;",
    ] {
        let deep = matches!(unit, ">" | "[" | "*" | "- " | "1. " | "[[" | "[@");
        let text = unit.repeat(if deep { 50_000 } else { 10_000 });
        let (body, faults) = read(&text);
        check(&text, &body, &faults);
        let (body, _) = read_as(&text, Options::PROSE);
        assert!(depth(&body) <= NESTING_LIMIT);
    }
    let nested: String = (0..2_000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
    let (_, faults) = read(&nested);
    assert_eq!(faults.iter().filter(|fault| fault.code == Code::NestingLimit).count(), 1);
    let quotes: String = (0..1_000).map(|level| format!("{}a\n\n", "> ".repeat(level))).collect();
    let (body, faults) = read(&quotes);
    check(&quotes, &body, &faults);
}

fn depth(body: &Body) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for (event, _) in &body.events {
        match event {
            Event::Start(_) => now += 1,
            Event::End(_) => now -= 1,
            _ => {}
        }
        most = most.max(now);
    }
    assert_eq!(now, 0, "starts and ends are not balanced");
    most
}

/// What holds of every body.
fn check(text: &str, body: &Body, faults: &[Diagnostic]) {
    let sound = |span: Span| text.get(span.range()).is_some();
    assert!(depth(body) <= NESTING_LIMIT);
    let mut open = Vec::new();
    for (event, span) in &body.events {
        assert!(sound(*span), "{event:?} {span:?}");
        match event {
            Event::Start(tag) => open.push(tag.to_end()),
            Event::End(tag) => assert_eq!(open.pop().as_ref(), Some(tag)),
            Event::Text(part) if span.range().len() == part.len() => {
                assert_eq!(text[span.range()].replace(['\n', '\r'], " "), part.replace('\n', " "));
            }
            _ => {}
        }
    }
    for (index, reference) in body.references.iter().enumerate() {
        assert_eq!(body.events[reference.event], (Event::Reference(index), reference.span));
    }
    let mut end = 0;
    for block in &body.blocks {
        assert!(block.events.start >= end && sound(block.span));
        end = block.events.end;
    }
    let mut ids: Vec<_> = body.headings.iter().map(|heading| &heading.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), body.headings.len());
    assert!(body.headings.iter().all(|heading| !heading.id.is_empty()));
    for fault in faults {
        assert!(text.get(range(fault)).is_some());
        for (place, _) in &fault.related {
            let crate::diag::Place::Span(span) = place else {
                continue;
            };
            assert!(sound(*span));
        }
    }
}

proptest! {
    #![proptest_config(crate::syntax::testing::cases(1500))]

    #[test]
    fn every_body_is_sound(
        text in "([a-zşİ]{1,3}|[@\\[\\]()!*_`|#>:;,.{}<&\\\\~^=\"'-]|\\[\\[|\\]\\]|\\[@|\\[\\^1\\]|!\\[\\[| |  |\n|\n\n|\n> |\n- |\n## |\t|&amp;|e\u{301}|\\{#|--|\\|\n\\|-\\|-\\|\n){0,60}"
    ) {
        for options in [
            Options::BODY,
            Options::PROSE,
            Options { html: Html::Admitted, ..Options::BODY },
            Options { dialect: Dialect::CommonMark, ..Options::BODY },
            Options { dialect: Dialect::Gfm, ..Options::BODY },
        ] {
            let (body, faults) = read_as(&text, options);
            check(&text, &body, &faults);
        }
    }

    #[test]
    fn what_is_neither_bracket_nor_key_stays_as_the_parser_gives_it(
        text in "([a-zş]{1,3}|[*_`#>:;,.()-]| |\n|\n\n|\n> |\n- |&amp;|\\\\\\*){0,40}"
    ) {
        let (body, _) = read(&text);
        let mut expected = String::new();
        let mut found = String::new();
        let parser = cmark::Parser::new_ext(&text, cmark_options(Dialect::Briefbook));
        for event in parser {
            match event {
                cmark::Event::Text(part) | cmark::Event::Code(part) => expected.push_str(&part),
                cmark::Event::SoftBreak => expected.push('\n'),
                _ => {}
            }
        }
        for (event, _) in &body.events {
            match event {
                Event::Text(part) | Event::Code(part) => found.push_str(part),
                Event::SoftBreak => found.push('\n'),
                _ => {}
            }
        }
        prop_assert_eq!(expected, found);
    }
}
