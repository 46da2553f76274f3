//! When the text of a page changed for its readers, and how it read before.
//!
//! A revision is the last commit of a day that changed *published* text. What was a draft, in
//! review, under embargo or impossible to build at the time was never published, and no word of it
//! is ever shown; the same goes for a translation whose original was not published then. Worked out
//! for a page when the page asks. Knows no URL and no HTML, and nothing about git.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::decode::{self, Decoded, Settings};
use crate::diag::{Code, Diagnostic, Place, Severity, did_you_mean};
use crate::model::{
    Brief, Commit, Config, Date, Document, EntityId, History, HistoryMode, Judgement, Lang, Version,
};
use crate::site::Site;
use crate::source::{SourceFile, SourcePath, SourceSet, SourceSetBuilder};
use crate::syntax::body::{Body, Event, is_inline};
use crate::syntax::front_matter;
use crate::syntax::reference::{Citation, Locator, LocatorPart, ReferenceKind};

use pulldown_cmark::{Tag, TagEnd};

/// The revisions of every page, each page's worked out at its first use.
#[derive(Debug)]
pub struct Revisions {
    history: Arc<History>,
    mode: HistoryMode,
    settings: Settings,
    as_of: Date,
    /// By today's path of the original, or of the translation.
    known: BTreeMap<SourcePath, OnceLock<Vec<Revision>>>,
}

/// A page's text from one day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The day on which readers first could read it.
    pub day: Date,
    pub commit: Arc<Commit>,
    pub text: PublishedText,
}

/// What readers saw, as plain text: references as they were written, white space folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishedText {
    pub title: String,
    pub summary: Option<String>,
    pub judgements: Vec<String>,
    /// One text a paragraph, heading, list item, row of a table or block of code.
    pub body: Vec<String>,
}

impl Revisions {
    /// Of a book with these settings; what was committed after `as_of` is left out.
    #[must_use]
    pub fn new(history: Arc<History>, config: &Config, as_of: Date) -> Self {
        let mode = config.history;
        let history = if mode == HistoryMode::Off { Arc::default() } else { history };
        let known = history.paths().map(|path| (path.clone(), OnceLock::new())).collect();
        Self { history, mode, settings: Settings::of(config), as_of, known }
    }

    /// Whether subjects and authors of commits are shown.
    #[must_use]
    pub fn with_names(&self) -> bool {
        self.mode == HistoryMode::Full
    }

    /// The revisions of a page in `lang`, or of its original where there is no translation, from
    /// its publication to the newest. None where the history does not know the page.
    #[must_use]
    pub fn of(&self, site: &Site, set: &SourceSet, entity: &EntityId, lang: &Lang) -> &[Revision] {
        let Some(document) = site.document(entity, lang) else { return &[] };
        let path = set.get(document.file).path();
        let Some(known) = self.known.get(path) else { return &[] };
        if let Some(known) = known.get() {
            return known;
        }
        let own = self.published(&Today::of(site, set, entity, document));
        let original = site
            .languages_of(entity)
            .first()
            .filter(|_| document.translation && matches!(entity, EntityId::Brief(_)))
            .and_then(|first| site.document(entity, first));
        // A translation has no status and no date of its own.
        let published = match original {
            Some(original) => within(own, &self.published(&Today::of(site, set, entity, original))),
            None => own,
        };
        let found = revisions(published);
        // Worked out before the cell is taken: a thread that holds it must never wait for others.
        known.get_or_init(|| found)
    }

    /// The versions of a file that readers could read, each with the days on which they could.
    fn published(&self, today: &Today<'_>) -> Vec<Published> {
        let days = by_day(self.history.versions(today.path), self.as_of);
        let ends = days.iter().skip(1).map(|(day, _)| Some(*day)).chain([None]);
        let mut published = Vec::new();
        for ((day, version), end) in days.iter().zip(ends) {
            let text = if today.is(version) { today.text() } else { self.text(version) };
            let Some((not_before, text)) = text else { continue };
            let span = Days { from: (*day).max(not_before), before: end };
            if !span.is_empty() && span.from <= self.as_of {
                published.push(Published { span, commit: Arc::clone(&version.commit), text });
            }
        }
        published
    }

