//! What a contributor or an attacker may put into a book: each input is refused with its code at
//! its place, in time, without a panic, and the site that stood before stays byte for byte.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::Value;

use crate::support::{Book, Outcome, assert_same_files, files_in, json_lines, run};

/// A code, and the file, line and column where it must stand.
type Expected<'a> = (&'a str, &'a str, u64, u64);

/// Builds a sound book, breaks it, and asserts that `build` and `check` refuse it with exactly the
/// expected faults and leave the site alone.
#[track_caller]
fn refused(spoil: impl FnOnce(&Book), expected: &[Expected]) {
    let book = Book::sound();
    book.briefbook(&["build", "."]).assert_status(0);
    let before = book.public();
    assert!(!before.is_empty());
    spoil(&book);

    let build = book.briefbook(&["build", "."]);
    build.assert_status(1);
    assert_same_files(&before, &book.public());

    let check = book.briefbook(&["check", ".", "--format", "json"]);
    check.assert_status(1);
    let found = faults(&check);
    let found: Vec<Expected> =
        found.iter().map(|(c, f, l, k)| (c.as_str(), f.as_str(), *l, *k)).collect();
    assert_eq!(found, expected, "{}", check.stdout);
}

/// The errors of a check in json, in their order.
fn faults(check: &Outcome) -> Vec<(String, String, u64, u64)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    json_lines(&check.stdout)
        .iter()
        .filter(|fault| fault["severity"] == "error")
        .map(|fault| {
            let number = |key: &str| fault[key].as_u64().unwrap_or_default();
            (text(&fault["code"]), text(&fault["file"]), number("line"), number("column"))
        })
        .collect()
}

const FIRST: &str = "content/briefs/first.md";
const SECOND: &str = "content/briefs/second.md";

/// A brief with this after its front matter; the body starts on line 7.
fn brief(body: &str) -> String {
    format!("---\ntitle: Third brief\ndate: 2025-03-04\nsummary: \"More.\"\n---\n\n{body}\n")
}

// Front matter.

#[test]
fn a_key_is_missing() {
    refused(
        |book| book.replace(FIRST, "title: First brief\n", ""),
        &[("missing-key", FIRST, 2, 1)],
    );
}

#[test]
fn a_key_is_misspelt() {
    refused(|book| book.replace(FIRST, "topics:", "topcis:"), &[("unknown-key", FIRST, 5, 1)]);
}

#[test]
fn a_value_is_of_the_wrong_type() {
    refused(
        |book| book.replace(FIRST, "topics: [trade]", "topics: {trade: 1}"),
        &[("wrong-type", FIRST, 5, 9)],
    );
}

#[test]
fn a_date_is_impossible() {
    refused(
        |book| book.replace(FIRST, "2025-01-02", "2025-02-30"),
        &[("invalid-date", FIRST, 3, 7)],
    );
}

#[test]
fn a_key_stands_twice() {
    refused(
        |book| book.replace(FIRST, "date:", "title: Again\ndate:"),
        &[("duplicate-key", FIRST, 3, 1)],
    );
}

#[test]
fn front_matter_is_never_closed() {
    refused(
        |book| book.write("content/briefs/third.md", "---\ntitle: Third brief\ndate: 2025-01-01\n"),
        &[("missing-front-matter", "content/briefs/third.md", 1, 1)],
    );
}

#[test]
fn a_page_has_no_front_matter() {
    refused(
        |book| book.write("content/briefs/third.md", "Only a body.\n"),
        &[("missing-front-matter", "content/briefs/third.md", 1, 1)],
    );
}

// Ids.

#[test]
fn two_briefs_have_one_id() {
    refused(
        |book| book.write("content/briefs/old/first.md", brief("A body.")),
        &[("duplicate-id", "content/briefs/old/first.md", 1, 1)],
    );
}

#[test]
fn two_sources_differ_by_case_only() {
    refused(
        |book| {
            let more = "Smith-2020:\n  type: report\n  title: Other\n  date: 2021\n";
            book.write("content/sources.yaml", book.read("content/sources.yaml") + more);
        },
        &[("duplicate-id", "content/sources.yaml", 6, 1)],
    );
}

#[test]
fn two_terms_differ_by_unicode_form_only() {
    refused(
        |book| {
            let terms = "İş:\n  expansion: One\nI\u{307}s\u{327}:\n  expansion: Two\n";
            book.write("content/glossary.yaml", terms);
        },
        &[("duplicate-id", "content/glossary.yaml", 3, 1)],
    );
}

#[test]
fn a_file_name_is_no_id() {
    refused(
        |book| book.write("content/briefs/Ünlü Name.md", brief("A body.")),
        &[("invalid-id", "content/briefs/Ünlü Name.md", 1, 1)],
    );
}

