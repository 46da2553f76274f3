//! The book, or one page of it, as one HTML file that needs nothing else: no network, no script,
//! no other file.
//!
//! The site's own pages follow each other, each in an element with the page's id; their ids get
//! that before them. Knows nothing about how pages come to say what they say.

use std::collections::BTreeMap;

use super::link::{self, Target};
use super::pages::{self, Page, Part};
use super::tree::{Element, Node, Space};
use super::{Edition, Export, paper};
use crate::diag::Diagnostic;
use crate::model::Slug;
use crate::par;
use crate::render::Renderer;
use crate::render::view::UiText;
use crate::routes::PageKey;
use crate::source::FileId;

/// What the single file adds to the theme's style sheets.
const STYLE: &str = include_str!("single.css");
/// Nothing is fetched and nothing is run, whatever a page holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/// The id of the contents; pages' own have no such folder.
const CONTENTS: &str = "exported_contents";
/// Marks links whose address is not printed beside them: those to the book's own site, and those
/// that are called by their address.
const SAID: &str = "data-exported";
/// Attributes that name other elements by their ids.
const REFERENCES: &[&str] = &[
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "list",
];

/// What the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// To be read as it is.
    Screen,
    /// To be printed as PDF: nothing stays folded.
    Paper,
}

impl Medium {
    fn ending(self) -> &'static str {
        match self {
            Self::Screen => "html",
            Self::Paper => "pdf",
        }
    }
}

/// Makes the whole book.
///
/// # Errors
/// The faults of templates.
pub fn book(renderer: &Renderer<'_>, medium: Medium) -> Result<Export, Vec<Diagnostic>> {
    let (edition, pages) = pages::all(renderer)?;
    let html = document(renderer, &edition, &pages, medium);
    let name = format!("{}.{}", edition.name(), medium.ending());
    Ok(Export { name, date: edition.date, bytes: html.into_bytes() })
}

/// Makes one page; `None` where it is none for readers.
///
/// # Errors
/// The faults of its templates.
pub fn page(
    renderer: &Renderer<'_>,
    key: &PageKey,
    medium: Medium,
) -> Option<Result<Export, Vec<Diagnostic>>> {
    let (edition, page) = match pages::one(renderer, key)? {
        Ok(done) => done,
        Err(faults) => return Some(Err(faults)),
    };
    let slug = Slug::from_text(&link::prefix(page.path.as_str()));
    let name = slug.map_or_else(|| edition.name(), |slug| edition.name_of(&slug));
    let html = document(renderer, &edition, std::slice::from_ref(&page), medium);
    let name = format!("{name}.{}", medium.ending());
    Some(Ok(Export { name, date: edition.date, bytes: html.into_bytes() }))
}

fn document(renderer: &Renderer<'_>, edition: &Edition, pages: &[Page], medium: Medium) -> String {
    let surroundings = Surroundings::new(renderer, pages, medium);
    let config = &renderer.site.book.config;
    let whole = pages.len() > 1;
    let first = pages.first().map(|page| &page.root);
    let lang = match first {
        Some(root) if !whole => root.get("lang").unwrap_or_default().to_owned(),
        _ => config.default_language().to_string(),
    };
    let ui = UiText::of(&lang);
    let title = match pages {
        [page] if page.title != config.title => format!("{} · {}", page.title, config.title),
        _ => config.title.clone(),
    };
    let mut head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(
            Element::new("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", POLICY),
        )
        .child(Element::new("title").text(title));
    let described = first.and_then(|root| root.find("head")).into_iter().flat_map(|head| {
        let names = ["description", "color-scheme", "generator"];
        head.elements().filter(move |it| it.get("name").is_some_and(|name| names.contains(&name)))
    });
    head.children.extend(described.cloned().map(Node::Element));
    if let Some(page) = pages.first()
        && let Some(url) = surroundings.absolute(page.path.as_str())
    {
        head = head.child(Element::new("link").with("rel", "canonical").with("href", url));
    }
    head.children.extend(first.into_iter().flat_map(|root| surroundings.styles(root)));
    let head = head
        .child(Element::new("style").text(STYLE))
        .child(Element::new("style").text(paper::rules(&config.title, ui, edition, pages)));

    let named: Vec<_> = pages.iter().zip(paper::names(pages)).collect();
    let mut bodies =
        par::map(&named, |(page, name)| surroundings.body(page, name.as_deref(), &lang))
            .into_iter();
    let mut main = Element::new("main").with("id", "page_main");
    for entry in pages::outline(pages) {
        let mut part = Element::new("div").with("class", "exported-part");
        for (at, body) in bodies.by_ref().take(1 + entry.below.len()).enumerate() {
            if at == 0 && entry.page.depth == 0 {
                main = main.child(body);
                if whole {
                    main = main.child(contents(pages, ui));
                }
            } else {
                part = part.child(body);
            }
        }
        if !part.children.is_empty() {
            main = main.child(part);
        }
    }
    let site_title = Element::new("p").with("class", "site-title").text(&config.title);
    let inner = Element::new("div").with("class", "site-header-inner").child(site_title);
    let mut body = Element::new("body")
        .with("class", "exported-book")
        .child(Element::new("header").with("class", "site-header").child(inner))
        .child(main)
        .child(footer(renderer, ui, edition));
    if whole {
        // Wherever a reader is, the contents are one step away.
        let back = Element::new("a").with("href", link::fragment(CONTENTS)).text(ui.book_contents);
        let way = Element::new("nav").with("class", "exported-back");
        body = body.child(way.with("aria-label", ui.main_navigation).child(back));
    }
    let root = Element::new("html")
        .with("lang", lang)
        .with("dir", first.and_then(|root| root.get("dir")).unwrap_or("ltr"))
        .child(head)
        .child(body);
    let mut html = "<!doctype html>\n".to_owned();
    root.to_html(&mut html);
    html.push('\n');
    html
}

