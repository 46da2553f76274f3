//! A site's files to an output folder: all of them or none.
//!
//! A [`Stage`] is a folder beside the output folder, on the same file system. Files are written
//! there while the earlier site stays as it is; [`Stage::finish`] then exchanges the two folders in
//! one step and deletes the earlier site. At every moment, also when the program is killed, the
//! output folder is one complete site. A file that has not changed is hard-linked from the earlier
//! site; since a file's bytes are never changed once it has its name, a link can share them. The
//! links are made at the end, when it is known that anything has changed at all: a build that
//! changes nothing makes no links and has none to delete.
//!
//! Files are not synced one by one: that costs a disk's round trip for each of thousands, and what
//! it protects against (a power cut within seconds of the build) is mended by building again, which
//! compares bytes and trusts no name, size or time.
//!
//! Knows nothing about what the files hold.

mod exchange;
mod folder;
mod lock;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diag::{Code, Diagnostic, Place};
use crate::par;
use crate::render::output::OutputSink;
use crate::routes::OutputPath;
use exchange::Exchange;
use folder::{MARKER, MARKER_TEXT, Output};
use lock::Lock;

/// An output folder in the making. Dropped before [`finish`](Self::finish), it leaves nothing
/// behind and the earlier site as it was.
#[derive(Debug)]
pub struct Stage {
    /// Before the output in order of dropping: its file lies in the output's parent, which may
    /// have been created for this build and goes with it.
    _lock: Lock,
    output: Output,
    /// Where the new site is made; gone once it is in its place.
    folder: PathBuf,
    /// The earlier site's files.
    earlier: BTreeSet<String>,
    /// Folders of the stage that exist by now.
    folders: Mutex<BTreeSet<PathBuf>>,
    /// Files of the earlier site that the new one has too, and whether they are the same. Those
    /// that are have no name in the stage yet.
    kept: Mutex<BTreeMap<String, bool>>,
    written: AtomicUsize,
    /// The first write that failed: a stage that lacks a file never becomes the site.
    failed: Mutex<Option<Box<Diagnostic>>>,
}

/// What became of a site's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or differ from the earlier site's.
    pub written: usize,
    /// Files that the earlier site had byte for byte.
    pub unchanged: usize,
    /// Files of the earlier site that the new one lacks.
    pub removed: usize,
}

impl Stage {
    /// Prepares to replace the site in the folder `output` with one made from the book in `book`;
    /// clears what an earlier run that was killed has left beside it.
    ///
    /// # Errors
    /// [`Code::ForeignOutput`] when `output` holds something that briefbook did not make, or is no
    /// place for a site; [`Code::OutputFailed`] when another build is writing to it, or the system
    /// refuses.
    pub fn new(book: &Path, output: &Path) -> Result<Self, Box<Diagnostic>> {
        let mut output = Output::check(book, output)?;
        output.create_parents()?;
        let lock = Lock::take(&output)?;
        let folder = output.beside("stage");
        output.recover(&folder)?;
        let earlier = output.files()?;

        fs::create_dir(&folder).map_err(|error| output_failed(&folder, &error))?;
        if let Err(error) = fs::write(folder.join(MARKER), MARKER_TEXT) {
            drop(folder::delete(&folder));
            return Err(output_failed(&folder, &error));
        }
        Ok(Self {
            _lock: lock,
            output,
            folder,
            earlier,
            folders: Mutex::default(),
            kept: Mutex::default(),
            written: AtomicUsize::new(0),
            failed: Mutex::default(),
        })
    }

    /// Puts the new site in the place of the earlier one, in one step, and deletes that.
    ///
    /// To be called after a failed [`write`](OutputSink::write) too: it then says what failed. When
    /// the new site equals the earlier one byte for byte, the folder stays the very same.
    ///
    /// # Errors
    /// [`Code::OutputFailed`] when a file could not be written or the folders could not be
    /// exchanged; the earlier site is then as it was.
    pub fn finish(self) -> Result<Report, Box<Diagnostic>> {
        self.finish_by(exchange::in_one_step)
    }

