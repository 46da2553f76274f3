//! The page of a topic, and the further pages of its list of briefs.

use std::collections::BTreeSet;

use super::{Rendered, pager, slice};
use crate::model::{BriefId, EntityId, TopicId};
use crate::render::chrome::{Frame, edition_id};
use crate::render::dates;
use crate::render::view::TopicView;
use crate::render::writer::{Calls, PageWriter};
use crate::routes::List;
use crate::site::{Field, TextId};

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
    let briefs = slice(&briefs, part)
        .iter()
        .filter_map(|id| site.brief(id, &lang))
        .map(|brief| w.brief_teaser(brief))
        .collect();
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
        also_known_as: topic.also_known_as.iter().map(|name| name.value.clone()).collect(),
        summary_html,
        body_html,
        notes: Vec::new(),
        briefs,
        pager: pager(w, &List::BriefsOfTopic(id.clone(), lang.clone()), part),
        actors: Vec::new(),
        figures: Vec::new(),
        disputes: Vec::new(),
        timeline: Vec::new(),
        terms: Vec::new(),
        sources: Vec::new(),
        backlinks: Vec::new(),
        mentions: Vec::new(),
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
        view.figures = members
            .figures_of_topic(id)
            .filter_map(|id| site.figure(id))
            .map(|figure| w.figure_teaser(figure))
            .collect();
        view.disputes = members
            .disputes_of_topic(id)
            .filter_map(|id| site.dispute(id))
            .map(|dispute| w.dispute_teaser(dispute))
            .collect();
        for figure in members.figures_of_topic(id).filter_map(|id| site.figure(id)) {
            let computed = site.computed_disputes_of(&figure.id).iter();
            view.disputes.extend(computed.map(|it| w.computed_dispute_teaser(figure, it)));
        }
        view.timeline = w.timeline(members.events_of_topic(id), Calls::Quiet);
        view.terms = site
            .book
            .terms
            .iter()
            .filter(|term| term.topics.iter().any(|topic| topic.value == *id))
            .map(|term| w.link(&EntityId::Term(term.id.clone())))
            .collect();
        view.notes = w.note_views();
        view.sources = w.cited_sources();
        view.backlinks = w.backlinks(&topic.entity());
    }
    w.renderer.templates.render("topic.html", &view)
}