    /// What a version said, and the day before which it said it to nobody; `None` where the book
    /// could not have shown it on any day.
    fn text(&self, version: &Version) -> Option<(Date, PublishedText)> {
        let mut set = SourceSetBuilder::new();
        set.insert(version.path.clone()?, Arc::clone(&version.text));
        let set = set.build();
        let (id, file) = set.iter().next()?;
        let decoded = decode::file(id, file, &self.settings);
        if !file.is_text() || decoded.faults.iter().any(|fault| hides(fault, file)) {
            return None;
        }
        published_text(&decoded)
    }
}

/// Whether a version with this fault counts as never published. A fault in the front matter may
/// hide that the text was a draft; one in the body hides nothing.
fn hides(fault: &Diagnostic, file: &SourceFile) -> bool {
    let Place::Span(span) = fault.place else { return true };
    let body = front_matter::split(span.file, file.text()).0.body;
    if fault.severity != Severity::Error || (body.start > 0 && body.contains(&span.range().start)) {
        return false;
    }
    match fault.code {
        Code::MissingKey => false,
        Code::UnknownKey => {
            let key = file.text().get(span.range()).unwrap_or_default();
            did_you_mean(key, ["status", "date"]).is_some()
        }
        _ => true,
    }
}

fn published_text(decoded: &Decoded) -> Option<(Date, PublishedText)> {
    if let Some(brief) = decoded.briefs.first() {
        return original_text(brief);
    }
    let none: &[Judgement] = &[];
    let (document, judgements) = None
        .or_else(|| decoded.translations.first().map(|it| (&it.document, it.judgements.as_slice())))
        .or_else(|| decoded.topics.first().map(|it| (&it.document, none)))
        .or_else(|| decoded.actors.first().map(|it| (&it.document, none)))
        .or_else(|| decoded.pages.first().map(|it| (&it.document, none)))?;
    (!document.partial).then(|| (Date::MIN, page_text(document, judgements)))
}

/// The text of a brief that is no translation, and the day on which its embargo ends.
fn original_text(brief: &Brief) -> Option<(Date, PublishedText)> {
    let dated = brief.date.value != Date::ZERO;
    let shown = !brief.status.is_unpublished() && dated && !brief.document.partial;
    shown.then(|| (brief.date.value, page_text(&brief.document, &brief.judgements)))
}

fn page_text(document: &Document, judgements: &[Judgement]) -> PublishedText {
    PublishedText {
        title: document.title.value.clone(),
        summary: document.summary.as_ref().map(|summary| line(&summary.body)),
        judgements: judgements.iter().map(judgement).collect(),
        body: blocks(&document.body),
    }
}

/// A page as it stands in the book today, so that a version that is the same need not be decoded
/// again.
struct Today<'s> {
    path: &'s SourcePath,
    /// The file's bytes, its document and, of a brief, the rest; `None` where all must be decoded.
    page: Option<(&'s [u8], &'s Document, Option<&'s Brief>)>,
}

impl<'s> Today<'s> {
    fn of(site: &'s Site, set: &'s SourceSet, entity: &EntityId, document: &'s Document) -> Self {
        let file = set.get(document.file);
        let brief = match entity {
            EntityId::Brief(id) => site.brief(id, &document.lang),
            _ => None,
        };
        Self { path: file.path(), page: Some((file.bytes(), document, brief)) }
    }

    fn is(&self, version: &Version) -> bool {
        let same = self.page.is_some_and(|(bytes, ..)| *bytes == *version.text);
        same && version.path.as_ref() == Some(self.path)
    }

    fn text(&self) -> Option<(Date, PublishedText)> {
        let (_, document, brief) = self.page?;
        match brief {
            _ if document.partial => None,
            Some(brief) if !document.translation => original_text(brief),
            Some(brief) => Some((Date::MIN, page_text(document, &brief.judgements))),
            None => Some((Date::MIN, page_text(document, &[]))),
        }
    }
}

/// Days from one on, up to but without another.
#[derive(Clone, Copy, Debug)]
struct Days {
    from: Date,
    before: Option<Date>,
}

impl Days {
    fn is_empty(self) -> bool {
        self.before.is_some_and(|before| before <= self.from)
    }

    fn shared(self, other: Self) -> Self {
        let before = match (self.before, other.before) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { from: self.from.max(other.from), before }
    }
}

#[derive(Clone, Debug)]
struct Published {
    span: Days,
    commit: Arc<Commit>,
    text: PublishedText,
}

