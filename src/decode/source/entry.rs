//! The fields of a bibliography entry: our spanned tree to Hayagriva's [`hayagriva::Entry`].
//!
//! Hayagriva reads an entry whole, stops at its first fault and passes over keys that it does not
//! know. So each field is checked here for its shape and given to Hayagriva alone; what it refuses
//! is reported where it stands. Knows nothing about the book's own fields.

use hayagriva::Library;
use hayagriva::types::EntryType;
use serde_json::{Map, Value as Json, json};

use crate::decode::reader::{Context, Fields, integer, invalid_value, text, truth, wrong_type};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{Period, PeriodError};
use crate::source::Span;
use crate::syntax::yaml::{Node, Value};

/// How a field's value is written.
#[derive(Clone, Copy)]
enum Form {
    /// Text for readers: plain, or `value` with `short` or `verbatim`.
    Text,
    /// A number, a range, a code.
    Plain,
    Date,
    /// One or many of text or `name`, `given-name` …
    People,
    /// One or many of `names` and `role`.
    Affiliated,
    /// Text, or `name` and `location`.
    Publisher,
    /// Text, or `value` and the `date` of the last visit.
    Url,
    /// Text, or a mapping from kinds of numbers (`doi`, `isbn`) to numbers.
    Serial,
    /// Text, or `start` and `end`.
    TimeRange,
}

const FIELDS: [(&str, Form); 27] = [
    ("title", Form::Text),
    ("author", Form::People),
    ("date", Form::Date),
    ("editor", Form::People),
    ("affiliated", Form::Affiliated),
    ("publisher", Form::Publisher),
    ("location", Form::Text),
    ("organization", Form::Text),
    ("issue", Form::Plain),
    ("chapter", Form::Plain),
    ("volume", Form::Plain),
    ("volume-total", Form::Plain),
    ("edition", Form::Plain),
    ("page-range", Form::Plain),
    ("page-total", Form::Plain),
    ("time-range", Form::TimeRange),
    ("runtime", Form::Plain),
    ("url", Form::Url),
    ("serial-number", Form::Serial),
    ("serial", Form::Serial),
    ("language", Form::Plain),
    ("archive", Form::Text),
    ("archive-location", Form::Text),
    ("call-number", Form::Text),
    ("note", Form::Text),
    ("abstract", Form::Text),
    ("genre", Form::Text),
];

const TYPES: [&str; 29] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
];

/// How deep works may contain works; Hayagriva follows them by recursion.
const MOST_PARENTS: usize = 8;

/// Whether entries have a field `name`.
pub fn is_field(name: &str) -> bool {
    field_names().any(|field| field == name)
}

/// The names of all fields but `type`.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(name, _)| *name).chain(["parent"])
}

/// What could be read of an entry, each field in a form that Hayagriva takes.
#[derive(Debug)]
pub struct Entry {
    fields: Map<String, Json>,
}

impl Entry {
    /// Takes every field of an entry out of `fields`; `depth` counts the works within which this
    /// one is a container.
    pub fn read(cx: &mut Context<'_>, fields: &mut Fields<'_>, depth: usize) -> Self {
        let mut read = Map::new();
        let kind = match depth {
            0 => fields.required(cx, "type", entry_type),
            _ => fields.optional(cx, "type", entry_type),
        };
        // A type that cannot be read was reported; "misc" stands in for it.
        if let Some(kind) = kind.or((depth == 0).then_some("misc")) {
            read.insert("type".into(), kind.into());
        }
        for (name, form) in FIELDS {
            let Some(node) = fields.take(name) else { continue };
            let value = match form {
                Form::People => many(cx, node, |cx, node| one(cx, name, node, person)),
                Form::Affiliated => many(cx, node, |cx, node| one(cx, name, node, affiliated)),
                _ => one(cx, name, node, |cx, node| value(cx, form, node)),
            };
            if let Some(value) = value {
                read.insert(name.into(), value);
            }
        }
        if let Some(node) = fields.take("parent")
            && let Some(parents) = many(cx, node, |cx, node| parent(cx, node, depth + 1))
        {
            read.insert("parent".into(), parents);
        }
        Self { fields: read }
    }

    pub fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// Hands all fields to Hayagriva. Each was accepted before, so that this is refused only where
    /// they do not go together; then the bare type remains.
    pub fn build(self, cx: &mut Context<'_>, key: &str, span: Span) -> hayagriva::Entry {
        match read_by_hayagriva(key, self.fields) {
            Ok(entry) => entry,
            Err(message) => {
                cx.fault(Diagnostic::new(
                    Code::InvalidSource,
                    span,
                    format!("`{key}` cannot be read: {message}"),
                ));
                hayagriva::Entry::new(key, EntryType::Misc)
            }
        }
    }
}

fn read_by_hayagriva(key: &str, fields: Map<String, Json>) -> Result<hayagriva::Entry, String> {
    // Through text, since some of its types read borrowed text only.
    let text = json!({ key: fields }).to_string();
    let library: Library = serde_json::from_str(&text).map_err(|error| {
        let message = error.to_string();
        message.split(" at line ").next().unwrap_or_default().to_owned()
    })?;
    library.into_iter().next().ok_or_else(|| "it is empty".to_owned())
}

