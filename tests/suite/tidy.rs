//! The repository holds its own rules: layers, sizes, words, dependencies, and a case for every
//! code. Each rule says what to do when it fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use briefbook::diag::Code;

use crate::support::{files_in, repository};

/// The layers from the lowest to the highest; a layer imports only those above it in this list,
/// and layers of one row do not import each other.
const LAYERS: &[&[&str]] = &[
    &["par"],
    &["source"],
    &["diag"],
    &["syntax"],
    &["model"],
    &["decode"],
    &["site"],
    &["routes"],
    &["check", "cite", "theme", "verify"],
    &["render"],
    &["export"],
    &["engine"],
    &["disk", "publish"],
    &["cli"],
];

/// The longest a source file may be, its tests left out.
const MAX_LINES: usize = 500;

/// Crates that must not be in the tree, each with the reason.
const BANNED: &[(&str, &str)] = &[
    ("serde_yml", "unmaintained and unsound"),
    ("minify-html", "changes what pages say"),
    ("lightningcss", "heavy, and nothing here needs it"),
    ("yaml-rust", "unmaintained"),
    ("openssl-sys", "no part of briefbook speaks TLS"),
];

/// Licences that a dependency may have, in SPDX's names.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that are in the tree in two versions, each with who holds the older one.
const DUPLICATES: &[(&str, &str)] = &[
    ("anstream", "snapbox (tests)"),
    ("anstyle-parse", "snapbox (tests)"),
    ("constant_time_eq", "blake3"),
    ("cpufeatures", "sha2 0.10"),
    ("getrandom", "ahash, for tera"),
    ("quick-xml", "citationberg, for hayagriva"),
    ("shlex", "trycmd (tests)"),
    ("syn", "derive macros that have not moved to syn 3"),
    ("winnow", "trycmd (tests)"),
];

/// Rust sources below `folder`: path in the repository, and text.
fn sources(folder: &str) -> Vec<(String, String)> {
    files_in(&repository().join(folder))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| (format!("{folder}/{path}"), String::from_utf8(bytes).unwrap()))
        .collect()
}

/// Rust sources of the product alone: tests within files cut off, files of tests left out.
fn product() -> Vec<(String, String)> {
    let all = sources("src");
    let mut test_files = BTreeSet::new();
    for (path, text) in &all {
        let folder = match path.rsplit_once('/') {
            Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder.to_owned(),
            _ => path.trim_end_matches(".rs").to_owned(),
        };
        for (_, declaration) in test_modules(text) {
            if let Some(name) = declaration.strip_suffix(';') {
                test_files.insert(format!("{folder}/{name}"));
            }
        }
    }
    let is_test = |path: &str| {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        test_files.iter().any(|test| module == test || module.starts_with(&format!("{test}/")))
    };
    let product = all.iter().filter(|(path, _)| !is_test(path));
    product
        .map(|(path, text)| {
            let inline = test_modules(text).into_iter().find(|(_, line)| line.ends_with('{'));
            let kept = inline.map_or(text.as_str(), |(at, _)| &text[..at]);
            (path.clone(), kept.to_owned())
        })
        .collect()
}

/// Where `#[cfg(test)]` stands before a module, and how the module is declared: `tests {`,
/// `tests;`.
fn test_modules(text: &str) -> Vec<(usize, &str)> {
    text.match_indices("#[cfg(test)]")
        .filter_map(|(at, _)| {
            let declaration =
                text[at..].lines().find(|line| !line.trim_start().starts_with('#'))?;
            let (visibility, name) = declaration.split_once("mod ")?;
            (visibility.is_empty() || visibility.starts_with("pub")).then_some((at, name))
        })
        .collect()
}

/// The files that git keeps, with their text where it is UTF-8.
fn kept_files() -> Vec<(String, String)> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(repository()).output();
    let listed = listed.map(|output| String::from_utf8(output.stdout).unwrap()).unwrap_or_default();
    assert!(!listed.is_empty(), "git lists the files of the repository");
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    paths
        .filter_map(|path| {
            Some((path.to_owned(), fs::read_to_string(repository().join(path)).ok()?))
        })
        .collect()
}

#[track_caller]
fn assert_none(faults: Vec<String>, remedy: &str) {
    assert!(faults.is_empty(), "{remedy}:\n  {}", faults.join("\n  "));
}

#[test]
fn layers_import_only_layers_before_them() {
    let rank: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(i, row)| row.iter().map(move |m| (*m, i))).collect();
    let mut faults = Vec::new();
    for (path, text) in product() {
        let inside = path.trim_start_matches("src/");
        let module = inside.split('/').next().unwrap().trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(&own) = rank.get(module) else {
            faults.push(format!("{path}: `{module}` has no place in LAYERS (tests/suite/tidy.rs)"));
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for used in imports(code) {
                let fits = used == module || rank.get(used.as_str()).is_some_and(|&r| r < own);
                if !fits && rank.contains_key(used.as_str()) {
                    faults.push(format!("{path}:{}: `{module}` imports `{used}`", number + 1));
                }
            }
        }
    }
    assert_none(faults, "a layer may use only layers before it");
}

