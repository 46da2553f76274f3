//! Comments that excuse a line from a lint: read, and left out of the body.
//!
//! Knows nothing about lints ([`excuse`](crate::syntax::excuse)).

use std::ops::Range;

use super::super::Mode;
use super::Builder;
use crate::syntax::body::Event;
use crate::syntax::excuse;

impl Builder<'_> {
    /// Takes the raw HTML at `range` where it is nothing but comments addressed to briefbook.
    pub(super) fn excuses(&mut self, range: Range<usize>) -> bool {
        if !self.strict {
            return false;
        }
        let Some(comments) = excuse::html_comments(&self.source[range.clone()]) else {
            return false;
        };
        let mut read = Vec::with_capacity(comments.len());
        for (place, inside) in comments {
            let span = self.span(range.start + place.start..range.start + place.end);
            let Some(comment) = excuse::read(inside, span) else { return false };
            read.push(comment);
        }
        for comment in read {
            match comment {
                Ok(comment) => self.body.excuses.push(comment),
                Err(fault) => self.faults.push(fault),
            }
        }
        true
    }

    /// As [`Self::excuses`], for a comment within a line: it stands at the end of its line, or of
    /// its cell in a table. In prose, where line breaks are spaces, it stands anywhere.
    pub(super) fn excuses_inline(&mut self, html: &str, range: &Range<usize>) -> bool {
        let after = self.source[range.end..].trim_start_matches([' ', '\t']);
        let at_end = after.is_empty() || after.starts_with(['\n', '\r', '|']);
        (at_end || self.options.mode == Mode::Inline)
            && html.starts_with("<!--")
            && self.excuses(range.clone())
    }

    /// The white space before a comment at the end of a line goes with it.
    pub(super) fn trim_before_excuse(&mut self) {
        let Some((Event::Text(text), span)) = self.body.events.last_mut() else { return };
        let kept = text.trim_end().len();
        if text.len() == span.range().len() {
            span.end = span.start + u32::try_from(kept).unwrap_or(0);
        }
        *text = text[..kept].to_owned().into();
        if kept == 0 {
            self.body.events.pop();
        }
    }
}
