//! Observations, disputes, events, passages: what figures and sources are shown with.
//!
//! Knows nothing about the pages that show them.

use serde::Serialize;

use super::{DateView, LinkView, MarkView, NameView, SafeHtml};

/// One observation of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ObservationView {
    /// The row's id on the figure's page; empty elsewhere.
    pub id: String,
    /// The figure, at the row of the observation, on the page of a source.
    pub figure: Option<LinkView>,
    /// The period observed, in the source's words where it gives no other.
    pub period: DateView,
    /// The value with its bound, scale and unit: `over 32 billion USD`, `26–28 %`.
    pub value_html: SafeHtml,
    /// Actual, claimed, target, forecast.
    pub status: MarkView,
    /// Whom the source names for the value.
    pub attributed_to: Option<NameView>,
    /// Left out on the source's own page.
    pub source: Option<LinkView>,
    /// Where in the source: `para. 14, line 29 of the stored text`.
    pub locator: String,
    /// The few words of the source that carry the value.
    pub as_written: String,
    /// The language of those words, where it is not the page's own.
    pub as_written_lang: Option<String>,
    /// For changes: the period compared with.
    pub base_period: Option<DateView>,
    pub note_html: Option<SafeHtml>,
    /// The language of the note, where it is not the page's own.
    pub note_lang: Option<String>,
    /// The one that stands for its period where several do.
    pub preferred: bool,
    /// The disputes that it is part of, recorded or computed.
    pub disputes: Vec<LinkView>,
    /// The source was retracted.
    pub retracted: bool,
}

/// A recorded disagreement between statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputeView {
    /// The element's id where it is shown in full on the disputes page.
    pub id: String,
    /// Its place on the disputes page.
    pub href: String,
    pub question: String,
    /// The language of the question and of what explains it, where it is not the page's own.
    pub lang: Option<String>,
    /// Definition, date, rounding, scope, disagreement.
    pub kind: MarkView,
    pub positions: Vec<PositionView>,
    /// Explains how the positions come to differ; hides none.
    pub reconciliation_html: Option<SafeHtml>,
    pub topics: Vec<LinkView>,
    pub actors: Vec<LinkView>,
    pub figures: Vec<LinkView>,
}

/// One side of a dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PositionView {
    pub text_html: SafeHtml,
    /// The language of the text, where it is not the page's own.
    pub lang: Option<String>,
    pub source: LinkView,
    pub locator: String,
    /// The few words of the source.
    pub as_written: String,
    /// The language of those words, where it is not the page's own.
    pub as_written_lang: Option<String>,
    /// The source was retracted.
    pub retracted: bool,
}

/// Observations of one figure, period, unit and status that have no value in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ComputedDisputeView {
    /// The element's id on the disputes page.
    pub id: String,
    pub figure: LinkView,
    pub period: DateView,
    pub status: MarkView,
    pub values: Vec<DisputedValueView>,
    /// Recorded disputes that explain it.
    pub explained_by: Vec<LinkView>,
}

/// An observation as a side of a computed dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputedValueView {
    /// As in [`ObservationView`].
    pub value_html: SafeHtml,
    /// Whom the source names for the value.
    pub attributed_to: Option<NameView>,
    pub source: LinkView,
    pub locator: String,
    /// The few words of the source that carry the value.
    pub as_written: String,
    /// The language of those words, where it is not the page's own.
    pub as_written_lang: Option<String>,
    /// The source was retracted.
    pub retracted: bool,
}

/// A dated happening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// The element's id.
    pub id: String,
    /// Its place on the timeline page.
    pub href: String,
    /// As precise as the source: `29 April 2025`, `June 2025`, `2005`.
    pub date: DateView,
    pub title: String,
    /// The language of title and text, where it is not the page's own.
    pub lang: Option<String>,
    /// Calls of notes included.
    pub text_html: SafeHtml,
    pub actors: Vec<LinkView>,
    pub topics: Vec<LinkView>,
}

/// Events of one year, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimelineYearView {
    /// `2025`; events that span years stand under the first.
    pub year: String,
    pub events: Vec<EventView>,
}

/// The source that a work is known through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CitedInView {
    pub source: LinkView,
    /// The place in it.
    pub locator: Option<String>,
}

/// A work that is known through the page's source alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownWorkView {
    /// The work's page.
    pub href: String,
    pub reference_html: SafeHtml,
    /// Where the source cites it.
    pub locator: Option<String>,
}

/// The stored copy that a source is checked against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SnapshotView {
    pub file: String,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

/// The pages of one kind that cite a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CitingGroupView {
    /// Label in the plural: `Briefs`.
    pub kind: MarkView,
    pub pages: Vec<CitingPageView>,
}

/// One page that cites a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CitingPageView {
    pub page: LinkView,
    /// How many of its passages do.
    pub passages: usize,
    /// The first of them in the list of all passages.
    pub passages_href: String,
}

/// The passages of one page that cite a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PassagesView {
    pub page: LinkView,
    pub kind: MarkView,
    pub date: Option<DateView>,
    pub passages: Vec<PassageView>,
}

/// One passage that cites a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PassageView {
    /// The element's id on the source's page, which locators link to.
    pub id: String,
    /// The exact place of the citation: page and fragment.
    pub href: String,
    /// Where in the source; none when the citation gives no place.
    pub locator: Option<String>,
    /// The citing sentence; no links inside.
    pub sentence_html: SafeHtml,
}
