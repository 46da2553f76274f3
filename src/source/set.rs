//! An immutable snapshot of a book's files, sorted by path.
//!
//! Knows nothing about where the bytes came from: disk, memory, the embedded theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{LineIndex, SourcePath};

/// The place of a file in its [`SourceSet`]. Ids are given in path order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The book's: a contributor can edit it.
    Book,
    /// The embedded default theme's.
    Theme,
}

/// One file: its bytes, their hash, and its text where it is UTF-8.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: SourcePath,
    origin: Origin,
    bytes: Arc<[u8]>,
    hash: blake3::Hash,
    /// Byte length of the part from the start that is valid UTF-8.
    valid_up_to: usize,
}

impl SourceFile {
    fn new(path: SourcePath, origin: Origin, bytes: Arc<[u8]>) -> Self {
        let hash = blake3::hash(&bytes);
        let valid_up_to = match std::str::from_utf8(&bytes) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        Self { path, origin, bytes, hash, valid_up_to }
    }

    #[must_use]
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    #[must_use]
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }

    #[must_use]
    pub fn hash(&self) -> blake3::Hash {
        self.hash
    }

    /// The text up to the first byte that is not UTF-8: all of it in a sound file.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.valid_up_to]).unwrap_or_default()
    }

    /// Whether every byte belongs to the text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.valid_up_to == self.bytes.len()
    }

    #[must_use]
    pub fn lines(&self) -> LineIndex {
        LineIndex::new(self.text())
    }
}

/// Every file of a book, sorted by path; never changes once built.
#[derive(Clone, Debug, Default)]
pub struct SourceSet {
    files: Vec<SourceFile>,
}

impl SourceSet {
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(file_id)
    }

    /// Files and their ids in path order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (file_id(index), file))
    }

    /// The files in `folder` (at any depth) in path order.
    pub fn in_folder<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (FileId, &'a SourceFile)> {
        self.iter().filter(move |(_, file)| file.path.strip_folder(folder).is_some())
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Collects files in any order; a later file of the same path replaces the earlier.
#[derive(Clone, Debug, Default)]
pub struct SourceSetBuilder {
    files: BTreeMap<SourcePath, (Origin, Arc<[u8]>)>,
}

impl SourceSetBuilder {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file of the book.
    pub fn insert(&mut self, path: SourcePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, (Origin::Book, bytes.into()));
    }

    /// Adds a file of the default theme.
    pub fn insert_theme(&mut self, path: SourcePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, (Origin::Theme, bytes.into()));
    }

    #[must_use]
    pub fn contains(&self, path: &SourcePath) -> bool {
        self.files.contains_key(path)
    }

    /// Hashes the files (in parallel) and seals the snapshot.
    #[must_use]
    pub fn build(self) -> SourceSet {
        let files: Vec<_> = self.files.into_iter().collect();
        SourceSet {
            files: crate::par::map(&files, |(path, (origin, bytes))| {
                SourceFile::new(path.clone(), *origin, Arc::clone(bytes))
            }),
        }
    }
}
