//! Runs the case files of `tests/cases`: what they mark is what briefbook finds, no more, no less.
//!
//! `UPDATE=1` writes the marks anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use briefbook::diag::{Code, Diagnostic, Place};
use briefbook::engine::Analysis;
use briefbook::verify::{self, StoredCopy};

use crate::case_file::{Case, CaseFile, Mark};
use crate::support::{analysis_of, difference, files_in, repository};

/// Codes of faults that lie outside the snapshot, or in bytes that no text can show; the bad
/// inputs cover them.
const ELSEWHERE: &[Code] = &[
    Code::NotUtf8,
    Code::ByteOrderMark,
    Code::CarriageReturn,
    Code::SymbolicLink,
    Code::UnusablePath,
    Code::UnreadableFile,
    Code::ForeignOutput,
    Code::OutputFailed,
    Code::NoBrowser,
    Code::BrowserFailed,
];

/// The case files by their path in the repository, and their text.
fn cases() -> Vec<(String, String)> {
    let cases: Vec<_> = files_in(&repository().join("tests/cases"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".txt"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    assert!(!cases.is_empty());
    cases
}

/// The folder of a case's stored copies of sources; a case that has one is verified as well.
const COPIES: &str = "snapshots/";

/// Checks the files of a case, with the common `site.yaml` unless the case has its own. A book
/// whose first file is `content/nothing.txt` is meant to have none.
fn analyse(files: &[CaseFile]) -> Analysis {
    let mut book: Vec<(String, Vec<u8>)> = Vec::new();
    if !files.iter().any(|file| file.path == "content/nothing.txt" || file.path == "site.yaml") {
        let common = fs::read(repository().join("tests/cases/site.yaml")).unwrap();
        book.push(("site.yaml".to_owned(), common));
    }
    let own = files.iter().filter(|file| !file.path.starts_with(COPIES));
    book.extend(own.map(|file| (file.path.clone(), file.text().into_bytes())));
    analysis_of(book)
}

/// Everything found: by the analysis, and by looking into the copies where the case has some.
fn found(analysis: &Analysis, files: &[CaseFile]) -> Vec<Diagnostic> {
    let mut found = analysis.diagnostics().to_vec();
    let copies: BTreeMap<String, StoredCopy> = files
        .iter()
        .filter_map(|file| {
            let bytes = StoredCopy::Bytes(file.text().into_bytes().into());
            Some((file.path.strip_prefix(COPIES)?.to_owned(), bytes))
        })
        .collect();
    if !copies.is_empty() {
        let site = analysis.site();
        let report = verify::verify(site, analysis.sources(), &copies);
        found.extend(site.book.config.levels.apply(report.diagnostics));
    }
    found
}

/// A case file, looked into once for all tests.
struct Analysed {
    path: String,
    expected: String,
    case: Case,
    analysis: Analysis,
    found: Vec<Diagnostic>,
}

static ANALYSED: LazyLock<Vec<Analysed>> = LazyLock::new(|| {
    briefbook::par::map_owned(cases(), |(path, expected)| {
        let case = Case::parse(&expected);
        let analysis = analyse(&case.files);
        let found = found(&analysis, &case.files);
        Analysed { path, expected, case, analysis, found }
    })
});

fn mark(diagnostic: &Diagnostic, analysis: &Analysis) -> Mark {
    let (file, start, end) = place(&diagnostic.place, analysis);
    let hints = diagnostic.hints.iter().map(|hint| format!("hint: {hint}"));
    let related = diagnostic.related.iter().map(|(related, label)| {
        let (file, (line, column), _) = place(related, analysis);
        format!("see {}:{line}:{column}: {label}", file.unwrap_or_default())
    });
    Mark {
        file,
        start,
        end,
        severity: diagnostic.severity.name().to_owned(),
        code: diagnostic.code.to_string(),
        message: diagnostic.message.clone(),
        notes: related.chain(hints).collect(),
    }
}

type Position = (usize, usize);

fn place(place: &Place, analysis: &Analysis) -> (Option<String>, Position, Position) {
    match place {
        Place::Span(span) => {
            let file = analysis.sources().get(span.file);
            let (text, lines) = (file.text(), file.lines());
            let range = span.range();
            assert!(range.end <= text.len(), "{span:?} leaves {}", file.path());
            let boundary = text.is_char_boundary(range.start) && text.is_char_boundary(range.end);
            assert!(boundary, "{span:?} splits a character of {}", file.path());
            let (start, end) = (lines.position(text, range.start), lines.position(text, range.end));
            (Some(file.path().to_string()), start, end)
        }
        Place::Path(path) => (Some(path.to_string()), (0, 0), (0, 0)),
        Place::Outside(name) => (Some(name.clone()), (0, 0), (0, 0)),
    }
}

#[test]
fn cases_find_what_they_mark() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = Vec::new();
    for Analysed { path, expected, case, analysis, found } in &*ANALYSED {
        let marks: Vec<Mark> = found.iter().map(|it| mark(it, analysis)).collect();
        let found = case.render(&marks);
        if found == *expected {
            continue;
        }
        if update {
            fs::write(repository().join("tests/cases").join(path), found).unwrap();
        } else {
            failures.push(format!("tests/cases/{path}, {}", difference(expected, &found)));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{} cases differ (-: marked, +: found); UPDATE=1 writes what is found",
        failures.join("\n"),
        failures.len()
    );
}

#[test]
fn cases_have_one_for_every_code_and_a_neighbour_for_every_rule() {
    let mut marked = BTreeSet::new();
    let mut faults = Vec::new();
    let cases = cases();
    for (path, text) in &cases {
        let codes: Vec<Code> = Code::ALL
            .iter()
            .copied()
            .filter(|code| text.contains(&format!("[{code}]: ")))
            .collect();
        marked.extend(codes.iter().copied());
        let folder = path.split('/').next().unwrap();
        if folder != "several" && Code::from_name(folder).is_none() {
            faults.push(format!("{path}: there is no code `{folder}`"));
        }
    }
    for &code in Code::ALL {
        if !marked.contains(&code) && !ELSEWHERE.contains(&code) {
            faults.push(format!("{code}: no case shows the fault"));
        }
        let folder = format!("{code}/");
        let own = || cases.iter().filter(|(path, _)| path.starts_with(&folder));
        let sound = |text: &str| !text.contains(&format!("[{code}]: "));
        if code.is_lint() && own().all(|(_, text)| !sound(text)) {
            faults.push(format!("{code}: no case shows what is not the fault"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A fix takes its fault away and brings no other.
#[test]
fn cases_are_mended_by_their_fixes() {
    let fixes = briefbook::par::map(&ANALYSED, mend);
    println!("{} fixes", fixes.into_iter().sum::<usize>());
}

/// Applies every fix of a case by itself; how many there were.
fn mend(it: &Analysed) -> usize {
    let Analysed { path, case, analysis, found: all, .. } = it;
    let before = codes_by_count(all);
    let mut fixes = 0;
    for diagnostic in all {
        let Some(fix) = &diagnostic.fix else { continue };
        fixes += 1;
        let name = analysis.sources().get(fix.span.file).path().to_string();
        let mended: Vec<CaseFile> = case
            .files
            .iter()
            .map(|file| {
                let mut text = file.text();
                if file.path == name {
                    text.replace_range(fix.span.range(), &fix.replacement);
                }
                let lines = text.lines().map(str::to_owned).collect();
                CaseFile { path: file.path.clone(), lines }
            })
            .collect();
        // What followed from the fault may go with it; nothing may come.
        let after = codes_by_count(&found(&analyse(&mended), &mended));
        let count = |codes: &[Code], code| codes.iter().filter(|it| **it == code).count();
        let own = diagnostic.code;
        assert!(count(&after, own) < count(&before, own), "{path}: {diagnostic:?}");
        let more = after.iter().find(|code| count(&after, **code) > count(&before, **code));
        assert_eq!(more, None, "{path}: {diagnostic:?}");
    }
    fixes
}

fn codes_by_count(found: &[Diagnostic]) -> Vec<Code> {
    let mut codes: Vec<Code> = found.iter().map(|it| it.code).collect();
    codes.sort();
    codes
}
