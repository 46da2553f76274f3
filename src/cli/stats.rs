//! `briefbook stats`: how much the book holds.

use super::book::BookArgs;
use super::{CLEAN, CouldNotRun};
use crate::engine::Engine;
use crate::site::Resolved;
use crate::syntax::reference::ReferenceKind;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
}

pub fn run(args: &Args) -> Result<u8, CouldNotRun> {
    let options = args.book.options()?;
    let analysis = args.book.analyse(&Engine::new(), &options)?;
    let site = analysis.site();
    let order = site.order();
    let (mut citations, mut located, mut links) = (0, 0, 0);
    site.for_each_text(|id, body| {
        for reference in &body.references {
            if let ReferenceKind::Citation(citation) = &reference.kind {
                citations += citation.items.len();
                located += citation.items.iter().filter(|it| it.locator.is_some()).count();
            }
        }
        links += site
            .resolved(&id)
            .iter()
            .filter(|it| !matches!(it, Resolved::Citation(_) | Resolved::Unresolved))
            .count();
    });
    let observations: usize = site.book.figures.iter().map(|it| it.observations.len()).sum();
    let translations = site.book.briefs.iter().filter(|it| it.document.translation).count();
    let rows = [
        ("briefs", order.briefs.len()),
        ("translations", translations),
        ("topics", order.topics.len()),
        ("pages", order.pages.len()),
        ("actors", order.actors.len()),
        ("sources", site.book.sources.len()),
        ("figures", order.figures.len()),
        ("observations", observations),
        ("disputes", order.disputes.len()),
        ("events", order.events.len()),
        ("terms", order.terms.len()),
        ("citations", citations),
        ("citations with a locator", located),
        ("internal links", links),
    ];
    for (name, number) in rows {
        println!("{name:<26} {number:>6}");
    }
    Ok(CLEAN)
}
