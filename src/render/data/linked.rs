//! What pages tell search engines about themselves: JSON-LD in the words of schema.org.
//!
//! Stands in a `<script>` that holds data and runs nothing, so that a Content Security Policy need
//! not allow it. Knows nothing about the rest of the page.

use serde::Serialize;

use crate::cite::Citations;
use crate::model::{Brief, Figure, SourceKey, Status};
use crate::render::view::SafeHtml;
use crate::render::writer::PageWriter;
use crate::routes::{DataKey, TableFormat};

/// What every page says of itself, then what its type does. Where a key is missing, nothing is
/// known.
#[derive(Serialize)]
struct Page<'p, K> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "isPartOf")]
    book: Thing<&'p str>,
    #[serde(flatten)]
    own: K,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Thing<String>>,
}

#[derive(Serialize)]
struct Thing<N> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: N,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<N>,
}

impl<N> Thing<N> {
    fn named(kind: &'static str, name: N) -> Self {
        Self { kind, name, url: None }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'b> {
    headline: &'b str,
    in_language: &'b str,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<&'b str>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    r#abstract: &'b str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dataset<'f> {
    description: &'f str,
    variable_measured: Variable<'f>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    distribution: [Download; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Variable<'f> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_text: Option<&'f str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Download {
    #[serde(rename = "@type")]
    kind: &'static str,
    encoding_format: &'static str,
    content_url: String,
}

/// A brief as a `Report`; none for one that was withdrawn. `summary` is plain text.
#[must_use]
pub fn report(w: &PageWriter<'_>, brief: &Brief, summary: &str) -> Option<SafeHtml> {
    if brief.status == Status::Withdrawn {
        return None;
    }
    let title = brief.document.title.value.as_str();
    let last = brief.corrections.iter().map(|it| it.date).max();
    let report = Report {
        headline: title,
        in_language: brief.document.lang.as_str(),
        date_published: brief.date.value.to_string(),
        date_modified: last.map(|last| last.max(brief.date.value).to_string()),
        author: brief.authors.iter().map(|name| Thing::named("Person", name.as_str())).collect(),
        r#abstract: summary,
    };
    Some(script(w, "Report", title, report, w.notes.sources()))
}

/// A figure as a `Dataset`. `definition` is plain text.
#[must_use]
pub fn dataset(w: &PageWriter<'_>, figure: &Figure, definition: &str) -> SafeHtml {
    let title = figure.title.value.as_str();
    let periods = || figure.observations.iter().filter_map(|it| it.period.given());
    let first = periods().map(|period| period.first_day()).min();
    let last = periods().map(|period| period.last_day()).max();
    let files = [(TableFormat::Csv, "text/csv"), (TableFormat::Json, "application/json")];
    let dataset = Dataset {
        description: if definition.is_empty() { title } else { definition },
        variable_measured: Variable {
            kind: "PropertyValue",
            name: title,
            unit_text: figure.unit.as_deref(),
        },
        temporal_coverage: first.zip(last).map(|(first, last)| format!("{first}/{last}")),
        distribution: files.map(|(format, encoding_format)| Download {
            kind: "DataDownload",
            encoding_format,
            content_url: w
                .renderer
                .routes
                .data_address(&DataKey::Figure(figure.id.clone(), format)),
        }),
    };
    let mut sources: Vec<&SourceKey> =
        figure.observations.iter().map(|it| &it.source.value).collect();
    sources.sort();
    sources.dedup();
    script(w, "Dataset", title, dataset, sources.into_iter())
}

/// JSON in which no `<` is left, so that nothing in it ends the element or opens a comment.
fn script<'k>(
    w: &PageWriter<'_>,
    kind: &'static str,
    name: &str,
    own: impl Serialize,
    cited: impl Iterator<Item = &'k SourceKey>,
) -> SafeHtml {
    let routes = w.renderer.routes;
    let book = Thing {
        url: routes.base_url(),
        ..Thing::named("CreativeWork", w.renderer.site.book.config.title.as_str())
    };
    let work = |citations: &Citations, key| Thing::named("CreativeWork", citations.plain(key));
    let citation = w.citations().map(|citations| {
        citations.sorted(cited).into_iter().map(|key| work(citations, key)).collect()
    });
    let page = Page {
        context: "https://schema.org",
        kind,
        name,
        url: routes.absolute(&w.key),
        book,
        own,
        citation: citation.unwrap_or_default(),
    };
    // Texts and lists of them are always JSON.
    let json = serde_json::to_string(&page).unwrap_or_default();
    SafeHtml::from_escaped(json.replace('<', "\\u003c"))
}