fn meta(name: &str, content: &str) -> Element {
    Element::new("meta").with("name", name).with("content", content)
}

fn contents(pages: &[Page], ui: &UiText) -> Element {
    let item = |page: &Page| {
        let href = link::fragment(&link::prefix(page.path.as_str()));
        let mut anchor = Element::new("a").with("href", href).text(&page.title);
        if let (Some(lang), Some(own)) = (pages[0].root.get("lang"), page.root.get("lang"))
            && lang != own
        {
            anchor.set("lang", own);
        }
        Element::new("li").child(anchor)
    };
    let mut list = Element::new("ul");
    for entry in pages::outline(pages).into_iter().filter(|it| it.page.part != Part::Home) {
        let mut own = item(entry.page);
        if !entry.below.is_empty() {
            let mut inner = Element::new("ul");
            inner.children.extend(entry.below.iter().map(item).map(Node::Element));
            own = own.child(inner);
        }
        list = list.child(own);
    }
    Element::new("nav")
        .with("class", "exported-contents")
        .with("aria-labelledby", CONTENTS)
        .child(Element::new("h2").with("id", CONTENTS).text(ui.book_contents))
        .child(list)
}

fn footer(renderer: &Renderer<'_>, ui: &UiText, edition: &Edition) -> Element {
    let config = &renderer.site.book.config;
    let row = |term: &str, text: String| {
        Element::new("div")
            .child(Element::new("dt").text(term))
            .text(" ")
            .child(Element::new("dd").text(text))
    };
    let mut list = Element::new("dl")
        .with("class", "edition")
        .child(row(ui.edition, format!("{} · {}", edition.label(ui), edition.id)));
    if let Some(licence) = &config.licence {
        list = list.child(row(ui.licence, licence.clone()));
    }
    if let Some(url) = renderer.routes.absolute(&renderer.home()) {
        let link = Element::new("a").with("href", url.clone()).text(url);
        let address = Element::new("dd").child(link);
        list = list.child(
            Element::new("div")
                .child(Element::new("dt").text(ui.published_at))
                .text(" ")
                .child(address),
        );
    }
    let inner = Element::new("div")
        .with("class", "site-footer-inner")
        .child(Element::new("p").with("class", "site-footer-title").text(&config.title))
        .child(list);
    Element::new("footer").with("class", "site-footer").child(inner)
}

/// What lies around the pages of a document: in it, and on the site.
struct Surroundings<'a> {
    renderer: &'a Renderer<'a>,
    medium: Medium,
    /// The paths of the pages in the document.
    within: BTreeMap<&'a str, ()>,
    keys: BTreeMap<&'a str, &'a PageKey>,
    files: BTreeMap<&'a str, FileId>,
}

impl<'a> Surroundings<'a> {
    fn new(renderer: &'a Renderer<'a>, pages: &'a [Page], medium: Medium) -> Self {
        let routes = renderer.routes;
        Self {
            renderer,
            medium,
            within: pages.iter().map(|page| (page.path.as_str(), ())).collect(),
            keys: routes.pages().map(|(key, path)| (path.as_str(), key)).collect(),
            files: routes.files().map(|(file, path)| (path.as_str(), file)).collect(),
        }
    }

    /// The published address of a file of the site, where the book has an address.
    fn absolute(&self, path: &str) -> Option<String> {
        match self.keys.get(path) {
            Some(key) => self.renderer.routes.absolute(key),
            None => self.renderer.routes.absolute_path(path),
        }
    }

