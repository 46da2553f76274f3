//! The lists of pages: briefs, topics, actors, figures, changes.

use super::{Rendered, pager, slice};
use crate::model::{Brief, Date, Kind};
use crate::render::chrome::Frame;
use crate::render::dates;
use crate::render::view::{
    ActorGroupView, ActorsView, BriefGroupView, BriefsView, ChangeDayView, ChangeView, ChangesView,
    FiguresView, TopicTeaserView, TopicsView, Words,
};
use crate::render::writer::{Calls, PageWriter};
use crate::routes::List;
use crate::site::{Field, TextId};

/// The frame of a list.
pub fn frame(title: &str) -> Frame {
    Frame { title: title.to_owned(), ..Frame::default() }
}

pub fn briefs(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let mut groups: Vec<((i16, i8), BriefGroupView)> = Vec::new();
    for brief in slice(&site.order().briefs, part).iter().filter_map(|id| site.brief(id, &lang)) {
        let date = brief.date.value;
        let month = (date.year(), date.month());
        let teaser = w.brief_teaser(brief);
        match groups.last_mut() {
            Some((last, group)) if *last == month => group.briefs.push(teaser),
            _ => {
                let period = w.ui.month(date.year().into(), date.month().unsigned_abs());
                groups.push((month, BriefGroupView { period, briefs: vec![teaser] }));
            }
        }
    }
    let view = BriefsView {
        chrome: w.chrome(&frame(w.ui.briefs)),
        ui: w.ui,
        title: w.ui.briefs.to_owned(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        pager: pager(w, &List::Briefs, part),
    };
    w.renderer.templates.render("briefs.html", &view)
}

pub fn topic_teasers(w: &mut PageWriter<'_>) -> Vec<TopicTeaserView> {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let topics = site.order().topics.iter().filter_map(|id| site.topic(id, &lang));
    topics.map(|topic| w.topic_teaser(topic)).collect()
}

pub fn topics(w: &mut PageWriter<'_>) -> Rendered {
    let topics = topic_teasers(w);
    let view = TopicsView {
        chrome: w.chrome(&frame(w.ui.topics)),
        ui: w.ui,
        title: w.ui.topics.to_owned(),
        topics,
    };
    w.renderer.templates.render("topics.html", &view)
}

pub fn actors(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    let mut groups: Vec<ActorGroupView> = Vec::new();
    for actor in slice(&site.order().actors, part).iter().filter_map(|id| site.actor(id, &w.lang)) {
        let code = actor.kind.name();
        let teaser = w.actor_teaser(actor);
        match groups.last_mut() {
            Some(group) if group.actor_type.code == code => group.actors.push(teaser),
            _ => {
                let actor_type = w.ui.mark(Words::ActorTypes, code);
                groups.push(ActorGroupView { actor_type, actors: vec![teaser] });
            }
        }
    }
    let view = ActorsView {
        chrome: w.chrome(&frame(w.ui.actors)),
        ui: w.ui,
        title: w.ui.actors.to_owned(),
        groups,
        pager: pager(w, &List::Actors, part),
    };
    w.renderer.templates.render("actors.html", &view)
}

pub fn figures(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let site = w.renderer.site;
    let figures = slice(&site.order().figures, part).iter().filter_map(|id| site.figure(id));
    let view = FiguresView {
        chrome: w.chrome(&frame(w.ui.figures)),
        ui: w.ui,
        title: w.ui.figures.to_owned(),
        figures: figures.map(|figure| w.figure_teaser(figure)).collect(),
        pager: pager(w, &List::Figures, part),
    };
    w.renderer.templates.render("figures.html", &view)
}

/// One change: when, of which brief, and which of its corrections where it is one.
#[derive(Clone, Copy)]
pub struct Change<'s> {
    date: Date,
    brief: &'s Brief,
    correction: Option<usize>,
}

/// What changed, newest first: briefs at their dates, corrections at theirs.
pub fn all_changes<'s>(w: &PageWriter<'s>) -> Vec<Change<'s>> {
    let site = w.renderer.site;
    let mut changes = Vec::new();
    for brief in site.order().briefs.iter().filter_map(|id| site.brief(id, &w.lang)) {
        changes.push(Change { date: brief.date.value, brief, correction: None });
        changes.extend(brief.corrections.iter().enumerate().map(|(at, correction)| Change {
            date: correction.date,
            brief,
            correction: Some(at),
        }));
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
}

/// Changes by day.
pub fn change_days(w: &mut PageWriter<'_>, changes: &[Change<'_>]) -> Vec<ChangeDayView> {
    let mut days: Vec<(Date, ChangeDayView)> = Vec::new();
    for change in changes {
        let view = self::change(w, change);
        match days.last_mut() {
            Some((last, day)) if *last == change.date => day.changes.push(view),
            _ => {
                let date = dates::day(w.ui, change.date);
                days.push((change.date, ChangeDayView { date, changes: vec![view] }));
            }
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn change(w: &mut PageWriter<'_>, change: &Change<'_>) -> ChangeView {
    let brief = change.brief;
    let note_html = change.correction.map(|at| {
        let (owner, lang) = (brief.entity(), brief.document.lang.clone());
        let id = TextId { owner, lang, field: Field::Correction(at) };
        w.prose(&id, &brief.corrections[at].note.body, Calls::Quiet)
    });
    let kind = if note_html.is_some() { "corrected" } else { "added" };
    ChangeView {
        page: w.link(&brief.entity()),
        page_kind: w.kind(Kind::Brief),
        kind: w.ui.mark(Words::Change, kind),
        note_lang: w.own_lang().filter(|_| note_html.is_some()),
        note_html,
    }
}

pub fn changes(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let all = all_changes(w);
    let days = change_days(w, slice(&all, part));
    let view = ChangesView {
        chrome: w.chrome(&frame(w.ui.changes)),
        ui: w.ui,
        title: w.ui.changes.to_owned(),
        days,
        basis: w.ui.changes_basis.to_owned(),
        pager: pager(w, &List::Changes, part),
    };
    w.renderer.templates.render("changes.html", &view)
}
