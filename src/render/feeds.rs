//! Atom feed, sitemap, robots file and redirects: what machines read, with absolute addresses.
//!
//! Atom is RFC 4287; sitemaps are sitemaps.org 0.9. Without a base address only the redirects are
//! made. Knows nothing about pages' content but briefs' bottom lines.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::html::escape::{attribute as escape_attribute, text as escape_body};
use super::renderer::Renderer;
use super::writer::PageWriter;
use crate::model::{Date, Status};
use crate::routes::{List, PageKey, correction_fragment};
use crate::site::{Field, TextId};

/// Entries in the feed.
const FEED_LENGTH: usize = 30;
/// Entries in the feed of corrections.
const CORRECTIONS_LENGTH: usize = 100;

/// `feed.xml`: the newest briefs; `None` without a base address.
pub fn atom(renderer: &Renderer<'_>) -> Option<Vec<u8>> {
    let site = renderer.site;
    let config = &site.book.config;
    let routes = renderer.routes;
    let base = routes.base_url()?;
    let w = PageWriter::new(renderer, renderer.home());
    let lang = config.default_language().clone();
    let briefs: Vec<_> = site
        .order()
        .briefs
        .iter()
        .filter_map(|id| site.brief(id, &lang))
        .take(FEED_LENGTH)
        .collect();
    let latest = briefs.first().map_or(site.as_of, |brief| brief.date.value);
    let entries: Vec<(String, String, Date, Vec<String>, String)> = briefs
        .into_iter()
        .filter_map(|brief| {
            let key = PageKey::Brief(brief.id.clone(), brief.document.lang.clone());
            let text = TextId {
                owner: brief.entity(),
                lang: brief.document.lang.clone(),
                field: Field::Summary,
            };
            let summary = w.description(&text, brief.document.summary.as_ref());
            let title = brief.document.title.value.clone();
            Some((routes.absolute(&key)?, title, brief.date.value, brief.authors.clone(), summary))
        })
        .collect();
    let feed_url = routes.absolute_path("feed.xml")?;
    xml(|x| {
        let mut feed = BytesStart::new("feed");
        feed.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        feed.push_attribute(("xml:lang", lang.as_str()));
        x.write_event(Event::Start(feed))?;
        element(x, "id", base)?;
        element(x, "title", &config.title)?;
        if let Some(description) = &config.description {
            element(x, "subtitle", description)?;
        }
        element(x, "updated", &instant(latest))?;
        link(x, "self", "application/atom+xml", &feed_url)?;
        link(x, "alternate", "text/html", base)?;
        x.write_event(Event::Start(BytesStart::new("author")))?;
        element(x, "name", &config.title)?;
        x.write_event(Event::End(BytesEnd::new("author")))?;
        for (url, title, date, authors, summary) in &entries {
            x.write_event(Event::Start(BytesStart::new("entry")))?;
            element(x, "id", url)?;
            element(x, "title", title)?;
            element(x, "updated", &instant(*date))?;
            element(x, "published", &instant(*date))?;
            link(x, "alternate", "text/html", url)?;
            for author in authors {
                x.write_event(Event::Start(BytesStart::new("author")))?;
                element(x, "name", author)?;
                x.write_event(Event::End(BytesEnd::new("author")))?;
            }
            element(x, "summary", summary)?;
            x.write_event(Event::End(BytesEnd::new("entry")))?;
        }
        x.write_event(Event::End(BytesEnd::new("feed")))
    })
}

/// `corrections.xml`: what briefs had to correct, the newest first; `None` without a base address.
pub fn corrections(renderer: &Renderer<'_>) -> Option<Vec<u8>> {
    let site = renderer.site;
    let config = &site.book.config;
    let routes = renderer.routes;
    let base = routes.base_url()?;
    let feed_url = routes.absolute_path("corrections.xml")?;
    let changes = routes.absolute(&PageKey::List(List::Changes, 0))?;
    let w = PageWriter::new(renderer, renderer.home());
    let lang = config.default_language();
    let mut entries: Vec<(Date, String, &str, String)> = Vec::new();
    for brief in site.order().briefs.iter().filter_map(|id| site.brief(id, lang)) {
        let page = PageKey::Brief(brief.id.clone(), brief.document.lang.clone());
        let Some(url) = routes.absolute(&page) else { continue };
        for (at, correction) in brief.corrections.iter().enumerate() {
            let (owner, lang) = (brief.entity(), brief.document.lang.clone());
            let text = TextId { owner, lang, field: Field::Correction(at) };
            let note = w.description(&text, Some(&correction.note));
            let url = format!("{url}#{}", correction_fragment(brief, at));
            entries.push((correction.date, url, brief.document.title.value.as_str(), note));
        }
    }
    entries.sort_by_key(|(date, ..)| std::cmp::Reverse(*date));
    entries.truncate(CORRECTIONS_LENGTH);
    let latest = entries.first().map_or(site.as_of, |(date, ..)| *date);
    let title = format!("{}: {}", config.title, w.ui.corrections);
    xml(|x| {
        let mut feed = BytesStart::new("feed");
        feed.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        feed.push_attribute(("xml:lang", lang.as_str()));
        x.write_event(Event::Start(feed))?;
        element(x, "id", &feed_url)?;
        element(x, "title", &title)?;
        element(x, "updated", &instant(latest))?;
        link(x, "self", "application/atom+xml", &feed_url)?;
        link(x, "alternate", "text/html", &changes)?;
        x.write_event(Event::Start(BytesStart::new("author")))?;
        element(x, "name", &config.title)?;
        element(x, "uri", base)?;
        x.write_event(Event::End(BytesEnd::new("author")))?;
        for (date, url, title, note) in &entries {
            x.write_event(Event::Start(BytesStart::new("entry")))?;
            element(x, "id", url)?;
            element(x, "title", title)?;
            element(x, "updated", &instant(*date))?;
            element(x, "published", &instant(*date))?;
            link(x, "alternate", "text/html", url)?;
            element(x, "summary", note)?;
            x.write_event(Event::End(BytesEnd::new("entry")))?;
        }
        x.write_event(Event::End(BytesEnd::new("feed")))
    })
}

