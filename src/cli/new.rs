//! `briefbook new`: a page to fill in, in its place.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::{CLEAN, CouldNotRun, Output, book};
use crate::model::Slug;

#[derive(clap::Args, Debug)]
pub struct Args {
    /// What to start.
    kind: NewKind,
    /// Its title, or an actor's name.
    title: String,
    /// The book's folder.
    #[arg(default_value = ".", value_name = "BOOK")]
    book: PathBuf,
    /// The id, and so the file's name; made from the title by default.
    #[arg(long)]
    id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum NewKind {
    Brief,
    Topic,
    Actor,
    Page,
}

/// Front matter in the order in which people read it.
#[derive(Serialize)]
struct BriefFront<'a> {
    title: &'a str,
    date: String,
    status: &'static str,
    summary: &'static str,
}

#[derive(Serialize)]
struct TitleFront<'a> {
    title: &'a str,
}

#[derive(Serialize)]
struct ActorFront<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let title = args.title.trim();
    if title.is_empty() {
        return Err("a title is needed".to_owned());
    }
    let slug = match &args.id {
        Some(id) => Slug::new(id).map_err(|error| match error.suggestion {
            Some(close) => format!("`{id}` is not an id; `{close}` is"),
            None => format!("`{id}` is not an id"),
        })?,
        None => Slug::from_text(title)
            .ok_or_else(|| "no id can be made from this title; give one with --id".to_owned())?,
    };
    if !args.book.join("site.yaml").is_file() {
        return Err(format!("{} is not a book: it has no site.yaml", args.book.display()));
    }
    let (folder, front, body) = match args.kind {
        NewKind::Brief => {
            let front = BriefFront {
                title,
                date: book::today()?.to_string(),
                status: "draft",
                summary: "The bottom line, in one or two sentences.",
            };
            ("briefs", yaml(&front)?, "\n## What happened\n\n## Why it matters\n")
        }
        NewKind::Topic => ("topics", yaml(&TitleFront { title })?, "\n## Open questions\n"),
        NewKind::Actor => {
            let front = ActorFront { name: title, kind: "organisation" };
            ("actors", yaml(&front)?, "\n")
        }
        NewKind::Page => ("pages", yaml(&TitleFront { title })?, "\n"),
    };
    let folder = args.book.join("content").join(folder);
    let path = folder.join(format!("{slug}.md"));
    fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    // What is there already is never overwritten.
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(format!("---\n{front}---\n{body}").as_bytes()))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    if !output.quiet {
        println!("{}", path.display());
    }
    Ok(CLEAN)
}

fn yaml<T: Serialize>(front: &T) -> Result<String, CouldNotRun> {
    serde_yaml::to_string(front).map_err(|error| error.to_string())
}
