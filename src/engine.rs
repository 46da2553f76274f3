//! A snapshot in, an analysis and pages out.
//!
//! Holds the memos of the program, keyed by content: decoded files, so that an edit decodes one file
//! again, and highlighted code. Everything else is worked out anew. Knows nothing about the disk, the
//! network, the clock or the command line: the snapshot and the as-of date are passed in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cite::{Citations, Style};
use crate::decode::{self, Decoded, Settings};
use crate::diag::{Code, Diagnostic, Place, Severity, Sink};
use crate::export::{self, Export, Wanted};
use crate::model::{Book, Config, Date, History, HistoryMode, Lang};
use crate::render::highlight::Highlighter;
use crate::render::output::OutputSink;
use crate::render::{Plan, Renderer, Templates};
use crate::routes::{OutputPath, Routes};
use crate::site::{self, Publication, Revisions, Site};
use crate::source::{FileId, SourceFile, SourceSet};
use crate::{check, par};

/// What a caller decides about a site, beside its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Replaces the book's as-of date.
    pub as_of: Option<Date>,
    /// The as-of date of a book that names none.
    pub today: Date,
    /// Shows drafts, and briefs dated after the as-of date.
    pub drafts: bool,
    /// Replaces the book's base address; ends in a slash.
    pub base_url: Option<String>,
    /// Whether browsers may keep pages for when there is no network, where the book says so too.
    pub offline: bool,
    pub deny_warnings: bool,
    /// Codes to treat as faults whatever the book says.
    pub deny: Vec<Code>,
}

impl Options {
    /// Nothing changed; `today` stands in where the book names no as-of date.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            as_of: None,
            today,
            drafts: false,
            base_url: None,
            offline: true,
            deny_warnings: false,
            deny: Vec::new(),
        }
    }
}

/// Analyses snapshots of a book, remembering what it decoded.
#[derive(Debug, Default)]
pub struct Engine {
    memo: Mutex<Memo>,
    highlighter: Arc<Highlighter>,
}

#[derive(Debug, Default)]
struct Memo {
    settings: Option<Settings>,
    files: BTreeMap<FileId, (blake3::Hash, String, Arc<Decoded>)>,
}

/// A book understood: its site, what is to be said about it, and everything needed to render it.
#[derive(Debug)]
pub struct Analysis {
    set: SourceSet,
    site: Site,
    routes: Routes,
    citations: BTreeMap<Lang, Citations>,
    templates: Option<Templates>,
    highlighter: Arc<Highlighter>,
    revisions: Revisions,
    diagnostics: Vec<Diagnostic>,
}

impl Engine {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Understands a snapshot. `read_faults` are what was met while it was read.
    #[must_use]
    pub fn analyse(
        &self,
        set: SourceSet,
        read_faults: Vec<Diagnostic>,
        options: &Options,
    ) -> Analysis {
        let mut sink = Sink::new();
        sink.extend(read_faults);
        let mut config = config(&set, &mut sink);
        config.offline &= options.offline;
        if options.base_url.is_some() {
            config.base_url.clone_from(&options.base_url);
        }
        if options.deny_warnings {
            config.levels.deny_warnings();
        }
        for &code in &options.deny {
            config.levels.deny(code);
        }
        let book = self.book(config, &set, &mut sink);
        let as_of = options.as_of.or(book.config.as_of).unwrap_or(options.today);
        let levels = book.config.levels.clone();
        let revisions = Revisions::new(Arc::default(), &book.config, as_of);
        let citations = citations(&book, &mut sink);
        let (site, faults) =
            site::analyse(book, &set, Publication { as_of, drafts: options.drafts });
        sink.extend(faults);
        let (routes, faults) = Routes::new(&site, &set);
        sink.extend(faults);
        sink.extend(check::run(&site));
        let templates = match Templates::of(&set) {
            Ok(templates) => Some(templates),
            Err(faults) => {
                sink.extend(faults);
                None
            }
        };
        let found = check::excuses::apply(&site.book.excuses, &levels, sink.finish());
        let diagnostics = levels.apply(found);
        let highlighter = Arc::clone(&self.highlighter);
        Analysis { set, site, routes, citations, templates, highlighter, revisions, diagnostics }
    }

