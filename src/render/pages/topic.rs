//! The page of a topic, and the further pages of its list of briefs.

use std::collections::BTreeSet;

use super::{Rendered, pager, slice};
use crate::model::{BriefId, Dispute, EntityId, Figure, TopicId};
use crate::render::chrome::{Frame, edition_id};
use crate::render::view::{SafeHtml, TimelineYearView, TopicView};
use crate::render::writer::{Calls, PageWriter};
use crate::render::{dates, strip};
use crate::routes::List;
use crate::site::{Field, TextId};

/// How many briefs, figures and disputes are shown in full, and events at the least.
const BRIEFS: usize = 6;
const FIGURES: usize = 6;
const DISPUTES: usize = 4;
const EVENTS: usize = 8;

pub fn render(w: &mut PageWriter<'_>, id: &TopicId, part: usize) -> Rendered {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let Some(topic) = site.topic(id, &lang) else { return Ok(String::new()) };
    let document = &topic.document;
    let first = part == 0;
    let text = |field| TextId { owner: topic.entity(), lang: document.lang.clone(), field };
    let (mut summary_html, mut body_html) = (None, Default::default());
    if first {
        summary_html = document
            .summary
            .as_ref()
            .map(|it| w.prose(&text(Field::Summary), &it.body, Calls::Noted));
        body_html = w.body(&text(Field::Body), &document.body);
    }
    let members = site.members();
    let of_topic: BTreeSet<&BriefId> = members.briefs_of_topic(id).collect();
    let briefs: Vec<&BriefId> =
        site.order().briefs.iter().filter(|id| of_topic.contains(id)).collect();
    let mut briefs: Vec<_> = slice(&briefs, part)
        .iter()
        .filter_map(|id| site.brief(id, &lang))
        .map(|brief| w.brief_teaser(brief))
        .collect();
    let more_briefs = if first { after(&mut briefs, BRIEFS) } else { Vec::new() };
    let more_briefs = more_briefs.into_iter().map(Into::into).collect();
    let frame = Frame {
        title: document.title.value.clone(),
        description: w.description(&text(Field::Summary), document.summary.as_ref()),
        contents: if first { PageWriter::contents(&document.body) } else { Vec::new() },
        edition: edition_id([document.title.value.as_str(), body_html.as_str()]),
        versions: if first { site.languages_of(&topic.entity()) } else { Vec::new() },
        ..Frame::default()
    };
    let mut view = TopicView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title: document.title.value.clone(),
        notices: w.amendment_notices(),
        as_of: topic.as_of.map(|date| dates::day(w.ui, date)),
        updated: None,
        also_known_as: topic.also_known_as.iter().map(|name| w.own_text(&name.value)).collect(),
        summary_html,
        body_html,
        notes: Vec::new(),
        briefs,
        more_briefs,
        pager: pager(w, &List::BriefsOfTopic(id.clone(), lang.clone()), part),
        actors: Vec::new(),
        figures: Vec::new(),
        more_figures: Vec::new(),
        disputes: Vec::new(),
        more_disputes: Vec::new(),
        strip_html: None,
        timeline: Vec::new(),
        earlier_timeline: Vec::new(),
        terms: Vec::new(),
        sources: Vec::new(),
        near: None,
        backlinks: None,
        mentions: Vec::new(),
        revisions: None,
        how_to_cite: w.how_to_cite(&[], &document.title.value, &frame),
    };
    if first {
        let actors: BTreeSet<_> = members.actors_of_topic(id).collect();
        view.actors = site
            .order()
            .actors
            .iter()
            .filter(|id| actors.contains(id))
            .filter_map(|id| site.actor(id, &lang))
            .map(|actor| w.actor_teaser(actor))
            .collect();
        let of_topic: BTreeSet<_> = members.figures_of_topic(id).collect();
        let order = site.order().figures.iter().filter(|id| of_topic.contains(id));
        let figures: Vec<&Figure> = order.filter_map(|id| site.figure(id)).collect();
        let [shown, more] = foremost(&figures, FIGURES, |figure| {
            let disputes = members.disputes_of_figure(&figure.id).count();
            (disputes + site.computed_disputes_of(&figure.id).len(), figure.observations.len())
        });
        view.figures = shown.into_iter().map(|it| w.figure_teaser(it)).collect();
        view.more_figures = more.into_iter().map(|it| w.figure_teaser(it).into()).collect();
        let of_topic: BTreeSet<_> = members.disputes_of_topic(id).collect();
        let order = site.order().disputes.iter().filter(|id| of_topic.contains(id));
        let disputes: Vec<&Dispute> = order.filter_map(|id| site.dispute(id)).collect();
        let [shown, more] = foremost(&disputes, DISPUTES, |dispute| dispute.positions.len());
        view.disputes = shown.into_iter().map(|it| w.dispute_teaser(it)).collect();
        view.more_disputes = more.into_iter().map(|it| w.dispute_teaser(it).into()).collect();
        let mut computed = figures.iter().flat_map(|figure| {
            let all = site.computed_disputes_of(&figure.id).iter();
            all.map(|it| w.computed_dispute_teaser(figure, it))
        });
        // Where none is recorded, the first computed ones take the place of the foremost.
        let shown = if view.disputes.is_empty() { DISPUTES } else { 0 };
        view.disputes.extend(computed.by_ref().take(shown));
        view.more_disputes.extend(computed.map(Into::into));
        view.timeline = w.timeline(members.events_of_topic(id), Calls::Quiet);
        view.strip_html = strip(&view.timeline);
        view.earlier_timeline = earlier(&mut view.timeline);
        view.terms = site
            .book
            .terms
            .iter()
            .filter(|term| term.topics.iter().any(|topic| topic.value == *id))
            .map(|term| w.link(&EntityId::Term(term.id.clone())))
            .collect();
        view.notes = w.note_views();
        view.sources = w.cited_sources();
        view.near = super::map::near(w, &topic.entity());
        view.backlinks = w.backlinks(&topic.entity());
        view.updated = w.last_changed(&topic.entity()).map(|date| dates::day(w.ui, date));
        view.revisions = w.revisions(&topic.entity());
    }
    w.renderer.templates.render("topic.html", &view)
}

