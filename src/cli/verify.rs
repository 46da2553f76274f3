//! `briefbook verify`: every passage that the ledger rests on, looked for in the stored copies of
//! the sources. No network.

use std::path::PathBuf;

use super::book::{self, BookArgs, FormatArg};
use super::{CLEAN, CouldNotRun, FAULTS, Output};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::disk::read_copies;
use crate::engine::Engine;
use crate::verify;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    /// The folder that holds the stored copies of the sources.
    #[arg(long, value_name = "DIR")]
    snapshots: PathBuf,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let options = args.book.options()?;
    args.book.on_threads(|| {
        let analysis = args.book.analyse(&Engine::new(), &options)?;
        let site = analysis.site();
        let copies = read_copies(&args.snapshots, &verify::copies_of(site)).map_err(|error| {
            format!("cannot read the stored copies in {}: {error}", args.snapshots.display())
        })?;
        let report = verify::verify(site, analysis.sources(), &copies);
        let mut sink = Sink::new();
        // What could not be read of the book cannot be verified; its lints are for `check`.
        let faults = |it: &&Diagnostic| it.severity == Severity::Error && !it.code.is_lint();
        sink.extend(analysis.diagnostics().iter().filter(faults).cloned());
        sink.extend(site.book.config.levels.apply(report.diagnostics.clone()));
        let found = sink.finish();
        book::print(&found, analysis.sources(), args.book.format, output);
        if !output.quiet {
            match args.book.format {
                FormatArg::Human => println!("{report}"),
                // Standard output is the program's.
                _ => eprintln!("{report}"),
            }
        }
        let faults = found.iter().any(|it| it.severity == Severity::Error);
        Ok(if faults { FAULTS } else { CLEAN })
    })?
}
