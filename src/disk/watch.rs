//! Which files of a book changed, in batches.
//!
//! Watches the book's root (for `site.yaml`, and for folders that come and go) and below it the
//! folders that [`read_book`](super::read::read_book) takes, so that neither an output folder nor
//! a stage is ever watched. Names that the reader passes over are passed over here too. A batch
//! only says that it is time to read the book again; it is not what a rebuild goes by, so that an
//! event the system has lost can never leave a page stale. Knows nothing about what is rebuilt.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer_opt};

use super::read::{FOLDERS, is_ignored, is_input};
use crate::source::SourcePath;

/// How long a file must have been quiet. Editors save in several steps within a few milliseconds.
const QUIET: Duration = Duration::from_millis(50);

/// Something about the book changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The files and folders concerned, in path order, as far as they can be named.
    pub paths: Vec<SourcePath>,
    /// What the system said it could not watch; changes may go unseen from here on.
    pub errors: Vec<String>,
}

/// The book cannot be watched.
#[derive(Debug)]
pub struct WatchError {
    folder: PathBuf,
    reason: notify::Error,
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot watch {}: {}", self.folder.display(), self.reason)
    }
}

impl std::error::Error for WatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

/// Watches one book from its creation on.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    events: Receiver<DebounceEventResult>,
}

impl Watch {
    /// Starts to watch the book in the folder `root`.
    ///
    /// # Errors
    /// When the system refuses; the limit on watched folders is the usual reason.
    pub fn new(root: &Path) -> Result<Self, WatchError> {
        let failed = |reason| WatchError { folder: root.to_owned(), reason };
        // Events come with the real path.
        let root = root.canonicalize().map_err(|error| failed(notify::Error::io(error)))?;
        let (sender, events) = channel();
        let debouncer = new_debouncer_opt(
            QUIET,
            None,
            // Nobody listens any more: the watch is being dropped.
            move |result| drop(sender.send(result)),
            RecommendedCache::new(),
            notify::Config::default().with_follow_symlinks(false),
        )
        .map_err(failed)?;
        let mut watch = Self { root, debouncer, events };
        watch.debouncer.watch(&watch.root, RecursiveMode::NonRecursive).map_err(failed)?;
        for folder in FOLDERS {
            watch.watch_folder(folder).map_err(failed)?;
        }
        Ok(watch)
    }

    /// Waits for the next change, at most `patience`; everything that has gathered by then is one.
    ///
    /// # Errors
    /// When the watcher has ended, which it never does by itself.
    pub fn wait(&mut self, patience: Duration) -> io::Result<Option<Change>> {
        let end = Instant::now() + patience;
        let mut gathered = Gathered::default();
        loop {
            match self.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(result) => self.gather(result, &mut gathered),
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(io::Error::other("the watcher of the book's files has ended"));
                }
            }
            while let Ok(result) = self.events.try_recv() {
                self.gather(result, &mut gathered);
            }
            if gathered.any {
                return Ok(Some(Change {
                    paths: gathered.paths.into_iter().collect(),
                    errors: gathered.errors,
                }));
            }
        }
    }

    fn gather(&mut self, result: DebounceEventResult, gathered: &mut Gathered) {
        let events = match result {
            Ok(events) => events,
            Err(errors) => {
                gathered.any = true;
                gathered.errors.extend(errors.iter().map(ToString::to_string));
                return;
            }
        };
        let mut renewed = BTreeSet::new();
        for event in events {
            // The system's queue overflowed: anything may have changed.
            gathered.any |= event.need_rescan();
            // Reading a book must not count as a change of it.
            if matches!(event.kind, EventKind::Access(_)) {
                continue;
            }
            for path in &event.paths {
                let Some(relative) = self.relevant(path) else {
                    continue;
                };
                gathered.any = true;
                let replaced = matches!(
                    event.kind,
                    EventKind::Create(_)
                        | EventKind::Remove(_)
                        | EventKind::Modify(ModifyKind::Name(_))
                );
                if replaced && let Some(&folder) = FOLDERS.iter().find(|&&name| name == relative) {
                    renewed.insert(folder);
                }
                gathered.paths.extend(SourcePath::new(&relative));
            }
        }
        // A watch holds on to the folder that was there, not to its name.
        for folder in renewed {
            drop(self.debouncer.unwatch(self.root.join(folder)));
            if let Err(error) = self.watch_folder(folder) {
                gathered.errors.push(error.to_string());
            }
        }
    }

    /// Watches a folder of the book, when it is there and no link.
    fn watch_folder(&mut self, folder: &str) -> notify::Result<()> {
        let path = self.root.join(folder);
        if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Ok(());
        }
        match self.debouncer.watch(&path, RecursiveMode::Recursive) {
            // Gone again: its return will be seen at the root.
            Err(_) if !path.exists() => Ok(()),
            result => result,
        }
    }

    /// The path below the root, with `/`, of a file that the reader would take.
    fn relevant(&self, path: &Path) -> Option<String> {
        let parts: Vec<_> = path
            .strip_prefix(&self.root)
            .ok()?
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let (first, rest) = parts.split_first()?;
        let read = is_input(first) && !rest.iter().any(|name| is_ignored(name));
        read.then(|| parts.join("/"))
    }
}

