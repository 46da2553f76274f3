//! What readers see of lints and excuses: a notice on a page that is due for review, and nothing
//! at all of an excuse.

use crate::support::Book;

const HEAD: &str = "---\ntitle: A third brief\ndate: 2026-01-02\nsummary: Nothing is said here.\n";

#[test]
fn a_brief_past_its_review_says_since_when() {
    let book = Book::sound();
    let page = |due: &str| {
        book.write("content/briefs/third.md", format!("{HEAD}review_by: {due}\n---\n\nText.\n"));
        book.briefbook(&["build", "."]).assert_status(0);
        book.read("public/briefs/third.html")
    };
    let since = "Due for review since 30 January 2026.";
    assert!(page("2026-01-30").contains(since));
    assert!(!page("2026-01-31").contains("Due for review"));
}

#[test]
fn an_excuse_leaves_nothing_in_its_page() {
    let book = Book::sound();
    let page = |body: &str| {
        book.write("content/briefs/third.md", format!("{HEAD}---\n\n{body}"));
        book.briefbook(&["build", ".", "--deny", "warnings"]).assert_status(0);
        book.read("public/briefs/third.html")
    };
    let excuse = "<!-- briefbook: allow uncited-number: an example -->";
    let excused = page(
        &format!(
            "They sold 40 aircraft. {excuse}\n\n{excuse}\n\nThey sold 50 aircraft.\n\n\
         - one {excuse}\n- 60 aircraft {excuse}\n"
        )
        .replace(&format!("one {excuse}"), "one"),
    );
    assert!(!excused.contains("briefbook: allow") && !excused.contains("<!-- "));
    book.replace("site.yaml", "as_of", "lints: { uncited-number: allow }\nas_of");
    let bare = page("They sold 40 aircraft.\n\nThey sold 50 aircraft.\n\n- one\n- 60 aircraft\n");
    assert_eq!(excused, bare);
}
