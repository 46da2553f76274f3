//! Views of how things hang together: the map of the book, and what lies near one page.
//!
//! Knows nothing about how the pictures are drawn.

use serde::Serialize;

use super::{ChromeView, LinkView, SafeHtml, UiText};

/// `map.html`: the whole book as a picture, and the same as a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    /// How much of the book is shown: `11 topics, 73 briefs, 91 actors`.
    pub shown: String,
    /// None where there is too little to draw.
    pub picture_html: Option<SafeHtml>,
    pub topics: Vec<MapTopicView>,
    pub shared: Vec<MapActorView>,
}

/// A topic with what stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MapTopicView {
    pub topic: LinkView,
    /// How many briefs it has, and which topics it shares most with.
    pub lines: Vec<String>,
    pub briefs: Vec<MapBriefView>,
    pub actors: Vec<LinkView>,
    /// To the briefs and actors that are not shown.
    pub more: Option<LinkView>,
}

/// A brief with its number in the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MapBriefView {
    pub number: usize,
    pub brief: LinkView,
}

/// An actor that several topics share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MapActorView {
    pub actor: LinkView,
    /// `30 briefs in 9 topics: NATO (12), Trade (8)`.
    pub ties: String,
}

/// What lies near a page, to the left and right of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NearView {
    /// From the page to each row of either side.
    pub lines_html: SafeHtml,
    pub left: Vec<NearLinkView>,
    pub right: Vec<NearLinkView>,
    /// The map of the whole book, where it has one.
    pub map_href: Option<String>,
}

/// A neighbour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NearLinkView {
    /// `topic`, `actor`, `brief`; themes style by it.
    pub kind: &'static str,
    /// The name of the kind in the plural, before the first of several.
    pub heading: Option<&'static str>,
    pub link: LinkView,
}
