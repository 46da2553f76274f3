//! The rule `likelihood-words`: judgements of briefs.

use super::prose::for_each_sentence;
use super::tokens::{longest_at, tokens};
use crate::diag::{Code, Diagnostic, Sink};
use crate::site::{Field, Site, TextId};
use crate::syntax::body::Body;

const BANDS: &str = "use one of the bands: almost no chance, very unlikely, unlikely, roughly \
                     even chance, likely, very likely, almost certain";

pub fn check(site: &Site, id: &TextId, body: &Body, sink: &mut Sink) {
    if !matches!(id.field, Field::Judgement(_)) {
        return;
    }
    for_each_sentence(
        site,
        id,
        body,
        |_, pieces| pieces.any(|_| true),
        |text, sentence| {
            let tokens = tokens(sentence.text(), text.language);
            let mut at = 0;
            while at < tokens.len() {
                let words = text.language.other_likelihood.iter().copied();
                let Some((length, phrase)) = longest_at(&tokens, at, words) else {
                    at += 1;
                    continue;
                };
                let range = tokens[at].range.start..tokens[at + length - 1].range.end;
                // A single word with a capital within a sentence is a name: the month of May.
                let name = length == 1 && tokens[at].capital && (at > 0 || phrase == "may");
                at += length;
                if name || sentence.is_name(&range) || sentence.is_quoted(&range) {
                    continue;
                }
                let written = &sentence.text()[range.clone()];
                sink.push(
                    Diagnostic::new(
                        Code::LikelihoodWords,
                        sentence.span(range.clone()),
                        format!("`{written}` does not say how likely it is"),
                    )
                    .hint(BANDS),
                );
            }
        },
    );
}
