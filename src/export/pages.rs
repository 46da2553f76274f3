//! The book's pages as trees, in the order of a book.
//!
//! Left out are the pages that only a site has a use for (search, unknown addresses) and briefs
//! that were withdrawn. Knows nothing about what becomes of the trees.

use std::collections::BTreeMap;

use super::Edition;
use super::tree::{self, Element};
use crate::diag::Diagnostic;
use crate::model::{EntityId, Status};
use crate::par;
use crate::render::Renderer;
use crate::routes::{List, OutputPath, PageKey};
use crate::site::Site;

/// A page of the book.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: OutputPath,
    pub part: Part,
    /// How far below the book's own title its first heading stands: 0 of the home page.
    pub depth: u8,
    /// Its first heading.
    pub title: String,
    /// The whole document.
    pub root: Element,
}

/// The parts of a book in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Home,
    Pages,
    Topics,
    Briefs,
    Actors,
    Figures,
    Disputes,
    Timeline,
    Glossary,
    Sources,
    Changes,
}

/// Every page that a reader reads, and the edition of the whole.
///
/// # Errors
/// The faults of templates.
pub fn all(renderer: &Renderer<'_>) -> Result<(Edition, Vec<Page>), Vec<Diagnostic>> {
    let keys: Vec<(&PageKey, &OutputPath)> = renderer.routes.pages().collect();
    let rendered = par::map(&keys, |(key, _)| renderer.page(key));
    let mut faults = Vec::new();
    let mut texts = Vec::new();
    for ((key, path), done) in keys.into_iter().zip(rendered) {
        match done {
            Ok(html) => texts.push((key, path, html)),
            Err(found) => faults.extend(found),
        }
    }
    faults.dedup();
    if !faults.is_empty() {
        return Err(faults);
    }
    let hashes = par::map(&texts, |(_, _, html)| blake3::hash(html.as_bytes()));
    let paths = texts.iter().map(|(_, path, _)| *path);
    let edition = Edition::of(renderer, paths.zip(hashes));
    let places = places(renderer.site);
    let mut kept: Vec<_> = texts
        .into_iter()
        .filter_map(|(key, path, html)| Some((place(renderer.site, &places, key)?, path, html)))
        .collect();
    kept.sort_by(|a, b| a.0.cmp(&b.0));
    let mut pages = par::map_owned(kept, |(place, path, html)| {
        page(renderer, place.part, place.of, path, &html)
    });
    for part in pages.chunk_by_mut(|a, b| a.part == b.part) {
        for (at, page) in part.iter_mut().enumerate() {
            page.depth = match page.part {
                Part::Home => u8::from(at > 0),
                Part::Pages => 1,
                _ => 1 + u8::from(at > 0),
            };
        }
    }
    Ok((edition, pages))
}

/// An entry of the contents: a page, and the pages below it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'p> {
    pub page: &'p Page,
    pub below: &'p [Page],
}

/// The contents of the whole book: each part's list with what it lists below it.
#[must_use]
pub fn outline(pages: &[Page]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for part in pages.chunk_by(|a, b| a.part == b.part) {
        let Some((first, below)) = part.split_first() else { continue };
        if first.part == Part::Pages {
            entries.extend(part.iter().map(|page| Entry { page, below: &[] }));
        } else {
            entries.push(Entry { page: first, below });
        }
    }
    entries
}

/// One page by itself; `None` where it is not for readers.
///
/// # Errors
/// The faults of templates.
pub fn one(
    renderer: &Renderer<'_>,
    key: &PageKey,
) -> Option<Result<(Edition, Page), Vec<Diagnostic>>> {
    let path = renderer.routes.path(key)?;
    let place = place(renderer.site, &BTreeMap::new(), key)?;
    Some(renderer.page(key).map(|html| {
        let edition = Edition::of(renderer, [(path, blake3::hash(html.as_bytes()))]);
        (edition, page(renderer, place.part, place.of, path, &html))
    }))
}

fn page(renderer: &Renderer<'_>, part: Part, of: usize, path: &OutputPath, html: &str) -> Page {
    let root = tree::parse(html);
    let heading = root.find("main").and_then(|main| main.find("h1")).map(Element::plain_text);
    let mut title = heading.unwrap_or_else(|| renderer.site.book.config.title.clone());
    if of > 0 {
        title = format!("{title} ({})", of + 1);
    }
    Page { path: path.clone(), part, depth: 0, title, root }
}

/// Where a page stands: part, place in the part, which page of several of one thing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    part: Part,
    place: usize,
    of: usize,
    key: PageKey,
}

/// The place of a page; `None` for those that are left out.
fn place(site: &Site, places: &BTreeMap<EntityId, usize>, key: &PageKey) -> Option<Place> {
    let part = match key {
        PageKey::Home(lang) if lang == site.book.config.default_language() => Part::Home,
        PageKey::Map(lang) if lang == site.book.config.default_language() => Part::Topics,
        // Those of other languages hold what the first one holds.
        PageKey::Home(_) | PageKey::Map(_) => return None,
        PageKey::Page(..) => Part::Pages,
        PageKey::Topic(..) | PageKey::List(List::Topics | List::BriefsOfTopic(..), _) => {
            Part::Topics
        }
        PageKey::Brief(id, lang) => {
            let withdrawn = |it: &crate::model::Brief| it.status == Status::Withdrawn;
            if site.brief(id, lang).is_some_and(withdrawn) {
                return None;
            }
            Part::Briefs
        }
        PageKey::List(List::Briefs, _) => Part::Briefs,
        PageKey::Actor(..) | PageKey::List(List::Actors, _) => Part::Actors,
        PageKey::Figure(_) | PageKey::List(List::Figures, _) => Part::Figures,
        PageKey::Dispute(_) | PageKey::List(List::Disputes, _) => Part::Disputes,
        PageKey::List(List::Timeline, _) => Part::Timeline,
        PageKey::List(List::Glossary, _) => Part::Glossary,
        PageKey::Source(_) | PageKey::List(List::Bibliography | List::PassagesOfSource(_), _) => {
            Part::Sources
        }
        PageKey::List(List::Changes, _) => Part::Changes,
        PageKey::List(List::LinksTo(page), _) => place(site, places, page)?.part,
        PageKey::Search | PageKey::NotFound => return None,
    };
    let (of, owner) = match key {
        PageKey::List(list, of) => (*of, list.owner()),
        _ => (0, None),
    };
    // Lists open their part; what has no place in the book's order closes it.
    let entity = key.entity().or_else(|| owner.and_then(|owner| owner.entity()));
    let last = usize::MAX;
    let place = entity.map_or(0, |entity| places.get(&entity).map_or(last, |at| at + 1));
    Some(Place { part, place, of, key: key.clone() })
}

/// The place of each thing among its kind.
fn places(site: &Site) -> BTreeMap<EntityId, usize> {
    let order = site.order();
    let mut places = BTreeMap::new();
    let mut add = |entities: &mut dyn Iterator<Item = EntityId>| {
        places.extend(entities.enumerate().map(|(at, entity)| (entity, at)));
    };
    add(&mut order.briefs.iter().cloned().map(EntityId::Brief));
    add(&mut order.topics.iter().cloned().map(EntityId::Topic));
    add(&mut order.actors.iter().cloned().map(EntityId::Actor));
    add(&mut order.figures.iter().cloned().map(EntityId::Figure));
    add(&mut order.disputes.iter().cloned().map(EntityId::Dispute));
    add(&mut order.pages.iter().cloned().map(EntityId::Page));
    add(&mut site.book.sources.iter().map(|it| EntityId::Source(it.key.value.clone())));
    places
}
