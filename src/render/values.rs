//! Values in running text: as their sources qualify them, noted, and marked where they are disputed.
//!
//! Knows nothing about tables and pages.

use super::evidence::takes_part;
use super::html::escape::{attribute as escape_attribute, text as escape_body};
use super::view::{SafeHtml, TextView, UiText};
use super::writer::PageWriter;
use crate::cite::CiteItem;
use crate::model::{
    EntityId, Figure, FigureId, Lang, Observation, Scale, SourceKey, is_own_unit, unit_text,
};
use crate::site::Site;
use crate::syntax::reference::Locator;

/// A value in running text, and the others of its period that are shown beside it.
pub struct InlineValue<'s> {
    figure: &'s Figure,
    /// The observation's place in the figure.
    at: usize,
    others: Vec<&'s Observation>,
    /// The language of the text that it stands in.
    lang: &'s Lang,
}

impl<'s> InlineValue<'s> {
    #[must_use]
    pub fn new(
        site: &'s Site,
        figure: &FigureId,
        at: usize,
        others: &[usize],
        lang: &'s Lang,
    ) -> Option<Self> {
        let figure = site.figure(figure)?;
        let status = figure.observations.get(at)?.status;
        let others = others.iter().filter_map(|&at| figure.observations.get(at));
        Some(Self { figure, at, others: others.filter(|it| it.status == status).collect(), lang })
    }

    /// Whether the one note that it calls cites the source at this place.
    #[must_use]
    pub fn rests_on(&self, key: &SourceKey, locator: Option<&Locator>) -> bool {
        let it = &self.figure.observations[self.at];
        let own = it.locator.as_ref().map(|locator| &locator.value);
        self.others.is_empty() && it.source.value == *key && own == locator
    }
}

impl PageWriter<'_> {
    /// A value in running text: as its source qualifies it, with a note that cites it, and the
    /// other values of its period beside it. `id` is that of the note's call, where it has one.
    pub fn value(
        &mut self,
        value: &InlineValue<'_>,
        label: Option<&str>,
        noted: bool,
        id: Option<String>,
        out: &mut String,
    ) {
        let InlineValue { figure, at, others, lang } = value;
        let chosen = &figure.observations[*at];
        self.value_link(figure, chosen, label, lang, out);
        if noted {
            self.cite_observation(chosen, id, out);
        }
        self.dispute_badge(figure, *at, lang, out);
        if !others.is_empty() {
            out.push_str(" <span class=\"value-others\">(");
            escape_body(out, UiText::of(lang.as_str()).also_given);
            for (at, other) in others.iter().enumerate() {
                out.push_str(if at == 0 { " " } else { ", " });
                self.value_link(figure, other, None, lang, out);
                if noted {
                    self.cite_observation(other, None, out);
                }
            }
            out.push_str(")</span>");
        }
    }

    /// What a figure is measured in, as readers see it.
    #[must_use]
    pub fn unit(&self, figure: &Figure) -> TextView {
        let own = figure.unit.as_deref().is_some_and(is_own_unit);
        TextView {
            text: unit_text(figure.unit.as_deref(), Scale::One, self.ui.lang),
            lang: self.own_lang().filter(|_| own),
        }
    }

    /// A value in a text of `lang`; its unit is marked where that is a word of the book's language.
    #[must_use]
    pub fn value_html(&self, figure: &Figure, observation: &Observation, lang: &Lang) -> SafeHtml {
        let ui = UiText::of(lang.as_str());
        let (text, unit) = figure.value_and_unit(observation, ui.lang);
        let own = self.renderer.site.book.config.default_language();
        let mut html = String::new();
        if unit.is_empty() || own == lang {
            escape_body(&mut html, &text);
            return SafeHtml::from_escaped(html);
        }
        escape_body(&mut html, &text[..unit.start]);
        html.push_str("<span lang=\"");
        escape_attribute(&mut html, own.as_str());
        html.push_str("\">");
        escape_body(&mut html, &text[unit.clone()]);
        html.push_str("</span>");
        escape_body(&mut html, &text[unit.end..]);
        SafeHtml::from_escaped(html)
    }

    fn value_link(
        &self,
        figure: &Figure,
        observation: &Observation,
        label: Option<&str>,
        lang: &Lang,
        out: &mut String,
    ) {
        let mut href = self.href(&figure.entity());
        href.push('#');
        href.push_str(observation.id.value.as_str());
        out.push_str("<a href=\"");
        escape_attribute(out, &href);
        out.push('"');
        self.own_hreflang(lang, out);
        out.push('>');
        match label {
            Some(label) => escape_body(out, label),
            None => out.push_str(self.value_html(figure, observation, lang).as_str()),
        }
        out.push_str("</a>");
    }

    /// Figures and disputes have pages in the book's language alone: a link to one says so in a
    /// text of another.
    fn own_hreflang(&self, lang: &Lang, out: &mut String) {
        let own = self.renderer.site.book.config.default_language();
        if own != lang {
            out.push_str(" hreflang=\"");
            escape_attribute(out, own.as_str());
            out.push('"');
        }
    }

    /// Where a value is disputed: a link to the dispute, which names the other values when the
    /// pointer rests on it.
    fn dispute_badge(&self, figure: &Figure, at: usize, lang: &Lang, out: &mut String) {
        let ui = UiText::of(lang.as_str());
        let observation = &figure.observations[at];
        let site = self.renderer.site;
        let computed = site
            .computed_disputes_of(&figure.id)
            .iter()
            .find(|dispute| dispute.observations.contains(&at))
            .map(|dispute| self.computed_dispute_link(figure, dispute));
        let recorded = || {
            site.members()
                .disputes_of_figure(&figure.id)
                .filter_map(|id| site.dispute(id))
                .find(|dispute| takes_part(observation, dispute))
                .map(|dispute| self.link(&dispute.entity()))
        };
        let Some(link) = computed.or_else(recorded) else { return };
        let others: Vec<String> = site
            .disputed_with(&figure.id, at)
            .into_iter()
            .map(|other| {
                let it = &figure.observations[other];
                let source = EntityId::Source(it.source.value.clone());
                format!("{} ({})", figure.value_text(it, ui.lang), site.title(&source, lang).0)
            })
            .collect();
        let title = if others.is_empty() {
            link.title
        } else {
            format!("{} {}", ui.also_given, others.join("; "))
        };
        out.push_str(" <a class=\"badge badge-dispute\" href=\"");
        escape_attribute(out, &link.href);
        out.push('"');
        self.own_hreflang(lang, out);
        out.push_str(" title=\"");
        escape_attribute(out, &title);
        out.push_str("\">");
        escape_body(out, ui.disputed);
        out.push_str("</a>");
    }

    fn cite_observation(
        &mut self,
        observation: &Observation,
        id: Option<String>,
        out: &mut String,
    ) {
        let item = CiteItem {
            key: &observation.source.value,
            prefix: "",
            locator: observation.locator.as_ref().map(|locator| &locator.value),
            again: false,
        };
        self.call_note(&[item], id, out);
    }
}
