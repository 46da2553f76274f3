//! The writer for CommonMark and GFM: what the specifications' examples expect, to the letter.
//!
//! Knows nothing about books. Addresses and raw HTML pass as they are, as the specifications want
//! it; only GFM's tag filter stands between.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, LinkType, Tag, TagEnd};

use super::{autolink, escape};
use crate::syntax::body::{Body, Event, fold_label};

/// Writes a body that was read as CommonMark, or as GFM.
pub(super) fn render(body: &Body, gfm: bool) -> String {
    let mut writer = Writer {
        body,
        gfm,
        definitions: &body.footnotes,
        out: String::new(),
        notes: Vec::new(),
        alignments: &[],
        head: false,
        column: 0,
        links: 0,
    };
    writer.events(0..body.events.len());
    writer.footnotes();
    writer.out
}

struct Writer<'a> {
    body: &'a Body,
    gfm: bool,
    definitions: &'a BTreeMap<String, Range<usize>>,
    out: String,
    notes: Vec<Note>,
    alignments: &'a [Alignment],
    head: bool,
    column: usize,
    /// Open links.
    links: usize,
}

/// A footnote that has been referred to.
struct Note {
    folded: String,
    /// As it stands in addresses: the label of the definition, percent-encoded.
    address: String,
    uses: usize,
}