// References.

#[test]
fn a_link_leads_nowhere() {
    refused(
        |book| book.write("content/briefs/third.md", brief("See [[nobody]].")),
        &[("unknown-link", "content/briefs/third.md", 7, 7)],
    );
}

#[test]
fn a_link_is_ambiguous() {
    refused(
        |book| {
            book.write(
                "content/actors/trade.md",
                "---\nname: TRADE org\ntype: organisation\n---\n",
            );
            book.write("content/briefs/third.md", brief("See [[trade]]."));
        },
        &[("ambiguous-link", "content/briefs/third.md", 7, 7)],
    );
}

#[test]
fn a_citation_names_no_source() {
    refused(
        |book| book.write("content/briefs/third.md", brief("So it is [@smith-2021, p. 2].")),
        &[("unknown-source", "content/briefs/third.md", 7, 12)],
    );
}

#[test]
fn a_link_names_no_heading() {
    refused(
        |book| book.write("content/briefs/third.md", brief("See [[first#what-hapened]].")),
        &[("unknown-heading", "content/briefs/third.md", 7, 13)],
    );
}

#[test]
fn an_image_is_missing() {
    refused(
        |book| book.write("content/briefs/third.md", brief("![A map](../media/map.svg)")),
        &[("missing-media", "content/briefs/third.md", 7, 10)],
    );
}

#[test]
fn an_image_lies_outside_the_book() {
    refused(
        |book| {
            fs::write(book.around().join("secret.svg"), "<svg/>").unwrap();
            book.write("content/briefs/third.md", brief("![A map](../../../secret.svg)"));
        },
        &[("missing-media", "content/briefs/third.md", 7, 10)],
    );
}

#[test]
fn embeds_go_in_a_circle() {
    refused(
        |book| {
            book.write("content/briefs/third.md", brief("## One\n\n![[brief:fourth#two]]"));
            let fourth = brief("## Two\n\n![[brief:third#one]]").replace("Third", "Fourth");
            book.write("content/briefs/fourth.md", fourth);
        },
        &[("embed-cycle", "content/briefs/fourth.md", 9, 1)],
    );
}

#[test]
fn a_link_could_run_a_script() {
    // Where the address is spelt with entities, the whole link is marked.
    for (address, column) in [
        ("javascript:alert(1)", 6),
        ("JaVaScRiPt:alert(1)", 6),
        ("data:text/html;base64,PGI+", 6),
        ("vbscript:x", 6),
        ("&#106;avascript:alert(1)", 1),
        ("java&Tab;script:alert(1)", 1),
    ] {
        refused(
            |book| book.write("content/briefs/third.md", brief(&format!("[x](<{address}>)"))),
            &[("unsafe-link", "content/briefs/third.md", 7, column)],
        );
    }
}

#[test]
fn raw_html_is_refused() {
    refused(
        |book| book.write("content/briefs/third.md", brief("A <b onclick=\"x()\">word</b>.")),
        &[
            ("raw-html", "content/briefs/third.md", 7, 3),
            ("raw-html", "content/briefs/third.md", 7, 24),
        ],
    );
}

// Bytes.

#[test]
fn a_file_is_not_utf8() {
    refused(|book| book.write(FIRST, b"---\ntitle: caf\xe9\n---\n"), &[("not-utf8", FIRST, 2, 11)]);
}

#[test]
fn a_file_starts_with_a_byte_order_mark() {
    refused(
        |book| book.write(FIRST, format!("\u{feff}{}", book.read(FIRST))),
        &[("byte-order-mark", FIRST, 1, 1)],
    );
}

#[test]
fn lines_end_with_carriage_returns() {
    refused(
        |book| book.write(FIRST, book.read(FIRST).replace('\n', "\r\n")),
        &[("carriage-return", FIRST, 1, 4)],
    );
}

#[test]
fn a_page_of_null_bytes() {
    let book = Book::sound();
    book.write("content/briefs/third.md", vec![0_u8; 100_000]);
    book.briefbook(&["build", "."]).assert_status(1);
}

// Too much of something.

#[test]
fn aliases_multiply() {
    let book = Book::sound();
    book.briefbook(&["build", "."]).assert_status(0);
    let before = book.public();
    let mut yaml = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (next, last) in ('b'..='j').zip('a'..='i') {
        let list = vec![format!("*{last}"); 9].join(", ");
        yaml.push_str(&format!("{next}: &{next} [{list}]\n"));
    }
    book.write("content/events.yaml", yaml);
    let found = book.check();
    assert!(found.iter().any(|fault| fault["code"] == "yaml-limit"), "{found:?}");
    book.briefbook(&["build", "."]).assert_status(1);
    assert_same_files(&before, &book.public());
}

