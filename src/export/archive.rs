//! The whole site in a zip archive: a folder with a page to start from, and the site beside it.
//!
//! Knows nothing about how a file of the site is made.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::pack::{Method, Packed, join};
use super::{Edition, Export};
use crate::diag::{Code, Diagnostic, Place};
use crate::model::Date;
use crate::render::output::OutputSink;
use crate::render::{Plan, Renderer};
use crate::routes::OutputPath;

/// The page that leads into the site. It lies above the site's folder, alone, so that whoever
/// unpacks the archive sees what to open.
pub const START_HERE: &str = "START-HERE.html";
/// The folder of the site.
pub const SITE: &str = "site";

/// Makes the archive. Files are compressed as they are made, each on the thread that made it.
///
/// # Errors
/// The faults of templates, and of a site that the format cannot hold.
pub fn archive(renderer: &Renderer<'_>) -> Result<Export, Vec<Diagnostic>> {
    let date = renderer.site.as_of;
    let sink = Sink { date, files: Mutex::default() };
    Plan::new(renderer).render(renderer, &sink)?;
    let files = sink.files.into_inner().unwrap_or_else(PoisonError::into_inner);
    let pages = renderer.routes.pages();
    let edition =
        Edition::of(renderer, pages.filter_map(|(_, path)| Some((path, files.get(path)?.hash))));
    let top = edition.name();
    let start = renderer.start_here(SITE, &edition.id).map_err(|fault| vec![*fault])?;
    let packed = Packed::new(start.as_bytes(), Method::Deflated, date).and_then(|start| {
        let first = (format!("{top}/{START_HERE}"), &start);
        let files = files.iter().map(|(path, file)| (format!("{top}/{SITE}/{path}"), &file.packed));
        join(std::iter::once(first).chain(files))
    });
    let name = format!("{top}.zip");
    match packed {
        Ok(bytes) => Ok(Export { name, date, bytes }),
        Err(error) => {
            let message = format!("the archive cannot be made: {error}");
            Err(vec![Diagnostic::at(Code::OutputFailed, Place::Outside(name), message)])
        }
    }
}

/// Compresses files as they come.
struct Sink {
    date: Date,
    files: Mutex<BTreeMap<OutputPath, File>>,
}

struct File {
    /// Of the file as it was.
    hash: blake3::Hash,
    packed: Packed,
}

impl OutputSink for Sink {
    fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        let packed = Packed::new(bytes, Method::Deflated, self.date)?;
        let file = File { hash: blake3::hash(bytes), packed };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), file);
        Ok(())
    }
}
