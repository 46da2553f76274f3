//! The page of a page such as "about".

use super::Rendered;
use crate::model::PageId;
use crate::render::chrome::{Frame, edition_id};
use crate::render::view::PageView;
use crate::render::writer::{Calls, PageWriter};
use crate::site::{Field, TextId};

pub fn render(w: &mut PageWriter<'_>, id: &PageId) -> Rendered {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let Some(page) = site.page(id, &lang) else { return Ok(String::new()) };
    let document = &page.document;
    let text = |field| TextId { owner: page.entity(), lang: document.lang.clone(), field };
    let summary_html =
        document.summary.as_ref().map(|it| w.prose(&text(Field::Summary), &it.body, Calls::Noted));
    let body_html = w.body(&text(Field::Body), &document.body);
    let frame = Frame {
        title: document.title.value.clone(),
        description: w.description(&text(Field::Summary), document.summary.as_ref()),
        contents: PageWriter::contents(&document.body),
        edition: edition_id([document.title.value.as_str(), body_html.as_str()]),
        versions: site.languages_of(&page.entity()),
        ..Frame::default()
    };
    let view = PageView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title: document.title.value.clone(),
        notices: w.amendment_notices(),
        updated: None,
        summary_html,
        body_html,
        notes: w.note_views(),
        sources: w.cited_sources(),
        backlinks: w.backlinks(&page.entity()),
        how_to_cite: w.how_to_cite(&[], &document.title.value, &frame),
    };
    w.renderer.templates.render("page.html", &view)
}
