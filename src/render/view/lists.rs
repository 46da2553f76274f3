//! Views of the pages that list: home, indexes, timeline, disputes, glossary, bibliography,
//! search, changes; and of the page for what was not found.
//!
//! Knows nothing about how a long list is split: it gets one piece and a pager.

use serde::Serialize;

use super::{
    ChromeView, DateView, LinkView, MarkView, NoteView, NoticeView, SafeHtml, TextView,
    TimelineYearView, UiText,
};

/// `home.html`: the book at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    /// The book's title.
    pub title: String,
    /// What the book is; plain text.
    pub description: String,
    /// How much it holds, in the order to show.
    pub counts: Vec<CountView>,
    /// The newest briefs, newest first.
    pub briefs: Vec<BriefTeaserView>,
    pub briefs_href: String,
    /// The language of the lists that the page leads to, where it is not the page's own.
    pub lists_hreflang: Option<String>,
    pub topics: Vec<TopicTeaserView>,
    /// The map of the book, where it has one.
    pub map_href: Option<String>,
    pub figures: Vec<FigureTeaserView>,
    pub figures_href: String,
    pub disputes: Vec<DisputeTeaserView>,
    pub disputes_href: String,
    pub changes: Vec<ChangeDayView>,
    pub changes_href: Option<String>,
    /// The page that says what the book is and how it is made.
    pub about: Option<LinkView>,
    pub search_href: String,
}

/// A number of things of one kind: `13 briefs`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CountView {
    pub number: usize,
    /// In the plural that the number asks for.
    pub label: String,
    pub href: Option<String>,
    /// The language of what it leads to, where it is not the page's own.
    pub hreflang: Option<String>,
}

/// A brief in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BriefTeaserView {
    pub href: String,
    pub title: String,
    /// The language of its page, title and bottom line, where it is not that of the list.
    pub lang: Option<String>,
    pub date: DateView,
    /// The bottom line, without calls of notes.
    pub summary_html: SafeHtml,
    pub confidence: Option<MarkView>,
    /// None when published.
    pub status: Option<MarkView>,
    pub topics: Vec<LinkView>,
}

/// A topic in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TopicTeaserView {
    pub href: String,
    pub title: String,
    pub lang: Option<String>,
    /// Without calls of notes.
    pub summary_html: Option<SafeHtml>,
    /// What the book holds on it.
    pub counts: Vec<CountView>,
    /// The date of its newest brief.
    pub latest: Option<DateView>,
}

/// An actor in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActorTeaserView {
    pub href: String,
    pub title: String,
    pub lang: Option<String>,
    pub actor_type: MarkView,
    pub role: Option<TextView>,
    pub side: Option<TextView>,
    /// How many pages link to it.
    pub backlinks: usize,
}

/// A figure in a list, with some of its readings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FigureTeaserView {
    pub href: String,
    pub title: String,
    /// The language of the title, where it is not the page's own.
    pub lang: Option<String>,
    pub unit: TextView,
    /// All readings of the latest period, so that none is chosen in silence; on short lists more.
    pub readings: Vec<ReadingView>,
    /// Observations that are not shown here.
    pub more: usize,
    /// Whether any observation is part of a dispute.
    pub disputed: bool,
}

/// One observation in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReadingView {
    /// With bound, scale and unit.
    pub value_html: SafeHtml,
    pub period: DateView,
    /// None for an actual value, the ordinary case.
    pub status: Option<MarkView>,
    pub source: LinkView,
}

/// A dispute in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputeTeaserView {
    pub href: String,
    /// The question, or figure and period of a computed dispute.
    pub question: String,
    /// The language of the question, where it is not the page's own.
    pub lang: Option<String>,
    pub kind: MarkView,
    pub sides: Vec<SideView>,
}

/// A brief in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BriefRowView {
    pub href: String,
    pub title: String,
    pub lang: Option<String>,
    pub date: DateView,
    pub confidence: Option<MarkView>,
}

/// A figure in a line, with what it reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FigureRowView {
    pub href: String,
    pub title: String,
    pub lang: Option<String>,
    pub disputed: bool,
    pub readings: Vec<ReadingRowView>,
}

/// A value and its period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReadingRowView {
    pub value_html: SafeHtml,
    pub period: DateView,
}

/// A dispute in a line, with what its sides say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputeRowView {
    pub href: String,
    pub question: String,
    pub lang: Option<String>,
    pub kind: MarkView,
    pub sides: Vec<SaidView>,
}

/// A side's few words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SaidView {
    pub words: String,
    /// The language of the words, where it is not the page's own.
    pub words_lang: Option<String>,
}

impl From<BriefTeaserView> for BriefRowView {
    fn from(brief: BriefTeaserView) -> Self {
        let BriefTeaserView { href, title, lang, date, confidence, .. } = brief;
        Self { href, title, lang, date, confidence }
    }
}

impl From<FigureTeaserView> for FigureRowView {
    fn from(figure: FigureTeaserView) -> Self {
        let reading =
            |ReadingView { value_html, period, .. }| ReadingRowView { value_html, period };
        let FigureTeaserView { href, title, lang, disputed, readings, .. } = figure;
        let readings = readings.into_iter().map(reading).collect();
        Self { href, title, lang, disputed, readings }
    }
}

impl From<DisputeTeaserView> for DisputeRowView {
    fn from(dispute: DisputeTeaserView) -> Self {
        let said = |it: SideView| SaidView { words: it.words, words_lang: it.words_lang };
        Self {
            href: dispute.href,
            question: dispute.question,
            lang: dispute.lang,
            kind: dispute.kind,
            sides: dispute.sides.into_iter().map(said).collect(),
        }
    }
}

