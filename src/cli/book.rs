//! What the commands that read a book share: arguments, reading, analysing, printing faults.

use std::env;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{CouldNotRun, Output};
use crate::decode::config::checked_base_url;
use crate::diag::render::{self, Format};
use crate::diag::{Code, Diagnostic};
use crate::disk::{GitHistory, NoHistory, read_book};
use crate::engine::{Analysis, Engine, Options, history_mode};
use crate::model::{Date, History};
use crate::source::SourceSet;

/// Which book, for which day.
#[derive(Args, Clone, Debug)]
pub struct BookArgs {
    /// The book's folder.
    #[arg(default_value = ".", value_name = "BOOK")]
    pub book: PathBuf,
    /// The day for which the site is made: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Include drafts, and briefs dated after the as-of date.
    #[arg(long)]
    pub drafts: bool,
    /// Treat a code, or all warnings, as faults.
    #[arg(long, value_name = "CODE|warnings")]
    pub deny: Vec<String>,
    /// Threads to use; all by default.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// How faults are printed.
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,
}

/// The formats of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// The line with the place marked under it.
    Human,
    /// One line a diagnostic.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands for GitHub.
    Github,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Human => Self::Human,
            FormatArg::Short => Self::Short,
            FormatArg::Json => Self::Json,
            FormatArg::Github => Self::Github,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    match crate::model::Period::parse(text) {
        Ok(crate::model::Period::Day(date)) => Ok(date),
        _ => Err("write it as 2025-04-29".to_owned()),
    }
}

impl BookArgs {
    /// What the caller decides about the site.
    pub fn options(&self) -> Result<Options, CouldNotRun> {
        let mut options = Options::new(today()?);
        options.as_of = self.as_of;
        options.drafts = self.drafts;
        for name in &self.deny {
            if name == "warnings" {
                options.deny_warnings = true;
            } else {
                let code = Code::from_name(name).ok_or_else(|| unknown_code(name))?;
                options.deny.push(code);
            }
        }
        Ok(options)
    }

    /// As [`BookArgs::options`], with the address of the site that the caller names.
    pub fn options_at(&self, base_url: Option<&str>) -> Result<Options, CouldNotRun> {
        let mut options = self.options()?;
        if let Some(url) = base_url {
            let checked = checked_base_url(url).ok_or_else(|| {
                format!("`{url}` is not the address of a site, as https://example.org/")
            })?;
            options.base_url = Some(checked);
        }
        Ok(options)
    }

    /// Runs `work` on as many threads as were asked for.
    pub fn on_threads<R: Send>(&self, work: impl FnOnce() -> R + Send) -> Result<R, CouldNotRun> {
        match self.jobs {
            None => Ok(work()),
            Some(0) => Err("--jobs takes a number from 1".to_owned()),
            Some(jobs) => crate::par::on_threads(jobs, work).map_err(|error| error.to_string()),
        }
    }

    /// Reads the book.
    pub fn read(&self) -> Result<(SourceSet, Vec<Diagnostic>), CouldNotRun> {
        let theme = crate::theme::files().iter().copied();
        read_book(&self.book, theme).map_err(|error| error.to_string())
    }

    /// Reads and analyses the book, without its history.
    pub fn analyse(&self, engine: &Engine, options: &Options) -> Result<Analysis, CouldNotRun> {
        let (set, faults) = self.read()?;
        Ok(engine.analyse(set, faults, options))
    }

    /// Reads and analyses the book with its history; and why that is not known, where it is not.
    pub fn analyse_with_history(
        &self,
        engine: &Engine,
        options: &Options,
    ) -> Result<(Analysis, Option<NoHistory>), CouldNotRun> {
        let (set, faults) = self.read()?;
        let mode = history_mode(&set);
        // Git takes its time, and nothing needs its answer before pages are rendered.
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| GitHistory::new(&self.book).read(mode));
            let analysis = engine.analyse(set, faults, options);
            let told = asked.join().map_err(|_| "git's answer could not be read".to_owned())?;
            let (history, unknown) = known(told);
            Ok((analysis.remembering(history), unknown))
        })
    }

    /// Says once why pages show no dates of change.
    pub fn tell(unknown: Option<&NoHistory>, output: Output) {
        if let Some(reason) = unknown.filter(|_| !output.quiet) {
            eprintln!("note: pages show no dates of change: {reason}");
        }
    }
}

/// The history that the book wants shown, as far as it is known.
pub fn history(git: &mut GitHistory, set: &SourceSet) -> (Arc<History>, Option<NoHistory>) {
    known(git.read(history_mode(set)))
}

fn known(told: Result<Arc<History>, NoHistory>) -> (Arc<History>, Option<NoHistory>) {
    match told {
        Ok(history) => (history, None),
        Err(reason) => (Arc::default(), Some(reason)),
    }
}

/// The message for a code that does not exist.
pub fn unknown_code(name: &str) -> String {
    let known = Code::ALL.iter().map(|code| code.as_str());
    match crate::diag::did_you_mean(name, known) {
        Some(close) => format!("there is no code `{name}`; did you mean `{close}`?"),
        None => format!("there is no code `{name}`"),
    }
}

/// The as-of date of a book that names none: `SOURCE_DATE_EPOCH` (reproducible-builds.org), else
/// the clock, both in UTC.
pub fn today() -> Result<Date, CouldNotRun> {
    let moment = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is no number of seconds: `{seconds}`"))?,
        Err(_) => jiff::Timestamp::now(),
    };
    Ok(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// Whether standard error takes colours.
pub fn wants_colour() -> bool {
    env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && std::io::stderr().is_terminal()
}

/// Prints diagnostics: those for people to standard error with a count, those for programs to
/// standard output.
pub fn print(diagnostics: &[Diagnostic], set: &SourceSet, format: FormatArg, output: Output) {
    let shown: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|it| !output.quiet || it.severity == crate::diag::Severity::Error)
        .cloned()
        .collect();
    let colour = format == FormatArg::Human && wants_colour();
    let text = render::render(&shown, set, format.into(), colour);
    match format {
        FormatArg::Human => eprint!("{text}"),
        _ => print!("{text}"),
    }
    let count = render::count(&shown);
    if format == FormatArg::Human && !count.is_empty() {
        eprintln!("{count}; `briefbook explain CODE` says more");
    }
}
