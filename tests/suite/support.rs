//! Books in temporary folders, and the program run on them with a time limit.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use briefbook::engine::{Analysis, Engine, Options};
use briefbook::source::{SourcePath, SourceSetBuilder};
use serde_json::Value;
use tempfile::TempDir;

/// What takes longer than this hangs: no input comes near it, on however slow and busy a machine.
pub const TIME_LIMIT: Duration = Duration::from_secs(60);

/// The repository's folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A book in a temporary folder of its own, `book/` in it.
pub struct Book {
    folder: TempDir,
}

/// What a run of the program left.
pub struct Outcome {
    /// `None` when a signal ended it.
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub took: Duration,
}

impl Book {
    /// A book of one topic, one actor and two briefs, without a fault.
    pub fn sound() -> Self {
        let book = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in SOUND {
            book.write(path, text);
        }
        book
    }

    /// An empty folder.
    pub fn empty() -> Self {
        let book = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(book.path()).unwrap();
        book
    }

    /// A copy of a folder of the repository.
    pub fn copy_of(folder: &str) -> Self {
        let book = Self { folder: tempfile::tempdir().unwrap() };
        for (path, bytes) in files_in(&repository().join(folder)) {
            book.write(&path, bytes);
        }
        book
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// The folder around the book.
    pub fn around(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the book, with the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Replaces the first `old` in a file.
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not hold {old:?}");
        self.write(path, text.replacen(old, new, 1));
    }

    /// The files of the site in `public/`, by path.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files_in(&self.path().join("public"))
    }

    /// Runs `briefbook ARGUMENTS` in the book's folder.
    pub fn briefbook(&self, arguments: &[&str]) -> Outcome {
        run(program().args(arguments).current_dir(self.path()))
    }

    /// The faults as `check --format json` gives them.
    pub fn check(&self) -> Vec<Value> {
        let outcome = self.briefbook(&["check", ".", "--format", "json"]);
        outcome.assert_no_panic();
        json_lines(&outcome.stdout)
    }
}

impl Outcome {
    pub fn assert_no_panic(&self) {
        let told = |text: &str| text.contains("panicked at") || text.contains("RUST_BACKTRACE");
        assert!(!told(&self.stderr) && !told(&self.stdout), "a panic:\n{}", self.stderr);
        assert!(self.status.is_some(), "ended by a signal:\n{}", self.stderr);
        assert!(self.took < TIME_LIMIT, "took {:?}", self.took);
    }

    #[track_caller]
    pub fn assert_status(&self, status: i32) {
        self.assert_no_panic();
        assert_eq!(self.status, Some(status), "{}\n{}", self.stdout, self.stderr);
    }
}

/// A book in memory, analysed with the default theme, as of the last day of January 2026.
pub fn analysis_of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Analysis {
    let mut set = SourceSetBuilder::new();
    for (path, bytes) in files {
        set.insert(SourcePath::new(&path).unwrap(), bytes);
    }
    for (name, bytes) in briefbook::theme::files() {
        let path = SourcePath::new(name).unwrap();
        if set.contains(&path) {
            set.insert_theme(SourcePath::new(&format!("theme/{name}")).unwrap(), *bytes);
        } else {
            set.insert_theme(path, *bytes);
        }
    }
    let options = Options::new("2026-01-31".parse().unwrap());
    Engine::new().analyse(set.build(), Vec::new(), &options)
}

/// Noon of 31 January 2026, UTC: the day on which the tests run, whatever the day.
const NOW: &str = "1769860800";

/// The program, with an environment that says nothing about the machine or the day.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
    command.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", NOW).env_remove("RUST_BACKTRACE");
    command
}

/// Runs a command to its end, or ends it after [`TIME_LIMIT`].
pub fn run(command: &mut Command) -> Outcome {
    let from = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let stdout = drain(child.stdout.take().unwrap());
    let stderr = drain(child.stderr.take().unwrap());
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if from.elapsed() > TIME_LIMIT {
            child.kill().unwrap();
            let _ = child.wait();
            panic!("still running after {TIME_LIMIT:?}: {command:?}");
        }
        thread::sleep(Duration::from_millis(5));
    };
    let took = from.elapsed();
    Outcome {
        status: status.code(),
        stdout: stdout.join().unwrap(),
        stderr: stderr.join().unwrap(),
        took,
    }
}

/// Reads a pipe to its end beside the waiting, so that a talkative program is never stuck.
fn drain(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// One JSON value a line.
pub fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect()
}

/// The files below a folder by their `/`-separated paths; none when there is no such folder.
pub fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap();
            (path.replace('\\', "/"), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Asserts that two sites hold the same files with the same bytes, and names the first that differ.
#[track_caller]
pub fn assert_same_files(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    let paths: std::collections::BTreeSet<_> = left.keys().chain(right.keys()).collect();
    let differing: Vec<_> =
        paths.into_iter().filter(|path| left.get(*path) != right.get(*path)).take(10).collect();
    if let Some(first) = differing.first() {
        let text = |files: &BTreeMap<String, Vec<u8>>| {
            files.get(*first).map_or_else(
                || "(no such file)\n".to_owned(),
                |bytes| String::from_utf8_lossy(bytes).into_owned(),
            )
        };
        panic!("files differ: {differing:?}\n{}", difference(&text(left), &text(right)));
    }
}

/// The lines that differ, as `-` and `+`, without what is the same at both ends.
pub fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old[same..].iter().rev().zip(new[same..].iter().rev());
    let end = rest.take_while(|(a, b)| a == b).count();
    let mut text = format!("from line {}:\n", same + 1);
    for (sign, lines) in [('-', &old[same..old.len() - end]), ('+', &new[same..new.len() - end])] {
        for line in lines.iter().take(40) {
            let shown: String = line.chars().take(400).collect();
            text.push_str(&format!("{sign} {shown}\n"));
        }
    }
    text
}

/// The files of [`Book::sound`], in memory.
pub fn sound_files() -> Vec<(String, Vec<u8>)> {
    SOUND.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The sound book: every kind of reference that the bad inputs break.
const SOUND: &[(&str, &str)] = &[
    (
        "site.yaml",
        "title: A small book\nbase_url: https://example.org/\nlanguage: en\nas_of: 2026-01-31\n",
    ),
    (
        "content/sources.yaml",
        "smith-2020:\n  type: report\n  title: On harbours\n  author: \"Smith, Ada\"\n  date: 2020\n",
    ),
    ("content/topics/trade.md", "---\ntitle: Trade\n---\n\nGoods by sea [@smith-2020, p. 3].\n"),
    (
        "content/actors/port-company.md",
        "---\nname: Port Company\ntype: company\n---\n\nIt runs harbours [@smith-2020, p. 4].\n",
    ),
    (
        "content/briefs/first.md",
        "---\ntitle: First brief\ndate: 2025-01-02\nsummary: \"Trade grew.\"\ntopics: [trade]\n---\n\n\
         ## What happened\n\n[[port-company]] built a quay [@smith-2020, p. 12].\n",
    ),
    (
        "content/briefs/second.md",
        "---\ntitle: Second brief\ndate: 2025-02-03\nsummary: \"It went on.\"\ntopics: [trade]\n---\n\n\
         See [[first#what-happened]] and ![a quay](../media/quay.svg).\n",
    ),
    (
        "content/media/quay.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><path d=\"M0 0h2v1z\"/></svg>\n",
    ),
];
