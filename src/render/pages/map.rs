//! The map of the book, and the small picture of what lies near a page.

use super::Rendered;
use crate::model::{EntityId, Kind};
use crate::render::chrome::Frame;
use crate::render::map::{Bridge, Island, Map, Node};
use crate::render::near;
use crate::render::view::{
    LinkView, MapActorView, MapBriefView, MapTopicView, MapView, NearLinkView, NearView, SafeHtml,
};
use crate::render::writer::PageWriter;
use crate::site::{Limits, Near, Overview, TopicOverview};

/// What a screen or a sheet of paper can hold.
const LIMITS: Limits = Limits { topics: 12, shared: 20, briefs: 22, actors: 10, ties: 5 };
/// Topics that a topic is said to share briefs with, in words.
const SHARING: usize = 3;
/// Neighbours of each kind, and how few are not worth a picture.
const NEAR: [(Kind, usize); 3] = [(Kind::Topic, 3), (Kind::Actor, 3), (Kind::Brief, 5)];
const FEWEST: usize = 3;

pub fn render(w: &mut PageWriter<'_>) -> Rendered {
    let overview = Overview::new(w.renderer.site, LIMITS);
    let mut number = 0;
    let topics: Vec<MapTopicView> =
        overview.topics.iter().map(|it| topic(w, &overview, it, &mut number)).collect();
    let shared: Vec<MapActorView> = overview
        .shared
        .iter()
        .map(|it| {
            let ties = it.ties.iter().map(|&(at, briefs)| (&topics[at].topic.title, briefs));
            let ties: Vec<String> = ties.map(|(title, n)| format!("{title} ({n})")).collect();
            let ties = format!(
                "{}, {}: {}",
                count(w, "brief", it.briefs),
                count(w, "topic", it.topics),
                ties.join(", ")
            );
            MapActorView { actor: w.link(&EntityId::Actor(it.id.clone())), ties }
        })
        .collect();
    let map = Map {
        named_by: "page_map",
        described_by: "page_map-about",
        islands: topics.iter().map(island).collect(),
        bridges: shared
            .iter()
            .zip(&overview.shared)
            .map(|(view, it)| Bridge { node: node(&view.actor), ties: it.ties.clone() })
            .collect(),
    };
    let frame = Frame {
        title: w.ui.map.to_owned(),
        description: w.ui.map_about.to_owned(),
        versions: w.renderer.site.book.config.languages.clone(),
        ..Frame::default()
    };
    let view = MapView {
        chrome: w.chrome(&frame),
        ui: w.ui,
        title: w.ui.map.to_owned(),
        shown: shown(w, &overview),
        picture_html: map.draw().map(SafeHtml::from_escaped),
        topics,
        shared,
    };
    w.renderer.templates.render("map.html", &view)
}

/// `11 topics, 73 of 10000 briefs, 91 actors`.
fn shown(w: &PageWriter<'_>, overview: &Overview) -> String {
    let order = w.renderer.site.order();
    let (briefs, actors) = overview.shown();
    let parts = [
        ("topic", overview.topics.len(), order.topics.len()),
        ("brief", briefs, order.briefs.len()),
        ("actor", actors, order.actors.len()),
    ];
    let part = |(kind, shown, all): (&str, usize, usize)| match shown == all {
        true => count(w, kind, all),
        false => {
            w.ui.of_all.replace("{n}", &shown.to_string()).replace("{all}", &count(w, kind, all))
        }
    };
    parts.map(part).join(", ")
}

fn count(w: &PageWriter<'_>, kind: &str, number: usize) -> String {
    format!("{number} {}", w.ui.count(kind, number, None).label)
}