    fn bytes(&self, path: &str) -> Option<&'a [u8]> {
        self.files.get(path).map(|&file| &**self.renderer.set.get(file).bytes())
    }

    /// The style sheets that a page names, as elements that hold them.
    fn styles(&self, root: &Element) -> Vec<Node> {
        let links = root.find("head").into_iter().flat_map(Element::elements);
        let sheets = links.filter(|it| it.is("link") && it.get("rel") == Some("stylesheet"));
        let style = |sheet: &Element| {
            let Target::Inside { path, .. } = link::resolve("index.html", sheet.get("href")?)
            else {
                return None;
            };
            let css = String::from_utf8_lossy(self.bytes(&path)?).replace("</", "<\\/");
            let mut style = Element::new("style").text(css);
            if let Some(media) = sheet.get("media") {
                style.set("media", media);
            }
            Some(Node::Element(style))
        };
        sheets.filter_map(style).collect()
    }

    /// What a page says, in an element that stands for the page.
    fn body(&self, page: &Page, name: Option<&str>, lang: &str) -> Element {
        let path = page.path.as_str();
        let prefix = link::prefix(path);
        let body = page.root.find("body");
        let kind = body.and_then(|body| body.get("class")).unwrap_or_default();
        let mut own = Element::new("div")
            .with("class", format!("exported {kind}").trim_end())
            .with("id", prefix.as_str());
        if let Some(name) = name {
            own.set("style", format!("page: {name}"));
        }
        if paper::flows(page) {
            own.set("class", format!("exported exported-flow {kind}").trim_end());
        }
        if let Some(main) = page.root.find("main") {
            own.children.clone_from(&main.children);
        }
        own.drop_where(&|it| it.is("script") || it.is("form") || it.is("noscript"));
        for child in &mut own.children {
            if let Node::Element(child) = child {
                child.each(&mut |it| {
                    self.adapt(it, path, &prefix);
                    lower(it, page.depth);
                    if self.medium == Medium::Paper {
                        paper::prepare(it);
                    }
                });
            }
        }
        for (name, of_document) in [("lang", lang), ("dir", "ltr")] {
            if let Some(value) = page.root.get(name).filter(|value| *value != of_document) {
                own.set(name, value);
            }
        }
        own
    }

    /// Makes the ids of an element unique, and its addresses lead where they did.
    fn adapt(&self, it: &mut Element, path: &str, prefix: &str) {
        for (name, value) in &mut it.attributes {
            if name == "id" {
                *value = format!("{prefix}.{value}");
            } else if REFERENCES.contains(&name.as_str()) {
                let ids = value.split_ascii_whitespace().map(|id| format!("{prefix}.{id}"));
                *value = ids.collect::<Vec<_>>().join(" ");
            }
        }
        if let Some(address) = it.get("src") {
            if let Some(data) = self.data_address(path, address) {
                it.set("src", data);
            }
            it.unset("loading");
        }
        let Some(address) = it.get("href") else { return };
        let Target::Inside { path, fragment } = link::resolve(path, address) else {
            if it.plain_text() == address {
                it.set(SAID, "");
            }
            return;
        };
        if self.within.contains_key(path.as_str()) {
            let mut id = link::prefix(&path);
            if !fragment.is_empty() {
                id.push('.');
                id.push_str(&fragment);
            }
            it.set("href", link::fragment(&id));
            return;
        }
        match self.absolute(&path) {
            Some(url) => {
                let fragment =
                    if fragment.is_empty() { fragment } else { link::fragment(&fragment) };
                it.set("href", url + &fragment);
                it.set(SAID, "");
            }
            None => link::OF_LINKS.iter().for_each(|name| it.unset(name)),
        }
    }

    /// A file of the site as an address that holds it.
    fn data_address(&self, from: &str, address: &str) -> Option<String> {
        let Target::Inside { path, .. } = link::resolve(from, address) else { return None };
        let bytes = self.bytes(&path)?;
        let kind = mime_guess::from_path(&path).first_or_octet_stream();
        Some(format!("data:{};base64,{}", kind.essence_str(), base64(bytes)))
    }
}

/// Lets a heading stand `depth` levels below what it is on its own page. Not every browser heeds
/// the offset yet; the level that is said beside it has precedence in all.
fn lower(heading: &mut Element, depth: u8) {
    let own = match heading.name.as_bytes() {
        &[b'h', digit @ b'1'..=b'6'] if heading.space == Space::Html => digit - b'0',
        _ => return,
    };
    if depth > 0 && heading.get("aria-level").is_none() {
        heading.set("headingoffset", depth.to_string());
        heading.set("aria-level", (own + depth).to_string());
    }
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 63;
            let letter = LETTERS[six as usize];
            text.push(if at > group.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), expected);
        }
        assert_eq!(base64(&[0xff, 0xef]), "/+8=");
    }
}
