//! briefbook's three additions to Markdown, read: wikilinks, embeds and citations; and locators.
//!
//! Knows nothing about what exists: targets and keys are as written.

mod citation;
mod located;
mod locator;
#[cfg(test)]
mod tests;
mod wikilink;

pub use citation::{citation, cited_key, narrative};
pub use located::{Located, Places};
pub use locator::parse_locator;
pub use wikilink::{KINDS, wikilink};

use std::fmt;

use crate::source::{Span, Spanned};

/// A reference in a body, where it stands, and which event it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    pub kind: ReferenceKind,
    pub span: Span,
    /// Its place in the body's events.
    pub event: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ReferenceKind {
    /// `[[target]]` in running text.
    Link(WikiLink),
    /// `![[target]]`, alone in its paragraph.
    Embed(WikiLink),
    /// `[@key, p. 1; @other]`, or `@key` and `@key [p. 1]` in running text.
    Citation(Citation),
    /// `[text](file.md#heading)`: the event is an opening `Tag::Link`, which stays in the stream
    /// after the reference's own event; its end follows as usual.
    FileLink(FileLink),
    /// `![alt](file)`: as for links, with `Tag::Image`.
    Image(FileLink),
}

/// The inside of `[[…]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WikiLink {
    /// The prefix that names a kind, as written: `figure`.
    pub kind: Option<Spanned<String>>,
    /// Id, title or alternate name, white space trimmed and folded; empty for `[[#heading]]`.
    pub target: Spanned<String>,
    /// After `#`.
    pub fragment: Option<Spanned<String>>,
    /// After `@`, only where the kind is `figure`: a period or an observation's id.
    pub observation: Option<Spanned<String>>,
    /// After `|`.
    pub label: Option<Spanned<String>>,
}

/// One citation: several sources, one note.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// `@key` in running text, where the author's name is part of the sentence.
    pub narrative: bool,
    pub items: Vec<CitationItem>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CitationItem {
    pub key: Spanned<String>,
    /// Text before the key within the bracket: `see`.
    pub prefix: String,
    pub locator: Option<Spanned<Locator>>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Locator {
    /// In the order written.
    pub parts: Vec<LocatorPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LocatorPart {
    /// `p. 12`, `pp. 12-14`
    Page(String),
    /// `sec. 3.1`
    Section(String),
    /// `para. 4`
    Paragraph(String),
    /// `n. 5`, `fn. 5`
    Note(String),
    /// `L57`, `L57-L60`: lines of the stored copy, from 1, both ends included.
    Lines(u32, u32),
}

/// A relative address, without its fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLink {
    /// Percent-decoded, relative to the file it stands in.
    pub path: Spanned<String>,
    pub fragment: Option<Spanned<String>>,
}

impl Locator {
    /// The parts as they are written, `para. 4, n. 5`, with `blank` between a label and its value;
    /// what stands for lines, from the first to the last, `lines` writes.
    #[must_use]
    pub fn to_text(&self, blank: char, lines: impl Fn(&mut String, u32, u32)) -> String {
        let mut text = String::with_capacity(48);
        for part in &self.parts {
            if !text.is_empty() {
                text.push_str(", ");
            }
            let (label, value) = match part {
                LocatorPart::Page(value) => ("p.", value),
                LocatorPart::Section(value) => ("sec.", value),
                LocatorPart::Paragraph(value) => ("para.", value),
                LocatorPart::Note(value) => ("n.", value),
                LocatorPart::Lines(first, last) => {
                    lines(&mut text, *first, *last);
                    continue;
                }
            };
            text.push_str(label);
            text.push(blank);
            text.push_str(value);
        }
        text
    }

    /// The first part that is not a line: what a note prints.
    #[must_use]
    pub fn printed(&self) -> Option<&LocatorPart> {
        self.parts.iter().find(|part| !matches!(part, LocatorPart::Lines(..)))
    }

    /// The first range of lines.
    #[must_use]
    pub fn lines(&self) -> Option<(u32, u32)> {
        self.parts.iter().find_map(|part| match part {
            LocatorPart::Lines(first, last) => Some((*first, *last)),
            _ => None,
        })
    }
}

/// As contributors write it: `sec. 3.1, L57-L60`.
impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            match part {
                LocatorPart::Page(value) => write!(f, "p. {value}")?,
                LocatorPart::Section(value) => write!(f, "sec. {value}")?,
                LocatorPart::Paragraph(value) => write!(f, "para. {value}")?,
                LocatorPart::Note(value) => write!(f, "fn. {value}")?,
                LocatorPart::Lines(first, last) if first == last => write!(f, "L{first}")?,
                LocatorPart::Lines(first, last) => write!(f, "L{first}-L{last}")?,
            }
        }
        Ok(())
    }
}

impl Reference {
    /// Whether a text without it closes up, so that no gap stays before the full stop.
    #[must_use]
    pub fn closes_up(&self) -> bool {
        matches!(self.kind, ReferenceKind::Citation(_))
    }

    /// The reference as a reader of plain text would want it: a label or target, a key in running
    /// text; nothing for a citation in brackets, and nothing for links and images to files, whose
    /// text follows as events of its own.
    #[must_use]
    pub fn plain(&self) -> &str {
        match &self.kind {
            ReferenceKind::Link(link) | ReferenceKind::Embed(link) => link.shown(),
            ReferenceKind::Citation(citation) if citation.narrative => {
                citation.items.first().map_or("", |item| &item.key.value)
            }
            ReferenceKind::Citation(_) | ReferenceKind::FileLink(_) | ReferenceKind::Image(_) => "",
        }
    }
}

impl WikiLink {
    /// The label, else the target, else the fragment.
    #[must_use]
    pub fn shown(&self) -> &str {
        match (&self.label, &self.fragment) {
            (Some(label), _) => &label.value,
            (None, Some(fragment)) if self.target.value.is_empty() => &fragment.value,
            (None, _) => &self.target.value,
        }
    }
}
