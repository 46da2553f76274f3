//! What holds of any book: determinism, addresses, what is published and what is not, fixes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{Book, assert_same_files, files_in, program, repository, run};

type Site = BTreeMap<String, Vec<u8>>;

const BOOKS: [&str; 3] = ["minimal", "evidence", "edge"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Builds a book of the repository into a folder of its own.
fn build(name: &str, arguments: &[&str]) -> Site {
    let book = Book::copy_of(&format!("tests/books/{name}"));
    let arguments: Vec<_> = ["build", "."].iter().chain(arguments).copied().collect();
    book.briefbook(&arguments).assert_status(0);
    book.public()
}

#[test]
fn a_build_does_not_depend_on_threads() {
    for name in BOOKS {
        let one = build(name, &["--jobs", "1"]);
        assert!(!one.is_empty());
        for jobs in ["2", "4", "13"] {
            assert_same_files(&one, &build(name, &["--jobs", jobs]));
        }
    }
}

#[test]
fn a_build_does_not_depend_on_the_machine() {
    for name in BOOKS {
        let plain = build(name, &[]);
        // The same files, made in another order, with other times, under another name.
        let book = Book::empty();
        let files = files_in(&repository().join("tests/books").join(name));
        for (path, bytes) in files.iter().rev() {
            book.write(path, bytes);
            let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(1_000);
            let file = fs::File::options().append(true).open(book.path().join(path)).unwrap();
            file.set_modified(old).unwrap();
        }
        let output = book.around().join("elsewhere/site");
        fs::create_dir_all(output.parent().unwrap()).unwrap();
        let mut command = program();
        command
            .args(["build".as_ref(), book.path().as_os_str(), "--output".as_ref(), output.as_ref()])
            .current_dir("/")
            .env("TZ", "Pacific/Kiritimati")
            .env("LANG", "tr_TR.UTF-8")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("HOME", "/nonexistent")
            .env("USER", "someone")
            .env("COLUMNS", "20")
            .env("RAYON_NUM_THREADS", "3");
        run(&mut command).assert_status(0);
        assert_same_files(&plain, &files_in(&output));
    }
}

#[test]
fn a_second_build_into_the_same_folder_changes_nothing() {
    let book = Book::copy_of("tests/books/evidence");
    book.briefbook(&["build", "."]).assert_status(0);
    let first = book.public();
    book.briefbook(&["build", "."]).assert_status(0);
    assert_same_files(&first, &book.public());
    // After an edit and its undoing, what stands is what a clean build makes.
    let path = "content/topics/trade.md";
    let before = book.read(path);
    book.write(path, format!("{before}\n## Added\n"));
    book.write("content/briefs/extra.md", "---\ntitle: Extra\ndate: 2025-01-01\nsummary: x\n---\n");
    book.briefbook(&["build", "."]).assert_status(0);
    assert!(book.public().keys().any(|path| path.ends_with("extra.html")));
    book.write(path, before);
    fs::remove_file(book.path().join("content/briefs/extra.md")).unwrap();
    book.briefbook(&["build", "."]).assert_status(0);
    assert_same_files(&first, &book.public());
}

/// Files that carry the published address as a whole.
fn carries_base_url(path: &str) -> bool {
    path == "404.html"
        || path == "_headers"
        || path == "_redirects"
        || path.ends_with(".xml")
        || path.ends_with(".txt")
        || path.ends_with(".json") && path.contains("feed")
        // A brief's record names its address, as the page's own tags for scholars do.
        || path.contains("briefs/")
            && [".bib", ".ris", ".csl.json"].iter().any(|ending| path.ends_with(ending))
}

#[test]
fn the_published_address_is_only_where_it_must_be() {
    let (one, two) = ("https://one.example/", "https://two.example/a/longer/path/");
    for name in BOOKS {
        let first = build(name, &["--base-url", one]);
        let second = build(name, &["--base-url", two]);
        let same: Site = first
            .iter()
            .map(|(path, bytes)| {
                let mut moved = text(bytes).replace(one, two);
                if path == "404.html" {
                    // Its addresses start at the host's root, since any address may show it.
                    assert!(moved.contains("href=\"/"), "404.html has no addresses from the root");
                    moved = moved.replace("=\"/", "=\"/a/longer/path/");
                }
                (path.clone(), moved.into_bytes())
            })
            .collect();
        let second_as_text: Site =
            second.iter().map(|(path, bytes)| (path.clone(), text(bytes).into_bytes())).collect();
        assert_same_files(&same, &second_as_text);
        for (path, bytes) in &second {
            if carries_base_url(path) {
                continue;
            }
            let page = text(bytes);
            for (at, _) in page.match_indices(two) {
                let tag = page[..at].rfind('<').map_or("", |start| &page[start..at]);
                let head = ["<link", "<meta", "<script type=\"application/ld+json\""];
                assert!(
                    head.iter().any(|start| tag.starts_with(start)) || citation(&page[..at]),
                    "{path}: the published address stands in {tag:?}"
                );
            }
        }
    }
}

/// Whether the text before a place is the proposal of how to cite the page.
fn citation(before: &str) -> bool {
    let section = before.rfind("how-to-cite").unwrap_or(0);
    section > 0 && before.len() - section < 2_000
}

/// Values of `name="…"` in a page: the theme quotes every attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.match_indices(&start)
        .filter_map(|(at, found)| page[at + found.len()..].split('"').next())
        .collect()
}

