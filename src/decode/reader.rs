//! Reading fields out of a YAML mapping, every fault reported and none the end of it.
//!
//! Knows nothing about any kind: each kind's file says which fields it has.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Sink, did_you_mean};
use crate::model::{Date, Lang, Period, PeriodError, Prose, Slug, SourceKey};
use crate::source::{FileId, Span, Spanned};
use crate::syntax::excuse;
use crate::syntax::markdown::{self, Options};
use crate::syntax::reference::{Locator, parse_locator};
use crate::syntax::white_space;
use crate::syntax::yaml::{Node, Scalar, Value};

/// What decoding a file needs beside its tree: where faults go, and the book's settings.
#[derive(Debug)]
pub struct Context<'a> {
    pub file: FileId,
    pub languages: &'a [Lang],
    pub sink: Sink,
    /// Whether the file could be read only in part: what is missing then is no news.
    pub partial: bool,
    /// Comments that excuse a line from a lint.
    pub excuses: Vec<excuse::Comment>,
}

impl<'a> Context<'a> {
    #[must_use]
    pub fn new(file: FileId, languages: &'a [Lang]) -> Self {
        Self { file, languages, sink: Sink::new(), partial: false, excuses: Vec::new() }
    }

    /// Reports a fault; one that only follows from YAML that could not be read is kept back.
    pub fn fault(&mut self, diagnostic: Diagnostic) {
        let follows = matches!(diagnostic.code, Code::MissingKey | Code::WrongType);
        if !(self.partial && follows) {
            self.sink.push(diagnostic);
        }
    }

    /// Reads the excuses in the comments of YAML that stands in the file from `base` on.
    pub fn yaml_excuses(&mut self, text: &str, base: usize) {
        let (comments, faults) = excuse::in_yaml(self.file, text, base);
        self.excuses.extend(comments);
        self.sink.extend(faults);
    }

    /// Reports what was met while front matter or a registry was read.
    pub fn syntax_faults(&mut self, faults: Vec<Diagnostic>) {
        self.partial |= faults.iter().any(|fault| {
            matches!(fault.code, Code::InvalidYaml | Code::YamlLimit | Code::MissingFrontMatter)
        });
        self.sink.extend(faults);
    }
}

/// The fields of one mapping, each to be taken once; what is left over is unknown.
#[derive(Debug)]
pub struct Fields<'n> {
    span: Span,
    entries: Vec<(&'n Spanned<String>, &'n Node, bool)>,
    /// Every key asked for, for suggestions.
    known: Vec<&'static str>,
    /// `a brief`, for messages.
    what: &'static str,
}

impl<'n> Fields<'n> {
    /// The fields of `node`; nothing at all (an empty front matter) is an empty mapping.
    pub fn new(cx: &mut Context<'_>, node: &'n Node, what: &'static str) -> Option<Self> {
        let entries = match &node.value {
            Value::Mapping(entries) => {
                entries.iter().map(|(key, value)| (key, value, false)).collect()
            }
            Value::Null => Vec::new(),
            _ => {
                wrong_type(cx, node, &format!("{what} is a mapping of keys to values"));
                return None;
            }
        };
        Some(Self { span: node.span, entries, known: Vec::new(), what })
    }

