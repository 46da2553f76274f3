//! The one parallel map of the program; results keep the order of the input.
//!
//! Knows nothing about what it maps. Nothing else in the crate starts threads for computation, so
//! that no result can depend on which thread finished first.

use rayon::prelude::*;

/// Applies `f` to every item, on as many threads as the current pool has; the results stand in
/// the order of `items`.
pub fn map<'i, T: Sync, R: Send>(items: &'i [T], f: impl Fn(&'i T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(f).collect()
}

/// As [`map`], consuming the items.
pub fn map_owned<T: Send, R: Send>(items: Vec<T>, f: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    items.into_par_iter().map(f).collect()
}

/// Runs `work` with a pool of `threads` threads.
///
/// # Errors
/// When the threads cannot be started.
pub fn on_threads<R: Send>(
    threads: usize,
    work: impl FnOnce() -> R + Send,
) -> Result<R, rayon::ThreadPoolBuildError> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?.install(work))
}
