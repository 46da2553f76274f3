//! What holds of every book put into one file: the same text as the site, the same bytes whatever
//! the machine, and nothing of what is not published.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use crate::support::{Book, assert_same_files, files_in};

const BOOKS: [&str; 3] = ["minimal", "evidence", "edge"];

fn copy(name: &str) -> Book {
    Book::copy_of(&format!("tests/books/{name}"))
}

/// Exports a book and returns the file.
fn export(book: &Book, kind: &str, arguments: &[&str]) -> Vec<u8> {
    let file = book.around().join("export");
    let path = file.to_str().unwrap();
    let arguments: Vec<_> =
        ["export", kind, ".", "--output", path].iter().chain(arguments).copied().collect();
    book.briefbook(&arguments).assert_status(0);
    fs::read(file).unwrap()
}

/// The files of a zip archive by their names, which must be sorted after the first.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        names.push(name.clone());
        assert!(files.insert(name.clone(), bytes).is_none(), "{name} twice");
    }
    assert!(names[1..].is_sorted(), "{names:?}");
    files
}

#[test]
fn an_archive_holds_the_site_and_a_page_that_leads_to_it() {
    for name in BOOKS {
        let book = copy(name);
        book.briefbook(&["build", "."]).assert_status(0);
        book.briefbook(&["export", "zip"]).assert_status(0);
        let exported: Vec<_> =
            files_in(&book.path()).into_keys().filter(|path| path.ends_with(".zip")).collect();
        let [file] = exported.as_slice() else { panic!("{exported:?}") };
        let top = file.trim_end_matches(".zip");
        let mut files = unpacked(&fs::read(book.path().join(file)).unwrap());
        let start = files.remove(&format!("{top}/START-HERE.html")).unwrap();
        let start = String::from_utf8(start).unwrap();
        let folder = format!("{top}/site/");
        let site: BTreeMap<_, _> = files
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().to_owned(), bytes))
            .collect();
        let mut built = book.public();
        built.remove(".briefbook");
        assert_same_files(&built, &site);
        for part in start.split("href=\"").skip(1) {
            let address = part.split('"').next().unwrap();
            let path = address.strip_prefix("site/").unwrap_or_else(|| panic!("{address}"));
            assert!(site.contains_key(path), "{name}: {address}");
        }
        assert!(start.contains("href=\"site/index.html\""));
        let id = top.rsplit('-').next().unwrap();
        assert!(id.len() == 8 && start.contains(id), "{name}: the edition {id} is named");
    }
}

#[test]
fn an_export_does_not_depend_on_threads() {
    for kind in ["zip"] {
        for name in BOOKS {
            let book = copy(name);
            let one = export(&book, kind, &["--jobs", "1"]);
            for jobs in ["2", "7"] {
                assert!(one == export(&book, kind, &["--jobs", jobs]), "{kind} of {name}");
            }
        }
    }
}

#[test]
fn another_text_is_another_edition() {
    let book = copy("minimal");
    let name = |book: &Book| {
        let outcome = book.briefbook(&["export", "zip"]);
        outcome.assert_status(0);
        outcome.stdout.split(':').next().unwrap().to_owned()
    };
    let first = name(&book);
    assert_eq!(first, name(&book));
    let path = "content/pages/about.md";
    book.write(path, format!("{}\nOne more line.\n", book.read(path)));
    assert_ne!(first, name(&book));
}

#[test]
fn a_faulty_book_is_not_exported() {
    let book = Book::sound();
    book.replace("content/briefs/second.md", "[[first#what-happened]]", "[[frist]]");
    let file = book.around().join("export.zip");
    fs::write(&file, "earlier").unwrap();
    let outcome = book.briefbook(&["export", "zip", ".", "--output", file.to_str().unwrap()]);
    outcome.assert_status(1);
    assert!(outcome.stderr.contains("unknown-link"), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "earlier");
}

#[test]
fn a_draft_is_in_no_export() {
    let book = Book::sound();
    let brief = |word: &str, more: &str| {
        format!("---\ntitle: Title{word}\n{more}\nsummary: \"Of {word}.\"\n---\n\nBody{word}.\n")
    };
    book.write("content/briefs/one.md", brief("Qzdraft", "date: 2025-01-05\nstatus: draft"));
    book.write("content/briefs/two.md", brief("Qzfuture", "date: 2026-02-01"));
    for kind in ["zip"] {
        for (path, bytes) in unpacked(&export(&book, kind, &[])) {
            let all = format!("{path}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase();
            assert!(!all.contains("qzdraft") && !all.contains("qzfuture"), "{kind}: {path}");
        }
    }
}
