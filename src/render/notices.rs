//! The notice on every page that rests on a retracted source.
//!
//! Which pages these are is for [`Impact`] to say, so that `briefbook impact` lists the same. Knows
//! nothing about what stands on the page.

use std::collections::BTreeMap;

use super::dates;
use super::html::escape::{attribute as escape_attribute, text as escape_body};
use super::view::{NoticeKind, NoticeView, SafeHtml};
use super::writer::PageWriter;
use crate::model::{EntityId, Source};
use crate::routes::{PageKey, Routes};
use crate::site::{Impact, Site};

/// Which retracted sources each page rests on, in the order of their keys.
pub fn resting<'s>(site: &'s Site, routes: &Routes) -> BTreeMap<PageKey, Vec<&'s Source>> {
    let mut pages: BTreeMap<PageKey, Vec<&Source>> = BTreeMap::new();
    for source in site.book.sources.iter().filter(|it| it.retracted.is_some()) {
        let impact = Impact::of(site, &source.key.value);
        for page in routes.resting(site, &impact).into_keys() {
            pages.entry(page).or_default().push(source);
        }
    }
    pages
}

impl PageWriter<'_> {
    /// The notices of a page that rests on retracted sources, one a source, each with the way to
    /// it. A source's own retraction is another notice, on its own page.
    #[must_use]
    pub fn retraction_notices(&self) -> Vec<NoticeView> {
        let sources = self.renderer.retracted(&self.key).iter();
        sources
            .filter(|source| self.key.entity() != Some(source.entity()))
            .map(|source| NoticeView {
                kind: NoticeKind::Retracted,
                title: self.ui.notice_rests_on_retracted.to_owned(),
                text_html: self.retracted_source(source),
            })
            .collect()
    }

    /// The source's title with the way to its page, and the day of its retraction.
    fn retracted_source(&self, source: &Source) -> SafeHtml {
        let link = self.link(&EntityId::Source(source.key.value.clone()));
        let mut html = String::from("<a href=\"");
        escape_attribute(&mut html, &link.href);
        html.push_str("\">");
        escape_body(&mut html, &link.title);
        html.push_str("</a>");
        let date = source.retracted.as_ref().and_then(|it| it.date);
        if let Some(date) = date {
            html.push_str(" (");
            escape_body(&mut html, &dates::day(self.ui, date).label);
            html.push(')');
        }
        SafeHtml::from_escaped(html)
    }
}
