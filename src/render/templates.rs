//! Tera, set up once for a book: templates in, text or a located fault out.
//!
//! The theme's templates are known as `theme:NAME`, a book's own as `NAME`. A name without prefix
//! finds the book's template first and the theme's otherwise, so that a book's `base.html` is
//! also what the theme's pages extend, and `{% extends "theme:brief.html" %}` always reaches the
//! original. Text is escaped in every template, whatever its name. Tera itself bounds recursion:
//! 20 components deep, 40 levels of nested tags, no cycles of includes or parents.
//!
//! Knows nothing about views but that they can be serialised and have words, and nothing about
//! files.

use tera::{Context, ErrorKind, ReportError, Tera};

use super::view::View;
use crate::diag::{Code, Diagnostic, Place, did_you_mean};
use crate::source::{FileId, Origin, SourceSet, Span};

/// What the theme's templates are called by, before their name.
pub const THEME_PREFIX: &str = "theme:";

/// Where a template comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateOrigin {
    /// Embedded in the program.
    Theme,
    /// A file of the book, below `templates/`.
    Book(FileId),
}

/// One template.
#[derive(Clone, Copy, Debug)]
pub struct TemplateFile<'a> {
    /// The path below `templates/`: `brief.html`, `embeds/figure.html`.
    pub name: &'a str,
    pub text: &'a str,
    pub origin: TemplateOrigin,
}

/// All templates of a book, ready to render.
pub struct Templates {
    tera: Tera,
    known: Vec<Known>,
}

/// A template as Tera knows it.
struct Known {
    /// With [`THEME_PREFIX`] where it is the theme's.
    tera_name: String,
    text: String,
    origin: TemplateOrigin,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.known.iter().map(|known| &known.tera_name)).finish()
    }
}

impl Templates {
    /// Parses the templates, in any order.
    ///
    /// # Errors
    /// Every syntax fault of every file; when there is none, whatever keeps the files from working
    /// together: an unknown filter or component, a missing parent, a circle.
    pub fn new<'a>(files: impl Iterator<Item = TemplateFile<'a>>) -> Result<Self, Vec<Diagnostic>> {
        let mut known: Vec<Known> = files
            .map(|file| Known {
                tera_name: match file.origin {
                    TemplateOrigin::Theme => format!("{THEME_PREFIX}{}", file.name),
                    TemplateOrigin::Book(_) => file.name.to_owned(),
                },
                text: file.text.to_owned(),
                origin: file.origin,
            })
            .collect();
        known.sort_by(|a, b| a.tera_name.cmp(&b.tera_name));

        let mut tera = Tera::new();
        // Every name ends in the empty text.
        tera.autoescape_on([""]);
        let added = tera.set_fallback_prefixes(vec![THEME_PREFIX.to_owned()]).and_then(|()| {
            tera.add_raw_templates(known.iter().map(|file| (&file.tera_name, &file.text)))
        });
        let Err(error) = added else { return Ok(Self { tera, known }) };

        // One at a time: Tera stops at the first file that it cannot parse.
        let faults: Vec<Diagnostic> = known
            .iter()
            .filter_map(|file| {
                let error = Tera::new().add_raw_template(&file.tera_name, &file.text).err()?;
                match error.kind() {
                    ErrorKind::SyntaxError(report) => Some(reported(&known, report)),
                    _ => None,
                }
            })
            .collect();
        Err(if faults.is_empty() { faults_of(&known, &error, None) } else { faults })
    }

    /// The templates of a snapshot: the book's and the theme's.
    ///
    /// # Errors
    /// As for [`Templates::new`].
    pub fn of(set: &SourceSet) -> Result<Self, Vec<Diagnostic>> {
        let in_place = set.in_folder("templates").map(|(id, file)| {
            let origin = match file.origin() {
                Origin::Book => TemplateOrigin::Book(id),
                Origin::Theme => TemplateOrigin::Theme,
            };
            ("templates", file, origin)
        });
        let replaced = set
            .in_folder("theme/templates")
            .map(|(_, file)| ("theme/templates", file, TemplateOrigin::Theme));
        Self::new(in_place.chain(replaced).filter_map(|(folder, file, origin)| {
            let name = file.path().strip_folder(folder)?;
            Some(TemplateFile { name, text: file.text(), origin })
        }))
    }

    /// Renders the template `name`, the book's own where there is one, with the fields of `view`
    /// and its words.
    ///
    /// # Errors
    /// When there is no such template, or it uses what the view does not have.
    pub fn render<V: View>(&self, name: &str, view: &V) -> Result<String, Box<Diagnostic>> {
        let context = Context::from_serialize(view).map(|mut context| {
            context.insert_value("ui", view.words().value());
            context
        });
        self.render_context(name, context)
    }

    fn render_context(
        &self,
        name: &str,
        context: tera::TeraResult<Context>,
    ) -> Result<String, Box<Diagnostic>> {
        context.and_then(|context| self.tera.render(name, &context)).map_err(|error| {
            let mut faults = faults_of(&self.known, &error, Some(name));
            Box::new(faults.swap_remove(0))
        })
    }

    /// As [`Templates::render`], with any value for a view.
    ///
    /// # Errors
    /// As for [`Templates::render`].
    #[cfg(test)]
    pub(super) fn render_any<V: serde::Serialize>(
        &self,
        name: &str,
        view: &V,
    ) -> Result<String, Box<Diagnostic>> {
        self.render_context(name, Context::from_serialize(view))
    }
}

