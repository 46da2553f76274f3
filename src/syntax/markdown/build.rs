//! Events of the Markdown parser to the events, references, blocks and headings of a body.
//!
//! Knows nothing about grammar: the parser reads Markdown, [`super::run`] the additions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{self as cmark, CowStr, LinkType, Tag, TagEnd};

use super::address::{Address, classify};
use super::finish::{self, PendingHeading};
use super::run::{FoundKind, OpenBrackets, Run, scan};
use super::{Dialect, Html, NESTING_LIMIT, Options, cmark_options};
use crate::diag::{Code, Diagnostic};
use crate::source::{Span, Spanned, TextMap};
use crate::syntax::body::{Block, BlockKind, Body, Event, fold_label, is_inline};
use crate::syntax::reference::{FileLink, Places, Reference, ReferenceKind};

/// Reads `source`, of which the first `lead` bytes are not the text's and are left out.
pub(super) fn body(
    source: &str,
    lead: usize,
    map: &TextMap,
    options: Options,
) -> (Body, Vec<Diagnostic>) {
    let parser = cmark::Parser::new_ext(source, cmark_options(options.dialect)).into_offset_iter();
    let mut builder = Builder::new(source, lead, map, options);
    if builder.strict {
        builder.refuse_citation_definitions(parser.reference_definitions());
    }
    for (event, range) in parser {
        builder.event(event, range);
    }
    builder.finish()
}

pub(super) struct Builder<'a> {
    source: &'a str,
    lead: usize,
    map: &'a TextMap,
    options: Options,
    /// Whether the text is a book's, with its additions and its faults.
    strict: bool,
    body: Body,
    faults: Vec<Diagnostic>,
    /// Tags that are open, and how many more are open beyond the limit and left out.
    depth: usize,
    skipped: usize,
    /// Whether the limit has been reported.
    too_deep: bool,
    run: Vec<(Option<CowStr<'a>>, Range<usize>)>,
    brackets: OpenBrackets,
    /// Plain text of the current run that may still grow.
    pending: Option<(String, Span)>,
    block: Option<OpenBlock>,
    /// Links and images that are open.
    links: Vec<OpenLink>,
    verbatim: Verbatim,
    footnote_depth: usize,
    footnotes: Footnotes,
    headings: Vec<PendingHeading>,
}

struct OpenBlock {
    kind: BlockKind,
    start: usize,
}

struct OpenLink {
    image: bool,
    range: Range<usize>,
    start: usize,
    /// Made by a definition that takes a citation's place, which is a fault already.
    taken: bool,
}

/// What text events are within.
#[derive(Clone, Copy, PartialEq)]
enum Verbatim {
    No,
    Code,
    /// Raw HTML that is refused, and stays as the text of a paragraph.
    RefusedHtml,
    AdmittedHtml,
}

