//! The home page: the book at a glance.

use super::{Rendered, lists};
use crate::model::EntityId;
use crate::render::chrome::Frame;
use crate::render::view::{CountView, HomeView};
use crate::render::writer::PageWriter;
use crate::routes::{List, PageKey};

/// How many briefs, figures, changes and disputes the home page shows.
const BRIEFS: usize = 8;
const FIGURES: usize = 6;
const CHANGES: usize = 5;
const DISPUTES: usize = 6;

pub fn render(w: &mut PageWriter<'_>) -> Rendered {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let order = site.order();
    let config = &site.book.config;
    let list = |w: &PageWriter<'_>, list| w.page_href(&PageKey::List(list, 0));
    let counts = [
        ("brief", order.briefs.len(), List::Briefs),
        ("topic", order.topics.len(), List::Topics),
        ("actor", order.actors.len(), List::Actors),
        ("figure", order.figures.len(), List::Figures),
        ("dispute", order.disputes.len(), List::Disputes),
        ("event", order.events.len(), List::Timeline),
        ("term", order.terms.len(), List::Glossary),
        ("source", site.book.sources.len(), List::Bibliography),
    ];
    let counts = counts
        .into_iter()
        .filter(|(_, number, _)| *number > 0)
        .map(|(kind, number, to)| CountView {
            hreflang: w.own_lang(),
            ..w.ui.count(kind, number, Some(list(w, to)))
        })
        .collect();
    // Where the page's language is not the book's, what it has in that language comes first.
    let mut briefs: Vec<_> = order.briefs.iter().filter_map(|id| site.brief(id, &lang)).collect();
    briefs.sort_by_key(|brief| brief.document.lang != lang);
    let briefs = briefs.into_iter().take(BRIEFS).map(|brief| w.brief_teaser(brief)).collect();
    let topics = lists::topic_teasers(w);
    // Disputed figures first: they are what a reader must know of; then those with most sources.
    let mut figures: Vec<_> = site.book.figures.iter().collect();
    figures.sort_by_key(|figure| {
        let disputes = site.members().disputes_of_figure(&figure.id).count();
        let weight = (disputes, figure.observations.len());
        (std::cmp::Reverse(weight), figure.id.clone())
    });
    let figures = figures.into_iter().take(FIGURES).map(|it| w.figure_teaser(it)).collect();
    let mut disputes: Vec<_> = site.book.disputes.iter().collect();
    disputes.sort_by_key(|it| (std::cmp::Reverse(it.positions.len()), it.id.clone()));
    let disputes = disputes.into_iter().take(DISPUTES).map(|it| w.dispute_teaser(it)).collect();
    let mut changes = lists::all_changes(w);
    changes.truncate(CHANGES);
    let changes = lists::change_days(w, &changes);
    let about = w.about().map(|(id, _)| w.link(&EntityId::Page(id)));
    let title = config.title_in(&lang).to_owned();
    let description = config.description_in(&lang).unwrap_or_default().to_owned();
    let versions = config.homes().cloned().collect();
    let frame = Frame { title: title.clone(), versions, ..Frame::default() };
    let view = HomeView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title,
        description,
        counts,
        briefs,
        briefs_href: list(w, List::Briefs),
        lists_hreflang: w.own_lang(),
        topics,
        map_href: w.map().map(|key| w.page_href(&key)),
        figures,
        figures_href: list(w, List::Figures),
        disputes,
        disputes_href: list(w, List::Disputes),
        changes,
        changes_href: Some(list(w, List::Changes)),
        about,
        search_href: w.page_href(&PageKey::Search),
    };
    w.renderer.templates.render("home.html", &view)
}