#[test]
fn every_address_leads_to_a_file_and_every_fragment_to_an_id() {
    for name in BOOKS {
        let site = build(name, &[]);
        let ids: BTreeMap<&str, BTreeSet<String>> = site
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| {
                let page = text(bytes);
                let ids = attributes(&page, "id").into_iter().map(str::to_owned).collect();
                (path.as_str(), ids)
            })
            .collect();
        let mut faults = Vec::new();
        for (path, bytes) in site.iter().filter(|(p, _)| p.ends_with(".html") && *p != "404.html") {
            let page = text(bytes);
            for address in attributes(&page, "href").into_iter().chain(attributes(&page, "src")) {
                if address.contains(':') || address.starts_with("//") {
                    continue;
                }
                let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
                let file = file.split('?').next().unwrap_or_default();
                let target = join(path, file);
                if !site.contains_key(&target) {
                    faults.push(format!("{path}: {address}: there is no {target}"));
                } else if !fragment.is_empty()
                    && ids.get(target.as_str()).is_some_and(|ids| !ids.contains(&decode(fragment)))
                {
                    faults.push(format!("{path}: {address}: no such id"));
                }
            }
        }
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }
}

/// Whether a page goes on right after this with the link of a heading, of the book's title or of
/// the way to more: the language may stand around such a link instead of on it.
fn opens_a_title(before: &str) -> bool {
    let tag = before.rfind('<').map_or("", |at| &before[at..]);
    let heading = ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"].iter().any(|it| tag.starts_with(it));
    tag.ends_with('>')
        && (heading || ["site-title", "section-more"].iter().any(|it| tag.contains(it)))
}

/// A link by a title in another language, and one for finding one's way, says in which language
/// the reader goes on; whatever says so is right.
#[test]
fn links_say_where_another_language_begins() {
    let mut said = 0;
    for name in BOOKS {
        let site = build(name, &[]);
        let pages: BTreeMap<&str, String> = site
            .iter()
            .filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
            .map(|(path, bytes)| (path.as_str(), text(bytes)))
            .collect();
        let lang = |text: &str, name: &str| attributes(text, name).first().map(|&it| it.to_owned());
        let mut faults = Vec::new();
        for (path, page) in &pages {
            let parts = |start: &str, end: &str| -> String {
                page.split(start).skip(1).filter_map(|it| it.split(end).next()).collect()
            };
            let ways = parts("<nav", "</nav>") + &parts("<ul class=\"counts\"", "</ul>");
            // Of the map, the list beside the picture says so.
            let links = |text: &str| -> Vec<String> {
                let links = text.split("<a ").skip(1).filter_map(|it| it.split_once('>'));
                let written = links.filter(|(_, label)| !label.starts_with("<title>"));
                written.map(|(link, _)| format!(" {link}")).collect()
            };
            let marked = links(page)
                .into_iter()
                .filter(|it| it.contains("lang=\"") || it.contains("\"badge badge-dispute\""));
            let titles = page.match_indices("<a ").filter(|&(at, _)| opens_a_title(&page[..at]));
            let titles =
                titles.filter_map(|(at, found)| page[at + found.len()..].split('>').next());
            let titles = titles.map(|link| format!(" {link}"));
            for link in marked.chain(links(&ways)).chain(titles) {
                let Some(&address) = attributes(&link, "href").first() else { continue };
                let file = address.split(['#', '?']).next().unwrap_or_default();
                let Some(target) = pages.get(join(path, file).as_str()) else { continue };
                let (hreflang, there) = (lang(&link, "hreflang"), lang(target, "lang"));
                said += usize::from(hreflang.is_some());
                if hreflang.or_else(|| lang(page, "lang")) != there {
                    faults.push(format!("{path}: <a{link}> leads to {there:?}"));
                }
            }
        }
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }
    assert!(said > 100, "{said}");
}

