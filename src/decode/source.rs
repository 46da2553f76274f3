//! Bibliography entries in Hayagriva's YAML to [`Source`], and what the book records beside them
//! under the key `briefbook`.
//!
//! Knows nothing about citation styles, nor which sources are cited. An entry of which a field
//! cannot be read stands without that field, so that its citations are not faults as well.

mod entry;

use entry::Entry;

use super::reader::{Context, Fields, invalid_value, locator, plain_date, prose, source_key, text};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{Amendment, CitedIn, Snapshot, Source, SourceKey};
use crate::source::{Span, Spanned};
use crate::syntax::yaml::{Node, Value};

/// Reads the records of one file, in the order written. That no two sources of a book share a key
/// is looked at where its files are put together.
pub fn decode(cx: &mut Context<'_>, entries: &[(Spanned<String>, Node)]) -> Vec<Source> {
    entries.iter().filter_map(|(key, node)| source(cx, key, node)).collect()
}

fn source(cx: &mut Context<'_>, written: &Spanned<String>, node: &Node) -> Option<Source> {
    let key = key(cx, written)?;
    let mut fields = Fields::new(cx, node, "a source")?;
    let entry = Entry::read(cx, &mut fields, 0);
    let ours = fields.take("briefbook");
    fields.finish(cx);
    let Ours { snapshot, inferred, missing, note, retracted, corrected, cited_in } =
        ours.map(|node| Ours::read(cx, node, &entry)).unwrap_or_default();
    Some(Source {
        span: written.span.to(node.span),
        entry: entry.build(cx, &written.value, key.span),
        key,
        snapshot,
        inferred,
        missing,
        note,
        retracted,
        corrected,
        cited_in,
    })
}

/// Checks that `written` can be cited and gives a page its name.
pub(super) fn key(cx: &mut Context<'_>, written: &Spanned<String>) -> Option<Spanned<SourceKey>> {
    let citable = !written.value.contains(|c: char| c.is_whitespace() || "{}[]".contains(c));
    let key = SourceKey::new(&written.value).filter(|_| citable);
    if key.is_none() {
        cx.fault(
            Diagnostic::new(
                Code::InvalidId,
                written.span,
                format!("`{}` cannot be a source's key", written.value),
            )
            .hint("a key has letters and digits, and neither white space nor brackets"),
        );
    }
    key.map(|key| Spanned::new(key, written.span))
}

/// What stands under `briefbook`.
#[derive(Default)]
struct Ours {
    snapshot: Option<Snapshot>,
    inferred: Vec<String>,
    missing: Vec<String>,
    note: Option<crate::model::Prose>,
    retracted: Option<Amendment>,
    corrected: Option<Amendment>,
    cited_in: Option<CitedIn>,
}

impl Ours {
    fn read(cx: &mut Context<'_>, node: &Node, entry: &Entry) -> Self {
        let Some(mut fields) = Fields::new(cx, node, "`briefbook`") else { return Self::default() };
        let snapshot = fields.optional(cx, "snapshot", snapshot);
        let inferred = fields.list(cx, "inferred", field_name);
        for name in inferred.iter().filter(|name| !entry.has(&name.value)) {
            invalid_value(
                cx,
                name.span,
                format!("`{}` is said to be inferred, and the source has none", name.value),
                Some("name a field that has a value here, or list it under `missing`".into()),
            );
        }
        let missing = fields.list(cx, "missing", field_name);
        for name in missing.iter().filter(|name| entry.has(&name.value)) {
            invalid_value(
                cx,
                name.span,
                format!("`{}` is said to be missing, and the source has one", name.value),
                Some("list it under `inferred` where its value is not the source's own".into()),
            );
        }
        let ours = Self {
            snapshot,
            inferred: inferred.into_iter().map(|name| name.value).collect(),
            missing: missing.into_iter().map(|name| name.value).collect(),
            note: fields.optional(cx, "note", prose),
            retracted: {
                let key = fields.key_span("retracted");
                let read = fields.optional(cx, "retracted", amendment("`retracted`"));
                read.map(|it| Amendment { span: key.unwrap_or(it.span), ..it })
            },
            corrected: fields.optional(cx, "corrected", amendment("`corrected`")),
            cited_in: fields.optional(cx, "cited_in", cited_in),
        };
        fields.finish(cx);
        if let (Some(cited_in), Some(_)) = (&ours.cited_in, &ours.snapshot) {
            invalid_value(
                cx,
                cited_in.source.span,
                "a work with a stored copy is not known through another alone".to_owned(),
                Some("take out `cited_in`, or `snapshot` if the copy is not of this work".into()),
            );
        }
        ours
    }
}

/// The citing source's key, alone or with the place in it.
fn cited_in(cx: &mut Context<'_>, node: &Node) -> Option<CitedIn> {
    if !matches!(node.value, Value::Mapping(_)) {
        return source_key(cx, node).map(|source| CitedIn { source, locator: None });
    }
    let mut fields = Fields::new(cx, node, "`cited_in`")?;
    let source = fields.required(cx, "source", source_key);
    let locator = fields.optional(cx, "locator", locator);
    fields.finish(cx);
    Some(CitedIn { source: source?, locator })
}

fn snapshot(cx: &mut Context<'_>, node: &Node) -> Option<Snapshot> {
    let mut fields = Fields::new(cx, node, "a snapshot")?;
    let file = fields.required(cx, "file", text).filter(|file| plain_file_name(cx, file));
    let sha256 = fields.required(cx, "sha256", sha256);
    fields.finish(cx);
    Some(Snapshot { file: file?, sha256: sha256? })
}

/// A copy is looked for in one folder, which a name must not leave.
fn plain_file_name(cx: &mut Context<'_>, name: &Spanned<String>) -> bool {
    let sound = !name.value.contains(['/', '\\', ':']) && !name.value.starts_with('.');
    if !sound {
        let message = format!("`{}` is not the name of a stored copy", name.value);
        let hint = "give the file's name alone, without a folder".to_owned();
        invalid_value(cx, name.span, message, Some(hint));
    }
    sound
}

fn sha256(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<String>> {
    let hash = text(cx, node)?;
    let sound = hash.value.len() == 64
        && hash.value.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if !sound {
        let message = "this is not a SHA-256 of 64 hexadecimal digits in lower case".to_owned();
        let hint = "`sha256sum FILE` prints it".to_owned();
        invalid_value(cx, hash.span, message, Some(hint));
    }
    sound.then_some(hash)
}

fn amendment(what: &'static str) -> impl FnOnce(&mut Context<'_>, &Node) -> Option<Amendment> {
    move |cx, node| {
        let mut fields = Fields::new(cx, node, what)?;
        let amendment = Amendment {
            date: fields.optional(cx, "date", plain_date),
            note: fields.optional(cx, "note", prose),
            span: node.span,
        };
        fields.finish(cx);
        Some(amendment)
    }
}

/// The name of a field that a bibliography entry may have.
fn field_name(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<String>> {
    let name = text(cx, node)?;
    if entry::is_field(&name.value) {
        return Some(name);
    }
    unknown_field(cx, &name.value, name.span);
    None
}

fn unknown_field(cx: &mut Context<'_>, name: &str, span: Span) {
    let hint =
        did_you_mean(name, entry::field_names()).map(|close| format!("did you mean `{close}`?"));
    invalid_value(cx, span, format!("sources have no field `{name}`"), hint);
}

#[cfg(test)]
mod tests;
