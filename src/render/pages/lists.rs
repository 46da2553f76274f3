//! The lists of pages: briefs, topics, actors, figures, changes.

use super::{Rendered, pager, slice};
use crate::model::Date;
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

/// What changed, newest first: briefs at their dates, corrections at theirs.
pub fn change_days(w: &mut PageWriter<'_>) -> Vec<ChangeDayView> {
    let site = w.renderer.site;
    let lang = w.lang.clone();
    let mut changes: Vec<(Date, ChangeView)> = Vec::new();
    for brief in site.order().briefs.iter().filter_map(|id| site.brief(id, &lang)) {
        let page = w.link(&brief.entity());
        let page_kind = w.kind(crate::model::Kind::Brief);
        let change = |kind: &str, note_html| ChangeView {
            page: page.clone(),
            page_kind: page_kind.clone(),
            kind: w.ui.mark(Words::Change, kind),
            note_html,
        };
        changes.push((brief.date.value, change("added", None)));
        let mut notes = Vec::new();
        for (at, correction) in brief.corrections.iter().enumerate() {
            let id = TextId {
                owner: brief.entity(),
                lang: brief.document.lang.clone(),
                field: Field::Correction(at),
            };
            notes.push((correction.date, id, &correction.note.body));
        }
        for (date, id, body) in notes {
            let note = w.prose(&id, body, Calls::Quiet);
            changes.push((
                date,
                ChangeView {
                    page: page.clone(),
                    page_kind: page_kind.clone(),
                    kind: w.ui.mark(Words::Change, "corrected"),
                    note_html: Some(note),
                },
            ));
        }
    }
    changes.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    let mut days: Vec<(Date, ChangeDayView)> = Vec::new();
    for (date, change) in changes {
        match days.last_mut() {
            Some((last, day)) if *last == date => day.changes.push(change),
            _ => {
                let view = ChangeDayView { date: dates::day(w.ui, date), changes: vec![change] };
                days.push((date, view));
            }
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

pub fn changes(w: &mut PageWriter<'_>, part: usize) -> Rendered {
    let days = change_days(w);
    let view = ChangesView {
        chrome: w.chrome(&frame(w.ui.changes)),
        ui: w.ui,
        title: w.ui.changes.to_owned(),
        days: of_part(days, part),
        basis: w.ui.changes_basis.to_owned(),
        pager: pager(w, &List::Changes, part),
    };
    w.renderer.templates.render("changes.html", &view)
}

/// The days of one page of the list; a day that runs over its end goes on on the next.
fn of_part(days: Vec<ChangeDayView>, part: usize) -> Vec<ChangeDayView> {
    let (from, to) = (part * crate::routes::LIST_PAGE, (part + 1) * crate::routes::LIST_PAGE);
    let mut at = 0;
    let mut shown = Vec::new();
    for mut day in days {
        let (start, end) = (at, at + day.changes.len());
        at = end;
        if end <= from || start >= to {
            continue;
        }
        day.changes = day
            .changes
            .into_iter()
            .skip(from.saturating_sub(start))
            .take(to.min(end) - from.max(start))
            .collect();
        shown.push(day);
    }
    shown
}