/// What follows the first `number`, taken out.
fn after<T>(all: &mut Vec<T>, number: usize) -> Vec<T> {
    all.split_off(number.min(all.len()))
}

/// The `number` that weigh most, and the others, both in their order; earlier ones win ties.
fn foremost<T: Copy, W: Ord>(all: &[T], number: usize, weight: impl Fn(&T) -> W) -> [Vec<T>; 2] {
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|&at| std::cmp::Reverse(weight(&all[at])));
    let shown: BTreeSet<usize> = places.into_iter().take(number).collect();
    let (mut foremost, mut others) = (Vec::new(), Vec::new());
    for (at, it) in all.iter().enumerate() {
        if shown.contains(&at) { foremost.push(*it) } else { others.push(*it) }
    }
    [foremost, others]
}

/// How many events fall into each year.
fn strip(years: &[TimelineYearView]) -> Option<SafeHtml> {
    let year = |it: &TimelineYearView| {
        let href = format!("#page_year-{}", it.year);
        Some(strip::Year { year: it.year.parse().ok()?, events: it.events.len(), href })
    };
    let years: Vec<strip::Year> = years.iter().filter_map(year).collect();
    strip::draw(&years).map(SafeHtml::from_escaped)
}

/// The years before the latest that hold enough events, taken out.
fn earlier(years: &mut Vec<TimelineYearView>) -> Vec<TimelineYearView> {
    let mut events = 0;
    let recent = years
        .iter()
        .rev()
        .take_while(|year| {
            let enough = events >= EVENTS;
            events += year.events.len();
            !enough
        })
        .count();
    let later = years.split_off(years.len() - recent);
    std::mem::replace(years, later)
}
