//! Sentences of a text, with what stands in them and where each piece lies in its file.
//!
//! Sentences end where Unicode Standard Annex 29 says, but for abbreviations of the language. A
//! row of a table counts as one sentence for what it cites. Knows nothing about numbers or words.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::language::Language;
use crate::site::{Resolved, Site, TextId, sentence_bounds};
use crate::source::Span;
use crate::syntax::body::{Block, BlockKind, Body, Event, fold_label};
use crate::syntax::reference::ReferenceKind;

/// A text of the book in a language that has a table of words.
#[derive(Debug)]
pub struct Text<'s> {
    pub id: TextId,
    pub body: &'s Body,
    pub targets: &'s [Resolved],
    pub language: &'static Language,
}

/// What stands in a sentence beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'s> {
    /// An index into the body's references.
    Reference(usize),
    /// A footnote's label.
    Footnote(&'s str),
}

/// One sentence.
#[derive(Debug)]
pub struct Sentence<'f, 's> {
    flat: &'f Flat<'s>,
    range: Range<usize>,
    pub marks: Vec<Mark<'s>>,
}

/// The pieces of text of a block, to see whether it needs to be taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Pieces<'b>(&'b [(Event, Span)]);

impl Pieces<'_> {
    #[must_use]
    pub fn any(self, found: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|(event, _)| matches!(event, Event::Text(text) if found(text)))
    }
}

/// Calls `visit` with every sentence of a text, headings left out, and blocks in which `relevant`
/// finds nothing to look for.
pub fn for_each_sentence<'s>(
    site: &'s Site,
    id: &TextId,
    body: &'s Body,
    relevant: impl Fn(&Language, Pieces<'_>) -> bool,
    mut visit: impl FnMut(&Text<'s>, &Sentence<'_, 's>),
) {
    let Some(language) = Language::of(&id.lang) else { return };
    let mut text = None;
    let mut tables = None;
    for block in body.blocks.iter().filter(|block| block.kind != BlockKind::Heading) {
        if !relevant(language, Pieces(&body.events[block.events.clone()])) {
            continue;
        }
        let mut flat = Flat::new(body, block);
        if block.kind == BlockKind::TableCell {
            let tables = tables.get_or_insert_with(|| Tables::of(body));
            flat.around = tables.marks_around(body, block.events.start);
        }
        let text = text.get_or_insert_with(|| Text {
            id: id.clone(),
            body,
            targets: site.resolved(id),
            language,
        });
        for sentence in flat.sentences(language) {
            visit(text, &sentence);
        }
    }
}

impl Text<'_> {
    /// Whether a mark brings a citation: by itself, as a value's note, or in a footnote.
    #[must_use]
    pub fn cites(&self, mark: Mark<'_>) -> bool {
        match mark {
            Mark::Reference(at) => {
                matches!(self.body.references[at].kind, ReferenceKind::Citation(_))
                    || matches!(self.targets.get(at), Some(Resolved::Value { .. }))
            }
            Mark::Footnote(label) => footnote_cites(self.body, label),
        }
    }
}

/// Whether the text of the footnote `label` cites.
#[must_use]
pub fn footnote_cites(body: &Body, label: &str) -> bool {
    let cites = |event: &Event| {
        matches!(event, Event::Reference(at)
            if matches!(body.references[*at].kind, ReferenceKind::Citation(_)))
    };
    let events = body.footnotes.get(&fold_label(label));
    events.is_some_and(|events| body.events[events.clone()].iter().any(|(it, _)| cites(it)))
}

impl<'s> Sentence<'_, 's> {
    #[must_use]
    pub fn text(&self) -> &str {
        &self.flat.text[self.range.clone()]
    }

    /// Where a range of the sentence's text lies in the file.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.flat.span(self.range.start + range.start..self.range.start + range.end)
    }

    /// Whether a range of its text is a link's, code, or a title in quotation marks or emphasis.
    #[must_use]
    pub fn is_name(&self, range: &Range<usize>) -> bool {
        self.overlaps(range, &self.flat.names)
    }

    /// Whether a range of its text stands in quotation marks.
    #[must_use]
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.overlaps(range, &self.flat.quoted)
    }

    fn overlaps(&self, range: &Range<usize>, others: &[Range<usize>]) -> bool {
        let (start, end) = (self.range.start + range.start, self.range.start + range.end);
        let before = others.partition_point(|other| other.start < end);
        others[..before].last().is_some_and(|other| start < other.end)
    }

    /// What stands in the sentence and, in a table, elsewhere in its row or in the table's head.
    pub fn marks_around(&self) -> impl Iterator<Item = Mark<'s>> {
        self.marks.iter().chain(&self.flat.around).copied()
    }
}

