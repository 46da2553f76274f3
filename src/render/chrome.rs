//! Head, header, navigation and footer of a page.
//!
//! Knows nothing about the page's content but its title and description.

use super::dates;
use super::html::escape::text as escape_body;
use super::offline;
use super::view::{
    AlternateView, BreadcrumbView, ChromeView, ContentsItemView, EditionView, FeedView,
    HowToCiteView, LanguageView, LinkView, MetaView, NameView, NavigationItemView, SafeHtml,
    SiteView, TranslationView,
};
use super::writer::PageWriter;
use crate::model::{EntityId, Lang, NavigationItem, PageId, Prose, Slug};
use crate::routes::{List, PageKey};
use crate::site::TextId;

/// Which program made a page.
pub const GENERATOR: &str = concat!("briefbook ", env!("CARGO_PKG_VERSION"));

/// What a page tells its frame.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub title: String,
    /// Plain text, one or two sentences.
    pub description: String,
    pub contents: Vec<ContentsItemView>,
    /// The page's edition: [`edition_id`] of its text.
    pub edition: String,
    /// The page's versions in other languages.
    pub versions: Vec<Lang>,
    pub meta: Vec<MetaView>,
    /// What the page tells search engines, as JSON-LD.
    pub linked_data: Option<SafeHtml>,
    /// Whether search engines shall leave the page out.
    pub hidden: bool,
}