#[derive(Default)]
struct Footnotes {
    defined: BTreeMap<String, Span>,
    used: BTreeSet<String>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, lead: usize, map: &'a TextMap, options: Options) -> Self {
        Self {
            source,
            lead,
            map,
            options,
            strict: options.dialect == Dialect::Briefbook,
            body: Body::default(),
            faults: Vec::new(),
            depth: 0,
            skipped: 0,
            too_deep: false,
            run: Vec::new(),
            brackets: OpenBrackets::default(),
            pending: None,
            block: None,
            links: Vec::new(),
            verbatim: Verbatim::No,
            footnote_depth: 0,
            footnotes: Footnotes::default(),
            headings: Vec::new(),
        }
    }

    /// The span in the file of a range of the source, without line feeds at its end.
    fn span(&self, range: Range<usize>) -> Span {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let start = range.start.max(self.lead);
        let end = (range.start + text.trim_end_matches(['\n', '\r']).len()).max(start);
        self.map.span(start - self.lead..end - self.lead)
    }

    fn fault(&mut self, code: Code, range: Range<usize>, message: &str, hint: &str) {
        if self.strict {
            self.faults.push(Diagnostic::new(code, self.span(range), message).hint(hint));
        }
    }

    fn event(&mut self, event: cmark::Event<'a>, range: Range<usize>) {
        if self.skipped > 0 {
            match event {
                cmark::Event::Start(_) => self.skipped += 1,
                cmark::Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            cmark::Event::Text(text) if self.verbatim == Verbatim::No => self.text(text, range),
            cmark::Event::SoftBreak if self.reads_runs() => self.run.push((None, range)),
            event => {
                self.flush();
                self.other(event, range);
            }
        }
    }

    fn other(&mut self, event: cmark::Event<'a>, range: Range<usize>) {
        match event {
            cmark::Event::Start(tag) => self.start(tag, range),
            cmark::Event::End(tag) => self.end(tag, range),
            cmark::Event::Text(text) => self.inline(Event::Text(text.into_static()), range),
            cmark::Event::Code(text) => self.inline(Event::Code(text.into_static()), range),
            cmark::Event::Html(html) => self.html(html, range),
            cmark::Event::InlineHtml(html) => {
                if self.admits_html() {
                    self.inline(Event::InlineHtml(html.into_static()), range);
                } else {
                    self.refuse_html(range.clone());
                    self.inline(Event::Text(html.into_static()), range);
                }
            }
            cmark::Event::FootnoteReference(label) => {
                self.footnotes.used.insert(fold_label(&label));
                self.inline(Event::FootnoteReference(label.into_static()), range);
            }
            cmark::Event::SoftBreak => self.inline(Event::SoftBreak, range),
            cmark::Event::HardBreak => self.inline(Event::HardBreak, range),
            cmark::Event::Rule => {
                self.close_block();
                let span = self.span(range);
                self.push(Event::Rule, span);
            }
            cmark::Event::TaskListMarker(done) => {
                let span = self.span(range);
                self.push(Event::TaskMarker(done), span);
            }
            // Mathematics is never enabled.
            cmark::Event::InlineMath(text) | cmark::Event::DisplayMath(text) => {
                self.inline(Event::Text(text.into_static()), range);
            }
        }
    }

    fn push(&mut self, event: Event, span: Span) {
        self.body.events.push((event, span));
    }

    /// An event within a block; opens the block of a tight item where there is none yet.
    fn inline(&mut self, event: Event, range: Range<usize>) {
        let span = self.span(range);
        self.inline_at(event, span);
    }

    fn inline_at(&mut self, event: Event, span: Span) {
        self.settle();
        if self.block.is_none() && self.verbatim == Verbatim::No {
            self.open_block(BlockKind::Item);
        }
        self.push(event, span);
    }

    fn open_block(&mut self, kind: BlockKind) {
        self.block = Some(OpenBlock { kind, start: self.body.events.len() });
    }

    fn close_block(&mut self) {
        let Some(block) = self.block.take() else {
            return;
        };
        self.brackets = OpenBrackets::default();
        let events = block.start..self.body.events.len();
        if let [(_, first), ..] = self.body.events[events.clone()] {
            let span = self.body.events[events.clone()].iter().fold(first, |a, (_, b)| a.to(*b));
            self.body.blocks.push(Block { kind: block.kind, span, events });
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if self.depth >= NESTING_LIMIT {
            // A fault in every dialect: what lies deeper is left out.
            if !std::mem::replace(&mut self.too_deep, true) {
                let place = range.start..self.source.ceil_char_boundary(range.start + 1);
                let span = self.span(place);
                self.faults.push(
                    Diagnostic::new(
                        Code::NestingLimit,
                        span,
                        format!("this is nested more than {NESTING_LIMIT} levels deep"),
                    )
                    .hint("put a backslash before marks that are text"),
                );
            }
            self.skipped = 1;
            return;
        }
        self.depth += 1;
        let end = tag.to_end();
        if !is_inline(&end) {
            self.close_block();
        }
        let span = self.span(range.clone());
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                self.start_link(link_type, &dest_url, &range, id.starts_with('@'));
                let dest_url = self.safe(dest_url);
                let tag = Tag::Link { link_type, dest_url, title, id };
                self.inline(Event::Start(tag.into_static()), range);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.start_image(&dest_url, &range);
                let dest_url = self.safe(dest_url);
                let tag = Tag::Image { link_type, dest_url, title, id };
                self.inline(Event::Start(tag.into_static()), range);
            }
            Tag::Heading { level, id, classes, attrs } => {
                if !(classes.is_empty() && attrs.is_empty()) {
                    let place = self.attributes(&range);
                    let hint = "a heading takes an id and nothing else: `## Title {#id}`";
                    self.fault(
                        Code::InvalidValue,
                        place,
                        "a heading has no classes or attributes",
                        hint,
                    );
                }
                if level == cmark::HeadingLevel::H1 {
                    let place = range.start..range.start + 1;
                    let message = "a heading of the body is of the first level";
                    self.fault(
                        Code::HeadingLevel,
                        place,
                        message,
                        "the page's title is its front matter's: start headings of the body at `##`",
                    );
                }
                let explicit = id.map(|id| {
                    let place = self.id_place(&id, &range);
                    Spanned::new(id.to_string(), self.span(place))
                });
                self.headings.push(PendingHeading {
                    explicit,
                    level: level as u8,
                    span,
                    start: self.body.events.len(),
                    end: 0,
                });
                let bare = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
                self.push(Event::Start(bare), span);
                self.open_block(BlockKind::Heading);
            }
            Tag::HtmlBlock => self.start_html(span, range),
            Tag::FootnoteDefinition(label) => {
                self.define_footnote(&label, &range);
                self.footnote_depth += 1;
                self.push(Event::Start(Tag::FootnoteDefinition(label.into_static())), span);
            }
            tag => {
                if matches!(tag, Tag::CodeBlock(_)) {
                    self.verbatim = Verbatim::Code;
                }
                let kind = match tag {
                    Tag::Paragraph if self.footnote_depth > 0 => Some(BlockKind::Footnote),
                    Tag::Paragraph => Some(BlockKind::Paragraph),
                    Tag::TableCell => Some(BlockKind::TableCell),
                    _ => None,
                };
                let tag = Event::Start(tag.into_static());
                if is_inline(&end) {
                    self.inline_at(tag, span)
                } else {
                    self.push(tag, span)
                }
                if let Some(kind) = kind {
                    self.open_block(kind);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        if !is_inline(&tag) {
            self.close_block();
        }
        let span = self.span(range.clone());
        match tag {
            TagEnd::Link | TagEnd::Image => {
                self.end_link(&range);
                self.push(Event::End(tag), span);
            }
            TagEnd::Heading(_) => {
                self.push(Event::End(tag), span);
                if let Some(heading) = self.headings.last_mut() {
                    heading.end = self.body.events.len();
                }
            }
            TagEnd::HtmlBlock => {
                let refused = self.verbatim == Verbatim::RefusedHtml;
                self.verbatim = Verbatim::No;
                self.push(Event::End(if refused { TagEnd::Paragraph } else { tag }), span);
            }
            TagEnd::FootnoteDefinition => {
                self.footnote_depth = self.footnote_depth.saturating_sub(1);
                self.push(Event::End(tag), span);
            }
            TagEnd::CodeBlock => {
                self.verbatim = Verbatim::No;
                self.push(Event::End(tag), span);
            }
            tag => self.push(Event::End(tag), span),
        }
    }

    // Text and the additions in it.

    fn reads_runs(&self) -> bool {
        self.strict && self.verbatim == Verbatim::No && !self.in_image()
    }

    fn in_image(&self) -> bool {
        self.links.iter().any(|link| link.image)
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
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
    fn flush(&mut self) {
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
    fn emit(&mut self, run: Run<'a>, places: &[Range<usize>], found: Vec<super::run::Found>) {
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
    fn cut(
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
    fn plain(&mut self, text: CowStr<'static>, range: Range<usize>) {
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
    fn settle(&mut self) {
        if let Some((text, span)) = self.pending.take() {
            self.inline_at(Event::Text(CowStr::from(text)), span);
        }
    }

    fn reference(&mut self, kind: FoundKind, span: Span) {
        let kind = match kind {
            FoundKind::Link(link) => ReferenceKind::Link(link),
            FoundKind::Embed(link) => ReferenceKind::Embed(link),
            FoundKind::Citation(citation) => ReferenceKind::Citation(citation),
        };
        self.add_reference(kind, span);
    }

    fn add_reference(&mut self, kind: ReferenceKind, span: Span) {
        let index = self.body.references.len();
        self.inline_at(Event::Reference(index), span);
        let event = self.body.events.len() - 1;
        self.body.references.push(Reference { kind, span, event });
    }

    // Links and images.

    fn start_link(
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

    fn start_image(&mut self, address: &str, range: &Range<usize>) {
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

    fn file_reference(
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
    fn address_place(&self, address: &str, range: &Range<usize>) -> Range<usize> {
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
    fn safe(&self, address: CowStr<'a>) -> CowStr<'a> {
        if self.strict && classify(&address) == Address::Unsafe {
            CowStr::Borrowed("")
        } else {
            address
        }
    }

    fn end_link(&mut self, range: &Range<usize>) {
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

    // Raw HTML.

    fn admits_html(&self) -> bool {
        !self.strict || self.options.html == Html::Admitted
    }

    fn refuse_html(&mut self, range: Range<usize>) {
        let first_line = self.source[range.clone()].lines().next().map_or(0, str::len);
        self.fault(
            Code::RawHtml,
            range.start..range.start + first_line,
            "raw HTML is not admitted",
            "write it in Markdown, put a backslash before `<` where it is text, or set `html: sanitised` in site.yaml",
        );
    }

    fn start_html(&mut self, span: Span, range: Range<usize>) {
        if self.admits_html() {
            self.verbatim = Verbatim::AdmittedHtml;
            self.push(Event::Start(Tag::HtmlBlock), span);
        } else {
            self.refuse_html(range);
            self.verbatim = Verbatim::RefusedHtml;
            self.push(Event::Start(Tag::Paragraph), span);
        }
    }

    fn html(&mut self, html: CowStr<'a>, range: Range<usize>) {
        let span = self.span(range);
        let html = html.into_static();
        let event = if self.verbatim == Verbatim::RefusedHtml {
            Event::Text(html)
        } else {
            Event::Html(html)
        };
        self.push(event, span);
    }

    // Headings and footnotes.

    /// Where the attributes of the heading at `range` are written.
    fn attributes(&self, range: &Range<usize>) -> Range<usize> {
        let line = self.source[range.clone()].trim_end();
        let line = line.lines().next().unwrap_or_default().trim_end();
        line.rfind('{').map_or(range.clone(), |at| range.start + at..range.start + line.len())
    }

    fn id_place(&self, id: &str, range: &Range<usize>) -> Range<usize> {
        let attributes = self.attributes(range);
        let written = self.source[attributes.clone()].find(&format!("#{id}"));
        written.map_or(attributes.clone(), |at| {
            attributes.start + at + 1..attributes.start + at + 1 + id.len()
        })
    }

    fn define_footnote(&mut self, label: &str, range: &Range<usize>) {
        let mark = format!("[^{label}]");
        let len = if self.source[range.clone()].starts_with(&mark) { mark.len() } else { 1 };
        let place = range.start..range.start + len;
        let span = self.span(place);
        let folded = fold_label(label);
        if let Some(&first) = self.footnotes.defined.get(&folded) {
            if self.strict {
                let message = format!("the footnote `{label}` is defined twice");
                self.faults.push(
                    Diagnostic::new(Code::Footnote, span, message)
                        .related(first, "first here")
                        .hint("give each footnote a label of its own"),
                );
            }
            return;
        }
        self.footnotes.defined.insert(folded, span);
        self.body.footnotes.push(Spanned::new(Arc::from(label), span));
    }

    fn refuse_citation_definitions(&mut self, definitions: &cmark::RefDefs<'_>) {
        let mut places: Vec<Range<usize>> = definitions
            .iter()
            .filter(|(label, _)| label.trim_start().starts_with('@'))
            .map(|(_, definition)| definition.span.clone())
            .collect();
        places.sort_by_key(|place| place.start);
        for place in places {
            let message = "this link reference definition would take a citation's place";
            let hint = "remove it, or give it a label that does not start with `@`";
            self.fault(Code::CitationDefinition, place, message, hint);
        }
    }

    fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.flush();
        self.close_block();
        // What the parser would leave open, if it ever did, cannot be balanced here; it never does.
        debug_assert_eq!(self.depth, 0);
        if self.strict {
            finish::embeds(&mut self.body, &mut self.faults);
            for (label, span) in &self.footnotes.defined {
                if !self.footnotes.used.contains(label) {
                    let message = format!("the footnote `{label}` is never used");
                    let hint = format!("refer to it with `[^{label}]`, or remove it");
                    self.faults.push(Diagnostic::new(Code::Footnote, *span, message).hint(hint));
                }
            }
        }
        let faults = finish::headings(&mut self.body, self.headings);
        if self.strict {
            self.faults.extend(faults);
        }
        (self.body, self.faults)
    }
}