/// The path that a relative address names, from the page at `from`.
fn join(from: &str, address: &str) -> String {
    if address.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(part),
        }
    }
    decode(&parts.join("/"))
}

/// Percent signs and the ampersand's entity, undone.
fn decode(address: &str) -> String {
    let address = address.replace("&amp;", "&");
    let bytes = address.as_bytes();
    let (mut decoded, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let hex = address.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(byte) if bytes[at] == b'%' => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[test]
fn what_init_and_new_write_passes_check() {
    let book = Book::empty();
    book.briefbook(&["init", "."]).assert_status(0);
    book.briefbook(&["check", ".", "--deny", "warnings"]).assert_status(0);
    for kind in ["brief", "topic", "actor", "page"] {
        let title = format!("A new {kind}");
        let outcome = book.briefbook(&["new", kind, &title]);
        assert_eq!(outcome.status, Some(0), "{kind}: {}{}", outcome.stdout, outcome.stderr);
        let check = book.briefbook(&["check", "."]);
        assert_eq!(check.status, Some(0), "after new {kind}: {}{}", check.stdout, check.stderr);
        // Asked again, it takes nothing away.
        let before = files_in(&book.path());
        book.briefbook(&["new", kind, &title]).assert_no_panic();
        for (path, bytes) in &before {
            assert_eq!(fs::read(book.path().join(path)).unwrap(), *bytes, "{path} was changed");
        }
    }
    book.briefbook(&["build", "."]).assert_status(0);
}

#[test]
fn init_spoils_nothing() {
    let book = Book::sound();
    let before = files_in(&book.path());
    let outcome = book.briefbook(&["init", "."]);
    outcome.assert_no_panic();
    let after = files_in(&book.path());
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
}

/// A book whose draft, whose brief of tomorrow and whose withdrawn brief carry words of their own.
fn with_unpublished() -> Book {
    let book = Book::sound();
    let brief = |date: &str, status: &str, word: &str| {
        book.write(
            format!("content/briefs/{}/chart.svg", word.to_lowercase()).as_str(),
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{word}</title></svg>"),
        );
        format!(
            "---\ntitle: Title{word}\ndate: {date}\nsummary: \"Summary{word} [[port-company]].\"\n\
             topics: [trade]\nactors: [port-company]\nauthors: [Author{word}]\nstatus: {status}\n\
             aliases: [alias{lower}.html]\njudgements:\n  - text: \"Judgement{word} likely.\"\n    \
             confidence: high\n---\n\n## Heading{word}\n\nBody{word} [[actor:port-company]] and \
             [[trade]] Someone{word} said [@smith-2020, sec. {word}].\n\n\
             ![Picture{word}]({lower}/chart.svg)\n",
            lower = word.to_lowercase()
        )
    };
    book.write("content/briefs/secret-draft.md", brief("2025-01-05", "draft", "Qzdraft"));
    book.write("content/briefs/secret-future.md", brief("2026-02-01", "published", "Qzfuture"));
    book.write("content/briefs/secret-review.md", brief("2025-01-06", "review", "Qzreview"));
    // Its translation is as unpublished as itself.
    book.write(
        "content/briefs/secret-draft.it.md",
        "---\ntitle: TitoloQzdraft\nsummary: RiassuntoQzdraft\n---\n\n## TestataQzdraft\n",
    );
    book.replace("site.yaml", "language: en", "language: en\nlanguages: [en, it]");
    book
}

fn holding<'a>(site: &'a Site, words: &[&str]) -> Vec<&'a str> {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    site.iter()
        .filter(|(path, bytes)| {
            let all = format!("{path}\n{}", text(bytes)).to_lowercase();
            lower.iter().any(|word| all.contains(word.as_str()))
        })
        .map(|(path, _)| path.as_str())
        .collect()
}

#[test]
fn a_draft_leaks_nowhere() {
    let book = with_unpublished();
    book.briefbook(&["build", "."]).assert_status(0);
    let words = ["qzdraft", "qzfuture", "qzreview", "secret-"];
    assert!(holding(&book.public(), &words).is_empty(), "{:?}", holding(&book.public(), &words));
}

