//! Who links to a thing: the part of the list that its own page shows, and the pages of the rest.

use super::{Rendered, pager, slice};
use crate::model::EntityId;
use crate::render::chrome::Frame;
use crate::render::dates;
use crate::render::view::{BacklinkGroupView, BacklinkView, BacklinksView, LinkedFromView, Words};
use crate::render::writer::PageWriter;
use crate::routes::{List, PageKey};
use crate::site::Backlink;

/// The page `part`, from 1, of the links to what `page` is about.
pub fn render(w: &mut PageWriter<'_>, page: &PageKey, part: usize) -> Rendered {
    let Some(entity) = page.entity() else { return Ok(String::new()) };
    let title = w.renderer.site.title(&entity, &w.lang).0;
    let frame = Frame { title: format!("{title} ({})", part + 1), ..Frame::default() };
    let view = LinkedFromView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title,
        backlinks: w.backlinks_part(&entity, &List::LinksTo(Box::new(page.clone())), part),
    };
    w.renderer.templates.render("linked-from.html", &view)
}

impl PageWriter<'_> {
    /// Who links to a thing, by kind, then by title: those that its own page shows.
    #[must_use]
    pub fn backlinks(&self, entity: &EntityId) -> Option<BacklinksView> {
        self.backlinks_part(entity, &List::LinksTo(Box::new(self.key.clone())), 0)
    }

    /// The links to a thing that stand on page `part` of `list`, which lists them all.
    #[must_use]
    pub fn backlinks_part(
        &self,
        entity: &EntityId,
        list: &List,
        part: usize,
    ) -> Option<BacklinksView> {
        let site = self.renderer.site;
        let mut all = site.backlinks_for(entity, &self.lang);
        all.sort_by_cached_key(|link| {
            let title = site.title(&link.from, &link.lang).0;
            (link.from.kind(), title, link.from.clone(), link.lang.clone())
        });
        let shown = slice(&all, part).chunk_by(|a, b| a.from.kind() == b.from.kind());
        let groups: Vec<_> = shown
            .map(|links| BacklinkGroupView {
                kind: self.ui.mark(Words::Kinds, links[0].from.kind().name()),
                backlinks: links.iter().map(|link| self.backlink(link)).collect(),
            })
            .collect();
        (!groups.is_empty()).then(|| BacklinksView { groups, pager: pager(self, list, part) })
    }

    fn backlink(&self, link: &Backlink) -> BacklinkView {
        let site = self.renderer.site;
        let (title, lang) = site.title(&link.from, &link.lang);
        let routes = self.renderer.routes;
        let date = match &link.from {
            EntityId::Brief(id) => {
                site.brief(id, &link.lang).map(|it| dates::day(self.ui, it.date.value))
            }
            EntityId::Event(id) => site.event(id).map(|it| dates::period(self.ui, &it.date.value)),
            _ => None,
        };
        BacklinkView {
            href: routes.reference(site, &self.key, &link.text(), link.reference),
            title,
            lang: self.other_lang(&lang),
            sentence_lang: self.other_lang(&link.lang),
            kind: self.kind(link.from.kind()),
            date,
            sentence_html: Self::sentence(&link.sentence),
        }
    }
}
