//! Lists the default theme's files for `src/theme.rs` to embed: `templates/**` and `static/**`.
//!
//! A list made at build time, so that adding a template needs no second edit anywhere.
#![allow(clippy::disallowed_methods, reason = "runs on the developer's machine, before the crate")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println_cargo("rerun-if-changed=build.rs");
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut names = Vec::new();
    for folder in ["templates", "static"] {
        println_cargo(&format!("rerun-if-changed={folder}"));
        list(Path::new(&root), folder, &mut names)?;
    }
    names.sort();
    let mut table = String::from("&[\n");
    for name in &names {
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", format!("{root}/{name}"))?;
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("theme_files.rs"), table)?;
    Ok(())
}

/// Adds the files below `root/folder`, named from the root with `/`, leaving out dotfiles and
/// editors' backups.
fn list(root: &Path, folder: &str, names: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let path = root.join(&folder);
        if !path.is_dir() {
            continue;
        }
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| format!("{name:?}"))?;
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            let name = format!("{folder}/{name}");
            if entry.file_type()?.is_dir() {
                folders.push(name);
            } else {
                names.push(name);
            }
        }
    }
    Ok(())
}

#[allow(clippy::disallowed_macros, reason = "the way a build script speaks to cargo")]
fn println_cargo(instruction: &str) {
    println!("cargo::{instruction}");
}
