//! Whole sites, file by file: `tests/books/NAME` must make exactly `tests/golden/NAME`.
//!
//! `UPDATE=1` writes the expected files anew. Files that come straight from the theme are named in
//! `FILES` and not repeated, so that a change of the style sheet is not a change of every golden.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Book, assert_same_files, files_in, repository};

/// The list of a site's files, beside them.
const LIST: &str = "FILES";

#[track_caller]
fn golden(name: &str) {
    let book = Book::copy_of(&format!("tests/books/{name}"));
    book.briefbook(&["build", "."]).assert_status(0);
    let found = condensed(book.public());
    let folder = repository().join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, bytes) in &found {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    assert_same_files(&files_in(&folder), &found);
}

/// A site without the files that are the theme's, byte for byte, and with the list of all.
fn condensed(site: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let theme = briefbook::theme::files();
    let mut list = String::new();
    let mut kept = BTreeMap::new();
    for (path, bytes) in site {
        let themed = theme.iter().any(|(_, file)| *file == bytes.as_slice());
        list.push_str(&path);
        list.push_str(if themed { " (theme)\n" } else { "\n" });
        if !themed {
            kept.insert(path, bytes);
        }
    }
    kept.insert(LIST.to_owned(), list.into_bytes());
    kept
}

/// What a hard evidence book looks like: disputes, bounds, vague periods, a translation.
#[test]
fn evidence() {
    golden("evidence");
}

/// Names and texts that are hard to fold, to sort and to escape.
#[test]
fn edge() {
    golden("edge");
}

/// What `briefbook init` writes.
#[test]
fn minimal() {
    golden("minimal");
}

/// The minimal book is what `init` writes today.
#[test]
fn minimal_is_what_init_writes() {
    let book = Book::empty();
    book.briefbook(&["init", "."]).assert_status(0);
    let folder = repository().join("tests/books/minimal");
    let written = files_in(&book.path());
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, bytes) in &written {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    assert_same_files(&files_in(&folder), &written);
}
