//! One page in the making: its links, its notes in one numbering, its prose.
//!
//! Knows nothing about which view the parts go into.

mod references;

use std::collections::BTreeSet;
use std::ops::Range;

use references::TextResolver;

use super::citing::{Cited, Notes};
use super::html::escape::text as escape_body;
use super::html::{self, HtmlOptions, Words as HtmlWords};
use super::renderer::Renderer;
use super::view::{
    CitedSourceView, ContentsItemView, LinkView, MarkView, NoteView, SafeHtml, TextView, UiText,
    Words,
};
use crate::cite::{Citations, CiteItem, Rich};
use crate::diag::Diagnostic;
use crate::model::{EntityId, Kind, Lang, SourceKey, TermId};
use crate::routes::PageKey;
use crate::site::{Sentence, TextId};
use crate::syntax::body::Body;

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

    /// The same of a page.
    #[must_use]
    pub fn other_lang_of(&self, page: &PageKey) -> Option<String> {
        page.lang().map_or_else(|| self.own_lang(), |lang| self.other_lang(lang))
    }

    /// The language of what stands in the book's own language alone: its registries, and what a
    /// translation has from its original.
    #[must_use]
    pub fn own_lang(&self) -> Option<String> {
        self.other_lang(self.renderer.site.book.config.default_language())
    }

    /// Such a text.
    #[must_use]
    pub fn own_text(&self, text: &str) -> TextView {
        TextView { text: text.to_owned(), lang: self.own_lang() }
    }

    /// A link to a thing, by its title.
    #[must_use]
    pub fn link(&self, entity: &EntityId) -> LinkView {
        self.link_in(entity, &self.lang)
    }

    /// The same, to what stands in `lang`.
    #[must_use]
    pub fn link_in(&self, entity: &EntityId, lang: &Lang) -> LinkView {
        let Renderer { site, routes, .. } = self.renderer;
        let (title, lang_of_title) = site.title(entity, lang);
        let to = routes.entity(site, &self.key, entity, lang, None);
        LinkView {
            href: to.href,
            title,
            lang: self.other_lang(&lang_of_title),
            hreflang: self.other_lang(&to.lang),
        }
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