#[test]
fn yaml_nests_three_hundred_thousand_deep() {
    refused(
        |book| book.write("content/events.yaml", "[a,".repeat(100_000)),
        &[("yaml-limit", "content/events.yaml", 1, 193)],
    );
}

#[test]
fn front_matter_is_huge() {
    refused(
        |book| {
            let long = format!("title: \"{}\"\n", "x".repeat(70_000));
            book.replace(FIRST, "title: First brief\n", &long);
        },
        &[("yaml-limit", FIRST, 2, 65_537)],
    );
}

#[test]
fn markdown_nests_fifty_thousand_deep() {
    for (nested, expected) in [("> ", 7), ("- ", 7), ("[", 0), ("*a _b ", 0), ("![", 0), ("[[", 0)]
    {
        let book = Book::sound();
        book.briefbook(&["build", "."]).assert_status(0);
        let before = book.public();
        let depth = 50_000;
        book.write("content/briefs/third.md", brief(&format!("{}x", nested.repeat(depth))));
        let check = book.briefbook(&["check", ".", "--format", "json"]);
        check.assert_no_panic();
        let build = book.briefbook(&["build", "."]);
        build.assert_no_panic();
        if expected > 0 {
            assert!(
                faults(&check)
                    .iter()
                    .any(|(code, _, line, _)| code == "nesting-limit" && *line == 7),
                "{nested:?}: {}",
                check.stdout.chars().take(600).collect::<String>()
            );
            build.assert_status(1);
            assert_same_files(&before, &book.public());
        }
    }
}

#[test]
fn a_line_of_ten_million_characters() {
    let book = Book::sound();
    book.write("content/briefs/third.md", brief(&"word ".repeat(2_000_000)));
    let outcome = book.briefbook(&["check", "."]);
    outcome.assert_no_panic();
}

#[test]
fn sources_name_each_other_in_a_circle() {
    let book = Book::sound();
    book.briefbook(&["build", "."]).assert_status(0);
    let before = book.public();
    let entries = "@book{a-1, title={A}, date={2020}, crossref={b-1}}\n\
                   @book{b-1, title={B}, date={2020}, crossref={a-1}}\n";
    book.write("content/sources/more.bib", entries);
    fs::rename(
        book.path().join("content/sources.yaml"),
        book.path().join("content/sources/all.yaml"),
    )
    .unwrap();
    book.briefbook(&["build", "."]).assert_status(1);
    assert!(book.check().iter().any(|fault| fault["code"] == "source-cycle"));
    assert_same_files(&before, &book.public());
}

// The file system.

#[test]
fn a_symbolic_link_leads_out_of_the_book() {
    refused(
        |book| {
            let secret = book.around().join("secret.md");
            fs::write(&secret, brief("A secret.")).unwrap();
            symlink(secret, book.path().join("content/briefs/third.md")).unwrap();
        },
        &[("symbolic-link", "content/briefs/third.md", 0, 0)],
    );
}

#[test]
fn a_symbolic_link_goes_round_in_a_circle() {
    refused(
        |book| symlink("..", book.path().join("content/briefs/again")).unwrap(),
        &[("symbolic-link", "content/briefs/again", 0, 0)],
    );
}

#[test]
fn a_template_cannot_be_parsed() {
    refused(
        |book| book.write("templates/brief.html", "<p>\n  {% if %}\n</p>\n"),
        &[("template-error", "templates/brief.html", 2, 9)],
    );
}

#[test]
fn a_template_names_what_is_not_there() {
    let book = Book::sound();
    book.briefbook(&["build", "."]).assert_status(0);
    let before = book.public();
    book.write("templates/brief.html", "<p>\n  {{ nothing_of_that_name }}\n</p>\n");
    let build = book.briefbook(&["build", ".", "--format", "json"]);
    build.assert_status(1);
    assert_same_files(&before, &book.public());
    let found = faults(&build);
    let place = ("template-error".to_owned(), "templates/brief.html".to_owned(), 2, 6);
    assert!(found.contains(&place), "{}\n{}", build.stdout, build.stderr);
}

#[test]
fn a_template_includes_itself() {
    let book = Book::sound();
    book.briefbook(&["build", "."]).assert_status(0);
    let before = book.public();
    book.write("templates/brief.html", "{% include \"brief.html\" %}");
    book.briefbook(&["build", "."]).assert_status(1);
    assert_same_files(&before, &book.public());
}

#[test]
fn the_output_folder_is_not_ours() {
    let book = Book::sound();
    book.write("letters/mother.txt", "Dear mother");
    let build = book.briefbook(&["build", ".", "--output", "letters"]);
    build.assert_status(1);
    assert!(build.stderr.contains("foreign-output"), "{}", build.stderr);
    assert_eq!(book.read("letters/mother.txt"), "Dear mother");
    assert_eq!(files_in(&book.path().join("letters")).len(), 1);
}

