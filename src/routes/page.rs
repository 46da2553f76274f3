//! The pages of a site and where each is written.
//!
//! Knows nothing about what stands on a page.

use std::collections::BTreeMap;
use std::fmt;

use super::LIST_PAGE;
use crate::model::{
    ActorId, Brief, BriefId, DisputeId, EntityId, FigureId, Lang, ObservationId, PageId, SourceKey,
    TopicId,
};
use crate::site::{Field, Site};
use crate::source::{FileId, SourcePath, Spanned};

/// A page of the site. Parts of lists count from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    Home(Lang),
    Brief(BriefId, Lang),
    Topic(TopicId, Lang),
    Actor(ActorId, Lang),
    Source(SourceKey),
    Figure(FigureId),
    Dispute(DisputeId),
    Page(PageId, Lang),
    List(List, usize),
    /// How the book hangs together, with the names of one language.
    Map(Lang),
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
    /// Further passages that cite a source; the first part is the source's own page.
    PassagesOfSource(SourceKey),
    /// Further places that link to a thing; the first part is on the thing's own page, which this is.
    LinksTo(Box<PageKey>),
}

/// Paths that belong to no page and to no file of the book.
pub const RESERVED: &[&str] = &[
    "feed.xml",
    "corrections.xml",
    "sitemap.xml",
    "robots.txt",
    "manifest.webmanifest",
    "sw.js",
    ".briefbook",
];

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

    /// Without the language's folder.
    fn place(&self) -> (&'static str, &str) {
        match self {
            Self::Briefs => ("", "briefs"),
            Self::Topics => ("", "topics"),
            Self::Actors => ("", "actors"),
            Self::Figures => ("", "figures"),
            Self::Timeline => ("", "timeline"),
            Self::Disputes => ("", "disputes"),
            Self::Glossary => ("", "glossary"),
            Self::Bibliography => ("", "bibliography"),
            Self::Changes => ("", "changes"),
            Self::BriefsOfTopic(id, _) => ("topics/", id.as_str()),
            Self::PassagesOfSource(key) => ("sources/", key.slug().as_str()),
            Self::LinksTo(page) => page.place(),
        }
    }

    /// What tells the list's further pages from those of another list of the same thing.
    fn suffix(&self) -> &'static str {
        match self {
            Self::LinksTo(_) => "-links",
            _ => "",
        }
    }

    /// The page whose own list this is, which shows its first part.
    #[must_use]
    pub fn owner(&self) -> Option<PageKey> {
        match self {
            Self::BriefsOfTopic(id, lang) => Some(PageKey::Topic(id.clone(), lang.clone())),
            Self::PassagesOfSource(key) => Some(PageKey::Source(key.clone())),
            Self::LinksTo(page) => Some(PageKey::clone(page)),
            _ => None,
        }
    }

    /// The page that shows its part `at`, from 0.
    #[must_use]
    pub fn page(&self, at: usize) -> PageKey {
        self.owner().filter(|_| at == 0).unwrap_or_else(|| PageKey::List(self.clone(), at))
    }
}

impl PageKey {
    /// Where the page is written: `it/briefs/name.html`, in ASCII alone.
    pub(super) fn path(&self, default: &Lang) -> String {
        let mut path = String::with_capacity(48);
        if let Some(lang) = self.language_folder(default) {
            path.push_str(lang);
            path.push('/');
        }
        let (folder, stem) = self.place();
        path.push_str(folder);
        self.push_name(stem, &mut path);
        path
    }

    /// The relative address of `to`.
    pub(super) fn way_to(&self, to: &Self, default: &Lang) -> String {
        let (from_lang, lang) = (self.language_folder(default), to.language_folder(default));
        let ((from_folder, _), (folder, stem)) = (self.place(), to.place());
        let mut way = String::with_capacity(48);
        let same_language = from_lang == lang;
        let same_folder = same_language && from_folder == folder;
        if !from_folder.is_empty() && !same_folder {
            way.push_str("../");
        }
        if !same_language {
            if from_lang.is_some() {
                way.push_str("../");
            }
            if let Some(lang) = lang {
                way.push_str(lang);
                way.push('/');
            }
        }
        if !same_folder {
            way.push_str(folder);
        }
        to.push_name(stem, &mut way);
        way
    }

