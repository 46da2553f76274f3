//! `briefbook impact`: every page and statement that rests on a source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::book::BookArgs;
use super::{CLEAN, CouldNotRun};
use crate::engine::{Analysis, Engine};
use crate::model::{EntityId, Lang, SourceKey};
use crate::render::view::UiText;
use crate::routes::{List, PageKey};
use crate::site::{Impact, Site, Statement};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The source's key.
    #[arg(value_name = "SOURCE")]
    source: String,
    /// The book's folder.
    #[arg(default_value = ".", value_name = "BOOK")]
    book: PathBuf,
    /// How the list is printed.
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Include drafts, and briefs dated after the as-of date.
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// By page, for people.
    Human,
    /// One JSON object.
    Json,
}

/// `--format json`.
#[derive(Debug, Serialize)]
struct Listing {
    source: String,
    title: String,
    retracted: bool,
    /// By the order of pages.
    pages: Vec<PageEntry>,
    /// How many statements there are of each kind.
    counts: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Serialize)]
struct PageEntry {
    /// From the site's root.
    path: String,
    title: String,
    /// The page's language.
    lang: String,
    statements: Vec<StatementEntry>,
}

#[derive(Debug, Serialize)]
struct StatementEntry {
    /// `citation`, `value`, `embed`, `observation`, `position`, `event` or `dispute`.
    kind: &'static str,
    /// The thing whose statement it is: `brief:one`.
    of: String,
    file: String,
    /// From 1; columns in characters.
    line: usize,
    column: usize,
    /// As contributors write it.
    locator: Option<String>,
    text: String,
}

pub fn run(args: &Args) -> Result<u8, CouldNotRun> {
    let book = BookArgs {
        book: args.book.clone(),
        as_of: None,
        drafts: args.drafts,
        deny: Vec::new(),
        jobs: None,
        format: super::book::FormatArg::Human,
    };
    let analysis = book.analyse(&Engine::new(), &book.options()?)?;
    let key = key(analysis.site(), &args.source)?;
    let listing = listing(&analysis, &key);
    match args.format {
        FormatArg::Human => print!("{}", human(&listing)),
        FormatArg::Json => {
            let json = serde_json::to_string_pretty(&listing).map_err(|it| it.to_string())?;
            println!("{json}");
        }
    }
    Ok(CLEAN)
}

/// The key as the bibliography spells it.
fn key(site: &Site, written: &str) -> Result<SourceKey, CouldNotRun> {
    let wanted = written.strip_prefix('@').unwrap_or(written);
    let keys = site.book.sources.iter().map(|it| &it.key.value);
    let found = keys.clone().find(|key| key.as_str() == wanted);
    found.cloned().ok_or_else(|| {
        match crate::diag::did_you_mean(wanted, keys.map(SourceKey::as_str)) {
            Some(close) => format!("there is no source `{wanted}`; did you mean `{close}`?"),
            None => format!("there is no source `{wanted}`"),
        }
    })
}

fn listing(analysis: &Analysis, key: &SourceKey) -> Listing {
    let (site, routes) = (analysis.site(), analysis.routes());
    let impact = Impact::of(site, key);
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    // What stands on several pages is one statement.
    let different: BTreeSet<_> =
        impact.statements.values().flatten().map(|it| (it.kind, it.span)).collect();
    for (kind, _) in different {
        *counts.entry(kind.name()).or_default() += 1;
    }
    let pages = routes.resting(site, &impact);
    let pages = pages.iter().map(|(page, it)| entry(analysis, page, it)).collect();
    let source = site.source(key);
    let default = site.book.config.default_language();
    let entity = EntityId::Source(key.clone());
    Listing {
        source: key.to_string(),
        title: site.title(&entity, default).0,
        retracted: source.is_some_and(|it| it.retracted.is_some()),
        pages,
        counts,
    }
}

fn entry(analysis: &Analysis, page: &PageKey, statements: &[&Statement]) -> PageEntry {
    let site = analysis.site();
    let lang = page.lang().unwrap_or_else(|| site.book.config.default_language());
    let title = match page.entity() {
        Some(entity) => site.title(&entity, lang).0,
        None => list_title(site, page, lang),
    };
    let mut statements = statements.to_vec();
    statements.sort_by_key(|it| (it.span, it.kind));
    statements.dedup();
    PageEntry {
        path: analysis.routes().to_path_from_root(page),
        title,
        lang: lang.to_string(),
        statements: statements.into_iter().map(|it| statement(analysis, it)).collect(),
    }
}

fn list_title(site: &Site, page: &PageKey, lang: &Lang) -> String {
    let ui = UiText::of(lang.as_str());
    let PageKey::List(list, part) = page else { return page.to_string() };
    let title = match list {
        List::Timeline => ui.timeline.to_owned(),
        List::Disputes => ui.disputes.to_owned(),
        List::Glossary => ui.glossary.to_owned(),
        List::PassagesOfSource(key) => site.title(&EntityId::Source(key.clone()), lang).0,
        _ => page.to_string(),
    };
    if *part == 0 { title } else { format!("{title} ({})", part + 1) }
}

fn statement(analysis: &Analysis, it: &Statement) -> StatementEntry {
    let file = analysis.sources().get(it.span.file);
    let (line, column) = file.lines().position(file.text(), it.span.start as usize);
    StatementEntry {
        kind: it.kind.name(),
        of: it.of.to_string(),
        file: file.path().to_string(),
        line,
        column,
        locator: it.locator.as_ref().map(ToString::to_string),
        text: it.text.clone(),
    }
}

fn human(listing: &Listing) -> String {
    let mut out = format!("{} ({})", listing.title, listing.source);
    out.push_str(if listing.retracted { ", retracted\n" } else { "\n" });
    for page in &listing.pages {
        let _ = writeln!(out, "\n{} ({})", page.title, page.path);
        for it in &page.statements {
            let _ = write!(out, "  {}:{}:{}: {}", it.file, it.line, it.column, it.kind);
            if let Some(locator) = &it.locator {
                let _ = write!(out, ", {locator}");
            }
            let _ = writeln!(out, "\n    {}", it.text);
        }
    }
    let all: usize = listing.counts.values().sum();
    let plural = |number: usize, word: &str| {
        format!("{number} {word}{}", if number == 1 { "" } else { "s" })
    };
    let pages = plural(listing.pages.len(), "page");
    let _ = writeln!(out, "\n{pages} with {}", plural(all, "statement"));
    out
}
