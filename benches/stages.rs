//! How long the stages of a build take, as multiples of the least any generator must do: turning
//! the same Markdown into HTML with pulldown-cmark's own writer.
//!
//! `cargo bench` prints a row a stage. Only ratios within one run mean anything: machines differ,
//! and so do their moods. Arguments: the number of briefs (1000).
#![allow(clippy::disallowed_methods, reason = "a benchmark is about time")]
#![allow(clippy::disallowed_macros, reason = "a benchmark prints")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use briefbook::engine::{Engine, Options};
use briefbook::model::Date;
use briefbook::render::output::NullSink;
use briefbook::source::{SourcePath, SourceSetBuilder};

const RUNS: usize = 5;

fn main() {
    let briefs = std::env::args().filter_map(|it| it.parse().ok()).next().unwrap_or(1000);
    let book = book(briefs);
    let bytes: usize = book.iter().map(|(_, text)| text.len()).sum();
    println!("{briefs} briefs, {} kB, best of {RUNS}, one thread", bytes / 1024);
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let Ok(pool) = one_thread else { return };
    pool.install(|| {
        let base = best(|| {
            for (_, text) in &book {
                let mut html = String::new();
                pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
                std::hint::black_box(html);
            }
        });
        let options = Options::new(Date::constant(2026, 1, 1));
        let read = best(|| drop(std::hint::black_box(set(&book))));
        let fresh = best(|| {
            drop(std::hint::black_box(Engine::new().analyse(set(&book), Vec::new(), &options)));
        });
        let engine = Engine::new();
        drop(engine.analyse(set(&book), Vec::new(), &options));
        let again =
            best(|| drop(std::hint::black_box(engine.analyse(set(&book), Vec::new(), &options))));
        let analysis = engine.analyse(set(&book), Vec::new(), &options);
        let render = best(|| drop(std::hint::black_box(analysis.render(&NullSink))));
        let page = best(|| drop(std::hint::black_box(analysis.file("briefs/brief-7.html"))));
        let row = |name: &str, time: Duration| {
            println!("{name:<44} {:>8.2}", time.as_secs_f64() / base.as_secs_f64());
        };
        println!("{:<44} {:>8}", "stage", "ratio");
        row("Markdown to HTML, nothing else", base);
        row("snapshot", read);
        row("snapshot, decode, resolve, check", fresh);
        row("the same after no edit (memo of files)", again);
        row("render every page", render);
        row("render one page on demand", page);
    });
}

fn best(mut work: impl FnMut()) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn set(book: &[(String, String)]) -> briefbook::source::SourceSet {
    let mut set = SourceSetBuilder::new();
    for (path, text) in book {
        if let Ok(path) = SourcePath::new(path) {
            set.insert(path, text.as_bytes());
        }
    }
    for (path, bytes) in briefbook::theme::files() {
        if let Ok(path) = SourcePath::new(path) {
            set.insert_theme(path, *bytes);
        }
    }
    set.build()
}

/// A book of linked, cited briefs; always the same for a number.
fn book(briefs: usize) -> Vec<(String, String)> {
    let mut files =
        vec![("site.yaml".to_owned(), "title: Bench\nbase_url: https://example.org/\n".to_owned())];
    let mut sources = String::new();
    for at in 0..50 {
        let _ = write!(
            sources,
            "source-{at}:\n  type: report\n  title: Report {at}\n  author: Author, Ann\n  date: {}\n",
            1990 + at % 30
        );
    }
    files.push(("content/sources.yaml".to_owned(), sources));
    for at in 0..12 {
        let text = format!("---\ntitle: Topic {at}\n---\n\nA standing overview.\n");
        files.push((format!("content/topics/topic-{at}.md"), text));
    }
    for at in 0..100 {
        let text = format!("---\nname: Actor {at}\ntype: company\n---\n\nA company.\n");
        files.push((format!("content/actors/actor-{at}.md"), text));
    }
    for at in 0..briefs {
        let mut text = format!(
            "---\ntitle: Brief {at}\ndate: 2025-01-{:02}\nsummary: What happened.\ntopics: [topic-{}]\n---\n\n",
            at % 28 + 1,
            at % 12
        );
        for section in 0..8 {
            let _ = write!(
                text,
                "## Section {section}\n\nThe company [[actor-{}]] reported in 2024 that its *orders* \
                 had risen, while its costs fell more slowly than in the year before and less than \
                 its rivals had expected [@source-{}, p. {}]. An earlier text asked [[brief-{}]] \
                 the same.\n\n- a first point that matters\n- a second one\n\n",
                (at + section) % 100,
                (at * 3 + section) % 50,
                section + 1,
                (at + 1) % briefs,
            );
        }
        files.push((format!("content/briefs/brief-{at}.md"), text));
    }
    files
}
