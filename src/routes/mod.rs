//! Every address and every output path of a site, and nothing else knows how they look.
//!
//! Addresses are relative and name a file, so that one build works at a domain's root, in any
//! subpath, on a memory stick and over `file://`. Knows nothing about HTML or the disk.

mod data;
mod page;
mod path;

use std::collections::BTreeMap;

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizer;

use crate::diag::{Code, Diagnostic, Place};
use crate::model::{Canonical, EntityId, Lang};
use crate::site::{Bearer, Impact, Site, Statement, TextId};
use crate::source::{FileId, SourceSet, Span};

pub use data::{DataKey, RecordFormat, TableFormat};
pub use page::{
    List, PageKey, computed_dispute_fragment, correction_fragment, fragment, reference_fragment,
};
pub use path::{MAX_OUTPUT_PATH, OutputPath};

/// How many entries a list shows on one page.
pub const LIST_PAGE: usize = 100;

/// The routes of a site: total and injective from pages to paths, also under case folding and
/// Unicode normalisation (what is not, is reported and left out).
#[derive(Debug)]
pub struct Routes {
    paths: BTreeMap<PageKey, OutputPath>,
    /// Files copied as they are: the book's media and the static files of theme and book.
    files: BTreeMap<FileId, OutputPath>,
    /// Old addresses, each with the page that took its place.
    redirects: BTreeMap<OutputPath, PageKey>,
    /// Where entries of split lists stand.
    parts: BTreeMap<EntityId, (List, usize)>,
    lengths: BTreeMap<List, usize>,
    base_url: Option<String>,
    canonical: Canonical,
    default_language: Lang,
}

/// A relative address, and the language of what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href {
    pub href: String,
    pub lang: Lang,
}

impl Routes {
    /// Lays out the site; two owners of one path are reported, both named.
    #[must_use]
    pub fn new(site: &Site, set: &SourceSet) -> (Self, Vec<Diagnostic>) {
        let config = &site.book.config;
        let mut layout = Layout { taken: BTreeMap::new(), faults: Vec::new() };
        let lengths: BTreeMap<List, usize> = page::lists(site).into_iter().collect();
        let mut paths = BTreeMap::new();
        for (key, file) in page::all(site, &lengths) {
            let path = key.path(config.default_language());
            let place = file.map_or_else(
                || Place::Outside(path.clone()),
                |file| Place::Span(Span::at(file, 0)),
            );
            if let Some(path) = layout.claim_page(&path, place, &key) {
                paths.insert(key, path);
            }
        }
        let mut files = BTreeMap::new();
        for media in site.book.media.iter().filter(|it| !site.withholds(it.file)) {
            let path = page::media_path(&media.path);
            let owner = format!("`{}`", media.path);
            if let Some(path) = layout.claim(&path, Place::Span(Span::at(media.file, 0)), &owner) {
                files.insert(media.file, path);
            }
        }
        for (file, source) in set.in_folder("static") {
            let owner = format!("`{}`", source.path());
            let place = Place::Span(Span::at(file, 0));
            if let Some(path) = layout.claim(source.path().as_str(), place, &owner) {
                files.insert(file, path);
            }
        }
        let mut redirects = BTreeMap::new();
        for (key, aliases) in page::aliases(site) {
            for alias in aliases {
                let path = page::alias_path(&alias.value);
                let owner = format!("the alias `{}`", alias.value);
                if let Some(path) = layout.claim(&path, Place::Span(alias.span), &owner) {
                    redirects.insert(path, key.clone());
                }
            }
        }
        for name in page::RESERVED {
            layout.claim(name, Place::Outside((*name).to_owned()), "briefbook itself");
        }
        let routes = Self {
            paths,
            files,
            redirects,
            parts: page::parts(site),
            lengths,
            base_url: config.base_url.clone(),
            canonical: config.canonical,
            default_language: config.default_language().clone(),
        };
        (routes, layout.faults)
    }