/// The faults in an error of Tera: at least one.
fn faults_of(known: &[Known], error: &tera::Error, rendered: Option<&str>) -> Vec<Diagnostic> {
    let fault = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            reported(known, report)
        }
        ErrorKind::MissingParent { current, parent } => {
            let names = known.iter().map(|file| file.tera_name.as_str());
            at_words(known, current, parent, format!("there is no template \"{parent}\" to extend"))
                .hint_opt(
                    did_you_mean(parent, names).map(|name| format!("did you mean \"{name}\"?")),
                )
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let parent = inheritance_chain.last().unwrap_or(tpl);
            let message = format!(
                "the template \"{tpl}\" extends itself through {}",
                chain(inheritance_chain)
            );
            at_words(known, tpl, parent, message)
                .hint(format!("`{{% extends \"{THEME_PREFIX}{tpl}\" %}}` extends the theme's template of that name"))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let next = include_chain.get(1).unwrap_or(tpl);
            at_words(
                known,
                tpl,
                next,
                format!("the template includes itself: {}", chain(include_chain)),
            )
        }
        ErrorKind::TemplateNotFound(name) => Diagnostic::at(
            Code::TemplateError,
            Place::Outside("the theme".to_owned()),
            format!("there is no template \"{name}\""),
        ),
        ErrorKind::Msg(message) => {
            let several = reports(known, message);
            if !several.is_empty() {
                return several;
            }
            Diagnostic::at(
                Code::TemplateError,
                fallback_place(known, message, rendered),
                fact(message),
            )
        }
        other => Diagnostic::at(
            Code::TemplateError,
            fallback_place(known, "", rendered),
            fact(&other.to_string()),
        ),
    };
    vec![fault]
}

fn chain(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// The fault at the place that Tera reports.
fn reported(known: &[Known], report: &ReportError) -> Diagnostic {
    let place = match find(known, report.filename()) {
        Some(file) => place_of(file, report.span().range.clone()),
        None => Place::Outside(report.filename().to_owned()),
    };
    Diagnostic::at(Code::TemplateError, place, fact(report.message()))
        .hint_opt(hint_for(report.message()))
}

/// Takes apart the report of several faults, which Tera gives as one text:
/// `error: MESSAGE`, then a line ` --> NAME:LINE:COLUMN`, then the line itself and its marks.
fn reports(known: &[Known], text: &str) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else {
            continue;
        };
        let Some(place) = lines.next().and_then(|l| l.trim_start().strip_prefix("--> ")) else {
            continue;
        };
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.parse::<usize>().ok());
        let line_number = parts.next().and_then(|part| part.parse::<usize>().ok());
        let Some(file) = parts.next().and_then(|name| find(known, name)) else {
            continue;
        };
        let marks = lines.clone().nth(2).map_or(1, |marks| marks.matches('^').count().max(1));
        let range = match (line_number, column) {
            (Some(line), Some(column)) => range_in(&file.text, line, column, marks),
            _ => 0..0,
        };
        faults.push(
            Diagnostic::at(Code::TemplateError, place_of(file, range), fact(message))
                .hint_opt(hint_for(message)),
        );
    }
    faults
}

