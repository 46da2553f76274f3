//! The page of a brief.

use std::collections::BTreeSet;

use super::Rendered;
use crate::model::{Brief, BriefId, Date, DisputeId, EntityId, EventId, FigureId, Kind, Status};
use crate::render::chrome::{Frame, edition_id};
use crate::render::html::escape::{attribute as escape_attribute, text as escape_body};
use crate::render::view::{
    BriefView, CorrectionView, JudgementView, LinkView, MetaView, NoticeKind, NoticeView, SafeHtml,
    Words,
};
use crate::render::writer::{Calls, PageWriter};
use crate::render::{data, dates};
use crate::routes::{DataKey, correction_fragment as correction_id};
use crate::site::{Embed, Field, Resolved, TextId};

pub fn render(w: &mut PageWriter<'_>, id: &BriefId) -> Rendered {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let Some(brief) = site.brief(id, &lang) else { return Ok(String::new()) };
    let document = &brief.document;
    let text = |field| TextId { owner: brief.entity(), lang: document.lang.clone(), field };
    let summary_html = document
        .summary
        .as_ref()
        .map(|it| w.prose(&text(Field::Summary), &it.body, Calls::Noted))
        .unwrap_or_default();
    let judgements: Vec<JudgementView> = brief
        .judgements
        .iter()
        .enumerate()
        .map(|(at, judgement)| JudgementView {
            id: format!("judgement-{}", at + 1),
            text_html: w.prose(&text(Field::Judgement(at)), &judgement.text.body, Calls::Noted),
            confidence: judgement
                .confidence
                .as_ref()
                .map(|it| w.ui.mark(Words::Confidence, it.value.name())),
        })
        .collect();
    let body_html = w.body(&text(Field::Body), &document.body);
    let corrections = brief
        .corrections
        .iter()
        .enumerate()
        .map(|(at, correction)| CorrectionView {
            id: correction_id(brief, at),
            date: dates::day(w.ui, correction.date),
            note_html: w.prose(&text(Field::Correction(at)), &correction.note.body, Calls::Quiet),
            lang: w.own_lang(),
        })
        .collect();
    let used = Used::of(w, brief);
    let events = used.events.iter().filter_map(|id| site.event(id)).collect::<Vec<_>>();
    let events = events.into_iter().map(|event| w.event(event, Calls::Quiet)).collect();
    let members = site.members();
    let actors =
        members.actors_of_brief(id).map(|id| w.link(&EntityId::Actor(id.clone()))).collect();
    let description = w.description(&text(Field::Summary), document.summary.as_ref());
    let frame = Frame {
        title: document.title.value.clone(),
        linked_data: data::report(w, brief, &description),
        hidden: brief.status == Status::Withdrawn,
        description,
        contents: PageWriter::contents(&document.body),
        edition: edition(&document.title.value, &summary_html, &judgements, &body_html),
        versions: site.languages_of(&brief.entity()),
        meta: scholarly(w, brief),
    };
    let order = &site.order().briefs;
    let at = site.order().place_of_brief.get(id).copied();
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| order.get(at)).map(|id| w.link(&EntityId::Brief(id.clone())))
    };
    let mut how_to_cite = w.how_to_cite(&brief.authors, &document.title.value, &frame);
    if brief.status != Status::Withdrawn {
        how_to_cite.bibtex = Some(data::brief_record(w.renderer, brief).to_bibtex());
        how_to_cite.downloads =
            w.downloads(|format| DataKey::Brief(id.clone(), document.lang.clone(), format));
    }
    let view = BriefView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title: document.title.value.clone(),
        notices: notices(w, brief),
        date: dates::day(w.ui, brief.date.value),
        as_of: brief.as_of.map(|date| dates::day(w.ui, date)),
        updated: updated(w, brief).map(|date| dates::day(w.ui, date)),
        review_by: brief.review_by.map(|date| dates::day(w.ui, date.value)),
        status: w.status(brief.status),
        confidence: brief.confidence.map(|it| w.ui.mark(Words::Confidence, it.name())),
        authors: brief.authors.clone(),
        reviewed_by: brief.reviewed_by.clone(),
        summary_html,
        judgements,
        body_html,
        notes: w.note_views(),
        sources: w.cited_sources(),
        topics: w.links(&brief.topics, |id| EntityId::Topic(id.clone())),
        actors,
        figures: used.figures.iter().map(|id| w.link(&EntityId::Figure(id.clone()))).collect(),
        disputes: used.disputes.iter().map(|id| w.link(&EntityId::Dispute(id.clone()))).collect(),
        events,
        supersedes: w.links(brief.supersedes.as_slice(), |id| EntityId::Brief(id.clone())),
        near: super::map::near(w, &brief.entity()),
        backlinks: w.backlinks(&brief.entity()),
        mentions: Vec::new(),
        corrections,
        revisions: w.revisions(&brief.entity()),
        how_to_cite,
        newer: neighbour(at.and_then(|at| at.checked_sub(1))),
        older: neighbour(at.map(|at| at + 1)),
    };
    w.renderer.templates.render("brief.html", &view)
}

