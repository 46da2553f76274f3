//! `briefbook check`: everything that `build` would say, and nothing written.

use super::book::{self, BookArgs};
use super::{CLEAN, CouldNotRun, FAULTS, Output};
use crate::engine::{Analysis, Engine};
use crate::render::output::NullSink;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let options = args.book.options()?;
    args.book.on_threads(|| {
        let (analysis, _) = args.book.analyse_with_history(&Engine::new(), &options)?;
        let mut found = analysis.diagnostics().to_vec();
        found.extend(template_faults(&analysis));
        book::print(&found, analysis.sources(), args.book.format, output);
        let faults = found.iter().any(|it| it.severity == crate::diag::Severity::Error);
        if !faults && !output.quiet && args.book.format == book::FormatArg::Human {
            println!("no faults");
        }
        Ok(if faults { FAULTS } else { CLEAN })
    })?
}

/// A template can fail on a page; to know, every page is rendered and thrown away.
fn template_faults(analysis: &Analysis) -> Vec<crate::diag::Diagnostic> {
    if analysis.has_faults() {
        return Vec::new();
    }
    analysis.render(&NullSink).err().unwrap_or_default()
}