    /// Every page with its path, in the order of pages.
    pub fn pages(&self) -> impl Iterator<Item = (&PageKey, &OutputPath)> {
        self.paths.iter()
    }

    /// Every file of data with its path: those beside pages in the order of pages, then the book's.
    pub fn data(&self, site: &Site) -> impl Iterator<Item = (DataKey, OutputPath)> {
        let beside = self.paths.keys().flat_map(|page| DataKey::beside(site, page));
        beside
            .chain(DataKey::OF_BOOK)
            .filter_map(|key| Some((OutputPath::new(&key.path(&self.default_language))?, key)))
            .map(|(path, key)| (key, path))
    }

    /// Files to copy as they are.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &OutputPath)> {
        self.files.iter().map(|(&file, path)| (file, path))
    }

    /// Old addresses.
    pub fn redirects(&self) -> impl Iterator<Item = (&OutputPath, &PageKey)> {
        self.redirects.iter()
    }

    /// How many pages a list fills; 1 at least.
    #[must_use]
    pub fn parts(&self, list: &List) -> usize {
        page::part_count(self.lengths.get(list).copied().unwrap_or_default())
    }

    /// The path of a page; `None` where it lost a clash, which was reported.
    #[must_use]
    pub fn path(&self, page: &PageKey) -> Option<&OutputPath> {
        self.paths.get(page)
    }

    /// From one page to another. Addresses are relative, but for those on the page for unknown
    /// addresses: that is shown in the place of any address, so that they start at the host's root.
    #[must_use]
    pub fn page(&self, from: &PageKey, to: &PageKey) -> String {
        if *from == PageKey::NotFound {
            return self.relative(from, &to.path(&self.default_language));
        }
        from.way_to(to, &self.default_language)
    }

    /// From a page to a thing of the book, in `lang` where it stands in that language.
    #[must_use]
    pub fn entity(
        &self,
        site: &Site,
        from: &PageKey,
        to: &EntityId,
        lang: &Lang,
        heading: Option<&str>,
    ) -> Href {
        let (key, own_fragment) = self.locate(site, to, lang);
        let lang = key.lang().unwrap_or(&self.default_language).clone();
        let fragment = heading.or(own_fragment.as_deref());
        let mut href =
            if fragment.is_some() && *from == key { String::new() } else { self.page(from, &key) };
        if let Some(fragment) = fragment {
            href.push('#');
            href.push_str(fragment);
        }
        Href { href, lang }
    }

    /// The page that shows a thing, and its place there where the page shows more than it.
    #[must_use]
    pub fn locate(&self, site: &Site, to: &EntityId, lang: &Lang) -> (PageKey, Option<String>) {
        let language = |found: Option<&Lang>| found.unwrap_or(&self.default_language).clone();
        match to {
            EntityId::Brief(id) => {
                let lang = language(site.brief(id, lang).map(|it| &it.document.lang));
                (PageKey::Brief(id.clone(), lang), None)
            }
            EntityId::Topic(id) => {
                let lang = language(site.topic(id, lang).map(|it| &it.document.lang));
                (PageKey::Topic(id.clone(), lang), None)
            }
            EntityId::Actor(id) => {
                let lang = language(site.actor(id, lang).map(|it| &it.document.lang));
                (PageKey::Actor(id.clone(), lang), None)
            }
            EntityId::Page(id) => {
                let lang = language(site.page(id, lang).map(|it| &it.document.lang));
                (PageKey::Page(id.clone(), lang), None)
            }
            EntityId::Source(key) => (PageKey::Source(key.clone()), None),
            EntityId::Figure(id) => (PageKey::Figure(id.clone()), None),
            EntityId::Dispute(id) => (PageKey::Dispute(id.clone()), None),
            EntityId::Event(_) | EntityId::Term(_) => {
                let key = match self.parts.get(to) {
                    Some((list, part)) => PageKey::List(list.clone(), *part),
                    None => PageKey::Home(self.default_language.clone()),
                };
                (key, Some(page::fragment(to)))
            }
        }
    }

    /// The pages that rest on a source, in the order of pages, each with what it says of it. The
    /// further pages of the source itself are among them.
    #[must_use]
    pub fn resting<'i>(
        &self,
        site: &Site,
        impact: &'i Impact,
    ) -> BTreeMap<PageKey, Vec<&'i Statement>> {
        let mut pages: BTreeMap<PageKey, Vec<&Statement>> = BTreeMap::new();
        let recorded = &site.order().disputes;
        let listed = |at: usize| PageKey::List(List::Disputes, at / LIST_PAGE);
        for (bearer, statements) in &impact.statements {
            let page = match bearer {
                Bearer::Thing(entity, lang) => self.locate(site, entity, lang).0,
                Bearer::Listed(id) => {
                    listed(recorded.iter().position(|it| it == id).unwrap_or_default())
                }
                Bearer::Computed(at) => listed(recorded.len() + at),
            };
            pages.entry(page).or_default().extend(statements);
        }
        let passages = List::PassagesOfSource(impact.source.clone());
        for part in 1..self.parts(&passages) {
            pages.entry(PageKey::List(passages.clone(), part)).or_default();
        }
        pages
    }

    /// From a page to the exact place of a reference in a text of the book: the element that it
    /// becomes, or else the thing that the text belongs to.
    #[must_use]
    pub fn reference(&self, site: &Site, from: &PageKey, text: &TextId, index: usize) -> String {
        let fragment = match text.owner {
            EntityId::Brief(_) | EntityId::Topic(_) | EntityId::Actor(_) | EntityId::Page(_) => {
                reference_fragment(text.field, index)
            }
            _ => None,
        };
        self.entity(site, from, &text.owner, &text.lang, fragment.as_deref()).href
    }

    /// From a page to a copied file; `None` where the file lost a clash.
    #[must_use]
    pub fn file(&self, from: &PageKey, file: FileId) -> Option<String> {
        self.files.get(&file).map(|path| self.relative(from, path.as_str()))
    }

    /// From a page to a file of data.
    #[must_use]
    pub fn to_data(&self, from: &PageKey, to: &DataKey) -> String {
        self.relative(from, &to.path(&self.default_language))
    }

    /// The absolute address of a file of data, where the book has a base address; else its name,
    /// which leads to it from the page that it stands beside.
    #[must_use]
    pub fn data_address(&self, to: &DataKey) -> String {
        let path = to.path(&self.default_language);
        self.absolute_path(&path)
            .unwrap_or_else(|| path.rsplit('/').next().unwrap_or_default().to_owned())
    }

    /// From a page to an output path that is no page: a feed, the search index.
    #[must_use]
    pub fn to_path(&self, from: &PageKey, path: &str) -> String {
        self.relative(from, path)
    }

    /// The way from the site's root to a page.
    #[must_use]
    pub fn to_path_from_root(&self, page: &PageKey) -> String {
        page.path(&self.default_language)
    }

    /// The absolute address of a page, where the book has a base address.
    #[must_use]
    pub fn absolute(&self, page: &PageKey) -> Option<String> {
        let path = page.path(&self.default_language);
        let base = self.base_url.as_ref()?;
        let path = match self.canonical {
            Canonical::File => path.as_str(),
            Canonical::Stripped => path.strip_suffix(".html").unwrap_or(&path),
        };
        let path = path.strip_suffix("index.html").or(path.strip_suffix("index")).unwrap_or(path);
        Some(format!("{base}{path}"))
    }

    /// The absolute address of a file that is no page.
    #[must_use]
    pub fn absolute_path(&self, path: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{}", encode(path)))
    }

    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// The published site's place on its host: `/`, or `/book/`.
    fn place_on_host(&self) -> Option<String> {
        let (_, rest) = self.base_url.as_ref()?.split_once("://")?;
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        // Two slashes at the start would name another host.
        Some(format!("/{}", path.trim_start_matches('/')))
    }

    fn relative(&self, from: &PageKey, to: &str) -> String {
        if *from == PageKey::NotFound
            && let Some(place) = self.place_on_host()
        {
            return format!("{place}{}", encode(to));
        }
        let from = from.path(&self.default_language);
        let depth = from.bytes().filter(|&byte| byte == b'/').count();
        let mut from_parts = from.split('/');
        let mut rest = to;
        let mut shared = 0;
        // Folders that both share need no way up and down.
        while let (Some(part), Some((head, tail))) = (from_parts.next(), rest.split_once('/')) {
            if part != head || shared == depth {
                break;
            }
            shared += 1;
            rest = tail;
        }
        let mut href = "../".repeat(depth - shared);
        href.push_str(&encode(rest));
        href
    }
}