    /// The node under `key`, marked as taken. An empty value counts as absent.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        let entry = self.entries.iter_mut().find(|(name, ..)| name.value == key)?;
        entry.2 = true;
        Some(entry.1).filter(|node| node.value != Value::Null)
    }

    /// Whether `key` stands there with a value, without taking it.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, node, _)| name.value == key && node.value != Value::Null)
    }

    /// The span of the key as written.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, ..)| name.value == key).map(|(name, ..)| name.span)
    }

    pub fn optional<T>(
        &mut self,
        cx: &mut Context<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Context<'_>, &Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.take(key)?;
        read(cx, node)
    }

    pub fn required<T>(
        &mut self,
        cx: &mut Context<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Context<'_>, &Node) -> Option<T>,
    ) -> Option<T> {
        match self.take(key) {
            Some(node) => read(cx, node),
            None => {
                let span = self.key_span(key).unwrap_or_else(|| self.head());
                cx.fault(
                    Diagnostic::new(
                        Code::MissingKey,
                        span,
                        format!("{} needs the key `{key}`", self.what),
                    )
                    .hint(format!("add a line `{key}: …`")),
                );
                None
            }
        }
    }

    /// A list of values under `key`; absent is empty. A value that is no list is a fault.
    pub fn list<T>(
        &mut self,
        cx: &mut Context<'_>,
        key: &'static str,
        mut read: impl FnMut(&mut Context<'_>, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        match &node.value {
            Value::Sequence(items) => items.iter().filter_map(|item| read(cx, item)).collect(),
            Value::Scalar(scalar) => {
                cx.fault(
                    Diagnostic::new(Code::WrongType, node.span, format!("`{key}` takes a list"))
                        .hint(format!("write `{key}: [{}]`", scalar.text)),
                );
                Vec::new()
            }
            _ => {
                wrong_type(cx, node, &format!("`{key}` takes a list"));
                Vec::new()
            }
        }
    }

    /// Reports every key that was not asked for.
    pub fn finish(self, cx: &mut Context<'_>) {
        for (key, _, taken) in &self.entries {
            if *taken {
                continue;
            }
            let hint = did_you_mean(&key.value, self.known.iter().copied())
                .map(|known| format!("did you mean `{known}`?"))
                .or_else(|| Some(format!("{} has the keys {}", self.what, self.known.join(", "))));
            let mut fault = Diagnostic::new(
                Code::UnknownKey,
                key.span,
                format!("{} has no key `{}`", self.what, key.value),
            )
            .hint_opt(hint);
            if let Some(known) = did_you_mean(&key.value, self.known.iter().copied())
                && !self.has(known)
            {
                fault = fault.fix(key.span, known);
            }
            cx.fault(fault);
        }
    }

    /// A narrow place that stands for the whole mapping: its first key, or its start.
    fn head(&self) -> Span {
        self.entries.first().map_or(
            Span::new(self.span.file, self.span.start as usize, self.span.start as usize),
            |e| e.0.span,
        )
    }
}

/// Reports that `node` is not of the type `wanted` describes.
pub fn wrong_type(cx: &mut Context<'_>, node: &Node, wanted: &str) {
    let found = match &node.value {
        Value::Null => "nothing",
        Value::Scalar(_) => "a single value",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
    };
    let mut fault =
        Diagnostic::new(Code::WrongType, node.span, format!("{wanted}, and this is {found}"));
    if let Some(hint) = node.quote_hint() {
        fault = fault.hint(hint);
    }
    cx.fault(fault);
}

fn scalar<'n>(cx: &mut Context<'_>, node: &'n Node, wanted: &str) -> Option<&'n Scalar> {
    match &node.value {
        Value::Scalar(scalar) => Some(scalar),
        _ => {
            wrong_type(cx, node, wanted);
            None
        }
    }
}

/// Reports a value that the key does not take.
pub fn invalid_value(cx: &mut Context<'_>, span: Span, message: String, hint: Option<String>) {
    cx.fault(Diagnostic::new(Code::InvalidValue, span, message).hint_opt(hint));
}

