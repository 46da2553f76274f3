//! What holds of every book put into one file: the same text as the site, the same bytes whatever
//! the machine, and nothing of what is not published.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};

use briefbook::export::tree::{Element, Node, parse};

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
    let book = copy("edge");
    for kind in ["zip", "html", "epub"] {
        let one = export(&book, kind, &["--jobs", "1"]);
        assert!(one == export(&book, kind, &["--jobs", "7"]), "{kind}");
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
    for kind in ["zip", "html", "epub"] {
        let file = export(&book, kind, &[]);
        let files = match kind {
            "html" => BTreeMap::from([("book.html".to_owned(), file)]),
            _ => unpacked(&file),
        };
        for (path, bytes) in files {
            let all = format!("{path}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase();
            assert!(!all.contains("qzdraft") && !all.contains("qzfuture"), "{kind}: {path}");
        }
    }
}

/// What a page says, without the ways through it; what stands beside that, which is in another place
/// in a book; and the notes that it calls.
fn said(content: &Element) -> (String, String, Vec<String>) {
    let mut content = content.clone();
    let aids = ["nav", "form", "script", "noscript"];
    content.drop_where(&|it| {
        let aid = aids.iter().any(|name| it.is(name)) || it.has_class("heading-anchor");
        aid || it.is("details") && it.has_class("fold")
    });
    let mut calls = Vec::new();
    content.each(&mut |it| {
        if it.get("role") == Some("doc-noteref") {
            calls.push(it.plain_text());
        }
        // Browsers show the drawing, and readers without pictures its words.
        if it.is("img") {
            let words = it.get("alt").unwrap_or_default().to_owned();
            it.children.push(Node::Text(words));
        }
    });
    let mut beside = String::new();
    content.each(&mut |it| {
        if it.has_class("page-side") {
            beside.push_str(&it.plain_text());
        }
    });
    content.drop_where(&|it| it.has_class("page-side"));
    (content.plain_text(), beside, calls)
}

fn by_id<'e>(element: &'e Element, id: &str) -> Option<&'e Element> {
    if element.get("id") == Some(id) {
        return Some(element);
    }
    element.elements().find_map(|child| by_id(child, id))
}

#[test]
fn site_single_file_and_epub_say_the_same() {
    for name in BOOKS {
        let book = copy(name);
        book.briefbook(&["build", "."]).assert_status(0);
        let single = parse(&String::from_utf8(export(&book, "html", &[])).unwrap());
        let mut epub = unpacked(&export(&book, "epub", &[]));
        let mut compared = 0;
        for (path, bytes) in book.public() {
            let Some(stem) = path.strip_suffix(".html") else { continue };
            let page = parse(&String::from_utf8(bytes).unwrap());
            // Old addresses only send readers on.
            let Some(main) = by_id(&page, "page_main") else { continue };
            let Some(within) = by_id(&single, &stem.replace('/', "_")) else {
                let text = main.plain_text();
                let other = ["search", "404", "it/index", "it/map", "tr/map"];
                let left_out = other.contains(&stem) || text.contains("withdrawn");
                assert!(left_out, "{name}: {path} is not in the single file");
                continue;
            };
            let expected = said(main);
            assert_eq!(said(within), expected, "{name}: {path} in the single file");
            let document = epub.remove(&format!("EPUB/pages/{stem}.xhtml")).unwrap();
            let document = parse(&String::from_utf8(document).unwrap());
            let main = document.find("main").unwrap();
            assert_eq!(said(main), expected, "{name}: {path} in the EPUB");
            compared += 1;
        }
        assert!(compared > 10, "{name}: {compared} pages");
        let more: Vec<_> = epub.keys().filter(|path| path.ends_with(".xhtml")).collect();
        assert_eq!(more, ["EPUB/nav.xhtml"]);
    }
}

#[test]
fn a_single_file_needs_nothing_else() {
    for name in BOOKS {
        let book = copy(name);
        let mut root = parse(&String::from_utf8(export(&book, "html", &[])).unwrap());
        let (mut ids, mut addresses, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        let mut levels: Vec<u8> = Vec::new();
        root.each(&mut |it| {
            if let Some(own) = it.name.strip_prefix('h').and_then(|level| level.parse().ok()) {
                levels.push(it.get("aria-level").map_or(own, |level| level.parse().unwrap()));
            }
            ids.extend(it.get("id").map(str::to_owned));
            addresses.extend(it.get("href").map(str::to_owned));
            if it.is("script") || it.is("link") && it.get("rel") != Some("canonical") {
                faults.push(it.name.clone());
            }
            if it.get("src").is_some_and(|src| !src.starts_with("data:")) {
                faults.push(format!("{:?}", it.get("src")));
            }
        });
        assert_eq!(levels.first(), Some(&1), "{name}: the book's title");
        assert!(!levels[1..].contains(&1), "{name}: another heading at the level of the title");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}: an id twice");
        for address in addresses {
            let Some(fragment) = address.strip_prefix('#') else {
                if !address.contains(':') {
                    faults.push(address);
                }
                continue;
            };
            let id = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
            if ids.binary_search_by(|own| own.as_str().cmp(&id)).is_err() {
                faults.push(address);
            }
        }
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pdf_is_what_the_browser_prints_with_the_date_of_the_edition() {
    use std::os::unix::fs::PermissionsExt as _;

    let book = Book::sound();
    let browser = book.around().join("browser");
    // Stands for a browser: prints what it was given, in a PDF of today.
    let script = r#"#!/bin/sh
for argument; do
    case $argument in --print-to-pdf=*) pdf=${argument#*=} ;; esac
done
{
    printf "%%PDF-1.4\n<</Creator (A browser)\n/CreationDate (D:20310506070809+00'00')>>\n"
    cat "$argument"
    printf '%%%%EOF\n'
} >"$pdf"
"#;
    fs::write(&browser, script).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let browser = browser.to_str().unwrap();
    let printed = export(&book, "pdf", &["--browser", browser, "--as-of", "2026-01-31"]);
    let printed = String::from_utf8(printed).unwrap();
    let about = "%PDF-1.4\n<</Creator (briefbook)\n/CreationDate (D:20260131000000+00'00')>>\n";
    assert!(printed.starts_with(about), "{}", &printed[..200]);
    // What was printed says what the single file says.
    let single = String::from_utf8(export(&book, "html", &["--as-of", "2026-01-31"])).unwrap();
    let main = |html: &str| said(parse(html).find("main").unwrap());
    assert!(main(&single).0.contains("Port Company built a quay"));
    assert!(main(&printed[about.len()..]) == main(&single), "another text is printed");
    let outcome = book.briefbook(&["export", "zip", "--browser", browser]);
    outcome.assert_status(2);
}

#[test]
fn one_page_leads_to_the_published_site() {
    let book = Book::sound();
    let html = export(&book, "html", &["--page", "briefs/second"]);
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("href=\"https://example.org/briefs/first.html#what-happened\""));
    assert!(html.contains("src=\"data:image/svg+xml;base64,"));
    let outcome = book.briefbook(&["export", "html", "--page", "briefs/secnod"]);
    outcome.assert_status(2);
    assert!(outcome.stderr.contains("did you mean `briefs/second`?"), "{}", outcome.stderr);
}
