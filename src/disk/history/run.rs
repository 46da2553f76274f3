//! Runs git, with nothing of the environment that could change what it says.
//!
//! Knows nothing about what is asked.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::NoHistory;

/// A run that failed.
#[derive(Debug)]
pub struct Refused {
    pub stdout: Vec<u8>,
    /// The first line that git printed for people.
    pub reason: String,
}

/// Settings that a repository or its owner may have made, undone: what would start a program, reach
/// for the network, or change what a log holds.
const SETTINGS: &[&str] = &[
    "core.quotepath=off",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "log.mailmap=false",
    "log.diffMerges=separate",
    "diff.orderFile=/dev/null",
    "diff.relative=false",
    "protocol.allow=never",
];

/// Runs `git` in `folder` and returns what it prints, up to `limit` bytes.
pub fn git(
    folder: &Path,
    asked: &[&str],
    input: Vec<u8>,
    limit: usize,
) -> Result<Result<Vec<u8>, Refused>, NoHistory> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["--no-pager", "--no-optional-locks", "--no-replace-objects"]);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.args(asked).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_ours_to_set(name)) {
        command.env_remove(name);
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_ATTR_NOSYSTEM", "1")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0");
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => NoHistory::NoGit,
        _ => NoHistory::Failed(error.to_string()),
    };
    let mut child = command.spawn().map_err(failed)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (read, told) = std::thread::scope(|scope| {
        // Written and read side by side: either pipe may fill up.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(&input)));
        let told = scope.spawn(move || {
            let mut told = Vec::new();
            let mut pipe = stderr?;
            pipe.by_ref().take(4096).read_to_end(&mut told).ok()?;
            io::copy(&mut pipe, &mut io::sink()).ok()?;
            Some(told)
        });
        let read = stdout.map_or_else(|| Ok(Vec::new()), |pipe| read_up_to(pipe, limit));
        if read.is_err() {
            let _ = child.kill();
        }
        (read, told.join().ok().flatten().unwrap_or_default())
    });
    let status = child.wait().map_err(failed)?;
    let stdout = read.map_err(failed)?;
    if status.success() {
        return Ok(Ok(stdout));
    }
    let told = String::from_utf8_lossy(&told);
    let line = told.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
    let reason = line.trim_start_matches("fatal: ").chars().filter(|c| !c.is_control()).collect();
    Ok(Err(Refused { stdout, reason }))
}

/// Whether a variable of the environment would tell git something about this run. Where to stop
/// looking for a repository is for whoever set it.
fn is_ours_to_set(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("GIT_") && name != "GIT_CEILING_DIRECTORIES"
}

fn read_up_to(mut pipe: impl io::Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(io::Error::other("the history is too long"));
    }
    Ok(bytes)
}
