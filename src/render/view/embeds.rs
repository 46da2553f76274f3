//! Views of what a body embeds with `![[…]]`; each renders to a fragment inside that body.
//!
//! Ids are left out of the fragments, since the host page may hold the same thing twice. Knows
//! nothing about the host page.

use serde::Serialize;

use super::{DisputeView, LinkView, ObservationView, SafeHtml, TextView, TimelineYearView, UiText};

/// `embeds/figure.html`: chart and table of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureEmbedView {
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The figure's page.
    pub figure: LinkView,
    pub unit: TextView,
    /// An inline SVG whose ids are unique on the host page.
    pub chart_html: Option<SafeHtml>,
    pub observations: Vec<ObservationView>,
    pub downloads: Vec<LinkView>,
}

/// `embeds/dispute.html`: a recorded dispute with its positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisputeEmbedView {
    #[serde(skip)]
    pub ui: &'static UiText,
    pub dispute: DisputeView,
}

/// `embeds/timeline.html`: the events of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineEmbedView {
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The topic whose events these are, or the timeline page.
    pub of: LinkView,
    pub years: Vec<TimelineYearView>,
}

/// `embeds/section.html`: a section of another page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionEmbedView {
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The section in its own page: the page's title and the place.
    pub origin: LinkView,
    /// The section's heading, when the embed shows one.
    pub heading: Option<String>,
    /// Without its heading; ids of headings inside are dropped.
    pub body_html: SafeHtml,
}
