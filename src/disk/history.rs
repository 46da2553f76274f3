//! What git remembers of a book's pages, read by one `git log` and one `git cat-file --batch`.
//!
//! Only the main line is read (first parents: what stood on a branch was not published yet), and of
//! it only Markdown files below the book's `content`. Runs git so that it neither writes, nor asks,
//! nor reaches for the network, nor starts a program that a repository or a setting names. Knows
//! nothing about what the files mean.

mod log;
mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Commit, History, HistoryMode, Version};
use crate::source::SourcePath;
use log::{Change, LoggedCommit};

/// What a version of a page may hold at most, in bytes; a larger one is no page.
const MAX_PAGE: usize = 8 << 20;
/// What a log, and all versions together, may hold at most, in bytes.
const MAX_LOG: usize = 256 << 20;
const MAX_VERSIONS: usize = 1 << 30;

/// Why a book's history is not known. Its dates are not shown then, rather than wrong ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoHistory {
    /// There is no program `git`.
    NoGit,
    NoRepository,
    NoCommits,
    /// A clone that was cut short: its first commit only seems to have added everything.
    Shallow,
    /// A clone that leaves old versions of files where it came from.
    Partial,
    /// What git said.
    Failed(String),
}

impl fmt::Display for NoHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit => f.write_str("there is no program `git`"),
            Self::NoRepository => f.write_str("the book is in no git repository"),
            Self::NoCommits => f.write_str("the book's repository has no commit yet"),
            Self::Shallow => f.write_str(
                "the book's repository is a shallow clone; `git fetch --unshallow` completes it",
            ),
            Self::Partial => f.write_str(
                "the book's repository is a partial clone; a full clone has every version",
            ),
            Self::Failed(reason) => write!(f, "git failed: {reason}"),
        }
    }
}

/// Reads the history of one book, again only when its last commit is another.
#[derive(Debug)]
pub struct GitHistory {
    root: PathBuf,
    last: Option<(String, HistoryMode, Arc<History>)>,
}

impl GitHistory {
    /// For the book in the folder `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), last: None }
    }

    /// The history as of the last commit, as much of it as `mode` wants.
    ///
    /// # Errors
    /// See [`NoHistory`]; none where the mode is [`HistoryMode::Off`].
    pub fn read(&mut self, mode: HistoryMode) -> Result<Arc<History>, NoHistory> {
        if mode == HistoryMode::Off {
            return Ok(Arc::default());
        }
        let head = self.head()?;
        if let Some((last, read_for, history)) = &self.last
            && *last == head
            && *read_for == mode
        {
            return Ok(Arc::clone(history));
        }
        let history = Arc::new(self.history(&head, mode)?);
        self.last = Some((head, mode, Arc::clone(&history)));
        Ok(history)
    }

    /// The id of the last commit.
    fn head(&self) -> Result<String, NoHistory> {
        let asked = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD"];
        let (told, sound) = match run::git(&self.root, &asked, Vec::new(), 4096)? {
            Ok(told) => (told, true),
            Err(told) if told.stdout.is_empty() => {
                let outside = told.reason.contains("not a git repository");
                return Err(if outside {
                    NoHistory::NoRepository
                } else {
                    NoHistory::Failed(told.reason)
                });
            }
            Err(told) => (told.stdout, false),
        };
        let told = String::from_utf8_lossy(&told);
        let mut lines = told.lines();
        match (lines.next(), lines.next(), lines.next()) {
            (Some("true"), Some("false"), Some(head)) if sound => Ok(head.to_owned()),
            (Some("true"), Some("false"), _) => Err(NoHistory::NoCommits),
            (Some("true"), Some("true"), _) => Err(NoHistory::Shallow),
            _ => Err(NoHistory::NoRepository),
        }
    }

    fn history(&self, head: &str, mode: HistoryMode) -> Result<History, NoHistory> {
        let full = mode == HistoryMode::Full;
        let format = if full {
            "--format=tformat:commit%x00%H%x00%ct%x00%an%x00%s"
        } else {
            "--format=tformat:commit%x00%H%x00%ct"
        };
        let asked = [
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "--first-parent",
            "-m",
            "-M50%",
            "-l1000",
            "--relative",
            "--encoding=UTF-8",
            "--no-decorate",
            "--no-notes",
            "--no-textconv",
            "--no-ext-diff",
            format,
            head,
            "--",
            "content/*.md",
        ];
        let log = self.git(&asked, Vec::new(), MAX_LOG)?;
        let unread = || NoHistory::Failed("its log is not as expected".to_owned());
        let commits = log::parse(&log, full).ok_or_else(unread)?;
        let versions = follow(commits);
        let texts = self.texts(&versions)?;
        let mut files = BTreeMap::new();
        for (path, versions) in versions {
            let versions = versions.into_iter().map(|version| Version {
                text: texts.get(&version.blob).cloned().unwrap_or_default(),
                // What is too large for a page was none.
                path: version.path.filter(|_| texts.contains_key(&version.blob)),
                commit: version.commit,
            });
            files.insert(path, versions.collect());
        }
        Ok(History::new(files))
    }

    /// The contents of every version, by the blob's id.
    fn texts(
        &self,
        versions: &BTreeMap<SourcePath, Vec<VersionAt>>,
    ) -> Result<BTreeMap<String, Arc<[u8]>>, NoHistory> {
        let blobs: BTreeSet<&str> = versions
            .values()
            .flatten()
            .filter(|version| version.path.is_some())
            .map(|version| version.blob.as_str())
            .collect();
        let mut request = String::new();
        for blob in &blobs {
            request.push_str(blob);
            request.push('\n');
        }
        if blobs.is_empty() {
            return Ok(BTreeMap::new());
        }
        // Without the buffer git writes each line by itself.
        let asked = ["cat-file", "--batch", "--buffer"];
        let answer = self.git(&asked, request.into_bytes(), MAX_VERSIONS)?;
        let mut texts = BTreeMap::new();
        let mut rest = answer.as_slice();
        for blob in blobs {
            let (text, after) = one_answer(rest, blob).ok_or(NoHistory::Partial)?;
            rest = after;
            if text.len() <= MAX_PAGE {
                texts.insert(blob.to_owned(), Arc::from(text));
            }
        }
        Ok(texts)
    }

    fn git(&self, asked: &[&str], input: Vec<u8>, limit: usize) -> Result<Vec<u8>, NoHistory> {
        run::git(&self.root, asked, input, limit)?.map_err(|told| {
            let lacking = ["promisor", "missing", "lazy fetch", "unable to read"];
            if lacking.iter().any(|word| told.reason.contains(word)) {
                NoHistory::Partial
            } else {
                NoHistory::Failed(told.reason)
            }
        })
    }
}

