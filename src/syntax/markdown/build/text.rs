//! Runs of text: collected from events, scanned for the additions, and put back as events.
//!
//! Knows nothing about the grammar of the additions ([`run`](super::super::run)).

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::super::run::{Found, FoundKind, Run, scan};
use super::{Builder, Verbatim};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::body::Event;
use crate::syntax::reference::{Places, Reference, ReferenceKind};

impl<'a> Builder<'a> {
    pub(super) fn reads_runs(&self) -> bool {
        self.strict && self.verbatim == Verbatim::No && !self.in_image()
    }

    pub(super) fn in_image(&self) -> bool {
        self.links.iter().any(|link| link.image)
    }

    pub(super) fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if range.start < self.lead {
            // The lead of prose, which may have been cut off from white space after it.
            let rest = text.get(self.lead - range.start..).unwrap_or_default();
            if rest.is_empty() {
                return;
            }
            let rest = CowStr::from(rest.to_owned());
            return self.text(rest, self.lead..range.end);
        }
        if self.reads_runs() {
            self.run.push((Some(text), range));
        } else {
            self.inline(Event::Text(text.into_static()), range);
        }
    }

    /// Reads the run that ends here, and adds its events.
    pub(super) fn flush(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let events = std::mem::take(&mut self.run);
        let marked =
            events.iter().any(|(_, range)| self.source[range.clone()].contains(['[', ']', '@']));
        if !marked {
            for (text, range) in events {
                match text {
                    Some(text) => self.plain(text.into_static(), range),
                    None => self.inline(Event::SoftBreak, range),
                }
            }
            return self.settle();
        }
        let shifted = |range: &Range<usize>| range.start - self.lead..range.end - self.lead;
        let text = &self.source[self.lead..];
        let mut run = Run::new(self.map);
        let mut places = Vec::with_capacity(events.len());
        for (piece, range) in events {
            match piece {
                Some(piece) => run.push_text(text, piece, shifted(&range)),
                None => run.push_break(range.start - self.lead),
            }
            places.push(range);
        }
        let (found, mut faults) = scan(&run, &mut self.brackets);
        self.faults.append(&mut faults);
        self.emit(run, &places, found);
    }

    /// The events of a run, with each addition in place of its source.
    pub(super) fn emit(&mut self, run: Run<'a>, places: &[Range<usize>], found: Vec<Found>) {
        let mut waiting: Vec<(Range<usize>, Span, FoundKind)> = found
            .into_iter()
            .map(|found| (found.range.clone(), run.span(found.range), found.kind))
            .collect();
        if !self.links.is_empty() {
            let known = self.links.iter().any(|link| link.taken);
            for (_, span, _) in waiting.drain(..).filter(|_| !known) {
                self.faults.push(
                    Diagnostic::new(
                        Code::MalformedReference,
                        span,
                        "a link's text holds another link or a citation",
                    )
                    .hint("put it before or after the link"),
                );
            }
        }
        let mut waiting = waiting.into_iter().peekable();
        let mut covered_to = 0;
        for (piece, place) in run.pieces.into_iter().zip(places) {
            let whole = piece.range;
            let mut at = whole.start.max(covered_to);
            while let Some((range, span, kind)) = waiting.next_if(|next| next.0.start < whole.end) {
                if let Some(text) = &piece.text {
                    self.cut(text, &whole, place, at..range.start);
                }
                self.reference(kind, span);
                covered_to = range.end;
                at = range.end.min(whole.end);
            }
            match &piece.text {
                Some(text) => self.cut(text, &whole, place, at..whole.end),
                None if at < whole.end => self.inline(Event::SoftBreak, place.clone()),
                None => {}
            }
        }
        self.settle();
    }

    /// Adds the part of a text event that lies at `part` of its run.
    pub(super) fn cut(
        &mut self,
        text: &CowStr<'a>,
        whole: &Range<usize>,
        place: &Range<usize>,
        part: Range<usize>,
    ) {
        if part.start >= part.end {
            return;
        }
        if part == *whole {
            return self.plain(text.clone().into_static(), place.clone());
        }
        let within = part.start - whole.start..part.end - whole.start;
        match text.get(within.clone()).filter(|_| text.len() == whole.len()) {
            Some(piece) => {
                let place = place.start + within.start..place.start + within.end;
                self.plain(CowStr::from(piece.to_owned()), place);
            }
            // An entity, which no addition cuts in two.
            None => self.plain(text.clone().into_static(), place.clone()),
        }
    }

    /// Adds plain text, in one event with the text directly before it.
    pub(super) fn plain(&mut self, text: CowStr<'static>, range: Range<usize>) {
        let span = self.span(range);
        let verbatim = |text: &str, span: &Span| text.len() == span.range().len();
        if let Some((last, last_span)) = &mut self.pending
            && last_span.end == span.start
            && verbatim(&text, &span)
            && verbatim(last, last_span)
        {
            last.push_str(&text);
            *last_span = last_span.to(span);
            return;
        }
        self.settle();
        self.pending = Some((text.into_string(), span));
    }

    /// Adds the plain text that waited for more of its kind.
    pub(super) fn settle(&mut self) {
        if let Some((text, span)) = self.pending.take() {
            self.inline_at(Event::Text(CowStr::from(text)), span);
        }
    }

    pub(super) fn reference(&mut self, kind: FoundKind, span: Span) {
        let kind = match kind {
            FoundKind::Link(link) => ReferenceKind::Link(link),
            FoundKind::Embed(link) => ReferenceKind::Embed(link),
            FoundKind::Citation(citation) => ReferenceKind::Citation(citation),
        };
        self.add_reference(kind, span);
    }

    pub(super) fn add_reference(&mut self, kind: ReferenceKind, span: Span) {
        let index = self.body.references.len();
        self.inline_at(Event::Reference(index), span);
        let event = self.body.events.len() - 1;
        self.body.references.push(Reference { kind, span, event });
    }
}
