//! An analysed site to bytes: views, templates, pages, feeds, search.
//!
//! Knows nothing about the disk: bytes go to an [`output::OutputSink`].

pub mod output;
pub mod search;
pub mod templates;
pub mod theme;
pub mod view;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod theme_tests;