/// `sitemap.xml`: every page that search engines may list.
pub fn sitemap(renderer: &Renderer<'_>) -> Option<Vec<u8>> {
    renderer.routes.base_url()?;
    let site = renderer.site;
    xml(|x| {
        let mut set = BytesStart::new("urlset");
        set.push_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        x.write_event(Event::Start(set))?;
        for (key, _) in renderer.routes.pages() {
            if *key == PageKey::NotFound {
                continue;
            }
            let brief = match key {
                PageKey::Brief(id, lang) => site.brief(id, lang),
                _ => None,
            };
            if brief.is_some_and(|it| it.status == Status::Withdrawn) {
                continue;
            }
            let Some(url) = renderer.routes.absolute(key) else { continue };
            x.write_event(Event::Start(BytesStart::new("url")))?;
            element(x, "loc", &url)?;
            if let (Some(entity), Some(lang)) = (key.entity(), key.lang()) {
                let dated = brief.map(|it| it.date.value);
                let changed = renderer.revisions_of(&entity, lang).last().map(|last| last.day);
                // None is less than any day.
                if let Some(day) = dated.max(changed) {
                    element(x, "lastmod", &day.to_string())?;
                }
            }
            x.write_event(Event::End(BytesEnd::new("url")))?;
        }
        x.write_event(Event::End(BytesEnd::new("urlset")))
    })
}

/// `robots.txt`: everything may be read; where the sitemap is.
pub fn robots(renderer: &Renderer<'_>) -> Option<Vec<u8>> {
    let sitemap = renderer.routes.absolute_path("sitemap.xml")?;
    Some(format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes())
}

/// The page at an old address: sends readers on, with or without scripts.
pub fn redirect(renderer: &Renderer<'_>, from: &str, to: &PageKey) -> String {
    let up = "../".repeat(from.matches('/').count());
    let href = up + &renderer.routes.to_path_from_root(to);
    let site = renderer.site;
    let lang = to.lang().unwrap_or_else(|| site.book.config.default_language());
    let title = to.entity().map(|entity| site.title(&entity, lang).0).unwrap_or_default();
    let ui = super::view::UiText::of(lang.as_str());
    let mut html = String::from("<!doctype html>\n<html lang=\"");
    escape_attribute(&mut html, lang.as_str());
    html.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape_body(&mut html, &title);
    html.push_str("</title>\n<meta http-equiv=\"refresh\" content=\"0; url=");
    escape_attribute(&mut html, &href);
    html.push_str("\">\n<meta name=\"robots\" content=\"noindex\">\n");
    if let Some(url) = renderer.routes.absolute(to) {
        html.push_str("<link rel=\"canonical\" href=\"");
        escape_attribute(&mut html, &url);
        html.push_str("\">\n");
    }
    html.push_str("</head>\n<body>\n<main>\n<h1>");
    escape_body(&mut html, &title);
    html.push_str("</h1>\n<p>");
    escape_body(&mut html, ui.moved);
    html.push_str(" <a href=\"");
    escape_attribute(&mut html, &href);
    html.push_str("\">");
    escape_body(&mut html, &title);
    html.push_str("</a></p>\n</main>\n</body>\n</html>\n");
    html
}

/// Midnight of a day: the format has no dates without a time.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

type Xml = Writer<Vec<u8>>;

fn xml(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Option<Vec<u8>> {
    let mut x = Writer::new_with_indent(Vec::new(), b' ', 1);
    let declaration = BytesDecl::new("1.0", Some("utf-8"), None);
    // Writing to memory never fails.
    x.write_event(Event::Decl(declaration)).ok()?;
    write(&mut x).ok()?;
    let mut bytes = x.into_inner();
    bytes.push(b'\n');
    Some(bytes)
}

fn element(x: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    // Control characters have no place in XML, not even escaped.
    let clean: String =
        text.chars().filter(|&c| c == '\t' || c == '\n' || !c.is_control()).collect();
    x.write_event(Event::Start(BytesStart::new(name)))?;
    x.write_event(Event::Text(BytesText::new(&clean)))?;
    x.write_event(Event::End(BytesEnd::new(name)))
}

fn link(x: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let mut link = BytesStart::new("link");
    link.push_attribute(("rel", rel));
    link.push_attribute(("type", kind));
    link.push_attribute(("href", href));
    x.write_event(Event::Empty(link))
}