    fn book(&self, config: Config, set: &SourceSet, sink: &mut Sink) -> Book {
        let settings = Settings::of(&config);
        let files: Vec<(FileId, &SourceFile)> = set.in_folder("content").collect();
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        if memo.settings.as_ref() != Some(&settings) {
            memo.files.clear();
            memo.settings = Some(settings.clone());
        }
        let known = std::mem::take(&mut memo.files);
        let decoded = par::map(&files, |(id, file)| match known.get(id) {
            Some((hash, path, decoded)) if *hash == file.hash() && path == file.path().as_str() => {
                Arc::clone(decoded)
            }
            _ => Arc::new(decode::file(*id, file, &settings)),
        });
        memo.files = files
            .iter()
            .zip(&decoded)
            .map(|((id, file), decoded)| {
                (*id, (file.hash(), file.path().to_string(), Arc::clone(decoded)))
            })
            .collect();
        decode::assemble(config, set, decoded.iter().map(Arc::as_ref), sink)
    }
}

impl Analysis {
    /// With what the book's repository remembers, which nothing is checked against.
    #[must_use]
    pub fn remembering(mut self, history: Arc<History>) -> Self {
        self.revisions = Revisions::new(history, &self.site.book.config, self.site.as_of);
        self
    }

    /// Everything found, faults and warnings, in order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether anything found keeps the site from being written.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }

    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    #[must_use]
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    #[must_use]
    pub fn sources(&self) -> &SourceSet {
        &self.set
    }

    fn renderer<'a>(&'a self, templates: &'a Templates) -> Renderer<'a> {
        Renderer::new(
            &self.site,
            &self.routes,
            &self.set,
            &self.citations,
            templates,
            &self.highlighter,
            &self.revisions,
        )
    }

    /// Renders the whole site into `sink`.
    ///
    /// # Errors
    /// The faults of templates, and of a sink that takes no more. Nothing that was written before
    /// is a site then.
    pub fn render(&self, sink: &dyn OutputSink) -> Result<(), Vec<Diagnostic>> {
        let Some(templates) = &self.templates else { return Err(Vec::new()) };
        let renderer = self.renderer(templates);
        let plan = Plan::new(&renderer);
        plan.render(&renderer, sink)
    }

    /// The book in one file; `None` of a page that is none for readers.
    ///
    /// # Errors
    /// The faults of templates, and of a book that the format cannot hold.
    pub fn export(&self, wanted: Wanted<'_>) -> Option<Result<Export, Vec<Diagnostic>>> {
        let Some(templates) = &self.templates else { return Some(Err(Vec::new())) };
        export::make(&self.renderer(templates), wanted)
    }

    /// Renders the one file at `path`; `None` where the site has none.
    ///
    /// # Errors
    /// The faults of templates.
    pub fn file(&self, path: &str) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        let templates = self.templates.as_ref()?;
        let path = OutputPath::new(path)?;
        let renderer = self.renderer(templates);
        renderer.file(&path)
    }
}

/// How much of its history a book wants shown, for whoever reads it.
#[must_use]
pub fn history_mode(set: &SourceSet) -> HistoryMode {
    config(set, &mut Sink::new()).history
}

fn config(set: &SourceSet, sink: &mut Sink) -> Config {
    match set.find("site.yaml") {
        Some(id) => {
            let (config, faults) = decode::site_yaml(id, set.get(id));
            sink.extend(faults);
            config
        }
        None => {
            sink.push(
                Diagnostic::at(
                    Code::MissingFile,
                    Place::Outside("site.yaml".to_owned()),
                    "the book has no site.yaml",
                )
                .hint("`briefbook init` writes a book to start from"),
            );
            Config::fallback()
        }
    }
}

/// One bibliography a language, since words such as "edited by" differ.
fn citations(book: &Book, sink: &mut Sink) -> BTreeMap<Lang, Citations> {
    let config = &book.config;
    let default = config.default_language();
    let named = config.citation_style.as_ref();
    let name = named.map_or(crate::cite::DEFAULT_STYLE, |style| style.value.as_str());
    let style = match (Style::load(name, default), named) {
        (Ok(style), _) => Some(style),
        (Err(error), named) => {
            if let Some(named) = named {
                sink.push(
                    Diagnostic::new(
                        Code::InvalidValue,
                        named.span,
                        format!("there is no citation style `{name}`"),
                    )
                    .hint_opt(error.suggestion.map(|close| format!("did you mean `{close}`?"))),
                );
            }
            Style::load(crate::cite::DEFAULT_STYLE, default).ok()
        }
    };
    let Some(style) = style else { return BTreeMap::new() };
    let made = par::map(&config.languages, |lang| {
        let own = if lang == default { style.clone() } else { style.in_language(lang) };
        (lang.clone(), Citations::new(&book.sources, own, default))
    });
    made.into_iter().collect()
}
