//! The rule `uncited-number`: sentences of briefs, topics and actors.

use super::counted::Counted;
use crate::diag::{Code, Diagnostic, Sink};
use crate::site::Site;

pub fn check(_: &Site, sentences: &[Counted<'_>], sink: &mut Sink) {
    for (span, written) in
        sentences.iter().filter(|sentence| !sentence.cites).flat_map(|it| &it.places)
    {
        sink.push(
            Diagnostic::new(
                Code::UncitedNumber,
                *span,
                format!("`{written}` stands in a sentence that cites nothing"),
            )
            .hint(
                "cite its source in the sentence, or take the value from the ledger: \
                 `[[figure:id@2024]]`",
            ),
        );
    }
}
