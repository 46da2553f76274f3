//! The pages of a site and where each is written.
//!
//! Knows nothing about what stands on a page.

use std::collections::BTreeMap;
use std::fmt;

use super::LIST_PAGE;
use crate::model::{ActorId, BriefId, EntityId, FigureId, Lang, PageId, SourceKey, TopicId};
use crate::site::{Field, Site};
use crate::source::{FileId, SourcePath, Spanned};

/// A page of the site. Parts of lists count from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    Home,
    Brief(BriefId, Lang),
    Topic(TopicId, Lang),
    Actor(ActorId, Lang),
    Source(SourceKey),
    Figure(FigureId),
    Page(PageId, Lang),
    List(List, usize),
    Search,
    NotFound,
}

/// A list of things, on one page or several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    Briefs,
    Topics,
    Actors,
    Figures,
    Timeline,
    Disputes,
    Glossary,
    Bibliography,
    Changes,
    /// Further briefs of a topic; its first part is the topic's own page.
    BriefsOfTopic(TopicId, Lang),
}

/// Paths that belong to no page and to no file of the book.
pub const RESERVED: &[&str] = &["feed.xml", "sitemap.xml", "robots.txt", ".briefbook"];

impl List {
    /// The lists that every site has, in the order of their pages.
    pub const FIXED: [Self; 9] = [
        Self::Briefs,
        Self::Topics,
        Self::Actors,
        Self::Figures,
        Self::Timeline,
        Self::Disputes,
        Self::Glossary,
        Self::Bibliography,
        Self::Changes,
    ];

    fn stem(&self, default: &Lang) -> String {
        match self {
            Self::Briefs => "briefs".to_owned(),
            Self::Topics => "topics".to_owned(),
            Self::Actors => "actors".to_owned(),
            Self::Figures => "figures".to_owned(),
            Self::Timeline => "timeline".to_owned(),
            Self::Disputes => "disputes".to_owned(),
            Self::Glossary => "glossary".to_owned(),
            Self::Bibliography => "bibliography".to_owned(),
            Self::Changes => "changes".to_owned(),
            Self::BriefsOfTopic(id, lang) => in_language(lang, default, &format!("topics/{id}")),
        }
    }
}

impl PageKey {
    /// Where the page is written.
    pub(super) fn path(&self, default: &Lang) -> String {
        let stem = match self {
            Self::Home => "index".to_owned(),
            Self::Brief(id, lang) => in_language(lang, default, &format!("briefs/{id}")),
            Self::Topic(id, lang) => in_language(lang, default, &format!("topics/{id}")),
            Self::Actor(id, lang) => in_language(lang, default, &format!("actors/{id}")),
            Self::Source(key) => format!("sources/{}", key.slug()),
            Self::Figure(id) => format!("figures/{id}"),
            Self::Page(id, lang) => in_language(lang, default, id.as_str()),
            Self::List(list, 0) => list.stem(default),
            Self::List(list, part) => format!("{}-{}", list.stem(default), part + 1),
            Self::Search => "search".to_owned(),
            Self::NotFound => "404".to_owned(),
        };
        stem + ".html"
    }

    /// The language of pages that have one of their own.
    #[must_use]
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            Self::Brief(_, lang)
            | Self::Topic(_, lang)
            | Self::Actor(_, lang)
            | Self::Page(_, lang)
            | Self::List(List::BriefsOfTopic(_, lang), _) => Some(lang),
            _ => None,
        }
    }

    /// The thing that the page is about.
    #[must_use]
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Self::Brief(id, _) => Some(EntityId::Brief(id.clone())),
            Self::Topic(id, _) => Some(EntityId::Topic(id.clone())),
            Self::Actor(id, _) => Some(EntityId::Actor(id.clone())),
            Self::Source(key) => Some(EntityId::Source(key.clone())),
            Self::Figure(id) => Some(EntityId::Figure(id.clone())),
            Self::Page(id, _) => Some(EntityId::Page(id.clone())),
            Self::Home | Self::List(..) | Self::Search | Self::NotFound => None,
        }
    }
}

fn in_language(lang: &Lang, default: &Lang, path: &str) -> String {
    if lang == default { path.to_owned() } else { format!("{lang}/{path}") }
}

/// For messages about clashes.
impl fmt::Display for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("the home page"),
            Self::List(list, 0) => write!(f, "the list {list:?}"),
            Self::List(list, part) => write!(f, "part {} of the list {list:?}", part + 1),
            Self::Search => f.write_str("the search page"),
            Self::NotFound => f.write_str("the page for unknown addresses"),
            page => match (page.entity(), page.lang()) {
                (Some(entity), Some(lang)) => write!(f, "{entity} ({lang})"),
                (Some(entity), None) => write!(f, "{entity}"),
                (None, _) => f.write_str("a page"),
            },
        }
    }
}

