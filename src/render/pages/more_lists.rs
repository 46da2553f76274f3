//! The lists that show their things in full: timeline, disputes, glossary, bibliography.

use std::collections::BTreeMap;

use super::lists::frame;
use super::{Rendered, pager, slice};
use crate::model::{DisputeId, EntityId, Term};
use crate::render::strip;
use crate::render::view::{
    BibliographyEntryView, BibliographyGroupView, BibliographyView, DisputeGroupView, DisputesView,
    GlossaryLetterView, GlossaryView, LinkView, SafeHtml, TermView, TimelineView,
};
use crate::render::writer::{Calls, PageWriter};
use crate::routes::{LIST_PAGE, List, PageKey};
use crate::site::{ComputedDispute, Field, TextId};

pub fn timeline(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    let years = w.timeline(slice(&site.order().events, part).iter(), Calls::Noted);
    let view = TimelineView {
        chrome: w.chrome(&frame(w.ui.timeline)),
        ui: w.ui,
        title: w.ui.timeline.to_owned(),
        notices: w.amendment_notices(),
        strip_html: strip(w),
        years,
        notes: w.note_views(),
        pager: pager(w, &List::Timeline, part),
    };
    w.renderer.templates.render("timeline.html", &view)
}

/// The years of all events, on whichever page of the list each begins.
fn strip(w: &PageWriter<'_>) -> Option<SafeHtml> {
    let site = w.renderer.site;
    let mut years: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
    for (at, id) in site.order().events.iter().enumerate() {
        let Some(event) = site.event(id) else { continue };
        let year = years.entry(event.date.value.first_day().year()).or_insert((at, 0));
        year.1 += 1;
    }
    let years: Vec<strip::Year> = years
        .into_iter()
        .map(|(year, (at, events))| {
            let page = PageKey::List(List::Timeline, at / LIST_PAGE);
            let way = if page == w.key { String::new() } else { w.page_href(&page) };
            strip::Year { year: year.into(), events, href: format!("{way}#page_year-{year}") }
        })
        .collect();
    strip::draw(&years).map(SafeHtml::from_escaped)
}

/// An entry of the list of disputes.
enum Either<'s> {
    Recorded(&'s DisputeId),
    Computed(&'s ComputedDispute),
}

pub fn disputes(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    // One list: what was recorded, then what the figures show by themselves.
    let recorded = site.order().disputes.iter().map(Either::Recorded);
    let all: Vec<_> =
        recorded.chain(site.computed_disputes().iter().map(Either::Computed)).collect();
    let mut groups: Vec<DisputeGroupView> = Vec::new();
    let mut computed_disputes = Vec::new();
    for dispute in slice(&all, part) {
        match dispute {
            Either::Recorded(id) => {
                let Some(dispute) = site.dispute(id) else { continue };
                let topic =
                    dispute.topics.first().map(|it| w.link(&EntityId::Topic(it.value.clone())));
                let row = w.dispute_teaser(dispute).into();
                match groups.last_mut() {
                    Some(last) if last.topic == topic => last.disputes.push(row),
                    _ => {
                        let id = format!("page_group-{}", groups.len() + 1);
                        groups.push(DisputeGroupView { id, topic, disputes: vec![row] });
                    }
                }
            }
            Either::Computed(dispute) => computed_disputes.extend(
                site.figure(&dispute.figure)
                    .map(|it| w.computed_dispute_teaser(it, dispute).into()),
            ),
        }
    }
    let view = DisputesView {
        chrome: w.chrome(&frame(w.ui.disputes)),
        ui: w.ui,
        title: w.ui.disputes.to_owned(),
        notices: w.amendment_notices(),
        recorded: site.order().disputes.len(),
        groups,
        computed: site.computed_disputes().len(),
        computed_disputes,
        pager: pager(w, &List::Disputes, part),
    };
    w.renderer.templates.render("disputes.html", &view)
}

pub fn glossary(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    let mut letters: Vec<GlossaryLetterView> = Vec::new();
    for term in slice(&site.order().terms, part).iter().filter_map(|id| site.term(id)) {
        let view = self::term(w, term);
        let letter = initial(&term.name.value);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.terms.push(view),
            _ => {
                let id = format!("letter-{}", letters.len() + 1);
                letters.push(GlossaryLetterView { letter, id, terms: vec![view] });
            }
        }
    }
    let view = GlossaryView {
        chrome: w.chrome(&frame(w.ui.glossary)),
        ui: w.ui,
        title: w.ui.glossary.to_owned(),
        notices: w.amendment_notices(),
        letters,
        notes: w.note_views(),
        pager: pager(w, &List::Glossary, part),
    };
    w.renderer.templates.render("glossary.html", &view)
}

fn term(w: &mut PageWriter<'_>, term: &Term) -> TermView {
    let entity = term.entity();
    let id = TextId { owner: entity.clone(), lang: w.lang.clone(), field: Field::Text };
    let text_html = term.text.as_ref().map(|it| w.prose(&id, &it.body, Calls::Noted));
    let site = w.renderer.site;
    let mut used_in: BTreeMap<(String, EntityId), LinkView> = BTreeMap::new();
    for link in site.backlinks_for(&entity, &w.lang) {
        let view = w.link_in(&link.from, &link.lang);
        used_in.insert((view.title.clone(), link.from.clone()), view);
    }
    TermView {
        id: crate::routes::fragment(&entity),
        term: term.name.value.clone(),
        expansion: term.expansion.clone(),
        unexpanded: term.expansion.is_none() && is_initials(&term.name.value),
        text_html,
        also_known_as: term.also_known_as.iter().map(|name| w.own_text(&name.value)).collect(),
        topics: w.links(&term.topics, |id| EntityId::Topic(id.clone())),
        used_in: used_in.into_values().collect(),
    }
}

/// Two capitals or more and no small letter: `STI3`, but neither `Euro 2032` nor `S-400`.
fn is_initials(term: &str) -> bool {
    term.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !term.chars().any(|c| c.is_lowercase() || c == ' ')
}

/// The letter a term stands under: its first, without marks; `#` for digits and signs.
fn initial(term: &str) -> String {
    let plain = crate::model::Slug::from_text(term);
    match plain.and_then(|slug| slug.as_str().chars().next()).filter(char::is_ascii_alphabetic) {
        Some(letter) => letter.to_ascii_uppercase().to_string(),
        None => "#".to_owned(),
    }
}

pub fn bibliography(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    let keys: Vec<_> = site.book.sources.iter().map(|source| &source.key.value).collect();
    let mut entries = Vec::new();
    if let Some(citations) = w.citations() {
        for key in slice(&citations.sorted(keys), part) {
            let Some(source) = site.source(key) else { continue };
            entries.push(BibliographyEntryView {
                id: crate::routes::fragment(&source.entity()),
                href: w.href(&source.entity()),
                key: key.to_string(),
                reference_html: w.linked(&citations.bibliography_entry(key)),
                citations: site.passages_for(key, &w.lang).len(),
                missing: source.missing.clone(),
                inferred: source.inferred.clone(),
                retracted: source.retracted.is_some(),
            });
        }
    }
    let view = BibliographyView {
        chrome: w.chrome(&frame(w.ui.bibliography)),
        ui: w.ui,
        title: w.ui.bibliography.to_owned(),
        groups: vec![BibliographyGroupView { title: None, entries }],
        downloads: w.book_downloads(),
        pager: pager(w, &List::Bibliography, part),
    };
    w.renderer.templates.render("bibliography.html", &view)
}
