//! What templates get: one serialisable struct a template, and nothing else.
//!
//! Everything a template shows stands in its view, ready to print: texts in the language of the
//! page, links relative to it, HTML that the render stage made. Fields of [`SafeHtml`] end in
//! `_html`, and only those may be printed with `| safe`. This module knows nothing about the site
//! that fills the views, nor about the templates that print them.
//!
//! | template | view |
//! |---|---|
//! | `home.html` | [`HomeView`] |
//! | `brief.html` | [`BriefView`] |
//! | `topic.html` | [`TopicView`] |
//! | `actor.html` | [`ActorView`] |
//! | `source.html` | [`SourceView`] |
//! | `figure.html` | [`FigureView`] |
//! | `dispute.html` | [`DisputePageView`] |
//! | `page.html` | [`PageView`] |
//! | `linked-from.html` | [`LinkedFromView`] |
//! | `briefs.html`, `topics.html`, `actors.html`, `figures.html` | [`BriefsView`], [`TopicsView`], [`ActorsView`], [`FiguresView`] |
//! | `timeline.html` | [`TimelineView`] |
//! | `disputes.html` | [`DisputesView`] |
//! | `glossary.html` | [`GlossaryView`] |
//! | `bibliography.html` | [`BibliographyView`] |
//! | `changes.html` | [`ChangesView`] |
//! | `map.html` | [`MapView`] |
//! | `search.html` | [`SearchView`] |
//! | `404.html` | [`NotFoundView`] |
//! | `start-here.html` | [`StartHereView`] |
//! | `embeds/*.html` | [`FigureEmbedView`], [`DisputeEmbedView`], [`TimelineEmbedView`], [`SectionEmbedView`] |

mod chrome;
mod content;
mod embeds;
mod evidence;
mod lists;
mod map;
mod parts;
mod revisions;
mod start_here;
mod ui;

pub use chrome::{
    AlternateView, ChromeView, EditionView, FeedView, LanguageView, LogoView, MetaView,
    NavigationItemView, SiteView,
};
pub use content::{
    ActorView, BriefView, CorrectionView, DisputePageView, FigureView, JudgementView,
    LinkedFromView, PageView, SourceView, TopicView,
};
pub use embeds::{DisputeEmbedView, FigureEmbedView, SectionEmbedView, TimelineEmbedView};
pub use evidence::{
    CitedInView, CitingGroupView, CitingPageView, ComputedDisputeView, DisputeView,
    DisputedValueView, EventView, KnownWorkView, ObservationView, PassageView, PassagesView,
    PositionView, SnapshotView, TimelineYearView,
};
pub use lists::{
    ActorGroupView, ActorTeaserView, ActorsView, BibliographyEntryView, BibliographyGroupView,
    BibliographyView, BriefGroupView, BriefRowView, BriefTeaserView, BriefsView, ChangeDayView,
    ChangeView, ChangesView, CountView, DisputeGroupView, DisputeRowView, DisputeTeaserView,
    DisputesView, FigureRowView, FigureTeaserView, FiguresView, GlossaryLetterView, GlossaryView,
    HomeView, NotFoundView, PagerItemView, PagerView, ReadingRowView, ReadingView, SaidView,
    SearchView, SideView, TermView, TimelineView, TopicTeaserView, TopicsView,
};
pub use map::{MapActorView, MapBriefView, MapTopicView, MapView, NearLinkView, NearView};
pub use parts::{
    BacklinkGroupView, BacklinkView, BacklinksView, BreadcrumbView, CitedSourceView,
    ContentsItemView, DateView, FieldView, HowToCiteView, LinkView, MarkView, NameView, NoteView,
    NoticeKind, NoticeView, SafeHtml, TextView, TranslationView,
};
pub use revisions::{ChangedTextView, RevisionView, RevisionsView};
pub use start_here::StartHereView;
pub use ui::{UiText, Words};

/// What one template gets. Its words are the same on every page of a language: templates see them
/// as `ui`, made into a template's value once and not with each view.
pub trait View: serde::Serialize {
    fn words(&self) -> &'static UiText;
}

macro_rules! views {
    ($($name:ident),* $(,)?) => {
        $(impl View for $name {
            fn words(&self) -> &'static UiText {
                self.ui
            }
        })*
    };
}

views! {
    HomeView, BriefView, TopicView, ActorView, SourceView, FigureView, PageView, BriefsView,
    TopicsView, ActorsView, FiguresView, MapView, TimelineView, DisputesView, GlossaryView,
    BibliographyView, ChangesView, SearchView, NotFoundView, FigureEmbedView, DisputeEmbedView,
    TimelineEmbedView, SectionEmbedView, DisputePageView, StartHereView,
    LinkedFromView,
}