impl<'a> Writer<'a> {
    fn events(&mut self, events: Range<usize>) {
        let mut at = events.start;
        while at < events.end {
            at = self.event(at);
        }
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
            Event::Text(_) => return self.text(at),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape::text(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                if self.gfm {
                    filter_tags(&mut self.out, html);
                } else {
                    self.out.push_str(html);
                }
            }
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskMarker(done) => self.out.push_str(if *done {
                "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
            } else {
                "<input type=\"checkbox\" disabled=\"\" /> "
            }),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br />\n"),
            Event::Rule => self.block("<hr />\n"),
            // The additions are not read in these flavours.
            Event::Reference(_) => {}
        }
        at + 1
    }

    /// Text, with GFM's bare addresses as links; the parser may have split it.
    fn text(&mut self, at: usize) -> usize {
        let mut text = String::new();
        let mut next = at;
        while let Some((Event::Text(part), _)) = self.body.events.get(next) {
            text.push_str(part);
            next += 1;
        }
        if self.gfm && self.links == 0 {
            autolink::write(&mut self.out, &text);
        } else {
            escape::text(&mut self.out, &text);
        }
        next
    }

    fn start(&mut self, tag: &'a Tag<'static>, at: usize) -> usize {
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { level, .. } => {
                self.fresh_line();
                let _ = write!(self.out, "<{level}>");
            }
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = match kind {
                    BlockQuoteKind::Note => ("note", "Note"),
                    BlockQuoteKind::Tip => ("tip", "Tip"),
                    BlockQuoteKind::Important => ("important", "Important"),
                    BlockQuoteKind::Warning => ("warning", "Warning"),
                    BlockQuoteKind::Caution => ("caution", "Caution"),
                };
                self.fresh_line();
                let _ = write!(
                    self.out,
                    "<div class=\"markdown-alert markdown-alert-{class}\">\n<p class=\"markdown-alert-title\">{title}</p>\n"
                );
            }
            Tag::CodeBlock(kind) => {
                self.block("<pre><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split(' ').next().filter(|name| !name.is_empty())
                {
                    self.out.push_str(" class=\"language-");
                    escape::attribute(&mut self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
                let end = self.body.end_of(at);
                for (event, _) in &self.body.events[at + 1..end] {
                    if let Event::Text(text) = event {
                        escape::text(&mut self.out, text);
                    }
                }
                self.out.push_str("</code></pre>\n");
                return end + 1;
            }
            Tag::HtmlBlock => self.fresh_line(),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(start)) => {
                self.fresh_line();
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
            }
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => return self.body.end_of(at) + 1,
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.block("<table>\n");
            }
            Tag::TableHead => {
                self.head = true;
                self.column = 0;
                self.out.push_str("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.column = 0;
                // The first row after the head opens the body.
                let first = self.out.ends_with("</thead>\n");
                self.out.push_str(if first { "<tbody>\n<tr>\n" } else { "<tr>\n" });
            }
            Tag::TableCell => {
                self.out.push_str(if self.head { "<th" } else { "<td" });
                self.out.push_str(match self.alignments.get(self.column) {
                    Some(Alignment::Left) => " align=\"left\">",
                    Some(Alignment::Center) => " align=\"center\">",
                    Some(Alignment::Right) => " align=\"right\">",
                    Some(Alignment::None) | None => ">",
                });
            }
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.links += 1;
                self.out.push_str("<a href=\"");
                if *link_type == LinkType::Email {
                    self.out.push_str("mailto:");
                }
                escape::address(&mut self.out, dest_url);
                self.title(title);
                self.out.push_str("\">");
            }
            Tag::Image { dest_url, title, .. } => {
                self.out.push_str("<img src=\"");
                escape::address(&mut self.out, dest_url);
                self.out.push_str("\" alt=\"");
                let end = self.body.end_of(at);
                self.alternative(at + 1..end);
                self.title(title);
                self.out.push_str("\" />");
                return end + 1;
            }
        }
        at + 1
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            escape::attribute(&mut self.out, title);
        }
    }

    /// The text of an image's description.
    fn alternative(&mut self, events: Range<usize>) {
        for (event, _) in &self.body.events[events] {
            match event {
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                    escape::attribute(&mut self.out, text);
                }
                Event::SoftBreak | Event::HardBreak => self.out.push(' '),
                _ => {}
            }
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => {
                let _ = writeln!(self.out, "</{level}>");
                ""
            }
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table if self.out.ends_with("</thead>\n") => "</table>\n",
            TagEnd::Table => "</tbody>\n</table>\n",
            TagEnd::TableHead => {
                self.head = false;
                "</tr>\n</thead>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.column += 1;
                if self.head { "</th>\n" } else { "</td>\n" }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                "</a>"
            }
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => "",
        };
        self.out.push_str(html);
    }

    fn footnote_reference(&mut self, label: &str) {
        let folded = fold_label(label);
        let index = match self.notes.iter().position(|note| note.folded == folded) {
            Some(index) => index,
            None => {
                let mut address = String::new();
                escape::address(&mut address, label);
                self.notes.push(Note { folded, address, uses: 0 });
                self.notes.len() - 1
            }
        };
        let note = &mut self.notes[index];
        note.uses += 1;
        let mark = use_mark(note.uses);
        let _ = write!(
            self.out,
            "<sup class=\"footnote-ref\"><a href=\"#fn-{0}\" id=\"fnref-{0}{mark}\" data-footnote-ref>{1}</a></sup>",
            note.address,
            index + 1
        );
    }

    fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.block("<section class=\"footnotes\" data-footnotes>\n<ol>\n");
        let mut index = 0;
        while let Some(note) = self.notes.get(index) {
            let _ = writeln!(self.out, "<li id=\"fn-{}\">", note.address);
            if let Some(events) = self.definitions.get(&note.folded) {
                self.events(events.clone());
            }
            let links = self.notes.get(index).map(back_links).unwrap_or_default();
            if self.out.ends_with("</p>\n") {
                self.out.truncate(self.out.len() - "</p>\n".len());
                let _ = writeln!(self.out, " {links}</p>");
            } else {
                let _ = writeln!(self.out, "{links}");
            }
            self.out.push_str("</li>\n");
            index += 1;
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

fn use_mark(number: usize) -> String {
    if number > 1 { format!("-{number}") } else { String::new() }
}

fn back_links(note: &Note) -> String {
    let links: Vec<String> = (1..=note.uses)
        .map(|number| {
            let sup = if number > 1 {
                format!("<sup class=\"footnote-ref\">{number}</sup>")
            } else {
                String::new()
            };
            format!(
                "<a href=\"#fnref-{}{}\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩{sup}</a>",
                note.address,
                use_mark(number)
            )
        })
        .collect();
    links.join(" ")
}

/// Tags that GFM's tag filter takes the `<` of (GFM, section 6.11).
const FILTERED: [&str; 9] =
    ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

fn filter_tags(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let filtered = FILTERED.iter().any(|filtered| name[..len].eq_ignore_ascii_case(filtered));
        out.push_str(if filtered { "&lt;" } else { "<" });
        rest = tag;
    }
    out.push_str(rest);
}