    fn push_name(&self, stem: &str, path: &mut String) {
        path.push_str(stem);
        if let Self::List(list, part @ 1..) = self {
            path.push_str(list.suffix());
            path.push('-');
            path.push_str(&(part + 1).to_string());
        }
        path.push_str(".html");
    }

    fn language_folder(&self, default: &Lang) -> Option<&str> {
        self.lang().filter(|&lang| lang != default).map(Lang::as_str)
    }

    /// The folder, with its slash, and the name without its ending.
    fn place(&self) -> (&'static str, &str) {
        match self {
            Self::Home(_) => ("", "index"),
            Self::Brief(id, _) => ("briefs/", id.as_str()),
            Self::Topic(id, _) => ("topics/", id.as_str()),
            Self::Actor(id, _) => ("actors/", id.as_str()),
            Self::Source(key) => ("sources/", key.slug().as_str()),
            Self::Figure(id) => ("figures/", id.as_str()),
            Self::Dispute(id) => ("disputes/", id.as_str()),
            Self::Page(id, _) => ("", id.as_str()),
            Self::List(list, _) => list.place(),
            Self::Map(_) => ("", "map"),
            Self::Search => ("", "search"),
            Self::NotFound => ("", "404"),
        }
    }

    /// The language of pages that have one of their own.
    #[must_use]
    pub fn lang(&self) -> Option<&Lang> {
        match self {
            Self::Home(lang)
            | Self::Brief(_, lang)
            | Self::Topic(_, lang)
            | Self::Actor(_, lang)
            | Self::Page(_, lang)
            | Self::Map(lang)
            | Self::List(List::BriefsOfTopic(_, lang), _) => Some(lang),
            Self::List(List::LinksTo(page), _) => page.lang(),
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
            Self::Dispute(id) => Some(EntityId::Dispute(id.clone())),
            Self::Page(id, _) => Some(EntityId::Page(id.clone())),
            Self::Home(_) | Self::List(..) | Self::Map(_) | Self::Search | Self::NotFound => None,
        }
    }
}

/// For messages about clashes.
impl fmt::Display for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home(lang) => write!(f, "the home page ({lang})"),
            Self::List(list, 0) => write!(f, "the list {list:?}"),
            Self::List(list, part) => write!(f, "part {} of the list {list:?}", part + 1),
            Self::Map(lang) => write!(f, "the map ({lang})"),
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
    let originals =
        book.briefs.iter().filter(|it| !it.document.translation && !it.status.is_retired());
    let corrections: usize = originals.map(|it| it.corrections.len()).sum();
    let mut lists = vec![
        (List::Briefs, order.briefs.len()),
        (List::Topics, order.topics.len()),
        (List::Actors, order.actors.len()),
        (List::Figures, order.figures.len()),
        (List::Timeline, order.events.len()),
        (List::Disputes, order.disputes.len() + site.computed_disputes().len()),
        (List::Glossary, order.terms.len()),
        (List::Bibliography, book.sources.len()),
        (List::Changes, order.briefs.len() + corrections),
    ];
    for topic in &book.topics {
        let briefs = site.members().briefs_of_topic(&topic.id).count();
        let list = List::BriefsOfTopic(topic.id.clone(), topic.document.lang.clone());
        lists.push((list, briefs));
    }
    for source in &book.sources {
        let key = source.key.value.clone();
        let passages = site.passages_for(&key, book.config.default_language()).len();
        lists.push((List::PassagesOfSource(key), passages));
    }
    // Most things have few links to them: only a list of several pages is worth a name.
    for (page, _) in things(site) {
        let Some(entity) = page.entity() else { continue };
        if site.backlinks(&entity).len() > LIST_PAGE {
            let lang = page.lang().unwrap_or_else(|| book.config.default_language());
            let links = site.backlinks_for(&entity, lang).len();
            lists.push((List::LinksTo(Box::new(page)), links));
        }
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
    let mut pages = vec![(PageKey::Search, None), (PageKey::NotFound, None)];
    pages.extend(book.config.homes().map(|lang| (PageKey::Home(lang.clone()), None)));
    if !site.order().topics.is_empty() {
        let languages = book.config.languages.iter();
        pages.extend(languages.map(|lang| (PageKey::Map(lang.clone()), None)));
    }
    for (list, &length) in lengths {
        let first = usize::from(list.owner().is_some());
        let parts = first..part_count(length);
        pages.extend(parts.map(|part| (PageKey::List(list.clone(), part), None)));
    }
    pages.extend(things(site));
    pages
}

