//! What pages tell search engines about themselves: JSON-LD in the words of schema.org.
//!
//! Stands in a `<script>` that holds data and runs nothing, so that a Content Security Policy need
//! not allow it. Knows nothing about the rest of the page.

use serde_json::{Map, Value, json};

use crate::model::{Brief, Figure, SourceKey, Status};
use crate::render::view::SafeHtml;
use crate::render::writer::PageWriter;
use crate::routes::{DataKey, TableFormat};

/// A brief as a `Report`; none for one that was withdrawn. `summary` is plain text.
#[must_use]
pub fn report(w: &PageWriter<'_>, brief: &Brief, summary: &str) -> Option<SafeHtml> {
    if brief.status == Status::Withdrawn {
        return None;
    }
    let mut it = object(w, "Report", &brief.document.title.value);
    it.insert("headline".into(), brief.document.title.value.clone().into());
    it.insert("inLanguage".into(), brief.document.lang.as_str().into());
    it.insert("datePublished".into(), brief.date.value.to_string().into());
    if let Some(last) = brief.corrections.iter().map(|it| it.date).max() {
        it.insert("dateModified".into(), last.max(brief.date.value).to_string().into());
    }
    let authors: Vec<Value> =
        brief.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    if !authors.is_empty() {
        it.insert("author".into(), authors.into());
    }
    if !summary.is_empty() {
        it.insert("abstract".into(), summary.into());
    }
    cite(w, &mut it, w.notes.sources());
    Some(script(it))
}

/// A figure as a `Dataset`. `definition` is plain text.
#[must_use]
pub fn dataset(w: &PageWriter<'_>, figure: &Figure, definition: &str) -> SafeHtml {
    let title = figure.title.value.as_str();
    let mut it = object(w, "Dataset", title);
    let description = if definition.is_empty() { title } else { definition };
    it.insert("description".into(), description.into());
    let mut variable = Map::new();
    variable.insert("@type".into(), "PropertyValue".into());
    variable.insert("name".into(), title.into());
    if let Some(unit) = &figure.unit {
        variable.insert("unitText".into(), unit.as_str().into());
    }
    it.insert("variableMeasured".into(), variable.into());
    let periods = || figure.observations.iter().filter_map(|it| it.period.given());
    let first = periods().map(|period| period.first_day()).min();
    let last = periods().map(|period| period.last_day()).max();
    if let (Some(first), Some(last)) = (first, last) {
        it.insert("temporalCoverage".into(), format!("{first}/{last}").into());
    }
    let files = [(TableFormat::Csv, "text/csv"), (TableFormat::Json, "application/json")];
    let files = files.map(|(format, mime)| {
        let key = DataKey::Figure(figure.id.clone(), format);
        json!({
            "@type": "DataDownload",
            "encodingFormat": mime,
            "contentUrl": w.renderer.routes.data_address(&key),
        })
    });
    it.insert("distribution".into(), files.into_iter().collect());
    let mut sources: Vec<&SourceKey> =
        figure.observations.iter().map(|it| &it.source.value).collect();
    sources.sort();
    sources.dedup();
    cite(w, &mut it, sources.into_iter());
    script(it)
}

/// What every page says: its type, name, address and book.
fn object(w: &PageWriter<'_>, kind: &str, name: &str) -> Map<String, Value> {
    let routes = w.renderer.routes;
    let config = &w.renderer.site.book.config;
    let mut it = Map::new();
    it.insert("@context".into(), "https://schema.org".into());
    it.insert("@type".into(), kind.into());
    it.insert("name".into(), name.into());
    if let Some(url) = routes.absolute(&w.key) {
        it.insert("url".into(), url.into());
    }
    let mut book = Map::new();
    book.insert("@type".into(), "CreativeWork".into());
    book.insert("name".into(), config.title.as_str().into());
    if let Some(url) = routes.base_url() {
        book.insert("url".into(), url.into());
    }
    it.insert("isPartOf".into(), book.into());
    it
}

fn cite<'k>(
    w: &PageWriter<'_>,
    it: &mut Map<String, Value>,
    keys: impl Iterator<Item = &'k SourceKey>,
) {
    let Some(citations) = w.citations() else { return };
    let references: Vec<Value> = citations
        .sorted(keys)
        .into_iter()
        .map(|key| json!({ "@type": "CreativeWork", "name": citations.plain(key) }))
        .collect();
    if !references.is_empty() {
        it.insert("citation".into(), references.into());
    }
}

/// JSON in which no `<` is left, so that nothing in it ends the element or opens a comment.
fn script(it: Map<String, Value>) -> SafeHtml {
    SafeHtml::from_escaped(Value::Object(it).to_string().replace('<', "\\u003c"))
}
