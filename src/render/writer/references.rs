//! The references of one text, as they become part of a page: links, values, citations, embeds.
//!
//! Knows nothing about which field of a view the text goes into.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Calls, PageWriter};
use crate::cite::CiteItem;
use crate::model::Lang;
use crate::render::html::escape::{attribute as escape_attribute, text as escape_body};
use crate::render::html::{FileTarget, Resolver, TextPlace};
use crate::render::values::InlineValue;
use crate::routes;
use crate::site::{Resolved, TextId};
use crate::syntax::body::{Body, Event, is_inline};
use crate::syntax::reference::{Citation, Reference, ReferenceKind, WikiLink};

/// Writes the references of one text into a page.
pub(super) struct TextResolver<'w, 'r, 't> {
    pub(super) writer: &'w mut PageWriter<'r>,
    pub(super) id: &'t TextId,
    pub(super) body: &'t Body,
    pub(super) targets: &'t [Resolved],
    pub(super) calls: Calls,
    /// A citation whose note the value before it has called.
    pub(super) called: Option<usize>,
}

impl TextResolver<'_, '_, '_> {
    /// The element's id of a reference, on the page that the text is written for: where the text
    /// is shown elsewhere it has none.
    fn own_fragment(&self, index: usize) -> Option<String> {
        let key = &self.writer.key;
        let own = key.entity().is_some_and(|entity| entity == self.id.owner)
            && key.lang() == Some(&self.id.lang);
        own.then(|| routes::reference_fragment(self.id.field, index)).flatten()
    }

    fn link(&mut self, index: usize, link: &WikiLink, target: &Resolved, out: &mut String) {
        let own = self.own_fragment(index).filter(|_| self.calls == Calls::Noted);
        let site = self.writer.renderer.site;
        let routes = self.writer.renderer.routes;
        match target {
            Resolved::Entity { id, heading } => {
                let (title, lang) = site.title(id, &self.id.lang);
                let href =
                    routes.entity(site, &self.writer.key, id, &self.id.lang, heading.as_deref());
                let label = match &link.label {
                    Some(label) => (label.value.as_str(), &self.id.lang),
                    None => (title.as_str(), &lang),
                };
                self.anchor(own, &href.href, &href.lang, label, out);
            }
            Resolved::Heading(heading) => {
                let label = link.label.as_ref().map_or(heading.as_str(), |label| &label.value);
                let lang = self.id.lang.clone();
                self.anchor(own, &self.heading_href(heading), &lang, (label, &lang), out);
            }
            Resolved::Value { figure, observation, others } => {
                let label = link.label.as_ref().map(|label| label.value.as_str());
                let noted = self.calls == Calls::Noted;
                out.push_str("<span class=\"value\"");
                if let Some(id) = own {
                    let _ = write!(out, " id=\"{id}\"");
                }
                out.push('>');
                let lang = &self.id.lang;
                if let Some(value) = InlineValue::new(site, figure, *observation, others, lang) {
                    self.called = self.same_citation_after(index, &value);
                    let id = self.called.and_then(|citation| self.own_fragment(citation));
                    self.writer.value(&value, label, noted, id, out);
                }
                out.push_str("</span>");
            }
            _ => {
                let label = link.label.as_ref().unwrap_or(&link.target);
                escape_body(out, &label.value);
            }
        }
    }

    /// The citation that follows a value with nothing but white space between, where it cites what
    /// the value's own note cites: one call stands for both.
    fn same_citation_after(&self, index: usize, value: &InlineValue<'_>) -> Option<usize> {
        let after = self.body.references.get(index)?.event + 1;
        let mut events = self.body.events.get(after..)?.iter().map(|(event, _)| event);
        let next = events.find(|event| match event {
            Event::Text(text) => !text.trim().is_empty(),
            Event::End(tag) => !is_inline(tag),
            event => **event != Event::SoftBreak,
        });
        let Some(Event::Reference(next)) = next else { return None };
        let ReferenceKind::Citation(citation) = &self.body.references.get(*next)?.kind else {
            return None;
        };
        let Some(Resolved::Citation(keys)) = self.targets.get(*next) else { return None };
        let ([item], [Some(key)]) = (citation.items.as_slice(), keys.as_slice()) else {
            return None;
        };
        let locator = item.locator.as_ref().map(|locator| &locator.value);
        let same = !citation.narrative && item.prefix.is_empty() && value.rests_on(key, locator);
        same.then_some(*next)
    }

    /// A heading of the text's own page, which is not this page where the text is embedded.
    fn heading_href(&self, heading: &str) -> String {
        let writer = &self.writer;
        let renderer = writer.renderer;
        let heading = Some(heading).filter(|heading| !heading.is_empty());
        let (owner, lang) = (&self.id.owner, &self.id.lang);
        renderer.routes.entity(renderer.site, &writer.key, owner, lang, heading).href
    }

    /// A link to a page in `lang`; the label has a language of its own.
    fn anchor(
        &self,
        id: Option<String>,
        href: &str,
        lang: &Lang,
        (label, label_lang): (&str, &Lang),
        out: &mut String,
    ) {
        out.push_str("<a ");
        if let Some(id) = id {
            let _ = write!(out, "id=\"{id}\" ");
        }
        out.push_str("href=\"");
        escape_attribute(out, href);
        out.push('"');
        if *label_lang != self.id.lang {
            out.push_str(" lang=\"");
            escape_attribute(out, label_lang.as_str());
            out.push('"');
        }
        let foreign = *lang != self.id.lang;
        if foreign {
            out.push_str(" hreflang=\"");
            escape_attribute(out, lang.as_str());
            out.push('"');
        }
        out.push('>');
        escape_body(out, label);
        out.push_str("</a>");
        if foreign {
            // A reader of a translation sees before following that the page has none.
            out.push_str("\u{a0}<span class=\"link-lang\">(");
            escape_body(out, lang.as_str());
            out.push_str(")</span>");
        }
    }

    fn citation(&mut self, index: usize, citation: &Citation, target: &Resolved, out: &mut String) {
        let Resolved::Citation(keys) = target else { return };
        let items: Vec<CiteItem<'_>> = citation
            .items
            .iter()
            .zip(keys)
            .filter_map(|(item, key)| {
                Some(CiteItem {
                    key: key.as_ref()?,
                    prefix: &item.prefix,
                    locator: item.locator.as_ref().map(|locator| &locator.value),
                    again: false,
                })
            })
            .collect();
        if items.is_empty() {
            return;
        }
        if citation.narrative {
            if let Some(citations) = self.writer.citations() {
                out.push_str(&citations.in_text(&items[0]).to_html());
            }
        } else {
            out.truncate(out.trim_end().len());
        }
        if self.calls == Calls::Noted && self.called != Some(index) {
            let id = self.own_fragment(index);
            self.writer.call_note(&items, id, out);
        }
    }
}

