//! What the tests of this layer share.

use std::ops::Range;

use proptest::prelude::ProptestConfig;

use crate::diag::{Diagnostic, Place};
use crate::source::{FileId, SourcePath, SourceSetBuilder};

/// As many cases of a property as every run has time for; `PROPTEST_CASES` asks for another number.
/// Failures are told, not kept in files.
#[allow(clippy::disallowed_methods, reason = "who runs the tests says how many cases")]
pub fn cases(usual: u32) -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => ProptestConfig { cases: usual, ..config },
    }
}

/// Some file's id.
pub fn file() -> FileId {
    let mut files = SourceSetBuilder::new();
    files.insert(SourcePath::new("content/a.md").unwrap(), b"".as_slice());
    files.build().find("content/a.md").unwrap()
}

/// Where a diagnostic points.
pub fn range(diagnostic: &Diagnostic) -> Range<usize> {
    match &diagnostic.place {
        Place::Span(span) => span.range(),
        other => panic!("no span: {other:?}"),
    }
}

/// Each diagnostic with the text it points at: "code `text`: message".
pub fn marked(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|fault| format!("{} `{}`: {}", fault.code, &text[range(fault)], fault.message))
        .collect()
}

/// The text with every fix applied, from the last to the first.
pub fn fixed(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut fixes: Vec<_> = diagnostics.iter().filter_map(|fault| fault.fix.clone()).collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = text.to_owned();
    for fix in fixes {
        text.replace_range(fix.span.range(), &fix.replacement);
    }
    text
}

/// How long something takes.
#[allow(clippy::disallowed_methods, reason = "a test holds a bound on time")]
pub fn elapsed(work: impl FnOnce()) -> std::time::Duration {
    let begun = std::time::Instant::now();
    work();
    begun.elapsed()
}
