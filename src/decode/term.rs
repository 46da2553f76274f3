//! Registry records to [`Term`].
//!
//! Knows nothing about where terms are used.

use super::reader::{Context, Fields, id, plain, prose, text};
use crate::diag::{Code, Diagnostic};
use crate::model::{Slug, Term, TermId, TopicId};
use crate::source::Spanned;
use crate::syntax::yaml::Node;

pub fn decode(cx: &mut Context<'_>, key: &Spanned<String>, node: &Node) -> Option<Term> {
    let Some(slug) = Slug::from_text(&key.value) else {
        cx.fault(Diagnostic::new(
            Code::InvalidId,
            key.span,
            format!("no id can be made from the term `{}`", key.value),
        ));
        return None;
    };
    let mut fields = Fields::new(cx, node, "a glossary entry")?;
    let term = Term {
        id: TermId::new(slug),
        file: cx.file,
        name: key.clone(),
        expansion: fields.optional(cx, "expansion", plain),
        text: fields.optional(cx, "text", prose),
        also_known_as: fields.list(cx, "also_known_as", text),
        topics: fields.list(cx, "topics", id(TopicId::new)),
    };
    fields.finish(cx);
    Some(term)
}
