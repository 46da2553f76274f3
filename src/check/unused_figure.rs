//! The rule `unused-figure`: figures that no page shows.

use crate::diag::{Code, Diagnostic, Sink};
use crate::site::Site;

pub fn check(site: &Site, sink: &mut Sink) {
    if site.is_partial() {
        return;
    }
    for figure in &site.book.figures {
        let used = !figure.topics.is_empty()
            || !figure.actors.is_empty()
            || !site.backlinks(&figure.entity()).is_empty()
            || site.members().disputes_of_figure(&figure.id).next().is_some();
        if !used {
            sink.push(
                Diagnostic::new(
                    Code::UnusedFigure,
                    figure.span,
                    format!("no page shows or links to the figure `{}`", figure.id),
                )
                .hint("give it `topics`, link to it, or take it out of the ledger"),
            );
        }
    }
}
