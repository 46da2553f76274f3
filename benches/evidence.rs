//! What disputes, lints and the pages of evidence add to the build of a book, as shares of what the
//! same build takes without them.
//!
//! `cargo bench --bench evidence -- BOOK PLAIN`, BOOK a book with a ledger, PLAIN the same sentences
//! without one, as `add_figures.py` writes both. Everything is made on one thread and written to a
//! temporary folder, for which `TMPDIR` is best in memory: time is then the processor's. Each run
//! builds both books and times every file as it is made; the shares are taken in each run, and
//! their medians printed. What pages of sources and topics hold of the ledger is what they take
//! more than in PLAIN. Wanted of 500 figures with ten observations each in 1,000 briefs: at most
//! 30 % in all.
#![allow(clippy::disallowed_methods, reason = "a benchmark is about time")]
#![allow(clippy::disallowed_macros, reason = "a benchmark prints")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use briefbook::disk::{Stage, read_book};
use briefbook::engine::{Engine, Options};
use briefbook::model::Date;
use briefbook::render::output::OutputSink;
use briefbook::routes::OutputPath;
use briefbook::{check, site, theme};

const RUNS: usize = 7;

/// What a part of a build is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Disputes,
    Lints,
    /// Of figures and disputes, and their lists.
    Pages,
    /// Figures as tables and as JSON, and the evidence in one file.
    Data,
    /// What pages of sources and topics show of it.
    Tables,
    Other,
}

const EVIDENCE: [(Part, &str); 5] = [
    (Part::Disputes, "disputes between observations"),
    (Part::Lints, "lints"),
    (Part::Pages, "pages of figures and disputes"),
    (Part::Data, "figures and evidence as data"),
    (Part::Tables, "the ledger on pages of sources and topics"),
];

/// Seconds.
type Times = BTreeMap<Part, f64>;

fn main() -> Result<(), Box<dyn Error>> {
    let books: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let [book, plain] = books.as_slice() else {
        println!("which books? cargo bench --bench evidence -- BOOK PLAIN");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let mut shares: BTreeMap<Part, Vec<f64>> = BTreeMap::new();
    let mut sums = Vec::new();
    let measured = briefbook::par::on_threads(1, || -> Result<(), String> {
        // The first run warms the caches.
        for run in 0..=RUNS {
            let mut times = build(Path::new(book), &folder.path().join("a"))?;
            let usual = build(Path::new(plain), &folder.path().join("b"))?;
            let usual = usual.get(&Part::Tables).copied().unwrap_or_default();
            *times.entry(Part::Tables).or_default() -= usual;
            let rest = times.remove(&Part::Other).unwrap_or_default() + usual;
            if run > 0 {
                sums.push(times.values().sum::<f64>() / rest);
                for (part, time) in times {
                    shares.entry(part).or_default().push(time / rest);
                }
            }
        }
        Ok(())
    })?;
    measured?;
    println!("added to the rest of the build, median of {RUNS} runs");
    for (part, name) in EVIDENCE {
        if let Some(shares) = shares.get_mut(&part) {
            row(name, shares);
        }
    }
    row("in all", &mut sums);
    Ok(())
}

fn row(name: &str, shares: &mut [f64]) {
    shares.sort_by(f64::total_cmp);
    if let ([least, ..], Some(most)) = (&*shares, shares.last()) {
        let [median, least, most] =
            [shares[shares.len() / 2], *least, *most].map(|share| share * 100.0);
        println!("{name:<44} {median:>6.1} %   ({least:.1} to {most:.1})");
    }
}

/// Builds a book, and says which part took how long.
fn build(book: &Path, output: &Path) -> Result<Times, String> {
    let start = Instant::now();
    let theme = theme::files().iter().copied();
    let (set, faults) = read_book(book, theme).map_err(|error| error.to_string())?;
    let options = Options::new(Date::constant(2026, 1, 1));
    let analysis = Engine::new().analyse(set, faults, &options);
    let analysed = start.elapsed();
    let stage = Stage::new(book, output).map_err(|fault| fault.message)?;
    let sink = Clock { stage, state: Mutex::new((Instant::now(), Times::new())) };
    analysis.render(&sink).map_err(|faults| format!("{} faults", faults.len()))?;
    let (last, mut times) = sink.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    sink.stage.finish().map_err(|fault| fault.message)?;
    let rest = last.elapsed() + analysed;

    // They are parts of the analysis: done again by themselves, and taken out of it.
    let (start, site) = (Instant::now(), analysis.site());
    std::hint::black_box(site::compute_disputes(&site.book.figures));
    let disputes = start.elapsed();
    std::hint::black_box(check::run(site));
    let lints = start.elapsed() - disputes;
    *times.entry(Part::Other).or_default() += rest.as_secs_f64() - (disputes + lints).as_secs_f64();
    times.insert(Part::Disputes, disputes.as_secs_f64());
    times.insert(Part::Lints, lints.as_secs_f64());
    Ok(times)
}

/// Writes files, and counts the time since the file before to what the file is about.
struct Clock {
    stage: Stage,
    state: Mutex<(Instant, Times)>,
}

impl OutputSink for Clock {
    fn write(&self, path: &OutputPath, bytes: &[u8]) -> std::io::Result<()> {
        let written = self.stage.write(path, bytes);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let took = now - std::mem::replace(&mut state.0, now);
        *state.1.entry(part_of(path.as_str())).or_default() += took.as_secs_f64();
        written
    }
}

/// For books in one language: other languages have folders of their own.
fn part_of(path: &str) -> Part {
    let html = path.ends_with(".html");
    let begins = |with: &[&str]| with.iter().any(|it| path.starts_with(it));
    match () {
        () if begins(&["figures", "disputes"]) && html => Part::Pages,
        () if begins(&["figures/", "data/"]) => Part::Data,
        () if begins(&["sources/", "topics/"]) && html => Part::Tables,
        () => Part::Other,
    }
}
