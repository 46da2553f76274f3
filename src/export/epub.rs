//! The book as EPUB 3.3: <https://www.w3.org/TR/epub-33/>.
//!
//! Pages keep their places below `EPUB/pages`, so that addresses between them and to images stay
//! as they are but for the ending. Knows nothing about how pages come to say what they say.

use std::collections::{BTreeMap, BTreeSet};

use super::link::{self, Target};
use super::pack::{Method, Packed, join};
use super::pages::{self, Page, Part};
use super::tree::{Element, Node, Space};
use super::{Edition, Export};
use crate::diag::{Code, Diagnostic, Place};
use crate::par;
use crate::render::Renderer;
use crate::render::view::UiText;
use crate::routes::PageKey;
use crate::source::FileId;

const STYLE: &str = include_str!("epub.css");
const PAGES: &str = "EPUB/pages";
const OPS: &str = "http://www.idpf.org/2007/ops";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// Media types that every reading system shows.
const CORE: &[&str] = &["image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"];

/// Makes the book.
///
/// # Errors
/// The faults of templates.
pub fn book(renderer: &Renderer<'_>) -> Result<Export, Vec<Diagnostic>> {
    let (edition, pages) = pages::all(renderer)?;
    let book = Book::new(renderer, &edition, &pages);
    let done = par::map(&pages, |page| book.page(page));
    let name = format!("{}.epub", edition.name());
    match book.packed(&done) {
        Ok(bytes) => Ok(Export { name, date: edition.date, bytes }),
        Err(error) => {
            let message = format!("the book cannot be packed: {error}");
            Err(vec![Diagnostic::at(Code::OutputFailed, Place::Outside(name), message)])
        }
    }
}

/// A page as it goes into the book.
struct Document {
    xhtml: String,
    /// Whether there are drawings in it.
    drawn: bool,
    /// The images that it shows, by their output paths.
    images: BTreeSet<String>,
}

struct Book<'a> {
    renderer: &'a Renderer<'a>,
    edition: &'a Edition,
    pages: &'a [Page],
    ui: &'static UiText,
    lang: String,
    within: BTreeSet<&'a str>,
    keys: BTreeMap<&'a str, &'a PageKey>,
    files: BTreeMap<&'a str, FileId>,
}

impl<'a> Book<'a> {
    fn new(renderer: &'a Renderer<'a>, edition: &'a Edition, pages: &'a [Page]) -> Self {
        let lang = renderer.site.book.config.default_language().to_string();
        let routes = renderer.routes;
        Self {
            renderer,
            edition,
            pages,
            ui: UiText::of(&lang),
            lang,
            within: pages.iter().map(|page| page.path.as_str()).collect(),
            keys: routes.pages().map(|(key, path)| (path.as_str(), key)).collect(),
            files: routes.files().map(|(file, path)| (path.as_str(), file)).collect(),
        }
    }

    /// Everything in one file: what it is comes first and uncompressed, the rest in order.
    fn packed(&self, documents: &[Document]) -> std::io::Result<Vec<u8>> {
        let date = self.edition.date;
        let images: BTreeSet<&str> =
            documents.iter().flat_map(|it| &it.images).map(String::as_str).collect();
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.insert("META-INF/container.xml".to_owned(), container().into_bytes());
        files.insert("EPUB/style.css".to_owned(), STYLE.as_bytes().to_vec());
        files.insert("EPUB/nav.xhtml".to_owned(), self.navigation().into_bytes());
        let package = self.package(documents, &images).into_bytes();
        files.insert("EPUB/package.opf".to_owned(), package);
        for (page, document) in self.pages.iter().zip(documents) {
            let path = format!("{PAGES}/{}", place(page.path.as_str()));
            files.insert(path, document.xhtml.as_bytes().to_vec());
        }
        for path in images {
            if let Some(&file) = self.files.get(path) {
                let bytes = self.renderer.set.get(file).bytes().to_vec();
                files.insert(format!("{PAGES}/{path}"), bytes);
            }
        }
        let files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
        let packed = par::map(&files, |(_, bytes)| Packed::new(bytes, Method::Deflated, date));
        let packed = packed.into_iter().collect::<std::io::Result<Vec<Packed>>>()?;
        let kind = Packed::new(b"application/epub+zip", Method::Stored, date)?;
        let names = files.into_iter().map(|(name, _)| name);
        join(std::iter::once(("mimetype".to_owned(), &kind)).chain(names.zip(&packed)))
    }

