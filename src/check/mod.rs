//! Rules about a resolved book: a registry, one file a rule.
//!
//! A rule looks and reports; it changes nothing. Its manual page is its code's, which
//! `briefbook explain` prints. This module knows nothing about levels: those are applied to what
//! the rules report.

mod amounts;
mod citation_without_locator;
mod contradicts_ledger;
mod counted;
pub mod excuses;
mod language;
mod ledger;
mod likelihood_words;
mod mixed_likelihood;
mod prose;
mod retracted_source;
mod stale_page;
mod tokens;
mod unacknowledged_dispute;
mod uncited_number;
mod uncited_paragraph;
mod unsupported_judgement;
mod unused_actor;
mod unused_figure;
mod unused_source;

use crate::diag::{Code, Diagnostic, Sink};
use crate::par;
use crate::site::{Site, TextId};
use crate::syntax::body::Body;
use counted::Counted;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The one code it reports.
    pub code: Code,
    check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Check {
    Book(fn(&Site, &mut Sink)),
    /// One text at a time, so that each is gone through by every rule while it is at hand.
    Text(fn(&Site, &TextId, &Body, &mut Sink)),
    /// Sentences with amounts, which are taken apart once for all rules that read them.
    Amounts(fn(&Site, &[Counted<'_>], &mut Sink)),
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    Rule {
        code: Code::CitationWithoutLocator,
        check: Check::Book(citation_without_locator::check),
    },
    Rule { code: Code::ContradictsLedger, check: Check::Amounts(contradicts_ledger::check) },
    Rule { code: Code::LikelihoodWords, check: Check::Text(likelihood_words::check) },
    Rule { code: Code::MixedLikelihood, check: Check::Text(mixed_likelihood::check) },
    Rule { code: Code::RetractedSource, check: Check::Book(retracted_source::check) },
    Rule { code: Code::StalePage, check: Check::Book(stale_page::check) },
    Rule {
        code: Code::UnacknowledgedDispute,
        check: Check::Amounts(unacknowledged_dispute::check),
    },
    Rule { code: Code::UncitedNumber, check: Check::Amounts(uncited_number::check) },
    Rule { code: Code::UncitedParagraph, check: Check::Text(uncited_paragraph::check) },
    Rule { code: Code::UnsupportedJudgement, check: Check::Book(unsupported_judgement::check) },
    Rule { code: Code::UnusedActor, check: Check::Book(unused_actor::check) },
    Rule { code: Code::UnusedFigure, check: Check::Book(unused_figure::check) },
    Rule { code: Code::UnusedSource, check: Check::Book(unused_source::check) },
];

/// Runs every rule that is not allowed to be broken.
#[must_use]
pub fn run(site: &Site) -> Vec<Diagnostic> {
    let levels = &site.book.config.levels;
    let wanted: Vec<&Rule> =
        RULES.iter().filter(|rule| levels.of(rule.code).severity().is_some()).collect();
    let counts = wanted.iter().any(|rule| matches!(rule.check, Check::Amounts(_)));
    let mut texts = Vec::new();
    site.for_each_text(|id, body| texts.push((id, body)));
    let (found, counted): (Vec<_>, Vec<_>) = par::map(&texts, |(id, body)| {
        let mut sink = Sink::new();
        for rule in &wanted {
            if let Check::Text(check) = rule.check {
                check(site, id, body, &mut sink);
            }
        }
        let counted = if counts { counted::sentences(site, id, body) } else { Vec::new() };
        (sink.finish(), counted)
    })
    .into_iter()
    .unzip();
    let counted: Vec<Counted<'_>> = counted.into_iter().flatten().collect();
    let of_book = par::map(&wanted, |rule| {
        let mut sink = Sink::new();
        match rule.check {
            Check::Book(check) => check(site, &mut sink),
            Check::Amounts(check) => check(site, &counted, &mut sink),
            Check::Text(_) => {} // done above
        }
        sink.finish()
    });
    found.into_iter().chain(of_book).flatten().collect()
}