#[test]
fn the_output_folder_is_the_book_or_above_it() {
    let book = Book::sound();
    let before = files_in(&book.path());
    for folder in [".", "..", "content", "content/briefs", "/"] {
        let build = book.briefbook(&["build", ".", "--output", folder]);
        build.assert_no_panic();
        assert_ne!(build.status, Some(0), "{folder}");
        assert_same_files(&before, &files_in(&book.path()));
    }
}

#[test]
fn a_file_stands_where_the_output_folder_should() {
    let book = Book::sound();
    book.write("public", "a file");
    let build = book.briefbook(&["build", "."]);
    build.assert_no_panic();
    assert_ne!(build.status, Some(0));
    assert_eq!(book.read("public"), "a file");
}

/// Runs a shell script where it may mount file systems; `None` where the machine forbids that.
fn with_mounts(script: &str) -> Option<Outcome> {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--", "sh", "-euc", script]);
    let outcome = run(&mut command);
    let forbidden = outcome.stderr.contains("unshare") || outcome.stderr.contains("mount:");
    (!forbidden).then_some(outcome)
}

/// The script's own result: what `build` said, and the site before and after.
fn survives(book: &Book, before: &str, during: &str) {
    let folder = book.around().join("disk");
    fs::create_dir_all(&folder).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=1200k none '{disk}'\n\
         '{binary}' build '{book}' --output '{disk}/public' --quiet\n\
         cp -a '{disk}/public' '{disk}/../before'\n\
         {before}\n\
         status=0; {during} '{binary}' build '{book}' --output '{disk}/public' || status=$?\n\
         diff -r '{disk}/../before' '{disk}/public'\n\
         exit $status\n",
        disk = folder.display(),
        binary = env!("CARGO_BIN_EXE_briefbook"),
        book = book.path().display(),
    );
    let Some(outcome) = with_mounts(&script) else {
        eprintln!("this machine forbids mounts: not tested");
        return;
    };
    outcome.assert_no_panic();
    assert_ne!(outcome.status, Some(0), "{}\n{}", outcome.stdout, outcome.stderr);
    assert!(!outcome.stdout.contains("Only in"), "{}", outcome.stdout);
    assert!(outcome.stderr.contains("output-failed"), "{}", outcome.stderr);
}

#[test]
fn the_disk_is_full() {
    let book = Book::sound();
    let body = "A sentence that takes room. ".repeat(40_000);
    let path = book.path().join("content/briefs/third.md");
    let text = brief(&body);
    let source = book.around().join("third.md");
    fs::write(&source, text).unwrap();
    let grow = format!("cp '{}' '{}'", source.display(), path.display());
    survives(&book, &grow, "");
}

#[test]
fn the_disk_is_read_only() {
    let book = Book::sound();
    let change = format!(
        "sed -i s/First/Primary/ '{}'; mount -o remount,ro '{}'",
        book.path().join(FIRST).display(),
        book.around().join("disk").display()
    );
    survives(&book, &change, "");
}

#[test]
fn a_file_may_not_grow() {
    let book = Book::sound();
    book.briefbook(&["build", "."]).assert_status(0);
    let before = book.public();
    book.write("content/briefs/third.md", brief(&"A sentence that takes room. ".repeat(20_000)));
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' build '{}'",
        env!("CARGO_BIN_EXE_briefbook"),
        book.path().display()
    );
    let outcome = run(Command::new("sh").args(["-c", &script]));
    outcome.assert_no_panic();
    assert_ne!(outcome.status, Some(0));
    assert_same_files(&before, &book.public());
}

#[test]
fn the_book_is_not_there() {
    let book = Book::sound();
    for arguments in [["check", "nowhere"], ["build", "nowhere"], ["check", "site.yaml"]] {
        let outcome = book.briefbook(&arguments);
        outcome.assert_no_panic();
        assert_ne!(outcome.status, Some(0), "{arguments:?}");
    }
}

#[test]
fn every_fault_is_told_at_once() {
    refused(
        |book| {
            book.replace(FIRST, "topics:", "topcis:");
            book.replace(SECOND, "2025-02-03", "2025-13-03");
            book.write("content/briefs/third.md", brief("See [[nobody]] [@nobody, p. 1]."));
        },
        &[
            ("unknown-key", FIRST, 5, 1),
            ("invalid-date", SECOND, 3, 7),
            ("unknown-link", "content/briefs/third.md", 7, 7),
            ("unknown-source", "content/briefs/third.md", 7, 18),
        ],
    );
}
