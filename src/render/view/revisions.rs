//! How a page came to read as it does.
//!
//! Knows nothing about which page it is.

use serde::Serialize;

use super::{DateView, SafeHtml};

/// The revisions of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RevisionsView {
    /// The newest first.
    pub shown: Vec<RevisionView>,
    /// How many earlier ones there are, in words.
    pub earlier: Option<String>,
}

/// A commit that changed what readers see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RevisionView {
    pub date: DateView,
    /// The commit's id, shortened.
    pub commit: String,
    /// How many words changed, or that the page was new.
    pub words: String,
    /// What the commit says of itself, and its author's name; only in books that show them.
    pub subject: Option<String>,
    pub author: Option<String>,
    /// The blocks of text that changed; none for a page that was new.
    pub changes: Vec<ChangedTextView>,
}

/// A block of text that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangedTextView {
    /// Which part of the page it is, where it is not the text itself: title, bottom line.
    pub label: Option<String>,
    /// With `<ins>` and `<del>`.
    pub text_html: SafeHtml,
}
