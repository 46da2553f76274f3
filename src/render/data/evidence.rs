//! The whole book's evidence as one JSON file: sources, figures, disputes, events, terms, and every
//! passage that cites. `evidence.schema.json` describes it; version 1.
//!
//! Paths in it start at the site's root, so that it is the same wherever the site stands. It is
//! written entry by entry: only the list of who cites what is put together first.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::figure::{BookData, FigureData};
use super::{json, locator};
use crate::model::{Dispute, EntityId, Event, Lang, Prose, Source, SourceKey, Term, TopicId};
use crate::render::renderer::Renderer;
use crate::routes::PageKey;
use crate::site::{ComputedDispute, Field, Passage, Site, TextId};
use crate::source::Spanned;

/// `data/evidence.json`.
#[must_use]
pub fn write(renderer: &Renderer<'_>) -> Vec<u8> {
    json(&Evidence { renderer })
}

struct Evidence<'r> {
    renderer: &'r Renderer<'r>,
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let renderer = self.renderer;
        let site = renderer.site;
        let book = &site.book;
        let mut out = serializer.serialize_struct("Evidence", 10)?;
        out.serialize_field("$schema", "evidence.schema.json")?;
        out.serialize_field("version", &1)?;
        out.serialize_field("book", &BookData::of(site))?;
        let each = |source| SourceData::of(renderer, source);
        out.serialize_field("sources", &List(|| book.sources.iter().map(each)))?;
        let each = |figure| FigureData::of(site, figure);
        out.serialize_field("figures", &List(|| book.figures.iter().map(each)))?;
        let each = |dispute| DisputeData::of(site, dispute);
        out.serialize_field("disputes", &List(|| book.disputes.iter().map(each)))?;
        let each = |dispute| ComputedData::of(site, dispute);
        let computed = || site.computed_disputes().iter().filter_map(each);
        out.serialize_field("computed_disputes", &List(computed))?;
        let each = |event| EventData::of(site, event);
        out.serialize_field("events", &List(|| book.events.iter().map(each)))?;
        let each = |term| TermData::of(site, term);
        out.serialize_field("terms", &List(|| book.terms.iter().map(each)))?;
        let cited = Cited::collect(site);
        let pages = || cited.chunk_by(|a, b| a.page() == b.page());
        out.serialize_field("citations", &List(|| pages().map(|it| PageData::of(renderer, it))))?;
        out.end()
    }
}

/// A list that is made as it is written.
struct List<F>(F);

impl<I, F> Serialize for List<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A text of a registry as plain text, which has the book's default language.
fn text(site: &Site, owner: &EntityId, field: Field, prose: &Prose) -> String {
    let lang = site.book.config.default_language().clone();
    let id = TextId { owner: owner.clone(), lang, field };
    site.plain_text(&id, &prose.body).trim().to_owned()
}

fn topics(topics: &[Spanned<TopicId>]) -> Vec<&str> {
    topics.iter().map(|id| id.value.as_str()).collect()
}

#[derive(Serialize)]
struct SourceData<'s> {
    key: &'s str,
    path: String,
    r#type: String,
    title: String,
    /// As the book's citation style prints it.
    reference: String,
    authors: Vec<String>,
    date: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    doi: Option<String>,
    language: Option<String>,
    inferred: &'s [String],
    missing: &'s [String],
    note: Option<String>,
    cited_in: Option<CitedInData<'s>>,
    snapshot: Option<SnapshotData<'s>>,
    retracted: Option<RetractedData>,
}

/// The source that a work is known through, and the place in it.
#[derive(Serialize)]
struct CitedInData<'s> {
    source: &'s str,
    locator: Option<String>,
}

#[derive(Serialize)]
struct SnapshotData<'s> {
    file: &'s str,
    sha256: &'s str,
}

#[derive(Serialize)]
struct RetractedData {
    date: Option<String>,
    note: Option<String>,
}