fn topic(
    w: &PageWriter<'_>,
    overview: &Overview,
    of: &TopicOverview,
    number: &mut usize,
) -> MapTopicView {
    let title = |at: usize| {
        let id = &overview.topics[at].id;
        w.renderer.site.title(&EntityId::Topic(id.clone()), &w.lang).0
    };
    let ties = of.ties.iter().take(SHARING).map(|&(at, n)| format!("{}\u{a0}({n})", title(at)));
    let ties: Vec<String> = ties.collect();
    let mut lines = vec![count(w, "brief", of.all_briefs)];
    if !ties.is_empty() {
        lines.push(format!("{} {}", w.ui.shared_with, ties.join(", ")));
    }
    let briefs = of.briefs.iter().map(|id| {
        *number += 1;
        MapBriefView { number: *number, brief: w.link(&EntityId::Brief(id.clone())) }
    });
    let briefs = briefs.collect();
    let topic = w.link(&EntityId::Topic(of.id.clone()));
    let mut more = Vec::new();
    if of.more_briefs > 0 {
        more.push(count(w, "brief", of.more_briefs));
    }
    if of.more_actors > 0 {
        more.push(count(w, "actor", of.more_actors));
    }
    let more = (!more.is_empty()).then(|| LinkView {
        href: topic.href.clone(),
        title: format!("+ {}", more.join(", ")),
        ..LinkView::default()
    });
    MapTopicView {
        lines,
        briefs,
        actors: of.actors.iter().map(|id| w.link(&EntityId::Actor(id.clone()))).collect(),
        more,
        topic,
    }
}

fn island(topic: &MapTopicView) -> Island {
    Island {
        node: node(&topic.topic),
        lines: topic.lines.clone(),
        briefs: topic.briefs.iter().map(|it| (it.number, node(&it.brief))).collect(),
        actors: topic.actors.iter().map(node).collect(),
        more: topic.more.as_ref().map(node),
    }
}

fn node(link: &LinkView) -> Node {
    Node { href: link.href.clone(), title: link.title.clone(), lang: link.lang.clone() }
}

/// What lies near a thing: topics and actors on the left, briefs on the right.
pub fn near(w: &PageWriter<'_>, entity: &EntityId) -> Option<NearView> {
    let all = w.renderer.site.near(entity);
    let of_kind = |(kind, number): (Kind, usize)| {
        all.iter().filter(move |it| it.entity.kind() == kind).take(number).collect::<Vec<_>>()
    };
    let [topics, actors, briefs] = NEAR.map(of_kind);
    if topics.len() + actors.len() + briefs.len() < FEWEST {
        return None;
    }
    // Neither side stays empty where there are two kinds.
    let (left, right) = match (topics.is_empty(), briefs.is_empty()) {
        (_, false) => ([topics, actors], [briefs, Vec::new()]),
        (_, true) => ([topics, Vec::new()], [actors, Vec::new()]),
    };
    let strengths = |side: &[Vec<&Near>; 2]| {
        // Kinds are measured differently: each is set against its own strongest.
        let kinds = side.iter().flat_map(|kind| {
            let most = kind.iter().map(|it| it.strength).max().unwrap_or(1);
            kind.iter().map(move |it| 1 + 8 * it.strength / most)
        });
        kinds.collect::<Vec<_>>()
    };
    let lines = near::draw(&strengths(&left), &strengths(&right));
    let links = |side: [Vec<&Near>; 2]| {
        let kinds = side.into_iter().flat_map(|kind| {
            kind.into_iter().enumerate().map(|(at, it)| NearLinkView {
                kind: it.entity.kind().name(),
                heading: (at == 0).then(|| heading(w, it.entity.kind())),
                link: w.link(&it.entity),
            })
        });
        kinds.collect::<Vec<_>>()
    };
    Some(NearView {
        lines_html: SafeHtml::from_escaped(lines),
        left: links(left),
        right: links(right),
        map_href: w.map().map(|key| w.page_href(&key)),
    })
}

fn heading(w: &PageWriter<'_>, kind: Kind) -> &'static str {
    match kind {
        Kind::Topic => w.ui.topics,
        Kind::Actor => w.ui.actors,
        _ => w.ui.briefs,
    }
}