/// The length of every list.
pub fn lists(site: &Site) -> Vec<(List, usize)> {
    let book = &site.book;
    let order = site.order();
    let originals = book.briefs.iter().filter(|it| !it.document.translation);
    let corrections: usize = originals.map(|it| it.corrections.len()).sum();
    let mut lists = vec![
        (List::Briefs, order.briefs.len()),
        (List::Topics, order.topics.len()),
        (List::Actors, order.actors.len()),
        (List::Figures, order.figures.len()),
        (List::Timeline, order.events.len()),
        (List::Disputes, order.disputes.len()),
        (List::Glossary, order.terms.len()),
        (List::Bibliography, book.sources.len()),
        (List::Changes, order.briefs.len() + corrections),
    ];
    for topic in &book.topics {
        let briefs = site.members().briefs_of_topic(&topic.id).count();
        let list = List::BriefsOfTopic(topic.id.clone(), topic.document.lang.clone());
        lists.push((list, briefs));
    }
    lists
}

/// How many pages `length` entries fill.
pub fn part_count(length: usize) -> usize {
    length.div_ceil(LIST_PAGE).max(1)
}

/// Every page, with the file it is made from where there is one.
pub fn all(site: &Site, lengths: &BTreeMap<List, usize>) -> Vec<(PageKey, Option<FileId>)> {
    let book = &site.book;
    let mut pages = vec![(PageKey::Home, None), (PageKey::Search, None), (PageKey::NotFound, None)];
    for (list, &length) in lengths {
        // A topic's own page shows the first part of its briefs.
        let first = usize::from(matches!(list, List::BriefsOfTopic(..)));
        let parts = first..part_count(length);
        pages.extend(parts.map(|part| (PageKey::List(list.clone(), part), None)));
    }
    let lang = |document: &crate::model::Document| document.lang.clone();
    for it in &book.briefs {
        let key = PageKey::Brief(it.id.clone(), lang(&it.document));
        pages.push((key, Some(it.document.file)));
    }
    for it in &book.topics {
        let key = PageKey::Topic(it.id.clone(), lang(&it.document));
        pages.push((key, Some(it.document.file)));
    }
    for it in &book.actors {
        let key = PageKey::Actor(it.id.clone(), lang(&it.document));
        pages.push((key, Some(it.document.file)));
    }
    for it in &book.pages {
        let key = PageKey::Page(it.id.clone(), lang(&it.document));
        pages.push((key, Some(it.document.file)));
    }
    for it in &book.sources {
        pages.push((PageKey::Source(it.key.value.clone()), Some(it.span.file)));
    }
    for it in &book.figures {
        pages.push((PageKey::Figure(it.id.clone()), Some(it.file)));
    }
    pages
}

/// In which part of its list each event, dispute and term stands.
pub fn parts(site: &Site) -> BTreeMap<EntityId, (List, usize)> {
    let order = site.order();
    let mut parts = BTreeMap::new();
    for (at, id) in order.events.iter().enumerate() {
        parts.insert(EntityId::Event(id.clone()), (List::Timeline, at / LIST_PAGE));
    }
    for (at, id) in order.disputes.iter().enumerate() {
        parts.insert(EntityId::Dispute(id.clone()), (List::Disputes, at / LIST_PAGE));
    }
    for (at, id) in order.terms.iter().enumerate() {
        parts.insert(EntityId::Term(id.clone()), (List::Glossary, at / LIST_PAGE));
    }
    parts
}

/// The element's id of a thing on a page that shows several.
pub fn fragment(entity: &EntityId) -> String {
    format!("{}-{}", entity.kind(), entity.slug())
}

/// The element's id that a reference of a page's own text has there; `None` for texts that call
/// no notes on their page.
#[must_use]
pub fn reference_fragment(field: Field, index: usize) -> Option<String> {
    match field {
        Field::Summary => Some(format!("at-s{index}")),
        Field::Judgement(at) => Some(format!("at-j{at}-{index}")),
        Field::Body => Some(format!("at-{index}")),
        _ => None,
    }
}

/// Media keep their place below `content/media`; files beside pages go below `media` as well.
pub fn media_path(path: &SourcePath) -> String {
    let inner = path.strip_folder("content").unwrap_or(path.as_str());
    match inner.strip_prefix("media/") {
        Some(rest) => format!("media/{rest}"),
        None => format!("media/{inner}"),
    }
}

/// Old addresses and the pages that took their place.
pub fn aliases(site: &Site) -> Vec<(PageKey, &[Spanned<String>])> {
    let book = &site.book;
    let mut found: Vec<(PageKey, &[Spanned<String>])> = Vec::new();
    for it in &book.briefs {
        let key = PageKey::Brief(it.id.clone(), it.document.lang.clone());
        found.push((key, &it.document.aliases));
    }
    for it in &book.topics {
        let key = PageKey::Topic(it.id.clone(), it.document.lang.clone());
        found.push((key, &it.document.aliases));
    }
    for it in &book.actors {
        let key = PageKey::Actor(it.id.clone(), it.document.lang.clone());
        found.push((key, &it.document.aliases));
    }
    for it in &book.pages {
        let key = PageKey::Page(it.id.clone(), it.document.lang.clone());
        found.push((key, &it.document.aliases));
    }
    found.retain(|(_, aliases)| !aliases.is_empty());
    found
}

/// An old address as an output path: a folder's gets its `index.html`, a bare one its ending.
pub fn alias_path(alias: &str) -> String {
    let path = alias.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    }
}
