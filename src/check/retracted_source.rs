//! The rule `retracted-source`: sources marked as retracted, with what rests on them.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::SourceKey;
use crate::site::{Resolved, Site};
use crate::source::Span;

/// So many places are named; the number says how many there are.
const MOST_NAMED: usize = 5;

pub fn check(site: &Site, sink: &mut Sink) {
    let mut resting: BTreeMap<&SourceKey, Vec<Span>> = site
        .book
        .sources
        .iter()
        .filter(|it| it.retracted.is_some())
        .map(|it| (&it.key.value, Vec::new()))
        .collect();
    if resting.is_empty() {
        return;
    }
    site.for_each_text(|id, body| {
        for (reference, target) in body.references.iter().zip(site.resolved(&id)) {
            let Resolved::Citation(keys) = target else { continue };
            for key in keys.iter().flatten() {
                // A source's own note is no place that rests on it.
                if id.owner != crate::model::EntityId::Source(key.clone())
                    && let Some(places) = resting.get_mut(key)
                {
                    places.push(reference.span);
                }
            }
        }
    });
    let observations = site.book.figures.iter().flat_map(|it| &it.observations);
    let positions = site.book.disputes.iter().flat_map(|it| &it.positions);
    for source in observations.map(|it| &it.source).chain(positions.map(|it| &it.source)) {
        if let Some(places) = resting.get_mut(&source.value) {
            places.push(source.span);
        }
    }
    for source in &site.book.sources {
        let Some(retraction) = &source.retracted else { continue };
        let places = resting.remove(&source.key.value).unwrap_or_default();
        let count = match places.len() {
            0 => "nothing rests on it".to_owned(),
            1 => "one place rests on it".to_owned(),
            many => format!("{many} places rest on it"),
        };
        let message = format!("`{}` has been retracted; {count}", source.key.value);
        let mut fault = Diagnostic::new(Code::RetractedSource, retraction.span, message);
        for place in places.into_iter().take(MOST_NAMED) {
            fault = fault.related(place, "rests on it");
        }
        sink.push(fault.hint(
            "look at each, then say on this line that the book has dealt with it: \
             `# briefbook: allow retracted-source: reason`",
        ));
    }
}
