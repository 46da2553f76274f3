//! The rule `mixed-likelihood`: judgements and bodies of briefs.

use std::ops::Range;

use super::language::Language;
use super::prose::{Pieces, Sentence, for_each_sentence};
use super::tokens::{Token, longest_at, tokens};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Kind;
use crate::site::{Field, Site, TextId};
use crate::syntax::body::Body;

pub fn check(site: &Site, id: &TextId, body: &Body, sink: &mut Sink) {
    if id.owner.kind() != Kind::Brief || !matches!(id.field, Field::Judgement(_) | Field::Body) {
        return;
    }
    let relevant = |language: &Language, pieces: Pieces<'_>| {
        pieces.any(|text| language.may_be_confident(text))
    };
    for_each_sentence(site, id, body, relevant, |text, sentence| {
        let tokens = tokens(sentence.text(), text.language);
        let Some(confidence) = first(sentence, &tokens, text.language.confidence) else { return };
        let Some(likelihood) = first(sentence, &tokens, text.language.likelihood) else { return };
        let written = &sentence.text()[confidence.clone()];
        sink.push(
            Diagnostic::new(
                Code::MixedLikelihood,
                sentence.span(confidence.clone()),
                format!("`{written}` stands in one sentence with a likelihood"),
            )
            .related(sentence.span(likelihood), "the likelihood")
            .hint("say how sure you are in a sentence of its own, or in `confidence`"),
        );
    });
}

/// The first of `phrases` that is the author's own.
fn first(
    sentence: &Sentence<'_, '_>,
    tokens: &[Token<'_>],
    phrases: &'static [&'static str],
) -> Option<Range<usize>> {
    (0..tokens.len()).find_map(|at| {
        let (length, _) = longest_at(tokens, at, phrases.iter().copied())?;
        let range = tokens[at].range.start..tokens[at + length - 1].range.end;
        (!sentence.is_name(&range) && !sentence.is_quoted(&range)).then_some(range)
    })
}
