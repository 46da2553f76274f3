//! What rests on sources: the ledger against stored copies, and the pages that a retraction
//! touches.

use std::collections::BTreeSet;

use briefbook::site::{Impact, ReferringTexts, StatementKind};
use serde_json::Value;

use crate::support::{Book, analysis_of, files_in, json_lines, repository};

/// The book of the transcript, which has stored copies of its sources.
fn verified(book: &Book) -> (Option<i32>, Vec<Value>) {
    let outcome = book.briefbook(&["verify", "--snapshots", "snapshots", "--format", "json"]);
    outcome.assert_no_panic();
    (outcome.status, json_lines(&outcome.stdout))
}

/// One wrong digit in any observation is a fault at that digit's value, and nowhere else.
#[test]
fn one_wrong_digit_is_found_where_it_stands() {
    let book = Book::copy_of("tests/cmd/verify.in");
    assert_eq!(verified(&book), (Some(0), Vec::new()));
    let path = "content/figures.yaml";
    let ledger = book.read(path);
    let mut changed = 0;
    for (number, line) in ledger.lines().enumerate() {
        let key = line.trim_start();
        if !["value: ", "low: ", "high: "].iter().any(|it| key.starts_with(it)) {
            continue;
        }
        let from = line.find(": ").unwrap() + 2;
        for (at, digit) in line.char_indices().skip(from).filter(|(_, c)| c.is_ascii_digit()) {
            let other = if digit == '9' { '8' } else { char::from(digit as u8 + 1) };
            let mut wrong = line.to_owned();
            wrong.replace_range(at..=at, &other.to_string());
            let lines = ledger.lines().enumerate();
            let text: String = lines
                .flat_map(|(other, line)| [if other == number { &wrong } else { line }, "\n"])
                .collect();
            book.write(path, text);
            let (status, faults) = verified(&book);
            let found: Vec<_> = faults
                .iter()
                .map(|it| (it["code"].as_str(), it["line"].as_u64(), it["column"].as_u64()))
                .collect();
            let expected =
                (Some("value-not-in-words"), Some(number as u64 + 1), Some(from as u64 + 1));
            assert_eq!((status, found), (Some(1), vec![expected]), "{wrong:?}");
            changed += 1;
        }
    }
    assert!(changed > 10, "{changed}");
}

/// The pages that `impact` lists.
fn listed(book: &Book, source: &str) -> BTreeSet<String> {
    let outcome = book.briefbook(&["impact", source, "--format", "json"]);
    outcome.assert_status(0);
    let listing: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let pages = listing["pages"].as_array().unwrap();
    pages.iter().map(|page| page["path"].as_str().unwrap().to_owned()).collect()
}

/// The pages of the built site that carry a notice of that kind.
fn noticed(book: &Book, kind: &str) -> BTreeSet<String> {
    book.briefbook(&["build", "."]).assert_status(0);
    let pages = book.public().into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .filter(|(_, bytes)| {
            let notice = format!("class=\"notice notice-{kind}\"");
            String::from_utf8_lossy(bytes).contains(&notice)
        })
        .map(|(path, _)| path)
        .collect()
}

/// A retraction is announced on exactly the pages that `impact` lists, whichever source it is.
#[test]
fn the_notice_stands_on_the_pages_that_rest_on_the_source() {
    let sound = Book::copy_of("tests/books/evidence");
    assert_eq!(noticed(&sound, "retracted"), BTreeSet::new());
    let sources = sound.read("content/sources.yaml");
    let keys = sources
        .lines()
        .filter(|it| !it.starts_with([' ', '#']))
        .filter_map(|it| it.strip_suffix(':').map(str::to_owned));
    let mut most = 0;
    let mut least = usize::MAX;
    for key in keys {
        let book = Book::copy_of("tests/books/evidence");
        let head = format!("\n{key}:\n");
        let (before, entry) = sources.split_once(&head).unwrap();
        let retracted = "  briefbook:\n    retracted: { date: 2026-01-02, note: \"Withdrawn.\" } \
                         # briefbook: allow retracted-source: the notices are looked at here\n";
        let entry = entry.replacen("  briefbook:\n", retracted, 1);
        book.write("content/sources.yaml", format!("{before}{head}{entry}"));
        let pages = listed(&book, &key);
        assert_eq!(noticed(&book, "retracted"), pages, "{key}");
        assert!(pages.contains(&format!("sources/{key}.html")), "{key}: {pages:?}");
        most = most.max(pages.len());
        least = least.min(pages.len());
    }
    assert!(least < most && least > 1, "{least} {most}");
}