/// The first parts of the paths below `crate::` in a line of code, groups included.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let parts: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for part in parts {
            let name: String =
                part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() {
                found.push(name);
            }
        }
    }
    found
}

/// The parts of `a::{b, c}, d}` between commas that stand in no inner group.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[start..]);
    parts
}

/// A file that no module declares is not compiled, and its tests never run.
#[test]
fn every_source_file_is_part_of_the_program() {
    let all: BTreeMap<String, String> = sources("src").into_iter().collect();
    let mut faults = Vec::new();
    for path in all.keys() {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let Some((folder, name)) = module.rsplit_once('/') else { continue };
        if matches!(module, "src/lib" | "src/main") {
            continue;
        }
        let parents =
            [format!("{folder}/mod.rs"), format!("{folder}.rs"), format!("{folder}/lib.rs")];
        let declared = parents.iter().filter_map(|parent| all.get(parent)).any(|text| {
            text.lines().any(|line| {
                let line = line.trim();
                let rest = line.split_once("mod ").map(|(_, rest)| rest);
                rest.is_some_and(|rest| rest == format!("{name};") || rest == format!("r#{name};"))
            })
        });
        if !declared {
            faults.push(path.clone());
        }
    }
    assert_none(faults, "declare the module, or remove the file");
}

#[test]
fn imports_are_read_from_groups_too() {
    assert_eq!(imports("use crate::diag::{Code, Sink};"), ["diag"]);
    assert_eq!(imports("use crate::{diag::{Code}, source::Span};"), ["diag", "source"]);
    assert_eq!(imports("fn f(x: crate::site::Site) -> crate::model::Brief {"), ["site", "model"]);
    assert!(imports("use std::fmt;").is_empty());
}

#[test]
fn every_module_opens_with_what_it_does() {
    let opens = |text: &str| text.starts_with("//! ") || text.starts_with("#![");
    let tests = sources("tests/suite");
    let silent = product().into_iter().chain(tests).filter(|(_, text)| !opens(text));
    assert_none(
        silent.map(|(path, _)| path).collect(),
        "open the file with `//!` and what it does",
    );
}

#[test]
fn no_source_file_is_long() {
    let long = product().into_iter().filter_map(|(path, text)| {
        let lines = text.lines().count();
        (lines > MAX_LINES).then(|| format!("{path}: {lines} lines"))
    });
    assert_none(long.collect(), "divide the file");
}

#[test]
fn nothing_is_left_for_later() {
    // Written in halves, so that this file does not find itself.
    let words =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];
    let later = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let mut faults = Vec::new();
    for (path, text) in kept_files() {
        if path.ends_with("package-lock.json") || path == "Cargo.lock" || path == "clippy.toml" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let word = |w: &&&str| {
                line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == **w)
            };
            if words.iter().find(word).is_some() || later.iter().any(|w| line.contains(w.as_str()))
            {
                faults.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(faults, "do it, or leave it out");
}

#[test]
fn no_code_gives_up_by_a_panic() {
    let mut faults = Vec::new();
    for (path, text) in product() {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let calls = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "unsafe "];
            // A decoder's own `expect` takes no message.
            if calls.iter().any(|call| code.contains(call)) {
                faults.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none(faults, "return the fault, or make the case impossible by a type");
}

#[test]
fn the_repository_speaks_of_the_product_alone() {
    // Written in halves, as above.
    let machine = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/tmp/", "brief"),
        concat!("registry.", "npmjs"),
        concat!("index.", "crates.io"),
        concat!("pypi.", "org"),
        concat!("deb.", "debian.org"),
        concat!("local", "host:3000"),
    ];
    let mut faults = Vec::new();
    for (path, text) in kept_files() {
        if path == "Cargo.lock" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = machine.iter().find(|word| line.contains(**word)) {
                let invented = line.contains("file:///home/reader");
                if !invented {
                    faults.push(format!("{path}:{}: {word}", number + 1));
                }
            }
        }
    }
    assert_none(faults, "take out what belongs to one machine");
}

#[test]
fn every_code_has_its_page() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for &code in Code::ALL {
        let (name, doc) = (code.as_str(), code.doc());
        let kebab = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !kebab || !seen.insert(name) || Code::from_name(name) != Some(code) {
            faults.push(format!("{name}: not a name of its own in kebab case"));
        }
        if doc.trim().len() < 30 || !doc.trim().ends_with(['.', '`']) {
            faults.push(format!("{name}: its page says too little: {doc:?}"));
        }
    }
    assert_none(faults, "mend the code's doc comment in src/diag/code.rs");
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The names that follow `owner` where no longer name ends in it.
fn names_after<'l>(line: &'l str, owner: &str) -> impl Iterator<Item = &'l str> {
    line.match_indices(owner)
        .filter(|(at, _)| !line[..*at].ends_with(is_name))
        .filter_map(|(at, found)| line[at + found.len()..].split(|c| !is_name(c)).next())
}

