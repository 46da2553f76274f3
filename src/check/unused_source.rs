//! The rule `unused-source`: sources that nothing rests on.

use crate::diag::{Code, Diagnostic, Sink};
use crate::site::Site;

pub fn check(site: &Site, sink: &mut Sink) {
    if site.is_partial() {
        return;
    }
    let members = site.members();
    for source in &site.book.sources {
        let (key, own) = (&source.key.value, source.entity());
        // What a source's own note cites from it is no use of it.
        let used = site.passages(key).iter().any(|passage| passage.from != own)
            || !site.backlinks(&own).is_empty()
            || members.figures_of_source(key).next().is_some()
            || members.disputes_of_source(key).next().is_some()
            || site
                .book
                .sources
                .iter()
                .any(|other| other.cited_in.as_ref().is_some_and(|it| it.source.value == *key));
        if !used {
            sink.push(
                Diagnostic::new(
                    Code::UnusedSource,
                    source.key.span,
                    format!("nothing in the book rests on `{key}`"),
                )
                .hint("cite it, or take it out of the bibliography"),
            );
        }
    }
}
