//! A work as reference managers exchange it: BibTeX, RIS and CSL-JSON.
//!
//! Hayagriva reads bibliographies and writes none but its own YAML, so the three formats are written
//! here, from one plain [`Record`]. Knows nothing about citation styles, pages and addresses.

mod bibtex;
mod csl;
mod ris;
#[cfg(test)]
mod tests;

use hayagriva::Entry;
use hayagriva::types::{EntryType, Person};

/// What the formats have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What the work is called within one file: letters, digits and the signs that a key may have.
    pub key: String,
    pub kind: WorkKind,
    pub title: String,
    pub authors: Vec<Name>,
    pub editors: Vec<Name>,
    pub date: Option<WorkDate>,
    /// The journal, book or site that the work is part of.
    pub container: Option<String>,
    pub publisher: Option<String>,
    pub place: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    pub edition: Option<String>,
    /// What the work calls itself: a working paper, a doctoral dissertation.
    pub genre: Option<String>,
    pub number: Option<String>,
    pub url: Option<String>,
    pub accessed: Option<WorkDate>,
    pub doi: Option<String>,
    pub isbn: Option<String>,
    pub issn: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    pub summary: Option<String>,
    pub note: Option<String>,
}

/// A name: a person's in its parts, or a name that is not divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Person { family: String, given: String, prefix: String, suffix: String },
    Whole(String),
}

/// A date as precise as it is known. Months and days count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkDate {
    pub year: i32,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub approximate: bool,
}

/// Kinds of works, as far as the formats tell them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkKind {
    JournalArticle,
    NewspaperArticle,
    Article,
    ConferencePaper,
    /// A brief of a briefing book.
    Brief,
    Chapter,
    EncyclopediaEntry,
    Report,
    Thesis,
    Book,
    Proceedings,
    Periodical,
    WebPage,
    Post,
    Legislation,
    LegalCase,
    Patent,
    Manuscript,
    Video,
    Audio,
    Software,
    #[default]
    Other,
}

impl WorkKind {
    /// The names in BibTeX, RIS and CSL. Classic BibTeX has few types; what it lacks is `misc`.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::JournalArticle => ("article", "JOUR", "article-journal"),
            Self::NewspaperArticle => ("article", "NEWS", "article-newspaper"),
            Self::Article => ("misc", "GEN", "article"),
            Self::ConferencePaper => ("inproceedings", "CPAPER", "paper-conference"),
            Self::Brief => ("incollection", "RPRT", "report"),
            Self::Chapter => ("incollection", "CHAP", "chapter"),
            Self::EncyclopediaEntry => ("incollection", "ENCYC", "entry-encyclopedia"),
            Self::Report => ("techreport", "RPRT", "report"),
            Self::Thesis => ("phdthesis", "THES", "thesis"),
            Self::Book => ("book", "BOOK", "book"),
            Self::Proceedings => ("proceedings", "CONF", "book"),
            Self::Periodical => ("misc", "JFULL", "periodical"),
            Self::WebPage => ("misc", "ELEC", "webpage"),
            Self::Post => ("misc", "BLOG", "post-weblog"),
            Self::Legislation => ("misc", "STAT", "legislation"),
            Self::LegalCase => ("misc", "CASE", "legal_case"),
            Self::Patent => ("misc", "PAT", "patent"),
            Self::Manuscript => ("unpublished", "UNPB", "manuscript"),
            Self::Video => ("misc", "VIDEO", "motion_picture"),
            Self::Audio => ("misc", "SOUND", "song"),
            Self::Software => ("misc", "COMP", "software"),
            Self::Other => ("misc", "GEN", "document"),
        }
    }

    fn of(entry: &Entry) -> Self {
        let within = |kind| entry.parents().iter().any(|parent| *parent.entry_type() == kind);
        match entry.entry_type() {
            EntryType::Article if within(EntryType::Newspaper) => Self::NewspaperArticle,
            EntryType::Article if within(EntryType::Proceedings) => Self::ConferencePaper,
            EntryType::Article if within(EntryType::Conference) => Self::ConferencePaper,
            EntryType::Article if within(EntryType::Blog) => Self::Post,
            EntryType::Article if within(EntryType::Web) => Self::WebPage,
            EntryType::Article if entry.parents().is_empty() => Self::Article,
            EntryType::Article => Self::JournalArticle,
            EntryType::Chapter | EntryType::Anthos => Self::Chapter,
            EntryType::Entry => Self::EncyclopediaEntry,
            EntryType::Report => Self::Report,
            EntryType::Thesis => Self::Thesis,
            EntryType::Book | EntryType::Anthology | EntryType::Reference => Self::Book,
            EntryType::Proceedings => Self::Proceedings,
            EntryType::Periodical | EntryType::Newspaper => Self::Periodical,
            EntryType::Web => Self::WebPage,
            EntryType::Blog | EntryType::Post | EntryType::Thread => Self::Post,
            EntryType::Legislation => Self::Legislation,
            EntryType::Case => Self::LegalCase,
            EntryType::Patent => Self::Patent,
            EntryType::Manuscript => Self::Manuscript,
            EntryType::Video => Self::Video,
            EntryType::Audio => Self::Audio,
            EntryType::Repository => Self::Software,
            _ => Self::Other,
        }
    }
}