impl PageWriter<'_> {
    /// The frame of the page.
    #[must_use]
    pub fn chrome(&self, frame: &Frame) -> ChromeView {
        let config = &self.renderer.site.book.config;
        let title = config.title_in(&self.lang).to_owned();
        let description = config.description_in(&self.lang).unwrap_or_default().to_owned();
        let home = self.page_href(&self.home());
        let head_title = if matches!(self.key, PageKey::Home(_)) {
            title.clone()
        } else {
            format!("{} · {title}", frame.title)
        };
        let page_description =
            if frame.description.is_empty() { &description } else { &frame.description };
        let canonical = self.renderer.routes.absolute(&self.key);
        // The page for unknown addresses stands anywhere; what it leads to may not be there.
        let offline = config.offline && self.key != PageKey::NotFound;
        let beside = |path| offline.then(|| self.renderer.routes.to_path(&self.key, path));
        ChromeView {
            site: SiteView {
                title,
                description: description.clone(),
                lang: self.other_lang(config.home(&self.lang)),
                home_href: home,
                licence: config.licence.as_ref().map(|name| NameView {
                    title: name.clone(),
                    href: None,
                    lang: None,
                }),
                logo: None,
            },
            lang: self.lang.to_string(),
            dir: direction(&self.lang).to_owned(),
            ui_lang: self.ui.lang.to_owned(),
            shown_in: None,
            head_title,
            description: page_description.clone(),
            meta: self.open_graph(frame, page_description, canonical.as_deref()),
            canonical: canonical.filter(|_| self.key != PageKey::NotFound),
            robots: (frame.hidden || self.key == PageKey::NotFound).then(|| "noindex".to_owned()),
            linked_data_html: frame.linked_data.clone(),
            alternates: self.alternates(&frame.versions),
            feeds: self.feeds(),
            opensearch_href: None,
            manifest_href: beside(offline::MANIFEST),
            worker_href: beside(offline::WORKER),
            static_base: self.renderer.routes.to_path(&self.key, "static/"),
            previews_base: self
                .renderer
                .routes
                .to_path(&self.key, &format!("{}/", super::previews::FOLDER)),
            stylesheets: Vec::new(),
            scripts: Vec::new(),
            generator: GENERATOR.to_owned(),
            navigation: self.navigation(),
            search_href: Some(self.page_href(&PageKey::Search)),
            languages: self.languages(&frame.versions),
            breadcrumbs: self.breadcrumbs(&frame.title),
            contents: frame.contents.clone(),
            translations: self.translations(&frame.versions),
            edition: EditionView {
                date: dates::day(self.ui, self.renderer.site.as_of),
                id: if frame.edition.is_empty() {
                    edition_id([frame.title.as_str()])
                } else {
                    frame.edition.clone()
                },
                href: None,
            },
            footer: self.footer(),
            edit_href: None,
        }
    }

    /// A field of prose as plain text, for the page's head.
    #[must_use]
    pub fn description(&self, id: &TextId, prose: Option<&Prose>) -> String {
        prose.map(|it| self.renderer.site.plain_text(id, &it.body)).unwrap_or_default()
    }

    fn open_graph(
        &self,
        frame: &Frame,
        description: &str,
        canonical: Option<&str>,
    ) -> Vec<MetaView> {
        let tag = |key: &str, content: &str| MetaView {
            attribute: "property".to_owned(),
            key: key.to_owned(),
            content: content.to_owned(),
        };
        let kind = match self.key {
            PageKey::Brief(..) => "article",
            _ => "website",
        };
        let mut tags = vec![
            tag("og:title", &frame.title),
            tag("og:description", description),
            tag("og:type", kind),
            tag("og:site_name", self.renderer.site.book.config.title_in(&self.lang)),
        ];
        tags.extend(canonical.map(|url| tag("og:url", url)));
        tags.extend(frame.meta.iter().cloned());
        tags
    }

    /// The page in every language it has, for search engines.
    fn alternates(&self, versions: &[Lang]) -> Vec<AlternateView> {
        if versions.len() < 2 {
            return Vec::new();
        }
        let found = versions.iter().filter_map(|lang| {
            let href = self.renderer.routes.absolute(&in_language(&self.key, lang))?;
            Some(AlternateView { lang: lang.to_string(), href })
        });
        found.collect()
    }

    fn feeds(&self) -> Vec<FeedView> {
        if self.renderer.routes.base_url().is_none() {
            return Vec::new();
        }
        let feeds = [("feed.xml", self.ui.feed), ("corrections.xml", self.ui.corrections_feed)];
        let feeds = feeds.into_iter().map(|(path, title)| FeedView {
            href: self.renderer.routes.to_path(&self.key, path),
            title: title.to_owned(),
            mime_type: "application/atom+xml".to_owned(),
        });
        feeds.collect()
    }

    /// The home page for readers of the page.
    #[must_use]
    pub fn home(&self) -> PageKey {
        PageKey::Home(self.renderer.site.book.config.home(&self.lang).clone())
    }

    fn navigation(&self) -> Vec<NavigationItemView> {
        let items = &self.renderer.site.book.config.navigation;
        items.iter().filter_map(|&item| self.navigation_item(item)).collect()
    }

    fn navigation_item(&self, item: NavigationItem) -> Option<NavigationItemView> {
        let (key, title) = self.destination(item)?;
        let current = if key == self.key {
            Some("page")
        } else if section(&self.key).is_some_and(|own| own == item) {
            Some("true")
        } else {
            None
        };
        // All others bear words of the interface.
        let lang = match &key {
            PageKey::Page(_, lang) => self.other_lang(lang),
            _ => None,
        };
        Some(NavigationItemView {
            href: self.page_href(&key),
            title,
            lang,
            hreflang: self.other_lang_of(&key),
            current: current.map(str::to_owned),
        })
    }

    /// Where an item of the navigation leads; none where the book has nothing there.
    fn destination(&self, item: NavigationItem) -> Option<(PageKey, String)> {
        let ui = self.ui;
        let order = self.renderer.site.order();
        let list =
            |list, title: &str, any: bool| any.then(|| (PageKey::List(list, 0), title.to_owned()));
        match item {
            NavigationItem::Topics => list(List::Topics, ui.topics, !order.topics.is_empty()),
            NavigationItem::Briefs => list(List::Briefs, ui.briefs, true),
            NavigationItem::Actors => list(List::Actors, ui.actors, !order.actors.is_empty()),
            NavigationItem::Figures => list(List::Figures, ui.figures, !order.figures.is_empty()),
            NavigationItem::Disputes => {
                list(List::Disputes, ui.disputes, !order.disputes.is_empty())
            }
            NavigationItem::Timeline => list(List::Timeline, ui.timeline, !order.events.is_empty()),
            NavigationItem::Map => self.map().map(|key| (key, ui.map.to_owned())),
            NavigationItem::Glossary => list(List::Glossary, ui.glossary, !order.terms.is_empty()),
            NavigationItem::Bibliography => list(List::Bibliography, ui.bibliography, true),
            NavigationItem::Changes => list(List::Changes, ui.changes, true),
            NavigationItem::About => self.about().map(|(id, title)| {
                let lang = self
                    .renderer
                    .site
                    .page(&id, &self.lang)
                    .map_or(&self.lang, |page| &page.document.lang);
                (PageKey::Page(id, lang.clone()), title)
            }),
        }
    }

    /// The map of the book in the language of the page, where it has one.
    pub fn map(&self) -> Option<PageKey> {
        let key = PageKey::Map(self.lang.clone());
        self.renderer.routes.path(&key).is_some().then_some(key)
    }

    /// The page that says what the book is, where it has one.
    pub fn about(&self) -> Option<(PageId, String)> {
        let id = PageId::new(Slug::new("about").ok()?);
        let page = self.renderer.site.page(&id, &self.lang)?;
        Some((id, page.document.title.value.clone()))
    }

    fn languages(&self, versions: &[Lang]) -> Vec<LanguageView> {
        if versions.len() < 2 {
            return Vec::new();
        }
        let switch = versions.iter().map(|lang| LanguageView {
            lang: lang.to_string(),
            name: language_name(lang),
            href: self.page_href(&in_language(&self.key, lang)),
            current: *lang == self.lang,
        });
        switch.collect()
    }

    fn translations(&self, versions: &[Lang]) -> Vec<TranslationView> {
        let languages = &self.renderer.site.book.config.languages;
        if versions.is_empty() {
            return Vec::new();
        }
        let others = languages.iter().filter(|lang| **lang != self.lang).map(|lang| {
            let exists = versions.contains(lang);
            TranslationView {
                lang: lang.to_string(),
                name: language_name(lang),
                href: exists.then(|| self.page_href(&in_language(&self.key, lang))),
                outdated: false,
            }
        });
        others.collect()
    }

    fn breadcrumbs(&self, title: &str) -> Vec<BreadcrumbView> {
        if matches!(self.key, PageKey::Home(_) | PageKey::NotFound) {
            return Vec::new();
        }
        let step = |title: &str, key: &PageKey| BreadcrumbView {
            title: title.to_owned(),
            href: Some(self.page_href(key)),
            hreflang: self.other_lang_of(key),
        };
        let mut steps = vec![step(self.ui.home, &self.home())];
        let parent = match &self.key {
            PageKey::Source(_) => Some(NavigationItem::Bibliography),
            PageKey::List(List::BriefsOfTopic(id, lang), _) => {
                steps.push(step(self.ui.topics, &PageKey::List(List::Topics, 0)));
                let topic = PageKey::Topic(id.clone(), lang.clone());
                let entity = EntityId::Topic(id.clone());
                steps.push(step(&self.renderer.site.title(&entity, lang).0, &topic));
                None
            }
            PageKey::List(List::PassagesOfSource(key), _) => {
                let list = PageKey::List(List::Bibliography, 0);
                steps.push(step(self.ui.bibliography, &list));
                let entity = EntityId::Source(key.clone());
                let title = self.renderer.site.title(&entity, &self.lang).0;
                steps.push(step(&title, &PageKey::Source(key.clone())));
                None
            }
            PageKey::List(List::LinksTo(page), _) => {
                if let Some((list, title)) = section(page).and_then(|it| self.destination(it)) {
                    steps.push(step(&title, &list));
                }
                let thing = page.entity().map(|it| self.renderer.site.title(&it, &self.lang).0);
                steps.push(step(&thing.unwrap_or_default(), page));
                None
            }
            PageKey::List(..) | PageKey::Page(..) | PageKey::Map(_) | PageKey::Search => None,
            key => section(key),
        };
        if let Some((key, title)) = parent.and_then(|item| self.destination(item)) {
            steps.push(step(&title, &key));
        }
        // A further page of a thing follows the thing's own step, which has the title.
        let title = match &self.key {
            PageKey::List(list, part) if list.owner().is_some() => {
                format!("{} {}", self.ui.page_number, part + 1)
            }
            _ => title.to_owned(),
        };
        steps.push(BreadcrumbView { title, href: None, hreflang: None });
        steps
    }

    fn footer(&self) -> Vec<LinkView> {
        let site = self.renderer.site;
        let pages = site.order().pages.iter().map(|id| self.link(&EntityId::Page(id.clone())));
        let map = self.map().map(|key| (key, self.ui.map));
        let lists = [(List::Bibliography, self.ui.bibliography), (List::Changes, self.ui.changes)];
        let lists = lists.map(|(list, title)| (PageKey::List(list, 0), title));
        let others = map.into_iter().chain(lists).map(|(key, title)| LinkView {
            href: self.page_href(&key),
            title: title.to_owned(),
            lang: None,
            hreflang: self.other_lang_of(&key),
        });
        pages.chain(others).collect()
    }

    /// How to cite this page: who wrote it, what it is called, where it stands, in which edition.
    #[must_use]
    pub fn how_to_cite(&self, authors: &[String], title: &str, frame: &Frame) -> HowToCiteView {
        let config = &self.renderer.site.book.config;
        let mut html = String::new();
        if !authors.is_empty() {
            escape_body(&mut html, &authors.join(", "));
            html.push_str(". ");
        }
        html.push('“');
        escape_body(&mut html, title);
        let closed = title.ends_with(['.', '?', '!']);
        html.push_str(if closed { "” <cite>" } else { ".” <cite>" });
        escape_body(&mut html, config.title_in(&self.lang));
        html.push_str("</cite>. ");
        escape_body(&mut html, self.ui.edition);
        html.push(' ');
        escape_body(&mut html, &dates::day(self.ui, self.renderer.site.as_of).label);
        html.push_str(" (");
        escape_body(&mut html, &frame.edition);
        html.push_str(").");
        if let Some(url) = self.renderer.routes.absolute(&self.key) {
            html.push(' ');
            escape_body(&mut html, &url);
        }
        HowToCiteView {
            reference_html: SafeHtml::from_escaped(html),
            bibtex: None,
            downloads: Vec::new(),
        }
    }
}