    fn page(&self, page: &Page) -> Document {
        let path = page.path.as_str();
        let mut main = page.root.find("main").cloned().unwrap_or_else(|| Element::new("main"));
        main.unset("tabindex");
        main.drop_where(&|it| {
            let aid = ["script", "form", "noscript", "nav"].iter().any(|name| it.is(name));
            aid || it.has_class("heading-anchor") || it.is("details") && it.has_class("fold")
        });
        let mut images = BTreeSet::new();
        let mut drawn = false;
        main.each(&mut |it| {
            if it.space == Space::Svg && it.name == "svg" {
                it.set("xmlns", "http://www.w3.org/2000/svg");
                drawn = true;
            }
            self.image(it, path, &mut images);
            self.lead(it, path);
            call(it);
            record_last(it);
            if it.get("role") == Some("doc-endnotes") {
                pop_up(it);
            }
        });
        let lang = page.root.get("lang").unwrap_or(&self.lang).to_owned();
        let mut root = self.document(&lang, &page.title, path, main);
        if let Some(dir) = page.root.get("dir").filter(|dir| *dir != "ltr") {
            root.set("dir", dir);
        }
        Document { xhtml: xml(&root, true), drawn, images }
    }

    /// A document that stands at `path` among the pages.
    fn document(&self, lang: &str, title: &str, path: &str, main: Element) -> Element {
        let up = "../".repeat(path.matches('/').count() + 1);
        let style = Element::new("link")
            .with("rel", "stylesheet")
            .with("type", "text/css")
            .with("href", format!("{up}style.css"));
        html(lang, title, style, Element::new("body").child(main))
    }

    /// An image of the site goes into the book; of one that not every reader shows, its words do.
    fn image(&self, it: &mut Element, path: &str, images: &mut BTreeSet<String>) {
        if !it.is("img") {
            return;
        }
        it.unset("loading");
        it.unset("decoding");
        let target = it.get("src").map(|address| link::resolve(path, address));
        if let Some(Target::Inside { path, .. }) = target
            && self.files.contains_key(path.as_str())
            && media_type(&path).is_some()
        {
            images.insert(path);
            return;
        }
        let words = it.get("alt").unwrap_or_default().to_owned();
        *it = Element::new("span").with("class", "image").text(words);
    }

    /// A link leads to another page of the book, or to the published site.
    fn lead(&self, it: &mut Element, from: &str) {
        let Some(address) = it.get("href") else { return };
        let Target::Inside { path, fragment } = link::resolve(from, address) else { return };
        let fragment = if fragment.is_empty() { String::new() } else { link::fragment(&fragment) };
        if path == from && !fragment.is_empty() {
            it.set("href", fragment);
        } else if self.within.contains(path.as_str()) {
            it.set("href", link::way(from, &place(&path)) + &fragment);
        } else {
            let absolute = match self.keys.get(path.as_str()) {
                Some(key) => self.renderer.routes.absolute(key),
                None => self.renderer.routes.absolute_path(&path),
            };
            match absolute {
                Some(url) => it.set("href", url + &fragment),
                None => link::OF_LINKS.iter().for_each(|name| it.unset(name)),
            }
        }
    }

    fn navigation(&self) -> String {
        let item = |page: &Page| {
            let href = format!("pages/{}", place(page.path.as_str()));
            let mut anchor = Element::new("a").with("href", href).text(&page.title);
            if let Some(lang) = page.root.get("lang").filter(|lang| *lang != self.lang) {
                anchor.set("lang", lang);
                anchor.set("xml:lang", lang);
            }
            Element::new("li").child(anchor)
        };
        let mut list = Element::new("ol");
        for entry in pages::outline(self.pages) {
            let mut own = item(entry.page);
            if !entry.below.is_empty() {
                let mut inner = Element::new("ol");
                inner.children.extend(entry.below.iter().map(item).map(Node::Element));
                own = own.child(inner);
            }
            list = list.child(own);
        }
        let contents = self.ui.book_contents;
        let toc = Element::new("nav")
            .with("epub:type", "toc")
            .with("role", "doc-toc")
            .with("id", "toc")
            .with("aria-labelledby", "contents")
            .child(Element::new("h1").with("id", "contents").text(contents))
            .child(list);
        let mark = |kind: &str, href: String, title: &str| {
            let anchor = Element::new("a").with("epub:type", kind).with("href", href).text(title);
            Node::Element(Element::new("li").child(anchor))
        };
        let mut marks = Element::new("ol");
        marks.children.push(mark("toc", "#toc".to_owned(), contents));
        for (part, kind) in [
            (Part::Home, "bodymatter"),
            (Part::Glossary, "glossary"),
            (Part::Sources, "bibliography"),
        ] {
            if let Some(page) = self.pages.iter().find(|page| page.part == part) {
                let href = format!("pages/{}", place(page.path.as_str()));
                marks.children.push(mark(kind, href, &page.title));
            }
        }
        let landmarks = Element::new("nav")
            .with("epub:type", "landmarks")
            .with("hidden", "")
            .with("aria-label", self.ui.main_navigation)
            .child(marks);
        let style = Element::new("link")
            .with("rel", "stylesheet")
            .with("type", "text/css")
            .with("href", "style.css");
        let body = Element::new("body").child(toc).child(landmarks);
        xml(&html(&self.lang, contents, style, body), true)
    }

