//! The frame around every page.

use super::*;

const NAVIGATION: [(&str, &str); 8] = [
    ("briefs.html", "Briefs"),
    ("topics.html", "Topics"),
    ("actors.html", "Actors"),
    ("figures.html", "Figures"),
    ("disputes.html", "Disputes"),
    ("timeline.html", "Timeline"),
    ("glossary.html", "Glossary"),
    ("bibliography.html", "Sources"),
];

/// The frame of a page that lies under `section` of the navigation.
pub fn chrome(up: &str, section: &str, title: &str) -> ChromeView {
    let path = |rest: &str| format!("{up}{rest}");
    ChromeView {
        site: SiteView {
            title: text("Italy and Türkiye"),
            description: text(
                "What five sources say about defence industry, NATO, the European Union and trade between two allies.",
            ),
            lang: Some(text("en")),
            home_href: path("index.html"),
            licence: Some(NameView {
                title: text("CC BY 4.0"),
                href: Some(text("https://creativecommons.org/licenses/by/4.0/")),
                lang: None,
            }),
            logo: Some(LogoView { href: path("static/favicon.svg"), width: 28, height: 28 }),
        },
        lang: text("en"),
        dir: text("ltr"),
        ui_lang: text("en"),
        shown_in: None,
        head_title: format!("{title} · Italy and Türkiye"),
        description: format!("{title}: a page of the sample book."),
        canonical: Some(text("https://example.org/italy-turkiye/page.html")),
        linked_data_html: Some(html("{\"@context\":\"https://schema.org\",\"@type\":\"Report\"}")),
        robots: Some(text("index, follow")),
        meta: vec![
            MetaView { attribute: text("property"), key: text("og:title"), content: text(title) },
            MetaView { attribute: text("name"), key: text("citation_title"), content: text(title) },
        ],
        alternates: vec![AlternateView {
            lang: text("it"),
            href: text("https://example.org/italy-turkiye/it/page.html"),
        }],
        feeds: vec![FeedView {
            href: path("feed.xml"),
            title: text("Briefs (Atom)"),
            mime_type: text("application/atom+xml"),
        }],
        opensearch_href: Some(path("opensearch.xml")),
        manifest_href: Some(path("manifest.webmanifest")),
        worker_href: Some(path("sw.js")),
        static_base: path("static/"),
        previews_base: path("previews/"),
        stylesheets: vec![],
        scripts: vec![],
        generator: text("briefbook 0.1.0"),
        navigation: NAVIGATION
            .iter()
            .map(|(href, item)| NavigationItemView {
                href: path(href),
                title: text(item),
                lang: None,
                hreflang: Some(text("en")),
                current: (*href == section).then(|| text("true")),
            })
            .collect(),
        search_href: Some(path("search.html")),
        languages: vec![
            LanguageView {
                lang: text("en"),
                name: text("English"),
                href: path("index.html"),
                current: true,
            },
            LanguageView {
                lang: text("it"),
                name: text("Italiano"),
                href: path("index.html"),
                current: false,
            },
        ],
        breadcrumbs: vec![
            BreadcrumbView { title: text("Home"), href: Some(path("index.html")), hreflang: None },
            BreadcrumbView {
                title: text("Briefs"),
                href: Some(path("briefs.html")),
                hreflang: Some(text("en")),
            },
            BreadcrumbView { title: text(title), href: None, hreflang: None },
        ],
        contents: vec![],
        translations: vec![
            TranslationView {
                lang: text("it"),
                name: text("Italiano"),
                href: Some(path("index.html")),
                outdated: true,
            },
            TranslationView {
                lang: text("tr"), name: text("Türkçe"), href: None, outdated: false
            },
        ],
        edition: EditionView {
            date: day(),
            id: text("7c41f0a9"),
            href: Some(path("changes.html")),
        },
        footer: vec![
            link(path("about.html"), "About this book"),
            foreign(path("changes.html"), "Recent changes"),
        ],
        edit_href: Some(text("https://example.org/edit")),
    }
}
