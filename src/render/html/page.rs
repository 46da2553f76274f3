//! The writer for pages of a site.
//!
//! Knows nothing about what references point at: it asks the [`Resolver`].

mod direction;
mod inline;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Tag, TagEnd};

use super::footnotes::Used;
use super::{FileTarget, HtmlOptions, RenderedBody, Resolver, TextPlace, escape};
use crate::syntax::body::{Body, Event};
use crate::syntax::reference::ReferenceKind;

pub(super) fn render(
    body: &Body,
    events: Range<usize>,
    options: &HtmlOptions<'_>,
    resolver: &mut dyn Resolver,
) -> RenderedBody {
    let mut writer = Writer {
        body,
        options,
        resolver,
        definitions: &body.footnotes,
        out: String::new(),
        used: Used::default(),
        heading: None,
        links: Vec::new(),
        file: None,
        table: Table::default(),
    };
    let end = events.end.min(body.events.len());
    writer.events(events.start..end);
    let html = std::mem::take(&mut writer.out);
    writer.footnotes();
    let footnotes = writer.used.notes.into_iter().map(|(_, note)| note).collect();
    RenderedBody { html, footnotes }
}

struct Writer<'a> {
    body: &'a Body,
    options: &'a HtmlOptions<'a>,
    resolver: &'a mut dyn Resolver,
    definitions: &'a BTreeMap<String, Range<usize>>,
    out: String,
    used: Used,
    /// The id of the open heading, if it has one, and where its HTML starts.
    heading: Option<OpenHeading>,
    /// For each open link, whether it has an element.
    links: Vec<bool>,
    /// The target of the link or image whose start comes next.
    file: Option<Option<FileTarget>>,
    table: Table,
}

struct OpenHeading {
    id: Option<String>,
    text: String,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    head: bool,
    /// Whether a row has been written below the head.
    rows: bool,
    column: usize,
    /// How the open cell is closed.
    close: &'static str,
}

