//! A finished stage into the output folder's place.
//!
//! On Linux and Apple systems the two folders exchange their names in one step. Where the file
//! system or the platform cannot do that, the earlier site is moved aside and the new one to its
//! place: for the moment between the two renames there is no output folder, and a run killed in
//! that moment leaves the earlier site beside it, where the next run finds it and puts it back.

use std::fs;
use std::io;
use std::path::Path;

use super::folder::{self, Output};
use super::output_failed;
use crate::diag::Diagnostic;

/// Exchanges two folders in one step, and says whether that could be done here.
pub(super) type Exchange = fn(&Path, &Path) -> io::Result<bool>;

/// Puts the folder `stage` in the place of `output`. An earlier site stands at `stage` afterwards.
pub(super) fn put_in_place(
    stage: &Path,
    output: &Output,
    exchange: Exchange,
) -> Result<(), Box<Diagnostic>> {
    let failed = |error: io::Error| output_failed(output.named(), &error);
    if !output.is_ours() {
        // Nothing there, or an empty folder: a rename replaces either, and fails on anything else
        // that has come to be there meanwhile.
        if cfg!(not(unix)) {
            drop(fs::remove_dir(output.path()));
        }
        return fs::rename(stage, output.path()).map_err(failed);
    }
    replace(stage, output, exchange)
}

/// Changes the places of `stage` and a site at `output`, unless that is no longer ours.
pub(super) fn replace(
    stage: &Path,
    output: &Output,
    exchange: Exchange,
) -> Result<(), Box<Diagnostic>> {
    let failed = |error: io::Error| output_failed(output.named(), &error);
    if !exchange(stage, output.path()).map_err(failed)? {
        return by_renames(stage, output);
    }
    if folder::is_ours(stage) {
        return Ok(());
    }
    // Something foreign took the earlier site's place just before: it goes back untouched.
    exchange(stage, output.path()).map_err(failed)?;
    Err(output.foreign(REPLACED))
}

const REPLACED: &str = "was replaced by something else during the build";

/// Exchanges two folders in one step; `false` where that cannot be done.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn in_one_step(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    const UNSUPPORTED: [Errno; 4] = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // The file system or the kernel does not know the flag.
        Err(error) if UNSUPPORTED.contains(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn in_one_step(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

fn by_renames(stage: &Path, output: &Output) -> Result<(), Box<Diagnostic>> {
    let failed = |error: io::Error| output_failed(output.named(), &error);
    let aside = output.beside("earlier");
    fs::rename(output.path(), &aside).map_err(failed)?;
    if !folder::is_ours(&aside) {
        fs::rename(&aside, output.path()).map_err(failed)?;
        return Err(output.foreign(REPLACED));
    }
    if let Err(error) = fs::rename(stage, output.path()) {
        fs::rename(&aside, output.path()).map_err(failed)?;
        return Err(failed(error));
    }
    // Where the caller looks for it. Failing that, the next run clears it.
    drop(fs::rename(&aside, stage));
    Ok(())
}
