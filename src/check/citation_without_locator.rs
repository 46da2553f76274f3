//! The rule `citation-without-locator`: in prose, observations and positions alike.

use crate::diag::{Code, Diagnostic, Sink};
use crate::site::Site;
use crate::source::Span;
use crate::syntax::reference::ReferenceKind;

pub fn check(site: &Site, sink: &mut Sink) {
    site.for_each_text(|_, body| {
        for reference in &body.references {
            let ReferenceKind::Citation(citation) = &reference.kind else { continue };
            for item in citation.items.iter().filter(|item| item.locator.is_none()) {
                report(sink, item.key.span, &item.key.value);
            }
        }
    });
    for figure in &site.book.figures {
        for it in figure.observations.iter().filter(|it| it.locator.is_none()) {
            report(sink, it.source.span, it.source.value.as_str());
        }
    }
    for dispute in &site.book.disputes {
        for it in dispute.positions.iter().filter(|it| it.locator.is_none()) {
            report(sink, it.source.span, it.source.value.as_str());
        }
    }
}

fn report(sink: &mut Sink, span: Span, key: &str) {
    sink.push(
        Diagnostic::new(
            Code::CitationWithoutLocator,
            span,
            format!("the citation of `{key}` names no place in it"),
        )
        .hint("add where it stands: `p. 12`, `sec. 3.1`, `para. 4`, `fn. 5`, `L57`"),
    );
}