/// The byte range of `count` characters at a line and column counted from 1.
fn range_in(text: &str, line: usize, column: usize, count: usize) -> std::ops::Range<usize> {
    let mut start = 0;
    for (index, found) in text.split_inclusive('\n').enumerate() {
        if index + 1 == line {
            let after = |characters: usize| {
                found.char_indices().nth(characters).map_or(found.trim_end().len(), |(at, _)| at)
            };
            let first = after(column.saturating_sub(1));
            let last = after(column.saturating_sub(1) + count).max(first);
            return start + first..start + last;
        }
        start += found.len();
    }
    text.len()..text.len()
}

/// The fault at the first place in `template` where `words` stand in quotes.
fn at_words(known: &[Known], template: &str, words: &str, message: String) -> Diagnostic {
    let place = match find(known, template) {
        Some(file) => {
            let at = [words, words.strip_prefix(THEME_PREFIX).unwrap_or(words)]
                .iter()
                .find_map(|words| {
                    let at = quoted(&file.text, words)?;
                    Some(at..at + words.len())
                })
                .unwrap_or(0..0);
            place_of(file, at)
        }
        None => Place::Outside(template.to_owned()),
    };
    Diagnostic::at(Code::TemplateError, place, message)
}

fn quoted(text: &str, words: &str) -> Option<usize> {
    ['"', '\'', '`']
        .iter()
        .find_map(|quote| text.find(&format!("{quote}{words}{quote}")))
        .map(|at| at + 1)
}

/// A place for an error that Tera gives none: the book's template that the message names, else the
/// one that was being rendered.
fn fallback_place(known: &[Known], message: &str, rendered: Option<&str>) -> Place {
    let named = known
        .iter()
        .filter(|file| file.origin != TemplateOrigin::Theme)
        .find(|file| message.contains(&format!("`{}`", file.tera_name)))
        .or_else(|| rendered.and_then(|name| find(known, name)));
    named.map_or_else(|| Place::Outside("the theme".to_owned()), |file| place_of(file, 0..0))
}

fn find<'a>(known: &'a [Known], tera_name: &str) -> Option<&'a Known> {
    known.iter().find(|file| file.tera_name == tera_name)
}

fn place_of(file: &Known, range: std::ops::Range<usize>) -> Place {
    let start = floor(&file.text, range.start);
    let end = floor(&file.text, range.end).max(start);
    match file.origin {
        TemplateOrigin::Book(id) => Place::Span(Span::new(id, start, end)),
        TemplateOrigin::Theme => {
            let line = file.text[..start].matches('\n').count() + 1;
            let column =
                file.text[..start].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let name = file.tera_name.strip_prefix(THEME_PREFIX).unwrap_or(&file.tera_name);
            Place::Outside(format!("the theme's {name}:{line}:{column}"))
        }
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Tera's message in the house's form: one line, no full stop, lower case at the start.
fn fact(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut characters = line.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "the template could not be rendered".to_owned(),
    }
}

fn hint_for(message: &str) -> Option<String> {
    if message.contains("is not defined") || message.contains("undefined") {
        return Some(
            "a template sees the fields of its view and nothing else; the theme's template of the \
             same name shows them all"
                .to_owned(),
        );
    }
    if message.starts_with("Unknown component") {
        return Some(
            "components are defined with `{% component NAME(…) %}` in any template".to_owned(),
        );
    }
    message.starts_with("Unknown filter").then(|| {
        "dates, links and numbers come ready to print; the filters are Tera's own".to_owned()
    })
}

#[cfg(test)]
mod tests;