#[test]
fn what_was_withdrawn_keeps_its_page_alone() {
    for status in ["withdrawn", "superseded"] {
        let book = with_unpublished();
        book.replace(
            "content/briefs/secret-draft.md",
            "status: draft",
            &format!("status: {status}"),
        );
        book.briefbook(&["build", "."]).assert_status(0);
        let site = book.public();
        let mut own = vec![
            "aliasqzdraft.html",
            "briefs/secret-draft.html",
            "it/briefs/secret-draft.html",
            "media/briefs/qzdraft/chart.svg",
        ];
        let mut holding = holding(&site, &["qzdraft", "secret-draft"]);
        if status == "superseded" {
            // What it says is still on record: whom it cites and links to, and how to cite it.
            let record = |path: &&str| {
                path.contains("briefs/secret-draft.") && !path.ends_with(".html")
                    || ["sources/smith-2020.html", "data/evidence.json", "sitemap.xml"]
                        .contains(path)
                    || ["actors/port-company.html", "topics/trade.html"].contains(path)
            };
            holding.retain(|path| !record(path));
        }
        holding.sort_unstable();
        own.sort_unstable();
        assert_eq!(holding, own, "{status}");
        let page = text(&site["briefs/secret-draft.html"]);
        assert!(page.contains(&format!("notice-{status}")), "{page}");
        assert_eq!(page.contains("content=\"noindex\""), status == "withdrawn");
        assert_eq!(page.contains("application/ld+json"), status == "superseded");
        let list = text(&site["topics/trade.html"]);
        let briefs = list.split("page_linked-from").next().unwrap();
        assert!(!briefs.contains("TitleQzdraft"), "{status}: among the topic's briefs");
    }
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let book = with_unpublished();
    book.briefbook(&["build", ".", "--drafts"]).assert_status(0);
    let site = book.public();
    assert!(site.contains_key("briefs/secret-draft.html"), "{:?}", site.keys());
    assert!(site.contains_key("briefs/secret-future.html"));
    // And are gone again afterwards.
    book.briefbook(&["build", "."]).assert_status(0);
    assert!(holding(&book.public(), &["qzdraft", "qzfuture"]).is_empty());
}

#[test]
fn a_brief_appears_on_its_day() {
    let book = with_unpublished();
    book.briefbook(&["build", ".", "--as-of", "2026-02-01"]).assert_status(0);
    assert!(book.public().contains_key("briefs/secret-future.html"));
    assert!(holding(&book.public(), &["qzdraft"]).is_empty());
}

#[test]
fn a_link_to_what_is_not_published_is_a_fault() {
    let book = with_unpublished();
    book.replace("content/briefs/second.md", "See ", "See [[secret-draft]], [[secret-future]], ");
    book.briefbook(&["check", "."]).assert_status(1);
    let codes: Vec<_> = book.check().iter().map(|fault| fault["code"].clone()).collect();
    assert_eq!(codes, ["unpublished-link", "unpublished-link"]);
    book.briefbook(&["check", ".", "--drafts"]).assert_no_panic();
}

/// Every string of the edge book that could run is shown, and none is markup.
#[test]
fn hostile_strings_stay_text() {
    for (path, bytes) in build("edge", &[]) {
        let page = text(&bytes);
        let kind = path.rsplit('.').next().unwrap_or_default();
        if matches!(kind, "html" | "xml" | "svg") {
            for mark in ["<script>alert", "<img src=x", "<boxes>", "<corners>"] {
                assert!(!page.contains(mark), "{path} holds {mark:?} as markup");
            }
        }
        assert!(!page.contains("49 {%"), "{path}: a template ran on a contributor's text");
    }
}

/// What is printed for people and for programs is the same list.
#[test]
fn all_formats_report_the_same_faults() {
    let book = Book::sound();
    book.replace("content/briefs/first.md", "topics:", "topcis:");
    book.replace("content/briefs/second.md", "[[first#what-happened]]", "[[frist]] [@x, p. 1]");
    book.write("content/briefs/third.md", b"---\ntitle: \xff\n---\n");
    let codes: Vec<String> =
        book.check().iter().map(|fault| fault["code"].as_str().unwrap().to_owned()).collect();
    assert!(codes.len() >= 4, "{codes:?}");
    for format in ["human", "short", "github", "sarif"] {
        let outcome = book.briefbook(&["check", ".", "--format", format]);
        if format == "sarif" && outcome.status == Some(2) {
            continue; // Not a format of this version.
        }
        outcome.assert_status(1);
        let told = format!("{}{}", outcome.stdout, outcome.stderr);
        for code in &codes {
            assert!(told.contains(code.as_str()), "{format} leaves out {code}:\n{told}");
        }
    }
    // `build` refuses with the same.
    let build = book.briefbook(&["build", "."]);
    build.assert_status(1);
    for code in &codes {
        assert!(build.stderr.contains(code.as_str()) || build.stdout.contains(code.as_str()));
    }
}
