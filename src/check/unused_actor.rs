//! The rule `unused-actor`: actors that nothing names.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::ActorId;
use crate::site::Site;

pub fn check(site: &Site, sink: &mut Sink) {
    if site.is_partial() {
        return;
    }
    let book = &site.book;
    let named: BTreeSet<&ActorId> = book
        .briefs
        .iter()
        .flat_map(|it| &it.actors)
        .chain(book.figures.iter().flat_map(|it| &it.actors))
        .chain(book.disputes.iter().flat_map(|it| &it.actors))
        .chain(book.events.iter().flat_map(|it| &it.actors))
        .map(|actor| &actor.value)
        .collect();
    for actor in book.actors.iter().filter(|it| !it.document.translation) {
        if !named.contains(&actor.id) && site.backlinks(&actor.entity()).is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::UnusedActor,
                    actor.document.title.span,
                    format!("nothing in the book names the actor `{}`", actor.id),
                )
                .hint(format!("link to it where it is spoken of: `[[actor:{}]]`", actor.id)),
            );
        }
    }
}
