//! The output folder: whether a site may be put there, whose it is, what it holds.
//!
//! Knows nothing about the new site.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::output_failed;
use crate::diag::{Code, Diagnostic, Place};
use crate::disk::read;

/// The file that marks a folder as briefbook's own. Without a version or date, so that two builds
/// are the same byte for byte.
pub(super) const MARKER: &str = ".briefbook";
pub(super) const MARKER_TEXT: &str = "briefbook site: each build replaces this folder\n";
/// How a marker begins, in whatever version it was written.
const MARKER_START: &[u8] = b"briefbook site";

/// A folder that a site may be put in.
#[derive(Debug)]
pub(super) struct Output {
    /// Absolute, its parent without links.
    path: PathBuf,
    /// As the caller named it, for messages.
    named: PathBuf,
    /// Folders above that do not exist yet, the outermost first.
    missing: Vec<PathBuf>,
    /// Those of them that this run created and has not put a site in.
    created: Vec<PathBuf>,
}

impl Output {
    /// Checks that the folder `named` can take the site of the book in the folder `book`.
    pub(super) fn check(book: &Path, named: &Path) -> Result<Self, Box<Diagnostic>> {
        let book = book.canonicalize().map_err(|error| output_failed(book, &error))?;
        let (path, missing) = locate(named).map_err(|error| output_failed(named, &error))?;
        let output = Self { path, named: named.to_owned(), missing, created: Vec::new() };
        if book.starts_with(&output.path) {
            return Err(output.foreign("is the book's folder, or one around it"));
        }
        for folder in read::FOLDERS {
            if output.path.starts_with(book.join(folder)) {
                return Err(output.foreign(&format!("lies in the book's folder `{folder}`")));
            }
        }
        match fs::symlink_metadata(&output.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(output),
            Err(error) => Err(output_failed(&output.named, &error)),
            Ok(metadata) if metadata.is_symlink() => {
                Err(output.foreign("is a symbolic link, which is never followed"))
            }
            Ok(metadata) if !metadata.is_dir() => Err(output.foreign("is not a folder")),
            Ok(metadata) => output.check_folder(&metadata),
        }
    }

    fn check_folder(self, metadata: &fs::Metadata) -> Result<Self, Box<Diagnostic>> {
        let empty = is_empty(&self.path).map_err(|error| output_failed(&self.named, &error))?;
        if !empty && !self.is_ours() {
            return Err(self.foreign("is not empty and was not made by briefbook"));
        }
        // A branch checked out for publishing: replacing the folder would lose it.
        if fs::symlink_metadata(self.path.join(".git")).is_ok() {
            return Err(self.foreign("holds a `.git`, which a build would delete"));
        }
        if metadata.permissions().readonly() {
            return Err(output_failed(&self.named, &io::Error::other("the folder is read-only")));
        }
        if is_mount_point(&self.path, metadata) {
            return Err(output_failed(&self.named, &io::ErrorKind::CrossesDevices.into()));
        }
        Ok(self)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn named(&self) -> &Path {
        &self.named
    }

    /// The hidden path beside the output folder for `purpose`: `.public.briefbook-stage`.
    pub(super) fn beside(&self, purpose: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or(OsStr::new("output")));
        name.push(format!(".briefbook-{purpose}"));
        self.path.with_file_name(name)
    }

    pub(super) fn is_ours(&self) -> bool {
        is_ours(&self.path)
    }

    pub(super) fn foreign(&self, fact: &str) -> Box<Diagnostic> {
        let place = Place::Outside(self.named.display().to_string());
        Box::new(
            Diagnostic::at(Code::ForeignOutput, place, format!("the output folder {fact}"))
                .hint("name another folder with `--output`; this one is left as it is"),
        )
    }