#[test]
fn names_are_found_after_their_owner_alone() {
    let names: Vec<_> = names_after("ui.one(self.ui.two, gui.three, &ui.four_4)", "ui.").collect();
    assert_eq!(names, ["one", "two", "four_4"]);
}

#[test]
fn every_word_of_the_interface_is_used() {
    let table = "src/render/view/ui/words.rs";
    let (tables, mut readers): (Vec<_>, Vec<_>) =
        product().into_iter().partition(|(path, _)| path == table);
    for (path, bytes) in files_in(&repository().join("templates")) {
        readers.push((path, String::from_utf8(bytes).unwrap()));
    }
    let mut used = BTreeSet::new();
    for (path, text) in &readers {
        // What belongs to the words themselves calls them its own.
        let owner = if path == "src/render/view/ui.rs" { "self." } else { "ui." };
        let is_comment = |line: &str| line.starts_with("//") || line.starts_with("{#");
        let code = text.lines().filter(|line| !is_comment(line.trim_start()));
        used.extend(code.flat_map(|line| names_after(line, owner)));
    }
    let words: Vec<&str> = tables[0]
        .1
        .lines()
        .filter_map(|line| line.trim().split_once(": \""))
        .map(|(word, _)| word)
        .filter(|word| word.chars().all(is_name))
        .collect();
    assert!(words.len() > 100, "the words of the interface are read from {table}");
    let unused = words.iter().filter(|word| !used.contains(*word));
    assert_none(unused.map(|word| format!("{table}: {word}")).collect(), "remove the word");
}

// Dependencies.

/// A crate of the tree, as Cargo tells it.
struct Package {
    name: String,
    version: String,
    licence: String,
}

/// Everything that is built, on this kind of machine or (`"all"`) on any.
fn packages(target: &str) -> Vec<Package> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--offline", "--locked", "--edges", "normal,build,dev"]);
    command.args(["--prefix", "none", "--format", "{p}|{l}"]);
    if target == "all" {
        command.args(["--target", "all"]);
    }
    let output = command.current_dir(repository()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: BTreeSet<_> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let package = |line: &str| {
        let (package, licence) = line.split_once('|')?;
        let mut words = package.split(' ');
        let (name, version) = (words.next()?.to_owned(), words.next()?.to_owned());
        Some(Package { name, version, licence: licence.replace('/', " OR ") })
    };
    lines.into_iter().filter_map(package).collect()
}

#[test]
fn no_banned_crate_is_in_the_tree() {
    let packages = packages("all");
    let found = BANNED.iter().filter(|(banned, _)| packages.iter().any(|p| p.name == *banned));
    let faults = found.map(|(banned, why)| format!("{banned}: {why}")).collect();
    assert_none(faults, "find another crate; `cargo tree -i NAME` shows who brings it");
}

#[test]
fn every_licence_is_on_the_list() {
    let mut faults = Vec::new();
    for package in packages("all") {
        if !allowed(&package.licence) {
            faults.push(format!("{}: {:?}", package.name, package.licence));
        }
    }
    assert_none(faults, "read the licence; add it to LICENCES and deny.toml, or drop the crate");
}

/// Whether an SPDX expression without nested parentheses is met by [`LICENCES`].
fn allowed(expression: &str) -> bool {
    let any = |text: &str| text.split(" OR ").any(|one| LICENCES.contains(&one.trim()));
    // `(A OR B) AND C`: every part of the conjunction must be met.
    expression
        .split(" AND ")
        .all(|part| any(part.trim().trim_start_matches('(').trim_end_matches(')')))
}

#[test]
fn licence_expressions_are_read() {
    assert!(allowed("MIT OR Apache-2.0"));
    assert!(allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(!allowed("GPL-3.0"));
    assert!(!allowed("MIT AND GPL-3.0"));
    assert!(!allowed(""));
}

#[test]
fn two_versions_of_a_crate_are_known() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages("this") {
        versions.entry(package.name).or_default().insert(package.version);
    }
    let mut faults = Vec::new();
    for (name, versions) in &versions {
        let listed = DUPLICATES.iter().any(|(known, _)| known == name);
        if versions.len() > 1 && !listed {
            faults.push(format!("{name}: {versions:?}"));
        }
        if versions.len() == 1 && listed {
            faults.push(format!("{name}: one version only; take it off DUPLICATES"));
        }
    }
    assert_none(faults, "use one version, or list the crate in DUPLICATES with who holds it");
}
