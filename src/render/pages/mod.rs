//! One file a page kind: the site to that page's view, and the view to HTML.
//!
//! Knows nothing about paths; which pages exist is for [`crate::routes`] to say.

mod actor;
mod brief;
mod dispute;
mod figure;
mod home;
mod linked_from;
mod lists;
mod map;
mod more_lists;
mod not_found;
mod page;
mod source;
pub mod start_here;
mod topic;

use super::renderer::Renderer;
use super::view::{PagerItemView, PagerView};
use super::writer::PageWriter;
use crate::diag::Diagnostic;
use crate::routes::{LIST_PAGE, List, PageKey};

/// Renders one page.
///
/// # Errors
/// The faults of its templates.
pub fn render(renderer: &Renderer<'_>, key: &PageKey) -> Result<String, Vec<Diagnostic>> {
    let mut writer = PageWriter::new(renderer, key.clone());
    let w = &mut writer;
    let done = match key {
        PageKey::Home(_) => home::render(w),
        PageKey::Brief(id, _) => brief::render(w, id),
        PageKey::Topic(id, _) => topic::render(w, id, 0),
        PageKey::List(List::BriefsOfTopic(id, _), part) => topic::render(w, id, *part),
        PageKey::Actor(id, _) => actor::render(w, id),
        PageKey::Source(key) => source::render(w, key, 0),
        PageKey::List(List::PassagesOfSource(key), part) => source::render(w, key, *part),
        PageKey::List(List::LinksTo(page), part) => linked_from::render(w, page, *part),
        PageKey::Dispute(id) => dispute::render(w, id),
        PageKey::Figure(id) => figure::render(w, id),
        PageKey::Page(id, _) => page::render(w, id),
        PageKey::List(List::Briefs, part) => lists::briefs(w, *part),
        PageKey::List(List::Topics, _) => lists::topics(w),
        PageKey::List(List::Actors, part) => lists::actors(w, *part),
        PageKey::List(List::Figures, part) => lists::figures(w, *part),
        PageKey::List(List::Changes, part) => lists::changes(w, *part),
        PageKey::List(List::Timeline, part) => more_lists::timeline(w, *part),
        PageKey::List(List::Disputes, part) => more_lists::disputes(w, *part),
        PageKey::List(List::Glossary, part) => more_lists::glossary(w, *part),
        PageKey::List(List::Bibliography, part) => more_lists::bibliography(w, *part),
        PageKey::Map(_) => map::render(w),
        PageKey::Search => not_found::search(w),
        PageKey::NotFound => not_found::render(w),
    };
    match done {
        Ok(html) if writer.faults.is_empty() => Ok(html),
        Ok(_) => Err(writer.faults),
        Err(fault) => {
            writer.faults.push(*fault);
            Err(writer.faults)
        }
    }
}

type Rendered = Result<String, Box<Diagnostic>>;

/// The entries of a list that stand on its page `part`.
fn slice<T>(all: &[T], part: usize) -> &[T] {
    all.chunks(LIST_PAGE).nth(part).unwrap_or_default()
}

/// The way through the pages of a list; none when it fits on one.
fn pager(w: &PageWriter<'_>, list: &List, part: usize) -> Option<PagerView> {
    let total = w.renderer.routes.parts(list);
    let href = |at: usize| w.page_href(&list.page(at));
    // The first and the last page, and those around this one.
    let near = |at: usize| at == 0 || at + 1 == total || at.abs_diff(part) <= 2;
    let shown: Vec<usize> = (0..total).filter(|&at| near(at)).collect();
    let items = shown.iter().enumerate().map(|(index, &at)| PagerItemView {
        number: at + 1,
        href: href(at),
        current: at == part,
        gap_before: index > 0 && shown[index - 1] + 1 < at,
    });
    (total > 1).then(|| PagerView {
        current: part + 1,
        total,
        previous_href: part.checked_sub(1).map(href),
        next_href: (part + 1 < total).then(|| href(part + 1)),
        items: items.collect(),
    })
}
