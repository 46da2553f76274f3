use super::*;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

const EXCHANGE: Exchange = exchange::in_one_step;
/// As on a file system that cannot exchange.
const RENAMES: Exchange = |_, _| Ok(false);

/// A folder with a book in `book` and room for output beside it.
fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().unwrap();
    for folder in ["book/content", "book/static", "book/templates"] {
        fs::create_dir_all(room.path().join(folder)).unwrap();
    }
    room
}

fn stage(room: &Path, output: &str) -> Result<Stage, Box<Diagnostic>> {
    Stage::new(&room.join("book"), &room.join(output))
}

fn put(stage: &Stage, path: &str, text: &str) -> io::Result<()> {
    stage.write(&OutputPath::new(path).unwrap(), text.as_bytes())
}

fn build(room: &Path, files: &[(&str, &str)]) -> Report {
    build_by(room, files, EXCHANGE)
}

fn build_by(room: &Path, files: &[(&str, &str)], exchange: Exchange) -> Report {
    let stage = stage(room, "public").unwrap();
    for (path, text) in files {
        put(&stage, path, text).unwrap();
    }
    stage.finish_by(exchange).unwrap()
}

/// Every file below `folder` with its text, folders with none.
fn tree(folder: &Path) -> BTreeMap<String, Option<String>> {
    walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, entry.file_type().is_file().then(|| fs::read_to_string(entry.path()).unwrap()))
        })
        .collect()
}

/// The names in `folder`.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const OLD: &[(&str, &str)] =
    &[("index.html", "old"), ("a/b/same.html", "same"), ("a/gone.html", "gone")];
const NEW: &[(&str, &str)] =
    &[("index.html", "new"), ("a/b/same.html", "same"), ("c/new.html", "x")];

fn site(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut files: Vec<_> = files.iter().map(|&(p, t)| (p.to_owned(), t.to_owned())).collect();
    files.push((MARKER.to_owned(), MARKER_TEXT.to_owned()));
    files.sort();
    files
}

fn files(folder: &Path) -> Vec<(String, String)> {
    tree(folder).into_iter().filter_map(|(path, text)| Some((path, text?))).collect()
}

#[test]
fn a_second_build_replaces_the_first_and_leaves_nothing_beside_it() {
    for exchange in [EXCHANGE, RENAMES] {
        let room = room();
        let public = room.path().join("public");
        let first = build_by(room.path(), OLD, exchange);
        assert_eq!(first, Report { written: 3, unchanged: 0, removed: 0 });
        assert_eq!(files(&public), site(OLD));

        let second = build_by(room.path(), NEW, exchange);
        assert_eq!(second, Report { written: 2, unchanged: 1, removed: 1 });
        assert_eq!(files(&public), site(NEW));
        assert!(!public.join("a/gone.html").exists());
        assert_eq!(names(room.path()), ["book", "public"]);
    }
}

#[test]
fn unchanged_files_are_shared_and_changed_ones_never_written_in_place() {
    let room = room();
    let public = room.path().join("public");
    build(room.path(), OLD);
    // Another name for each old file, as a second site linked from this one would have.
    let index = room.path().join("index");
    let same = room.path().join("same");
    fs::hard_link(public.join("index.html"), &index).unwrap();
    fs::hard_link(public.join("a/b/same.html"), &same).unwrap();
    let inode = |path: &Path| fs::metadata(path).unwrap().ino();

    build(room.path(), NEW);
    assert_eq!(fs::read_to_string(&index).unwrap(), "old");
    assert_ne!(inode(&index), inode(&public.join("index.html")));
    assert_eq!(inode(&same), inode(&public.join("a/b/same.html")));
}

#[test]
fn a_site_that_stays_the_same_keeps_its_folder() {
    let room = room();
    let public = room.path().join("public");
    build(room.path(), OLD);
    let before = fs::metadata(&public).unwrap().ino();
    assert_eq!(build(room.path(), OLD), Report { written: 0, unchanged: 3, removed: 0 });
    assert_eq!(fs::metadata(&public).unwrap().ino(), before);
    build(room.path(), &OLD[..2]);
    assert_eq!(files(&public), site(&OLD[..2]));
}

