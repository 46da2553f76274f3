//! Views of the pages that hold one thing each: brief, topic, actor, source, figure, page.
//!
//! Knows nothing about lists.

use serde::Serialize;

use super::{
    ActorTeaserView, BacklinkView, BacklinksView, BriefRowView, BriefTeaserView, ChromeView,
    CitedInView, CitedSourceView, CitingGroupView, ComputedDisputeView, DateView, DisputeRowView,
    DisputeTeaserView, DisputeView, EventView, FieldView, FigureRowView, FigureTeaserView,
    HowToCiteView, KnownWorkView, LinkView, MarkView, NearView, NoteView, NoticeView,
    ObservationView, PagerView, PassagesView, RevisionsView, SafeHtml, SnapshotView, TextView,
    TimelineYearView, UiText,
};

/// `brief.html`: a dated document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    pub date: DateView,
    /// The date that its statements hold for.
    pub as_of: Option<DateView>,
    /// When it was last changed, where the book's history says so and it is not `date`.
    pub updated: Option<DateView>,
    pub review_by: Option<DateView>,
    /// None when published, the ordinary case.
    pub status: Option<MarkView>,
    pub confidence: Option<MarkView>,
    pub authors: Vec<String>,
    pub reviewed_by: Vec<String>,
    /// The bottom line.
    pub summary_html: SafeHtml,
    pub judgements: Vec<JudgementView>,
    /// The text; headings from `h2` on.
    pub body_html: SafeHtml,
    pub notes: Vec<NoteView>,
    /// The page's own bibliography.
    pub sources: Vec<CitedSourceView>,
    pub topics: Vec<LinkView>,
    pub actors: Vec<LinkView>,
    pub figures: Vec<LinkView>,
    pub disputes: Vec<LinkView>,
    pub events: Vec<EventView>,
    /// Briefs that this one replaces.
    pub supersedes: Vec<LinkView>,
    /// None where too little lies near it.
    pub near: Option<NearView>,
    pub backlinks: Option<BacklinksView>,
    /// Pages that name it without a link.
    pub mentions: Vec<BacklinkView>,
    pub corrections: Vec<CorrectionView>,
    /// None where the book's history does not know the page.
    pub revisions: Option<RevisionsView>,
    pub how_to_cite: HowToCiteView,
    /// The next newer and the next older brief.
    pub newer: Option<LinkView>,
    pub older: Option<LinkView>,
}

/// A key judgement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct JudgementView {
    /// The element's id: `judgement-1`.
    pub id: String,
    pub text_html: SafeHtml,
    pub confidence: Option<MarkView>,
}

/// A correction of a brief after publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// The element's id: `correction-2026-01-31`.
    pub id: String,
    pub date: DateView,
    pub note_html: SafeHtml,
    /// The language of the note, where it is not the page's own.
    pub lang: Option<String>,
}

/// `topic.html`: an overview in prose, then what the book holds on the topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    pub as_of: Option<DateView>,
    pub updated: Option<DateView>,
    pub also_known_as: Vec<TextView>,
    pub summary_html: Option<SafeHtml>,
    pub body_html: SafeHtml,
    pub notes: Vec<NoteView>,
    /// Newest first; one page of them where there are many.
    pub briefs: Vec<BriefTeaserView>,
    /// Those after the first few, for short entries.
    pub more_briefs: Vec<BriefRowView>,
    /// The pages of the list of briefs; none when it fits on one. Pages after the first carry
    /// this list alone.
    pub pager: Option<PagerView>,
    pub actors: Vec<ActorTeaserView>,
    /// Those that sources dispute or give most values for.
    pub figures: Vec<FigureTeaserView>,
    /// The others, by title.
    pub more_figures: Vec<FigureRowView>,
    /// Those with most positions; computed ones where none is recorded.
    pub disputes: Vec<DisputeTeaserView>,
    /// The others, in the order of the book.
    pub more_disputes: Vec<DisputeRowView>,
    /// How many events fall into each year, as a picture that leads to the years.
    pub strip_html: Option<SafeHtml>,
    /// The latest years, where there are many events.
    pub timeline: Vec<TimelineYearView>,
    pub earlier_timeline: Vec<TimelineYearView>,
    pub terms: Vec<LinkView>,
    pub sources: Vec<CitedSourceView>,
    /// None where too little lies near it.
    pub near: Option<NearView>,
    pub backlinks: Option<BacklinksView>,
    pub mentions: Vec<BacklinkView>,
    /// None where the book's history does not know the page.
    pub revisions: Option<RevisionsView>,
    pub how_to_cite: HowToCiteView,
}

