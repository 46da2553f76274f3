//! A book's folder to an immutable snapshot, with the theme's files where the book has none.
//!
//! Takes `site.yaml` and everything below `content`, `templates` and `static`, and looks at nothing
//! else, so that an output folder in the book is never read. Links are never followed. Knows
//! nothing about what the files mean.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::par;
use crate::source::{SourcePath, SourceSet, SourceSetBuilder};

/// The folders of a book that are read, at any depth.
pub(super) const FOLDERS: [&str; 3] = ["content", "templates", "static"];
/// The one file that is read at the book's root.
pub(super) const SITE_FILE: &str = "site.yaml";
/// Longer paths than this many characters are refused, as some systems cannot check them out.
const MAX_PATH: usize = 180;

/// The book's folder itself cannot be read.
#[derive(Debug)]
pub struct ReadError {
    root: PathBuf,
    reason: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read the book {}: {}", self.root.display(), self.reason)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

/// Reads the book in the folder `root`, and adds the files of `theme` (path, bytes) that the book
/// does not replace.
///
/// Where the book has a template of the theme's name, the theme's own is added as
/// `theme/templates/NAME`, so that the book's can extend it. Dotfiles, backups (`~` at the end) and
/// editors' swap files are passed over in silence; what cannot be used is reported and left out.
///
/// # Errors
/// When `root` is not a folder that can be listed.
pub fn read_book<'a>(
    root: &Path,
    theme: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> Result<(SourceSet, Vec<Diagnostic>), ReadError> {
    let unreadable = |reason| ReadError { root: root.to_owned(), reason };
    if !root.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(io::ErrorKind::NotADirectory.into()));
    }

    let mut sink = Sink::new();
    let mut found = Vec::new();
    let walk = WalkDir::new(root)
        .min_depth(1)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || belongs_to_book(entry));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match check_entry(root, &entry) {
                Ok(path) => found.push((path, entry.into_path())),
                Err(diagnostic) => sink.push(*diagnostic),
            },
            Err(error) if error.depth() == 0 => return Err(unreadable(error.into())),
            Err(error) if vanished(error.io_error()) => {}
            Err(error) => {
                let place = place(root, error.path().unwrap_or(root));
                let reason =
                    error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                sink.push(unreadable_file(place, &reason));
            }
        }
    }

    let read = par::map_owned(found, |(path, file)| {
        let bytes = read_file(&file);
        (path, bytes)
    });
    let mut book = SourceSetBuilder::new();
    for (path, bytes) in read {
        match bytes {
            Ok(bytes) => book.insert(path, bytes),
            // Gone between listing and opening, as an editor's temporary file: it is not there.
            Err(error) if vanished(Some(&error)) => {}
            Err(error) => sink.push(unreadable_file(Place::Path(path), &error.to_string())),
        }
    }
    add_theme(&mut book, theme);
    Ok((book.build(), sink.finish()))
}

/// Whether the walk goes on with `entry`: the known names at the root, and below them everything
/// that an editor or a desktop has not left there for itself.
fn belongs_to_book(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if entry.depth() == 1 { is_input(&name) } else { !is_ignored(&name) }
}

/// Whether `name`, at the root of a book, is read.
pub(super) fn is_input(name: &str) -> bool {
    name == SITE_FILE || FOLDERS.contains(&name)
}

