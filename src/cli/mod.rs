//! The command line: one file a command.
//!
//! The only place that prints, reads the environment and asks the clock. A command returns its
//! exit code: 0 clean, 1 faults, 2 could not run.
#![allow(clippy::disallowed_methods, reason = "the environment and the clock enter here")]
#![allow(clippy::disallowed_macros, reason = "the command line is what prints")]

mod book;
mod build;
mod check;
mod completions;
mod explain;
mod export;
mod impact;
mod init;
mod markdown;
mod new;
mod serve;
mod stats;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Makes a static site of a briefing book: dated, cited, cross-linked briefs.
#[derive(Debug, Parser)]
#[command(name = "briefbook", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Print nothing but faults.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Print more: what is read and written.
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the site.
    Build(build::Args),
    /// Report faults and warnings without writing anything.
    Check(check::Args),
    /// Put the whole book into one file.
    Export(export::Args),
    /// Show the site in a browser while you edit, on this machine alone.
    Serve(serve::Args),
    /// Start a book in a new folder.
    Init(init::Args),
    /// Start a brief, a topic, an actor or a page.
    New(new::Args),
    /// Say what a diagnostic's code means and how to mend it.
    Explain(explain::Args),
    /// Count what the book holds.
    Stats(stats::Args),
    /// Look for every quoted passage in the stored copies of the sources.
    Verify(verify::Args),
    /// List every page and statement that rests on a source.
    Impact(impact::Args),
    /// Turn Markdown on standard input into HTML.
    Markdown(markdown::Args),
    /// Print completions for a shell.
    Completions(completions::Args),
}

/// What every command can be told.
#[derive(Clone, Copy, Debug)]
struct Output {
    quiet: bool,
    verbose: bool,
}

/// Why a command could not run: printed, exit code 2.
type CouldNotRun = String;

const CLEAN: u8 = 0;
const FAULTS: u8 = 1;
const COULD_NOT_RUN: u8 = 2;

/// Parses the arguments, runs the command, and returns the exit code.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let output = Output { quiet: cli.quiet, verbose: cli.verbose };
    let done = match &cli.command {
        Command::Build(args) => build::run(args, output),
        Command::Check(args) => check::run(args, output),
        Command::Export(args) => export::run(args, output),
        Command::Serve(args) => serve::run(args, output),
        Command::Init(args) => init::run(args, output),
        Command::New(args) => new::run(args, output),
        Command::Explain(args) => explain::run(args),
        Command::Stats(args) => stats::run(args, output),
        Command::Verify(args) => verify::run(args, output),
        Command::Impact(args) => impact::run(args),
        Command::Markdown(args) => markdown::run(args),
        Command::Completions(args) => completions::run(args),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(reason) => {
            eprintln!("briefbook: {reason}");
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}
