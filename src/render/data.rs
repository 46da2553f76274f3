//! The book as data: figures as tables, briefs and sources as records, its evidence as one file,
//! and what pages tell search engines about themselves.
//!
//! What is not published is in none of it, since the site does not hold it. Nothing here knows where
//! a file is written; that is for [`crate::routes`].

mod evidence;
mod figure;
mod indented;
mod linked;
mod records;

use std::fmt::Write as _;

use serde::Serialize;

use super::renderer::Renderer;
use super::view::LinkView;
use super::writer::PageWriter;
use crate::model::FigureId;
use crate::routes::{DataKey, RecordFormat, TableFormat};
use crate::syntax::reference::Locator;

pub use linked::{dataset, report};
pub use records::brief as brief_record;

/// The JSON Schema (2020-12) of the book's evidence.
const EVIDENCE_SCHEMA: &str = include_str!("data/evidence.schema.json");

/// Makes a file of data; empty for what the site does not hold.
#[must_use]
pub fn file(renderer: &Renderer<'_>, key: &DataKey) -> Vec<u8> {
    let site = renderer.site;
    let (record, format) = match key {
        DataKey::Evidence => return evidence::write(renderer),
        DataKey::EvidenceSchema => return EVIDENCE_SCHEMA.as_bytes().to_vec(),
        DataKey::Figure(id, format) => {
            let Some(figure) = site.figure(id) else { return Vec::new() };
            let data = figure::FigureData::of(site, figure);
            return match format {
                TableFormat::Csv => data.to_csv(),
                TableFormat::Json => json(&data.in_book(site)),
            };
        }
        DataKey::Brief(id, lang, format) => {
            let Some(brief) = site.brief(id, lang) else { return Vec::new() };
            (records::brief(renderer, brief), format)
        }
        DataKey::Source(key, format) => {
            let Some(source) = site.source(key) else { return Vec::new() };
            (records::source(renderer, source), format)
        }
    };
    match format {
        RecordFormat::BibTex => record.to_bibtex(),
        RecordFormat::Ris => record.to_ris(),
        RecordFormat::CslJson => record.to_csl_json(),
    }
    .into_bytes()
}

/// JSON for people to read as well, with a line feed at its end. Writing to memory never fails.
fn json(value: &impl Serialize) -> Vec<u8> {
    let formatter = indented::Indented::default();
    let mut serializer = serde_json::Serializer::with_formatter(Vec::new(), formatter);
    let written = value.serialize(&mut serializer);
    let mut bytes = serializer.into_inner();
    if written.is_err() {
        bytes.clear();
    }
    bytes.push(b'\n');
    bytes
}

/// A locator as contributors write it: `para. 14, L29`.
fn locator(locator: &Locator) -> String {
    locator.to_text(' ', |text, first, last| {
        let _ = match first == last {
            true => write!(text, "L{first}"),
            false => write!(text, "L{first}-L{last}"),
        };
    })
}

impl PageWriter<'_> {
    /// Links to a record in every format.
    #[must_use]
    pub fn downloads(&self, key: impl Fn(RecordFormat) -> DataKey) -> Vec<LinkView> {
        let named = RecordFormat::ALL.map(|format| {
            let title = match format {
                RecordFormat::BibTex => self.ui.file_bibtex,
                RecordFormat::Ris => self.ui.file_ris,
                RecordFormat::CslJson => self.ui.file_csl_json,
            };
            self.download(&key(format), title)
        });
        named.into()
    }

    /// Links to a figure's observations in every format.
    #[must_use]
    pub fn figure_downloads(&self, id: &FigureId) -> Vec<LinkView> {
        let named = TableFormat::ALL.map(|format| {
            let title = match format {
                TableFormat::Csv => self.ui.file_csv,
                TableFormat::Json => self.ui.file_json,
            };
            self.download(&DataKey::Figure(id.clone(), format), title)
        });
        named.into()
    }

    /// Links to the data of the book as a whole.
    #[must_use]
    pub fn book_downloads(&self) -> Vec<LinkView> {
        vec![
            self.download(&DataKey::Evidence, self.ui.file_evidence),
            self.download(&DataKey::EvidenceSchema, self.ui.file_schema),
        ]
    }

    fn download(&self, key: &DataKey, title: &str) -> LinkView {
        let href = self.renderer.routes.to_data(&self.key, key);
        LinkView { href, title: title.to_owned(), ..LinkView::default() }
    }
}
