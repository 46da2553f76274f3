//! What a book's repository tells its pages: revisions, differences, dates; and what it must not.
//!
//! Every repository is made here, with fixed names and dates, so that commits have the same ids on
//! every machine.

use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{Book, assert_same_files, difference, program, repository, run};

/// Runs git in `folder`, at noon of `day`.
fn git(folder: &Path, day: &str, arguments: &[&str]) -> String {
    let moment = format!("{day}T12:00:00Z");
    let output = Command::new("git")
        .args(["-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"])
        .args(["-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Grace Qzauthor")
        .env("GIT_AUTHOR_EMAIL", "grace@secret.example")
        .env("GIT_COMMITTER_NAME", "Grace Qzauthor")
        .env("GIT_COMMITTER_EMAIL", "grace@secret.example")
        .env("GIT_AUTHOR_DATE", "2020-05-05T12:00:00Z")
        .env("GIT_COMMITTER_DATE", moment)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn commit(folder: &Path, day: &str, subject: &str) {
    git(folder, day, &["add", "--all"]);
    git(folder, day, &["commit", "--quiet", "--message", subject]);
}

fn init(folder: &Path) {
    git(folder, "2026-01-01", &["init", "--quiet", "--object-format=sha1"]);
    // The site is no part of the book's history.
    fs::write(folder.join(".gitignore"), "public/\n").unwrap();
}

const BRIEF: &str = "content/briefs/quay.md";
/// Where the brief stands in the end: a folder's name may be anything that files can be called.
const MOVED: &str = "content/briefs/a \"quoted\" Füße folder/quay.md";

fn brief(status: &str, body: &str) -> String {
    format!(
        "---\ntitle: A quay is built\ndate: 2025-03-04\nsummary: \"The port grew by 12 per cent \
         [@smith-2020, p. 2].\"\nstatus: {status}\ntopics: [trade]\njudgements:\n  - text: \"It is \
         likely to grow [@smith-2020, p. 3].\"\n    confidence: moderate\n---\n\n{body}\n"
    )
}

const FIRST: &str = "## What was built\n\nThe [[port-company]] built a quay of 300 metres in two years \
     [@smith-2020, p. 12].\n\nNothing about this paragraph ever changes, however often the page \
     does.\n\n- stone\n- timber\n";

/// A book with seven commits, three of which are revisions of its brief.
fn with_history() -> Book {
    let book = Book::sound();
    let folder = book.path();
    init(&folder);
    book.write(BRIEF, brief("draft", "Qzsecret words of a draft.\n"));
    commit(&folder, "2026-01-02", "Qzsubject of grace@secret.example");
    book.write(BRIEF, brief("published", FIRST));
    commit(&folder, "2026-01-03", "Publish");
    fs::create_dir_all(book.path().join(MOVED).parent().unwrap()).unwrap();
    fs::rename(book.path().join(BRIEF), book.path().join(MOVED)).unwrap();
    book.replace(MOVED, "300 metres in two years", "310 metres \\<in three> years");
    commit(&folder, "2026-01-04", "Move, and mend");
    book.replace(
        MOVED,
        "status: published",
        "# Qzcomment\nstatus: published\nreview_by: 2027-01-01",
    );
    commit(&folder, "2026-01-05", "A comment");
    book.replace(MOVED, "12 per cent", "Qzmorning per cent");
    commit(&folder, "2026-01-06", "In the morning");
    book.replace(MOVED, "Qzmorning per cent", "14 per cent");
    book.replace(MOVED, "confidence: moderate", "confidence: high");
    book.replace(
        MOVED,
        "- timber\n",
        "- timber\n- two cranes, each of 40 tonnes [@smith-2020, p. 5]\n",
    );
    commit(&folder, "2026-01-06", "In the evening");
    book.replace(MOVED, "14 per cent", "15 per cent");
    commit(&folder, "2026-02-15", "After the as-of date");
    // Not committed: no revision.
    book.replace(MOVED, "15 per cent", "16 per cent");
    book
}

fn build(book: &Book) -> String {
    let outcome = book.briefbook(&["build", "."]);
    outcome.assert_status(0);
    outcome.stderr
}

fn page(book: &Book, path: &str) -> String {
    book.read(&format!("public/{path}"))
}

/// The part of a page that tells its revisions; empty where it has none.
fn revisions(page: &str) -> &str {
    let Some(start) = page.find("<section class=\"revisions\">") else { return "" };
    let end = page[start..].find("</section>").unwrap();
    &page[start..start + end + "</section>".len()]
}

#[test]
fn three_of_seven_commits_are_revisions_with_their_words_marked() {
    let book = with_history();
    assert_eq!(build(&book), "");
    let page = page(&book, "briefs/quay.html");
    let found = format!("{}\n", revisions(&page));
    assert_eq!(found.matches("<code>").count(), 3, "{found}");
    let golden = repository().join("tests/history/revisions.html");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, &found).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert_eq!(expected, found, "{}", difference(&expected, &found));
    assert!(
        page.contains("<dt>Updated</dt> <dd><time datetime=\"2026-01-06\">6 January 2026</time>")
    );
    assert!(page.contains("16 per cent"), "the page itself is what stands in the folder");
    let sitemap = self::page(&book, "sitemap.xml");
    let entry = sitemap.split("<url>").find(|entry| entry.contains("briefs/quay.html")).unwrap();
    assert!(entry.contains("<lastmod>2026-01-06</lastmod>"), "{entry}");
}

#[test]
fn nothing_that_was_never_published_is_anywhere() {
    let book = with_history();
    for mode in ["auto", "full"] {
        let site = format!("{}history: {mode}\n", Book::sound().read("site.yaml"));
        book.write("site.yaml", site);
        build(&book);
        for (path, bytes) in book.public() {
            let text = String::from_utf8_lossy(&bytes);
            for word in ["Qzsecret", "Qzcomment", "Qzmorning", "secret.example"] {
                assert!(!text.contains(word), "{mode}: {path} holds {word}");
            }
            let names = text.contains("Grace Qzauthor") || text.contains("In the evening");
            assert!(!names || mode == "full", "{mode}: {path} names authors or subjects");
        }
        let page = page(&book, "briefs/quay.html");
        // The commit of a draft is no revision, so that its subject is not shown either.
        assert!(!page.contains("Qzsubject"), "{mode}");
        assert_eq!(page.contains("In the evening"), mode == "full");
        assert_eq!(page.contains("Grace Qzauthor"), mode == "full");
    }
}

#[test]
fn a_translation_of_a_draft_leaks_no_more_than_the_draft() {
    let book = Book::sound();
    let folder = book.path();
    init(&folder);
    book.replace("site.yaml", "language: en", "languages: [en, it]");
    let italian = |body: &str| format!("---\ntitle: Un molo\nsummary: Breve.\n---\n\n{body}\n");
    book.write(BRIEF, brief("draft", FIRST));
    book.write("content/briefs/quay.it.md", italian("Qzsegreto."));
    commit(&folder, "2026-01-02", "A draft in two languages");
    book.write("content/briefs/quay.it.md", italian("Un molo di 300 metri."));
    commit(&folder, "2026-01-03", "Mend the translation");
    book.write(BRIEF, brief("published", FIRST));
    commit(&folder, "2026-01-04", "Publish");
    book.write("content/briefs/quay.it.md", italian("Un molo di 310 metri."));
    commit(&folder, "2026-01-05", "Mend it again");
    build(&book);
    let page = page(&book, "it/briefs/quay.html");
    let found = revisions(&page);
    assert_eq!(found.matches("<code>").count(), 2, "{found}");
    assert!(found.contains("5 gennaio 2026") && found.contains("4 gennaio 2026"), "{found}");
    assert!(found.contains("<del>300</del><ins>310</ins> metri"), "{found}");
    for (path, bytes) in book.public() {
        assert!(!String::from_utf8_lossy(&bytes).contains("Qzsegreto"), "{path}");
    }
}

#[test]
fn what_stood_on_a_branch_was_published_when_it_was_merged() {
    let book = with_history();
    let folder = book.path();
    git(&folder, "2026-01-06", &["reset", "--quiet", "--hard", "HEAD~1"]);
    git(&folder, "2026-01-06", &["checkout", "--quiet", "-b", "side"]);
    book.replace("content/topics/trade.md", "Goods by sea", "Qzdraft by sea");
    commit(&folder, "2026-01-07", "On a branch");
    book.replace("content/topics/trade.md", "Qzdraft by sea", "Goods by ship");
    commit(&folder, "2026-01-08", "On a branch");
    git(&folder, "2026-01-09", &["checkout", "--quiet", "main"]);
    book.write("content/pages/about.md", "---\ntitle: About\n---\n\nA book.\n");
    commit(&folder, "2026-01-09", "On the main line");
    git(&folder, "2026-01-10", &["merge", "--quiet", "--no-ff", "-m", "Merge", "side"]);
    build(&book);
    let page = page(&book, "topics/trade.html");
    let found = revisions(&page);
    assert_eq!(found.matches("<code>").count(), 2, "{found}");
    assert!(found.contains("10 January 2026") && !found.contains("Qzdraft"), "{found}");
    assert!(found.contains("<del>sea</del><ins>ship</ins>"), "{found}");
}

#[test]
fn a_site_without_history_is_the_same_wherever_its_book_lies() {
    let book = with_history();
    let site = Book::sound().read("site.yaml");
    book.write("site.yaml", format!("{site}history: off\n"));
    assert_eq!(build(&book), "", "nothing to say where nothing is wanted");
    let off = book.public();
    fs::remove_dir_all(book.path().join(".git")).unwrap();
    book.write("site.yaml", &site);
    let told = build(&book);
    assert_same_files(&off, &book.public());
    assert_eq!(told, "note: pages show no dates of change: the book is in no git repository\n");
    assert_eq!(book.briefbook(&["build", ".", "--quiet"]).stderr, "");
    for (path, bytes) in book.public() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("class=\"revisions\"") && !text.contains("<dt>Updated"), "{path}");
    }
}

