//! What can be searched: the site's things as documents of the index.
//!
//! Knows nothing about how an index is laid out.

use std::collections::BTreeMap;

use super::{Facets, SearchDoc};
use crate::model::{EntityId, Lang};
use crate::par;
use crate::render::renderer::Renderer;
use crate::render::view::{UiText, Words};
use crate::site::{Field, Site, TextId};
use crate::syntax::body::Body;

/// Every page with a text of its own, and every event, term and dispute.
#[must_use]
pub fn documents(renderer: &Renderer<'_>) -> Vec<SearchDoc> {
    let site = renderer.site;
    let mut bodies: BTreeMap<(EntityId, Lang), Vec<(TextId, &Body)>> = BTreeMap::new();
    let default = site.book.config.default_language();
    for source in &site.book.sources {
        bodies.entry((source.entity(), default.clone())).or_default();
    }
    for figure in &site.book.figures {
        bodies.entry((figure.entity(), default.clone())).or_default();
    }
    site.for_each_text(|id, body| {
        bodies.entry((id.owner.clone(), id.lang.clone())).or_default().push((id, body));
    });
    let wanted: Vec<_> = bodies.into_iter().filter(|((it, _), _)| site.lists(it)).collect();
    par::map(&wanted, |((entity, lang), texts)| {
        let mut doc = SearchDoc {
            href: renderer.routes.entity(site, &renderer.home(), entity, lang, None).href,
            title: site.title(entity, lang).0,
            kind: UiText::of(default.as_str()).mark(Words::Kind, entity.kind().name()).label,
            names: names(site, entity, lang),
            facets: Facets { kind: entity.kind().name(), topics: topics(site, entity) },
            lang: lang.to_string(),
            ..SearchDoc::default()
        };
        if let EntityId::Figure(id) = entity
            && let Some(figure) = site.figure(id)
        {
            let values = figure.observations.iter().map(|it| figure.value_text(it, lang.as_str()));
            doc.headings.extend(values);
        }
        for (id, body) in texts {
            doc.headings.extend(body.headings.iter().map(|it| it.text.clone()));
            let text = site.plain_text(id, body);
            if id.field == Field::Summary {
                doc.summary = text;
            } else {
                doc.text.push_str(&text);
                doc.text.push('\n');
            }
        }
        doc
    })
}

/// The names beside its title by which a thing is known.
fn names(site: &Site, entity: &EntityId, lang: &Lang) -> Vec<String> {
    let known = match entity {
        EntityId::Topic(id) => site.topic(id, lang).map(|it| &it.also_known_as),
        EntityId::Actor(id) => site.actor(id, lang).map(|it| &it.also_known_as),
        EntityId::Term(id) => site.term(id).map(|it| &it.also_known_as),
        _ => None,
    };
    let expansion = match entity {
        EntityId::Term(id) => site.term(id).and_then(|it| it.expansion.as_ref()),
        _ => None,
    };
    let known = known.into_iter().flatten().map(|it| it.value.clone());
    known.chain(expansion.cloned()).collect()
}

/// The topics that a thing belongs to; a topic belongs to itself.
fn topics(site: &Site, entity: &EntityId) -> Vec<String> {
    let default = site.book.config.default_language();
    let topics = match entity {
        EntityId::Brief(id) => site.brief(id, default).map(|it| &it.topics),
        EntityId::Actor(id) => site.actor(id, default).map(|it| &it.topics),
        EntityId::Figure(id) => site.figure(id).map(|it| &it.topics),
        EntityId::Dispute(id) => site.dispute(id).map(|it| &it.topics),
        EntityId::Event(id) => site.event(id).map(|it| &it.topics),
        EntityId::Term(id) => site.term(id).map(|it| &it.topics),
        EntityId::Topic(id) => return vec![id.to_string()],
        EntityId::Source(_) | EntityId::Page(_) => None,
    };
    topics.into_iter().flatten().map(|it| it.value.to_string()).collect()
}
