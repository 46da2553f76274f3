//! `briefbook stats`: how much the book holds, and what in it stands alone.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::book::BookArgs;
use super::{CLEAN, CouldNotRun, Output};
use crate::engine::Engine;
use crate::site::Census;

/// How many words the body of a brief has, as a rule.
const WORDS: RangeInclusive<usize> = 350..=900;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    /// List the pages that nothing else of the book leads to; `-v` lists all that stands alone.
    #[arg(long)]
    orphans: bool,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let options = args.book.options()?;
    let analysis = args.book.analyse(&Engine::new(), &options)?;
    let site = analysis.site();
    let order = site.order();
    let census = Census::of(site);
    let [least, median, most] = census.spread();
    let outside: Vec<_> =
        census.lengths.iter().filter(|(words, _)| !WORDS.contains(words)).collect();
    let translations = site.book.briefs.iter().filter(|it| it.document.translation).count();
    let rows = [
        ("briefs", order.briefs.len()),
        ("translations", translations),
        ("topics", order.topics.len()),
        ("pages", order.pages.len()),
        ("actors", order.actors.len()),
        ("sources", site.book.sources.len()),
        ("  known through another", census.known_through),
        ("figures", order.figures.len()),
        ("observations", census.observations),
        ("disputes", order.disputes.len()),
        ("disputes, computed", site.computed_disputes().len()),
        ("events", order.events.len()),
        ("terms", order.terms.len()),
        ("citations", census.citations),
        ("citations with a locator", census.located),
        ("internal links", census.links),
        ("orphan pages", census.orphans.len()),
        ("actors without a backlink", census.actors_alone.len()),
        ("sources without a backlink", census.sources_alone.len()),
        ("words of a brief, least", least),
        ("words of a brief, median", median),
        ("words of a brief, most", most),
        ("briefs of another length", outside.len()),
    ];
    for (name, number) in rows {
        println!("{name:<26} {number:>6}");
    }
    if args.orphans || output.verbose {
        list("orphan pages", &census.orphans);
    }
    if output.verbose {
        list("actors without a backlink", &census.actors_alone);
        list("sources without a backlink", &census.sources_alone);
        let lengths = outside.iter().map(|(words, id)| format!("brief:{id} ({words} words)"));
        let title =
            format!("briefs of another length than {} to {} words", WORDS.start(), WORDS.end());
        list(&title, &lengths.collect::<Vec<_>>());
    }
    Ok(CLEAN)
}

fn list(title: &str, items: &[impl Display]) {
    println!("\n{title}");
    if items.is_empty() {
        println!("  none");
    }
    for item in items {
        println!("  {item}");
    }
}
