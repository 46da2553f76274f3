//! The page of a recorded dispute: the question, every position, and what speaks of it.

use super::Rendered;
use crate::model::DisputeId;
use crate::render::chrome::{Frame, edition_id};
use crate::render::view::DisputePageView;
use crate::render::writer::PageWriter;

pub fn render(w: &mut PageWriter<'_>, id: &DisputeId) -> Rendered {
    let site = w.renderer.site;
    let Some(dispute) = site.dispute(id) else { return Ok(String::new()) };
    let entity = dispute.entity();
    let view = w.dispute(dispute);
    let computed_disputes = dispute
        .figures
        .iter()
        .flat_map(|figure| site.computed_disputes_of(&figure.value))
        .map(|computed| w.computed_dispute(computed))
        .collect();
    let title = dispute.question.value.clone();
    let texts = view.positions.iter().flat_map(|it| [it.text_html.as_str(), &it.as_written]);
    let edition = edition_id(std::iter::once(title.as_str()).chain(texts));
    let words: Vec<String> = view
        .positions
        .iter()
        .filter(|it| !it.as_written.is_empty())
        .map(|it| format!("“{}”", it.as_written))
        .collect();
    let frame = Frame {
        title: title.clone(),
        description: format!("{}: {}", w.ui.positions, words.join(", ")),
        contents: Vec::new(),
        edition,
        versions: Vec::new(),
        ..Frame::default()
    };
    let view = DisputePageView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        notices: w.amendment_notices(),
        dispute: view,
        computed_disputes,
        notes: w.note_views(),
        sources: w.cited_sources(),
        backlinks: w.backlinks(&entity),
        how_to_cite: w.how_to_cite(&[], &title, &frame),
        title,
    };
    w.renderer.templates.render("dispute.html", &view)
}
