//! Registry records to [`Event`].
//!
//! Knows nothing about timelines.

use super::reader::{Context, Fields, id, period, prose, text};
use crate::model::{ActorId, Event, EventId, TopicId};
use crate::source::Spanned;
use crate::syntax::yaml::Node;

pub fn decode(cx: &mut Context<'_>, key: &Spanned<String>, node: &Node) -> Option<Event> {
    let slug = super::reader::slug(cx, &key.value, key.span)?;
    let mut fields = Fields::new(cx, node, "an event")?;
    let title = fields.required(cx, "title", text);
    let date = fields.required(cx, "date", period);
    let text = fields.optional(cx, "text", prose);
    let actors = fields.list(cx, "actors", id(ActorId::new));
    let topics = fields.list(cx, "topics", id(TopicId::new));
    fields.finish(cx);
    Some(Event {
        id: EventId::new(slug),
        file: cx.file,
        span: key.span,
        title: title.unwrap_or_else(|| key.clone()),
        date: date?,
        text,
        actors,
        topics,
    })
}
