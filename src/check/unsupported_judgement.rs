//! The rule `unsupported-judgement`: a citation and a confidence for each.

use crate::diag::{Code, Diagnostic, Sink};
use crate::site::{Field, Resolved, Site, TextId};
use crate::syntax::reference::ReferenceKind;

pub fn check(site: &Site, sink: &mut Sink) {
    for brief in &site.book.briefs {
        for (at, judgement) in brief.judgements.iter().enumerate() {
            let body = &judgement.text.body;
            let Some(block) = body.blocks.first() else { continue };
            let lang = brief.document.lang.clone();
            let id = TextId { owner: brief.entity(), lang, field: Field::Judgement(at) };
            let values = site.resolved(&id).iter().any(|it| matches!(it, Resolved::Value { .. }));
            let cites =
                body.references.iter().any(|it| matches!(it.kind, ReferenceKind::Citation(_)));
            let mut report = |message: &str, hint: &str| {
                let fault = Diagnostic::new(Code::UnsupportedJudgement, block.span, message);
                sink.push(fault.hint(hint));
            };
            if !values && !cites {
                report("this judgement cites nothing", "cite what it rests on: `[@key, p. 3]`");
            }
            if judgement.confidence.is_none() {
                report(
                    "this judgement gives no confidence",
                    "add `confidence: high`, `moderate` or `low` to it",
                );
            }
        }
    }
}
