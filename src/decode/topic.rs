//! Front matter to [`Topic`].
//!
//! Knows nothing about what belongs to the topic.

use super::document::{Page, SummaryField, Translation, document};
use super::reader::{Context, Fields, integer, plain_date, text};
use crate::model::{Kind, Topic, TopicId};

pub fn decode(cx: &mut Context<'_>, page: &Page) -> Option<Topic> {
    let mut fields = Fields::new(cx, &page.front, "a topic")?;
    let topic = Topic {
        id: TopicId::new(page.slug.clone()),
        document: document(cx, &mut fields, page, "title", SummaryField::Optional),
        as_of: fields.optional(cx, "as_of", plain_date),
        order: fields.optional(cx, "order", integer),
        also_known_as: fields.list(cx, "also_known_as", text),
    };
    fields.finish(cx);
    Some(topic)
}

/// The translation of a topic, an actor or a page.
pub fn translation(
    cx: &mut Context<'_>,
    page: &Page,
    kind: Kind,
    title_key: &'static str,
) -> Option<Translation> {
    let mut fields = Fields::new(cx, &page.front, "a translation")?;
    let document = document(cx, &mut fields, page, title_key, SummaryField::Optional);
    fields.finish(cx);
    Some(Translation { kind, slug: page.slug.clone(), document, judgements: Vec::new() })
}
