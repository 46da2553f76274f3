//! The page of an actor.

use super::Rendered;
use crate::model::{ActorId, DisputeId, EntityId};
use crate::render::chrome::{Frame, edition_id};
use crate::render::dates;
use crate::render::view::{ActorView, Words};
use crate::render::writer::{Calls, PageWriter};
use crate::site::{Field, TextId};

pub fn render(w: &mut PageWriter<'_>, id: &ActorId) -> Rendered {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let Some(actor) = site.actor(id, &lang) else { return Ok(String::new()) };
    let document = &actor.document;
    let text = |field| TextId { owner: actor.entity(), lang: document.lang.clone(), field };
    let summary_html =
        document.summary.as_ref().map(|it| w.prose(&text(Field::Summary), &it.body, Calls::Noted));
    let body_html = w.body(&text(Field::Body), &document.body);
    let members = site.members();
    let disputes: Vec<&DisputeId> = site
        .book
        .disputes
        .iter()
        .filter(|dispute| dispute.actors.iter().any(|actor| actor.value == *id))
        .map(|dispute| &dispute.id)
        .collect();
    let frame = Frame {
        title: document.title.value.clone(),
        description: w.description(&text(Field::Summary), document.summary.as_ref()),
        contents: PageWriter::contents(&document.body),
        edition: edition_id([document.title.value.as_str(), body_html.as_str()]),
        versions: site.languages_of(&actor.entity()),
        ..Frame::default()
    };
    let view = ActorView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title: document.title.value.clone(),
        notices: w.amendment_notices(),
        actor_type: w.ui.mark(Words::ActorType, actor.kind.name()),
        role: actor.role.as_deref().map(|it| w.own_text(it)),
        side: actor.side.as_deref().map(|it| w.own_text(it)),
        also_known_as: actor.also_known_as.iter().map(|name| w.own_text(&name.value)).collect(),
        updated: w.last_changed(&actor.entity()).map(|date| dates::day(w.ui, date)),
        summary_html,
        body_html,
        notes: w.note_views(),
        sources: w.cited_sources(),
        topics: w.links(&actor.topics, |id| EntityId::Topic(id.clone())),
        figures: members
            .figures_of_actor(id)
            .filter_map(|id| site.figure(id))
            .map(|figure| w.figure_teaser(figure))
            .collect(),
        disputes: disputes
            .into_iter()
            .filter_map(|id| site.dispute(id))
            .map(|dispute| w.dispute_teaser(dispute))
            .collect(),
        timeline: w.timeline(members.events_of_actor(id), Calls::Quiet),
        near: super::map::near(w, &actor.entity()),
        backlinks: w.backlinks(&actor.entity()),
        mentions: Vec::new(),
        revisions: w.revisions(&actor.entity()),
        how_to_cite: w.how_to_cite(&[], &document.title.value, &frame),
    };
    w.renderer.templates.render("actor.html", &view)
}
