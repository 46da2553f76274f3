//! An analysed site to bytes: views, templates, pages, feeds, search.
//!
//! Knows nothing about the disk: bytes go to an [`output::OutputSink`].

pub mod highlight;
pub mod html;
pub mod output;
pub mod search;
pub mod templates;
pub mod view;