#[derive(Default)]
struct Gathered {
    any: bool,
    paths: BTreeSet<SourcePath>,
    errors: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const LONG: Duration = Duration::from_secs(20);
    const SHORT: Duration = Duration::from_millis(400);

    fn book() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content/briefs")).unwrap();
        fs::write(root.path().join("site.yaml"), "title: x\n").unwrap();
        fs::write(root.path().join("content/briefs/a.md"), "a").unwrap();
        root
    }

    /// Waits until a change names `path`.
    fn sees(watch: &mut Watch, path: &str) {
        let end = Instant::now() + LONG;
        while Instant::now() < end {
            if let Some(change) = watch.wait(LONG).unwrap() {
                assert_eq!(change.errors, Vec::<String>::new());
                if change.paths.iter().any(|p| p.as_str() == path) {
                    return;
                }
            }
        }
        panic!("no change of {path}");
    }

    fn sees_nothing(watch: &mut Watch) {
        assert_eq!(watch.wait(SHORT).unwrap(), None);
    }

    #[test]
    fn sees_edits_in_place_and_by_rename_and_new_folders() {
        let root = book();
        let at = |path: &str| root.path().join(path);
        let mut watch = Watch::new(root.path()).unwrap();
        fs::write(at("content/briefs/a.md"), "b").unwrap();
        sees(&mut watch, "content/briefs/a.md");

        // As editors save: a new file takes the name. Twice, since a watch on the file itself
        // would see it once.
        for text in ["c", "d"] {
            for (temporary, name) in [
                ("content/briefs/.a.md.tmp", "content/briefs/a.md"),
                (".site.yaml.tmp", "site.yaml"),
            ] {
                fs::write(at(temporary), text).unwrap();
                fs::rename(at(temporary), at(name)).unwrap();
                sees(&mut watch, name);
            }
        }

        fs::create_dir_all(at("content/actors/deep")).unwrap();
        sees(&mut watch, "content/actors");
        fs::write(at("content/actors/deep/x.md"), "x").unwrap();
        sees(&mut watch, "content/actors/deep/x.md");
        fs::remove_file(at("content/briefs/a.md")).unwrap();
        sees(&mut watch, "content/briefs/a.md");
    }

    #[test]
    fn sees_folders_that_come_later_or_are_replaced() {
        let root = book();
        let at = |path: &str| root.path().join(path);
        let mut watch = Watch::new(root.path()).unwrap();
        fs::create_dir(at("templates")).unwrap();
        sees(&mut watch, "templates");
        fs::write(at("templates/brief.html"), "x").unwrap();
        sees(&mut watch, "templates/brief.html");

        // As when another branch is checked out.
        fs::rename(at("content"), at("old-content")).unwrap();
        fs::create_dir_all(at("content/briefs")).unwrap();
        sees(&mut watch, "content");
        fs::write(at("content/briefs/new.md"), "x").unwrap();
        sees(&mut watch, "content/briefs/new.md");

        // What moved away is no longer the book's.
        while watch.wait(SHORT).unwrap().is_some() {}
        fs::write(at("old-content/briefs/a.md"), "x").unwrap();
        sees_nothing(&mut watch);
    }

    #[test]
    fn output_stages_swap_files_and_reading_are_no_changes() {
        let root = book();
        let at = |path: &str| root.path().join(path);
        let mut watch = Watch::new(root.path()).unwrap();
        for folder in ["public", ".public.briefbook-stage", ".git", "target"] {
            fs::create_dir(at(folder)).unwrap();
            fs::write(at(folder).join("index.html"), "x").unwrap();
        }
        fs::rename(at(".public.briefbook-stage"), at("site")).unwrap();
        for file in ["content/briefs/.a.md.swp", "content/briefs/a.md~", "README.md"] {
            fs::write(at(file), "x").unwrap();
        }
        let none: [(&str, &[u8]); 0] = [];
        super::super::read::read_book(root.path(), none.into_iter()).unwrap();
        sees_nothing(&mut watch);
        fs::write(at("content/briefs/a.md"), "y").unwrap();
        sees(&mut watch, "content/briefs/a.md");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let root = book();
        let error = Watch::new(&root.path().join("missing")).unwrap_err();
        assert!(error.to_string().contains("missing"), "{error}");
    }
}
