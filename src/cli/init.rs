//! `briefbook init`: a small book that builds, to start from.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use super::{CLEAN, CouldNotRun, Output, book};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The folder to make, or an empty one.
    #[arg(value_name = "BOOK")]
    folder: PathBuf,
    /// The book's title.
    #[arg(long, default_value = "My briefing book")]
    title: String,
}

/// The starting book, but for `site.yaml`; `DATE` becomes today's.
const FILES: [(&str, &str); 7] = [
    ("content/briefs/first-brief.md", include_str!("starter/first-brief.md")),
    ("content/topics/getting-started.md", include_str!("starter/getting-started.md")),
    ("content/actors/example-agency.md", include_str!("starter/example-agency.md")),
    ("content/pages/about.md", include_str!("starter/about.md")),
    ("content/sources.yaml", include_str!("starter/sources.yaml")),
    ("content/glossary.yaml", include_str!("starter/glossary.yaml")),
    (".gitignore", "/public/\n"),
];

#[derive(Serialize)]
struct SiteYaml<'a> {
    title: &'a str,
    description: &'static str,
    language: &'static str,
    citation: Citation,
}

#[derive(Serialize)]
struct Citation {
    style: &'static str,
}

pub fn run(args: &Args, output: Output) -> Result<u8, CouldNotRun> {
    let folder = &args.folder;
    let occupied = folder.exists()
        && fs::read_dir(folder)
            .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?
            .next()
            .is_some();
    if occupied {
        return Err(format!(
            "{} is not empty; a book starts in a folder of its own",
            folder.display()
        ));
    }
    let site = SiteYaml {
        title: args.title.trim(),
        description: "What this book is about, in one sentence.",
        language: "en",
        citation: Citation { style: "chicago-notes" },
    };
    let site = serde_yaml::to_string(&site).map_err(|error| error.to_string())?;
    let today = book::today()?.to_string();
    let files = FILES.iter().map(|(path, text)| (*path, text.replace("DATE", &today)));
    for (path, text) in files.chain([("site.yaml", site)]) {
        let path = folder.join(path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    if !output.quiet {
        println!("A book in {}. Next: briefbook serve {0}", folder.display());
    }
    Ok(CLEAN)
}
