//! Embeds, one sample for each template.

use super::*;

pub fn figure_embed(up: &str) -> FigureEmbedView {
    let figure = figure(up);
    FigureEmbedView {
        ui: ui(),
        figure: link(format!("{up}figures/bilateral-trade.html"), "Bilateral trade volume"),
        unit: figure.unit,
        chart_html: None,
        observations: figure
            .observations
            .into_iter()
            .map(|row| ObservationView { id: String::new(), ..row })
            .collect(),
        downloads: figure.downloads,
    }
}

pub fn dispute_embed(up: &str) -> DisputeEmbedView {
    DisputeEmbedView { ui: ui(), dispute: disputes(up).remove(1) }
}

pub fn timeline_embed(up: &str) -> TimelineEmbedView {
    TimelineEmbedView {
        ui: ui(),
        of: link(format!("{up}topics/trade.html"), "Trade"),
        years: timeline(up),
    }
}

pub fn section_embed(up: &str) -> SectionEmbedView {
    SectionEmbedView {
        ui: ui(),
        origin: link(
            format!("{up}briefs/trade.html#the-gap"),
            "How far is trade from the 40 billion dollar target?",
        ),
        heading: Some(text("What was signed")),
        body_html: html(
            "<p>The policy brief counts ten memoranda, the article a dozen agreements, and the news report gives no number at all.</p>",
        ),
    }
}
