//! What every Markdown page shares: its name, its language, its front matter and its body.
//!
//! Knows nothing about the fields of any one kind.

use std::sync::Arc;

use crate::decode::reader::{Context, Fields, invalid_value, prose, slug, text};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{Document, Kind, Lang, Prose, Slug};
use crate::source::{SourceFile, Span, Spanned, TextMap};
use crate::syntax::body::Body;
use crate::syntax::front_matter;
use crate::syntax::markdown::{self, Options};
use crate::syntax::yaml::{self, Limits, Node, Value};

/// A page's file, taken apart.
#[derive(Debug)]
pub struct Page {
    /// The id that the file's name gives.
    pub slug: Slug,
    /// The language in the file's name.
    pub translation: Option<Lang>,
    /// The front matter: a mapping, or [`Value::Null`] where it is empty.
    pub front: Node,
    pub body: Arc<Body>,
}

/// Takes a file apart. `None` when its name gives no id.
pub fn page(cx: &mut Context<'_>, file: &SourceFile) -> Option<Page> {
    let start = Span::at(cx.file, 0);
    let stem = file.path().file_name().strip_suffix(".md").unwrap_or(file.path().file_name());
    let (stem, lang) = match stem.rsplit_once('.') {
        Some((stem, tag)) => (stem, Some(tag)),
        None => (stem, None),
    };
    let translation = match lang {
        None => None,
        Some(tag) => Some(language(cx, tag, start)?),
    };
    let slug = slug(cx, stem, start)?;
    let text = file.text();
    let (split, faults) = front_matter::split(cx.file, text);
    cx.syntax_faults(faults);
    let front = match split.yaml {
        None => None,
        Some(range) => {
            let base = range.start;
            let yaml = &text[range];
            let (node, faults) = yaml::parse(cx.file, yaml, base, &Limits::FRONT_MATTER);
            cx.syntax_faults(faults);
            cx.yaml_excuses(yaml, base);
            node
        }
    };
    let front = front.unwrap_or(Node { span: start, value: Value::Null });
    let body = body(cx, text, split.body);
    Some(Page { slug, translation, front, body })
}

/// The Markdown of the file's `text` in `range`.
pub fn body(cx: &mut Context<'_>, text: &str, range: std::ops::Range<usize>) -> Arc<Body> {
    let map = TextMap::verbatim(cx.file, range.start, range.len());
    let (body, faults) = markdown::parse(&text[range], &map, Options::BODY);
    cx.sink.extend(faults);
    cx.excuses.extend(&body.excuses);
    Arc::new(body)
}

fn language(cx: &mut Context<'_>, tag: &str, span: Span) -> Option<Lang> {
    let known = Lang::new(tag).filter(|lang| cx.languages.contains(lang));
    if known.is_none() {
        let close = did_you_mean(tag, cx.languages.iter().map(Lang::as_str));
        let hint = close.map_or_else(
            || {
                format!(
                    "add `{tag}` to `languages` in site.yaml, or take it out of the file's name"
                )
            },
            |close| format!("did you mean `{close}`?"),
        );
        cx.fault(
            Diagnostic::new(
                Code::UnknownLanguage,
                span,
                format!("the book has no language `{tag}`"),
            )
            .hint(hint),
        );
    }
    known
}

/// Title, summary, aliases and language, and with the page's body the whole [`Document`].
///
/// `title_key` is `title` or, for actors, `name`. A title that cannot be read is replaced by the
/// id, so that one fault does not hide the rest of the page.
pub fn document(
    cx: &mut Context<'_>,
    fields: &mut Fields<'_>,
    page: &Page,
    title_key: &'static str,
    summary: SummaryField,
) -> Document {
    let title = fields
        .required(cx, title_key, text)
        .unwrap_or_else(|| Spanned::new(page.slug.to_string(), Span::at(cx.file, 0)));
    let summary: Option<Prose> = match summary {
        SummaryField::Required => fields.required(cx, "summary", prose),
        SummaryField::Optional => fields.optional(cx, "summary", prose),
    };
    let aliases = fields.list(cx, "aliases", alias);
    let written = fields.optional(cx, "lang", text);
    let written = written.and_then(|tag| {
        language(cx, &tag.value, tag.span).map(|lang| Spanned::new(lang, tag.span))
    });
    if let (Some(named), Some(written)) = (&page.translation, &written)
        && *named != written.value
    {
        cx.fault(Diagnostic::new(
            Code::InvalidValue,
            written.span,
            format!("the file's name says `{named}` and this says `{}`", written.value),
        ));
    }
    let lang = page
        .translation
        .clone()
        .or(written.map(|lang| lang.value))
        .unwrap_or_else(|| cx.languages[0].clone());
    Document {
        file: cx.file,
        lang,
        translation: page.translation.is_some(),
        title,
        summary,
        body: Arc::clone(&page.body),
        partial: cx.partial,
        aliases,
    }
}

/// An old address: a path within the site.
fn alias(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<String>> {
    let alias = text(cx, node)?;
    let path = alias.value.trim_start_matches('/');
    let leaves = path.split('/').any(|part| matches!(part, "." | ".."));
    if leaves || alias.value.starts_with("//") || path.contains([':', '?', '#', '\\']) {
        let message = "an alias is a path within the site".to_owned();
        let hint = "write the old path, as `/2024/old-title.html`".to_owned();
        invalid_value(cx, alias.span, message, Some(hint));
        return None;
    }
    Some(alias)
}

/// Whether a kind's pages must have a bottom line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryField {
    Required,
    Optional,
}

/// A page in another language: what it says itself, all else being its original's.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    pub kind: Kind,
    pub slug: Slug,
    pub document: Document,
    pub judgements: Vec<crate::model::Judgement>,
}
