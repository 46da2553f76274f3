//! The rule `citation-without-locator`: in prose, observations and positions alike. A work that is
//! known only through another source is found by the place that its record names in that source.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::CitedIn;
use crate::site::Site;
use crate::source::Span;
use crate::syntax::reference::ReferenceKind;

pub fn check(site: &Site, sink: &mut Sink) {
    let rule = Rule::of(site);
    site.for_each_text(|_, body| {
        for reference in &body.references {
            let ReferenceKind::Citation(citation) = &reference.kind else { continue };
            for item in citation.items.iter().filter(|item| item.locator.is_none()) {
                rule.report(sink, item.key.span, &item.key.value);
            }
        }
    });
    for figure in &site.book.figures {
        for it in figure.observations.iter().filter(|it| it.locator.is_none()) {
            rule.report(sink, it.source.span, it.source.value.as_str());
        }
    }
    for dispute in &site.book.disputes {
        for it in dispute.positions.iter().filter(|it| it.locator.is_none()) {
            rule.report(sink, it.source.span, it.source.value.as_str());
        }
    }
}

struct Rule<'s> {
    /// Works whose record names a place in the source that they are known through.
    placed: BTreeSet<&'s str>,
    /// Works whose record names that source alone.
    unplaced: BTreeSet<&'s str>,
}

impl<'s> Rule<'s> {
    fn of(site: &'s Site) -> Self {
        let known_through = |placed: bool| {
            let has_place = move |it: &CitedIn| it.locator.is_some() == placed;
            let sources = site.book.sources.iter();
            sources
                .filter(|it| it.cited_in.as_ref().is_some_and(has_place))
                .map(|it| it.key.value.as_str())
                .collect()
        };
        Self { placed: known_through(true), unplaced: known_through(false) }
    }

    fn report(&self, sink: &mut Sink, span: Span, key: &str) {
        if self.placed.contains(key) {
            return;
        }
        let hint = if self.unplaced.contains(key) {
            "give its `cited_in` the place in that source: `{ source: …, locator: \"fn. 5, L57\" }`"
        } else {
            "add where it stands: `p. 12`, `sec. 3.1`, `para. 4`, `fn. 5`, `L57`"
        };
        sink.push(
            Diagnostic::new(
                Code::CitationWithoutLocator,
                span,
                format!("the citation of `{key}` names no place in it"),
            )
            .hint(hint),
        );
    }
}
