use proptest::prelude::*;

use super::*;
use crate::source::TextMap;
use crate::syntax::markdown::{self, Html, Options};
use crate::syntax::reference::ReferenceKind;
use crate::syntax::testing::file;

/// Answers as a page of a book would, and notes what it was asked.
#[derive(Default)]
struct Book {
    next_note: Option<usize>,
    places: Vec<(String, TextPlace)>,
    in_footnotes: bool,
}

impl Resolver for Book {
    fn reference(&mut self, index: usize, reference: &Reference, out: &mut String) {
        match &reference.kind {
            ReferenceKind::Link(link) => {
                out.push_str("<a href=\"./");
                escape::address(out, link.shown());
                out.push_str(&format!(".html\">{index}</a>"));
            }
            ReferenceKind::Embed(_) => out.push_str("<figure>embed</figure>"),
            _ if self.in_footnotes => out.push_str("(cited)"),
            _ => out.push_str("<sup>cite</sup>"),
        }
    }

    fn file(&mut self, _: usize, reference: &Reference, written: &str) -> Option<FileTarget> {
        if written.contains("missing") {
            return None;
        }
        let ReferenceKind::Image(_) = reference.kind else {
            return Some(FileTarget {
                address: format!("../{written}\""),
                ..FileTarget::default()
            });
        };
        Some(FileTarget {
            address: format!("../{written}"),
            attributes: vec![("width", "40".to_owned()), ("height", "\"30".to_owned())],
        })
    }

    fn code(&mut self, language: &str, code: &str) -> Option<Arc<str>> {
        (language == "rust").then(|| format!("<span class=\"k\">{}</span>", code.len()).into())
    }

    fn text(&mut self, text: &str, place: TextPlace, out: &mut String) {
        self.places.push((text.to_owned(), place));
        escape::text(out, text);
    }

    fn footnote_number(&mut self) -> Option<usize> {
        self.next_note = self.next_note.map(|number| number + 1);
        self.next_note
    }

    fn in_footnotes(&mut self, inside: bool) {
        self.in_footnotes = inside;
    }
}

fn page_with(text: &str, options: &HtmlOptions<'_>, book: &mut Book) -> RenderedBody {
    let map = TextMap::verbatim(file(), 0, text.len());
    let (body, _) = markdown::parse(text, &map, Options::BODY);
    render(&body, 0..body.events.len(), options, book)
}

fn page(text: &str) -> String {
    let mut book = Book::default();
    let page = page_with(text, &HtmlOptions::default(), &mut book);
    page.html + &footnotes_section(&page.footnotes, &Words::ENGLISH)
}

#[test]
fn blocks_and_marks() {
    assert_eq!(
        page("a *b* **c** ~~d~~ `e<`\\\nf\ng & h\n\n---\n\n> q\n\n3. x\n4. y\n\n- a\n\n  b\n"),
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code><br>\nf\ng &amp; h</p>\n\
         <hr>\n<blockquote>\n<p>q</p>\n</blockquote>\n<ol start=\"3\">\n<li>x</li>\n<li>y</li>\n</ol>\n\
         <ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"
    );
    assert_eq!(page("t\n: d\n"), "<dl>\n<dt>t</dt>\n<dd>d</dd>\n</dl>\n");
}

#[test]
fn headings_link_to_themselves() {
    assert_eq!(
        page("## A \"b\" *c*\n"),
        "<h2 id=\"a-b-c\">A \"b\" <em>c</em> <a class=\"heading-anchor\" href=\"#a-b-c\" \
         aria-label=\"Link to section: A &quot;b&quot; c\">#</a></h2>\n"
    );
    let shifted = |heading_shift, heading_ids| {
        let options =
            HtmlOptions { heading_shift, heading_ids, id_prefix: "p-", ..HtmlOptions::default() };
        page_with("## A\n\n###### B\n", &options, &mut Book::default()).html
    };
    assert_eq!(shifted(1, false), "<h3>A</h3>\n<h6>B</h6>\n");
    assert!(
        shifted(-9, true).starts_with("<h1 id=\"p-a\">A <a class=\"heading-anchor\" href=\"#p-a\"")
    );
}

#[test]
fn tables_scroll_and_name_their_columns() {
    assert_eq!(
        page("| a | |\n|:--|--:|\n| b | [[x\\|y]] |\n"),
        "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"align-left\">a</th><td class=\"align-right\"></td></tr>\n</thead>\n\
         <tbody>\n<tr><td class=\"align-left\">b</td><td class=\"align-right\"><a href=\"./y.html\">0</a></td></tr>\n\
         </tbody>\n</table>\n</div>\n"
    );
    assert!(page("| a |\n|---|\n").ends_with("</thead>\n</table>\n</div>\n"));
}