    fn package(&self, documents: &[Document], images: &BTreeSet<&str>) -> String {
        let item = |id: &str, href: String, kind: &str, properties: Option<&str>| {
            let mut item =
                Element::xml("item").with("id", id).with("href", href).with("media-type", kind);
            if let Some(properties) = properties {
                item.set("properties", properties);
            }
            item
        };
        let xhtml = "application/xhtml+xml";
        let mut manifest = Element::xml("manifest")
            .child(item("nav", "nav.xhtml".to_owned(), xhtml, Some("nav")))
            .child(item("style", "style.css".to_owned(), "text/css", None));
        let mut spine = Element::xml("spine");
        for (at, (page, document)) in self.pages.iter().zip(documents).enumerate() {
            let id = format!("page-{at}");
            let href = format!("pages/{}", place(page.path.as_str()));
            let drawn = document.drawn.then_some("svg");
            manifest = manifest.child(item(&id, href, xhtml, drawn));
            spine = spine.child(Element::xml("itemref").with("idref", id));
            if at == 0 {
                spine = spine.child(Element::xml("itemref").with("idref", "nav"));
            }
        }
        for (at, path) in images.iter().enumerate() {
            let kind = media_type(path).unwrap_or_default();
            let href = self.renderer.routes.to_path(&self.renderer.home(), path);
            let id = format!("image-{at}");
            manifest = manifest.child(item(&id, format!("pages/{href}"), &kind, None));
        }
        let drawn = documents.iter().any(|it| it.drawn);
        let visual = drawn || !images.is_empty();
        let package = Element::xml("package")
            .with("xmlns", "http://www.idpf.org/2007/opf")
            .with("version", "3.0")
            .with("unique-identifier", "id")
            .with("xml:lang", self.lang.as_str())
            .child(self.metadata(visual, drawn))
            .child(manifest)
            .child(spine);
        xml(&package, false)
    }

