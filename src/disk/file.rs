//! One file, written whole or not at all.
//!
//! Knows nothing about what is in it.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::diag::{Code, Diagnostic, Place};

/// Writes `bytes` to `path`: beside it first, and then in its place in one step, so that whatever
/// happens an earlier file stays or the new one stands there.
///
/// # Errors
/// When the system refuses, or a folder stands at `path`.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    store(path, bytes).map_err(|error| {
        let place = Place::Outside(path.display().to_string());
        Box::new(Diagnostic::at(Code::OutputFailed, place, format!("cannot be written: {error}")))
    })
}

fn store(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(".part");
    let part = path.with_file_name(part);
    let done = File::create(&part)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&part, path));
    if done.is_err() {
        let _ = fs::remove_file(&part);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.zip");
        write_file(&path, b"one").unwrap();
        write_file(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let fault = write_file(folder.path(), b"three").unwrap_err();
        assert_eq!(fault.code, Code::OutputFailed);
        assert!(write_file(&folder.path().join("none/book.zip"), b"four").is_err());
    }
}
