//! One build at a time for each output folder.
//!
//! A file beside the output folder, locked for as long as the build lives: the system lets go of it
//! whenever and however the process ends, so that no lock outlives a killed run.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::Output;
use super::output_failed;
use crate::diag::{Code, Diagnostic, Place};

/// Held while a build writes to an output folder.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock of `output`, or reports that another build has it.
    pub(super) fn take(output: &Output) -> Result<Self, Box<Diagnostic>> {
        let path = output.beside("lock");
        loop {
            let file = open(&path).map_err(|error| output_failed(&path, &error))?;
            match file.try_lock() {
                Ok(()) if is_still(&file, &path) => return Ok(Self { path, file }),
                // Its last holder removed it between our opening and our locking.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(output)),
                // Some network file systems have no locks. Builds to one output are then not kept
                // apart; each still exchanges a folder in one step.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { path, file });
                }
                Err(TryLockError::Error(error)) => return Err(output_failed(&path, &error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is locked: whoever opened it meanwhile sees that its name is gone, and retries.
        if cfg!(unix) {
            drop(fs::remove_file(&self.path));
        }
        drop(self.file.unlock());
    }
}

fn busy(output: &Output) -> Box<Diagnostic> {
    let place = Place::Outside(output.named().display().to_string());
    Box::new(
        Diagnostic::at(Code::OutputFailed, place, "another build is writing to this folder")
            .hint("wait for it to end, or name another folder with `--output`"),
    )
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    OpenOptions::new().write(true).create(true).truncate(false).custom_flags(no_follow).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
}

/// Whether `file` is still the one at `path`.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(ours), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (ours.dev(), ours.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