/// One side of a dispute in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SideView {
    /// The source's few words, or the value of a computed dispute.
    pub words: String,
    /// The language of the words, where it is not the page's own.
    pub words_lang: Option<String>,
    pub source: LinkView,
}

/// Pieces of a list that is too long for one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PagerView {
    /// Counted from 1.
    pub current: usize,
    pub total: usize,
    pub previous_href: Option<String>,
    pub next_href: Option<String>,
    /// The pages to offer, in order.
    pub items: Vec<PagerItemView>,
}

/// One page of a pager.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PagerItemView {
    pub number: usize,
    pub href: String,
    pub current: bool,
    /// Pages are left out before this one.
    pub gap_before: bool,
}

/// `briefs.html`: all briefs, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BriefsView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub groups: Vec<BriefGroupView>,
    pub pager: Option<PagerView>,
}

/// Briefs of one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BriefGroupView {
    pub period: DateView,
    pub briefs: Vec<BriefTeaserView>,
}

/// `topics.html`: all topics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicsView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub topics: Vec<TopicTeaserView>,
}

/// `actors.html`: all actors by type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorsView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub groups: Vec<ActorGroupView>,
    pub pager: Option<PagerView>,
}

/// Actors of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActorGroupView {
    /// Label in the plural: `Companies`.
    pub actor_type: MarkView,
    pub actors: Vec<ActorTeaserView>,
}

/// `figures.html`: all figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiguresView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub figures: Vec<FigureTeaserView>,
    pub pager: Option<PagerView>,
}

/// `timeline.html`: all events by year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    /// How many events fall into each year, as a picture that leads to the years.
    pub strip_html: Option<SafeHtml>,
    pub years: Vec<TimelineYearView>,
    pub notes: Vec<NoteView>,
    pub pager: Option<PagerView>,
}

/// `disputes.html`: where the sources disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisputesView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    /// How many there are in all, on every page of the list.
    pub recorded: usize,
    /// Recorded by contributors, by their first topic.
    pub groups: Vec<DisputeGroupView>,
    pub computed: usize,
    /// Found by comparing observations.
    pub computed_disputes: Vec<DisputeRowView>,
    pub pager: Option<PagerView>,
}

/// The recorded disputes of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputeGroupView {
    pub id: String,
    /// None for those without a topic.
    pub topic: Option<LinkView>,
    pub disputes: Vec<DisputeRowView>,
}

/// `glossary.html`: acronyms and terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GlossaryView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub notices: Vec<NoticeView>,
    pub letters: Vec<GlossaryLetterView>,
    pub notes: Vec<NoteView>,
    pub pager: Option<PagerView>,
}

/// Terms under one initial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GlossaryLetterView {
    pub letter: String,
    /// The element's id.
    pub id: String,
    pub terms: Vec<TermView>,
}

/// One acronym or term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TermView {
    /// The element's id.
    pub id: String,
    pub term: String,
    /// None when no source expands it.
    pub expansion: Option<String>,
    /// An acronym that no source expands; words stand for themselves.
    pub unexpanded: bool,
    pub text_html: Option<SafeHtml>,
    pub also_known_as: Vec<TextView>,
    pub topics: Vec<LinkView>,
    /// Pages that use it.
    pub used_in: Vec<LinkView>,
}

/// `bibliography.html`: every source of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BibliographyView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub groups: Vec<BibliographyGroupView>,
    /// The bibliography as files: BibTeX, CSL-JSON.
    pub downloads: Vec<LinkView>,
    pub pager: Option<PagerView>,
}

/// Sources of one kind, or all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BibliographyGroupView {
    /// None when all sources stand in one list.
    pub title: Option<String>,
    pub entries: Vec<BibliographyEntryView>,
}

/// One source in the book's bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BibliographyEntryView {
    /// The element's id.
    pub id: String,
    /// The source's page.
    pub href: String,
    pub key: String,
    pub reference_html: SafeHtml,
    /// How many passages cite it.
    pub citations: usize,
    /// Names of fields that the source does not give.
    pub missing: Vec<String>,
    /// Names of fields whose value is inferred.
    pub inferred: Vec<String>,
    pub retracted: bool,
}

/// `changes.html`: what changed, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangesView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    pub days: Vec<ChangeDayView>,
    /// Where the dates come from: the book's history, or its pages' own dates.
    pub basis: String,
    pub pager: Option<PagerView>,
}

/// Changes of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeDayView {
    pub date: DateView,
    pub changes: Vec<ChangeView>,
}

/// A change of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    pub page: LinkView,
    /// The kind of the page.
    pub page_kind: MarkView,
    /// Added, changed, corrected, superseded, withdrawn.
    pub kind: MarkView,
    /// What a correction says.
    pub note_html: Option<SafeHtml>,
    /// The language of that, where it is not the page's own.
    pub note_lang: Option<String>,
}

/// `search.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    /// The folder of the search index, relative and ending in a slash: `search/`.
    pub index_base: String,
    /// The way from the search page to the site's root, to which the index's addresses are
    /// relative; empty when the page lies at the root, else ending in a slash.
    pub root_base: String,
    /// The index's manifest, a script.
    pub manifest_href: String,
    /// The kinds and the topics to which a search can be narrowed.
    pub kinds: Vec<MarkView>,
    pub topics: Vec<MarkView>,
    /// The book's other languages by their own names, for results in them.
    pub languages: Vec<TextView>,
    /// What to use without scripts.
    pub fallbacks: Vec<LinkView>,
}

/// `404.html`: any address that the site does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotFoundView {
    pub chrome: ChromeView,
    #[serde(skip)]
    pub ui: &'static UiText,
    pub title: String,
    /// Where to go instead.
    pub suggestions: Vec<LinkView>,
}
