//! The interface's own words, per language: labels, headings, names of kinds, dates.
//!
//! A book in a language that has no table here gets the English words, and its pages mark them as
//! English. Knows nothing about a book's content.

use std::sync::LazyLock;

use super::{CountView, DateView, MarkView};
use crate::model::Lang;

mod words;

use words::LANGUAGES;
pub use words::UiText;

/// A list of words of the format, for [`UiText::mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Confidence,
    Status,
    DisputeKind,
    ObservationStatus,
    ActorType,
    /// Actor types in the plural.
    ActorTypes,
    Kind,
    /// Kinds in the plural.
    Kinds,
    Change,
}

impl UiText {
    /// The words of `lang` (`it`, `it-CH`), or the English ones where there are none.
    #[must_use]
    pub fn of(lang: &str) -> &'static Self {
        &LANGUAGES[Self::place(Lang::primary_of(lang))]
    }

    /// The words as templates read them.
    #[must_use]
    pub fn value(&'static self) -> tera::Value {
        static VALUES: LazyLock<[tera::Value; LANGUAGES.len()]> =
            LazyLock::new(|| LANGUAGES.each_ref().map(tera::Value::from_serializable));
        VALUES[Self::place(self.lang)].clone()
    }

    /// Where a language stands among those that have words; the first for all others.
    fn place(language: &str) -> usize {
        LANGUAGES.iter().position(|it| it.lang == language).unwrap_or_default()
    }

    /// A word of a closed list, as contributors write it, with what readers see. A code that the
    /// list lacks is shown as it is.
    #[must_use]
    pub fn mark(&self, words: Words, code: &str) -> MarkView {
        MarkView { code: code.to_owned(), label: self.word(words, code).unwrap_or(code).to_owned() }
    }

    fn word(&self, words: Words, code: &str) -> Option<&'static str> {
        Some(match (words, code) {
            (Words::Confidence, "high") => self.confidence_high,
            (Words::Confidence, "moderate") => self.confidence_moderate,
            (Words::Confidence, "low") => self.confidence_low,
            (Words::Status, "draft") => self.status_draft,
            (Words::Status, "review") => self.status_review,
            (Words::Status, "published") => self.status_published,
            (Words::Status, "superseded") => self.status_superseded,
            (Words::Status, "withdrawn") => self.status_withdrawn,
            (Words::DisputeKind, "definition") => self.dispute_definition,
            (Words::DisputeKind, "date") => self.dispute_date,
            (Words::DisputeKind, "rounding") => self.dispute_rounding,
            (Words::DisputeKind, "scope") => self.dispute_scope,
            (Words::DisputeKind, "disagreement") => self.dispute_disagreement,
            (Words::DisputeKind, "computed") => self.dispute_computed,
            (Words::ObservationStatus, "actual") => self.observation_actual,
            (Words::ObservationStatus, "claimed") => self.observation_claimed,
            (Words::ObservationStatus, "target") => self.observation_target,
            (Words::ObservationStatus, "forecast") => self.observation_forecast,
            (Words::ActorType, "person") => self.actor_person,
            (Words::ActorType, "organisation") => self.actor_organisation,
            (Words::ActorType, "company") => self.actor_company,
            (Words::ActorType, "state") => self.actor_state,
            (Words::ActorType, "programme") => self.actor_programme,
            (Words::ActorType, "platform") => self.actor_platform,
            (Words::ActorTypes, "person") => self.actors_person,
            (Words::ActorTypes, "organisation") => self.actors_organisation,
            (Words::ActorTypes, "company") => self.actors_company,
            (Words::ActorTypes, "state") => self.actors_state,
            (Words::ActorTypes, "programme") => self.actors_programme,
            (Words::ActorTypes, "platform") => self.actors_platform,
            (Words::Kind, "brief") => self.kind_brief,
            (Words::Kind, "topic") => self.kind_topic,
            (Words::Kind, "actor") => self.kind_actor,
            (Words::Kind, "source") => self.kind_source,
            (Words::Kind, "figure") => self.kind_figure,
            (Words::Kind, "dispute") => self.kind_dispute,
            (Words::Kind, "event") => self.kind_event,
            (Words::Kind, "term") => self.kind_term,
            (Words::Kind, "page") => self.kind_page,
            (Words::Kinds, "brief") => self.kinds_brief,
            (Words::Kinds, "topic") => self.kinds_topic,
            (Words::Kinds, "actor") => self.kinds_actor,
            (Words::Kinds, "source") => self.kinds_source,
            (Words::Kinds, "figure") => self.kinds_figure,
            (Words::Kinds, "dispute") => self.kinds_dispute,
            (Words::Kinds, "event") => self.kinds_event,
            (Words::Kinds, "term") => self.kinds_term,
            (Words::Kinds, "page") => self.kinds_page,
            (Words::Change, "added") => self.change_added,
            (Words::Change, "changed") => self.change_changed,
            (Words::Change, "corrected") => self.change_corrected,
            (Words::Change, "superseded") => self.change_superseded,
            (Words::Change, "withdrawn") => self.change_withdrawn,
            _ => return None,
        })
    }

    /// A number of things of a kind (`brief`, `event` …): `1 brief`, `13 briefs`.
    #[must_use]
    pub fn count(&self, kind: &str, number: usize, href: Option<String>) -> CountView {
        let (one, many) = match kind {
            "brief" => (self.one_brief, self.many_brief),
            "topic" => (self.one_topic, self.many_topic),
            "actor" => (self.one_actor, self.many_actor),
            "source" => (self.one_source, self.many_source),
            "figure" => (self.one_figure, self.many_figure),
            "dispute" => (self.one_dispute, self.many_dispute),
            "event" => (self.one_event, self.many_event),
            "term" => (self.one_term, self.many_term),
            "page" => (self.one_page, self.many_page),
            other => (other, other),
        };
        let label = if number == 1 { one } else { many }.to_owned();
        CountView { number, label, href, hreflang: None }
    }

    /// `29 April 2025`. Month and day count from 1.
    #[must_use]
    pub fn day(&self, year: i32, month: u8, day: u8) -> DateView {
        DateView {
            label: format!("{day} {} {year}", self.month_name(month)),
            iso: (year > 0).then(|| format!("{year:04}-{month:02}-{day:02}")),
            lang: None,
        }
    }

    /// `June 2025`.
    #[must_use]
    pub fn month(&self, year: i32, month: u8) -> DateView {
        DateView {
            label: format!("{} {year}", self.month_name(month)),
            iso: (year > 0).then(|| format!("{year:04}-{month:02}")),
            lang: None,
        }
    }

    /// `2005`.
    #[must_use]
    pub fn year(&self, year: i32) -> DateView {
        DateView {
            label: year.to_string(),
            iso: (year > 0).then(|| format!("{year:04}")),
            lang: None,
        }
    }

    /// `second quarter of 2025`; HTML has no form for it. Quarters count from 1.
    #[must_use]
    pub fn quarter(&self, year: i32, quarter: u8) -> DateView {
        let name = self.quarters.split(';').nth(usize::from(quarter.max(1)) - 1);
        let label = name.unwrap_or_default().replace("{year}", &year.to_string());
        DateView { label, iso: None, lang: None }
    }

    /// From one period to another: `2023 – 2025`; HTML has no form for it.
    #[must_use]
    pub fn range(&self, first: &DateView, last: &DateView) -> DateView {
        DateView { label: format!("{} – {}", first.label, last.label), iso: None, lang: None }
    }

    /// From one day of a year to another, the month and the year named once where they are the
    /// same: `24–25 June 2025`, `24 June – 2 July 2025`.
    #[must_use]
    pub fn day_range(&self, year: i32, (month, day): (u8, u8), last: (u8, u8)) -> DateView {
        let last_day = self.day(year, last.0, last.1).label;
        let label = if month == last.0 {
            format!("{day}–{last_day}")
        } else {
            format!("{day} {} – {last_day}", self.month_name(month))
        };
        DateView { label, iso: None, lang: None }
    }

    /// From one month of a year to another: `January – May 2025`.
    #[must_use]
    pub fn month_range(&self, year: i32, first: u8, last: u8) -> DateView {
        let last = self.month(year, last).label;
        DateView { label: format!("{} – {last}", self.month_name(first)), iso: None, lang: None }
    }

    fn month_name(&self, month: u8) -> &'static str {
        self.months.split(' ').nth(usize::from(month.max(1)) - 1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_twelve_months_and_four_quarters() {
        for ui in &LANGUAGES {
            assert_eq!(ui.months.split(' ').count(), 12, "{}", ui.lang);
            assert_eq!(ui.quarters.matches("{year}").count(), 4, "{}", ui.lang);
            assert!(ui.search_many.contains("{n}") && ui.search_first.contains("{n}"));
        }
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let ui = UiText::of("en");
        assert_eq!(ui.day(2025, 4, 29).label, "29 April 2025");
        assert_eq!(ui.day(2025, 4, 29).iso.as_deref(), Some("2025-04-29"));
        assert_eq!(ui.month(2025, 6).iso.as_deref(), Some("2025-06"));
        assert_eq!(ui.year(2005).label, "2005");
        assert_eq!(
            ui.quarter(2024, 2),
            DateView { label: "second quarter of 2024".into(), iso: None, lang: None }
        );
        let range = ui.range(&ui.month(2024, 11), &ui.month(2025, 5));
        assert_eq!(
            range,
            DateView { label: "November 2024 – May 2025".into(), iso: None, lang: None }
        );
        assert_eq!(UiText::of("it-CH").day(2025, 4, 29).label, "29 aprile 2025");
        assert_eq!(UiText::of("tr").day(2025, 4, 29).label, "29 Nisan 2025");
        assert_eq!(UiText::of("tr").quarter(2024, 2).label, "2024 ikinci çeyreği");
    }

    #[test]
    fn an_unknown_language_gets_english_and_says_so() {
        assert_eq!(UiText::of("fi").lang, "en");
    }

    #[test]
    fn counts_agree_in_number() {
        assert_eq!(UiText::of("en").count("brief", 1, None).label, "brief");
        assert_eq!(UiText::of("en").count("brief", 0, None).label, "briefs");
        assert_eq!(UiText::of("it").count("brief", 2, None).label, "schede");
    }

    #[test]
    fn a_code_without_a_word_is_shown_as_it_is() {
        let mark = UiText::of("en").mark(Words::Confidence, "utter");
        assert_eq!((mark.code.as_str(), mark.label.as_str()), ("utter", "utter"));
    }
}
