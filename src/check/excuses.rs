//! Excuses applied: what they cover is dropped, and one that covers nothing is a fault.
//!
//! Knows nothing about how excuses are written ([`crate::syntax::excuse`]).

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Levels, Place};
use crate::source::{FileId, Span};
use crate::syntax::excuse::Excuse;

/// Drops what `excuses` cover from `found`, and adds the excuses that cover nothing.
///
/// An excuse whose lint is not looked for, or whose file has other faults, which may hide what it
/// covers, is left in peace.
#[must_use]
pub fn apply(excuses: &[Excuse], levels: &Levels, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if excuses.is_empty() {
        return found;
    }
    let mut used = vec![false; excuses.len()];
    let mut left = Vec::with_capacity(found.len());
    for diagnostic in found {
        let mut excused = false;
        if let Place::Span(span) = diagnostic.place {
            for (excuse, used) in excuses.iter().zip(&mut used) {
                if excuse.code == diagnostic.code && holds(excuse.line, span) {
                    *used = true;
                    excused = true;
                }
            }
        }
        if !excused {
            left.push(diagnostic);
        }
    }
    let broken: BTreeSet<FileId> = left
        .iter()
        .filter(|it| !it.code.is_lint())
        .filter_map(|it| match it.place {
            Place::Span(span) => Some(span.file),
            Place::Path(_) | Place::Outside(_) => None,
        })
        .collect();
    let idle = excuses.iter().zip(used).filter(|(excuse, used)| {
        // Whether an observation can be verified is looked at by another command.
        let looked_for =
            levels.of(excuse.code).severity().is_some() && excuse.code != Code::Unverifiable;
        !used && looked_for && !broken.contains(&excuse.span.file)
    });
    left.extend(idle.map(|(excuse, _)| {
        let message = format!("there is no `{}` to excuse on its line", excuse.code);
        Diagnostic::new(Code::UnusedExcuse, excuse.span, message)
            .hint("remove the comment, or put it on the line of the fault")
    }));
    left.sort();
    left
}

fn holds(line: Span, span: Span) -> bool {
    line.file == span.file && line.start <= span.start && span.start <= line.end
}
