//! A book's settings, resolved from its `site.yaml`.
//!
//! Knows nothing about the command line, which may override some of them later.

use std::collections::BTreeMap;

use super::{Date, HistoryMode, Lang};
use crate::diag::Levels;
use crate::source::Spanned;

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub title: String,
    pub description: Option<String>,
    /// Title and description in further languages; a language that has them has a home page.
    pub translations: BTreeMap<Lang, BookNames>,
    /// Where the site will stand, with a slash at its end. Carried only by canonical links, feeds,
    /// sitemap, robots, redirects and the 404 page.
    pub base_url: Option<String>,
    /// Every language of the book, the default first.
    pub languages: Vec<Lang>,
    pub as_of: Option<Date>,
    /// Name of a CSL style, where the book gives one.
    pub citation_style: Option<Spanned<String>>,
    pub levels: Levels,
    pub licence: Option<String>,
    pub canonical: Canonical,
    pub navigation: Vec<NavigationItem>,
    pub history: HistoryMode,
    /// Whether browsers keep the pages that readers open, for when there is no network.
    pub offline: bool,
}

impl Config {
    #[must_use]
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }

    /// The languages that have a home page of their own, the default first.
    pub fn homes(&self) -> impl Iterator<Item = &Lang> {
        let default = self.default_language();
        let further = move |lang: &&Lang| *lang != default && self.translations.contains_key(lang);
        std::iter::once(default).chain(self.languages.iter().filter(further))
    }

    /// The language of the home page for readers of `lang`.
    #[must_use]
    pub fn home(&self, lang: &Lang) -> &Lang {
        self.homes().find(|home| *home == lang).unwrap_or_else(|| self.default_language())
    }

    /// The book's title in `lang`, else in the default language.
    #[must_use]
    pub fn title_in(&self, lang: &Lang) -> &str {
        self.translations.get(lang).map_or(&self.title, |names| &names.title)
    }

    /// The book's description in `lang`, else in the default language.
    #[must_use]
    pub fn description_in(&self, lang: &Lang) -> Option<&str> {
        let translated = self.translations.get(lang).and_then(|names| names.description.as_ref());
        translated.or(self.description.as_ref()).map(String::as_str)
    }
}

/// What the book is called in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookNames {
    pub title: String,
    pub description: Option<String>,
}

/// How canonical addresses are spelt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Canonical {
    /// `…/briefs/x.html`
    #[default]
    File,
    /// `…/briefs/x`, for hosts that drop endings.
    Stripped,
}

/// An entry of the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NavigationItem {
    Topics,
    Briefs,
    Actors,
    Figures,
    Disputes,
    Timeline,
    Map,
    Glossary,
    Bibliography,
    Changes,
    About,
}

impl NavigationItem {
    pub const ALL: [Self; 11] = [
        Self::Topics,
        Self::Briefs,
        Self::Actors,
        Self::Figures,
        Self::Disputes,
        Self::Timeline,
        Self::Map,
        Self::Glossary,
        Self::Bibliography,
        Self::Changes,
        Self::About,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Briefs => "briefs",
            Self::Actors => "actors",
            Self::Figures => "figures",
            Self::Disputes => "disputes",
            Self::Timeline => "timeline",
            Self::Map => "map",
            Self::Glossary => "glossary",
            Self::Bibliography => "bibliography",
            Self::Changes => "changes",
            Self::About => "about",
        }
    }
}