/// Whether a file or folder of this name is passed over: dotfiles, backups, autosaves and swap
/// files of Emacs, Vim and JetBrains editors, and what desktops leave behind.
pub(super) fn is_ignored(name: &str) -> bool {
    let swap = name.rsplit_once('.').is_some_and(|(_, e)| matches!(e, "swp" | "swo" | "swx"));
    name.starts_with('.')
        || name.ends_with('~')
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || swap
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// The entry's path in the book, when it is a regular file with a usable path.
fn check_entry(root: &Path, entry: &DirEntry) -> Result<SourcePath, Box<Diagnostic>> {
    let place = place(root, entry.path());
    if entry.file_type().is_symlink() {
        return Err(Box::new(symbolic_link(place, entry.path())));
    }
    let written = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let fault = match (written.to_str(), place) {
        (None, _) => "the path is not UTF-8",
        (Some(text), _) if text.chars().any(char::is_control) => {
            "the path holds a control character"
        }
        (Some(text), _) if cfg!(not(windows)) && text.contains('\\') => {
            "the path holds a backslash"
        }
        (Some(text), _) if text.chars().count() > MAX_PATH => {
            "the path is over 180 characters long"
        }
        (Some(_), Place::Path(path)) if entry.file_type().is_file() => return Ok(path),
        (Some(_), place) => return Err(Box::new(unreadable_file(place, "not a regular file"))),
    };
    let place = self::place(root, entry.path());
    Err(Box::new(
        Diagnostic::at(Code::UnusablePath, place, format!("{fault}: {written:?}"))
            .hint("rename it; the book is read without it"),
    ))
}

fn symbolic_link(place: Place, link: &Path) -> Diagnostic {
    let message = match std::fs::read_link(link) {
        Ok(target) => format!("a symbolic link to {target:?}, which is not followed"),
        Err(_) => "a symbolic link, which is not followed".to_owned(),
    };
    Diagnostic::at(Code::SymbolicLink, place, message)
        .hint("put a copy of the file in its place; links are not followed even inside the book")
}

fn unreadable_file(place: Place, reason: &str) -> Diagnostic {
    Diagnostic::at(Code::UnreadableFile, place, format!("cannot be read: {reason}"))
}

/// The path of `file` in the book; what a [`SourcePath`] cannot hold is replaced by U+FFFD.
fn place(root: &Path, file: &Path) -> Place {
    let parts: Vec<String> = file
        .strip_prefix(root)
        .unwrap_or(file)
        .components()
        .map(|part| {
            let replace = |c: char| {
                if c == '\\' || c.is_control() { '\u{FFFD}' } else { c }
            };
            part.as_os_str().to_string_lossy().chars().map(replace).collect()
        })
        .collect();
    SourcePath::new(&parts.join("/"))
        .map_or_else(|_| Place::Outside(file.display().to_string()), Place::Path)
}

/// The bytes of a regular file below 4 GiB, so that offsets fit a [`Span`](crate::source::Span).
pub(super) fn read_file(path: &Path) -> io::Result<Arc<[u8]>> {
    let mut file = open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let too_large = || io::Error::other("4 GiB or larger");
    let size = u32::try_from(metadata.len()).map_err(|_| too_large())?;
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // The file may grow while it is read.
    file.by_ref().take(u64::from(u32::MAX)).read_to_end(&mut bytes)?;
    if u32::try_from(bytes.len()).is_ok_and(|len| len < u32::MAX) {
        Ok(bytes.into())
    } else {
        Err(too_large())
    }
}

/// Opens for reading without following a link and without waiting for a pipe's other end, should
/// either have taken the file's place since the folder was listed.
#[cfg(unix)]
pub(super) fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;

    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn vanished(error: Option<&io::Error>) -> bool {
    error.is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn add_theme<'a>(book: &mut SourceSetBuilder, theme: impl Iterator<Item = (&'a str, &'a [u8])>) {
    for (name, bytes) in theme {
        let Ok(path) = SourcePath::new(name) else {
            continue;
        };
        if !book.contains(&path) {
            book.insert_theme(path, bytes);
        } else if path.strip_folder("templates").is_some()
            && let Ok(original) = SourcePath::new(&format!("theme/{name}"))
        {
            book.insert_theme(original, bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;
    use std::fs;

    const NO_THEME: [(&str, &[u8]); 0] = [];

    /// A book with `files`, in a folder of its own.
    fn book(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        root
    }

    fn read(root: &Path) -> (Vec<String>, Vec<Diagnostic>) {
        let (set, diagnostics) = read_book(root, NO_THEME.into_iter()).unwrap();
        (set.iter().map(|(_, file)| file.path().to_string()).collect(), diagnostics)
    }

    fn path(path: &str) -> Place {
        Place::Path(SourcePath::new(path).unwrap())
    }

    #[test]
    fn takes_the_inputs_in_path_order_and_nothing_else() {
        let root = book(&[
            "site.yaml",
            "README.md",
            "public/index.html",
            "content/briefs/b.md",
            "content/briefs/a.md",
            "content/briefs/a/z.md",
            "static/site.css",
            "templates/brief.html",
            "content/.git/config",
            "content/briefs/.a.md.swp",
            "content/briefs/a.md~",
            "content/briefs/#a.md#",
            "content/briefs/a.md.swx",
            "content/briefs/a.md___jb_tmp___",
            "static/Thumbs.db",
        ]);
        let (files, diagnostics) = read(root.path());
        assert_eq!(
            files,
            [
                "content/briefs/a.md",
                "content/briefs/a/z.md",
                "content/briefs/b.md",
                "site.yaml",
                "static/site.css",
                "templates/brief.html",
            ]
        );
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn a_book_without_folders_is_empty_and_a_root_that_is_no_folder_is_an_error() {
        let root = book(&["README.md"]);
        assert_eq!(read(root.path()), (vec![], vec![]));
        for bad in ["missing", "README.md"] {
            let error = read_book(&root.path().join(bad), NO_THEME.into_iter()).unwrap_err();
            assert!(error.to_string().contains(bad), "{error}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_reported_and_never_followed() {
        use std::os::unix::fs::symlink;
        let outside = book(&["secret.md", "folder/secret.md"]);
        let root = book(&["site.yaml", "content/briefs/a.md"]);
        let at = |path: &str| root.path().join(path);
        symlink(outside.path().join("secret.md"), at("content/briefs/secret.md")).unwrap();
        symlink(outside.path().join("folder"), at("content/folder")).unwrap();
        symlink("a.md", at("content/briefs/inside.md")).unwrap();
        symlink("..", at("content/loop")).unwrap();
        symlink("nowhere", at("content/dangling.md")).unwrap();
        symlink(outside.path(), at("templates")).unwrap();

        let (files, diagnostics) = read(root.path());
        assert_eq!(files, ["content/briefs/a.md", "site.yaml"]);
        assert!(diagnostics.iter().all(|d| d.code == Code::SymbolicLink));
        let places: Vec<_> = diagnostics.into_iter().map(|d| d.place).collect();
        assert_eq!(
            places,
            [
                path("content/briefs/inside.md"),
                path("content/briefs/secret.md"),
                path("content/dangling.md"),
                path("content/folder"),
                path("content/loop"),
                path("templates"),
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn the_root_itself_may_be_reached_through_a_link() {
        let root = book(&["site.yaml"]);
        let elsewhere = tempfile::tempdir().unwrap();
        let link = elsewhere.path().join("book");
        std::os::unix::fs::symlink(root.path(), &link).unwrap();
        assert_eq!(read(&link), (vec!["site.yaml".to_owned()], vec![]));
    }

    #[cfg(unix)]
    #[test]
    fn unusable_paths_are_named_as_well_as_can_be() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let root = book(&["content/a\\b.md", "content/c\nd.md"]);
        let latin = root.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md"));
        fs::write(latin, "x").unwrap();
        let long = format!("content/{}.md", "é".repeat(90));
        let longer = format!("content/{0}/{0}.md", "x".repeat(90));
        fs::write(root.path().join(&long), "x").unwrap();
        fs::create_dir(root.path().join(&longer).parent().unwrap()).unwrap();
        fs::write(root.path().join(&longer), "x").unwrap();

        let (files, diagnostics) = read(root.path());
        assert_eq!(files, [long]);
        let places: Vec<_> = diagnostics.iter().map(|d| (d.code, d.place.clone())).collect();
        let expected = [
            "content/a\u{FFFD}b.md",
            "content/caf\u{FFFD}.md",
            "content/c\u{FFFD}d.md",
            longer.as_str(),
        ];
        let mut expected: Vec<_> = expected.iter().map(|p| (Code::UnusablePath, path(p))).collect();
        expected.sort_by(|a, b| a.1.cmp(&b.1));
        assert_eq!(places, expected);
        assert!(diagnostics[0].message.contains("a\\\\b.md"), "{}", diagnostics[0].message);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_and_an_enormous_file_are_unreadable_and_nothing_waits_for_them() {
        let root = book(&["content/a.md"]);
        let fifo = root.path().join("content/pipe.md");
        rustix::fs::mkfifoat(rustix::fs::CWD, &fifo, rustix::fs::Mode::RWXU).unwrap();
        let large = fs::File::create(root.path().join("content/large.bin")).unwrap();
        large.set_len(u64::from(u32::MAX) + 1).unwrap();

        assert!(read_file(&fifo).is_err());
        let (files, diagnostics) = read(root.path());
        assert_eq!(files, ["content/a.md"]);
        let messages: Vec<_> = diagnostics.iter().map(|d| (d.code, d.message.as_str())).collect();
        assert_eq!(
            messages,
            [
                (Code::UnreadableFile, "cannot be read: 4 GiB or larger"),
                (Code::UnreadableFile, "cannot be read: not a regular file"),
            ]
        );
    }

    #[test]
    fn the_book_replaces_the_theme_and_keeps_its_templates_in_reach() {
        let root = book(&["templates/brief.html", "static/site.css"]);
        let theme: [(&str, &[u8]); 4] = [
            ("static/search.js", b"theme"),
            ("static/site.css", b"theme"),
            ("templates/brief.html", b"theme"),
            ("templates/home.html", b"theme"),
        ];
        let (set, diagnostics) = read_book(root.path(), theme.into_iter()).unwrap();
        assert_eq!(diagnostics, []);
        let files: Vec<_> = set
            .iter()
            .map(|(_, file)| (file.path().as_str(), file.text(), file.origin()))
            .collect();
        assert_eq!(
            files,
            [
                ("static/search.js", "theme", Origin::Theme),
                ("static/site.css", "static/site.css", Origin::Book),
                ("templates/brief.html", "templates/brief.html", Origin::Book),
                ("templates/home.html", "theme", Origin::Theme),
                ("theme/templates/brief.html", "theme", Origin::Theme),
            ]
        );
    }
}
