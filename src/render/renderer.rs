//! Everything that rendering any page of a site needs, made once.
//!
//! Knows nothing about any one page.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::highlight::Highlighter;
use super::pages;
use super::templates::Templates;
use crate::cite::Citations;
use crate::diag::Diagnostic;
use crate::model::{Lang, Source, Term};
use crate::routes::{OutputPath, PageKey, Routes};
use crate::site::{Revisions, Site};
use crate::source::SourceSet;

/// A site and the engines that turn it into pages. Shared by every thread that renders.
#[derive(Debug)]
pub struct Renderer<'a> {
    pub site: &'a Site,
    pub routes: &'a Routes,
    pub set: &'a SourceSet,
    pub templates: &'a Templates,
    pub highlighter: &'a Highlighter,
    pub revisions: &'a Revisions,
    citations: &'a BTreeMap<Lang, Citations>,
    acronyms: Acronyms<'a>,
    /// Which retracted or corrected sources each page rests on.
    resting: BTreeMap<PageKey, Vec<&'a Source>>,
}

/// The glossary's acronyms, to be explained at their first use on a page.
#[derive(Debug)]
pub struct Acronyms<'a> {
    matcher: Option<AhoCorasick>,
    terms: Vec<&'a Term>,
}

impl<'a> Renderer<'a> {
    #[must_use]
    pub fn new(
        site: &'a Site,
        routes: &'a Routes,
        set: &'a SourceSet,
        citations: &'a BTreeMap<Lang, Citations>,
        templates: &'a Templates,
        highlighter: &'a Highlighter,
        revisions: &'a Revisions,
    ) -> Self {
        let acronyms = Acronyms::new(&site.book.terms);
        let resting = super::notices::resting(site, routes);
        Self { site, routes, set, templates, highlighter, revisions, citations, acronyms, resting }
    }

    /// The retracted or corrected sources that a page rests on, by key.
    #[must_use]
    pub fn amended(&self, page: &PageKey) -> &[&'a Source] {
        self.resting.get(page).map_or(&[], Vec::as_slice)
    }

    /// The home page in the default language.
    #[must_use]
    pub fn home(&self) -> PageKey {
        PageKey::Home(self.site.book.config.default_language().clone())
    }

    /// The bibliography in the words of `lang`, else of the book's default language; `None` in no
    /// book that was analysed.
    #[must_use]
    pub fn citations(&self, lang: &Lang) -> Option<&'a Citations> {
        let default = self.site.book.config.default_language();
        self.citations.get(lang).or_else(|| self.citations.get(default))
    }

    #[must_use]
    pub fn acronyms(&self) -> &Acronyms<'a> {
        &self.acronyms
    }

    /// Renders one page.
    ///
    /// # Errors
    /// The faults of its templates.
    pub fn page(&self, key: &PageKey) -> Result<String, Vec<Diagnostic>> {
        pages::render(self, key)
    }

    /// Renders the page that stands beside the site in an archive, and leads to the site in the
    /// folder `site`. `edition` is that of the whole book.
    ///
    /// # Errors
    /// The fault of its template.
    pub fn start_here(&self, site: &str, edition: &str) -> Result<String, Box<Diagnostic>> {
        pages::start_here::render(self, site, edition)
    }

    /// Renders the file at `path`; `None` where the site has none.
    ///
    /// # Errors
    /// The faults of its templates.
    pub fn file(&self, path: &OutputPath) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        super::plan::one(self, path)
    }
}

impl<'a> Acronyms<'a> {
    /// Only terms in capitals, whose expansion is known, are explained where they stand.
    fn new(terms: &'a [Term]) -> Self {
        let terms: Vec<&Term> = terms
            .iter()
            .filter(|term| term.expansion.is_some() && is_acronym(&term.name.value))
            .collect();
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|term| &term.name.value))
            .ok()
            .filter(|_| !terms.is_empty());
        Self { matcher, terms }
    }

    /// Where acronyms stand in `text` as whole words, with the terms they are.
    pub fn find(&self, text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &'a Term)> {
        let found = self.matcher.iter().flat_map(|matcher| {
            matcher.find_iter(text).map(|found| (found.range(), found.pattern().as_usize()))
        });
        found
            .filter(|(range, _)| {
                let before = text[..range.start].chars().next_back();
                let after = text[range.end..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
            .map(|(range, at)| (range, self.terms[at]))
            .collect::<Vec<_>>()
            .into_iter()
    }
}

fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_uppercase()).count() >= 2 && !name.contains(' ')
}
