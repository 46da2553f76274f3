//! Trees to the model, one file a kind; every fault of a file is reported at once.
//!
//! A file is decoded by itself ([`file`]), so that it can be done in parallel and kept while it
//! does not change; [`assemble`] puts the parts together. This module knows nothing about what
//! references point at.

mod actor;
mod assemble;
mod bibtex;
mod brief;
pub mod config;
mod dispute;
mod document;
mod event;
mod figure;
mod kind;
mod page;
mod reader;
mod source;
mod term;
mod topic;

pub use assemble::assemble;
pub use kind::{FileKind, Registry};
pub use reader::Context;

use crate::diag::{Code, Diagnostic};
use crate::model::{
    Actor, Brief, Config, Dispute, Event, Figure, Kind, Lang, Media, Page, Source, SourceNote,
    Term, Topic,
};
use crate::source::{FileId, SourceFile, Spanned};
use crate::syntax::excuse::{self, Excuse};
use crate::syntax::yaml::{Limits, Node, Value};
use crate::syntax::{text, yaml};
use document::Translation;

/// What one file holds.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    pub briefs: Vec<Brief>,
    pub topics: Vec<Topic>,
    pub actors: Vec<Actor>,
    pub pages: Vec<Page>,
    pub translations: Vec<Translation>,
    pub sources: Vec<Source>,
    pub source_notes: Vec<SourceNote>,
    pub figures: Vec<Figure>,
    pub disputes: Vec<Dispute>,
    pub events: Vec<Event>,
    pub terms: Vec<Term>,
    pub media: Vec<Media>,
    pub excuses: Vec<Excuse>,
    pub faults: Vec<Diagnostic>,
}

/// What decoding a file depends on beside its own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub languages: Vec<Lang>,
}

impl Settings {
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self { languages: config.languages.clone() }
    }
}

/// Reads `site.yaml`.
#[must_use]
pub fn site_yaml(id: FileId, file: &SourceFile) -> (Config, Vec<Diagnostic>) {
    let mut cx = Context::new(id, &[]);
    let faults = text::check(id, file);
    if !faults.is_empty() {
        return (Config::fallback(), faults);
    }
    let (node, faults) = yaml::parse(id, file.text(), 0, &Limits::REGISTRY);
    cx.syntax_faults(faults);
    let config = match node {
        Some(node) => config::decode(&mut cx, &node),
        None => Config::fallback(),
    };
    (config, cx.sink.finish())
}

/// Decodes one file below `content/`.
#[must_use]
pub fn file(id: FileId, file: &SourceFile, settings: &Settings) -> Decoded {
    let mut cx = Context::new(id, &settings.languages);
    let mut out = Decoded::default();
    let kind = FileKind::of(file.path());
    if kind.is_text() {
        let faults = text::check(id, file);
        if !faults.is_empty() {
            cx.partial = !file.is_text();
            out.faults = faults;
        }
    }
    match kind {
        FileKind::Page(kind) => markdown_page(&mut cx, &mut out, kind, file),
        FileKind::SourceNote => out.source_notes.extend(page::source_note(&mut cx, file)),
        FileKind::Bibtex => out.sources = bibtex::decode(&mut cx, file.text()),
        FileKind::Registry(registry) => registry_file(&mut cx, &mut out, registry, file),
        FileKind::Media => out.media.push(Media { file: id, path: file.path().clone() }),
        FileKind::Unexpected => cx.fault(unexpected(id, file)),
    }
    out.excuses = excuse::place(file.text(), std::mem::take(&mut cx.excuses));
    // Of a file whose bytes are not text, what can be read stays as a stub for links to it; what
    // else seems wrong with it is no news.
    if file.is_text() || !kind.is_text() {
        out.faults.extend(cx.sink.finish());
    }
    out
}

fn markdown_page(cx: &mut Context<'_>, out: &mut Decoded, kind: Kind, file: &SourceFile) {
    let Some(page) = document::page(cx, file) else { return };
    let translated = page.translation.is_some();
    match kind {
        Kind::Brief if translated => out.translations.extend(brief::translation(cx, &page)),
        Kind::Brief => out.briefs.extend(brief::decode(cx, &page)),
        Kind::Actor if translated => {
            out.translations.extend(topic::translation(cx, &page, kind, "name"));
        }
        Kind::Actor => out.actors.extend(actor::decode(cx, &page)),
        _ if translated => out.translations.extend(topic::translation(cx, &page, kind, "title")),
        Kind::Topic => out.topics.extend(topic::decode(cx, &page)),
        _ => out.pages.extend(page::decode(cx, &page)),
    }
}

fn registry_file(cx: &mut Context<'_>, out: &mut Decoded, registry: Registry, file: &SourceFile) {
    let (node, faults) = yaml::parse(cx.file, file.text(), 0, &Limits::REGISTRY);
    cx.syntax_faults(faults);
    cx.yaml_excuses(file.text(), 0);
    let Some(node) = node else { return };
    let entries: &[(Spanned<String>, Node)] = match &node.value {
        Value::Mapping(entries) => entries,
        Value::Null => &[],
        _ => {
            reader::wrong_type(cx, &node, "a registry is a mapping from ids to records");
            return;
        }
    };
    if registry == Registry::Sources {
        out.sources = source::decode(cx, entries);
        return;
    }
    for (key, node) in entries {
        match registry {
            Registry::Figures => out.figures.extend(figure::decode(cx, key, node)),
            Registry::Disputes => out.disputes.extend(dispute::decode(cx, key, node)),
            Registry::Events => out.events.extend(event::decode(cx, key, node)),
            Registry::Glossary => out.terms.extend(term::decode(cx, key, node)),
            Registry::Sources => {}
        }
    }
}

fn unexpected(id: FileId, file: &SourceFile) -> Diagnostic {
    Diagnostic::new(
        Code::UnexpectedFile,
        crate::source::Span::at(id, 0),
        format!("the book has no place for `{}`", file.path()),
    )
    .hint("images and files for readers belong under `content/media/`, or beside a page")
}

/// `as_written` is a pointer into the source, not a quotation: seven words at most.
fn check_as_written(cx: &mut Context<'_>, words: &Spanned<String>) {
    const MOST: usize = 7;
    let count = words.value.split_whitespace().count();
    if count > MOST {
        cx.fault(
            Diagnostic::new(
                Code::InvalidValue,
                words.span,
                format!("`as_written` has {count} words and may have {MOST}"),
            )
            .hint("keep the words that carry the value"),
        );
    }
}
