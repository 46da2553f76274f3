//! The text lints on sentences that people labelled before the rules were written: each fault at
//! its exact place, and none besides.
//!
//! `tests/sentences/sentences.txt` holds the sentences and says how they are labelled.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Book, json_lines};

const SITE: &str = "title: Sentences\nbase_url: https://example.org/\nlanguage: en\n\
    languages: [en, it]\nas_of: 2026-01-31\nlints: { uncited-paragraph: allow }\n";

const SOURCES: &str = "smith-2020:\n  type: report\n  title: On harbours\n  \
    author: \"Smith, Ada\"\n  date: 2020\n";

const FIGURES: &str = "trade:\n  title: Trade\n  unit: USD\n  observations:\n    - id: smith\n      \
    period: 2024\n      value: 32\n      scale: billion\n      source: smith-2020\n      \
    locator: \"p. 8\"\n";

/// A fault: code, file, line, column, end line, end column.
type Fault = (String, String, u64, u64, u64, u64);

/// The sentences of one language and place, marks included.
type Sections = BTreeMap<(String, String), Vec<String>>;

fn sections() -> Sections {
    let text = include_str!("../sentences/sentences.txt");
    let mut sections = Sections::new();
    let mut place = None;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            let (lang, field) = name.split_once(' ').unwrap();
            place = Some((lang.to_owned(), field.to_owned()));
        } else if let Some(place) = &place {
            sections.entry(place.clone()).or_default().push(line.to_owned());
        }
    }
    sections
}

/// A file that is written line by line, with the faults that its marks stand for.
struct Page {
    path: String,
    text: String,
    faults: BTreeSet<Fault>,
}

impl Page {
    fn new(path: &str, head: &str) -> Self {
        Self { path: path.to_owned(), text: head.to_owned(), faults: BTreeSet::new() }
    }

    /// Adds a line, its marks taken out, with `before` and `after` around it.
    fn line(&mut self, before: &str, marked: &str, after: &str) {
        let number = self.text.matches('\n').count() as u64 + 1;
        self.text.push_str(before);
        let mut column = before.chars().count() as u64 + 1;
        let mut rest = marked;
        while let Some((plain, tail)) = rest.split_once('⟦') {
            self.text.push_str(plain);
            column += plain.chars().count() as u64;
            let (fault, tail) = tail.split_once('⟧').unwrap();
            let (name, words) = fault.split_once(':').unwrap();
            let code = match name {
                "number" => "uncited-number",
                "words" => "likelihood-words",
                "mixed" => "mixed-likelihood",
                other => panic!("{other}: not a mark"),
            };
            // Marks of emphasis stand around the words and are not part of the fault.
            let inner = words.trim_matches('*');
            let lead = (words.len() - words.trim_start_matches('*').len()) as u64;
            let start = column + lead;
            let end = start + inner.chars().count() as u64;
            self.faults.insert((code.to_owned(), self.path.clone(), number, start, number, end));
            self.text.push_str(words);
            column += words.chars().count() as u64;
            rest = tail;
        }
        self.text.push_str(rest);
        self.text.push_str(after);
        self.text.push('\n');
    }
}

fn pages() -> Vec<Page> {
    let sections = sections();
    let lines = |lang: &str, place: &str| {
        sections.get(&(lang.to_owned(), place.to_owned())).cloned().unwrap_or_default()
    };
    let mut pages = Vec::new();
    for lang in ["en", "it"] {
        let path = match lang {
            "en" => "content/briefs/sentences.md".to_owned(),
            other => format!("content/briefs/sentences.{other}.md"),
        };
        let mut page = Page::new(&path, "---\ntitle: Sentences\n");
        if lang == "en" {
            page.text.push_str("date: 2026-01-01\n");
        }
        page.text.push_str("summary: Nothing is said here.\n");
        page.text.push_str("---\n\n");
        for line in lines(lang, "body") {
            page.line("", &line, "");
            if !line.starts_with('|') && !line.is_empty() {
                page.text.push('\n');
            }
        }
        pages.push(page);
        for (at, line) in lines(lang, "judgement").iter().filter(|it| !it.is_empty()).enumerate() {
            let path = format!("content/briefs/judgement-{lang}-{at}.md");
            let head =
                "---\ntitle: A judgement\ndate: 2026-01-01\nsummary: Nothing is said here.\n";
            let mut page = Page::new(&path, head);
            page.text.push_str(&format!("lang: {lang}\njudgements:\n"));
            // Folded over two lines, so that places go through the map of the scalar.
            page.text.push_str("  - text: >-\n      We hold as follows [@smith-2020, p. 1].\n");
            page.line("      ", line, "");
            page.text.push_str("    confidence: low\n---\n");
            pages.push(page);
        }
        for (at, line) in lines(lang, "summary").iter().filter(|it| !it.is_empty()).enumerate() {
            let path = format!("content/briefs/summary-{lang}-{at}.md");
            let mut page = Page::new(&path, "---\ntitle: A bottom line\ndate: 2026-01-01\n");
            page.line("summary: '", line, "'");
            page.text.push_str("---\n");
            pages.push(page);
        }
    }
    pages
}

#[test]
fn text_lints_find_what_is_labelled_and_nothing_else() {
    let book = Book::empty();
    book.write("site.yaml", SITE);
    book.write("content/sources.yaml", SOURCES);
    book.write("content/figures.yaml", FIGURES);
    book.write(
        "content/briefs/other.md",
        "---\ntitle: Another\ndate: 2026-01-01\nsummary: Nothing is said here.\n---\n",
    );
    let mut expected = BTreeSet::new();
    for page in pages() {
        book.write(&page.path, &page.text);
        expected.extend(page.faults);
    }
    let outcome = book.briefbook(&["check", ".", "--format", "json"]);
    outcome.assert_status(0);
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let number = |value: &Value, key: &str| value[key].as_u64().unwrap_or_default();
    let found: BTreeSet<Fault> = json_lines(&outcome.stdout)
        .iter()
        .map(|it| {
            let (line, column) = (number(it, "line"), number(it, "column"));
            let (end_line, end_column) = (number(it, "end_line"), number(it, "end_column"));
            (text(it, "code"), text(it, "file"), line, column, end_line, end_column)
        })
        .collect();
    let shown = |faults: Vec<&Fault>| {
        let lines: Vec<String> = faults
            .into_iter()
            .map(|(code, file, line, from, _, to)| {
                let text = book.read(file);
                let text = text.lines().nth(*line as usize - 1).unwrap_or_default().to_owned();
                format!("  {file}:{line}:{from}-{to} {code}: {text}")
            })
            .collect();
        lines.join("\n")
    };
    let missed = shown(expected.difference(&found).collect());
    let invented = shown(found.difference(&expected).collect());
    assert!(expected == found, "missed:\n{missed}\nnot labelled:\n{invented}");
    let labelled: usize = sections().values().flatten().filter(|it| !it.is_empty()).count();
    assert!(labelled >= 60, "{labelled} sentences");
}