impl Writer<'_> {
    fn events(&mut self, events: Range<usize>) {
        let mut at = events.start;
        while at < events.end {
            at = self.event(at);
        }
    }

    /// The text of the footnotes used; footnotes that they use follow them.
    fn footnotes(&mut self) {
        self.resolver.in_footnotes(true);
        let mut next = 0;
        while let Some((label, _)) = self.used.notes.get(next) {
            if let Some(events) = self.definitions.get(label) {
                self.events(events.clone());
            }
            self.used.notes[next].1.html = std::mem::take(&mut self.out);
            next += 1;
        }
        self.resolver.in_footnotes(false);
    }

    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn block(&mut self, html: &str) {
        self.fresh_line();
        self.out.push_str(html);
    }

    /// Writes the event at `at`; the next one to write.
    fn event(&mut self, at: usize) -> usize {
        let body = self.body;
        let Some((event, _)) = body.events.get(at) else {
            return at + 1;
        };
        match event {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                escape::text(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::Html(html) => {
                // A block of HTML comes line by line, and makes sense only as a whole.
                let mut whole = html.to_string();
                let mut next = at + 1;
                while let Some((Event::Html(more), _)) = body.events.get(next) {
                    whole.push_str(more);
                    next += 1;
                }
                self.fresh_line();
                self.resolver.html(&whole, &mut self.out);
                return next;
            }
            Event::InlineHtml(html) => self.resolver.html(html, &mut self.out),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskMarker(done) => {
                let (checked, label) = if *done {
                    (" checked", self.options.words.done)
                } else {
                    ("", self.options.words.to_do)
                };
                let _ =
                    write!(self.out, "<input type=\"checkbox\" disabled{checked} aria-label=\"");
                escape::attribute(&mut self.out, label);
                self.out.push_str("\"> ");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::Reference(index) => self.reference(*index, at),
        }
        at + 1
    }

    fn text(&mut self, text: &str) {
        let place = if self.heading.is_some() {
            TextPlace::Heading
        } else if self.links.is_empty() {
            TextPlace::Prose
        } else {
            TextPlace::Link
        };
        self.resolver.text(text, place, &mut self.out);
    }

    fn reference(&mut self, index: usize, at: usize) {
        let Some(reference) = self.body.references.get(index) else {
            return;
        };
        match &reference.kind {
            ReferenceKind::FileLink(_) | ReferenceKind::Image(_) => {
                let written = match self.body.events.get(at + 1) {
                    Some((
                        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }),
                        _,
                    )) => dest_url,
                    _ => "",
                };
                self.file = Some(self.resolver.file(index, reference, written));
            }
            ReferenceKind::Link(_) | ReferenceKind::Embed(_) | ReferenceKind::Citation(_) => {
                self.resolver.reference(index, reference, &mut self.out);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'static>, at: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::Heading { level, id, .. } => self.start_heading(*level as i8, id.as_deref(), at),
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(kind) => return self.code_block(kind, at),
            Tag::HtmlBlock => self.fresh_line(),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(start)) => {
                self.fresh_line();
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
            }
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => {
                let task = self.is_task(at);
                self.block(if task { "<li class=\"task-list-item\"" } else { "<li" });
                self.direction(at);
            }
            // Written at the end, where it is used at all.
            Tag::FootnoteDefinition(_) => return self.body.end_of(at) + 1,
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.block("<dt");
                self.direction(at);
            }
            Tag::DefinitionListDefinition => {
                self.block("<dd");
                self.direction(at);
            }
            Tag::Table(alignments) => {
                self.fresh_line();
                self.out.push_str(
                    "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"",
                );
                escape::attribute(&mut self.out, self.options.words.table);
                self.out.push_str("\">\n<table>\n");
                self.table = Table { alignments: alignments.clone(), ..Table::default() };
            }
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                self.out.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                let first = !std::mem::replace(&mut self.table.rows, true);
                self.out.push_str(if first { "<tbody>\n<tr>" } else { "<tr>" });
            }
            Tag::TableCell => self.start_cell(at),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(*link_type, dest_url, title);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image(at, dest_url, title);
                return self.body.end_of(at) + 1;
            }
            Tag::MetadataBlock(_) => return self.body.end_of(at) + 1,
        }
        at + 1
    }

    fn end(&mut self, tag: &TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => return self.end_heading(*level as i8),
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</aside>\n",
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => return,
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table if self.table.rows => "</tbody>\n</table>\n</div>\n",
            TagEnd::Table => "</table>\n</div>\n",
            TagEnd::TableHead => {
                self.table.head = false;
                "</tr>\n</thead>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.table.column += 1;
                self.table.close
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => {
                if self.links.pop().unwrap_or(false) {
                    "</a>"
                } else {
                    ""
                }
            }
        };
        self.out.push_str(html);
    }

    // Blocks.

    fn paragraph(&mut self, at: usize) -> usize {
        let events = &self.body.events;
        if let Some((Event::Reference(index), _)) = events.get(at + 1)
            && let Some((Event::End(TagEnd::Paragraph), _)) = events.get(at + 2)
            && let Some(reference) = self.body.references.get(*index)
            && matches!(reference.kind, ReferenceKind::Embed(_))
        {
            self.fresh_line();
            self.resolver.reference(*index, reference, &mut self.out);
            self.fresh_line();
            return at + 3;
        }
        let image = match events.get(at + 1) {
            Some((Event::Reference(_), _)) => at + 2,
            _ => at + 1,
        };
        if let Some((Event::Start(Tag::Image { title, .. }), _)) = events.get(image) {
            let end = self.body.end_of(image);
            if let Some((Event::End(TagEnd::Paragraph), _)) = events.get(end + 1) {
                self.figure(at + 1..image, image, title);
                return end + 2;
            }
        }
        self.block("<p");
        self.direction(at);
        at + 1
    }

    /// An image alone in its paragraph, with its title as the caption.
    fn figure(&mut self, before: Range<usize>, image: usize, title: &CowStr<'static>) {
        self.block("<figure>\n");
        self.events(before);
        if let Some((Event::Start(Tag::Image { dest_url, .. }), _)) = self.body.events.get(image) {
            self.image(image, dest_url, "");
        }
        self.out.push('\n');
        if !title.is_empty() {
            self.out.push_str("<figcaption>");
            escape::text(&mut self.out, title);
            self.out.push_str("</figcaption>\n");
        }
        self.out.push_str("</figure>\n");
    }

    fn level(&self, level: i8) -> i8 {
        level.saturating_add(self.options.heading_shift).clamp(1, 6)
    }

    fn start_heading(&mut self, level: i8, id: Option<&str>, at: usize) {
        self.fresh_line();
        let level = self.level(level);
        let id = id
            .filter(|_| self.options.heading_ids)
            .map(|id| format!("{}{id}", self.options.id_prefix));
        let _ = write!(self.out, "<h{level}");
        if let Some(id) = &id {
            self.out.push_str(" id=\"");
            escape::attribute(&mut self.out, id);
            self.out.push('"');
        }
        self.direction(at);
        let headings = &self.body.headings;
        let text = headings
            .binary_search_by_key(&at, |heading| heading.events.start)
            .map_or(String::new(), |index| headings[index].text.clone());
        self.heading = Some(OpenHeading { id, text });
    }

    fn end_heading(&mut self, level: i8) {
        if let Some(OpenHeading { id: Some(id), text }) = self.heading.take() {
            self.out.push_str(" <a class=\"heading-anchor\" href=\"#");
            escape::address(&mut self.out, &id);
            self.out.push_str("\" aria-label=\"");
            escape::attribute(&mut self.out, self.options.words.link_to_section);
            self.out.push_str(": ");
            escape::attribute(&mut self.out, &text);
            self.out.push_str("\">#</a>");
        }
        let level = self.level(level);
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let words = self.options.words;
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", words.note),
            BlockQuoteKind::Tip => ("tip", words.tip),
            BlockQuoteKind::Important => ("important", words.important),
            BlockQuoteKind::Warning => ("warning", words.warning),
            BlockQuoteKind::Caution => ("caution", words.caution),
        };
        self.fresh_line();
        let _ = write!(
            self.out,
            "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"
        );
        escape::text(&mut self.out, title);
        self.out.push_str("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'static>, at: usize) -> usize {
        let end = self.body.end_of(at);
        let mut code = String::new();
        for (event, _) in &self.body.events[at + 1..end] {
            if let Event::Text(text) = event {
                code.push_str(text);
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split([' ', '\t', ',', '{']).next().unwrap_or_default()
            }
            CodeBlockKind::Indented => "",
        };
        self.block("<pre tabindex=\"0\" role=\"group\" aria-label=\"");
        escape::attribute(&mut self.out, self.options.words.code);
        self.out.push_str("\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape::attribute(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        let coloured = if language.is_empty() { None } else { self.resolver.code(language, &code) };
        match coloured {
            Some(html) => self.out.push_str(&html),
            None => escape::text(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
        end + 1
    }

    /// Whether the list item at `at` is a task.
    fn is_task(&self, at: usize) -> bool {
        let marker =
            |at: usize| matches!(self.body.events.get(at), Some((Event::TaskMarker(_), _)));
        let paragraph =
            matches!(self.body.events.get(at + 1), Some((Event::Start(Tag::Paragraph), _)));
        marker(at + 1) || paragraph && marker(at + 2)
    }

    fn start_cell(&mut self, at: usize) {
        let empty = matches!(self.body.events.get(at + 1), Some((Event::End(_), _)));
        // An empty cell heads nothing.
        let (open, close) = if self.table.head && !empty {
            ("<th scope=\"col\"", "</th>")
        } else {
            ("<td", "</td>")
        };
        self.table.close = close;
        self.out.push_str(open);
        self.out.push_str(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        });
        self.direction(at);
    }
}
