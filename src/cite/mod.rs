//! The bibliography engine: what notes, running text and bibliographies print for a source.
//!
//! Hayagriva formats a source by a CSL style in milliseconds, so each is formatted once for a kind
//! of locator, with a placeholder for the locator's value, and remembered ([`Citations`]). This
//! module numbers no notes and knows no pages and no addresses: the sources of a note go in, its
//! text comes out, whatever stands before it.

mod format;
mod locator;
mod order;
mod record;
mod rich;
mod style;
mod through;
mod titles;

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod tests;

pub use record::{Name, Record, WorkDate, WorkKind};
pub use rich::{Baseline, Link, Marks, Rich, Run, WebUrl};
pub use style::{DEFAULT_STYLE, Style, StyleKind, UnknownStyle, style_names};

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use ahash::AHashMap;
use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::Locator as Label;

use crate::model::{Lang, Source, SourceKey};
use crate::par;
use crate::syntax::reference::Locator;
use format::{Form, Template};
use locator::{Place, Shape};
use through::Through;
use titles::{plain_entry, short_title};

/// One source of a citation.
#[derive(Clone, Copy, Debug)]
pub struct CiteItem<'a> {
    pub key: &'a SourceKey,
    /// Text before the source: `see`.
    pub prefix: &'a str,
    pub locator: Option<&'a Locator>,
    /// An earlier note of the page has cited the source in full: styles of notes then shorten it.
    pub again: bool,
}

/// Every source of a book, formatted as asked for.
///
/// What is returned depends on the sources, the style and the arguments alone. Formatted pieces are
/// remembered, so that a source cited a thousand times is formatted a few times; calls may come
/// from any number of threads.
pub struct Citations {
    style: Style,
    entries: Vec<Entry>,
    keys: Vec<SourceKey>,
    by_key: AHashMap<SourceKey, usize>,
    /// For each source, the one that alone it is known through.
    through: Vec<Option<Through>>,
    /// In the order of the bibliography.
    order: Vec<usize>,
    /// Each source's place in the bibliography.
    ranks: Vec<usize>,
    /// For each source, those that it could be mistaken for and itself, in the bibliography's
    /// order; empty where it stands alone.
    alike: Vec<Vec<usize>>,
    /// The language of each source's titles.
    languages: Vec<Lang>,
    /// What the style calls a place, of one and of several.
    labels: HashMap<(Label, bool), String>,
    memo: RwLock<HashMap<Wanted, Arc<Template>>>,
    /// For each source, its entry in the bibliography.
    works: Vec<OnceLock<Rich>>,
}

/// A piece that the style formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Wanted {
    source: usize,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum What {
    Citation(Form, Option<(Label, Shape)>),
    Bibliography,
}

impl Citations {
    /// Takes the sources of a book; those that name no language are in `own`. Nothing is formatted
    /// before it is asked for.
    #[must_use]
    pub fn new(sources: &[Source], style: Style, own: &Lang) -> Self {
        let entries: Vec<Entry> = sources.iter().map(|source| source.entry.clone()).collect();
        let keys: Vec<SourceKey> = sources.iter().map(|source| source.key.value.clone()).collect();
        let by_key: AHashMap<SourceKey, usize> = keys.iter().cloned().zip(0..).collect();
        let through = sources.iter().map(|source| Through::of(source, &by_key)).collect();
        let order = order::order(&entries, style.kind(), style.lang());
        let alike = match style.kind() {
            StyleKind::AuthorDate => mistakable(&entries, &order),
            StyleKind::Note | StyleKind::Numeric => vec![Vec::new(); entries.len()],
        };
        let languages = sources.iter().map(|it| it.language(own)).collect();
        let labels = format::labels(&style.0.locales);
        let mut ranks = vec![0; order.len()];
        for (rank, &source) in order.iter().enumerate() {
            ranks[source] = rank;
        }
        let works = entries.iter().map(|_| OnceLock::new()).collect();
        Self {
            style,
            entries,
            keys,
            by_key,
            through,
            order,
            ranks,
            alike,
            languages,
            labels,
            memo: RwLock::default(),
            works,
        }
    }

