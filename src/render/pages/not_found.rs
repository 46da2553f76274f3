//! The page for unknown addresses, and the search page, both of which lead everywhere else.

use super::Rendered;
use super::lists::frame;
use crate::render::view::{LinkView, NotFoundView, SearchView};
use crate::render::writer::PageWriter;
use crate::routes::{List, PageKey};

/// The page for unknown addresses. Any address may show it; `Routes` sees to its links.
pub fn render(w: &mut PageWriter<'_>) -> Rendered {
    let view = NotFoundView {
        chrome: w.chrome(&frame(w.ui.not_found)),
        ui: w.ui,
        title: w.ui.not_found.to_owned(),
        suggestions: everywhere(w),
    };
    w.renderer.templates.render("404.html", &view)
}

pub fn search(w: &mut PageWriter<'_>) -> Rendered {
    let view = SearchView {
        chrome: w.chrome(&frame(w.ui.search)),
        ui: w.ui,
        title: w.ui.search.to_owned(),
        index_base: "search/".to_owned(),
        root_base: String::new(),
        manifest_href: format!("search/{}", crate::render::search::MANIFEST),
        fallbacks: everywhere(w),
    };
    w.renderer.templates.render("search.html", &view)
}

/// Links to the home page and to every list that has entries.
fn everywhere(w: &PageWriter<'_>) -> Vec<LinkView> {
    let order = w.renderer.site.order();
    let ui = w.ui;
    let lists = [
        (List::Topics, ui.topics, order.topics.len()),
        (List::Briefs, ui.briefs, order.briefs.len()),
        (List::Actors, ui.actors, order.actors.len()),
        (List::Figures, ui.figures, order.figures.len()),
        (List::Disputes, ui.disputes, order.disputes.len()),
        (List::Timeline, ui.timeline, order.events.len()),
        (List::Glossary, ui.glossary, order.terms.len()),
        (List::Bibliography, ui.bibliography, w.renderer.site.book.sources.len()),
    ];
    let link = |key: PageKey, title: &str| LinkView {
        href: w.page_href(&key),
        title: title.to_owned(),
        lang: None,
    };
    let lists = lists
        .into_iter()
        .filter(|(_, _, number)| *number > 0)
        .map(|(list, title, _)| link(PageKey::List(list, 0), title));
    std::iter::once(link(PageKey::Home, ui.home)).chain(lists).collect()
}
