//! What stands in the place of an embed.
//!
//! Circles of embeds were reported before anything is rendered. Knows nothing about the page
//! around.

use super::evidence::Table;
use super::view::{
    DisputeEmbedView, FigureEmbedView, LinkView, SectionEmbedView, TimelineEmbedView, View,
};
use super::writer::{Calls, PageWriter};
use crate::model::{EntityId, Lang};
use crate::site::{Embed, Field, TextId};

impl PageWriter<'_> {
    /// Writes an embed that stands in a text of `lang`.
    pub fn embed(&mut self, embed: &Embed, lang: &Lang, out: &mut String) {
        let site = self.renderer.site;
        match embed {
            Embed::Figure(id) => {
                let Some(figure) = site.figure(id) else { return };
                let view = FigureEmbedView {
                    ui: self.ui,
                    figure: self.link(&figure.entity()),
                    unit: self.unit(figure),
                    chart_html: self.chart(figure),
                    observations: self.observations(figure, Table::InText),
                    downloads: self.figure_downloads(id),
                };
                self.fragment("embeds/figure.html", &view, out);
            }
            Embed::Dispute(id) => {
                let Some(dispute) = site.dispute(id) else { return };
                let view = DisputeEmbedView { ui: self.ui, dispute: self.dispute(dispute) };
                self.fragment("embeds/dispute.html", &view, out);
            }
            Embed::Timeline(id) => {
                let events = site.members().events_of_topic(id);
                let view = TimelineEmbedView {
                    ui: self.ui,
                    of: self.link(&EntityId::Topic(id.clone())),
                    years: self.timeline(events, Calls::Noted),
                };
                self.fragment("embeds/timeline.html", &view, out);
            }
            Embed::Section { page, heading } => self.section(page, heading, lang, out),
        }
    }

    fn section(&mut self, page: &EntityId, heading: &str, lang: &Lang, out: &mut String) {
        let renderer = self.renderer;
        let Some(document) = renderer.site.document(page, lang) else { return };
        let Some(range) = document.body.section(heading) else { return };
        let Some(title) = document.body.headings.iter().find(|it| it.id == heading) else { return };
        let id = TextId { owner: page.clone(), lang: document.lang.clone(), field: Field::Body };
        let inside = title.events.end..range.end;
        let body_html = self.range(&id, &document.body, inside, false, Calls::Noted);
        let routes = renderer.routes;
        let href = routes.entity(renderer.site, &self.key, page, lang, Some(heading)).href;
        let view = SectionEmbedView {
            ui: self.ui,
            origin: LinkView {
                href,
                title: document.title.value.clone(),
                lang: self.other_lang(&document.lang),
                hreflang: self.other_lang(&document.lang),
            },
            heading: Some(title.text.clone()),
            body_html,
        };
        self.fragment("embeds/section.html", &view, out);
    }

    fn fragment<V: View>(&mut self, template: &str, view: &V, out: &mut String) {
        match self.renderer.templates.render(template, view) {
            Ok(html) => out.push_str(&html),
            Err(fault) => self.faults.push(*fault),
        }
    }
}
