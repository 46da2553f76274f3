//! Front matter to [`Page`], and remarks on sources.
//!
//! Knows nothing about navigation.

use super::document::{self, SummaryField, document};
use super::reader::{Context, Fields, integer};
use crate::diag::{Code, Diagnostic};
use crate::model::{Page, PageId, SourceKey, SourceNote};
use crate::source::{SourceFile, Span, Spanned};
use crate::syntax::front_matter;

pub fn decode(cx: &mut Context<'_>, page: &document::Page) -> Option<Page> {
    let mut fields = Fields::new(cx, &page.front, "a page")?;
    let decoded = Page {
        id: PageId::new(page.slug.clone()),
        document: document(cx, &mut fields, page, "title", SummaryField::Optional),
        order: fields.optional(cx, "order", integer),
    };
    fields.finish(cx);
    Some(decoded)
}

/// Remarks on a source; the file is named by the source's key, and front matter is not needed.
pub fn source_note(cx: &mut Context<'_>, file: &SourceFile) -> Option<SourceNote> {
    let start = Span::at(cx.file, 0);
    let stem = file.path().file_name().strip_suffix(".md")?;
    let Some(key) = SourceKey::new(stem) else {
        cx.fault(Diagnostic::new(
            Code::InvalidId,
            start,
            format!("`{stem}` is not a source's key"),
        ));
        return None;
    };
    let text = file.text();
    let range = if text.starts_with("---\n") {
        front_matter::split(cx.file, text).0.body
    } else {
        0..text.len()
    };
    let body = document::body(cx, text, range);
    Some(SourceNote { key: Spanned::new(key, start), file: cx.file, body })
}
