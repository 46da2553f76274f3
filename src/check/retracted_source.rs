//! The rule `retracted-source`: sources marked as retracted, with what rests on them.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::EntityId;
use crate::site::{Impact, Site, StatementKind};
use crate::source::Span;

/// So many places are named; the number says how many there are.
const MOST_NAMED: usize = 5;

pub fn check(site: &Site, sink: &mut Sink) {
    for source in &site.book.sources {
        let Some(retraction) = &source.retracted else { continue };
        let places = places(&Impact::of(site, &source.key.value));
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

/// Where the book makes the statements, each once, on however many pages it is shown.
fn places(impact: &Impact) -> BTreeSet<Span> {
    let statements = impact.statements.values().flatten();
    statements
        .filter(|it| match it.kind {
            StatementKind::Citation
            | StatementKind::Value
            | StatementKind::Embed
            | StatementKind::Observation
            | StatementKind::Position => true,
            // The places above are what makes these rest on it.
            StatementKind::Event | StatementKind::Dispute => false,
        })
        // A source's own note is no place that rests on it.
        .filter(|it| it.of != EntityId::Source(impact.source.clone()))
        .map(|it| it.span)
        .collect()
}