    #[must_use]
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// The text of one note: its sources in the order given, each in the form of a first or of a
    /// later mention, and a full stop. After what the style prints of a locator stand its further parts, and its
    /// lines as "line 57 of the stored text". A work that is known only through another source is
    /// followed by that source and the place in it, and both are links to the sources' pages.
    ///
    /// A style of numbers prints the bibliography's entry. A source that the book does not hold is
    /// printed as its key.
    #[must_use]
    pub fn note(&self, items: &[CiteItem<'_>]) -> Rich {
        let style = &self.style.0.forms;
        let mut note = Rich::new();
        if self.style.kind() == StyleKind::Note {
            note.push_str(&style.prefix);
        }
        note.extend(self.joined(items));
        if self.style.kind() == StyleKind::Note && !matches!(style.suffix.as_str(), "" | ".") {
            note.push_str(&style.suffix);
        } else if !note.is_blank() && !note.ends_with(&['.', '?', '!', '…']) {
            note.push_str(".");
        }
        note
    }

    /// The sources in one bracket, as styles of authors and years put them in running text:
    /// `(Chiriatti 2026, sec. 3.1)`.
    #[must_use]
    pub fn parenthetical(&self, items: &[CiteItem<'_>]) -> Rich {
        let mut citation = Rich::plain(&self.style.0.forms.prefix);
        citation.extend(self.joined(items));
        citation.push_str(&self.style.0.forms.suffix);
        citation
    }

    fn joined(&self, items: &[CiteItem<'_>]) -> Rich {
        let mut joined = Rich::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                joined.push_str(&self.style.0.forms.delimiter);
            }
            let prefix = item.prefix.trim();
            if !prefix.is_empty() {
                joined.push_str(prefix);
                joined.push_str(" ");
            }
            let earlier = index.checked_sub(1).map(|before| items[before].key);
            match item.locator {
                // Another place in the same source needs no more than the place.
                Some(locator) if earlier == Some(item.key) && prefix.is_empty() => {
                    joined.extend(self.place_alone(locator));
                }
                _ => joined.extend(self.one(item)),
            }
        }
        joined
    }

    fn place_alone(&self, locator: &Locator) -> Rich {
        let mut place = Rich::new();
        self.push_places(&mut place, Place::all(locator));
        self.push_lines(&mut place, Some(locator));
        place.trim_start(&[',']);
        place
    }

    /// One source of a citation, without prefix and affixes, and what it is known through.
    fn one(&self, item: &CiteItem<'_>) -> Rich {
        let Some(&source) = self.by_key.get(item.key) else {
            return Rich::plain(item.key.as_str());
        };
        let form = if item.again { Form::Again } else { Form::Citation };
        let mut text = self.alone(source, item.locator, form);
        if let Some(through) = &self.through[source] {
            text.strip_end('.');
            text.link_start(item.key);
            text.push_str(", ");
            text.push_str(through::phrase(self.style.lang()));
            text.push_str(" ");
            text.extend(self.citing(through));
        }
        text
    }

    /// The source that a work is known through, in few words, and the place in it.
    fn citing(&self, through: &Through) -> Rich {
        let locator = through.locator.as_ref();
        let key = &self.keys[through.source];
        if self.style.kind() == StyleKind::AuthorDate {
            let mut text = self.alone(through.source, locator, Form::Citation);
            text.link_start(key);
            return text;
        }
        let mut text =
            self.piece(through.source, What::Citation(Form::Author, None)).rich().clone();
        if !text.is_blank() {
            text.push_str(", ");
        }
        text.extend(self.said(through.source, short_title(&self.entries[through.source])));
        text.link_start(key);
        self.push_places(&mut text, locator.into_iter().flat_map(Place::all));
        self.push_lines(&mut text, locator);
        text
    }

    /// A source by itself, with its place.
    fn alone(&self, source: usize, locator: Option<&Locator>, form: Form) -> Rich {
        let mut places = locator.into_iter().flat_map(Place::all);
        let first = places.next();
        let (mut text, printed) = match self.style.kind() {
            StyleKind::Numeric => {
                let mut entry = self.bibliography_of(source).clone();
                if locator.is_some() {
                    entry.strip_end('.');
                }
                (entry, false)
            }
            StyleKind::Note => self.with_place(source, form, first.as_ref()),
            StyleKind::AuthorDate => self.with_place(source, Form::Citation, first.as_ref()),
        };
        if text.is_blank() {
            text = self.said(source, plain_entry(&self.entries[source]));
        }
        self.push_places(&mut text, first.into_iter().filter(|_| !printed).chain(places));
        self.push_lines(&mut text, locator);
        text
    }

    fn push_places(&self, text: &mut Rich, places: impl Iterator<Item = Place>) {
        for place in places {
            let several = place.shape == Shape::Several;
            text.push_str(", ");
            if let Some(label) = self.labels.get(&(place.label, several)) {
                text.push_str(label);
                text.push_str(" ");
            }
            text.push_str(&place.value);
        }
    }

    fn push_lines(&self, text: &mut Rich, locator: Option<&Locator>) {
        let lines = locator.and_then(|it| locator::lines_in_words(it, self.style.lang()));
        if let Some(lines) = lines {
            text.push_str(", ");
            text.push_str(&lines);
        }
    }

    /// A source as part of a sentence: its author, followed by year and locator in brackets where
    /// the style is one of authors and years; its title where no author is known.
    #[must_use]
    pub fn in_text(&self, item: &CiteItem<'_>) -> Rich {
        let Some(&source) = self.by_key.get(item.key) else {
            return Rich::plain(item.key.as_str());
        };
        let author = self.piece(source, What::Citation(Form::Author, None)).rich().clone();
        let anonymous = author.is_blank();
        let subject =
            if anonymous { self.said(source, short_title(&self.entries[source])) } else { author };
        if self.style.kind() != StyleKind::AuthorDate {
            return subject;
        }
        let place = item.locator.into_iter().flat_map(Place::all).next();
        let (mut text, _) = self.with_place(source, Form::AuthorAndYear, place.as_ref());
        text.trim_start(&[]);
        // Styles without a year leave the brackets empty where there is no locator.
        let hollow = text.to_text().ends_with("()");
        if text.is_blank() || hollow {
            return subject;
        }
        if anonymous {
            let mut whole = subject;
            whole.push_str(" ");
            whole.extend(text);
            return whole;
        }
        text
    }

    /// The bibliography's entry of a source, without number, and what the source is known through.
    #[must_use]
    pub fn bibliography_entry(&self, key: &SourceKey) -> Cow<'_, Rich> {
        let mut entry = self.work(key);
        if let Some(known) = self.known_through(key) {
            let entry = entry.to_mut();
            entry.push_str(" ");
            entry.extend(known);
        }
        entry
    }

