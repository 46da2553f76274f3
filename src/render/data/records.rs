//! How to cite a brief or a source, as a record for reference managers.

use crate::cite::{Name, Record, WorkKind};
use crate::model::{Brief, Source};
use crate::render::renderer::Renderer;
use crate::routes::PageKey;
use crate::site::{Field, TextId};
use crate::syntax::white_space::fold as one_line;

/// A brief as a part of its book. Its address is there where the book has a base address.
#[must_use]
pub fn brief(renderer: &Renderer<'_>, brief: &Brief) -> Record {
    let site = renderer.site;
    let document = &brief.document;
    let lang = &document.lang;
    let id = TextId { owner: brief.entity(), lang: lang.clone(), field: Field::Summary };
    let summary = document.summary.as_ref().map(|it| site.plain_text(&id, &it.body));
    let key = match document.translation {
        true => format!("{}-{lang}", brief.id),
        false => brief.id.to_string(),
    };
    Record {
        key,
        kind: WorkKind::Brief,
        title: one_line(&document.title.value),
        authors: brief.authors.iter().map(|author| Name::written(author)).collect(),
        date: Some(brief.date.value.into()),
        container: Some(one_line(&site.book.config.title)),
        url: renderer.routes.absolute(&PageKey::Brief(brief.id.clone(), lang.clone())),
        language: Some(lang.to_string()),
        summary: summary.map(|text| one_line(&text)).filter(|text| !text.is_empty()),
        ..Record::default()
    }
}

/// A source; a work that is known only through another says so in its note.
#[must_use]
pub fn source(renderer: &Renderer<'_>, source: &Source) -> Record {
    let mut record = Record::of(&source.entry);
    let citations = renderer.citations(renderer.site.book.config.default_language());
    let known = citations.and_then(|it| it.known_through(&source.key.value));
    let notes = [record.note.take(), known.map(|it| one_line(&it.to_text()))];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    record.note = (!notes.is_empty()).then(|| notes.join(" "));
    record
}