/// The last version of each day up to `as_of`, oldest first. A commit that its clock has put before
/// the one it follows counts for the day of that one.
fn by_day(newest_first: &[Version], as_of: Date) -> Vec<(Date, &Version)> {
    let mut days: Vec<(Date, &Version)> = Vec::new();
    for version in newest_first.iter().rev().filter(|version| version.commit.day <= as_of) {
        match days.last_mut() {
            Some(last) if last.0 >= version.commit.day => last.1 = version,
            _ => days.push((version.commit.day, version)),
        }
    }
    days
}

/// What of `own` was published while some version of `original` was.
fn within(own: Vec<Published>, original: &[Published]) -> Vec<Published> {
    own.into_iter()
        .filter_map(|version| {
            let shared = original.iter().map(|it| version.span.shared(it.span));
            let span = shared.filter(|span| !span.is_empty()).min_by_key(|span| span.from)?;
            Some(Published { span, ..version })
        })
        .collect()
}

fn revisions(published: Vec<Published>) -> Vec<Revision> {
    let mut revisions: Vec<Revision> = Vec::new();
    for Published { span, commit, text } in published {
        if revisions.last().is_none_or(|last| last.text != text) {
            revisions.push(Revision { day: span.from, commit, text });
        }
    }
    revisions
}

fn judgement(judgement: &Judgement) -> String {
    let text = line(&judgement.text.body);
    match &judgement.confidence {
        Some(confidence) => format!("{text} ({})", confidence.value.name()),
        None => text,
    }
}

/// A text of one paragraph.
fn line(body: &Body) -> String {
    blocks(body).join(" ")
}

/// The blocks of a body that hold text.
fn blocks(body: &Body) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open = String::new();
    for (event, _) in &body.events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                open.push_str(text);
            }
            Event::Reference(index) => {
                if let Some(reference) = body.references.get(*index) {
                    push_reference(&mut open, &reference.kind);
                }
            }
            Event::SoftBreak | Event::HardBreak => open.push(' '),
            // The cells of a row are read together.
            Event::Start(Tag::TableCell) if open.trim().is_empty() => {}
            Event::Start(Tag::TableCell) => open.push_str(" | "),
            Event::End(TagEnd::TableCell) => {}
            Event::Start(tag) if is_inline(&tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => close(&mut open, &mut blocks),
            Event::FootnoteReference(_) | Event::TaskMarker(_) => {}
        }
    }
    close(&mut open, &mut blocks);
    blocks
}

fn close(open: &mut String, blocks: &mut Vec<String>) {
    let folded: Vec<&str> = open.split_whitespace().collect();
    if !folded.is_empty() {
        blocks.push(folded.join(" "));
    }
    open.clear();
}

/// A reference by what was written: what it led to at the time is not known.
fn push_reference(out: &mut String, reference: &ReferenceKind) {
    match reference {
        ReferenceKind::Link(link) | ReferenceKind::Embed(link) => {
            out.push_str(link.shown());
            if let (Some(observation), None) = (&link.observation, &link.label) {
                out.push_str(" (");
                out.push_str(&observation.value);
                out.push(')');
            }
        }
        ReferenceKind::Citation(citation) => push_citation(out, citation),
        ReferenceKind::FileLink(_) | ReferenceKind::Image(_) => {}
    }
}

fn push_citation(out: &mut String, citation: &Citation) {
    if !out.is_empty() && !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
    if let (true, [item]) = (citation.narrative, citation.items.as_slice()) {
        out.push_str(&item.key.value);
        if let Some(locator) = &item.locator {
            push_locator(out, &locator.value);
        }
        return;
    }
    out.push('[');
    for (at, item) in citation.items.iter().enumerate() {
        if at > 0 {
            out.push_str("; ");
        }
        if !item.prefix.is_empty() {
            out.push_str(item.prefix.trim());
            out.push(' ');
        }
        out.push_str(&item.key.value);
        if let Some(locator) = &item.locator {
            push_locator(out, &locator.value);
        }
    }
    out.push(']');
}

fn push_locator(out: &mut String, locator: &Locator) {
    for part in &locator.parts {
        let printed = match part {
            LocatorPart::Page(value) => format!(", p. {value}"),
            LocatorPart::Section(value) => format!(", sec. {value}"),
            LocatorPart::Paragraph(value) => format!(", para. {value}"),
            LocatorPart::Note(value) => format!(", n. {value}"),
            LocatorPart::Lines(first, last) if first == last => format!(", L{first}"),
            LocatorPart::Lines(first, last) => format!(", L{first}-L{last}"),
        };
        out.push_str(&printed);
    }
}

#[cfg(test)]
mod tests;
