//! What every page shows around its content, and its head.
//!
//! Knows nothing about the content.

use serde::Serialize;

use super::{BreadcrumbView, ContentsItemView, DateView, LinkView, SafeHtml, TranslationView};

/// Head, header, navigation and footer of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChromeView {
    pub site: SiteView,
    /// The language of the page's content, a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The language of the interface texts: [`super::UiText::lang`]. Marked on header and footer
    /// where it is not the page's.
    pub ui_lang: String,
    /// The language that the content is shown in because it has no translation; its own name
    /// (`English`). The page then says so.
    pub shown_in: Option<String>,
    /// For `<title>`: page and site.
    pub head_title: String,
    /// For `<meta name=description>`: plain text, one or two sentences.
    pub description: String,
    /// The page's absolute address.
    pub canonical: Option<String>,
    /// `noindex` for pages that search engines shall leave out.
    pub robots: Option<String>,
    /// Open Graph and citation tags in order.
    pub meta: Vec<MetaView>,
    /// JSON-LD in the words of schema.org, which holds no `<`.
    pub linked_data_html: Option<SafeHtml>,
    /// The page in other languages by absolute address.
    pub alternates: Vec<AlternateView>,
    pub feeds: Vec<FeedView>,
    /// Address of the OpenSearch description.
    pub opensearch_href: Option<String>,
    /// The way to the manifest of the book as an application, where it is one.
    pub manifest_href: Option<String>,
    /// The way to the script that keeps pages for readers without a network.
    pub worker_href: Option<String>,
    /// The way to the folder of static files from this page, ending in a slash: `../static/`.
    pub static_base: String,
    /// The way to the folder of previews of links from this page, ending in a slash.
    pub previews_base: String,
    /// More style sheets, after the theme's: relative addresses.
    pub stylesheets: Vec<String>,
    /// More scripts, loaded with `defer` in this order: relative addresses.
    pub scripts: Vec<String>,
    /// The content of `<meta name=generator>`: `briefbook 0.1.0`.
    pub generator: String,
    pub navigation: Vec<NavigationItemView>,
    pub search_href: Option<String>,
    /// The book's languages with the way to this page in each; empty with one language.
    pub languages: Vec<LanguageView>,
    pub breadcrumbs: Vec<BreadcrumbView>,
    /// Headings of the page; empty where a table of contents would be longer than the text.
    pub contents: Vec<ContentsItemView>,
    /// This page in other languages, also those that it lacks.
    pub translations: Vec<TranslationView>,
    pub edition: EditionView,
    /// Links at the foot of every page: about, bibliography, changes …
    pub footer: Vec<LinkView>,
    /// This page's text in the book's repository, where one is configured.
    pub edit_href: Option<String>,
}

/// The book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    /// The language of title and description and of the home page, where it is not the page's own.
    pub lang: Option<String>,
    /// The home page, relative.
    pub home_href: String,
    /// The licence as the book names it, linked where its text is known.
    pub licence: Option<super::NameView>,
    pub logo: Option<LogoView>,
}

/// The book's emblem, beside its title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LogoView {
    pub href: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A `<meta>` tag of the head.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MetaView {
    /// `property` for Open Graph, `name` for all others.
    pub attribute: String,
    /// `og:title`, `citation_author` …
    pub key: String,
    pub content: String,
}

/// The same page in another language, for search engines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AlternateView {
    /// A BCP 47 tag, or `x-default`.
    pub lang: String,
    /// Absolute.
    pub href: String,
}

/// A feed of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FeedView {
    /// Relative.
    pub href: String,
    pub title: String,
    /// `application/atom+xml` and the like.
    pub mime_type: String,
}

/// An item of the main navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NavigationItemView {
    pub href: String,
    pub title: String,
    /// The language of the title, where it is not the page's own.
    pub lang: Option<String>,
    /// The same of what it leads to.
    pub hreflang: Option<String>,
    /// The value of `aria-current`: `page` on the page itself, `true` on pages below it.
    pub current: Option<String>,
}

/// A language of the book in the language switch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LanguageView {
    pub lang: String,
    /// The language's own name.
    pub name: String,
    /// This page in that language, or that language's home page.
    pub href: String,
    pub current: bool,
}

/// The edition of the book that a page belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EditionView {
    pub date: DateView,
    /// Short, derived from the book's content: the same text has the same id.
    pub id: String,
    /// Where editions are explained or listed.
    pub href: Option<String>,
}