/// The day of the last change after publication.
fn updated(w: &PageWriter<'_>, brief: &Brief) -> Option<Date> {
    let revisions = w.renderer.revisions_of(&brief.entity(), &w.lang);
    let last = revisions.last().filter(|_| revisions.len() > 1)?;
    (last.day != brief.date.value).then_some(last.day)
}

/// What a brief links to or embeds.
#[derive(Default)]
struct Used {
    figures: BTreeSet<FigureId>,
    disputes: BTreeSet<DisputeId>,
    events: BTreeSet<EventId>,
}

impl Used {
    fn of(w: &PageWriter<'_>, brief: &Brief) -> Self {
        let mut used = Self::default();
        let lang = &brief.document.lang;
        let judgements = (0..brief.judgements.len()).map(Field::Judgement);
        for field in [Field::Summary, Field::Body].into_iter().chain(judgements) {
            let text = TextId { owner: brief.entity(), lang: lang.clone(), field };
            for target in w.renderer.site.resolved(&text) {
                match target {
                    Resolved::Entity { id: EntityId::Figure(id), .. }
                    | Resolved::Value { figure: id, .. }
                    | Resolved::Embed(Embed::Figure(id)) => {
                        used.figures.insert(id.clone());
                    }
                    Resolved::Entity { id: EntityId::Dispute(id), .. }
                    | Resolved::Embed(Embed::Dispute(id)) => {
                        used.disputes.insert(id.clone());
                    }
                    Resolved::Entity { id: EntityId::Event(id), .. } => {
                        used.events.insert(id.clone());
                    }
                    _ => {}
                }
            }
        }
        used
    }
}

fn edition(
    title: &str,
    summary: &SafeHtml,
    judgements: &[JudgementView],
    body: &SafeHtml,
) -> String {
    let judgements = judgements.iter().map(|it| it.text_html.as_str());
    edition_id([title, summary.as_str(), body.as_str()].into_iter().chain(judgements))
}

/// The tags by which scholarly search engines and reference managers know a page.
fn scholarly(w: &PageWriter<'_>, brief: &Brief) -> Vec<MetaView> {
    let tag = |key: &str, content: String| MetaView {
        attribute: "name".to_owned(),
        key: key.to_owned(),
        content,
    };
    let mut tags = vec![
        tag("citation_title", brief.document.title.value.clone()),
        tag("citation_publication_date", brief.date.value.strftime("%Y/%m/%d").to_string()),
        tag("citation_journal_title", w.renderer.site.book.config.title.clone()),
        tag("citation_language", brief.document.lang.to_string()),
    ];
    tags.extend(brief.authors.iter().map(|author| tag("citation_author", author.clone())));
    tags
}

fn notices(w: &PageWriter<'_>, brief: &Brief) -> Vec<NoticeView> {
    let site = w.renderer.site;
    let (kind, title) = match brief.status {
        Status::Draft => (NoticeKind::Draft, w.ui.notice_draft),
        Status::Review => (NoticeKind::InReview, w.ui.notice_review),
        Status::Superseded => (NoticeKind::Superseded, w.ui.notice_superseded),
        Status::Withdrawn => (NoticeKind::Withdrawn, w.ui.notice_withdrawn),
        Status::Published => {
            let mut notices: Vec<NoticeView> = review_due(w, brief).into_iter().collect();
            notices.extend(w.amendment_notices());
            return notices;
        }
    };
    // The brief that replaces this one names it; there may be none yet.
    let successor = site
        .book
        .briefs
        .iter()
        .find(|it| it.supersedes.as_ref().is_some_and(|old| old.value == brief.id));
    let text_html = successor.map_or_else(SafeHtml::default, |successor| {
        link_html(&w.link(&successor.entity()), w.kind(Kind::Brief).label.as_str())
    });
    let mut notices = vec![NoticeView { kind, title: title.to_owned(), text_html }];
    notices.extend(w.amendment_notices());
    notices
}

fn review_due(w: &PageWriter<'_>, brief: &Brief) -> Option<NoticeView> {
    let due = brief.review_due(w.renderer.site.as_of)?;
    let mut html = String::new();
    let day = dates::day(w.ui, due.value).label;
    escape_body(&mut html, &w.ui.due_for_review_since.replace("{date}", &day));
    Some(NoticeView {
        kind: NoticeKind::ReviewDue,
        title: w.ui.notice_review_due.to_owned(),
        text_html: SafeHtml::from_escaped(html),
    })
}

fn link_html(link: &LinkView, label: &str) -> SafeHtml {
    let mut html = String::new();
    escape_body(&mut html, label);
    html.push_str(": <a href=\"");
    escape_attribute(&mut html, &link.href);
    html.push_str("\">");
    escape_body(&mut html, &link.title);
    html.push_str("</a>");
    SafeHtml::from_escaped(html)
}