/// Percent-encodes what may not stand in a path of an address; most paths are plain already.
#[must_use]
pub fn encode(path: &str) -> String {
    use std::fmt::Write as _;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    if path.bytes().all(plain) {
        return path.to_owned();
    }
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if plain(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

struct Layout {
    /// Paths as file systems compare them, with their owners.
    taken: BTreeMap<String, Owner>,
    faults: Vec<Diagnostic>,
}

struct Owner {
    place: Place,
    name: String,
    /// The page, whose files of data have their paths beside it.
    page: Option<PageKey>,
}

impl Layout {
    fn claim_page(&mut self, path: &str, place: Place, page: &PageKey) -> Option<OutputPath> {
        self.claim_for(path, Owner { place, name: page.to_string(), page: Some(page.clone()) })
    }

    fn claim(&mut self, path: &str, place: Place, name: &str) -> Option<OutputPath> {
        self.claim_for(path, Owner { place, name: name.to_owned(), page: None })
    }

    fn claim_for(&mut self, path: &str, owner: Owner) -> Option<OutputPath> {
        let Some(output) = OutputPath::new(path) else {
            self.faults.push(
                Diagnostic::at(
                    Code::UnusablePath,
                    owner.place,
                    format!(
                        "{} would be written to `{path}`, which not every system can store",
                        owner.name
                    ),
                )
                .hint(format!(
                    "avoid names reserved by Windows and paths of over {MAX_OUTPUT_PATH} characters"
                )),
            );
            return None;
        };
        let folded = folded(path);
        if let Some((other_place, other)) = self.owner_of(&folded) {
            let mut fault = Diagnostic::at(
                Code::OutputClash,
                owner.place,
                format!("{} and {other} would both be written to `{path}`", owner.name),
            )
            .hint("rename one of them");
            fault.related.push((other_place, "the other one".to_owned()));
            self.faults.push(fault);
            return None;
        }
        self.taken.insert(folded, owner);
        Some(output)
    }

    /// Who has a path already: what claimed it, or the file of data that stands there beside a
    /// page. Those are not claimed one by one, since a page's path settles theirs.
    fn owner_of(&self, path: &str) -> Option<(Place, String)> {
        if let Some(owner) = self.taken.get(path) {
            return Some((owner.place.clone(), owner.name.clone()));
        }
        if path.ends_with(".html") {
            return None;
        }
        let page_of = |path: &str| self.taken.get(path)?.page.as_ref();
        let data = DataKey::at(path, page_of)?;
        let beside = self.taken.get(&data.page_path(path));
        let place =
            beside.map_or_else(|| Place::Outside(path.to_owned()), |owner| owner.place.clone());
        Some((place, data.to_string()))
    }
}

/// A path as file systems compare it.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let folded = CaseMapper::new().fold_string(path).into_owned();
    ComposingNormalizer::new_nfc().normalize(&folded).into_owned()
}
