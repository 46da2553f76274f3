//! Front matter to [`Actor`].
//!
//! Knows nothing about where the actor is mentioned.

use super::document::{Page, SummaryField, document};
use super::reader::{Context, Fields, id, one_of, plain, text};
use crate::model::{Actor, ActorId, ActorType, TopicId};

/// An actor; one whose type cannot be read is kept as an organisation, its fault reported.
pub fn decode(cx: &mut Context<'_>, page: &Page) -> Option<Actor> {
    let mut fields = Fields::new(cx, &page.front, "an actor")?;
    let actor = Actor {
        id: ActorId::new(page.slug.clone()),
        document: document(cx, &mut fields, page, "name", SummaryField::Optional),
        kind: fields
            .required(cx, "type", one_of(&ActorType::ALL, ActorType::name))
            .map_or(ActorType::Organisation, |kind| kind.value),
        also_known_as: fields.list(cx, "also_known_as", text),
        side: fields.optional(cx, "side", plain),
        role: fields.optional(cx, "role", plain),
        topics: fields.list(cx, "topics", id(TopicId::new)),
    };
    fields.finish(cx);
    Some(actor)
}
