//! The page for unknown addresses, and the search page, both of which lead everywhere else.

use super::Rendered;
use super::lists::frame;
use crate::model::{EntityId, Kind, TopicId};
use crate::render::chrome::language_name;
use crate::render::view::{LinkView, MarkView, NotFoundView, SearchView, TextView, Words};
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
        kinds: kinds(w),
        topics: topics(w),
        languages: languages(w),
        fallbacks: everywhere(w),
    };
    w.renderer.templates.render("search.html", &view)
}

/// The kinds of which the book has things.
fn kinds(w: &PageWriter<'_>) -> Vec<MarkView> {
    let (order, sources) = (w.renderer.site.order(), &w.renderer.site.book.sources);
    let held = |kind: &Kind| match kind {
        Kind::Brief => !order.briefs.is_empty(),
        Kind::Topic => !order.topics.is_empty(),
        Kind::Actor => !order.actors.is_empty(),
        Kind::Source => !sources.is_empty(),
        Kind::Figure => !order.figures.is_empty(),
        Kind::Dispute => !order.disputes.is_empty(),
        Kind::Event => !order.events.is_empty(),
        Kind::Term => !order.terms.is_empty(),
        Kind::Page => !order.pages.is_empty(),
    };
    let kinds = Kind::ALL.into_iter().filter(held);
    kinds.map(|kind| w.ui.mark(Words::Kinds, kind.name())).collect()
}

/// The book's other languages, each in its own words.
fn languages(w: &PageWriter<'_>) -> Vec<TextView> {
    let all = w.renderer.site.book.config.languages.iter();
    all.filter_map(|lang| {
        Some(TextView { text: language_name(lang), lang: Some(w.other_lang(lang)?) })
    })
    .collect()
}

fn topics(w: &PageWriter<'_>) -> Vec<MarkView> {
    let topic = |id: &TopicId| MarkView {
        code: id.to_string(),
        label: w.renderer.site.title(&EntityId::Topic(id.clone()), &w.lang).0,
    };
    w.renderer.site.order().topics.iter().map(topic).collect()
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
        ..LinkView::default()
    };
    let lists = lists
        .into_iter()
        .filter(|(_, _, number)| *number > 0)
        .map(|(list, title, _)| link(PageKey::List(list, 0), title));
    std::iter::once(link(w.home(), ui.home)).chain(lists).collect()
}
