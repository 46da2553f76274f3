//! `briefbook markdown`: text on standard input to HTML, without a book.

use std::io::Read as _;

use super::{CLEAN, CouldNotRun};
use crate::render::html::{Flavour, standalone};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// CommonMark alone, without any addition.
    #[arg(long, conflicts_with = "gfm")]
    commonmark: bool,
    /// CommonMark with GitHub's tables, strikethrough, task lists and footnotes.
    #[arg(long)]
    gfm: bool,
}

pub fn run(args: &Args) -> Result<u8, CouldNotRun> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input cannot be read: {error}"))?;
    let text = String::from_utf8_lossy(&bytes);
    let flavour = match (args.commonmark, args.gfm) {
        (true, _) => Flavour::CommonMark,
        (_, true) => Flavour::Gfm,
        _ => Flavour::Briefbook,
    };
    print!("{}", standalone(&text, flavour));
    Ok(CLEAN)
}
