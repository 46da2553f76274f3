//! Events of the Markdown parser to the events, references, blocks and headings of a body.
//!
//! Knows nothing about grammar: the parser reads Markdown, [`super::run`] the additions.

mod excuses;
mod links;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{self as cmark, CowStr, Tag, TagEnd};

use super::finish::{self, PendingHeading};
use super::run::OpenBrackets;
use super::{Dialect, Html, NESTING_LIMIT, Options, cmark_options};
use crate::diag::{Code, Diagnostic};
use crate::source::{Span, Spanned, TextMap};
use crate::syntax::body::{Block, BlockKind, Body, Event, fold_label, is_inline};

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
    /// Comments that excuse a line, of which nothing stays.
    Excuse,
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
            // About one event for this many bytes of prose: bodies stay in memory for the whole
            // build, and vectors that double leave half of it unused.
            body: Body { events: Vec::with_capacity(source.len() / 24), ..Body::default() },
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
                if self.excuses_inline(&html, &range) {
                    self.trim_before_excuse();
                } else if self.admits_html() {
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
            TagEnd::HtmlBlock if self.verbatim == Verbatim::Excuse => {
                self.verbatim = Verbatim::No;
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
            "write it in Markdown, or put a backslash before `<` where it is text",
        );
    }

    fn start_html(&mut self, span: Span, range: Range<usize>) {
        if self.excuses(range.clone()) {
            self.verbatim = Verbatim::Excuse;
        } else if self.admits_html() {
            self.verbatim = Verbatim::AdmittedHtml;
            self.push(Event::Start(Tag::HtmlBlock), span);
        } else {
            self.refuse_html(range);
            self.verbatim = Verbatim::RefusedHtml;
            self.push(Event::Start(Tag::Paragraph), span);
        }
    }

    fn html(&mut self, html: CowStr<'a>, range: Range<usize>) {
        if self.verbatim == Verbatim::Excuse {
            return;
        }
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
        finish::footnotes(&mut self.body);
        let faults = finish::headings(&mut self.body, self.headings);
        if self.strict {
            self.faults.extend(faults);
        }
        // Bodies stay in memory as long as the book does.
        self.body.events.shrink_to_fit();
        (self.body, self.faults)
    }
}