#[test]
fn a_stage_that_is_dropped_leaves_the_earlier_site_or_nothing() {
    let room = room();
    let early = stage(room.path(), "deep/er/public").unwrap();
    put(&early, "index.html", "x").unwrap();
    drop(early);
    assert_eq!(names(room.path()), ["book"]);

    build(room.path(), OLD);
    let before = tree(&room.path().join("public"));
    let later = stage(room.path(), "public").unwrap();
    put(&later, "index.html", "new").unwrap();
    drop(later);
    assert_eq!(tree(&room.path().join("public")), before);
    assert_eq!(names(room.path()), ["book", "public"]);
}

#[test]
fn parents_of_the_output_are_created() {
    let room = room();
    let new = stage(room.path(), "deep/er/public/").unwrap();
    put(&new, "index.html", "x").unwrap();
    new.finish().unwrap();
    assert_eq!(files(&room.path().join("deep/er/public/")), site(&[("index.html", "x")]));
}

#[test]
fn after_a_failed_write_nothing_is_put_in_place() {
    let room = room();
    build(room.path(), OLD);
    let before = tree(&room.path().join("public"));
    let stage = stage(room.path(), "public").unwrap();
    put(&stage, "a", "a file where a folder is wanted").unwrap();
    put(&stage, "a/b.html", "x").unwrap_err();
    put(&stage, "c.html", "x").unwrap();

    let failure = stage.finish().unwrap_err();
    assert_eq!(failure.code, Code::OutputFailed);
    assert!(failure.message.starts_with("cannot be written: "), "{}", failure.message);
    let Place::Outside(place) = failure.place else { panic!("{:?}", failure.place) };
    assert!(place.ends_with("public/a/b.html"), "{place}");
    assert_eq!(tree(&room.path().join("public")), before);
    assert_eq!(names(room.path()), ["book", "public"]);
}

#[test]
fn when_the_exchange_fails_the_earlier_site_stays() {
    let room = room();
    build(room.path(), OLD);
    let stage = stage(room.path(), "public").unwrap();
    put(&stage, "index.html", "new").unwrap();
    let busy: Exchange = |_, _| Err(io::ErrorKind::ResourceBusy.into());
    let failure = stage.finish_by(busy).unwrap_err();
    assert_eq!(failure.code, Code::OutputFailed);
    assert!(failure.hints[0].contains("mount point"));
    assert_eq!(files(&room.path().join("public")), site(OLD));
    assert_eq!(names(room.path()), ["book", "public"]);
}

