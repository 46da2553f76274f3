//! A book's settings, resolved from its `site.yaml`.
//!
//! Knows nothing about the command line, which may override some of them later.

use super::{Date, HistoryMode, Lang};
use crate::diag::Levels;
use crate::source::Spanned;

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub title: String,
    pub description: Option<String>,
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
}

impl Config {
    #[must_use]
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }
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
    Glossary,
    Bibliography,
    Changes,
    About,
}

impl NavigationItem {
    pub const ALL: [Self; 10] = [
        Self::Topics,
        Self::Briefs,
        Self::Actors,
        Self::Figures,
        Self::Disputes,
        Self::Timeline,
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
            Self::Glossary => "glossary",
            Self::Bibliography => "bibliography",
            Self::Changes => "changes",
            Self::About => "about",
        }
    }
}