impl<'s> SourceData<'s> {
    fn of(renderer: &Renderer<'_>, source: &'s Source) -> Self {
        let site = renderer.site;
        let (key, entity, entry) = (&source.key.value, source.entity(), &source.entry);
        let lang = site.book.config.default_language();
        let note = |field, prose: Option<&Prose>| prose.map(|it| text(site, &entity, field, it));
        Self {
            key: key.as_str(),
            path: renderer.routes.to_path_from_root(&PageKey::Source(key.clone())),
            r#type: format!("{:?}", entry.entry_type()).to_lowercase(),
            title: site.title(&entity, lang).0,
            reference: renderer.citations(lang).map(|it| it.plain(key)).unwrap_or_default(),
            authors: entry
                .authors()
                .unwrap_or_default()
                .iter()
                .map(|person| person.name_first(false, false))
                .collect(),
            date: entry.date_any().map(ToString::to_string),
            publisher: entry.publisher().and_then(|it| it.name()).map(ToString::to_string),
            url: entry.url_any().map(|it| it.value.to_string()),
            doi: entry.map(|it| it.doi()).map(str::to_owned),
            language: entry.language().map(ToString::to_string),
            inferred: &source.inferred,
            missing: &source.missing,
            note: note(Field::Note, source.note.as_ref()),
            cited_in: source.cited_in.as_ref().map(|it| CitedInData {
                source: it.source.value.as_str(),
                locator: it.locator.as_ref().map(|it| locator(&it.value)),
            }),
            snapshot: source
                .snapshot
                .as_ref()
                .map(|it| SnapshotData { file: &it.file.value, sha256: &it.sha256.value }),
            retracted: source.retracted.as_ref().map(|it| RetractedData {
                date: it.date.map(|date| date.to_string()),
                note: note(Field::Retraction, it.note.as_ref()),
            }),
        }
    }
}

#[derive(Serialize)]
struct DisputeData<'s> {
    id: &'s str,
    question: &'s str,
    kind: &'static str,
    topics: Vec<&'s str>,
    actors: Vec<&'s str>,
    figures: Vec<&'s str>,
    positions: Vec<PositionData<'s>>,
    reconciliation: Option<String>,
}

#[derive(Serialize)]
struct PositionData<'s> {
    text: String,
    source: &'s str,
    locator: Option<String>,
    as_written: Option<&'s str>,
}

impl<'s> DisputeData<'s> {
    fn of(site: &Site, dispute: &'s Dispute) -> Self {
        let entity = dispute.entity();
        let positions = dispute.positions.iter().enumerate();
        Self {
            id: dispute.id.as_str(),
            question: &dispute.question.value,
            kind: dispute.kind.name(),
            topics: topics(&dispute.topics),
            actors: dispute.actors.iter().map(|id| id.value.as_str()).collect(),
            figures: dispute.figures.iter().map(|id| id.value.as_str()).collect(),
            positions: positions
                .map(|(at, it)| PositionData {
                    text: text(site, &entity, Field::Position(at), &it.text),
                    source: it.source.value.as_str(),
                    locator: it.locator.as_ref().map(|it| locator(&it.value)),
                    as_written: it.as_written.as_ref().map(|it| it.value.as_str()),
                })
                .collect(),
            reconciliation: dispute
                .reconciliation
                .as_ref()
                .map(|it| text(site, &entity, Field::Reconciliation, it)),
        }
    }
}

/// Observations of which some have no value in common.
#[derive(Serialize)]
struct ComputedData<'s> {
    figure: &'s str,
    period: String,
    observations: Vec<&'s str>,
    /// Those that disagree, two by two.
    pairs: Vec<[&'s str; 2]>,
}

impl<'s> ComputedData<'s> {
    fn of(site: &'s Site, dispute: &'s ComputedDispute) -> Option<Self> {
        let figure = site.figure(&dispute.figure)?;
        let id = |at: usize| Some(figure.observations.get(at)?.id.value.as_str());
        let pairs = dispute.pairs.iter().filter_map(|&(a, b)| Some([id(a)?, id(b)?]));
        Some(Self {
            figure: figure.id.as_str(),
            period: dispute.period.to_string(),
            observations: dispute.observations.iter().filter_map(|&at| id(at)).collect(),
            pairs: pairs.collect(),
        })
    }
}

#[derive(Serialize)]
struct EventData<'s> {
    id: &'s str,
    title: &'s str,
    date: String,
    text: Option<String>,
    actors: Vec<&'s str>,
    topics: Vec<&'s str>,
}

