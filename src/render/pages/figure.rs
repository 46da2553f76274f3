//! The page of a figure: its definition, every observation, the disputes about it.

use super::Rendered;
use crate::model::{EntityId, FigureId};
use crate::render::chrome::{Frame, edition_id};
use crate::render::data;
use crate::render::evidence::Table;
use crate::render::view::FigureView;
use crate::render::writer::{Calls, PageWriter};
use crate::site::{Field, TextId};

pub fn render(w: &mut PageWriter<'_>, id: &FigureId) -> Rendered {
    let site = w.renderer.site;
    let Some(figure) = site.figure(id) else { return Ok(String::new()) };
    let text = TextId { owner: figure.entity(), lang: w.lang.clone(), field: Field::Definition };
    let definition_html = figure
        .definition
        .as_ref()
        .map(|it| w.prose(&text, &it.body, Calls::Noted))
        .unwrap_or_default();
    let observations = w.observations(figure, Table::OfFigure);
    let disputes = site
        .members()
        .disputes_of_figure(id)
        .filter_map(|id| site.dispute(id))
        .map(|dispute| w.dispute(dispute))
        .collect();
    let computed_disputes =
        site.computed_disputes_of(id).iter().map(|it| w.computed_dispute(it)).collect();
    let title = figure.title.value.as_str();
    let rows =
        observations.iter().flat_map(|it| [it.id.as_str(), it.value_html.as_str(), &it.locator]);
    let edition = edition_id([title, definition_html.as_str()].into_iter().chain(rows));
    let description = w.description(&text, figure.definition.as_ref());
    let frame = Frame {
        title: figure.title.value.clone(),
        linked_data: Some(data::dataset(w, figure, &description)),
        description,
        edition,
        ..Frame::default()
    };
    let view = FigureView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title: figure.title.value.clone(),
        notices: w.amendment_notices(),
        definition_html,
        unit: w.unit(figure),
        topics: w.links(&figure.topics, |id| EntityId::Topic(id.clone())),
        actors: w.links(&figure.actors, |id| EntityId::Actor(id.clone())),
        chart_html: w.chart(figure),
        observations,
        computed_disputes,
        disputes,
        notes: w.note_views(),
        sources: w.cited_sources(),
        backlinks: w.backlinks(&figure.entity()),
        downloads: w.figure_downloads(id),
        how_to_cite: w.how_to_cite(&[], &figure.title.value, &frame),
    };
    w.renderer.templates.render("figure.html", &view)
}
