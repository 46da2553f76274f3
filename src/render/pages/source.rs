//! The page of a source: the reference, what is missing or inferred, and every passage that cites
//! it, in context.

use std::collections::BTreeMap;

use super::{Rendered, pager};
use crate::model::{EntityId, Kind, Lang, Source, SourceKey};
use crate::render::chrome::{Frame, edition_id};
use crate::render::dates;
use crate::render::evidence::Table;
use crate::render::renderer::Renderer;
use crate::render::view::{
    CitedInView, CitingGroupView, CitingPageView, DisputeTeaserView, FieldView, KnownWorkView,
    MarkView, NoticeKind, NoticeView, ObservationView, PassageView, PassagesView, SnapshotView,
    SourceView, Words,
};
use crate::render::writer::{Calls, PageWriter};
use crate::routes::{DataKey, LIST_PAGE, List};
use crate::site::{Field, Passage, TextId};

/// The page `part` of a source, from 0: the first holds everything but the further passages.
pub fn render(w: &mut PageWriter<'_>, key: &SourceKey, part: usize) -> Rendered {
    let site = w.renderer.site;
    let Some(source) = site.source(key) else { return Ok(String::new()) };
    let entity = source.entity();
    let text = |field| TextId { owner: source.entity(), lang: w.lang.clone(), field };
    let (note, remarks) = (text(Field::Note), text(Field::Remarks));
    let first = part == 0;
    let own_note = source.note.as_ref().filter(|_| first);
    let note_html = own_note.map(|it| w.prose(&note, &it.body, Calls::Noted));
    let own_remarks = site.source_note(key).filter(|_| first);
    let body_html = own_remarks.map(|it| w.body(&remarks, &it.body));
    let notices = notices(w, source);
    let all = site.passages_for(key, &w.lang);
    let citing = citing(w, &all);
    let list = List::PassagesOfSource(key.clone());
    let pager = pager(w, &list, part);
    let reference_html = w
        .citations()
        .map(|citations| w.linked(&citations.bibliography_entry(key)))
        .unwrap_or_default();
    let (title, _) = site.title(&entity, &w.lang);
    let plain = w.citations().map(|citations| citations.plain(key)).unwrap_or_default();
    let frame = Frame {
        title: if first { title.clone() } else { format!("{title} ({})", part + 1) },
        description: plain,
        edition: edition_id([title.as_str(), reference_html.as_str()]),
        ..Frame::default()
    };
    let observations = if first { observations(w, key) } else { Vec::new() };
    let view = SourceView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title_lang: w.source_lang(key),
        key: key.to_string(),
        source_type: source_type(source),
        notices,
        reference_html,
        downloads: w.downloads(|format| DataKey::Source(key.clone(), format)),
        fields: fields(w, source),
        missing: source.missing.clone(),
        inferred: source.inferred.clone(),
        note_html,
        snapshot: source.snapshot.as_ref().map(|snapshot| SnapshotView {
            file: snapshot.file.value.clone(),
            sha256: snapshot.sha256.value.clone(),
        }),
        cited_in: source.cited_in.as_ref().map(|it| CitedInView {
            source: w.link(&EntityId::Source(it.source.value.clone())),
            locator: it.locator.as_ref().map(|it| w.locator_text(&it.value)),
        }),
        body_html,
        notes: w.note_views(),
        passage_count: all.len(),
        citing: if first && pager.is_some() {
            citing_groups(w, &citing, &list)
        } else {
            Vec::new()
        },
        passages: passages(w, &citing, part),
        pager,
        first,
        observations,
        known_works: if first { known_works(w, key) } else { Vec::new() },
        disputes: site
            .members()
            .disputes_of_source(key)
            .filter_map(|id| site.dispute(id))
            .map(|dispute| w.dispute_teaser(dispute))
            .chain(computed_disputes(w, key))
            .filter(|_| first)
            .collect(),
        backlinks: if first { w.backlinks(&entity) } else { None },
        how_to_cite: w.how_to_cite(&[], &title, &frame),
        title,
    };
    w.renderer.templates.render("source.html", &view)
}

