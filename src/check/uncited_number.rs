//! The rule `uncited-number`: sentences of briefs, topics and actors.

use super::amounts::amounts;
use super::language::Language;
use super::prose::for_each_sentence;
use super::tokens::tokens;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Kind;
use crate::site::{Field, Site, TextId};

pub fn check(site: &Site, sink: &mut Sink) {
    for_each_sentence(site, is_held, Language::may_count, |text, sentence| {
        if sentence.marks_around().any(|mark| text.cites(mark)) {
            return;
        }
        for amount in amounts(&tokens(sentence.text(), text.language), text.language) {
            if sentence.is_name(&amount.range) {
                continue;
            }
            let written = &sentence.text()[amount.range.clone()];
            sink.push(
                Diagnostic::new(
                    Code::UncitedNumber,
                    sentence.span(amount.range.clone()),
                    format!("`{written}` stands in a sentence that cites nothing"),
                )
                .hint(
                    "cite its source in the sentence, or take the value from the ledger: \
                     `[[figure:id@2024]]`",
                ),
            );
        }
    });
}

/// Bodies of briefs, topics and actors; bottom lines and judgements of briefs.
pub fn is_held(id: &TextId) -> bool {
    matches!(
        (id.owner.kind(), id.field),
        (Kind::Brief, Field::Body | Field::Summary | Field::Judgement(_))
            | (Kind::Topic | Kind::Actor, Field::Body)
    )
}