impl Record {
    /// An entry of a bibliography. What it lacks is taken from the work that it is part of.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let names = |people: Option<&[Person]>| -> Vec<Name> {
            people.unwrap_or_default().iter().map(Name::of).collect()
        };
        let publisher = entry.map(|it| it.publisher());
        let organization = || entry.map(|it| it.organization()).map(ToString::to_string);
        let text = |value: String| Some(plain(&value)).filter(|value| !value.is_empty());
        Self {
            key: key(entry.key()),
            kind: WorkKind::of(entry),
            title: entry.title().map(|it| plain(&it.to_string())).unwrap_or_default(),
            authors: names(entry.authors()),
            editors: names(entry.map(|it| it.editors())),
            date: entry.date_any().map(WorkDate::of),
            container: entry.map_parents(|it| it.title()).and_then(|it| text(it.to_string())),
            publisher: publisher
                .and_then(|it| it.name())
                .map(ToString::to_string)
                .or_else(organization)
                .and_then(text),
            place: publisher
                .and_then(|it| it.location())
                .or(entry.location())
                .and_then(|it| text(it.to_string())),
            volume: entry.map(|it| it.volume()).and_then(|it| text(it.to_string())),
            issue: entry.map(|it| it.issue()).and_then(|it| text(it.to_string())),
            pages: entry.page_range().and_then(|it| text(it.to_string())),
            edition: entry.map(|it| it.edition()).and_then(|it| text(it.to_string())),
            genre: entry.genre().and_then(|it| text(it.to_string())),
            number: entry.keyed_serial_number("serial").map(plain),
            url: entry.url_any().map(|it| it.value.to_string()),
            accessed: entry.url_any().and_then(|it| it.visit_date.as_ref()).map(WorkDate::of),
            doi: entry.map(|it| it.doi()).map(plain),
            isbn: entry.map(|it| it.isbn()).map(plain),
            issn: entry.map(|it| it.issn()).map(plain),
            language: entry.language().map(ToString::to_string),
            summary: entry.abstract_().and_then(|it| text(it.to_string())),
            note: entry.note().and_then(|it| text(it.to_string())),
        }
    }

    /// One BibTeX entry.
    #[must_use]
    pub fn to_bibtex(&self) -> String {
        bibtex::write(self)
    }

    /// One RIS record.
    #[must_use]
    pub fn to_ris(&self) -> String {
        ris::write(self)
    }

    /// A list of one CSL item, as JSON.
    #[must_use]
    pub fn to_csl_json(&self) -> String {
        csl::write(self)
    }
}

impl Name {
    /// A name as an author wrote it: `Family, Given` is divided, anything else is kept whole, since
    /// nothing tells a person from a body.
    #[must_use]
    pub fn written(text: &str) -> Self {
        match text.split_once(',') {
            Some((family, given)) if !family.trim().is_empty() && !given.trim().is_empty() => {
                Self::Person {
                    family: plain(family),
                    given: plain(given),
                    prefix: String::new(),
                    suffix: String::new(),
                }
            }
            _ => Self::Whole(plain(text)),
        }
    }

    fn of(person: &Person) -> Self {
        let part = |part: &Option<String>| part.as_deref().map(plain).unwrap_or_default();
        match &person.given_name {
            Some(given) => Self::Person {
                family: plain(&person.name),
                given: plain(given),
                prefix: part(&person.prefix),
                suffix: part(&person.suffix),
            },
            None => Self::Whole(plain(&format!("{} {}", part(&person.prefix), person.name))),
        }
    }
}

impl WorkDate {
    fn of(date: &hayagriva::types::Date) -> Self {
        Self {
            year: date.year,
            month: date.month.map(|month| month + 1),
            day: date.day.map(|day| day + 1),
            approximate: date.approximate,
        }
    }
}

impl From<crate::model::Date> for WorkDate {
    fn from(date: crate::model::Date) -> Self {
        Self {
            year: i32::from(date.year()),
            month: u8::try_from(date.month()).ok(),
            day: u8::try_from(date.day()).ok(),
            approximate: false,
        }
    }
}

/// On one line, without control characters: none of the formats has room for others.
fn plain(text: &str) -> String {
    let spaced = text.split(|c: char| c.is_whitespace() && c != '\u{a0}' || c.is_control());
    spaced.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A key that every reader of BibTeX takes; letters beyond ASCII are kept.
fn key(written: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || "-_:./+".contains(c);
    written.chars().map(|c| if fits(c) { c } else { '-' }).collect()
}