fn notices(w: &mut PageWriter<'_>, source: &Source) -> Vec<NoticeView> {
    let own = [
        (&source.retracted, Field::Retraction, NoticeKind::Retracted, w.ui.notice_retracted_source),
        (
            &source.corrected,
            Field::SourceCorrection,
            NoticeKind::Corrected,
            w.ui.notice_corrected_source,
        ),
    ];
    let mut notices = Vec::new();
    for (amendment, field, kind, title) in own {
        let Some(amendment) = amendment else { continue };
        let id = TextId { owner: source.entity(), lang: w.lang.clone(), field };
        let note = amendment.note.as_ref();
        let text_html = note.map(|it| w.prose(&id, &it.body, Calls::Quiet)).unwrap_or_default();
        notices.push(NoticeView { kind, title: title.to_owned(), text_html });
    }
    notices.extend(w.amendment_notices());
    notices
}

/// Computed disputes in which the source has a value.
fn computed_disputes<'w>(
    w: &'w PageWriter<'_>,
    key: &'w SourceKey,
) -> impl Iterator<Item = DisputeTeaserView> + use<'w> {
    let site = w.renderer.site;
    let figures = site.members().figures_of_source(key).filter_map(|id| site.figure(id));
    figures.flat_map(move |figure| {
        let ours = |at: &usize| figure.observations[*at].source.value == *key;
        site.computed_disputes_of(&figure.id)
            .iter()
            .filter(move |dispute| dispute.observations.iter().any(ours))
            .map(move |dispute| w.computed_dispute_teaser(figure, dispute))
    })
}

/// A page that cites a source, with its passages in its order.
struct Citing<'s> {
    kind: Kind,
    from: EntityId,
    lang: Lang,
    /// How many passages stand before its own.
    start: usize,
    passages: Vec<&'s Passage>,
}

/// The pages that cite a source, by kind, then by title.
fn citing<'s>(w: &PageWriter<'_>, all: &[&'s Passage]) -> Vec<Citing<'s>> {
    let mut pages: BTreeMap<(Kind, String, EntityId, Lang), Vec<&Passage>> = BTreeMap::new();
    for &passage in all {
        let (title, _) = w.renderer.site.title(&passage.from, &passage.lang);
        let place = (passage.from.kind(), title, passage.from.clone(), passage.lang.clone());
        pages.entry(place).or_default().push(passage);
    }
    let mut next = 0;
    pages
        .into_iter()
        .map(|((kind, _, from, lang), passages)| {
            let start = next;
            next += passages.len();
            Citing { kind, from, lang, start, passages }
        })
        .collect()
}

fn passage_id(number: usize) -> String {
    format!("passage-{number}")
}

/// The passages of the page `part`, by citing page.
fn passages(w: &PageWriter<'_>, citing: &[Citing<'_>], part: usize) -> Vec<PassagesView> {
    let Renderer { site, routes, .. } = w.renderer;
    let wanted = part * LIST_PAGE..(part + 1) * LIST_PAGE;
    let shown = |it: &Citing<'_>| -> Vec<PassageView> {
        (it.start..)
            .zip(&it.passages)
            .filter(|(at, _)| wanted.contains(at))
            .map(|(at, passage)| PassageView {
                id: passage_id(at + 1),
                href: routes.reference(site, &w.key, &passage.text(), passage.reference),
                locator: passage.locator.as_ref().map(|it| w.locator_text(it)),
                sentence_html: PageWriter::sentence(&passage.sentence),
            })
            .collect()
    };
    let date = |it: &Citing<'_>| match &it.from {
        EntityId::Brief(id) => site.brief(id, &it.lang).map(|it| it.date.value),
        _ => None,
    };
    citing
        .iter()
        .map(|it| (it, shown(it)))
        .filter(|(_, passages)| !passages.is_empty())
        .map(|(it, passages)| PassagesView {
            page: w.link_in(&it.from, &it.lang),
            kind: w.kind(it.kind),
            date: date(it).map(|date| dates::day(w.ui, date)),
            passages,
        })
        .collect()
}

