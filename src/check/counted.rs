//! Sentences that hold amounts, taken apart once for every rule that reads numbers.
//!
//! Knows nothing about what is wrong with any of them.

use super::amounts::Amount;
use super::language::{Language, may_name_unit};
use super::ledger::Claims;
use super::prose::{Mark, Pieces, Sentence, Text, for_each_sentence};
use crate::model::Kind;
use crate::site::{Field, Resolved, Site, TextId};
use crate::source::Span;
use crate::syntax::body::Body;

/// A sentence with at least one amount that is no part of a name.
#[derive(Debug)]
pub struct Counted<'s> {
    pub id: TextId,
    pub language: &'static Language,
    pub targets: &'s [Resolved],
    /// What stands in the sentence beside its words.
    pub marks: Vec<Mark<'s>>,
    /// Whether it, or its row of a table, cites.
    pub cites: bool,
    pub claims: Claims<'s>,
    /// Where each amount stands, and how it is written.
    pub places: Vec<(Span, String)>,
}

/// Those of a text, where it is the body of a brief, topic or actor, or the bottom line or a
/// judgement of a brief.
#[must_use]
pub fn sentences<'s>(site: &'s Site, id: &TextId, body: &'s Body) -> Vec<Counted<'s>> {
    let mut found = Vec::new();
    if is_held(id) {
        for_each_sentence(site, id, body, may_hold_amounts, |text, sentence| {
            if text.language.may_count_in_any_case(sentence.text()) {
                let claims = Claims::of(site, text, sentence);
                if !claims.amounts.is_empty() {
                    found.push(Counted::new(text, sentence, claims));
                }
            }
        });
    }
    found
}

/// Most blocks hold no number, or, as many cells of tables, nothing but one.
fn may_hold_amounts(language: &Language, pieces: Pieces<'_>) -> bool {
    pieces.any(may_name_unit) && pieces.any(|text| language.may_count(text))
}

fn is_held(id: &TextId) -> bool {
    matches!(
        (id.owner.kind(), id.field),
        (Kind::Brief, Field::Body | Field::Summary | Field::Judgement(_))
            | (Kind::Topic | Kind::Actor, Field::Body)
    )
}

impl<'s> Counted<'s> {
    fn new(text: &Text<'s>, sentence: &Sentence<'_, 's>, claims: Claims<'s>) -> Self {
        let place = |amount: &Amount| {
            let range = amount.range.clone();
            (sentence.span(range.clone()), sentence.text()[range].to_owned())
        };
        Self {
            id: text.id.clone(),
            language: text.language,
            targets: text.targets,
            marks: sentence.marks.clone(),
            cites: sentence.marks_around().any(|mark| text.cites(mark)),
            places: claims.amounts.iter().map(place).collect(),
            claims,
        }
    }
}
