//! `briefbook export`: the whole book in one file.

use std::env;
use std::path::PathBuf;

use clap::ValueEnum;

use super::book::{self, BookArgs};
use super::{CLEAN, CouldNotRun, FAULTS, Output};
use crate::diag::{Diagnostic, did_you_mean};
use crate::disk::{find_browser, print_pdf, write_file};
use crate::engine::Engine;
use crate::export::{Wanted, pdf};
use crate::routes::{OutputPath, PageKey, Routes};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// What the file shall be.
    #[arg(value_enum, value_name = "KIND")]
    kind: Kind,
    #[command(flatten)]
    book: BookArgs,
    /// Where the file goes; by default it is named after the book, its date and its edition, and
    /// goes into the current folder.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The site's address, for what leads back to it.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// One page alone, by its place on the site: `briefs/trade`. Only for `html` and `pdf`.
    #[arg(long, value_name = "PAGE")]
    page: Option<String>,
    /// The browser that prints: Chromium, or one made of it. By default the one that
    /// BRIEFBOOK_BROWSER names, or the first that is found. Only for `pdf`.
    #[arg(long, value_name = "PATH")]
    browser: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The site in an archive, with a page to start from.
    Zip,
    /// One HTML file with everything in it.
    Html,
    /// A book for reading systems.
    Epub,
    /// Pages to print, by a browser of this machine.
    Pdf,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    if args.page.is_some() && !matches!(args.kind, Kind::Html | Kind::Pdf) {
        let message =
            "--page is for `export html` and `export pdf`; the other kinds hold the whole book";
        return Err(message.to_owned());
    }
    if args.browser.is_some() && args.kind != Kind::Pdf {
        return Err("--browser is for `export pdf`; the other kinds need none".to_owned());
    }
    let options = args.book.options_at(args.base_url.as_deref())?;
    args.book.on_threads(|| export(args, output, &options))?
}

fn export(
    args: &Args,
    output: Output,
    options: &crate::engine::Options,
) -> Result<u8, CouldNotRun> {
    let (analysis, no_history) = args.book.analyse_with_history(&Engine::new(), options)?;
    book::print(analysis.diagnostics(), analysis.sources(), args.book.format, output);
    if analysis.has_faults() {
        return Ok(FAULTS);
    }
    let report = |faults: &[crate::diag::Diagnostic]| {
        book::print(faults, analysis.sources(), args.book.format, output);
        Ok(FAULTS)
    };
    let alone = args.page.as_ref().map(|name| page(analysis.routes(), name)).transpose()?;
    let (wanted, browser) = match (args.kind, alone) {
        (Kind::Zip, _) => (Wanted::Archive, None),
        (Kind::Html, None) => (Wanted::Book, None),
        (Kind::Html, Some(key)) => (Wanted::Page(key), None),
        (Kind::Epub, _) => (Wanted::Epub, None),
        (Kind::Pdf, key) => match browser(args) {
            Ok(found) => (Wanted::Paper(key), Some(found)),
            Err(fault) => return report(&[*fault]),
        },
    };
    let mut made = match analysis.export(wanted) {
        Some(Ok(made)) => made,
        Some(Err(faults)) => return report(&faults),
        None => return Err("that page is not for readers by itself".to_owned()),
    };
    if let Some(browser) = browser {
        made.bytes = match print_pdf(&browser, &made.bytes) {
            Ok(printed) => pdf::settled(printed, made.date),
            Err(fault) => return report(&[*fault]),
        };
    }
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(&made.name));
    if let Err(fault) = write_file(&path, &made.bytes) {
        return report(&[*fault]);
    }
    BookArgs::tell(no_history.as_ref(), output);
    if !output.quiet && args.book.format == book::FormatArg::Human {
        println!("{}: {}", path.display(), size(made.bytes.len()));
    }
    // As for `build`.
    std::mem::forget(analysis);
    Ok(CLEAN)
}

/// The browser that is asked for, or one that is there.
fn browser(args: &Args) -> Result<PathBuf, Box<Diagnostic>> {
    let named = args.browser.clone().map(PathBuf::into_os_string);
    let set = || env::var_os("BRIEFBOOK_BROWSER").filter(|name| !name.is_empty());
    find_browser(named.or_else(set).as_deref(), env::var_os("PATH").as_deref())
}

/// The page that stands at `name`, with or without its ending.
fn page<'r>(routes: &'r Routes, name: &str) -> Result<&'r PageKey, CouldNotRun> {
    let bare = |path: &'r OutputPath| path.as_str().trim_end_matches(".html");
    let wanted = name.trim_end_matches(".html");
    if let Some((key, _)) = routes.pages().find(|(_, path)| bare(path) == wanted) {
        return Ok(key);
    }
    let close = did_you_mean(wanted, routes.pages().map(|(_, path)| bare(path)));
    let hint = close.map(|close| format!("; did you mean `{close}`?")).unwrap_or_default();
    Err(format!("the book has no page `{name}`{hint}"))
}

/// `812 bytes`, `14.2 kB`, `3.1 MB`
fn size(bytes: usize) -> String {
    let tenths = |unit: usize| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        assert_eq!(size(812), "812 bytes");
        assert_eq!(size(14_250), "14.2 kB");
        assert_eq!(size(3_199_000), "3.1 MB");
    }
}
