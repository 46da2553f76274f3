//! Front matter to [`Brief`].
//!
//! Knows nothing about whether the topics and actors named exist.

use super::document::{Page, SummaryField, Translation, document};
use super::reader::{
    Context, Fields, bare, date, id, one_of, plain, plain_date, prose, wrong_type,
};
use crate::model::{
    ActorId, Brief, BriefId, Confidence, Correction, Judgement, Kind, Status, TopicId,
};
use crate::syntax::yaml::{Node, Value};

/// A brief, or `None` where it has no date to stand at.
pub fn decode(cx: &mut Context<'_>, page: &Page) -> Option<Brief> {
    let mut fields = Fields::new(cx, &page.front, "a brief")?;
    let document = document(cx, &mut fields, page, "title", SummaryField::Required);
    let date = fields.required(cx, "date", date);
    let brief = Brief {
        id: BriefId::new(page.slug.clone()),
        document,
        // A brief without a readable date is kept, so that links to it do not become faults too.
        date: date.unwrap_or_else(|| {
            crate::source::Spanned::new(crate::model::Date::ZERO, page.front.span)
        }),
        as_of: fields.optional(cx, "as_of", plain_date),
        judgements: fields.list(cx, "judgements", judgement),
        topics: fields.list(cx, "topics", id(TopicId::new)),
        actors: fields.list(cx, "actors", id(ActorId::new)),
        status: bare(fields.optional(cx, "status", one_of(&Status::ALL, Status::name)))
            .unwrap_or_default(),
        confidence: bare(fields.optional(cx, "confidence", confidence)),
        review_by: fields.optional(cx, "review_by", super::reader::date),
        authors: fields.list(cx, "authors", plain),
        reviewed_by: fields.list(cx, "reviewed_by", plain),
        supersedes: fields.optional(cx, "supersedes", id(BriefId::new)),
        corrections: fields.list(cx, "corrections", correction),
    };
    fields.finish(cx);
    Some(brief)
}

/// A brief's translation: its own title, bottom line, judgements and body.
pub fn translation(cx: &mut Context<'_>, page: &Page) -> Option<Translation> {
    let mut fields = Fields::new(cx, &page.front, "a brief's translation")?;
    let document = document(cx, &mut fields, page, "title", SummaryField::Required);
    let judgements = fields.list(cx, "judgements", judgement);
    fields.finish(cx);
    Some(Translation { kind: Kind::Brief, slug: page.slug.clone(), document, judgements })
}

fn confidence(cx: &mut Context<'_>, node: &Node) -> Option<crate::source::Spanned<Confidence>> {
    one_of(&Confidence::ALL, Confidence::name)(cx, node)
}

fn judgement(cx: &mut Context<'_>, node: &Node) -> Option<Judgement> {
    if !matches!(node.value, Value::Mapping(_)) {
        wrong_type(cx, node, "a judgement is a mapping with `text` and `confidence`");
        return None;
    }
    let mut fields = Fields::new(cx, node, "a judgement")?;
    let text = fields.required(cx, "text", prose);
    let confidence = fields.optional(cx, "confidence", confidence);
    fields.finish(cx);
    Some(Judgement { text: text?, confidence })
}

fn correction(cx: &mut Context<'_>, node: &Node) -> Option<Correction> {
    let mut fields = Fields::new(cx, node, "a correction")?;
    let date = fields.required(cx, "date", plain_date);
    let note = fields.required(cx, "note", prose);
    fields.finish(cx);
    Some(Correction { date: date?, note: note? })
}
