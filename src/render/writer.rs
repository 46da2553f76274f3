//! One page in the making: its links, its notes in one numbering, its prose.
//!
//! Knows nothing about which view the parts go into.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::citing::{Cited, Notes};
use super::evidence::InlineValue;
use super::html::escape::{attribute as escape_attribute, text as escape_body};
use super::html::{self, FileTarget, HtmlOptions, Resolver, TextPlace, Words as HtmlWords};
use super::renderer::Renderer;
use super::view::{
    CitedSourceView, ContentsItemView, LinkView, MarkView, NoteView, SafeHtml, UiText, Words,
};
use crate::cite::{Citations, CiteItem, Rich};
use crate::diag::Diagnostic;
use crate::model::{EntityId, Kind, Lang, SourceKey, TermId};
use crate::routes::{self, PageKey};
use crate::site::{Resolved, Sentence, TextId};
use crate::syntax::body::{Body, Event, is_inline};
use crate::syntax::reference::{Citation, Reference, ReferenceKind, WikiLink};

/// A page being rendered.
pub struct PageWriter<'r> {
    pub renderer: &'r Renderer<'r>,
    pub key: PageKey,
    /// The language of the page's content.
    pub lang: Lang,
    pub ui: &'static UiText,
    pub notes: Notes,
    /// Faults of the templates of embeds.
    pub faults: Vec<Diagnostic>,
    explained: BTreeSet<TermId>,
}

/// How prose is to come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calls {
    /// Citations call notes of this page.
    Noted,
    /// Citations are left out: in lists, which have no notes.
    Quiet,
}

impl<'r> PageWriter<'r> {
    #[must_use]
    pub fn new(renderer: &'r Renderer<'r>, key: PageKey) -> Self {
        let lang =
            key.lang().unwrap_or_else(|| renderer.site.book.config.default_language()).clone();
        let ui = UiText::of(lang.as_str());
        Self {
            renderer,
            key,
            lang,
            ui,
            notes: Notes::default(),
            faults: Vec::new(),
            explained: BTreeSet::new(),
        }
    }