#[test]
fn footnotes_lead_both_ways() {
    let text = "a[^x] b[^y] c[^x]\n\n[^y]: why [@k] [^z]\n\n[^x]: ex\n\n    ```\n    code\n    ```\n\n[^z]: zed\n\n[^u]: unused\n";
    let html = page(text);
    assert!(html.starts_with(
        "<p>a<sup class=\"note-ref\"><a role=\"doc-noteref\" id=\"fnref-1\" href=\"#fn-1\">1</a></sup> \
         b<sup class=\"note-ref\"><a role=\"doc-noteref\" id=\"fnref-2\" href=\"#fn-2\">2</a></sup> \
         c<sup class=\"note-ref\"><a role=\"doc-noteref\" id=\"fnref-1-2\" href=\"#fn-1\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn-1\" value=\"1\">\n<p>ex</p>\n<pre"
    ), "{html}");
    assert!(
        html.contains("aria-label=\"Back to reference 1-2\">↩<sup>2</sup></a></p>\n</li>"),
        "{html}"
    );
    assert!(html.contains("<p>why (cited) <sup class=\"note-ref\">"), "{html}");
    assert!(html.contains("<li id=\"fn-3\" value=\"3\">\n<p>zed <a"), "{html}");
    assert!(!html.contains("unused"));
    check(&html);
}

#[test]
fn footnotes_can_share_their_numbers() {
    let mut book = Book { next_note: Some(6), ..Book::default() };
    let options = HtmlOptions { id_prefix: "s-", ..HtmlOptions::default() };
    let page = page_with("a[^x]\n\n[^x]: y\n", &options, &mut book);
    let [note] = page.footnotes.as_slice() else { panic!() };
    assert_eq!((note.number, note.id.as_str()), (7, "s-fn-7"));
    assert_eq!(note.uses, ["s-fnref-7"]);
    assert_eq!(note.html, "<p>y</p>\n");
}

#[test]
fn a_footnote_that_refers_to_itself_is_written_once() {
    let html = page("a[^x]\n\n[^x]: y[^x]\n");
    assert_eq!(html.matches("<li id=").count(), 1);
    check(&html);
}

#[test]
fn tasks_and_alerts_are_said_in_words() {
    assert_eq!(
        page("- [x] a\n- [ ] b\n"),
        "<ul>\n<li class=\"task-list-item\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n\
         <li class=\"task-list-item\"><input type=\"checkbox\" disabled aria-label=\"To do\"> b</li>\n</ul>\n"
    );
    assert_eq!(
        page("> [!WARNING]\n> a\n"),
        "<aside class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">Warning</p>\n<p>a</p>\n</aside>\n"
    );
}

#[test]
fn links_tell_where_they_lead() {
    assert_eq!(
        page("[a](http://x/?a=b&c \"t\\\"\") <a@b.org> [b](x.md) [c](missing.md) [d](mailto:x@y)"),
        "<p><a href=\"http://x/?a=b&amp;c\" rel=\"noopener external\" title=\"t&quot;\">a</a> \
         <a href=\"mailto:a@b.org\">a@b.org</a> <a href=\"../x.md%22\">b</a> c <a href=\"mailto:x@y\">d</a></p>\n"
    );
}

