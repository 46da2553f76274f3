//! `briefbook build`: make the site, or leave the earlier one as it is.

use std::path::PathBuf;

use super::book::{self, BookArgs};
use super::{CLEAN, CouldNotRun, FAULTS, Output};
use crate::disk::Stage;
use crate::engine::Engine;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    /// Where the site goes.
    #[arg(short, long, value_name = "DIR", default_value = "public")]
    output: PathBuf,
    /// The site's address, for canonical links, feeds and the sitemap.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let options = args.book.options_at(args.base_url.as_deref())?;
    args.book.on_threads(|| build(args, output, &options))?
}

fn build(args: &Args, output: Output, options: &crate::engine::Options) -> Result<u8, CouldNotRun> {
    let folder = if args.output.is_absolute() {
        args.output.clone()
    } else {
        args.book.book.join(&args.output)
    };
    let (analysis, no_history) = args.book.analyse_with_history(&Engine::new(), options)?;
    if output.verbose {
        eprintln!(
            "{} files read, {} pages planned, as of {}",
            analysis.sources().len(),
            analysis.routes().pages().count(),
            analysis.site().as_of
        );
    }
    book::print(analysis.diagnostics(), analysis.sources(), args.book.format, output);
    if analysis.has_faults() {
        return Ok(FAULTS);
    }
    let report = |faults: &[crate::diag::Diagnostic]| {
        book::print(faults, analysis.sources(), args.book.format, output);
        Ok(FAULTS)
    };
    let stage = match Stage::new(&args.book.book, &folder) {
        Ok(stage) => stage,
        Err(fault) => return report(&[*fault]),
    };
    if let Err(faults) = analysis.render(&stage)
        && faults.iter().any(|it| it.code != crate::diag::Code::OutputFailed)
    {
        return report(&faults);
    }
    let done = match stage.finish() {
        Ok(done) => done,
        Err(fault) => return report(&[*fault]),
    };
    BookArgs::tell(no_history.as_ref(), output);
    if !output.quiet && args.book.format == book::FormatArg::Human {
        let files = done.written + done.unchanged;
        println!(
            "{files} files in {}: {} new or changed, {} unchanged, {} removed",
            args.output.display(),
            done.written,
            done.unchanged,
            done.removed
        );
    }
    // The process ends here, and the system takes memory back faster than we could free it.
    std::mem::forget(analysis);
    Ok(CLEAN)
}