impl Resolver for TextResolver<'_, '_, '_> {
    fn reference(&mut self, index: usize, reference: &Reference, out: &mut String) {
        let unresolved = Resolved::Unresolved;
        let targets = self.targets;
        let target = targets.get(index).unwrap_or(&unresolved);
        match &reference.kind {
            ReferenceKind::Link(link) => self.link(index, link, target, out),
            ReferenceKind::Citation(citation) => self.citation(index, citation, target, out),
            ReferenceKind::Embed(_) => {
                if let Resolved::Embed(embed) = target {
                    let lang = self.id.lang.clone();
                    let own = self.own_fragment(index);
                    if let Some(id) = &own {
                        let _ = writeln!(out, "<div id=\"{id}\">");
                    }
                    self.writer.embed(embed, &lang, out);
                    if own.is_some() {
                        out.push_str("</div>\n");
                    }
                }
            }
            ReferenceKind::FileLink(_) | ReferenceKind::Image(_) => {}
        }
    }

    fn file(&mut self, index: usize, reference: &Reference, _: &str) -> Option<FileTarget> {
        let renderer = self.writer.renderer;
        let key = &self.writer.key;
        let address = match self.targets.get(index)? {
            Resolved::Entity { id, heading } => {
                let (site, lang) = (renderer.site, &self.id.lang);
                renderer.routes.entity(site, key, id, lang, heading.as_deref()).href
            }
            Resolved::Heading(heading) => self.heading_href(heading),
            Resolved::Media(at) => renderer.routes.file(key, renderer.site.book.media[*at].file)?,
            _ => return None,
        };
        // An image is nothing that links back.
        let id = self.own_fragment(index).filter(|_| {
            self.calls == Calls::Noted && !matches!(reference.kind, ReferenceKind::Image(_))
        });
        Some(FileTarget { address, attributes: id.map(|id| ("id", id)).into_iter().collect() })
    }

    fn code(&mut self, language: &str, code: &str) -> Option<Arc<str>> {
        self.writer.renderer.highlighter.highlight(language, code)
    }

    fn text(&mut self, text: &str, place: TextPlace, out: &mut String) {
        if place != TextPlace::Prose {
            return escape_body(out, text);
        }
        let acronyms = self.writer.renderer.acronyms();
        let mut done = 0;
        for (range, term) in acronyms.find(text) {
            let Some(expansion) = &term.expansion else { continue };
            if !self.writer.explained.insert(term.id.clone()) {
                continue;
            }
            escape_body(out, &text[done..range.start]);
            out.push_str("<abbr title=\"");
            escape_attribute(out, expansion);
            out.push('"');
            let own = self.writer.renderer.site.book.config.default_language();
            if *own != self.id.lang {
                out.push_str(" lang=\"");
                escape_attribute(out, own.as_str());
                out.push('"');
            }
            out.push('>');
            escape_body(out, &text[range.clone()]);
            out.push_str("</abbr>");
            done = range.end;
        }
        escape_body(out, &text[done..]);
    }

    fn footnote_number(&mut self) -> Option<usize> {
        Some(self.writer.notes.reserve())
    }
}
