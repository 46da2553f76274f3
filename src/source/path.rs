//! A path inside a book, in one spelling on every platform.
//!
//! Knows nothing about the disk: [`SourcePath`] never touches the file system.

use std::fmt;
use std::sync::Arc;

/// A path relative to the book's root: UTF-8, separated by `/`, with no empty, `.` or `..` part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// Why a string is not a [`SourcePath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidPath {
    Empty,
    Absolute,
    /// An empty, `.` or `..` part.
    Part,
    /// A backslash or a control character.
    Character,
}

impl SourcePath {
    /// Checks `path` and keeps it as it is.
    ///
    /// # Errors
    /// When a part is empty, `.` or `..`, when the path is absolute, or when it holds a backslash
    /// or a control character.
    pub fn new(path: &str) -> Result<Self, InvalidPath> {
        if path.is_empty() {
            return Err(InvalidPath::Empty);
        }
        if path.starts_with('/') {
            return Err(InvalidPath::Absolute);
        }
        if path.chars().any(|c| c == '\\' || c.is_control()) {
            return Err(InvalidPath::Character);
        }
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(InvalidPath::Part);
        }
        Ok(Self(path.into()))
    }

    /// Resolves `relative` (which may begin with `./` or `../`) from the folder of this file.
    /// `None` when it leaves the book or is not a path.
    #[must_use]
    pub fn join_from_folder(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Self::new(&parts.join("/")).ok()
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a slash at its end; empty at the book's root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The last part after its last dot, when it has one that is not its first character.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        let name = self.file_name();
        name.rfind('.').filter(|&dot| dot > 0).map(|dot| &name[dot + 1..])
    }

    /// What remains under `folder`, when the file is in it.
    #[must_use]
    pub fn strip_folder(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_leaves_the_book() {
        for bad in ["", "/etc", "a//b", "a/../b", "./a", "a\\b", "a\nb"] {
            assert!(SourcePath::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn joins_from_the_folder_of_the_file() {
        let file = SourcePath::new("content/briefs/a.md").unwrap();
        let joined = |s: &str| file.join_from_folder(s).map(|p| p.to_string());
        assert_eq!(joined("b.md").as_deref(), Some("content/briefs/b.md"));
        assert_eq!(joined("../media/x.svg").as_deref(), Some("content/media/x.svg"));
        assert_eq!(joined("../../../x"), None);
    }
}