/// The content in `ID blob SIZE`, a line feed, the content, a line feed; and what comes after.
fn one_answer<'a>(answer: &'a [u8], blob: &str) -> Option<(&'a [u8], &'a [u8])> {
    let end = answer.iter().position(|&byte| byte == b'\n')?;
    let (header, rest) = (std::str::from_utf8(&answer[..end]).ok()?, &answer[end + 1..]);
    let size: usize = header.strip_prefix(blob)?.strip_prefix(" blob ")?.parse().ok()?;
    (rest.get(size) == Some(&b'\n')).then(|| (&rest[..size], &rest[size + 1..]))
}

/// A version whose text is still to be read.
#[derive(Debug)]
struct VersionAt {
    commit: Arc<Commit>,
    path: Option<SourcePath>,
    blob: String,
}

/// The versions of each file of the last commit, from the newest to the oldest; `commits` come from
/// the newest to the oldest too. A file is followed through its renames to the commit that added
/// it; what had its name before that was another file.
fn follow(commits: Vec<LoggedCommit>) -> BTreeMap<SourcePath, Vec<VersionAt>> {
    let mut versions: BTreeMap<SourcePath, Vec<VersionAt>> = BTreeMap::new();
    // Names before the commit that is looked at, with the file of today that each became: none
    // where it became nothing.
    let mut names: BTreeMap<Vec<u8>, Option<SourcePath>> = BTreeMap::new();
    for LoggedCommit { commit, changes } in commits {
        let mut before: Vec<(Vec<u8>, Option<SourcePath>)> = Vec::new();
        for Change { path, from, blob } in changes {
            let Some(blob) = blob else {
                before.push((path, None));
                continue;
            };
            let written = source_path(&path);
            // A name met for the first time is one of today's.
            let file = names.get(&path).cloned().unwrap_or_else(|| written.clone());
            if let Some(file) = &file {
                let version = VersionAt { commit: Arc::clone(&commit), path: written, blob };
                versions.entry(file.clone()).or_default().push(version);
            }
            match from {
                // Changed where it stood.
                Some(from) if from == path => before.push((path, file)),
                Some(from) => {
                    before.push((path, None));
                    before.push((from, file));
                }
                None => before.push((path, None)),
            }
        }
        // Names that end come first: a file may have taken another's.
        before.sort_by_key(|(_, file)| file.is_some());
        names.extend(before);
    }
    versions
}

/// A path of the repository as a book's; `None` where no book can have it.
fn source_path(path: &[u8]) -> Option<SourcePath> {
    SourcePath::new(std::str::from_utf8(path).ok()?).ok()
}

#[cfg(test)]
mod tests;