    #[must_use]
    pub fn citations(&self) -> Option<&'r Citations> {
        self.renderer.citations(&self.lang)
    }

    /// The language of a text, where it is not the page's own.
    #[must_use]
    pub fn other_lang(&self, lang: &Lang) -> Option<String> {
        (*lang != self.lang).then(|| lang.to_string())
    }

    /// A link to a thing, by its title.
    #[must_use]
    pub fn link(&self, entity: &EntityId) -> LinkView {
        let site = self.renderer.site;
        let (title, lang) = site.title(entity, &self.lang);
        let href = self.renderer.routes.entity(site, &self.key, entity, &self.lang, None).href;
        LinkView { href, title, lang: self.other_lang(&lang) }
    }

    /// The address of a thing from this page.
    #[must_use]
    pub fn href(&self, entity: &EntityId) -> String {
        self.renderer.routes.entity(self.renderer.site, &self.key, entity, &self.lang, None).href
    }

    #[must_use]
    pub fn page_href(&self, page: &PageKey) -> String {
        self.renderer.routes.page(&self.key, page)
    }

    #[must_use]
    pub fn kind(&self, kind: Kind) -> MarkView {
        self.ui.mark(Words::Kind, kind.name())
    }

    /// A field of prose.
    pub fn prose(&mut self, id: &TextId, body: &Body, calls: Calls) -> SafeHtml {
        let inside = inside_paragraph(body);
        self.range(id, body, inside, true, calls)
    }

    /// A page's body with its headings, and its footnotes among the notes.
    pub fn body(&mut self, id: &TextId, body: &Body) -> SafeHtml {
        let all = 0..body.events.len();
        self.range(id, body, all, true, Calls::Noted)
    }

    /// Part of a body; `heading_ids` where its headings are this page's own.
    pub fn range(
        &mut self,
        id: &TextId,
        body: &Body,
        events: Range<usize>,
        heading_ids: bool,
        calls: Calls,
    ) -> SafeHtml {
        let targets = self.renderer.site.resolved(id);
        let words = self.html_words();
        let options = HtmlOptions { heading_ids, words: &words, ..HtmlOptions::default() };
        let mut resolver = TextResolver { writer: self, id, body, targets, calls, called: None };
        let rendered = html::render(body, events, &options, &mut resolver);
        for footnote in rendered.footnotes {
            self.notes.fill(footnote.number, footnote);
        }
        SafeHtml::from_escaped(rendered.html)
    }

    fn html_words(&self) -> HtmlWords<'static> {
        let ui = self.ui;
        HtmlWords {
            footnotes: ui.notes,
            back_to_reference: ui.back_to_text,
            link_to_section: ui.link_to_section,
            table: ui.table,
            code: ui.code,
            note: ui.note,
            tip: ui.alert_tip,
            important: ui.alert_important,
            warning: ui.alert_warning,
            caution: ui.alert_caution,
            done: ui.task_done,
            to_do: ui.task_to_do,
        }
    }

    /// A sentence with what it is shown for in `<mark>`.
    #[must_use]
    pub fn sentence(sentence: &Sentence) -> SafeHtml {
        let mut out = String::new();
        escape_body(&mut out, &sentence.before);
        if !sentence.marked.is_empty() {
            out.push_str("<mark>");
            escape_body(&mut out, &sentence.marked);
            out.push_str("</mark>");
        }
        escape_body(&mut out, &sentence.after);
        SafeHtml::from_escaped(out)
    }

    /// The notes called so far.
    #[must_use]
    pub fn note_views(&self) -> Vec<NoteView> {
        self.notes.views()
    }

    /// The page's own bibliography, in the order of the style.
    #[must_use]
    pub fn cited_sources(&self) -> Vec<CitedSourceView> {
        let Some(citations) = self.citations() else { return Vec::new() };
        let sorted = citations.sorted(self.notes.sources());
        sorted
            .into_iter()
            .map(|key| CitedSourceView {
                href: self.href(&EntityId::Source(key.clone())),
                reference_html: self.linked(&citations.bibliography_entry(key)),
                places: self.notes.places(key),
                retracted: self
                    .renderer
                    .site
                    .source(key)
                    .is_some_and(|source| source.retracted.is_some()),
            })
            .collect()
    }

    /// The table of contents of a body: headings of the second and third level, where there are
    /// enough of them to be of use.
    #[must_use]
    pub fn contents(body: &Body) -> Vec<ContentsItemView> {
        let mut items: Vec<ContentsItemView> = Vec::new();
        for heading in &body.headings {
            let item = ContentsItemView {
                href: format!("#{}", heading.id),
                title: heading.text.clone(),
                children: Vec::new(),
            };
            match (heading.level, items.last_mut()) {
                (0..=2, _) | (3, None) => items.push(item),
                (3, Some(parent)) => parent.children.push(item),
                _ => {}
            }
        }
        if items.len() < 2 { Vec::new() } else { items }
    }

    /// Calls the note of a citation: writes the mark of the call.
    pub fn call_note(&mut self, items: &[CiteItem<'_>], id: Option<String>, out: &mut String) {
        let Some(citations) = self.citations() else { return };
        // A note names the source that a work is known through as well.
        let site = self.renderer.site;
        let through = |key| site.source(key)?.cited_in.as_ref().map(|it| &it.source.value);
        let named = items.iter().flat_map(|item| [Some(item.key), through(item.key)]);
        let keys: Vec<SourceKey> =
            named.flatten().filter(|key| site.source(key).is_some()).cloned().collect();
        let cited = items.iter().map(|item| Cited {
            key: item.key.clone(),
            prefix: item.prefix.to_owned(),
            locator: item.locator.cloned(),
        });
        let cited = cited.collect();
        let mut items = items.to_vec();
        for at in 0..items.len() {
            let before = items[..at].iter().any(|earlier| earlier.key == items[at].key);
            items[at].again = before || self.notes.has_cited(items[at].key);
        }
        let (renderer, page, lang) = (self.renderer, &self.key, &self.lang);
        let to_page = |key: &SourceKey| {
            let source = EntityId::Source(key.clone());
            renderer.routes.entity(renderer.site, page, &source, lang, None).href
        };
        let html = || citations.note(&items).to_html_with(to_page);
        self.notes.call(cited, &keys, html, id, out);
    }

    /// Text with its links to the pages of sources.
    #[must_use]
    pub fn linked(&self, text: &Rich) -> SafeHtml {
        let href = |key: &SourceKey| self.href(&EntityId::Source(key.clone()));
        SafeHtml::from_escaped(text.to_html_with(href))
    }
}

/// The events inside the one paragraph of a field of prose.
fn inside_paragraph(body: &Body) -> Range<usize> {
    body.blocks.first().map_or(0..body.events.len(), |block| block.events.clone())
}

/// Writes the references of one text into a page.
struct TextResolver<'w, 'r, 't> {
    writer: &'w mut PageWriter<'r>,
    id: &'t TextId,
    body: &'t Body,
    targets: &'t [Resolved],
    calls: Calls,
    /// A citation whose note the value before it has called.
    called: Option<usize>,
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
                let (title, _) = site.title(id, &self.id.lang);
                let href =
                    routes.entity(site, &self.writer.key, id, &self.id.lang, heading.as_deref());
                let label = link.label.as_ref().map_or(title.as_str(), |label| &label.value);
                self.anchor(own, &href.href, &href.lang, label, out);
            }
            Resolved::Heading(heading) => {
                let label = link.label.as_ref().map_or(heading.as_str(), |label| &label.value);
                let lang = self.id.lang.clone();
                self.anchor(own, &self.heading_href(heading), &lang, label, out);
            }
            Resolved::Value { figure, observation, others } => {
                let label = link.label.as_ref().map(|label| label.value.as_str());
                let noted = self.calls == Calls::Noted;
                out.push_str("<span class=\"value\"");
                if let Some(id) = own {
                    let _ = write!(out, " id=\"{id}\"");
                }
                out.push('>');
                if let Some(value) = InlineValue::new(site, figure, *observation, others) {
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

    fn anchor(&self, id: Option<String>, href: &str, lang: &Lang, label: &str, out: &mut String) {
        out.push_str("<a ");
        if let Some(id) = id {
            let _ = write!(out, "id=\"{id}\" ");
        }
        out.push_str("href=\"");
        escape_attribute(out, href);
        out.push('"');
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
            out.push_str("\">");
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