/// Every citing page in short, by kind, each with the way to its first passage in the list `list`.
fn citing_groups(w: &PageWriter<'_>, citing: &[Citing<'_>], list: &List) -> Vec<CitingGroupView> {
    let place = |it: &Citing<'_>| {
        let mut href = w.page_href(&list.page(it.start / LIST_PAGE));
        href.push('#');
        href.push_str(&passage_id(it.start + 1));
        href
    };
    citing
        .chunk_by(|a, b| a.kind == b.kind)
        .map(|of_kind| CitingGroupView {
            kind: w.ui.mark(Words::Kinds, of_kind[0].kind.name()),
            pages: of_kind
                .iter()
                .map(|it| CitingPageView {
                    page: w.link_in(&it.from, &it.lang),
                    passages: it.passages.len(),
                    passages_href: place(it),
                })
                .collect(),
        })
        .collect()
}

fn observations(w: &mut PageWriter<'_>, key: &SourceKey) -> Vec<ObservationView> {
    let site = w.renderer.site;
    let figures: Vec<_> = site.members().figures_of_source(key).collect();
    let figures = figures.into_iter().filter_map(|id| site.figure(id));
    figures.flat_map(|figure| w.observations(figure, Table::OfSource(key))).collect()
}

/// The works that are known through the source alone, in the order of the bibliography.
fn known_works(w: &PageWriter<'_>, key: &SourceKey) -> Vec<KnownWorkView> {
    let Some(citations) = w.citations() else { return Vec::new() };
    let site = w.renderer.site;
    let through = |it: &&Source| it.cited_in.as_ref().is_some_and(|it| it.source.value == *key);
    let works = site.book.sources.iter().filter(through).map(|it| &it.key.value);
    let sorted = citations.sorted(works);
    let sources = sorted.into_iter().filter_map(|key| site.source(key));
    sources
        .map(|work| KnownWorkView {
            href: w.href(&work.entity()),
            reference_html: w.linked(&citations.work(&work.key.value)),
            locator: work
                .cited_in
                .as_ref()
                .and_then(|it| it.locator.as_ref())
                .map(|it| w.locator_text(&it.value)),
        })
        .collect()
}

fn source_type(source: &Source) -> MarkView {
    let code = format!("{:?}", source.entry.entry_type()).to_lowercase();
    let mut label = code.clone();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    MarkView { code, label }
}

/// What the entry says, field by field, as far as the source gives it.
fn fields(w: &PageWriter<'_>, source: &Source) -> Vec<FieldView> {
    let entry = &source.entry;
    let mut fields = Vec::new();
    let mut add = |label: &str, value: String, href: Option<String>| {
        if !value.is_empty() {
            fields.push(FieldView { label: label.to_owned(), value, href });
        }
    };
    if let Some(authors) = entry.authors() {
        let names: Vec<_> = authors.iter().map(|it| it.given_first(false)).collect();
        add(w.ui.authors, names.join(", "), None);
    }
    if let Some(date) = entry.date() {
        let year = i32::from(i16::try_from(date.year).unwrap_or_default());
        let view = match (date.month, date.day) {
            (Some(month), Some(day)) => w.ui.day(year, month + 1, day + 1),
            (Some(month), None) => w.ui.month(year, month + 1),
            _ => w.ui.year(year),
        };
        add(w.ui.date, view.label, None);
    }
    if let Some(publisher) = entry.publisher().and_then(|publisher| publisher.name()) {
        add(w.ui.publisher, publisher.to_string(), None);
    }
    if let Some(url) = entry.url().filter(|url| matches!(url.value.scheme(), "http" | "https")) {
        add(w.ui.web_address, url.value.to_string(), Some(url.value.to_string()));
    }
    fields
}