/// Eight hexadecimal digits of the BLAKE3 hash of a page's texts: the same text has the same id.
pub fn edition_id<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex()[..8].to_owned()
}

/// The item of the navigation that a page belongs under.
fn section(key: &PageKey) -> Option<NavigationItem> {
    Some(match key {
        PageKey::Brief(..) | PageKey::List(List::Briefs, _) => NavigationItem::Briefs,
        PageKey::Topic(..) | PageKey::List(List::Topics | List::BriefsOfTopic(..), _) => {
            NavigationItem::Topics
        }
        PageKey::Actor(..) | PageKey::List(List::Actors, _) => NavigationItem::Actors,
        PageKey::Figure(_) | PageKey::List(List::Figures, _) => NavigationItem::Figures,
        PageKey::Source(_) | PageKey::List(List::Bibliography | List::PassagesOfSource(_), _) => {
            NavigationItem::Bibliography
        }
        PageKey::Dispute(_) | PageKey::List(List::Disputes, _) => NavigationItem::Disputes,
        PageKey::List(List::Timeline, _) => NavigationItem::Timeline,
        PageKey::List(List::Glossary, _) => NavigationItem::Glossary,
        PageKey::List(List::Changes, _) => NavigationItem::Changes,
        PageKey::Map(_) => NavigationItem::Map,
        PageKey::List(List::LinksTo(page), _) => return section(page),
        PageKey::Page(..) | PageKey::Home(_) | PageKey::Search | PageKey::NotFound => return None,
    })
}

fn in_language(key: &PageKey, lang: &Lang) -> PageKey {
    let lang = lang.clone();
    match key {
        PageKey::Home(_) => PageKey::Home(lang),
        PageKey::Brief(id, _) => PageKey::Brief(id.clone(), lang),
        PageKey::Topic(id, _) => PageKey::Topic(id.clone(), lang),
        PageKey::Actor(id, _) => PageKey::Actor(id.clone(), lang),
        PageKey::Page(id, _) => PageKey::Page(id.clone(), lang),
        PageKey::Map(_) => PageKey::Map(lang),
        key => key.clone(),
    }
}

/// A language's own name; its tag where we do not know it.
pub fn language_name(lang: &Lang) -> String {
    let name = match lang.primary() {
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "it" => "Italiano",
        "pt" => "Português",
        "tr" => "Türkçe",
        _ => lang.as_str(),
    };
    name.to_owned()
}

/// `rtl` for languages written from right to left.
pub fn direction(lang: &Lang) -> &'static str {
    match lang.primary() {
        "ar" | "fa" | "he" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}
