//! A browser of this machine that prints: found, run once on one file, and stopped when it hangs.
//!
//! Knows nothing about what is printed.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::diag::{Code, Diagnostic, Place};

/// Names under which browsers that print are installed, the freest first.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "chromium-headless-shell",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "brave-browser",
];

/// Places outside every search path where systems keep them.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// What keeps a run to itself: no window, no first steps, no network, no traces.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
];

/// How long a browser may take: so much, and as much again for each megabyte.
const PATIENCE: Duration = Duration::from_secs(90);

/// Finds a browser: the one that is named, or the first that `path` (as the variable `PATH` is
/// written) or the system's own places hold.
///
/// # Errors
/// [`Code::NoBrowser`] where there is none.
pub fn find_browser(
    named: Option<&OsStr>,
    path: Option<&OsStr>,
) -> Result<PathBuf, Box<Diagnostic>> {
    let folders: Vec<PathBuf> = std::env::split_paths(path.unwrap_or_default()).collect();
    let on_path = |name: &OsStr| folders.iter().map(|it| it.join(name)).find(|it| is_program(it));
    let missing = |message: String, place: &str| {
        let hint = "install Chromium or Chrome 131 or newer, or name one by `--browser PATH` or in \
                    the variable BRIEFBOOK_BROWSER";
        let place = Place::Outside(place.to_owned());
        Box::new(Diagnostic::at(Code::NoBrowser, place, message).hint(hint))
    };
    if let Some(named) = named {
        let as_path = Path::new(named);
        let plain = as_path.components().count() == 1;
        let found = if plain { on_path(named) } else { None };
        let found = found.or_else(|| is_program(as_path).then(|| as_path.to_owned()));
        let place = as_path.display().to_string();
        return found.ok_or_else(|| missing("no browser is there".to_owned(), &place));
    }
    let known = NAMES.iter().find_map(|name| on_path(OsStr::new(name)));
    let known = known.or_else(|| PLACES.iter().map(PathBuf::from).find(|place| is_program(place)));
    known.ok_or_else(|| {
        missing("a PDF is printed by a browser, and none was found".to_owned(), "PATH")
    })
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Prints a document of HTML that needs nothing else, as PDF.
///
/// # Errors
/// [`Code::BrowserFailed`] when the browser does not start, fails, hangs or writes no PDF.
pub fn print_pdf(browser: &Path, html: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let megabytes = u32::try_from(html.len() / 1_000_000).unwrap_or(u32::MAX);
    let patience = PATIENCE.saturating_mul(megabytes.saturating_add(1));
    print_within(browser, html, patience).map_err(|(message, told)| {
        let place = Place::Outside(browser.display().to_string());
        let told = (!told.is_empty()).then(|| format!("it said: {told}"));
        Box::new(Diagnostic::at(Code::BrowserFailed, place, message).hint_opt(told))
    })
}

/// What went wrong, and what the browser said last.
type Failure = (String, String);

fn print_within(browser: &Path, html: &[u8], patience: Duration) -> Result<Vec<u8>, Failure> {
    let refused = |error: io::Error| (format!("the browser cannot be run: {error}"), String::new());
    let folder = Folder::new().map_err(refused)?;
    let (page, pdf) = (folder.0.join("book.html"), folder.0.join("book.pdf"));
    fs::write(&page, html).map_err(refused)?;
    let (status, told) = run(browser, &folder.0, &page, &pdf, patience).map_err(refused)?;
    let Some(status) = status else {
        return Err((format!("the browser did not finish within {} s", patience.as_secs()), told));
    };
    match fs::read(&pdf) {
        Ok(bytes) if is_pdf(&bytes) => Ok(bytes),
        _ if status.success() => Err(("the browser wrote no PDF".to_owned(), told)),
        _ => Err((format!("the browser failed ({status})"), told)),
    }
}

/// Runs the browser; without a status when it took too long and was ended.
fn run(
    browser: &Path,
    profile: &Path,
    page: &Path,
    pdf: &Path,
    patience: Duration,
) -> io::Result<(Option<ExitStatus>, String)> {
    let with = |name: &str, value: &Path| {
        let mut argument = std::ffi::OsString::from(name);
        argument.push(value);
        argument
    };
    let mut command = Command::new(browser);
    command.args(ARGUMENTS);
    #[cfg(unix)]
    if rustix::process::geteuid().is_root() {
        // A browser refuses to shut the superuser in. What it reads is our own, without a script.
        command.arg("--no-sandbox");
    }
    command
        .arg(with("--user-data-dir=", &profile.join("profile")))
        .arg(with("--print-to-pdf=", pdf))
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let end = Instant::now() + patience;
    // Its helpers may hold the pipe open after it, so that the reader is not waited for long.
    let (send, told) = std::sync::mpsc::channel();
    if let Some(mut pipe) = child.stderr.take() {
        thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(length @ 1..) = pipe.read(&mut block) {
                if send.send(block[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
    }
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let mut text = Vec::new();
    while let Ok(block) = told.recv_timeout(Duration::from_millis(100)) {
        text.extend(block);
        text.drain(..text.len().saturating_sub(4096));
    }
    Ok((status, last_line(&String::from_utf8_lossy(&text))))
}

fn last_line(text: &str) -> String {
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.chars().filter(|letter| !letter.is_control()).take(300).collect()
}

/// Whether a file is a PDF that was written to its end.
fn is_pdf(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(1024)..];
    bytes.starts_with(b"%PDF-") && end.windows(5).any(|window| window == b"%%EOF")
}

/// A folder of our own among the system's temporary files, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Self> {
        let base = std::env::temp_dir();
        let mut number = 0_u32;
        loop {
            let path = base.join(format!("briefbook-{}-{number}", std::process::id()));
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            match builder.create(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => {
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A program that stands for a browser; `$pdf` is where it shall print to.
    fn browser(folder: &Path, script: &str) -> PathBuf {
        let path = folder.join("chromium");
        let pdf = "for a; do case $a in --print-to-pdf=*) pdf=${a#*=};; esac; done";
        fs::write(&path, format!("#!/bin/sh\n{pdf}\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn a_browser_is_the_named_one_or_on_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = browser(folder.path(), "");
        let on = Some(folder.path().as_os_str());
        assert_eq!(find_browser(None, on).unwrap(), path);
        assert_eq!(find_browser(Some(OsStr::new("chromium")), on).unwrap(), path);
        assert_eq!(find_browser(Some(path.as_os_str()), None).unwrap(), path);
        let fault = find_browser(Some(OsStr::new("/nowhere/chromium")), on).unwrap_err();
        assert_eq!(fault.code, Code::NoBrowser);
        assert!(fault.hints[0].contains("--browser"));
    }

    #[test]
    fn what_it_prints_is_read_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let good = browser(
            folder.path(),
            r#"echo "$pdf" >"$0.where"; printf '%%PDF-1.4\n%%%%EOF\n' >"$pdf""#,
        );
        assert_eq!(print_pdf(&good, b"<p>x").unwrap(), b"%PDF-1.4\n%%EOF\n");
        let place = fs::read_to_string(folder.path().join("chromium.where")).unwrap();
        assert!(!Path::new(place.trim()).parent().unwrap().exists());
    }

    #[test]
    fn a_browser_that_fails_or_hangs_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let fault = |script: &str| {
            let browser = browser(folder.path(), script);
            print_within(&browser, b"<p>x", Duration::from_millis(300)).unwrap_err()
        };
        assert_eq!(fault("exit 0").0, "the browser wrote no PDF");
        assert_eq!(fault("echo half >\"$pdf\"").0, "the browser wrote no PDF");
        let (message, told) = fault("echo no display >&2; exit 3");
        assert!(message.contains("exit status: 3"), "{message}");
        assert_eq!(told, "no display");
        assert!(fault("exec sleep 60").0.contains("did not finish"));
    }
}
