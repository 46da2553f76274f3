//! Samples of how things hang together.

use super::{chrome, html, link, text, ui};
use crate::render::view::{
    MapActorView, MapBriefView, MapTopicView, MapView, NearLinkView, NearView,
};

pub fn map() -> MapView {
    let topic = |href: &str, title: &str| MapTopicView {
        topic: link(text(href), title),
        lines: vec![text("2 briefs"), text("Shared with NATO 1")],
        briefs: vec![MapBriefView { number: 1, brief: link(text("briefs/one.html"), "One") }],
        actors: vec![link(text("actors/leonardo.html"), "Leonardo")],
        more: Some(link(text(href), "+ 3 actors")),
    };
    MapView {
        chrome: chrome("", "map.html", "Map of the book"),
        ui: ui(),
        title: text("Map of the book"),
        shown: text("2 topics, 2 briefs, 2 actors"),
        picture_html: Some(html("<svg class=\"map\" role=\"group\"></svg>")),
        topics: vec![topic("topics/trade.html", "Trade"), topic("topics/nato.html", "NATO")],
        shared: vec![MapActorView {
            actor: link(text("actors/italy.html"), "Italy"),
            ties: text("2 briefs, 2 topics: Trade (2), NATO (1)"),
        }],
    }
}

pub fn near(up: &str) -> NearView {
    let near = |kind, heading, href: &str, title| NearLinkView {
        kind,
        heading,
        link: link(format!("{up}{href}"), title),
    };
    NearView {
        lines_html: html("<svg class=\"near-lines\" aria-hidden=\"true\"></svg>"),
        left: vec![
            near("topic", Some("Topics"), "topics/trade.html", "Trade"),
            near("actor", Some("Actors"), "actors/leonardo.html", "Leonardo"),
        ],
        right: vec![near("brief", Some("Briefs"), "briefs/one.html", "One")],
        map_href: Some(format!("{up}map.html")),
    }
}