    pub(super) fn create_parents(&mut self) -> Result<(), Box<Diagnostic>> {
        for folder in std::mem::take(&mut self.missing) {
            match fs::create_dir(&folder) {
                Ok(()) => self.created.push(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(output_failed(&folder, &error)),
            }
        }
        Ok(())
    }

    /// The parents hold a site now.
    pub(super) fn keep_parents(&mut self) {
        self.created.clear();
    }

    /// Clears what a run that was killed has left. Only to be called under the lock, which says
    /// that no living run is at work here.
    pub(super) fn recover(&self, stage: &Path) -> Result<(), Box<Diagnostic>> {
        let aside = self.beside("earlier");
        let gone = match fs::read_dir(&self.path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if gone && is_ours(&aside) {
            // Killed between the two renames of the fallback: the earlier site goes back.
            fs::rename(&aside, &self.path).map_err(|error| output_failed(&self.named, &error))?;
        }
        for left in [stage, &aside] {
            if fs::symlink_metadata(left).is_err() {
                continue;
            }
            if !is_ours(left) && !is_barely_begun(left) {
                return Err(self.foreign(&format!("has {left:?} beside it, which is in the way")));
            }
            delete(left).map_err(|error| output_failed(left, &error))?;
        }
        Ok(())
    }

    /// The files of the site that is there now, by path. Folders that are links are not entered, so
    /// that nothing outside the folder is ever linked into a site.
    pub(super) fn files(&self) -> Result<BTreeSet<String>, Box<Diagnostic>> {
        let mut files = BTreeSet::new();
        if !self.is_ours() {
            return Ok(files);
        }
        for entry in WalkDir::new(&self.path).min_depth(1).follow_links(false) {
            let entry = entry.map_err(|error| output_failed(&self.named, &error.into()))?;
            let Ok(relative) = entry.path().strip_prefix(&self.path) else {
                continue;
            };
            if entry.file_type().is_dir() || relative == Path::new(MARKER) {
                continue;
            }
            let name: Vec<_> =
                relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.insert(name.join("/"));
        }
        Ok(files)
    }
}

impl Drop for Output {
    /// Removes the parents that were created for a site that never came.
    fn drop(&mut self) {
        for folder in self.created.drain(..).rev() {
            drop(fs::remove_dir(folder));
        }
    }
}

/// The absolute path of `named`, its parents resolved as far as they exist, and those that do not.
fn locate(named: &Path) -> io::Result<(PathBuf, Vec<PathBuf>)> {
    let absolute = std::path::absolute(named)?;
    // `a/..` may lead elsewhere when `a` is a link, so what exists is resolved by the system.
    let mut existing = absolute.as_path();
    let mut rest = Vec::new();
    let base = loop {
        let parent = existing.parent();
        match (existing.file_name(), parent) {
            (Some(name), Some(parent)) => {
                rest.push(name.to_owned());
                existing = parent;
            }
            // The root of the file system, or a path that ends with `..`.
            _ => {
                let base = existing.canonicalize()?;
                if rest.is_empty() {
                    return Ok((base, Vec::new()));
                }
                break base;
            }
        }
        match existing.canonicalize() {
            Ok(base) => break base,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    };
    let mut path = base;
    let mut missing = Vec::new();
    while let Some(name) = rest.pop() {
        path.push(name);
        if !rest.is_empty() {
            missing.push(path.clone());
        }
    }
    Ok((path, missing))
}

/// Whether the folder `path` bears briefbook's mark.
pub(super) fn is_ours(path: &Path) -> bool {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    let marker = path.join(MARKER);
    is_folder
        && fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file())
        && fs::read(marker).is_ok_and(|text| text.starts_with(MARKER_START))
}

fn is_empty(path: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(path)?.next().is_none())
}

/// Whether the folder `path` holds nothing but a mark, perhaps cut short: a run was killed just
/// after it created a stage, or just before it had deleted one.
fn is_barely_begun(path: &Path) -> bool {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    let only_mark = |mut entries: fs::ReadDir| {
        entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == MARKER))
    };
    is_folder && fs::read_dir(path).is_ok_and(only_mark)
}

/// Deletes the folder `path`, its mark last: should this be cut short, the next run still knows
/// whose the remains are.
pub(super) fn delete(path: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name() == MARKER {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_file(path.join(MARKER)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::remove_dir(path)
}

/// Whether `path` lies on another file system than its parent: such a folder cannot be renamed.
#[cfg(unix)]
fn is_mount_point(path: &Path, metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    path.parent()
        .and_then(|parent| parent.metadata().ok())
        .is_some_and(|parent| parent.dev() != metadata.dev())
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &fs::Metadata) -> bool {
    false
}
