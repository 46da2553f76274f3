//! Everything that a site consists of, known before anything is rendered.
//!
//! Paths are unique: [`crate::routes`] has seen to that, and the search index and the previews have
//! folders of their own. Knows nothing about how a file is made.

use std::io;
use std::sync::Mutex;

use super::data;
use super::feeds;
use super::offline;
use super::output::OutputSink;
use super::previews;
use super::renderer::Renderer;
use super::search;
use crate::diag::{Code, Diagnostic, Place};
use crate::par;
use crate::routes::{DataKey, OutputPath, PageKey};
use crate::source::FileId;

/// What makes a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    Page(PageKey),
    /// A file of data.
    Data(DataKey),
    /// Copied as it is.
    Copy(FileId),
    /// Sends readers of an old address on.
    Redirect(PageKey),
    Feed,
    Corrections,
    Sitemap,
    Robots,
    /// What the book says of itself as an application.
    Manifest,
    /// Keeps what readers open, or has browsers forget it.
    Worker,
}

/// Which file is made by what, sorted by path.
#[derive(Clone, Debug)]
pub struct Plan {
    jobs: Vec<(OutputPath, Job)>,
}

impl Plan {
    #[must_use]
    pub fn new(renderer: &Renderer<'_>) -> Self {
        let mut plan = Self::without_data(renderer);
        let data = renderer.routes.data(renderer.site);
        plan.jobs.extend(data.map(|(key, path)| (path, Job::Data(key))));
        plan.jobs.sort_by(|a, b| a.0.cmp(&b.0));
        plan
    }

    fn without_data(renderer: &Renderer<'_>) -> Self {
        let routes = renderer.routes;
        let mut jobs: Vec<(OutputPath, Job)> = Vec::new();
        jobs.extend(routes.pages().map(|(key, path)| (path.clone(), Job::Page(key.clone()))));
        jobs.extend(routes.files().map(|(file, path)| (path.clone(), Job::Copy(file))));
        jobs.extend(routes.redirects().map(|(path, to)| (path.clone(), Job::Redirect(to.clone()))));
        if routes.base_url().is_some() {
            let machine = [("feed.xml", Job::Feed), ("sitemap.xml", Job::Sitemap)];
            let robots = [("robots.txt", Job::Robots), ("corrections.xml", Job::Corrections)];
            for (name, job) in machine.into_iter().chain(robots) {
                jobs.extend(OutputPath::new(name).map(|path| (path, job)));
            }
        }
        jobs.extend(OutputPath::new(offline::WORKER).map(|path| (path, Job::Worker)));
        if renderer.site.book.config.offline {
            jobs.extend(OutputPath::new(offline::MANIFEST).map(|path| (path, Job::Manifest)));
        }
        jobs.sort_by(|a, b| a.0.cmp(&b.0));
        Self { jobs }
    }

    /// The files, without those of the search index and of previews.
    pub fn jobs(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Job)> {
        self.jobs.iter().map(|(path, job)| (path, job))
    }

    /// Makes every file, on as many threads as there are, and hands each to `sink` as it is ready.
    ///
    /// # Errors
    /// The faults of templates, in the order of the plan, or the first refusal of the sink.
    pub fn render(
        &self,
        renderer: &Renderer<'_>,
        sink: &dyn OutputSink,
    ) -> Result<(), Vec<Diagnostic>> {
        let refused: Mutex<Option<(OutputPath, io::Error)>> = Mutex::new(None);
        let write = |path: &OutputPath, bytes: &[u8]| {
            if let Err(error) = sink.write(path, bytes) {
                let mut refused = refused.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                refused.get_or_insert_with(|| (path.clone(), error));
            }
        };
        let done = par::map(&self.jobs, |(path, job)| match make(renderer, path, job) {
            Ok(bytes) => {
                write(path, &bytes);
                Vec::new()
            }
            Err(faults) => faults,
        });
        let index = search::build(search::FOLDER, &search::documents(renderer));
        par::map(&index, |(path, bytes)| write(path, bytes));
        par::map(&previews::build(renderer), |(path, bytes)| write(path, bytes));
        let mut faults: Vec<Diagnostic> = done.into_iter().flatten().collect();
        let refused = refused.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((path, error)) = refused {
            faults.push(Diagnostic::at(
                Code::OutputFailed,
                Place::Outside(path.to_string()),
                format!("`{path}` could not be written: {error}"),
            ));
        }
        faults.dedup();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

fn make(renderer: &Renderer<'_>, path: &OutputPath, job: &Job) -> Result<Vec<u8>, Vec<Diagnostic>> {
    Ok(match job {
        Job::Page(key) => renderer.page(key)?.into_bytes(),
        Job::Data(key) => data::file(renderer, key),
        Job::Copy(file) => renderer.set.get(*file).bytes().to_vec(),
        Job::Redirect(to) => feeds::redirect(renderer, path.as_str(), to).into_bytes(),
        Job::Feed => feeds::atom(renderer).unwrap_or_default(),
        Job::Corrections => feeds::corrections(renderer).unwrap_or_default(),
        Job::Sitemap => feeds::sitemap(renderer).unwrap_or_default(),
        Job::Robots => feeds::robots(renderer).unwrap_or_default(),
        Job::Manifest => offline::manifest(renderer),
        Job::Worker => offline::worker(renderer),
    })
}

/// Makes the one file at `path`; `None` where the plan has none.
pub fn one(renderer: &Renderer<'_>, path: &OutputPath) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
    if path.as_str().starts_with("search/") {
        let index = search::build(search::FOLDER, &search::documents(renderer));
        return index.into_iter().find(|(at, _)| at == path).map(|(_, bytes)| Ok(bytes));
    }
    if path.as_str().starts_with("previews/") {
        let pieces = previews::build(renderer);
        return pieces.into_iter().find(|(at, _)| at == path).map(|(_, bytes)| Ok(bytes));
    }
    // A page that is asked for need not wait for the names of all data, of which there is more.
    let plan = Plan::without_data(renderer);
    if let Ok(at) = plan.jobs.binary_search_by(|(other, _)| other.cmp(path)) {
        return Some(make(renderer, path, &plan.jobs[at].1));
    }
    let (key, _) = renderer.routes.data(renderer.site).find(|(_, other)| other == path)?;
    Some(Ok(data::file(renderer, &key)))
}