    fn metadata(&self, visual: bool, drawn: bool) -> Element {
        let config = &self.renderer.site.book.config;
        let date = self.edition.date;
        let plain = |name: &str, text: &str| Element::xml(name).text(text);
        let mut metadata = Element::xml("metadata")
            .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
            .child(plain("dc:identifier", &self.identifier()).with("id", "id"))
            .child(plain("dc:title", &config.title));
        for lang in &config.languages {
            metadata = metadata.child(plain("dc:language", lang.as_str()));
        }
        metadata = metadata.child(plain("dc:date", &date.to_string()));
        let mut authors: Vec<&String> = Vec::new();
        for author in self.renderer.site.book.briefs.iter().flat_map(|brief| &brief.authors) {
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        for author in authors {
            metadata = metadata.child(plain("dc:creator", author));
        }
        if let Some(description) = &config.description {
            metadata = metadata.child(plain("dc:description", description));
        }
        if let Some(licence) = &config.licence {
            metadata = metadata.child(plain("dc:rights", licence));
        }
        if let Some(url) = self.renderer.routes.base_url() {
            metadata = metadata.child(plain("dc:source", url));
        }
        let mut more = vec![
            ("dcterms:modified", format!("{date}T00:00:00Z")),
            ("schema:version", format!("{date} {}", self.edition.id)),
            ("schema:accessMode", "textual".to_owned()),
        ];
        if visual {
            more.push(("schema:accessMode", "visual".to_owned()));
            more.push(("schema:accessibilityFeature", "alternativeText".to_owned()));
        }
        if drawn {
            more.push(("schema:accessibilityFeature", "longDescription".to_owned()));
        }
        more.push(("schema:accessModeSufficient", "textual".to_owned()));
        for feature in ["displayTransformability", "readingOrder", "structuralNavigation"] {
            more.push(("schema:accessibilityFeature", feature.to_owned()));
        }
        more.push(("schema:accessibilityFeature", "tableOfContents".to_owned()));
        more.push(("schema:accessibilityHazard", "none".to_owned()));
        more.push(("schema:accessibilitySummary", self.ui.epub_accessibility.to_owned()));
        for (property, text) in more {
            metadata = metadata.child(plain("meta", &text).with("property", property));
        }
        metadata
    }

    /// The same for every edition of the book: its address, or else a number made from its title.
    fn identifier(&self) -> String {
        if let Some(url) = self.renderer.routes.base_url() {
            return url.to_owned();
        }
        let hash = blake3::hash(self.renderer.site.book.config.title.as_bytes()).to_hex();
        let part = |from: usize, to: usize| &hash[from..to];
        // Version 8 of RFC 9562: made in a way of one's own.
        format!(
            "urn:uuid:{}-{}-8{}-8{}-{}",
            part(0, 8),
            part(8, 12),
            part(12, 15),
            part(15, 18),
            part(18, 30)
        )
    }
}

/// What is beside the text on a wide screen follows it where there is no room beside.
fn record_last(page: &mut Element) {
    if page.has_class("page") {
        let beside = |it: &Node| matches!(it, Node::Element(it) if it.has_class("page-side"));
        let (beside, mut text): (Vec<_>, Vec<_>) =
            std::mem::take(&mut page.children).into_iter().partition(beside);
        text.extend(beside);
        page.children = text;
    }
}

/// A call of a note, which readers may show where it is called.
fn call(it: &mut Element) {
    match it.get("role") {
        Some("doc-noteref") => it.set("epub:type", "noteref"),
        Some("doc-backlink") => it.set("epub:type", "backlink"),
        _ => {}
    }
}

/// The notes of a page: what a call leads to is the note, which keeps its number in the list.
fn pop_up(section: &mut Element) {
    section.set("epub:type", "footnotes");
    section.each(&mut |it| {
        if !it.is("li") {
            return;
        }
        let Some(id) = it.get("id").map(str::to_owned) else { return };
        it.unset("id");
        let mut note = Element::new("div")
            .with("id", id)
            .with("epub:type", "footnote")
            .with("role", "doc-footnote");
        note.children = std::mem::take(&mut it.children);
        it.children.push(Node::Element(note));
    });
}

fn html(lang: &str, title: &str, style: Element, body: Element) -> Element {
    let head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(Element::new("title").text(title))
        .child(style);
    Element::new("html")
        .with("xmlns", XHTML)
        .with("xmlns:epub", OPS)
        .with("lang", lang)
        .with("xml:lang", lang)
        .child(head)
        .child(body)
}

/// A document of XML, which is one of XHTML where a type is to be declared.
fn xml(root: &Element, html: bool) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
    if html {
        text.push_str("<!DOCTYPE html>\n");
    }
    root.to_xml(&mut text);
    text.push('\n');
    text
}

fn container() -> String {
    let rootfile = Element::xml("rootfile")
        .with("full-path", "EPUB/package.opf")
        .with("media-type", "application/oebps-package+xml");
    let container = Element::xml("container")
        .with("version", "1.0")
        .with("xmlns", "urn:oasis:names:tc:opendocument:xmlns:container")
        .child(Element::xml("rootfiles").child(rootfile));
    xml(&container, false)
}

/// Where a page stands among the pages of the book.
fn place(path: &str) -> String {
    format!("{}.xhtml", path.strip_suffix(".html").unwrap_or(path))
}

/// The media type of an image that every reader shows.
fn media_type(path: &str) -> Option<String> {
    let kind = mime_guess::from_path(path).first()?.essence_str().to_owned();
    CORE.contains(&kind.as_str()).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tree;

    #[test]
    fn a_note_keeps_its_number_and_can_be_called_up() {
        let mut section = tree::parse(
            "<section role=doc-endnotes><ol><li id=note-1 value=1>Text</li></ol></section>",
        );
        let section = section.children.remove(1);
        let Node::Element(mut section) = section else { panic!("no body") };
        pop_up(&mut section);
        let mut out = String::new();
        section.to_xml(&mut out);
        assert!(
            out.contains(
                "<li value=\"1\"><div id=\"note-1\" epub:type=\"footnote\" \
                 role=\"doc-footnote\">Text</div></li>"
            ),
            "{out}"
        );
    }

    #[test]
    fn what_a_reader_may_not_show_is_no_image() {
        assert_eq!(media_type("media/a.svg").as_deref(), Some("image/svg+xml"));
        assert_eq!(media_type("media/a.tiff"), None);
    }
}
