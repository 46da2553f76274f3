//! Links and images: which are references of the book, and which are faults.
//!
//! Knows nothing about what exists.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::super::address::{Address, classify};
use super::{Builder, OpenLink};
use crate::diag::Code;
use crate::source::Spanned;
use crate::syntax::reference::{FileLink, ReferenceKind};

impl<'a> Builder<'a> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        address: &str,
        range: &Range<usize>,
        taken: bool,
    ) {
        if self.strict && !matches!(link_type, LinkType::Email) {
            let around = self.source[..range.start].ends_with('[')
                && self.source[range.end..].starts_with(']');
            if around && link_type == LinkType::Shortcut {
                let place = range.start - 1..range.end + 1;
                let message = "a link reference definition of this name takes the wikilink";
                self.fault(
                    Code::MalformedReference,
                    place,
                    message,
                    "rename the definition (the line `[name]: address`)",
                );
            }
            self.file_reference(address, range, ReferenceKind::FileLink, "a link");
        }
        self.links.push(OpenLink {
            image: false,
            range: range.clone(),
            start: self.body.events.len(),
            taken,
        });
    }

    pub(super) fn start_image(&mut self, address: &str, range: &Range<usize>) {
        if self.strict {
            self.file_reference(address, range, ReferenceKind::Image, "an image");
        }
        self.links.push(OpenLink {
            image: true,
            range: range.clone(),
            start: self.body.events.len(),
            taken: false,
        });
    }

    pub(super) fn file_reference(
        &mut self,
        address: &str,
        range: &Range<usize>,
        kind: fn(FileLink) -> ReferenceKind,
        what: &str,
    ) {
        let place = self.address_place(address, range);
        match classify(address) {
            Address::External => {}
            Address::Unsafe => {
                let message = format!("{what} has an address that can run a script");
                self.fault(Code::UnsafeLink, place, &message, "link to a page or a file");
            }
            Address::Relative { path, fragment } => {
                if path.is_empty() && fragment.as_deref().is_none_or(str::is_empty) {
                    let message = format!("{what} has no address");
                    return self.fault(
                        Code::MalformedReference,
                        place,
                        &message,
                        "write the address between the parentheses",
                    );
                }
                let hash = self.source[place.clone()].find('#').map(|at| place.start + at);
                let end = hash.unwrap_or(place.end);
                let path = Spanned::new(path.into_owned(), self.span(place.start..end));
                let fragment = fragment.map(|text| {
                    let start = hash.map_or(place.start, |hash| hash + 1);
                    Spanned::new(text.into_owned(), self.span(start..place.end))
                });
                let span = self.span(range.clone());
                if !self.in_image() {
                    self.add_reference(kind(FileLink { path, fragment }), span);
                }
            }
        }
    }

    /// Where the address of the link at `range` is written: the whole link where it is not
    /// written letter for letter, or in a definition elsewhere.
    pub(super) fn address_place(&self, address: &str, range: &Range<usize>) -> Range<usize> {
        let written = &self.source[range.clone()];
        let find = |lead: &str| {
            let at = written.rfind(&format!("{lead}{address}"))? + lead.len();
            Some(range.start + at..range.start + at + address.len())
        };
        if address.is_empty() {
            return range.clone();
        }
        find("](").or_else(|| find("](<")).or_else(|| find("<")).unwrap_or(range.clone())
    }

    /// The address as it may stand in the body.
    pub(super) fn safe(&self, address: CowStr<'a>) -> CowStr<'a> {
        if self.strict && classify(&address) == Address::Unsafe {
            CowStr::Borrowed("")
        } else {
            address
        }
    }

    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        let Some(link) = self.links.pop() else { return };
        if !self.strict {
            return;
        }
        let written = &self.source[link.range.clone()];
        let text = written.strip_prefix('!').filter(|_| link.image).unwrap_or(written);
        if text.starts_with("[[") && (text.contains("]](") || text.contains("]][")) {
            self.fault(
                Code::MalformedReference,
                link.range.clone(),
                "a wikilink stands as the text of a link",
                "write `[[target|label]]`, or `[label](address)`",
            );
        }
        if link.image {
            let events = link.start..self.body.events.len();
            if self.body.plain_text(events, |_, _| String::new()).is_empty() {
                self.fault(
                    Code::MissingAltText,
                    range.clone(),
                    "the image has no alternative text",
                    "say what it shows: `![A map of the two countries](map.svg)`",
                );
            }
        }
    }
}