/// The text of a block, and the way back.
#[derive(Debug)]
struct Flat<'s> {
    body: &'s Body,
    text: String,
    /// Which event made which part of the text.
    pieces: Vec<(Range<usize>, usize)>,
    marks: Vec<(usize, Mark<'s>)>,
    around: Vec<Mark<'s>>,
    /// Sorted, and none within another.
    names: Vec<Range<usize>>,
    quoted: Vec<Range<usize>>,
}

impl<'s> Flat<'s> {
    fn new(body: &'s Body, block: &Block) -> Self {
        let mut flat = Self {
            body,
            text: String::new(),
            pieces: Vec::new(),
            marks: Vec::new(),
            around: Vec::new(),
            names: Vec::new(),
            quoted: Vec::new(),
        };
        let mut emphasis = None;
        let mut link = None;
        let mut images = 0_usize;
        for (index, (event, _)) in body.events[block.events.clone()].iter().enumerate() {
            let index = block.events.start + index;
            let start = flat.text.len();
            match event {
                Event::Start(Tag::Image { .. }) => images += 1,
                Event::End(TagEnd::Image) => images = images.saturating_sub(1),
                _ if images > 0 => {}
                Event::Text(text) => {
                    flat.text.push_str(text);
                    flat.pieces.push((start..flat.text.len(), index));
                }
                // Something stands there, and what it is does not matter.
                Event::Code(_) => flat.name("x"),
                Event::SoftBreak | Event::HardBreak => flat.text.push(' '),
                Event::FootnoteReference(label) => {
                    flat.marks.push((start, Mark::Footnote(label)));
                }
                Event::Reference(at) => {
                    flat.marks.push((start, Mark::Reference(*at)));
                    match &body.references[*at].kind {
                        ReferenceKind::Link(link) => flat.name(link.shown()),
                        // A name, so that a sentence can start with it.
                        ReferenceKind::Citation(citation) if citation.narrative => flat.name("X"),
                        _ => {}
                    }
                }
                Event::Start(Tag::Link { .. }) => link = Some(start),
                Event::End(TagEnd::Link) => {
                    flat.names.extend(link.take().map(|from| from..start));
                }
                Event::Start(Tag::Emphasis) => emphasis = Some(start),
                Event::End(TagEnd::Emphasis) => {
                    if let Some(from) = emphasis.take()
                        && is_title(&flat.text[from..])
                    {
                        flat.names.push(from..start);
                    }
                }
                _ => {}
            }
        }
        flat.find_quotations();
        flat
    }

    /// Adds text that is a name; a full stop in it ends no sentence.
    fn name(&mut self, text: &str) {
        let start = self.text.len();
        self.text.extend(text.chars().map(|c| if matches!(c, '.' | '?' | '!') { ',' } else { c }));
        self.names.push(start..self.text.len());
    }

    fn find_quotations(&mut self) {
        // Most texts have none, and are looked at many bytes in one step.
        let marked = |byte: u8| (byte == b'"') | !byte.is_ascii();
        if !self.text.bytes().fold(false, |found, byte| found | marked(byte)) {
            return self.order_names();
        }
        let mut open: Option<(usize, char)> = None;
        let mut found = Vec::new();
        for (at, mark) in self.text.char_indices() {
            match open {
                Some((from, closing)) if mark == closing => {
                    found.push(from..at);
                    open = None;
                }
                Some(_) => {}
                None => {
                    let closing = match mark {
                        '"' => Some('"'),
                        '“' => Some('”'),
                        '„' => Some('“'),
                        '«' => Some('»'),
                        _ => None,
                    };
                    open = closing.map(|closing| (at + mark.len_utf8(), closing));
                }
            }
        }
        let titles: Vec<_> =
            found.iter().filter(|range| is_title(&self.text[(*range).clone()])).cloned().collect();
        self.names.extend(titles);
        self.quoted = found;
        self.order_names();
    }