fn entry_type(cx: &mut Context<'_>, node: &Node) -> Option<&'static str> {
    let written = text(cx, node)?;
    let lower = written.value.to_lowercase();
    if let Some(known) = TYPES.iter().chain(&["original"]).find(|known| **known == lower) {
        return Some(known);
    }
    let hint = did_you_mean(&lower, TYPES).map_or_else(
        || format!("it is one of {}", TYPES.join(", ")),
        |close| format!("did you mean `{close}`?"),
    );
    let message = format!("`{}` is not a type of source", written.value);
    invalid_value(cx, written.span, message, Some(hint));
    None
}

fn parent(cx: &mut Context<'_>, node: &Node, depth: usize) -> Option<Json> {
    if depth > MOST_PARENTS {
        cx.fault(Diagnostic::new(
            Code::InvalidSource,
            node.span,
            format!("works stand within works more than {MOST_PARENTS} deep"),
        ));
        return None;
    }
    let mut fields = Fields::new(cx, node, "a parent")?;
    let entry = Entry::read(cx, &mut fields, depth);
    fields.finish(cx);
    Some(Json::Object(entry.fields))
}

/// One or many: each item of a list, or the node itself.
fn many(
    cx: &mut Context<'_>,
    node: &Node,
    mut read: impl FnMut(&mut Context<'_>, &Node) -> Option<Json>,
) -> Option<Json> {
    match &node.value {
        Value::Sequence(items) => {
            let read: Vec<Json> = items.iter().filter_map(|item| read(cx, item)).collect();
            (!read.is_empty()).then_some(Json::Array(read))
        }
        _ => read(cx, node),
    }
}

/// Reads a value and shows it to Hayagriva; what it refuses is reported here.
fn one(
    cx: &mut Context<'_>,
    name: &str,
    node: &Node,
    read: impl FnOnce(&mut Context<'_>, &Node) -> Option<Json>,
) -> Option<Json> {
    let value = read(cx, node)?;
    let mut alone = Map::new();
    alone.insert("type".into(), "misc".into());
    alone.insert(name.into(), value.clone());
    match read_by_hayagriva("x", alone) {
        Ok(_) => Some(value),
        Err(message) => {
            cx.fault(
                Diagnostic::new(
                    Code::InvalidSource,
                    node.span,
                    format!("`{name}` cannot be read: {message}"),
                )
                .hint_opt(remedy(name).map(str::to_owned)),
            );
            None
        }
    }
}

/// How a field is written, where Hayagriva's own words do not tell.
fn remedy(name: &str) -> Option<&'static str> {
    Some(match name {
        "url" => "write the whole address, as in `https://example.org/report`",
        "author" | "editor" => "write a person as `Family, Given`, a body as `name: The Body`",
        "affiliated" => "write `names` and a `role` such as translator or illustrator",
        "language" => "write a language tag such as `en` or `tr`",
        "page-range" => "write pages as `12-34`",
        "volume-total" | "page-total" => "write a number",
        "title" | "publisher" | "note" | "abstract" => "braces in a text come in pairs",
        _ => return None,
    })
}

fn value(cx: &mut Context<'_>, form: Form, node: &Node) -> Option<Json> {
    if form.takes_mapping() && matches!(node.value, Value::Mapping(_)) {
        return mapping(cx, form, node);
    }
    match form {
        Form::Text | Form::Publisher => readable(cx, node),
        Form::Date => date(cx, node),
        _ => string(cx, node),
    }
}

impl Form {
    fn takes_mapping(self) -> bool {
        !matches!(self, Self::Plain)
    }
}

fn mapping(cx: &mut Context<'_>, form: Form, node: &Node) -> Option<Json> {
    let mut read = Map::new();
    if let (Form::Serial, Value::Mapping(entries)) = (form, &node.value) {
        for (name, node) in entries {
            if let Some(value) = string(cx, node) {
                read.insert(name.value.to_lowercase(), value);
            }
        }
        return (!read.is_empty()).then_some(Json::Object(read));
    }
    let (what, keys): (_, &[PartOf]) = match form {
        Form::Publisher => {
            ("a publisher", &[("name", Part::Readable, false), ("location", Part::Readable, false)])
        }
        Form::Url => ("an address", &[("value", Part::String, true), ("date", Part::Date, false)]),
        Form::TimeRange => {
            ("a range", &[("start", Part::String, true), ("end", Part::String, true)])
        }
        Form::Date => (
            "a date",
            &[
                ("year", Part::Integer, true),
                ("month", Part::Integer, false),
                ("day", Part::Integer, false),
                ("season", Part::Integer, false),
                ("approximate", Part::Truth, false),
            ],
        ),
        _ => return readable_mapping(cx, node),
    };
    parts(cx, node, what, keys)
}

/// A text with a short form, or one whose letters all stay as they are.
fn readable_mapping(cx: &mut Context<'_>, node: &Node) -> Option<Json> {
    let mut fields = Fields::new(cx, node, "a text")?;
    let verbatim = fields.optional(cx, "verbatim", truth).unwrap_or(false);
    // The inner mapping, since Hayagriva overlooks `verbatim` in the outer one.
    let read = |cx: &mut Context<'_>, node: &Node| match verbatim {
        true => string(cx, node).map(|text| json!({ "value": text, "verbatim": true })),
        false => readable(cx, node),
    };
    let value = fields.required(cx, "value", read);
    let short = fields.optional(cx, "short", read);
    fields.finish(cx);
    let mut text = Map::new();
    text.insert("value".into(), value?);
    text.extend(short.map(|short| ("short".to_owned(), short)));
    Some(Json::Object(text))
}

fn person(cx: &mut Context<'_>, node: &Node) -> Option<Json> {
    if !matches!(node.value, Value::Mapping(_)) {
        return string(cx, node);
    }
    let keys = [
        ("name", Part::String, true),
        ("given-name", Part::String, false),
        ("prefix", Part::String, false),
        ("suffix", Part::String, false),
        ("comma-suffix", Part::Truth, false),
        ("alias", Part::String, false),
    ];
    parts(cx, node, "a person", &keys)
}

fn affiliated(cx: &mut Context<'_>, node: &Node) -> Option<Json> {
    let mut fields = Fields::new(cx, node, "an affiliated person")?;
    let mut read = Map::new();
    let names = fields.required(cx, "names", |cx, node| many(cx, node, person));
    let role = fields.required(cx, "role", string);
    read.insert("names".into(), names?);
    read.insert("role".into(), role?);
    fields.finish(cx);
    Some(Json::Object(read))
}

/// A key of a mapping, what it takes, and whether the mapping needs it.
type PartOf = (&'static str, Part, bool);

/// A value within a mapping.
#[derive(Clone, Copy)]
enum Part {
    Readable,
    String,
    Date,
    Integer,
    Truth,
}

fn parts(cx: &mut Context<'_>, node: &Node, what: &'static str, keys: &[PartOf]) -> Option<Json> {
    let mut fields = Fields::new(cx, node, what)?;
    let mut read = Some(Map::new());
    for &(key, part, needed) in keys {
        let value = |cx: &mut Context<'_>, node: &Node| match part {
            Part::Readable => readable(cx, node),
            Part::String => string(cx, node),
            Part::Date => date(cx, node),
            Part::Integer => integer(cx, node).map(Json::from),
            Part::Truth => truth(cx, node).map(Json::from),
        };
        let value = match needed {
            true => fields.required(cx, key, value),
            false => fields.optional(cx, key, value),
        };
        match value {
            Some(value) => {
                read.as_mut().and_then(|read| read.insert(key.into(), value));
            }
            None if needed => read = None,
            None => {}
        }
    }
    fields.finish(cx);
    read.map(Json::Object)
}

fn string(cx: &mut Context<'_>, node: &Node) -> Option<Json> {
    text(cx, node).map(|text| Json::String(text.value))
}

/// Text in which braces keep letters as they are. Hayagriva reads `$…$` as mathematics, of which
/// nothing could be shown here; in a briefing book a dollar sign is money.
fn readable(cx: &mut Context<'_>, node: &Node) -> Option<Json> {
    let written = text(cx, node)?.value;
    let mut escaped = String::with_capacity(written.len());
    let mut after_backslash = false;
    for c in written.chars() {
        if c == '$' && !after_backslash {
            escaped.push('\\');
        }
        escaped.push(c);
        after_backslash = c == '\\' && !after_backslash;
    }
    Some(Json::String(escaped))
}

/// A day, month or year, `~` before it where it is approximate. Hayagriva takes more, such as a
/// year of two digits; years before 1 are left to it.
fn date(cx: &mut Context<'_>, node: &Node) -> Option<Json> {
    if !matches!(node.value, Value::Scalar(_)) {
        wrong_type(cx, node, "a date is wanted here");
        return None;
    }
    let written = text(cx, node)?;
    let plain = written.value.strip_prefix('~').unwrap_or(&written.value);
    if plain.starts_with(['-', '+']) {
        return Some(Json::String(written.value));
    }
    let message = match Period::parse(plain) {
        Ok(Period::Day(_) | Period::Month(..) | Period::Year(_)) => {
            return Some(Json::String(written.value));
        }
        Ok(Period::Quarter(..) | Period::Range(..)) => {
            format!("`{}` is not a day, a month or a year", written.value)
        }
        Err(PeriodError::Impossible) => format!("there is no date `{}`", written.value),
        Err(PeriodError::Form | PeriodError::Backwards) => {
            format!("`{}` is not a date", written.value)
        }
    };
    cx.fault(
        Diagnostic::new(Code::InvalidDate, written.span, message)
            .hint("write `2025-04-29`, or where it is less precise `2025-04` or `2025`"),
    );
    None
}
