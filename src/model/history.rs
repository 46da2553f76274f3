//! What a book's repository remembers of its pages: the versions that each file of the last commit
//! had, each with its commit.
//!
//! An input like the clock. Knows nothing about how it is read, nor about which versions readers
//! ever saw: that is for [`crate::site`] to say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Date;
use crate::source::SourcePath;

/// How much of the history a book shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryMode {
    /// Nothing; it is not even read.
    Off,
    /// Dates, commits and differences, where the whole history is there.
    #[default]
    Auto,
    /// The same with each commit's subject and its author's name.
    Full,
}

impl HistoryMode {
    pub const ALL: [Self; 3] = [Self::Off, Self::Auto, Self::Full];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Auto => "auto",
            Self::Full => "full",
        }
    }
}

/// The versions of each Markdown file of the last commit, by its path there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    files: BTreeMap<SourcePath, Vec<Version>>,
}

/// What one commit made of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub commit: Arc<Commit>,
    /// The file's path in the book at that time; `None` where a book can have no such path.
    pub path: Option<SourcePath>,
    pub text: Arc<[u8]>,
}

/// A commit of the main line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The whole id, in hexadecimal.
    pub id: String,
    /// The day on which it was committed, in UTC.
    pub day: Date,
    /// First line of the message; read only for [`HistoryMode::Full`].
    pub subject: Option<String>,
    /// The author's name, never an address; read only for [`HistoryMode::Full`].
    pub author: Option<String>,
}

impl History {
    /// The history of files, each with its versions from the newest to the oldest.
    #[must_use]
    pub fn new(files: BTreeMap<SourcePath, Vec<Version>>) -> Self {
        Self { files }
    }

    /// The versions of a file from the newest to the oldest; none where it was never committed.
    #[must_use]
    pub fn versions(&self, path: &SourcePath) -> &[Version] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// The files, by their paths.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Commit {
    /// Enough of the id to find it by, the same in every clone.
    #[must_use]
    pub fn short_id(&self) -> &str {
        self.id.get(..10).unwrap_or(&self.id)
    }
}