#[test]
fn a_shallow_clone_gives_no_dates_rather_than_wrong_ones() {
    let book = with_history();
    commit(&book.path(), "2026-02-16", "The rest");
    let from = format!("file://{}", book.path().display());
    let clone = book.around().join("clone");
    git(book.around(), "2026-02-16", &["clone", "--quiet", "--depth", "1", &from, "clone"]);
    let build = |folder: &Path| run(program().args(["build", "."]).current_dir(folder));
    let outcome = build(&clone);
    outcome.assert_status(0);
    assert_eq!(outcome.stderr.matches("note:").count(), 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("shallow"), "{}", outcome.stderr);
    let read = |path: &str| fs::read_to_string(clone.join("public").join(path)).unwrap();
    assert_eq!(revisions(&read("briefs/quay.html")), "");
    assert!(!read("topics/trade.html").contains("<dt>Updated"));
    // Completed, it tells all.
    git(&clone, "2026-02-16", &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(build(&clone).stderr, "");
    let told = self::build(&book);
    assert_eq!(told, "");
    let (one, other) = (read("briefs/quay.html"), page(&book, "briefs/quay.html"));
    assert_eq!(revisions(&one), revisions(&other));
    assert!(!revisions(&one).is_empty());
}

#[test]
fn a_book_below_the_root_of_its_repository_has_its_own_history() {
    let book = Book::sound();
    let around = book.around().to_owned();
    init(&around);
    // Another book beside it, with a page of the same name.
    fs::create_dir_all(around.join("content/topics")).unwrap();
    fs::write(around.join("content/topics/trade.md"), "---\ntitle: Qzother\n---\n").unwrap();
    commit(&around, "2026-01-02", "Both");
    fs::write(around.join("content/topics/trade.md"), "---\ntitle: Qzother two\n---\n").unwrap();
    commit(&around, "2026-01-03", "The other one");
    book.replace("content/topics/trade.md", "Goods by sea", "Goods by ship");
    commit(&around, "2026-01-04", "This one");
    // Never committed.
    book.write("content/topics/new.md", "---\ntitle: New\n---\n\nNothing yet.\n");
    build(&book);
    let page = page(&book, "topics/trade.html");
    let found = revisions(&page);
    assert_eq!(found.matches("<code>").count(), 2, "{found}");
    assert!(found.contains("4 January 2026") && found.contains("2 January 2026"), "{found}");
    assert!(!page.contains("Qzother"));
    let new = self::page(&book, "topics/new.html");
    assert!(revisions(&new).is_empty() && !new.contains("<dt>Updated"));
}

#[test]
fn names_that_no_book_can_have_do_no_harm() {
    let book = Book::sound();
    let folder = book.path();
    init(&folder);
    let hostile = ["a\nb.md", "commit.md", "-x.md", ":(top)x.md", "tab\there.md", "q\"uote.md"];
    for name in hostile {
        let text = brief("published", &format!("Qzhostile {name:?}."));
        fs::write(book.path().join("content/briefs").join(name), text).unwrap();
    }
    commit(&folder, "2026-01-02", "Names");
    for name in hostile {
        fs::remove_file(book.path().join("content/briefs").join(name)).unwrap();
    }
    let text = brief("published", "Qzhostile \"a\\nb.md\".");
    book.write("content/briefs/renamed.md", text);
    commit(&folder, "2026-01-03", "Other names");
    build(&book);
    let page = page(&book, "briefs/renamed.html");
    // What had a name that no book can have was not published.
    assert_eq!(revisions(&page).matches("<code>").count(), 1, "{}", revisions(&page));
    assert!(revisions(&page).contains("3 January 2026"));
}

#[test]
fn the_environment_and_the_settings_change_nothing() {
    let book = with_history();
    build(&book);
    let plain = book.public();
    let folder = book.path();
    let trap = book.around().join("trap");
    fs::write(&trap, format!("#!/bin/sh\ntouch {}\n", book.around().join("sprung").display()))
        .unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let trap = trap.display().to_string();
    for (key, value) in [
        ("core.fsmonitor", trap.as_str()),
        ("core.pager", &trap),
        ("diff.external", &trap),
        ("diff.md.textconv", &trap),
        ("diff.renames", "false"),
        ("diff.orderFile", "order"),
        ("log.showSignature", "true"),
        ("gpg.program", &trap),
        ("log.showRoot", "false"),
        ("log.date", "relative"),
        ("core.abbrev", "4"),
        ("format.pretty", "oneline"),
    ] {
        git(&folder, "2026-01-01", &["config", key, value]);
    }
    fs::write(folder.join(".git/info/attributes"), "*.md diff=md\n").unwrap();
    let mut command = program();
    command
        .args(["build", "."])
        .current_dir(&folder)
        .env("GIT_DIR", "/nonexistent")
        .env("GIT_EXTERNAL_DIFF", &trap)
        .env("GIT_PAGER", &trap)
        .env("GIT_TRACE", "1")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("TZ", "Pacific/Kiritimati");
    let outcome = run(&mut command);
    outcome.assert_status(0);
    assert_eq!(outcome.stderr, "");
    assert_same_files(&plain, &book.public());
    assert!(!book.around().join("sprung").exists(), "a program of the settings was run");
}

#[test]
fn only_the_last_ten_revisions_are_shown() {
    let book = Book::sound();
    let folder = book.path();
    init(&folder);
    for day in 1..=13 {
        book.write("content/topics/trade.md", format!("---\ntitle: Trade\n---\n\nDay {day}.\n"));
        commit(&folder, &format!("2026-01-{day:02}"), "A day");
    }
    build(&book);
    let page = page(&book, "topics/trade.html");
    let found = revisions(&page);
    assert_eq!(found.matches("<code>").count(), 10, "{found}");
    assert!(found.contains("Day <del>3</del><ins>4</ins>."), "{found}");
    assert!(found.contains("Earlier revisions, not shown here: 3"), "{found}");
}

#[test]
fn a_repository_that_is_broken_gives_one_note_and_no_dates() {
    let book = with_history();
    let objects = book.path().join(".git/objects");
    // One version's text is lost.
    let blob = git(&book.path(), "2026-01-01", &["rev-parse", &format!("HEAD:{MOVED}")]);
    fs::remove_file(objects.join(&blob[..2]).join(blob[2..].trim())).unwrap();
    let told = build(&book);
    assert_eq!(told.matches("note:").count(), 1, "{told}");
    assert_eq!(revisions(&page(&book, "briefs/quay.html")), "");
    // And with no commit at all.
    fs::remove_dir_all(book.path().join(".git")).unwrap();
    init(&book.path());
    let told = build(&book);
    assert!(told.contains("has no commit yet") && told.matches("note:").count() == 1, "{told}");
}

/// The text of each element of a feed by its path, as `entry/title`.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut path, mut found): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                found.push((path[1..].join("/"), String::new()));
            }
            Event::Empty(link) => {
                let of = |key: &str| {
                    let value = link.try_get_attribute(key).unwrap().unwrap();
                    value.value.into_owned()
                };
                found.push((format!("{}@{}", path[1..].join("/"), of("rel")), of("href")));
            }
            Event::Text(text) => {
                let text: &str = text.as_ref();
                if !text.trim().is_empty() {
                    found.last_mut().unwrap().1.push_str(text);
                }
            }
            Event::GeneralRef(entity) => {
                found.last_mut().unwrap().1.push_str(&format!("&{};", &*entity));
            }
            Event::End(_) => {
                path.pop();
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn corrections_have_a_feed_of_their_own() {
    let book = Book::sound();
    let corrections = "corrections:\n  - date: 2026-01-05\n    note: \"The quay is *300* metres & no \
                       more [@smith-2020, p. 12].\"\n  - date: 2026-01-20\n    note: \"See [[trade]].\"\n  \
                       - date: 2026-01-05\n    note: \"A second of one day.\"\n";
    book.replace("content/briefs/first.md", "topics:", &format!("{corrections}topics:"));
    build(&book);
    let feed = page(&book, "corrections.xml");
    let found = elements(&feed);
    let all = |path: &str| -> Vec<&str> {
        found.iter().filter(|(at, _)| at == path).map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(all("id"), ["https://example.org/corrections.xml"]);
    assert_eq!(all("title"), ["A small book: Corrections"]);
    assert_eq!(all("updated"), ["2026-01-20T00:00:00Z"]);
    assert_eq!(all("author/name"), ["A small book"]);
    assert_eq!(all("@self"), ["https://example.org/corrections.xml"]);
    let page_url = "https://example.org/briefs/first.html";
    let ids = ["2026-01-20", "2026-01-05", "2026-01-05-2"]
        .map(|day| format!("{page_url}#correction-{day}"));
    assert_eq!(all("entry/id"), ids);
    assert_eq!(all("entry@alternate"), ids);
    assert_eq!(all("entry/title"), ["First brief"; 3]);
    assert_eq!(all("entry/updated").len(), 3);
    assert_eq!(
        all("entry/summary"),
        ["See Trade.", "The quay is 300 metres &amp; no more.", "A second of one day."]
    );
    let brief = page(&book, "briefs/first.html");
    for id in ["correction-2026-01-20", "correction-2026-01-05", "correction-2026-01-05-2"] {
        assert!(brief.contains(&format!("<li id=\"{id}\">")), "{id}");
    }
    assert!(brief.contains("href=\"../corrections.xml\""), "pages lead to the feed");
}

#[test]
fn a_feed_without_corrections_is_one_all_the_same() {
    let book = Book::sound();
    build(&book);
    let feed = page(&book, "corrections.xml");
    let found = elements(&feed);
    assert!(found.contains(&("updated".to_owned(), "2026-01-31T00:00:00Z".to_owned())), "{feed}");
    assert!(!feed.contains("<entry>"));
}
