//! An analysed site to bytes: views, templates, pages, feeds, search.
//!
//! In reading order: [`Plan`] says what will be made; `pages` fills one view a page from the site,
//! through a [`PageWriter`] that numbers the page's notes; [`Templates`] print the views. Knows
//! nothing about the disk: bytes go to an [`output::OutputSink`].

mod beginning;
mod chart;
mod chrome;
mod citing;
mod data;
mod dates;
mod diff;
mod embeds;
mod evidence;
mod feeds;
pub mod highlight;
pub mod html;
mod map;
mod near;
mod notices;
pub mod offline;
pub mod output;
mod pages;
mod pictures;
mod plan;
mod previews;
mod renderer;
mod revisions;
#[cfg(test)]
mod samples;
pub mod search;
mod strip;
mod teasers;
mod templates;
#[cfg(test)]
mod theme_tests;
mod values;
pub mod view;
mod writer;

pub use plan::Plan;
pub use renderer::Renderer;
pub use templates::{TemplateFile, TemplateOrigin, Templates};