/// `actor.html`: a person, organisation, company, state, programme or platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The name.
    pub title: String,
    pub notices: Vec<NoticeView>,
    /// Person, organisation, company, state, programme, platform.
    pub actor_type: MarkView,
    pub role: Option<TextView>,
    /// The country or body it belongs to.
    pub side: Option<TextView>,
    pub also_known_as: Vec<TextView>,
    pub updated: Option<DateView>,
    pub summary_html: Option<SafeHtml>,
    pub body_html: SafeHtml,
    pub notes: Vec<NoteView>,
    pub sources: Vec<CitedSourceView>,
    pub topics: Vec<LinkView>,
    pub figures: Vec<FigureTeaserView>,
    pub disputes: Vec<DisputeTeaserView>,
    pub timeline: Vec<TimelineYearView>,
    /// None where too little lies near it.
    pub near: Option<NearView>,
    pub backlinks: Option<BacklinksView>,
    /// Pages that name it without a link.
    pub mentions: Vec<BacklinkView>,
    /// None where the book's history does not know the page.
    pub revisions: Option<RevisionsView>,
    pub how_to_cite: HowToCiteView,
}

/// `linked-from.html`: further places that link to a thing whose own page has no room for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkedFromView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The thing's.
    pub title: String,
    pub backlinks: Option<BacklinksView>,
}

/// `source.html`: a source and every passage that cites it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    /// The language of the source's title, where it is not the page's own.
    pub title_lang: Option<String>,
    /// As contributors cite it: `chiriatti-2026`.
    pub key: String,
    /// What kind of source: report, article, web page …
    pub source_type: MarkView,
    pub notices: Vec<NoticeView>,
    /// The full reference as the citation style has it.
    pub reference_html: SafeHtml,
    /// The same as files for reference managers.
    pub downloads: Vec<LinkView>,
    /// Author, date, publisher and so on, as far as the source gives them.
    pub fields: Vec<FieldView>,
    /// Names of fields that the source does not give.
    pub missing: Vec<String>,
    /// Names of fields whose value is inferred.
    pub inferred: Vec<String>,
    /// What to know about the entry.
    pub note_html: Option<SafeHtml>,
    pub snapshot: Option<SnapshotView>,
    /// The source that it is known through.
    pub cited_in: Option<CitedInView>,
    /// The contributors' note on the source, where there is one.
    pub body_html: Option<SafeHtml>,
    pub notes: Vec<NoteView>,
    /// Every page that cites it, where the passages fill several pages and this is the first.
    pub citing: Vec<CitingGroupView>,
    /// The passages that cite it, by page.
    pub passages: Vec<PassagesView>,
    /// How many passages there are in all.
    pub passage_count: usize,
    /// The way through the passages, where they fill several pages.
    pub pager: Option<PagerView>,
    /// Whether this is the first of those pages, which alone holds everything else.
    pub first: bool,
    /// Observations that rest on it.
    pub observations: Vec<ObservationView>,
    /// Works that are known through it alone.
    pub known_works: Vec<KnownWorkView>,
    /// Disputes that it takes part in.
    pub disputes: Vec<DisputeTeaserView>,
    /// Links to it that are not citations.
    pub backlinks: Option<BacklinksView>,
    pub how_to_cite: HowToCiteView,
}

/// `figure.html`: a quantity under one definition, and its observations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    pub definition_html: SafeHtml,
    /// As the book prints it: `USD`, `%`, `companies`.
    pub unit: TextView,
    pub topics: Vec<LinkView>,
    pub actors: Vec<LinkView>,
    /// An inline SVG, with its own title and description.
    pub chart_html: Option<SafeHtml>,
    pub observations: Vec<ObservationView>,
    pub computed_disputes: Vec<ComputedDisputeView>,
    pub disputes: Vec<DisputeView>,
    pub notes: Vec<NoteView>,
    pub sources: Vec<CitedSourceView>,
    /// Where the figure or a value of it is used.
    pub backlinks: Option<BacklinksView>,
    /// The observations as files: CSV, JSON.
    pub downloads: Vec<LinkView>,
    pub how_to_cite: HowToCiteView,
}

/// `dispute.html`: a recorded dispute by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisputePageView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    /// Its question.
    pub title: String,
    pub notices: Vec<NoticeView>,
    pub dispute: DisputeView,
    /// What the figures that it is about cannot agree on.
    pub computed_disputes: Vec<ComputedDisputeView>,
    pub notes: Vec<NoteView>,
    pub sources: Vec<CitedSourceView>,
    pub backlinks: Option<BacklinksView>,
    pub how_to_cite: HowToCiteView,
}

/// `page.html`: about, method and the like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    pub updated: Option<DateView>,
    pub summary_html: Option<SafeHtml>,
    pub body_html: SafeHtml,
    pub notes: Vec<NoteView>,
    pub sources: Vec<CitedSourceView>,
    pub backlinks: Option<BacklinksView>,
    /// None where the book's history does not know the page.
    pub revisions: Option<RevisionsView>,
    pub how_to_cite: HowToCiteView,
}
