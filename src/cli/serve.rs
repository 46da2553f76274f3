//! `briefbook serve`: the site in a browser while it is edited, on this machine alone.
//!
//! A page is rendered when it is asked for; after a change the book is read and resolved again.
//! Its history is read once, and again with the first change after a commit. While the book has faults, the last good site stays and the faults are shown over it.

use std::net::SocketAddr;
use std::sync::Arc;

use super::book::{self, BookArgs};
use super::{CouldNotRun, Output};
use crate::diag::render::{self, Format};
use crate::disk::{Change, GitHistory, Rebuilt, Site, serve};
use crate::engine::{Analysis, Engine};
use crate::model::History;
use crate::routes::OutputPath;

#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    /// The port to listen on; 0 takes any free one.
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let mut options = args.book.options()?;
    // What a browser keeps would outlive the server, and another book may be next at this port.
    options.offline = false;
    let engine = Engine::new();
    let mut last: Option<Vec<blake3::Hash>> = None;
    let mut git = GitHistory::new(&args.book.book);
    let mut history = Arc::default();
    let mut told = false;
    // Whether the folder can be read at all is worth knowing before anything is served.
    args.book.read()?;
    let rebuild = |address: SocketAddr, change: &Change| {
        for error in &change.errors {
            eprintln!("briefbook: {error}");
        }
        options.base_url = Some(format!("http://{address}/"));
        let (set, faults) = match args.book.read() {
            Ok(read) => read,
            Err(reason) => return Rebuilt::Faulty(reason),
        };
        let state: Vec<blake3::Hash> = set.iter().map(|(_, file)| file_state(file)).collect();
        // Read once, and again when there is another last commit.
        let (now, unknown) = book::history(&mut git, &set);
        let known = Arc::ptr_eq(&history, &now) || (history.is_empty() && now.is_empty());
        if last.as_ref() == Some(&state) && faults.is_empty() && known {
            return Rebuilt::Same;
        }
        last = Some(state);
        history = now;
        if !std::mem::replace(&mut told, true) {
            BookArgs::tell(unknown.as_ref(), output);
        }
        rebuilt(args, output, engine.analyse(set, faults, &options), &history)
    };
    let ready = |address: SocketAddr| {
        println!("http://{address}/");
        if !output.quiet {
            println!("Edit the book; pages follow. Ctrl-C ends.");
        }
    };
    match serve(&args.book.book, args.port, rebuild, ready) {
        Ok(never) => match never {},
        Err(error) => Err(error.to_string()),
    }
}

fn file_state(file: &crate::source::SourceFile) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(file.path().as_str().as_bytes());
    hasher.update(file.hash().as_bytes());
    hasher.finalize()
}

fn rebuilt(args: &Args, output: Output, analysis: Analysis, history: &Arc<History>) -> Rebuilt {
    let analysis = analysis.remembering(Arc::clone(history));
    book::print(analysis.diagnostics(), analysis.sources(), args.book.format, output);
    if analysis.has_faults() {
        let (all, set) = (analysis.diagnostics(), analysis.sources());
        return Rebuilt::Faulty(render::render(all, set, Format::Human, false));
    }
    Rebuilt::Good(Arc::new(Served(analysis)))
}

struct Served(Analysis);

impl Site for Served {
    fn file(&self, path: &OutputPath) -> Result<Option<Vec<u8>>, String> {
        match self.0.file(path.as_str()) {
            None => Ok(None),
            Some(Ok(bytes)) => Ok(Some(bytes)),
            Some(Err(faults)) => {
                Err(render::render(&faults, self.0.sources(), Format::Human, false))
            }
        }
    }
}