impl<'s> EventData<'s> {
    fn of(site: &Site, event: &'s Event) -> Self {
        Self {
            id: event.id.as_str(),
            title: &event.title.value,
            date: event.date.value.to_string(),
            text: event.text.as_ref().map(|it| text(site, &event.entity(), Field::Text, it)),
            actors: event.actors.iter().map(|id| id.value.as_str()).collect(),
            topics: topics(&event.topics),
        }
    }
}

#[derive(Serialize)]
struct TermData<'s> {
    id: &'s str,
    term: &'s str,
    expansion: Option<&'s str>,
    text: Option<String>,
    also_known_as: Vec<&'s str>,
    topics: Vec<&'s str>,
}

impl<'s> TermData<'s> {
    fn of(site: &Site, term: &'s Term) -> Self {
        Self {
            id: term.id.as_str(),
            term: &term.name.value,
            expansion: term.expansion.as_deref(),
            text: term.text.as_ref().map(|it| text(site, &term.entity(), Field::Text, it)),
            also_known_as: term.also_known_as.iter().map(|name| name.value.as_str()).collect(),
            topics: topics(&term.topics),
        }
    }
}

/// A passage with the source that it cites.
struct Cited<'s> {
    source: &'s SourceKey,
    passage: &'s Passage,
}

impl<'s> Cited<'s> {
    /// Every passage of the book: by page, then in the order of its text.
    fn collect(site: &'s Site) -> Vec<Self> {
        let sources = site.book.sources.iter().map(|source| &source.key.value);
        let mut all: Vec<Self> = sources
            .flat_map(|source| {
                site.passages(source).iter().map(move |passage| Self { source, passage })
            })
            .collect();
        all.sort_by(|a, b| {
            let place = |it: &Self| (it.passage.field, it.passage.reference);
            a.page().cmp(&b.page()).then_with(|| place(a).cmp(&place(b)))
        });
        all
    }

    fn page(&self) -> (&'s EntityId, &'s Lang) {
        (&self.passage.from, &self.passage.lang)
    }
}

/// The passages of one page, or of an entry of a registry, that cite.
#[derive(Serialize)]
struct PageData<'s> {
    kind: &'static str,
    id: &'s str,
    language: &'s str,
    /// Path and fragment, from the site's root.
    path: String,
    title: String,
    date: Option<String>,
    status: Option<&'static str>,
    passages: Vec<PassageData<'s>>,
}

#[derive(Serialize)]
struct PassageData<'s> {
    source: &'s str,
    locator: Option<String>,
    /// Which text of the page: its summary, a judgement, the body …
    part: &'static str,
    sentence: String,
}

impl<'s> PageData<'s> {
    fn of(renderer: &Renderer<'_>, cited: &[Cited<'s>]) -> Self {
        let site = renderer.site;
        let (entity, lang) = cited[0].page();
        let brief = match entity {
            EntityId::Brief(id) => site.brief(id, lang),
            _ => None,
        };
        Self {
            kind: entity.kind().name(),
            id: entity.slug().as_str(),
            language: lang.as_str(),
            path: renderer.routes.entity(site, &renderer.home(), entity, lang, None).href,
            title: site.title(entity, lang).0,
            date: brief.map(|it| it.date.value.to_string()),
            status: brief.map(|it| it.status.name()),
            passages: cited
                .iter()
                .map(|it| PassageData {
                    source: it.source.as_str(),
                    locator: it.passage.locator.as_ref().map(locator),
                    part: part(it.passage.field),
                    sentence: it.passage.sentence.whole(),
                })
                .collect(),
        }
    }
}

fn part(field: Field) -> &'static str {
    match field {
        Field::Summary => "summary",
        Field::Judgement(_) => "judgement",
        Field::Body => "body",
        Field::Correction(_) => "correction",
        Field::Definition => "definition",
        Field::ObservationNote(_) => "observation-note",
        Field::Position(_) => "position",
        Field::Reconciliation => "reconciliation",
        Field::Text => "text",
        Field::Note => "note",
        Field::Retraction => "retraction",
        Field::SourceCorrection => "source-correction",
        Field::Remarks => "remarks",
    }
}
