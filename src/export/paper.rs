//! What a document needs on paper: running heads, parts whose pages follow each other, nothing
//! folded away.
//!
//! Knows nothing about who prints it. Page numbers are the theme's, and so is the size of the
//! sheet.

use super::Edition;
use super::pages::{Page, Part};
use super::tree::{Element, Node};
use crate::render::view::UiText;

/// The name of the printed pages of each page of the book, by which running heads are chosen. The
/// first page has none: what lies around the pages has none either, and a change of names starts a
/// new sheet.
#[must_use]
pub fn names(pages: &[Page]) -> Vec<Option<String>> {
    let mut opener = 0;
    let name = |(at, page): (usize, &Page)| {
        if !flows(page) {
            opener = at;
        }
        (opener > 0).then(|| format!("p{opener}"))
    };
    pages.iter().enumerate().map(name).collect()
}

/// Whether a page follows the one before it on the same sheet: what is short and looked up.
#[must_use]
pub fn flows(page: &Page) -> bool {
    let short = match page.part {
        Part::Actors | Part::Figures | Part::Disputes | Part::Sources => true,
        Part::Home
        | Part::Pages
        | Part::Topics
        | Part::Briefs
        | Part::Timeline
        | Part::Glossary
        | Part::Changes => false,
    };
    short && page.depth > 1
}

/// The running heads and feet: the book, its edition, and what the sheet belongs to.
#[must_use]
pub fn rules(book: &str, ui: &UiText, edition: &Edition, pages: &[Page]) -> String {
    let label = format!("{} {} · {}", ui.edition, edition.label(ui), edition.id);
    let mut rules = format!(
        "@page {{ @top-left {{ content: {}; }} @bottom-left {{ content: {}; }} }}\n\
         @page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}\n",
        css_string(book),
        css_string(&label)
    );
    let head = |name: &str, title: &str| {
        format!("@page {name} {{ @top-right {{ content: {}; }} }}\n", css_string(title))
    };
    if let [page] = pages {
        rules.insert_str(0, &head("", &page.title));
    }
    for (page, name) in pages.iter().zip(names(pages)) {
        if let Some(name) = name
            && !flows(page)
        {
            rules.push_str(&head(&name, &page.title));
        }
    }
    rules
}

/// Unfolds what a reader of paper cannot, and makes headings ready for the document's outline: a
/// browser that writes one loses the spaces where a heading's lines end, unless they are kept.
pub fn prepare(it: &mut Element) {
    if it.is("details") && it.has_class("more") {
        it.set("open", "");
    }
    if matches!(it.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        it.drop_where(&|it| it.has_class("heading-anchor"));
        collapse(it, &mut true);
        while let Some(Node::Text(last)) = it.children.last_mut() {
            last.truncate(last.trim_end().len());
            if !last.is_empty() {
                break;
            }
            it.children.pop();
        }
    }
}

/// Makes one space of each stretch of white space; `after_space` tells whether one was before.
fn collapse(it: &mut Element, after_space: &mut bool) {
    for child in &mut it.children {
        match child {
            Node::Element(child) => collapse(child, after_space),
            Node::Text(text) => {
                let mut plain = String::with_capacity(text.len());
                for letter in text.chars() {
                    let space = letter.is_ascii_whitespace();
                    if !space {
                        plain.push(letter);
                    } else if !*after_space {
                        plain.push(' ');
                    }
                    *after_space = space;
                }
                *text = plain;
            }
        }
    }
}

fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            // An escape ends at the space.
            '"' | '\\' | '<' | '\n' => quoted.push_str(&format!("\\{:x} ", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tree;

    #[test]
    fn a_title_cannot_leave_its_string() {
        assert_eq!(css_string("a\"b\\</style>"), "\"a\\22 b\\5c \\3c /style>\"");
    }

    #[test]
    fn headings_are_one_line_and_folded_text_is_open() {
        let mut body = tree::parse(
            "<body><h2>\n One <b> two\n</b> three <a class=heading-anchor href=#x>#</a>\n</h2>\
             <details class=more><summary>More</summary></details><details></details>",
        );
        body.each(&mut prepare);
        let mut out = String::new();
        body.find("body").unwrap().to_html(&mut out);
        assert_eq!(
            out,
            "<body><h2>One <b>two </b>three</h2><details class=\"more\" open=\"\"><summary>More\
             </summary></details><details></details></body>"
        );
    }
}