#[test]
fn no_path_is_written_twice_and_the_mark_is_not_the_sites() {
    let room = room();
    build(room.path(), OLD);
    let stage = stage(room.path(), "public").unwrap();
    put(&stage, "index.html", "old").unwrap();
    // The first is a link shared with the earlier site.
    assert_eq!(put(&stage, "index.html", "new").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    put(&stage, MARKER, "x").unwrap_err();
    drop(stage);
    assert_eq!(files(&room.path().join("public")), site(OLD));
}

#[test]
fn folders_of_others_are_refused_and_left_alone() {
    let room = room();
    let path = |path: &str| room.path().join(path);
    fs::create_dir(path("others")).unwrap();
    fs::write(path("others/thesis.txt"), "x").unwrap();
    fs::create_dir(path("fake")).unwrap();
    fs::write(path("fake/.briefbook"), "something else\n").unwrap();
    fs::create_dir(path("cache")).unwrap();
    fs::create_dir(path("cache/.briefbook")).unwrap();
    fs::write(path("file"), "x").unwrap();
    build(room.path(), OLD);
    symlink(path("public"), path("link")).unwrap();
    symlink(path("book"), path("to-book")).unwrap();
    fs::create_dir_all(path("branch/.git")).unwrap();
    fs::write(path("branch").join(MARKER), MARKER_TEXT).unwrap();
    let before = tree(room.path());

    for output in [
        "others",
        "fake",
        "cache",
        "file",
        "link",
        "branch",
        "book",
        "book/.",
        "book/content/..",
        ".",
        "/",
        "to-book",
        "to-book/content/x",
        "book/content",
        "book/content/site",
        "book/static",
        "book/templates/deep/er",
    ] {
        let failure = stage(room.path(), output).unwrap_err();
        assert_eq!(failure.code, Code::ForeignOutput, "{output}: {failure:?}");
        assert!(!failure.hints.is_empty());
    }
    assert_eq!(tree(room.path()), before);
}

#[test]
fn an_empty_folder_and_one_inside_the_book_are_fine() {
    let room = room();
    fs::create_dir(room.path().join("public")).unwrap();
    build(room.path(), OLD);
    assert_eq!(files(&room.path().join("public")), site(OLD));
    let inside = stage(room.path(), "book/public").unwrap();
    put(&inside, "index.html", "x").unwrap();
    inside.finish().unwrap();
    assert_eq!(files(&room.path().join("book/public")), site(&[("index.html", "x")]));
}

#[test]
fn a_read_only_folder_is_respected() {
    let room = room();
    build(room.path(), OLD);
    let public = room.path().join("public");
    fs::set_permissions(&public, fs::Permissions::from_mode(0o555)).unwrap();
    let failure = stage(room.path(), "public").unwrap_err();
    assert_eq!(failure.code, Code::OutputFailed);
    assert_eq!(failure.message, "cannot be written: the folder is read-only");
    assert_eq!(files(&public), site(OLD));
    fs::set_permissions(&public, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_parent_that_is_a_file_is_reported() {
    let room = room();
    fs::write(room.path().join("file"), "x").unwrap();
    let failure = stage(room.path(), "file/public").unwrap_err();
    assert_eq!(failure.code, Code::OutputFailed);
}

#[test]
fn two_builds_to_one_folder_exclude_each_other() {
    let room = room();
    let first = stage(room.path(), "public").unwrap();
    put(&first, "index.html", "first").unwrap();
    let failure = stage(room.path(), "public").unwrap_err();
    assert_eq!(failure.message, "another build is writing to this folder");
    // Another folder has another lock.
    drop(stage(room.path(), "elsewhere").unwrap());
    first.finish().unwrap();
    assert_eq!(files(&room.path().join("public")), site(&[("index.html", "first")]));
    drop(stage(room.path(), "public").unwrap());
    assert_eq!(names(room.path()), ["book", "public"]);
}

#[test]
fn what_killed_runs_left_is_cleared() {
    let room = room();
    build(room.path(), OLD);
    let path = |path: &str| room.path().join(path);
    for left in [".public.briefbook-stage", ".public.briefbook-earlier"] {
        // Killed while writing, or while deleting the earlier site: the mark is there.
        fs::create_dir_all(path(left).join("a/b")).unwrap();
        fs::write(path(left).join("a/b/c.html"), "half").unwrap();
        fs::write(path(left).join(MARKER), MARKER_TEXT).unwrap();
        build(room.path(), NEW);
        assert_eq!(names(room.path()), ["book", "public"]);
        // Killed just after the folder was created, or the mark.
        fs::create_dir(path(left)).unwrap();
        build(room.path(), OLD);
        fs::create_dir(path(left)).unwrap();
        fs::write(path(left).join(MARKER), "").unwrap();
        build(room.path(), NEW);
        assert_eq!(names(room.path()), ["book", "public"]);
    }
    fs::write(path(".public.briefbook-lock"), "").unwrap();
    build(room.path(), OLD);
    assert_eq!(names(room.path()), ["book", "public"]);
    assert_eq!(files(&path("public")), site(OLD));
}

#[test]
fn what_only_looks_like_ours_is_not_cleared() {
    let room = room();
    build(room.path(), OLD);
    let stage_folder = room.path().join(".public.briefbook-stage");
    fs::create_dir(&stage_folder).unwrap();
    fs::write(stage_folder.join("thesis.txt"), "x").unwrap();
    let before = tree(room.path());
    assert_eq!(stage(room.path(), "public").unwrap_err().code, Code::ForeignOutput);
    assert_eq!(tree(room.path()), before);

    fs::remove_dir_all(&stage_folder).unwrap();
    symlink(room.path().join("book"), &stage_folder).unwrap();
    assert_eq!(stage(room.path(), "public").unwrap_err().code, Code::ForeignOutput);
    assert!(room.path().join("book/content").exists());
}

#[test]
fn a_run_killed_between_two_renames_is_mended() {
    let room = room();
    build(room.path(), OLD);
    let aside = room.path().join(".public.briefbook-earlier");
    fs::rename(room.path().join("public"), &aside).unwrap();
    // The next run fails later on: the earlier site is back all the same.
    drop(stage(room.path(), "public").unwrap());
    assert_eq!(files(&room.path().join("public")), site(OLD));
    assert_eq!(names(room.path()), ["book", "public"]);
}

#[test]
fn a_folder_that_took_the_sites_place_during_the_build_survives() {
    for (exchange, at_the_last_moment) in [(EXCHANGE, false), (EXCHANGE, true), (RENAMES, true)] {
        let room = room();
        let public = room.path().join("public");
        build(room.path(), OLD);
        let stage = stage(room.path(), "public").unwrap();
        put(&stage, "index.html", "new").unwrap();
        fs::remove_file(public.join(MARKER)).unwrap();
        fs::write(public.join("thesis.txt"), "x").unwrap();
        let before = tree(&public);
        if at_the_last_moment {
            let failure = exchange::replace(&stage.folder, &stage.output, exchange).unwrap_err();
            drop(stage);
            assert_eq!(failure.code, Code::ForeignOutput);
        } else {
            assert_eq!(stage.finish_by(exchange).unwrap_err().code, Code::OutputFailed);
        }
        assert_eq!(tree(&public), before);
        assert_eq!(names(room.path()), ["book", "public"]);
    }
}

#[test]
fn links_in_the_earlier_site_lead_nowhere() {
    let room = room();
    build(room.path(), OLD);
    let public = room.path().join("public");
    let outside = room.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("x.html"), "same").unwrap();
    symlink(&outside, public.join("folder")).unwrap();
    symlink(outside.join("x.html"), public.join("file.html")).unwrap();

    build(room.path(), &[("folder/x.html", "same"), ("file.html", "same")]);
    let inode = |path: &Path| fs::symlink_metadata(path).unwrap().ino();
    for path in ["folder/x.html", "file.html"] {
        assert!(fs::symlink_metadata(public.join(path)).unwrap().is_file());
        assert_ne!(inode(&public.join(path)), inode(&outside.join("x.html")));
    }
    assert_eq!(fs::read_to_string(outside.join("x.html")).unwrap(), "same");
}

#[test]
fn writes_from_many_threads() {
    let room = room();
    let path = |n: usize| OutputPath::new(&format!("{}/{}/{n}.html", n % 7, n % 13)).unwrap();
    let paths: Vec<_> = (0..3000).map(path).collect();
    let make = |round: usize| {
        let stage = stage(room.path(), "public").unwrap();
        crate::par::map(&paths, |path| {
            let text = if path.as_str().ends_with("7.html") { round } else { 0 };
            stage.write(path, format!("{path} {text}").as_bytes()).unwrap();
        });
        stage.finish().unwrap()
    };
    assert_eq!(make(1), Report { written: 3000, unchanged: 0, removed: 0 });
    assert_eq!(make(2), Report { written: 300, unchanged: 2700, removed: 0 });
    assert_eq!(files(&room.path().join("public")).len(), 3001);
}