    fn order_names(&mut self) {
        self.names.retain(|name| !name.is_empty());
        self.names.sort_by_key(|name| name.start);
        self.names.dedup_by(|later, earlier| {
            let touch = later.start < earlier.end;
            if touch {
                earlier.end = earlier.end.max(later.end);
            }
            touch
        });
    }

    fn sentences(&self, language: &Language) -> Vec<Sentence<'_, 's>> {
        let name_at = |at: usize| {
            let after = self.names.partition_point(|name| name.start <= at);
            self.names[..after].last().filter(|name| at < name.end)
        };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut goes_on = false;
        for Range { start, end } in sentence_bounds(&self.text) {
            let part = &self.text[start..end];
            let within = name_at(start).is_some_and(|name| name.start < start);
            match ranges.last_mut() {
                Some(last) if goes_on || within => last.end = end,
                _ => ranges.push(start..end),
            }
            goes_on = ends_in_abbreviation(part, language);
        }
        let mut sentences: Vec<_> = ranges
            .into_iter()
            .map(|range| Sentence { flat: self, range, marks: Vec::new() })
            .collect();
        for &(at, mark) in &self.marks {
            // What has no words of its own belongs to the words before it, also after a full stop.
            let silent = name_at(at).is_none_or(|name| name.start != at);
            let anchor = match silent {
                true => self.text[..at].trim_end().len().saturating_sub(1),
                false => at,
            };
            let index = sentences.partition_point(|it| it.range.end <= anchor);
            if let Some(sentence) = sentences.get_mut(index) {
                sentence.marks.push(mark);
            }
        }
        sentences
    }

    fn span(&self, range: Range<usize>) -> Span {
        let piece = |at: usize| {
            let index = self.pieces.partition_point(|(piece, _)| piece.end <= at);
            self.pieces.get(index).filter(|(piece, _)| piece.contains(&at))
        };
        let place = |at: usize| {
            let (piece, event) = piece(at)?;
            let last = at + self.text[at..].chars().next().map_or(1, char::len_utf8);
            Some(self.body.span_within(*event, at - piece.start..last - piece.start))
        };
        let last = self.text[..range.end].char_indices().next_back().map_or(0, |(at, _)| at);
        match (place(range.start), place(last)) {
            (Some(first), Some(last)) => first.to(last),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => self.body.events[self.pieces.first().map_or(0, |it| it.1)].1,
        }
    }
}

/// Whether words read as a title: four or more, the first with a capital.
fn is_title(text: &str) -> bool {
    text.trim_start().starts_with(char::is_uppercase) && text.split_whitespace().count() >= 4
}

fn ends_in_abbreviation(sentence: &str, language: &Language) -> bool {
    let Some(stem) = sentence.trim_end().strip_suffix('.') else { return false };
    let word = stem.rsplit(|c: char| c.is_whitespace() || "(\"“«'’".contains(c)).next();
    let word = word.unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || language.is_abbreviation(&word.to_lowercase())
}

/// The rows of a body's tables.
struct Tables {
    /// The events of each row, in order, and those of the head of its table.
    rows: Vec<(Range<usize>, Range<usize>)>,
}

impl Tables {
    fn of(body: &Body) -> Self {
        let mut rows = Vec::new();
        let mut head = 0..0;
        let mut start = 0;
        for (at, (event, _)) in body.events.iter().enumerate() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => start = at,
                Event::End(TagEnd::TableHead) => {
                    head = start..at;
                    rows.push((start..at, 0..0));
                }
                Event::End(TagEnd::TableRow) => rows.push((start..at, head.clone())),
                _ => {}
            }
        }
        Self { rows }
    }

    /// What stands in the row of the cell at the event `cell`, and in the head of its table.
    fn marks_around<'s>(&self, body: &'s Body, cell: usize) -> Vec<Mark<'s>> {
        let index = self.rows.partition_point(|(row, _)| row.end <= cell);
        let Some((row, head)) = self.rows.get(index).filter(|(row, _)| row.contains(&cell)) else {
            return Vec::new();
        };
        let events = body.events[row.clone()].iter().chain(&body.events[head.clone()]);
        events
            .filter_map(|(event, _)| match event {
                Event::Reference(at) => Some(Mark::Reference(*at)),
                Event::FootnoteReference(label) => Some(Mark::Footnote(label)),
                _ => None,
            })
            .collect()
    }
}
