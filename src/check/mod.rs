//! Rules about a resolved book: a registry, one file a rule.
//!
//! A rule looks and reports; it changes nothing. Its manual page is its code's, which
//! `briefbook explain` prints. This module knows nothing about levels: those are applied to what
//! the rules report.

mod citation_without_locator;
mod uncited_paragraph;

use crate::diag::{Code, Diagnostic, Sink};
use crate::par;
use crate::site::Site;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The one code it reports.
    pub code: Code,
    check: fn(&Site, &mut Sink),
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    Rule { code: Code::CitationWithoutLocator, check: citation_without_locator::check },
    Rule { code: Code::UncitedParagraph, check: uncited_paragraph::check },
];

/// Runs every rule that is not allowed to be broken.
#[must_use]
pub fn run(site: &Site) -> Vec<Diagnostic> {
    let levels = &site.book.config.levels;
    let wanted: Vec<&Rule> =
        RULES.iter().filter(|rule| levels.of(rule.code).severity().is_some()).collect();
    let found = par::map(&wanted, |rule| {
        let mut sink = Sink::new();
        (rule.check)(site, &mut sink);
        sink.finish()
    });
    found.into_iter().flatten().collect()
}
