//! The interface's own words, per language: labels, headings, names of kinds, dates.
//!
//! A book in a language that has no table here gets the English words, and its pages mark them as
//! English. Knows nothing about a book's content.

use std::sync::LazyLock;

use serde::Serialize;

use super::{CountView, DateView, MarkView};

/// Declares the words once and one constant a language, so that no language can lack a word.
macro_rules! ui_text {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $it:literal;)*) => {
        /// Every word that templates show by themselves, in one language.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        pub struct UiText {
            /// The language of these words, a BCP 47 tag.
            pub lang: &'static str,
            $($(#[$doc])* pub $name: &'static str,)*
        }

        static ENGLISH: UiText = UiText { lang: "en", $($name: $en,)* };
        static ITALIAN: UiText = UiText { lang: "it", $($name: $it,)* };
    };
}

ui_text! {
    // Around every page.
    skip_to_content: "Skip to the content", "Vai al contenuto";
    menu: "Menu", "Menu";
    main_navigation: "Main", "Principale";
    breadcrumbs: "You are here", "Ti trovi qui";
    contents: "On this page", "In questa pagina";
    languages: "Languages", "Lingue";
    edition: "Edition", "Edizione";
    licence: "Licence", "Licenza";
    feed: "Feed", "Feed";
    footer_navigation: "About this book", "Su questo libro";
    made_with: "Made with briefbook", "Realizzato con briefbook";
    edit_page: "Edit this page", "Modifica questa pagina";
    switch_theme: "Switch between light and dark", "Passa da chiaro a scuro";
    home: "Home", "Inizio";
    shown_in: "This page has no translation yet and is shown in", "Questa pagina non è ancora tradotta ed è mostrata in";
    /// Before the names of languages that a page lacks.
    not_translated: "not translated", "non tradotta";
    outdated: "older than the original", "più vecchia dell’originale";
    search: "Search", "Cerca";

    // Parts of content pages.
    bottom_line: "Bottom line", "In sintesi";
    key_judgements: "Key judgements", "Giudizi chiave";
    notes: "Notes", "Note";
    back_to_text: "Back to the text", "Torna al testo";
    sources: "Sources", "Fonti";
    about_the_source: "About the source", "Sulla fonte";
    cited_in_notes: "Cited in", "Citata in";
    linked_from: "Linked from", "Collegamenti in entrata";
    mentioned_in: "Named without a link", "Nominato senza collegamento";
    corrections: "Corrections", "Correzioni";
    how_to_cite: "How to cite this page", "Come citare questa pagina";
    for_reference_managers: "For reference managers", "Per gestori di bibliografie";
    download: "Download", "Scarica";
    record: "Record", "Scheda";
    date: "Date", "Data";
    as_of: "As of", "Aggiornato ai fatti del";
    updated: "Updated", "Modificato";
    review_by: "Review by", "Da rivedere entro";
    status: "Status", "Stato";
    confidence: "Confidence", "Attendibilità";
    authors: "Authors", "Autori";
    reviewed_by: "Reviewed by", "Rivisto da";
    supersedes: "Replaces", "Sostituisce";
    topics: "Topics", "Temi";
    actors: "Actors", "Attori";
    figures: "Figures", "Cifre";
    disputes: "Disputes", "Divergenze";
    events: "Events", "Eventi";
    terms: "Terms", "Termini";
    briefs: "Briefs", "Schede";
    timeline: "Timeline", "Cronologia";
    glossary: "Glossary", "Glossario";
    bibliography: "Bibliography", "Bibliografia";
    changes: "Recent changes", "Modifiche recenti";
    mentioned_here: "In this brief", "In questa scheda";
    newer: "Newer", "Più recente";
    older: "Older", "Meno recente";
    also_known_as: "Also known as", "Noto anche come";
    kind: "Type", "Tipo";
    role: "Role", "Ruolo";
    side: "Belongs to", "Appartiene a";
    overview: "Overview", "Panoramica";
    retracted: "Retracted", "Ritirata";
    disputed: "Disputed", "Controverso";
    linking_pages: "Links here", "Rimandi";

    // Sources.
    reference: "Reference", "Riferimento";
    key: "Cited as", "Citata come";
    source_kind: "Kind of source", "Tipo di fonte";
    missing: "Not given by the source", "Non indicato dalla fonte";
    inferred: "Inferred", "Dedotto";
    about_the_entry: "About this entry", "Su questa voce";
    snapshot: "Stored copy", "Copia conservata";
    sha256: "SHA-256", "SHA-256";
    known_through: "Known only through", "Nota solo attraverso";
    passages: "Where it is cited", "Dove è citata";
    no_passages: "No passage cites this source.", "Nessun passo cita questa fonte.";
    no_locator: "no place given", "senza indicazione del passo";
    resting_figures: "Figures that rest on it", "Cifre che vi si fondano";
    passages_count: "Passages", "Passi";

    // Figures.
    definition: "Definition", "Definizione";
    unit: "Unit", "Unità";
    chart: "Chart", "Grafico";
    observations: "Observations", "Osservazioni";
    period: "Period", "Periodo";
    figure_and_period: "Figure and period", "Cifra e periodo";
    place: "Place in the source", "Passo della fonte";
    value: "Value", "Valore";
    attributed_to: "Attributed to", "Attribuito a";
    source: "Source", "Fonte";
    as_written: "As written", "Testo della fonte";
    note: "Note", "Nota";
    compared_with: "compared with", "rispetto a";
    preferred: "preferred", "preferito";
    where_used: "Where it is used", "Dove è usata";
    more_observations: "More observations", "Altre osservazioni";
    publisher: "Publisher", "Editore";
    web_address: "Web address", "Indirizzo web";
    changes_basis: "Dates are those that briefs and corrections give themselves.", "Le date sono quelle indicate dalle schede e dalle correzioni.";
    moved: "This page has moved to", "Questa pagina si è spostata:";
    /// Of a heading's link to itself; the heading's text follows.
    link_to_section: "Link to section", "Collegamento alla sezione";
    table: "Table", "Tabella";
    code: "Code", "Codice";
    alert_tip: "Tip", "Consiglio";
    alert_important: "Important", "Importante";
    alert_warning: "Warning", "Avvertenza";
    alert_caution: "Caution", "Attenzione";
    task_done: "Done", "Fatto";
    task_to_do: "To do", "Da fare";
    /// Before the other values of a period.
    also_given: "also given:", "altri valori:";
    /// `{n}` is replaced by the number.
    line_of: "line {n} of the stored text", "riga {n} del testo conservato";
    /// `{n}` is replaced by the numbers.
    lines_of: "lines {n} of the stored text", "righe {n} del testo conservato";
    see_dispute: "See the dispute", "Vedi la divergenza";
    // Names of files of data.
    file_csv: "CSV", "CSV";
    file_json: "JSON", "JSON";
    file_bibtex: "BibTeX", "BibTeX";
    file_ris: "RIS", "RIS";
    file_csl_json: "CSL-JSON", "CSL-JSON";
    file_evidence: "the evidence of the whole book (JSON)", "le evidenze di tutto il libro (JSON)";
    file_schema: "its schema (JSON Schema)", "il loro schema (JSON Schema)";

    // Disputes.
    positions: "Positions", "Posizioni";
    reconciliation: "How they may fit", "Come possono conciliarsi";
    computed_disputes: "Values that cannot all hold", "Valori incompatibili fra loro";
    computed_dispute_explained: "For one period these values have none in common.", "Per lo stesso periodo questi valori non ne hanno uno in comune.";
    explained_by: "Explained in", "Spiegato in";
    recorded_disputes: "What the sources disagree about", "Su che cosa le fonti divergono";
    no_disputes: "No disputes are recorded.", "Nessuna divergenza registrata.";

    // Lists.
    all_briefs: "All briefs", "Tutte le schede";
    all_figures: "All figures", "Tutte le cifre";
    all_disputes: "All disputes", "Tutte le divergenze";
    all_changes: "All changes", "Tutte le modifiche";
    latest_briefs: "Latest briefs", "Schede più recenti";
    key_figures: "Key figures", "Cifre principali";
    contents_of_book: "What the book holds", "Che cosa contiene il libro";
    pages: "Pages", "Pagine";
    previous_page: "Previous page", "Pagina precedente";
    next_page: "Next page", "Pagina successiva";
    /// Before the number of a page, for screen readers.
    page_number: "Page", "Pagina";
    years: "Years", "Anni";
    letters: "Letters", "Lettere";
    not_expanded: "No source says what it stands for.", "Nessuna fonte la scioglie.";
    used_in: "Used in", "Usato in";
    cited_times: "Citations", "Citazioni";
    latest: "Latest", "Ultimo";
    nothing_yet: "Nothing here yet.", "Ancora nulla.";

    // Search.
    search_label: "Search this book", "Cerca nel libro";
    search_button: "Search", "Cerca";
    search_needs_scripts: "Searching needs JavaScript. Without it, these lists lead to everything in the book:", "La ricerca richiede JavaScript. Senza, questi elenchi portano a tutto il libro:";
    /// Announced when a query has no results.
    search_none: "Nothing found.", "Nessun risultato.";
    search_one: "1 result", "1 risultato";
    /// `{n}` is replaced by the number.
    search_many: "{n} results", "{n} risultati";
    search_first: "the first {n} are shown", "si mostrano i primi {n}";
    search_failed: "The search index could not be loaded.", "Non è stato possibile caricare l’indice.";
    search_loading: "Searching …", "Ricerca in corso …";
    search_hint: "Every word must occur; the beginning of a word is enough.", "Tutte le parole devono comparire; basta l’inizio di una parola.";

    // Not found.
    not_found: "Page not found", "Pagina non trovata";
    not_found_text: "There is no page at this address. It may have been moved, or the address may be mistyped.", "A questo indirizzo non c’è alcuna pagina. Potrebbe essere stata spostata, oppure l’indirizzo è errato.";
    try_instead: "Try one of these", "Si può provare con";

    // Embeds.
    from_page: "From", "Da";

    // Closed lists.
    confidence_high: "High confidence", "Attendibilità alta";
    confidence_moderate: "Moderate confidence", "Attendibilità media";
    confidence_low: "Low confidence", "Attendibilità bassa";
    status_draft: "Draft", "Bozza";
    status_review: "In review", "In revisione";
    status_published: "Published", "Pubblicato";
    status_superseded: "Superseded", "Superato";
    status_withdrawn: "Withdrawn", "Ritirato";
    dispute_definition: "Definition", "Definizione";
    dispute_date: "Date", "Data";
    dispute_rounding: "Rounding", "Arrotondamento";
    dispute_scope: "Scope", "Ambito";
    dispute_disagreement: "Disagreement", "Disaccordo";
    dispute_kind: "Kind", "Tipo";
    dispute_computed: "Incompatible values", "Valori incompatibili";
    observation_actual: "Actual", "Effettivo";
    observation_claimed: "Claimed", "Dichiarato";
    observation_target: "Target", "Obiettivo";
    observation_forecast: "Forecast", "Previsione";
    actor_person: "Person", "Persona";
    actor_organisation: "Organisation", "Organizzazione";
    actor_company: "Company", "Azienda";
    actor_state: "State", "Stato";
    actor_programme: "Programme", "Programma";
    actor_platform: "Platform", "Piattaforma";
    actors_person: "People", "Persone";
    actors_organisation: "Organisations", "Organizzazioni";
    actors_company: "Companies", "Aziende";
    actors_state: "States", "Stati";
    actors_programme: "Programmes", "Programmi";
    actors_platform: "Platforms", "Piattaforme";
    kind_brief: "Brief", "Scheda";
    kind_topic: "Topic", "Tema";
    kind_actor: "Actor", "Attore";
    kind_source: "Source", "Fonte";
    kind_figure: "Figure", "Cifra";
    kind_dispute: "Dispute", "Divergenza";
    kind_event: "Event", "Evento";
    kind_term: "Term", "Termine";
    kind_page: "Page", "Pagina";
    kinds_brief: "Briefs", "Schede";
    kinds_topic: "Topics", "Temi";
    kinds_actor: "Actors", "Attori";
    kinds_source: "Sources", "Fonti";
    kinds_figure: "Figures", "Cifre";
    kinds_dispute: "Disputes", "Divergenze";
    kinds_event: "Events", "Eventi";
    kinds_term: "Terms", "Termini";
    kinds_page: "Pages", "Pagine";
    change_added: "Added", "Aggiunta";
    change_changed: "Changed", "Modificata";
    change_corrected: "Corrected", "Corretta";
    change_superseded: "Superseded", "Superata";
    change_withdrawn: "Withdrawn", "Ritirata";

    // Counts: one, several.
    one_brief: "brief", "scheda";
    many_brief: "briefs", "schede";
    one_topic: "topic", "tema";
    many_topic: "topics", "temi";
    one_actor: "actor", "attore";
    many_actor: "actors", "attori";
    one_source: "source", "fonte";
    many_source: "sources", "fonti";
    one_figure: "figure", "cifra";
    many_figure: "figures", "cifre";
    one_dispute: "dispute", "divergenza";
    many_dispute: "disputes", "divergenze";
    one_event: "event", "evento";
    many_event: "events", "eventi";
    one_term: "term", "termine";
    many_term: "terms", "termini";
    one_page: "page", "pagina";
    many_page: "pages", "pagine";

    // Notices.
    notice_draft: "This is a draft", "Questa è una bozza";
    notice_review: "This brief is in review", "Questa scheda è in revisione";
    notice_superseded: "This brief has been superseded", "Questa scheda è stata superata";
    notice_withdrawn: "This brief has been withdrawn", "Questa scheda è stata ritirata";
    notice_retracted_source: "This source has been retracted", "Questa fonte è stata ritirata";
    notice_rests_on_retracted: "This page rests on a retracted source", "Questa pagina si fonda su una fonte ritirata";
    notice_corrected_source: "This source has been corrected", "Questa fonte è stata corretta";
    notice_rests_on_corrected: "This page rests on a source that was corrected", "Questa pagina si fonda su una fonte che è stata corretta";
    notice_outdated_translation: "This translation is older than its original", "Questa traduzione è più vecchia dell’originale";
    notice_review_due: "This page is past its review date", "Per questa pagina è scaduto il termine di revisione";
    due_for_review_since: "Due for review since {date}.", "Da rivedere dal {date}.";

    // Dates.
    /// The twelve months, separated by spaces.
    months: "January February March April May June July August September October November December", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre";
    /// The four quarters, separated by semicolons.
    quarters: "first quarter of;second quarter of;third quarter of;fourth quarter of", "primo trimestre;secondo trimestre;terzo trimestre;quarto trimestre";
}

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
        match lang.split('-').next() {
            Some("it") => &ITALIAN,
            _ => &ENGLISH,
        }
    }

    /// The words as templates read them.
    #[must_use]
    pub fn value(&'static self) -> tera::Value {
        static VALUES: [LazyLock<tera::Value>; 2] = [
            LazyLock::new(|| tera::Value::from_serializable(&ENGLISH)),
            LazyLock::new(|| tera::Value::from_serializable(&ITALIAN)),
        ];
        VALUES[usize::from(self.lang == ITALIAN.lang)].clone()
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
        CountView { number, label: if number == 1 { one } else { many }.to_owned(), href }
    }

    /// `29 April 2025`. Month and day count from 1.
    #[must_use]
    pub fn day(&self, year: i32, month: u8, day: u8) -> DateView {
        DateView {
            label: format!("{day} {} {year}", self.month_name(month)),
            iso: (year > 0).then(|| format!("{year:04}-{month:02}-{day:02}")),
        }
    }

    /// `June 2025`.
    #[must_use]
    pub fn month(&self, year: i32, month: u8) -> DateView {
        DateView {
            label: format!("{} {year}", self.month_name(month)),
            iso: (year > 0).then(|| format!("{year:04}-{month:02}")),
        }
    }

    /// `2005`.
    #[must_use]
    pub fn year(&self, year: i32) -> DateView {
        DateView { label: year.to_string(), iso: (year > 0).then(|| format!("{year:04}")) }
    }

    /// `second quarter of 2025`; HTML has no form for it. Quarters count from 1.
    #[must_use]
    pub fn quarter(&self, year: i32, quarter: u8) -> DateView {
        let name = self.quarters.split(';').nth(usize::from(quarter.max(1)) - 1);
        DateView { label: format!("{} {year}", name.unwrap_or_default()), iso: None }
    }

    /// From one period to another: `January 2025 – May 2025`; HTML has no form for it.
    #[must_use]
    pub fn range(&self, first: &DateView, last: &DateView) -> DateView {
        DateView { label: format!("{} – {}", first.label, last.label), iso: None }
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
        for ui in [&ENGLISH, &ITALIAN] {
            assert_eq!(ui.months.split(' ').count(), 12, "{}", ui.lang);
            assert_eq!(ui.quarters.split(';').count(), 4, "{}", ui.lang);
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
            DateView { label: "second quarter of 2024".into(), iso: None }
        );
        let range = ui.range(&ui.month(2025, 1), &ui.month(2025, 5));
        assert_eq!(range, DateView { label: "January 2025 – May 2025".into(), iso: None });
        assert_eq!(UiText::of("it-CH").day(2025, 4, 29).label, "29 aprile 2025");
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
