//! Stored copies of sources, read by name from one folder.
//!
//! Knows nothing about what they are compared with.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::read::read_file;
use crate::verify::StoredCopy;

/// Reads the files of these names in `folder`; links are not followed.
///
/// # Errors
/// When `folder` is not a folder that can be looked into.
pub fn read_copies(
    folder: &Path,
    names: &BTreeSet<&str>,
) -> io::Result<BTreeMap<String, StoredCopy>> {
    if !folder.metadata()?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let read = |name: &str| match read_file(&folder.join(name)) {
        Ok(bytes) => StoredCopy::Bytes(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => StoredCopy::Missing,
        Err(error) => StoredCopy::Unreadable(error.to_string()),
    };
    Ok(names.iter().map(|name| ((*name).to_owned(), read(name))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn copies_are_read_by_name_and_links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("one.txt"), "one").unwrap();
        fs::create_dir(folder.path().join("folder")).unwrap();
        let mut names = BTreeSet::from(["one.txt", "two.txt", "folder"]);
        if cfg!(unix) {
            #[cfg(unix)]
            std::os::unix::fs::symlink("one.txt", folder.path().join("link.txt")).unwrap();
            names.insert("link.txt");
        }
        let read = read_copies(folder.path(), &names).unwrap();
        assert_eq!(read["one.txt"], StoredCopy::Bytes(b"one".as_slice().into()));
        assert_eq!(read["two.txt"], StoredCopy::Missing);
        assert!(matches!(read["folder"], StoredCopy::Unreadable(_)));
        if cfg!(unix) {
            assert!(matches!(read["link.txt"], StoredCopy::Unreadable(_)));
        }
        assert!(read_copies(&folder.path().join("nowhere"), &names).is_err());
        assert!(read_copies(&folder.path().join("one.txt"), &names).is_err());
    }
}