/// Any text, not empty, white space folded.
pub fn text(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<String>> {
    let scalar = scalar(cx, node, "text is wanted here")?;
    let text = white_space::fold(&scalar.text);
    if text.is_empty() {
        invalid_value(cx, node.span, "this text is empty".into(), None);
        return None;
    }
    Some(Spanned::new(text, node.span))
}

/// As [`text`], where nobody asks for its place.
pub fn plain(cx: &mut Context<'_>, node: &Node) -> Option<String> {
    text(cx, node).map(|text| text.value)
}

/// Inline Markdown.
pub fn prose(cx: &mut Context<'_>, node: &Node) -> Option<Prose> {
    let scalar = scalar(cx, node, "text is wanted here")?;
    let (body, faults) = markdown::parse(&scalar.text, &scalar.map, Options::PROSE);
    cx.sink.extend(faults);
    cx.excuses.extend(&body.excuses);
    Some(Prose { body })
}

/// `true` or `false`.
pub fn truth(cx: &mut Context<'_>, node: &Node) -> Option<bool> {
    let scalar = scalar(cx, node, "`true` or `false` is wanted here")?;
    match scalar.text.as_str() {
        "true" if !scalar.quoted => Some(true),
        "false" if !scalar.quoted => Some(false),
        other => {
            let message = format!("`{other}` is neither `true` nor `false`");
            invalid_value(cx, node.span, message, None);
            None
        }
    }
}

pub fn integer(cx: &mut Context<'_>, node: &Node) -> Option<i64> {
    let scalar = scalar(cx, node, "a whole number is wanted here")?;
    scalar.text.parse().map_or_else(
        |_| {
            invalid_value(cx, node.span, format!("`{}` is not a whole number", scalar.text), None);
            None
        },
        Some,
    )
}

/// A decimal number; its digits are kept as written.
pub fn decimal(cx: &mut Context<'_>, node: &Node) -> Option<Decimal> {
    let scalar = scalar(cx, node, "a number is wanted here")?;
    scalar.text.parse().map_or_else(
        |_| {
            let hint = scalar
                .text
                .contains(',')
                .then(|| "write the decimal point as `.` and leave thousands unmarked".to_owned());
            invalid_value(cx, node.span, format!("`{}` is not a number", scalar.text), hint);
            None
        },
        Some,
    )
}

/// A calendar date.
pub fn date(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<Date>> {
    let period = period(cx, node)?;
    if let Period::Day(date) = period.value {
        return Some(Spanned::new(date, node.span));
    }
    cx.fault(
        Diagnostic::new(Code::InvalidDate, node.span, "a full date is wanted here")
            .hint("write year, month and day, as in `2025-04-29`"),
    );
    None
}

/// As [`date`], where nobody asks for its place.
pub fn plain_date(cx: &mut Context<'_>, node: &Node) -> Option<Date> {
    date(cx, node).map(|date| date.value)
}

/// A date or period (EDTF).
pub fn period(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<Period>> {
    let scalar = scalar(cx, node, "a date is wanted here")?;
    let message = match Period::parse(scalar.text.trim()) {
        Ok(period) => return Some(Spanned::new(period, node.span)),
        Err(PeriodError::Form) => format!("`{}` is not a date", scalar.text),
        Err(PeriodError::Impossible) => format!("there is no date `{}`", scalar.text),
        Err(PeriodError::Backwards) => format!("`{}` ends before it starts", scalar.text),
    };
    cx.fault(
        Diagnostic::new(Code::InvalidDate, node.span, message)
            .hint("write `2025-04-29`, or where it is less precise `2025-04`, `2025-Q2`, `2025`"),
    );
    None
}

/// An id, wrapped into its kind's type.
pub fn id<T>(wrap: fn(Slug) -> T) -> impl Fn(&mut Context<'_>, &Node) -> Option<Spanned<T>> {
    move |cx, node| {
        let scalar = scalar(cx, node, "an id is wanted here")?;
        slug(cx, &scalar.text, node.span).map(|slug| Spanned::new(wrap(slug), node.span))
    }
}

/// Checks that `text`, written at `span`, is an id.
pub fn slug(cx: &mut Context<'_>, text: &str, span: Span) -> Option<Slug> {
    match Slug::new(text) {
        Ok(slug) => Some(slug),
        Err(error) => {
            cx.fault(
                Diagnostic::new(Code::InvalidId, span, format!("`{text}` is not an id")).hint(
                    error.suggestion.map_or_else(
                        || "an id has lower-case letters, digits and hyphens".to_owned(),
                        |slug| format!("write `{slug}`"),
                    ),
                ),
            );
            None
        }
    }
}

/// A source's key.
pub fn source_key(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<SourceKey>> {
    let scalar = scalar(cx, node, "a source's key is wanted here")?;
    let key = scalar.text.strip_prefix('@').unwrap_or(&scalar.text);
    match SourceKey::new(key) {
        Some(key) => Some(Spanned::new(key, node.span)),
        None => {
            invalid_value(cx, node.span, format!("`{key}` is not a source's key"), None);
            None
        }
    }
}

/// A locator such as `sec. 3.1, L57`.
pub fn locator(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<Locator>> {
    let scalar = scalar(cx, node, "a locator is wanted here")?;
    let (locator, faults) = parse_locator(&scalar.text, &scalar.map);
    cx.sink.extend(faults);
    locator.map(|locator| Spanned::new(locator, node.span))
}

/// One of a closed set of names.
pub fn one_of<T: Copy + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl Fn(&mut Context<'_>, &Node) -> Option<Spanned<T>> {
    move |cx, node| {
        let scalar = scalar(cx, node, "a single word is wanted here")?;
        if let Some(&found) = all.iter().find(|&&value| name(value) == scalar.text) {
            return Some(Spanned::new(found, node.span));
        }
        let names: Vec<_> = all.iter().map(|&value| name(value)).collect();
        let hint = did_you_mean(&scalar.text, names.iter().copied()).map_or_else(
            || format!("it is one of {}", names.join(", ")),
            |close| format!("did you mean `{close}`? It is one of {}", names.join(", ")),
        );
        let message = format!("`{}` is not a value of this key", scalar.text);
        invalid_value(cx, node.span, message, Some(hint));
        None
    }
}

/// The value without its place.
pub fn bare<T>(value: Option<Spanned<T>>) -> Option<T> {
    value.map(|value| value.value)
}
