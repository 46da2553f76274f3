//! The files of data that stand beside pages, and where each is written.
//!
//! A file of data has the name of its page with another ending, so that it can clash with no page
//! and is never longer than an output path may be. Knows nothing about what the files hold.

use std::fmt;

use super::PageKey;
use crate::model::{BriefId, FigureId, Lang, SourceKey, Status};
use crate::site::Site;

/// A file of data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKey {
    /// A figure's observations.
    Figure(FigureId, TableFormat),
    /// How to cite a brief, for reference managers.
    Brief(BriefId, Lang, RecordFormat),
    /// A source's entry, for reference managers.
    Source(SourceKey, RecordFormat),
    /// Everything that the book rests on.
    Evidence,
    /// The JSON Schema of [`DataKey::Evidence`].
    EvidenceSchema,
}

/// A format for tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableFormat {
    Csv,
    Json,
}

/// A format that reference managers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordFormat {
    BibTex,
    Ris,
    CslJson,
}

impl TableFormat {
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Json => ".json",
        }
    }
}

impl RecordFormat {
    pub const ALL: [Self; 3] = [Self::BibTex, Self::Ris, Self::CslJson];

    fn ending(self) -> &'static str {
        match self {
            Self::BibTex => ".bib",
            Self::Ris => ".ris",
            Self::CslJson => ".csl.json",
        }
    }
}

impl DataKey {
    /// The files that belong to the book as a whole.
    pub const OF_BOOK: [Self; 2] = [Self::Evidence, Self::EvidenceSchema];

    /// The files beside a page. A brief that was withdrawn is not to be cited and has none.
    pub(super) fn beside(site: &Site, page: &PageKey) -> Vec<Self> {
        match page {
            PageKey::Brief(id, lang)
                if site.brief(id, lang).is_some_and(|it| it.status == Status::Withdrawn) =>
            {
                Vec::new()
            }
            page => Self::named_after(page),
        }
    }

    /// The files whose names a page takes, whether they are made or not.
    fn named_after(page: &PageKey) -> Vec<Self> {
        match page {
            PageKey::Figure(id) => {
                TableFormat::ALL.map(|format| Self::Figure(id.clone(), format)).into()
            }
            PageKey::Brief(id, lang) => {
                RecordFormat::ALL.map(|format| Self::Brief(id.clone(), lang.clone(), format)).into()
            }
            PageKey::Source(key) => {
                RecordFormat::ALL.map(|format| Self::Source(key.clone(), format)).into()
            }
            _ => Vec::new(),
        }
    }

    /// The file of that name beside the page whose path, folded, `page_of` finds.
    pub(super) fn at<'p>(
        path: &str,
        page_of: impl Fn(&str) -> Option<&'p PageKey>,
    ) -> Option<Self> {
        if let Some(key) = Self::OF_BOOK.into_iter().find(|key| key.fixed_path() == Some(path)) {
            return Some(key);
        }
        // A longer ending may end with a shorter one.
        let endings = [".csl.json", ".csv", ".json", ".bib", ".ris"];
        endings.into_iter().find_map(|ending| {
            let page = page_of(&format!("{}.html", path.strip_suffix(ending)?))?;
            Self::named_after(page).into_iter().find(|key| key.ending() == ending)
        })
    }

    /// The page beside which this file stands at `path`.
    pub(super) fn page_path(&self, path: &str) -> String {
        format!("{}.html", path.strip_suffix(self.ending()).unwrap_or(path))
    }

    fn fixed_path(&self) -> Option<&'static str> {
        match self {
            Self::Evidence => Some("data/evidence.json"),
            Self::EvidenceSchema => Some("data/evidence.schema.json"),
            Self::Figure(..) | Self::Brief(..) | Self::Source(..) => None,
        }
    }

    /// Where the file is written.
    pub(super) fn path(&self, default: &Lang) -> String {
        let page = match self {
            Self::Figure(id, _) => PageKey::Figure(id.clone()),
            Self::Brief(id, lang, _) => PageKey::Brief(id.clone(), lang.clone()),
            Self::Source(key, _) => PageKey::Source(key.clone()),
            Self::Evidence | Self::EvidenceSchema => {
                return self.fixed_path().unwrap_or_default().to_owned();
            }
        };
        let mut path = page.path(default);
        path.truncate(path.len() - ".html".len());
        path.push_str(self.ending());
        path
    }

    fn ending(&self) -> &'static str {
        match self {
            Self::Figure(_, format) => format.ending(),
            Self::Brief(_, _, format) | Self::Source(_, format) => format.ending(),
            Self::Evidence | Self::EvidenceSchema => ".json",
        }
    }
}

/// For messages about clashes.
impl fmt::Display for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(id, _) => write!(f, "the data of figure:{id}"),
            Self::Brief(id, lang, _) => write!(f, "the record of brief:{id} ({lang})"),
            Self::Source(key, _) => write!(f, "the record of source:{}", key.slug()),
            Self::Evidence => f.write_str("the book's evidence"),
            Self::EvidenceSchema => f.write_str("the schema of the book's evidence"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Slug;

    #[test]
    fn every_file_is_found_by_its_path_and_no_other() {
        let (en, it) = (Lang::new("en").unwrap(), Lang::new("it").unwrap());
        let slug = |text| Slug::new(text).unwrap();
        let pages = [
            PageKey::Figure(FigureId::new(slug("trade"))),
            PageKey::Brief(BriefId::new(slug("trade")), en.clone()),
            PageKey::Brief(BriefId::new(slug("trade")), it),
            PageKey::Source(SourceKey::new("Trade").unwrap()),
        ];
        let page_of = |path: &str| pages.iter().find(|page| page.path(&en) == path);
        let mut paths = Vec::new();
        for key in pages.iter().flat_map(DataKey::named_after).chain(DataKey::OF_BOOK) {
            assert_eq!(DataKey::at(&key.path(&en), page_of).as_ref(), Some(&key));
            paths.push(key.path(&en));
        }
        assert!(paths.contains(&"it/briefs/trade.csl.json".to_owned()), "{paths:?}");
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), 13);
        for none in ["briefs/trade.csv", "figures/trade.bib", "figures/other.csv", "trade.json"] {
            assert_eq!(DataKey::at(none, page_of), None, "{none}");
        }
    }
}