    fn finish_by(mut self, exchange: Exchange) -> Result<Report, Box<Diagnostic>> {
        if let Some(failure) = lock(&self.failed).take() {
            return Err(failure);
        }
        let kept = std::mem::take(&mut *lock(&self.kept));
        let removed = self.earlier.len() - kept.len();
        let unchanged: Vec<String> =
            kept.into_iter().filter_map(|(name, same)| same.then_some(name)).collect();
        let written = self.written.load(Ordering::Relaxed);
        let report = Report { written, unchanged: unchanged.len(), removed };
        let same = report.written == 0 && report.removed == 0;
        if !(same && self.output.is_ours()) {
            for shared in par::map(&unchanged, |name| self.share(name)) {
                shared?;
            }
            exchange::put_in_place(&self.folder, &self.output, exchange)?;
            self.output.keep_parents();
        }
        // What is left at the stage's name is now the earlier site; dropping deletes it.
        Ok(report)
    }

    fn store(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        let name = path.as_str();
        if name == MARKER {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the name is briefbook's own"));
        }
        if self.earlier.contains(name) {
            let same = holds(&self.output.path().join(name), bytes);
            if lock(&self.kept).insert(name.to_owned(), same).is_some() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            if same {
                return Ok(());
            }
        }
        self.create(name, bytes)?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Gives the stage a file that the earlier site has byte for byte.
    fn share(&self, name: &str) -> Result<(), Box<Diagnostic>> {
        let earlier = self.output.path().join(name);
        let link = || {
            let target = self.folder.join(name);
            self.create_folder_of(&target)?;
            // Some file systems have no hard links; the bytes are then written again.
            fs::hard_link(&earlier, &target).or_else(|_| {
                let mut bytes = Vec::new();
                super::read::open(&earlier)?.read_to_end(&mut bytes)?;
                self.create(name, &bytes)
            })
        };
        link().map_err(|error: io::Error| output_failed(&self.output.named().join(name), &error))
    }

    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let target = self.folder.join(name);
        self.create_folder_of(&target)?;
        // Only ever a new file: one that exists may be a link shared with the earlier site.
        fs::OpenOptions::new().write(true).create_new(true).open(target)?.write_all(bytes)
    }

    fn create_folder_of(&self, target: &Path) -> io::Result<()> {
        target.parent().map_or(Ok(()), |folder| self.create_folder(folder))
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        if folder == self.folder || lock(&self.folders).contains(folder) {
            return Ok(());
        }
        // Outside the lock: two threads may both create it, and both succeed.
        fs::create_dir_all(folder)?;
        lock(&self.folders).insert(folder.to_owned());
        Ok(())
    }
}

impl OutputSink for Stage {
    fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        self.store(path, bytes).inspect_err(|error| {
            let failure = output_failed(&self.output.named().join(path.as_str()), error);
            lock(&self.failed).get_or_insert(failure);
        })
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be deleted now is cleared by the next run, which reports if it cannot either.
        if folder::is_ours(&self.folder) {
            drop(folder::delete(&self.folder));
        }
    }
}

/// Whether the regular file at `path` consists of exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Ok(file) = super::read::open(path) else {
        return false;
    };
    // A byte more than wanted tells a file that is longer.
    let mut found = Vec::with_capacity(bytes.len() + 1);
    let most = bytes.len() as u64 + 1;
    file.take(most).read_to_end(&mut found).is_ok() && found == bytes
}

/// No invariant of the guarded collections spans a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The system refused something about `path`.
fn output_failed(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::at(
        Code::OutputFailed,
        Place::Outside(path.display().to_string()),
        format!("cannot be written: {error}"),
    );
    Box::new(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            diagnostic.hint("free some space: a build needs room for what changed beside the site")
        }
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => diagnostic.hint(
            "the output folder may be a mount point: name a folder inside it with `--output`",
        ),
        _ => diagnostic,
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