/// The pages that are about one thing, with the file it is made from.
fn things(site: &Site) -> Vec<(PageKey, Option<FileId>)> {
    let book = &site.book;
    let mut pages = Vec::new();
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
    for it in &book.disputes {
        pages.push((PageKey::Dispute(it.id.clone()), Some(it.file)));
    }
    pages
}

/// In which part of its list each event and term stands.
pub fn parts(site: &Site) -> BTreeMap<EntityId, (List, usize)> {
    let order = site.order();
    let mut parts = BTreeMap::new();
    for (at, id) in order.events.iter().enumerate() {
        parts.insert(EntityId::Event(id.clone()), (List::Timeline, at / LIST_PAGE));
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

/// The element's id of a dispute that follows from observations, by the first of them.
#[must_use]
pub fn computed_dispute_fragment(figure: &FigureId, first: &ObservationId) -> String {
    ["computed-", figure.as_str(), "-", first.as_str()].concat()
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

/// The element's id of a correction on its brief's page: by its day, and by its place among several
/// of one day, so that it stays the same when others are added.
#[must_use]
pub fn correction_fragment(brief: &Brief, at: usize) -> String {
    let date = brief.corrections.get(at).map(|it| it.date).unwrap_or_default();
    let before = brief.corrections.iter().take(at).filter(|it| it.date == date).count();
    match before {
        0 => format!("correction-{date}"),
        before => format!("correction-{date}-{}", before + 1),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Slug;

    /// What a browser makes of `href` on the page at `from`.
    fn followed(from: &str, href: &str) -> String {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in href.split('/') {
            if part == ".." {
                assert!(parts.pop().is_some(), "{href} leads out of the site from {from}");
            } else {
                parts.push(part);
            }
        }
        parts.join("/")
    }

    #[test]
    fn every_way_leads_to_the_page_and_is_no_longer_than_it_must_be() {
        let (en, it) = (Lang::new("en").unwrap(), Lang::new("it").unwrap());
        let mut pages = vec![PageKey::Search];
        for lang in [&en, &it] {
            pages.push(PageKey::Home(lang.clone()));
            let brief =
                |id: &str| PageKey::Brief(BriefId::new(Slug::new(id).unwrap()), lang.clone());
            let topic = TopicId::new(Slug::new("trade").unwrap());
            pages.extend([
                brief("one"),
                brief("two"),
                PageKey::Topic(topic.clone(), lang.clone()),
                PageKey::List(List::BriefsOfTopic(topic, lang.clone()), 1),
                PageKey::List(List::Topics, 2),
                PageKey::Page(PageId::new(Slug::new("about").unwrap()), lang.clone()),
            ]);
        }
        for from in &pages {
            let here = from.path(&en);
            for to in &pages {
                let (there, way) = (to.path(&en), from.way_to(to, &en));
                assert_eq!(followed(&here, &way), there, "from {here}");
                let shared = here.split('/').zip(there.split('/')).take_while(|(a, b)| a == b);
                let folders = here.matches('/').count();
                let up = folders - shared.count().min(folders);
                assert_eq!(way.matches("../").count(), up, "{here}: {way}");
            }
        }
    }
}
