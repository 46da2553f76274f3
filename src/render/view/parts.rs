//! Parts that several views share.
//!
//! Knows nothing about which page a part stands on.

use serde::Serialize;

use super::PagerView;

/// HTML that the render stage made from checked parts, which templates print with `| safe`.
///
/// Everything else that templates print is escaped. Making one is the promise that no text of a
/// contributor reached it unescaped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes HTML whose every text and attribute has been escaped.
    #[must_use]
    pub fn from_escaped(html: String) -> Self {
        Self(html)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A link to a page or to a place on one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Relative to the page that shows it.
    pub href: String,
    pub title: String,
    /// The language of the title, where it is not the page's own.
    pub lang: Option<String>,
    /// The same of what it leads to.
    pub hreflang: Option<String>,
}

/// A text in the language that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextView {
    pub text: String,
    /// Its language, where it is not the page's own.
    pub lang: Option<String>,
}

/// A name that is a link where the book holds a page about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NameView {
    pub title: String,
    pub href: Option<String>,
    /// The language of the name, where it is not the page's own.
    pub lang: Option<String>,
}

/// A date or period, as precise as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// What readers see: `29 April 2025`, `June 2025`, `2005`, `some recent years`.
    pub label: String,
    /// The value of `<time datetime>` (`2025-04-29`, `2025-06`, `2005`); none for what HTML has
    /// no form for: quarters, ranges, periods in words.
    pub iso: Option<String>,
    /// The language of a period in a source's words, where it is not the page's own.
    pub lang: Option<String>,
}

/// A value of a closed list: confidence, status, the kind of a page or of a dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MarkView {
    /// As contributors write it (`high`, `superseded`, `claimed`); themes style by it.
    pub code: String,
    /// What readers see, in the page's language.
    pub label: String,
}

/// A labelled value of a page's record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FieldView {
    pub label: String,
    pub value: String,
    /// Where the value leads, if anywhere.
    pub href: Option<String>,
}

/// One step of the way from the home page to this one; the last is the page itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BreadcrumbView {
    pub title: String,
    /// None for the page itself.
    pub href: Option<String>,
    /// The language of what it leads to, where it is not the page's own.
    pub hreflang: Option<String>,
}

/// An entry of a page's table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContentsItemView {
    /// A fragment of this page: `#the-gap`.
    pub href: String,
    pub title: String,
    pub children: Vec<ContentsItemView>,
}

/// A place of the book that links to this page, with the sentence that does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BacklinkView {
    /// The exact place: page and fragment.
    pub href: String,
    /// The linking page's title.
    pub title: String,
    /// The language of the title, where it is not the page's own.
    pub lang: Option<String>,
    /// That of the sentence, and of the page it stands on.
    pub sentence_lang: Option<String>,
    /// The kind of the linking page.
    pub kind: MarkView,
    pub date: Option<DateView>,
    /// The sentence, its link to this page in `<mark>`; no links inside.
    pub sentence_html: SafeHtml,
}

/// Who links to a page: as many as stand on one page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BacklinksView {
    pub groups: Vec<BacklinkGroupView>,
    /// The pages of the list; none when it fits on one.
    pub pager: Option<PagerView>,
}

/// Backlinks from one kind of page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BacklinkGroupView {
    pub kind: MarkView,
    pub backlinks: Vec<BacklinkView>,
}

/// A note of the page: a citation or a footnote, in one numbering.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteView {
    /// The element's id, unique on the page: `note-3`.
    pub id: String,
    /// Counted from 1.
    pub number: u32,
    /// The formatted references or the footnote's text.
    pub text_html: SafeHtml,
    /// Fragments of the places that call this note (`#ref-3`), in page order.
    pub back: Vec<String>,
}

/// A source in the page's own bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CitedSourceView {
    /// The source's page.
    pub href: String,
    /// The full reference as the citation style has it.
    pub reference_html: SafeHtml,
    /// Back to each place of this page that cites it: fragment and what stands there, as a note's
    /// number.
    pub places: Vec<LinkView>,
    pub retracted: bool,
}

/// How to cite the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HowToCiteView {
    /// The reference to this page as the citation style has it.
    pub reference_html: SafeHtml,
    /// The same for reference managers; shown in a box to copy from.
    pub bibtex: Option<String>,
    /// The same as files (BibTeX, RIS, CSL-JSON), where the book offers them.
    pub downloads: Vec<LinkView>,
}

/// What a notice at the top of a page warns of; themes style by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    Draft,
    InReview,
    Superseded,
    Withdrawn,
    /// Something that this page rests on was retracted, or the source itself.
    Retracted,
    /// Something that this page rests on was corrected, or the source itself.
    Corrected,
    /// The translation is older than its original.
    OutdatedTranslation,
    /// Past its `review_by`.
    ReviewDue,
}

/// A notice at the top of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeView {
    pub kind: NoticeKind,
    pub title: String,
    /// Says more, links included (`Replaced by …`).
    pub text_html: SafeHtml,
}

/// The page in another of the book's languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TranslationView {
    pub lang: String,
    /// The language's own name: `Italiano`.
    pub name: String,
    /// None where there is no translation; the page then says so.
    pub href: Option<String>,
    /// The translation is older than its original.
    pub outdated: bool,
}