#[test]
fn an_image_alone_is_a_figure() {
    assert_eq!(
        page("![A *map*](m.svg \"Its <title>\")"),
        "<figure>\n<img src=\"../m.svg\" alt=\"A map\" width=\"40\" height=\"&quot;30\" loading=\"lazy\" decoding=\"async\">\n\
         <figcaption>Its &lt;title&gt;</figcaption>\n</figure>\n"
    );
    assert_eq!(
        page("![a](http://x/m.png)"),
        "<figure>\n<img src=\"http://x/m.png\" alt=\"a\" loading=\"lazy\" decoding=\"async\">\n</figure>\n"
    );
    assert_eq!(
        page("x ![a](m.svg \"t\")"),
        "<p>x <img src=\"../m.svg\" alt=\"a\" width=\"40\" height=\"&quot;30\" title=\"t\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    assert_eq!(page("x ![a < b](missing.svg)"), "<p>x a &lt; b</p>\n");
}

#[test]
fn an_embed_is_a_block_of_its_own() {
    assert_eq!(
        page("a\n\n![[x]]\n\nb [[c]]"),
        "<p>a</p>\n<figure>embed</figure>\n<p>b <a href=\"./c.html\">1</a></p>\n"
    );
}

#[test]
fn code_is_escaped_or_coloured() {
    let open = "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code";
    assert_eq!(page("    <b>\n"), format!("{open}>&lt;b&gt;\n</code></pre>\n"));
    assert_eq!(
        page("```rust ignore\nx\n```\n"),
        format!("{open} class=\"language-rust\"><span class=\"k\">2</span></code></pre>\n")
    );
    assert_eq!(
        page("```a\"b\n<\n```\n"),
        format!("{open} class=\"language-a&quot;b\">&lt;\n</code></pre>\n")
    );
}

#[test]
fn the_resolver_knows_where_text_stands() {
    let mut book = Book::default();
    let _ = page_with("## h\n\np [l](http://x) `c`\n", &HtmlOptions::default(), &mut book);
    let expected = [
        ("h", TextPlace::Heading),
        ("p ", TextPlace::Prose),
        ("l", TextPlace::Link),
        (" ", TextPlace::Prose),
    ];
    let found: Vec<_> = book.places.iter().map(|(text, place)| (text.as_str(), *place)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_section_can_be_written_alone() {
    let text = "## A\n\na[^1]\n\n## B\n\nb\n\n[^1]: note\n";
    let map = TextMap::verbatim(file(), 0, text.len());
    let (body, _) = markdown::parse(text, &map, Options::BODY);
    let options = HtmlOptions { heading_ids: false, ..HtmlOptions::default() };
    let section = body.section("a").unwrap();
    let page = render(&body, section, &options, &mut Book::default());
    assert!(page.html.starts_with("<h2>A</h2>\n<p>a<sup"));
    assert!(!page.html.contains('B'));
    assert_eq!(page.footnotes[0].html, "<p>note</p>\n");
}

#[test]
fn raw_html_is_text_unless_it_is_sanitised() {
    let text = "a <b>c</b>\n\n<script>\nx\n</script>\n";
    let map = TextMap::verbatim(file(), 0, text.len());
    for html in [Html::Refused, Html::Admitted] {
        let (body, _) = markdown::parse(text, &map, Options { html, ..Options::BODY });
        let page =
            render(&body, 0..body.events.len(), &HtmlOptions::default(), &mut Book::default());
        assert!(page.html.contains("a &lt;b&gt;c&lt;/b&gt;"), "{}", page.html);
        assert!(!page.html.contains("<script"), "{}", page.html);
    }
}

#[test]
fn the_flavours_differ() {
    let text = "| a |\n|---|\n\n[^1] [[x]] @k www.x.org <title>\n\n[^1]: n\n";
    let [ours, plain, gfm] = [Flavour::Briefbook, Flavour::CommonMark, Flavour::Gfm]
        .map(|flavour| standalone(text, flavour));
    assert!(ours.contains("class=\"table-scroll\"") && ours.contains("class=\"citation\""));
    assert!(plain.contains("| a |") && plain.contains("[[x]] @k www.x.org <title>"));
    assert!(gfm.contains("<table>") && gfm.contains("<a href=\"http://www.x.org\">"));
    assert!(gfm.contains("[[x]] @k") && gfm.contains("&lt;title>"));
}

/// Tags that have no end.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Checks that tags are balanced, attributes are quoted and harmless, and ids are unique.
fn check(html: &str) {
    let mut open = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "{html}");
        let end = rest[at..].find('>').expect("a tag is closed") + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name.to_owned()), "in {html}");
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric()), "{tag}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for (index, part) in tag.split('"').enumerate().filter(|(index, _)| index % 2 == 0) {
            assert!(!part.contains(" on") && !part.contains(" style"), "{index} {tag}");
        }
        for address in ["href=\"", "src=\""] {
            if let Some(at) = tag.find(address) {
                let value = tag[at + address.len()..].to_lowercase();
                assert!(!value.starts_with("javascript:") && !value.starts_with("data:"), "{tag}");
            }
        }
        if let Some(at) = tag.find(" id=\"") {
            let id = tag[at + 5..].split('"').next().unwrap_or_default();
            assert!(ids.insert(id.to_owned()), "the id {id} stands twice in {html}");
        }
        assert!(name != "a" || !open.contains(&"a".to_owned()), "a link in a link: {html}");
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

proptest! {
    #![proptest_config(crate::syntax::testing::cases(800))]

    #[test]
    fn every_page_is_sound(
        text in "([a-zşİ]{1,3}|[@\\[\\]()!*_`|#:;,.{}\\\\~^='-]|\\[\\[|\\]\\]|\\[@|\\[\\^1\\]|\n\n\\[\\^1\\]: |!\\[\\[|!\\[| |\n|\n\n|\n> |\n- |\n## |\t|&amp;|\"|<|>|\\]\\(|javascript:|\\{#|\\|\n\\|-\\|-\\|\n|- \\[ \\] ){0,60}"
    ) {
        for html in [Html::Refused, Html::Admitted] {
            let map = TextMap::verbatim(file(), 0, text.len());
            let (body, _) = markdown::parse(&text, &map, Options { html, ..Options::BODY });
            let mut book = Book::default();
            let page = render(&body, 0..body.events.len(), &HtmlOptions::default(), &mut book);
            check(&(page.html + &footnotes_section(&page.footnotes, &Words::ENGLISH)));
        }
    }

    #[test]
    fn bare_addresses_never_panic(text in "([a-z]{1,4}|www\\.|https?://|mailto:|xmpp:|@|[.:/_()*;&~?-]|ş| ){0,20}") {
        let mut out = String::new();
        autolink::write(&mut out, &text);
        check(&out);
    }
}
