//! The notices on every page that rests on a retracted or corrected source.
//!
//! Which pages these are is for [`Impact`] to say, so that `briefbook impact` lists the same. Knows
//! nothing about what stands on the page.

use std::collections::BTreeMap;

use super::dates;
use super::html::escape::{attribute as escape_attribute, text as escape_body};
use super::view::{NoticeKind, NoticeView, SafeHtml};
use super::writer::PageWriter;
use crate::model::{Amendment, EntityId, Source};
use crate::routes::{PageKey, Routes};
use crate::site::{Impact, Site};

/// Which retracted or corrected sources each page rests on, in the order of their keys.
pub fn resting<'s>(site: &'s Site, routes: &Routes) -> BTreeMap<PageKey, Vec<&'s Source>> {
    let mut pages: BTreeMap<PageKey, Vec<&Source>> = BTreeMap::new();
    let amended = |it: &&Source| it.retracted.is_some() || it.corrected.is_some();
    for source in site.book.sources.iter().filter(amended) {
        let impact = Impact::of(site, &source.key.value);
        for page in routes.resting(site, &impact).into_keys() {
            pages.entry(page).or_default().push(source);
        }
    }
    pages
}

impl PageWriter<'_> {
    /// The notices of a page that rests on such sources, with the ways to them. What became of a
    /// source itself is another notice, on its own pages.
    #[must_use]
    pub fn amendment_notices(&self) -> Vec<NoticeView> {
        let mut notices = Vec::new();
        for source in self.renderer.amended(&self.key) {
            let own = match &self.key {
                PageKey::List(list, _) => list.owner(),
                key => Some(key.clone()),
            };
            if own.and_then(|it| it.entity()) == Some(source.entity()) {
                continue;
            }
            let ui = self.ui;
            let kinds = [
                (&source.retracted, NoticeKind::Retracted, ui.notice_rests_on_retracted),
                (&source.corrected, NoticeKind::Corrected, ui.notice_rests_on_corrected),
            ];
            for (amendment, kind, title) in kinds {
                let Some(amendment) = amendment else { continue };
                let text_html = self.amended_source(source, amendment);
                notices.push(NoticeView { kind, title: title.to_owned(), text_html });
            }
        }
        notices
    }

    /// The source's title with the way to its page, and the day on which it was amended.
    fn amended_source(&self, source: &Source, amendment: &Amendment) -> SafeHtml {
        let link = self.link(&EntityId::Source(source.key.value.clone()));
        let mut html = String::from("<a href=\"");
        escape_attribute(&mut html, &link.href);
        html.push_str("\">");
        escape_body(&mut html, &link.title);
        html.push_str("</a>");
        if let Some(date) = amendment.date {
            html.push_str(" (");
            escape_body(&mut html, &dates::day(self.ui, date).label);
            html.push(')');
        }
        SafeHtml::from_escaped(html)
    }
}
