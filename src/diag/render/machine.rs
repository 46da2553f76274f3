//! Formats for programs: one line a diagnostic.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Location, Locator};
use crate::diag::{Diagnostic, Severity};
use crate::source::SourceSet;

pub fn short(diagnostics: &[Diagnostic], set: &SourceSet) -> String {
    let mut out = String::new();
    let mut locator = Locator::new(set);
    for it in diagnostics {
        let place = locator.locate(&it.place);
        let (severity, code, message) = (it.severity.name(), it.code, &it.message);
        out.push_str(&place.file);
        if let Some(range) = place.range {
            let _ = write!(out, ":{}:{}", range.start.0, range.start.1);
        }
        let _ = write!(out, ": {severity}[{code}]: {message}");
        for hint in &it.hints {
            let _ = write!(out, " ({hint})");
        }
        out.push('\n');
    }
    out
}

#[derive(Serialize)]
struct Json<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
    hints: &'a [String],
    related: Vec<JsonRelated<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

/// Lines and columns from 1, columns in characters; the span in bytes from 0, its end left out.
#[derive(Serialize)]
struct JsonPlace {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    span: Option<[u32; 2]>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    span: [u32; 2],
    replacement: &'a str,
}

impl From<Location> for JsonPlace {
    fn from(location: Location) -> Self {
        let range = location.range;
        let of = |f: fn(&super::Range) -> usize| range.as_ref().map(f);
        Self {
            file: location.file,
            line: of(|range| range.start.0),
            column: of(|range| range.start.1),
            end_line: of(|range| range.end.0),
            end_column: of(|range| range.end.1),
            span: range.as_ref().map(|range| [range.span.start, range.span.end]),
        }
    }
}

pub fn json(diagnostics: &[Diagnostic], set: &SourceSet) -> String {
    let mut out = String::new();
    let mut locator = Locator::new(set);
    for it in diagnostics {
        let object = Json {
            code: it.code.as_str(),
            severity: it.severity.name(),
            message: &it.message,
            place: locator.locate(&it.place).into(),
            hints: &it.hints,
            related: it
                .related
                .iter()
                .map(|(place, message)| JsonRelated {
                    message,
                    place: locator.locate(place).into(),
                })
                .collect(),
            fix: it.fix.as_ref().map(|fix| JsonFix {
                span: [fix.span.start, fix.span.end],
                replacement: &fix.replacement,
            }),
        };
        // Strings and numbers always serialise.
        out.push_str(&serde_json::to_string(&object).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// The workflow commands `::error file=…,line=…::message`.
pub fn github(diagnostics: &[Diagnostic], set: &SourceSet) -> String {
    let mut out = String::new();
    let mut locator = Locator::new(set);
    for it in diagnostics {
        let place = locator.locate(&it.place);
        let command = match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let _ = write!(out, "::{command} file={}", property(&place.file));
        if let Some(range) = place.range {
            let ((line, column), (end_line, end_column)) = (range.start, range.end);
            let _ = write!(out, ",line={line},endLine={end_line},col={column}");
            if end_line == line {
                let _ = write!(out, ",endColumn={end_column}");
            }
        }
        let mut message = it.message.clone();
        for hint in &it.hints {
            message.push('\n');
            message.push_str(hint);
        }
        let _ = writeln!(out, ",title={}::{}", property(it.code.as_str()), data(&message));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
