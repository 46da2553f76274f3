//! The rule `stale-page`: published briefs past their `review_by`.

use crate::diag::{Code, Diagnostic, Sink};
use crate::site::Site;

pub fn check(site: &Site, sink: &mut Sink) {
    for brief in site.book.briefs.iter().filter(|it| !it.document.translation) {
        let Some(due) = brief.review_due(site.as_of) else { continue };
        sink.push(
            Diagnostic::new(
                Code::StalePage,
                due.span,
                format!("this brief was to be reviewed by {}", due.value),
            )
            .hint("review it and move the date on, or supersede or withdraw it"),
        );
    }
}