    /// The bibliography's entry, whatever the source is known through.
    #[must_use]
    pub fn work(&self, key: &SourceKey) -> Cow<'_, Rich> {
        match self.by_key.get(key) {
            Some(&source) => Cow::Borrowed(self.bibliography_of(source)),
            None => Cow::Owned(Rich::plain(key.as_str())),
        }
    }

    /// The bibliography's entry without formatting, for "how to cite" and for data.
    #[must_use]
    pub fn plain(&self, key: &SourceKey) -> String {
        self.work(key).to_text()
    }

    /// What a source is known through, as a sentence: "As cited in Chiriatti, …, n. 79."
    #[must_use]
    pub fn known_through(&self, key: &SourceKey) -> Option<Rich> {
        let through = self.through[*self.by_key.get(key)?].as_ref()?;
        let mut sentence = Rich::plain(&through::sentence_start(self.style.lang()));
        sentence.push_str(" ");
        sentence.extend(self.citing(through));
        sentence.push_str(".");
        Some(sentence)
    }

    /// Every source of the book in the order of its bibliography, formatted.
    #[must_use]
    pub fn bibliography(&self) -> Vec<(&SourceKey, &Rich)> {
        par::map(&self.order, |&source| (&self.keys[source], self.bibliography_of(source)))
    }

    /// `keys` in the order of the bibliography, each once; those that the book does not hold come
    /// last.
    #[must_use]
    pub fn sorted<'a>(&self, keys: impl IntoIterator<Item = &'a SourceKey>) -> Vec<&'a SourceKey> {
        let mut keys: Vec<&SourceKey> = keys.into_iter().collect();
        keys.sort_by_cached_key(|key| {
            (self.by_key.get(*key).map_or(usize::MAX, |&source| self.ranks[source]), *key)
        });
        keys.dedup();
        keys
    }

    fn bibliography_of(&self, source: usize) -> &Rich {
        self.works[source].get_or_init(|| self.format_work(source))
    }

    fn format_work(&self, source: usize) -> Rich {
        let entry = self.piece(source, What::Bibliography);
        if !entry.rich().is_blank() {
            return entry.rich().clone();
        }
        // Some styles keep some kinds out of the bibliography, Chicago posts and manuscripts for
        // one. Here every source has its page, and needs its entry.
        let (mut text, _) = match self.style.kind() {
            StyleKind::Numeric => (Rich::new(), false),
            StyleKind::Note | StyleKind::AuthorDate => {
                self.with_place(source, Form::Citation, None)
            }
        };
        if text.is_blank() {
            text = self.said(source, plain_entry(&self.entries[source]));
        }
        if !text.ends_with(&['.', '?', '!', '…']) {
            text.push_str(".");
        }
        text
    }

    /// A piece with the value of `place` in it, and whether the style prints it.
    fn with_place(&self, source: usize, form: Form, place: Option<&Place>) -> (Rich, bool) {
        let wanted = place.map(|place| (place.label, place.shape));
        let template = self.piece(source, What::Citation(form, wanted));
        match place {
            Some(place) => template.fill(&place.value),
            None => (template.rich().clone(), false),
        }
    }

    fn piece(&self, source: usize, what: What) -> Arc<Template> {
        let wanted = Wanted { source, what };
        let memo = self.memo.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(template) = memo.get(&wanted) {
            return Arc::clone(template);
        }
        drop(memo);
        // Two threads may both come here and format the same piece: they get the same text.
        let template = Arc::new(self.format(wanted));
        self.memo
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(wanted, Arc::clone(&template));
        template
    }

    fn format(&self, wanted: Wanted) -> Template {
        let alone = [wanted.source];
        let group = match self.alike[wanted.source].as_slice() {
            [] => &alone[..],
            alike => alike,
        };
        let entries: Vec<&Entry> = group.iter().map(|&source| &self.entries[source]).collect();
        let at = group.iter().position(|&source| source == wanted.source).unwrap_or(0);
        let template = match wanted.what {
            What::Citation(form, place) => {
                format::citation(&self.style.0, &entries, at, form, place)
            }
            What::Bibliography => {
                Template::without_gap(format::bibliography_entry(&self.style.0, &entries, at))
            }
        };
        template.map(|text| self.said(wanted.source, text))
    }

    /// A text about a source, with the language of its titles.
    fn said(&self, source: usize, mut text: Rich) -> Rich {
        let lang = &self.languages[source];
        titles::mark(&mut text, &self.entries[source], lang, self.style.lang());
        text
    }
}

impl fmt::Debug for Citations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Citations")
            .field("style", &self.style)
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

/// For each source, the group of those that share its first author's family name and its year.
/// Groups of more than there are letters stay undivided: no style could tell them apart.
fn mistakable(entries: &[Entry], order: &[usize]) -> Vec<Vec<usize>> {
    const LETTERS: usize = 26;
    let mut groups: BTreeMap<(String, Option<i32>), Vec<usize>> = BTreeMap::new();
    for &source in order {
        let entry = &entries[source];
        let first = entry
            .authors()
            .or_else(|| entry.editors())
            .and_then(<[_]>::first)
            .map(|person| person.name.clone())
            .or_else(|| entry.title().map(ToString::to_string))
            .unwrap_or_default();
        let year = entry.date_any().map(|date| date.year);
        groups.entry((first, year)).or_default().push(source);
    }
    let mut alike = vec![Vec::new(); entries.len()];
    for group in groups.into_values() {
        if (2..=LETTERS).contains(&group.len()) {
            for &source in &group {
                alike[source] = group.clone();
            }
        }
    }
    alike
}