/// What is embedded in what is embedded rests on the source as well; what only leads there does
/// not, and neither does what embeds another section.
#[test]
fn embeds_rest_on_what_they_show() {
    let book = Book::sound();
    // The notices are looked at here, not the fault.
    let site = book.read("site.yaml");
    book.write("site.yaml", format!("{site}lints: {{ retracted-source: allow }}\n"));
    let brief = |title: &str, body: &str| {
        format!("---\ntitle: {title}\ndate: 2025-03-01\nsummary: \"So.\"\n---\n\n{body}\n")
    };
    book.write(
        "content/sources.yaml",
        "smith-2020:\n  type: report\n  title: On harbours\n  date: 2020\nother:\n  type: misc\n  \
         title: Other\n  briefbook: { retracted: { date: 2026-01-02 } }\n",
    );
    book.write(
        "content/figures.yaml",
        "ships:\n  title: Ships\n  observations:\n    - { id: a, period: 2020, value: 1, source: \
         smith-2020, locator: p. 1, preferred: true }\n    - { id: b, period: 2020, value: 2, source: \
         other, locator: p. 1 }\n    - { id: c, period: 2021, value: 2, source: smith-2020, locator: \
         p. 1 }\n",
    );
    book.write(
        "content/events.yaml",
        "opening:\n  title: Opening\n  date: 2021\n  topics: [trade]\n  actors: [port-company]\n  \
         text: \"It opened [@other, p. 2].\"\n",
    );
    book.write(
        "content/disputes.yaml",
        "count:\n  question: How many?\n  kind: scope\n  figures: [ships]\n  positions:\n    - { text: \
         One., source: smith-2020, locator: p. 1 }\n    - { text: Two., source: other, locator: p. 1 \
         }\n",
    );
    let body = "## Cited\n\nIt is so [@other, p. 2].\n\n## Not cited\n\nIt is also so.";
    book.write("content/briefs/a-cites.md", brief("A", body));
    let body = "## Inner\n\n![[brief:a-cites#cited]]\n\n## Outer\n\n![[brief:a-cites#not-cited]]";
    book.write("content/briefs/b-embeds.md", brief("B", body));
    book.write("content/briefs/c-embeds-embed.md", brief("C", "![[brief:b-embeds#inner]]"));
    book.write("content/briefs/d-embeds-else.md", brief("D", "![[brief:b-embeds#outer]]"));
    book.write("content/briefs/e-links.md", brief("E", "See [[brief:a-cites]]."));
    book.write("content/briefs/f-beside.md", brief("F", "[[figure:ships@2020]] ships."));
    book.write("content/briefs/g-value.md", brief("G", "[[figure:ships@2021]] ships."));
    book.write("content/briefs/h-figure.md", brief("H", "![[figure:ships]]"));
    book.write("content/briefs/i-dispute.md", brief("I", "![[dispute:count]]"));
    book.write("content/briefs/j-timeline.md", brief("J", "![[timeline:trade]]"));
    let expected = [
        "actors/port-company.html",
        "briefs/a-cites.html",
        "briefs/b-embeds.html",
        "briefs/c-embeds-embed.html",
        "briefs/f-beside.html",
        "briefs/h-figure.html",
        "briefs/i-dispute.html",
        "briefs/j-timeline.html",
        "disputes.html",
        "disputes/count.html",
        "figures/ships.html",
        "sources/other.html",
        "timeline.html",
        "topics/trade.html",
    ];
    let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
    assert_eq!(listed(&book, "other"), expected);
    assert_eq!(noticed(&book, "retracted"), expected);
    book.replace("content/sources.yaml", "retracted", "corrected");
    book.write(
        "content/briefs/k-draft.md",
        brief("K", body).replace("date:", "status: draft\ndate:"),
    );
    assert_eq!(listed(&book, "other"), expected);
    assert_eq!(noticed(&book, "corrected"), expected);
    assert_eq!(noticed(&book, "retracted"), BTreeSet::new());
}

/// Where passages fill several pages, the first names every page that cites the source, with the
/// way to its passages, wherever those stand.
#[test]
fn the_first_page_of_a_source_names_every_page_that_cites_it() {
    let book = Book::sound();
    let said = "It is so [@smith-2020, p. 1].\n\n".repeat(60);
    for name in ["one", "two", "three"] {
        let head = format!("---\ntitle: Brief {name}\ndate: 2025-03-01\nsummary: \"So.\"\n---\n\n");
        book.write(&format!("content/briefs/{name}.md"), head + &said);
    }
    book.briefbook(&["build", "."]).assert_status(0);
    let page = |name: &str| book.read(&format!("public/sources/{name}"));
    let (first, second) = (page("smith-2020.html"), page("smith-2020-2.html"));
    let (_, citing) = first.split_once("id=\"page_citing\"").unwrap();
    let (citing, _) = citing.split_once("</section>").unwrap();
    for name in ["one", "two", "three"] {
        let (_, entry) = citing.split_once(&format!("<a href=\"../briefs/{name}.html\">")).unwrap();
        let (_, way) = entry.split_once("href=\"").unwrap();
        let (way, label) = way.split_once("\">").unwrap();
        assert!(label.starts_with("Passages: 60<"), "{label:.40}");
        let (file, id) = way.split_once('#').unwrap();
        let passage = format!(
            "<li id=\"{id}\"><p class=\"passage-locator\"><a href=\"../briefs/{name}.html#at-0\">"
        );
        assert!(page(file).contains(&passage), "{name}: {way}");
    }
    assert!(!second.contains("page_citing"), "the first page alone has the list");
}

/// What a fault counts and what `briefbook impact` lists are found in two ways.
#[test]
fn the_places_that_rest_on_a_source_are_those_of_its_statements() {
    let mut found = BTreeSet::new();
    for book in ["evidence", "pairs"] {
        let analysis = analysis_of(files_in(&repository().join("tests/books").join(book)));
        let site = analysis.site();
        let texts = ReferringTexts::of(site);
        for source in &site.book.sources {
            let key = &source.key.value;
            let impact = Impact::of(site, key);
            let statements = impact.statements.values().flatten();
            let statements = statements
                .filter(|it| !matches!(it.kind, StatementKind::Event | StatementKind::Dispute))
                .filter(|it| it.of != source.entity());
            let mut expected = BTreeSet::new();
            for statement in statements {
                found.insert(statement.kind);
                // An observation is listed at its id, and corrected at its source.
                let rows = site.book.figures.iter().flat_map(|it| &it.observations);
                let mut rows = rows.filter(|_| statement.kind == StatementKind::Observation);
                let row = rows.find(|it| it.id.span == statement.span);
                expected.insert(row.map_or(statement.span, |it| it.source.span));
            }
            assert_eq!(texts.places_resting_on(key), expected, "{book}: {key}");
        }
    }
    assert_eq!(found.len(), 5, "each kind is among them: {found:?}");
}
