//! Relative links and images looked up among the files of the book.
//!
//! Knows nothing about wikilinks.

use super::{Faults, Lookup, PathTarget, Resolved, own_heading};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::site::TextId;
use crate::source::{SourcePath, Span};
use crate::syntax::body::Body;
use crate::syntax::reference::FileLink;

impl Lookup<'_> {
    pub(super) fn file_link(
        &self,
        text: &TextId,
        body: &Body,
        link: &FileLink,
        span: Span,
        faults: &mut Faults,
    ) -> Resolved {
        if link.path.value.is_empty() {
            return match &link.fragment {
                Some(heading) => own_heading(body, heading, faults),
                None => Resolved::Heading(String::new()),
            };
        }
        match self.path(span, &link.path.value) {
            Some(PathTarget::Page(id, lang)) => {
                self.report_unpublished(text, &id, span, faults);
                match &link.fragment {
                    Some(heading) => self.heading_of(&id, &lang, heading, faults),
                    None => Resolved::Entity { id, heading: None },
                }
            }
            Some(PathTarget::Media(at)) => Resolved::Media(at),
            None => {
                self.report_missing_file(Code::UnknownLink, link, span, faults);
                Resolved::Unresolved
            }
        }
    }

    pub(super) fn image(&self, link: &FileLink, span: Span, faults: &mut Faults) -> Resolved {
        match self.path(span, &link.path.value) {
            Some(PathTarget::Media(at)) => Resolved::Media(at),
            _ => {
                self.report_missing_file(Code::MissingMedia, link, span, faults);
                Resolved::Unresolved
            }
        }
    }

    fn path(&self, from: Span, relative: &str) -> Option<PathTarget> {
        let target = self.target_path(from, relative)?;
        self.by_path.get(target.as_str()).cloned()
    }

    /// The file that a relative address names; none where it leaves the book, or starts at a root
    /// that a book in a folder does not have.
    fn target_path(&self, from: Span, relative: &str) -> Option<SourcePath> {
        if relative.starts_with('/') {
            return None;
        }
        self.set.get(from.file).path().join_from_folder(relative)
    }

    fn report_missing_file(&self, code: Code, link: &FileLink, span: Span, faults: &mut Faults) {
        let path = &link.path;
        let name = path.value.rsplit('/').next().unwrap_or_default();
        let names = self.by_path.keys().map(|path| path.rsplit('/').next().unwrap_or_default());
        let close = did_you_mean(name, names).map(|close| format!("did you mean `{close}`?"));
        let (message, hint) = match self.target_path(span, &path.value) {
            Some(target) => (format!("the book has no file `{target}`"), close),
            None if path.value.starts_with('/') => (
                format!("`{}` starts at a root", path.value),
                Some("addresses are relative to the file they stand in: `../media/map.svg`".into()),
            ),
            None => (format!("`{}` leads out of the book", path.value), close),
        };
        faults.push(Diagnostic::new(code, path.span, message).hint_opt(hint));
    }
}
