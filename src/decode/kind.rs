//! What a file is, from its path alone.
//!
//! Knows nothing about what stands in files.

use crate::model::Kind;
use crate::source::SourcePath;

/// What is made of a file below `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A Markdown page of a kind.
    Page(Kind),
    /// Our remarks on a source.
    SourceNote,
    Registry(Registry),
    /// A BibLaTeX bibliography.
    Bibtex,
    /// Copied as it is.
    Media,
    Unexpected,
}

/// The registries of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    Sources,
    Figures,
    Disputes,
    Events,
    Glossary,
}

/// Endings of files that are copied as they are.
const MEDIA: [&str; 16] = [
    "avif", "csv", "gif", "ico", "jpeg", "jpg", "json", "mp3", "mp4", "ods", "pdf", "png", "svg",
    "webm", "webp", "xlsx",
];

impl FileKind {
    #[must_use]
    pub fn of(path: &SourcePath) -> Self {
        let Some(inner) = path.strip_folder("content") else { return Self::Unexpected };
        let (folder, rest) = inner.split_once('/').unwrap_or((inner, ""));
        let extension = path.extension().unwrap_or_default();
        if folder == "media" && !rest.is_empty() {
            return Self::Media;
        }
        if rest.is_empty() {
            return match inner {
                "sources.bib" => Self::Bibtex,
                _ => inner
                    .strip_suffix(".yaml")
                    .and_then(Registry::of)
                    .map_or(Self::Unexpected, Self::Registry),
            };
        }
        match (folder, extension) {
            ("briefs", "md") => Self::Page(Kind::Brief),
            ("topics", "md") => Self::Page(Kind::Topic),
            ("actors", "md") => Self::Page(Kind::Actor),
            ("pages", "md") => Self::Page(Kind::Page),
            ("sources", "md") => Self::SourceNote,
            ("sources", "bib") => Self::Bibtex,
            (folder, "yaml") => Registry::of(folder).map_or(Self::Unexpected, Self::Registry),
            ("briefs" | "topics" | "actors" | "pages", extension)
                if MEDIA.contains(&extension.to_ascii_lowercase().as_str()) =>
            {
                Self::Media
            }
            _ => Self::Unexpected,
        }
    }

    /// Whether the file must be text in our form.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Media | Self::Unexpected)
    }
}

impl Registry {
    fn of(name: &str) -> Option<Self> {
        match name {
            "sources" => Some(Self::Sources),
            "figures" => Some(Self::Figures),
            "disputes" => Some(Self::Disputes),
            "events" => Some(Self::Events),
            "glossary" => Some(Self::Glossary),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_kind() {
        let kind = |path: &str| FileKind::of(&SourcePath::new(path).unwrap());
        assert_eq!(kind("content/briefs/2025/rome.it.md"), FileKind::Page(Kind::Brief));
        assert_eq!(kind("content/sources.yaml"), FileKind::Registry(Registry::Sources));
        assert_eq!(kind("content/glossary/eu.yaml"), FileKind::Registry(Registry::Glossary));
        assert_eq!(kind("content/sources/works.bib"), FileKind::Bibtex);
        assert_eq!(kind("content/sources/key.md"), FileKind::SourceNote);
        assert_eq!(kind("content/media/a/b.txt"), FileKind::Media);
        assert_eq!(kind("content/briefs/map.SVG"), FileKind::Media);
        assert_eq!(kind("content/briefs/notes.docx"), FileKind::Unexpected);
        assert_eq!(kind("content/notes.md"), FileKind::Unexpected);
    }
}
