//! Parser events to a tree, with every limit and every refusal.
//!
//! Knows nothing about keys. An explicit stack holds the open collections, so that no input
//! decides the depth of a recursion.

use ahash::AHashMap;

use granit_parser::{Event, Options, Parser, ScalarStyle, options};

use super::anchors::{Anchors, Copied};
use super::fault::{Origin, diagnose, needs_quotes};
use super::{Node, Scalar, Value, scalar};
use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, Span, Spanned};

/// How much YAML is read before it counts as an attack or an accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole text.
    pub bytes: usize,
    /// Collections within collections.
    pub depth: usize,
    /// Nodes that anchors and aliases may copy.
    pub copied_nodes: usize,
    /// Bytes of text that anchors and aliases may copy.
    pub copied_bytes: usize,
}

impl Limits {
    /// For the front matter of a page: at most 64 kB.
    pub const FRONT_MATTER: Self =
        Self { bytes: 64 * 1024, depth: 64, copied_nodes: 10_000, copied_bytes: 1 << 20 };
    /// For registries and `site.yaml`: at most 16 MB.
    pub const REGISTRY: Self = Self { bytes: 16 << 20, ..Self::FRONT_MATTER };
}

/// After a syntax error, reading goes on at the next key of the outermost mapping, at most this
/// often: a file with more errors has one cause that repeats.
const MOST_RESTARTS: usize = 20;

/// Reads `text`, which stands in `file` from the byte `base` on.
///
/// The node is `None` where there is nothing but white space and comments, or where nothing could
/// be kept. After a fault [`Code::InvalidYaml`] or [`Code::YamlLimit`] the tree is what was read
/// around it: keys may be missing, and the value at the fault is [`Value::Null`].
#[must_use]
pub fn parse(
    file: FileId,
    text: &str,
    base: usize,
    limits: &Limits,
) -> (Option<Node>, Vec<Diagnostic>) {
    let origin = Origin { file, text, base };
    if text.len() > limits.bytes {
        let size = limits.bytes / 1024;
        let place = text.floor_char_boundary(limits.bytes);
        let fault = Diagnostic::new(
            Code::YamlLimit,
            origin.character(place),
            format!("YAML here may be at most {size} kB long"),
        )
        .hint("move long text into the body, or split the file");
        return (None, vec![fault]);
    }
    let mut builder = Builder::new(origin, limits);
    let mut from = 0;
    for restart in 0..=MOST_RESTARTS {
        match builder.read(from) {
            Some(stopped) if restart < MOST_RESTARTS => match builder.next_entry(stopped) {
                Some(next) => from = next,
                None => break,
            },
            _ => break,
        }
    }
    (builder.root, builder.faults)
}

struct Builder<'a> {
    origin: Origin<'a>,
    limits: &'a Limits,
    open: Vec<Frame>,
    root: Option<Node>,
    anchors: Anchors,
    faults: Vec<Diagnostic>,
    /// Whether a part of the text has been passed over, so that anchors may be unknown.
    restarted: bool,
}

/// An open collection.
struct Frame {
    span: Span,
    anchor: usize,
    kind: Kind,
}

enum Kind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, seen: Seen, key: Option<Key> },
}

type Entry = (Spanned<String>, Node);

/// The keys of a mapping with many entries, to find one that stands twice. Few are looked through.
#[derive(Default)]
struct Seen(Option<AHashMap<String, Span>>);

impl Seen {
    const MANY: usize = 32;

    /// Where `text` stands among the keys of `entries`; else it is to be the next.
    fn first(&mut self, entries: &[Entry], text: &str, span: Span) -> Option<Span> {
        if entries.len() < Self::MANY {
            return entries.iter().find(|(key, _)| key.value == text).map(|(key, _)| key.span);
        }
        let read = || entries.iter().map(|(key, _)| (key.value.clone(), key.span)).collect();
        let seen = self.0.get_or_insert_with(read);
        let first = seen.get(text).copied();
        if first.is_none() {
            seen.insert(text.to_owned(), span);
        }
        first
    }
}

/// A key whose value is still to come.
enum Key {
    Kept(Spanned<String>),
    /// Faulty: its value is read and dropped.
    Dropped,
}

/// Reading cannot go on, and no fault needs to be added.
struct Stop;

impl<'a> Builder<'a> {
    fn new(origin: Origin<'a>, limits: &'a Limits) -> Self {
        Self {
            origin,
            limits,
            open: Vec::new(),
            root: None,
            anchors: Anchors::default(),
            faults: Vec::new(),
            restarted: false,
        }
    }

    fn options(&self) -> Options {
        options! {
            emit_unresolved_aliases: true,
            emit_comments: false,
            disallow_directives: true,
            flow_nesting_limit: self.limits.depth,
            block_nesting_limit: self.limits.depth,
        }
    }

    /// Reads from the byte `from` on. `Some` is where a syntax error stopped it.
    fn read(&mut self, from: usize) -> Option<usize> {
        let origin = self.origin;
        let part = &origin.text[from..];
        let earlier = self.root.take();
        self.anchors.forget();
        let mut documents = 0;
        let mut stopped = None;
        for event in Parser::new_from_str_with_options(part, self.options()) {
            let (event, span) = match event {
                Ok(pair) => pair,
                Err(error) => {
                    let shifted = Origin { text: part, base: origin.base + from, ..origin };
                    let fault = diagnose(shifted, &error);
                    let at = from + error.marker().byte_offset().unwrap_or(0).min(part.len());
                    if fault.code != Code::YamlLimit {
                        stopped = Some(at);
                    }
                    if !self.follows_from_last(at) {
                        self.faults.push(fault);
                    }
                    break;
                }
            };
            let range = span.byte_range().unwrap_or(0..0);
            let range = from + range.start..from + range.end;
            if let Event::DocumentStart(..) = event {
                documents += 1;
                if documents > 1 {
                    self.faults.push(
                        Diagnostic::new(
                            Code::UnsupportedYaml,
                            origin.span(range),
                            "a second document starts here",
                        )
                        .hint("a file holds one document: remove the line `---`"),
                    );
                    break;
                }
                continue;
            }
            let tag = span.tag_span().and_then(|tag| tag.byte_range());
            if let Some(tag) = tag {
                self.refuse_tag(from + tag.start..from + tag.end);
            }
            if self.event(event, range).is_err() {
                break;
            }
        }
        self.close_all(stopped);
        self.merge(earlier);
        stopped
    }

    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) -> Result<(), Stop> {
        if let Event::Scalar(text, style, anchor, _) = event {
            return self.scalar(&text, style, anchor, range);
        }
        let span = self.origin.span(range.clone());
        match event {
            Event::SequenceStart(_, anchor, _) => {
                self.start(Frame { span, anchor, kind: Kind::Sequence(Vec::new()) })
            }
            Event::MappingStart(_, anchor, _) => {
                let kind = Kind::Mapping { entries: Vec::new(), seen: Seen::default(), key: None };
                self.start(Frame { span, anchor, kind })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span);
                Ok(())
            }
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                if !self.restarted {
                    let message = format!("there is no anchor `&{name}`");
                    let fault = needs_quotes(self.origin, range.start, &message);
                    self.faults.push(Diagnostic {
                        place: crate::diag::Place::Span(span),
                        hints: vec!["quote the value if the star belongs to its text".to_owned()],
                        ..fault
                    });
                }
                self.add(Node { span, value: Value::Null }, 0);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, frame: Frame) -> Result<(), Stop> {
        if self.open.len() >= self.limits.depth {
            return Err(self.too_much(frame.span, "collections are nested too deep"));
        }
        if frame.anchor != 0 {
            self.anchors.begin(frame.anchor);
        }
        self.open.push(frame);
        Ok(())
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        range: std::ops::Range<usize>,
    ) -> Result<(), Stop> {
        let Origin { file, text: source, base } = self.origin;
        let quoted = style != ScalarStyle::Plain;
        // A block scalar's range runs on over the line feeds after it.
        let written = source.get(range.clone()).unwrap_or_default();
        let shown = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => written.trim_end().len(),
            _ => written.len(),
        };
        let span = self.origin.span(range.start..range.start + shown);
        let absent = range.is_empty() && !quoted;
        if self.expects_key() {
            self.key(if absent { "" } else { text }, quoted, span);
            return Ok(());
        }
        let null = matches!(text, "" | "~" | "null" | "Null" | "NULL");
        let value = if !quoted && (absent || null) {
            Value::Null
        } else {
            let map = scalar::map(file, base, source, range, text, style);
            Value::Scalar(Scalar { text: text.to_owned(), quoted, map })
        };
        self.add(Node { span, value }, anchor);
        Ok(())
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Frame { kind: Kind::Mapping { key: None, .. }, .. }))
    }

    fn key(&mut self, text: &str, quoted: bool, span: Span) {
        let Some(Frame { kind: Kind::Mapping { entries, seen, key }, .. }) = self.open.last_mut()
        else {
            return;
        };
        *key = Some(Key::Dropped);
        if text == "<<" && !quoted {
            self.faults.push(
                Diagnostic::new(Code::UnsupportedYaml, span, "merge keys are not used in books")
                    .hint("write the entries out"),
            );
        } else if text.is_empty() && !quoted {
            self.faults.push(
                Diagnostic::new(Code::UnsupportedYaml, span, "a key is missing")
                    .hint("write `key: value`"),
            );
        } else if let Some(first) = seen.first(entries, text, span) {
            self.faults.push(
                Diagnostic::new(Code::DuplicateKey, span, format!("the key `{text}` stands twice"))
                    .related(first, "first here")
                    .hint("remove one of the two"),
            );
        } else {
            *key = Some(Key::Kept(Spanned::new(text.to_owned(), span)));
        }
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.keep(anchor, &node, self.limits);
        }
        let Some(frame) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut frame.kind {
            Kind::Sequence(items) => items.push(node),
            Kind::Mapping { entries, key, .. } => match key.take() {
                Some(Key::Kept(name)) => entries.push((name, node)),
                Some(Key::Dropped) => {}
                None => {
                    *key = Some(Key::Dropped);
                    self.faults.push(
                        Diagnostic::new(Code::UnsupportedYaml, node.span, "a key is not text")
                            .hint("quote it if the punctuation belongs to its text"),
                    );
                }
            },
        }
    }

    fn end(&mut self, end: Span) {
        let Some(frame) = self.open.pop() else { return };
        let (value, last) = match frame.kind {
            Kind::Sequence(items) => {
                let last = items.last().map(|node| node.span);
                (Value::Sequence(items), last)
            }
            Kind::Mapping { entries, .. } => {
                let last = entries.last().map(|(key, node)| key.span.to(node.span));
                (Value::Mapping(entries), last)
            }
        };
        // The end of a block collection lies after the white space and comments that follow it.
        let bracket = end.start != end.end;
        // An alias's copy keeps the places of its anchor, which may lie anywhere before.
        let last = last.filter(|last| last.start >= frame.span.start);
        let span = if bracket {
            frame.span.to(end)
        } else {
            last.map_or(frame.span, |last| frame.span.to(last))
        };
        self.add(Node { span, value }, frame.anchor);
    }

    /// Closes what a fault left open; a key without its value gets [`Value::Null`].
    fn close_all(&mut self, at: Option<usize>) {
        let known = self.faults.len();
        while let Some(frame) = self.open.last_mut() {
            let end = Span::at(frame.span.file, frame.span.start as usize);
            if let Kind::Mapping { entries, key, .. } = &mut frame.kind
                && let Some(Key::Kept(name)) = key.take()
            {
                let place = at.map_or(name.span, |at| self.origin.span(at..at));
                entries.push((name, Node { span: place, value: Value::Null }));
            }
            self.end(end);
        }
        // What an open collection seems to be is only what the fault made of it.
        self.faults.truncate(known);
    }

    /// Puts the entries read before a restart in front of those read after it.
    fn merge(&mut self, earlier: Option<Node>) {
        let Some(mut first) = earlier else { return };
        let Some(second) = self.root.take() else {
            self.root = Some(first);
            return;
        };
        if let (Value::Mapping(entries), Value::Mapping(more)) = (&mut first.value, second.value) {
            let seen: AHashMap<String, Span> =
                entries.iter().map(|(key, _)| (key.value.clone(), key.span)).collect();
            for (key, node) in more {
                if let Some(&earlier) = seen.get(&key.value) {
                    let message = format!("the key `{}` stands twice", key.value);
                    self.faults.push(
                        Diagnostic::new(Code::DuplicateKey, key.span, message)
                            .related(earlier, "first here")
                            .hint("remove one of the two"),
                    );
                } else {
                    entries.push((key, node));
                }
            }
            first.span = first.span.to(second.span);
        }
        self.root = Some(first);
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Stop> {
        let value = match self.anchors.copy(id, self.open.len(), self.limits) {
            // Falls into the branch for keys that are not text.
            Copied::Of(_) if self.expects_key() => Value::Null,
            Copied::Of(value) => value,
            Copied::Unknown => Value::Null,
            Copied::Open => {
                self.faults.push(
                    Diagnostic::new(
                        Code::UnsupportedYaml,
                        span,
                        "an alias lies within its own anchor",
                    )
                    .hint("write the value out"),
                );
                Value::Null
            }
            Copied::TooMuch => {
                return Err(self.too_much(span, "aliases copy more than a book needs"));
            }
        };
        self.add(Node { span, value }, 0);
        Ok(())
    }

    fn too_much(&mut self, span: Span, message: &str) -> Stop {
        self.faults.push(
            Diagnostic::new(Code::YamlLimit, span, message).hint("write it flat, without aliases"),
        );
        Stop
    }

    fn refuse_tag(&mut self, range: std::ops::Range<usize>) {
        let span = self.origin.span(range);
        self.faults.push(
            Diagnostic::new(Code::UnsupportedYaml, span, "tags are not used in books")
                .hint("remove it, or quote the value if the `!` belongs to its text"),
        );
    }

    /// Whether an error at `at` only repeats the fault before it: on one line, an unknown alias
    /// and the text after it.
    fn follows_from_last(&self, at: usize) -> bool {
        let Some(Diagnostic { code: Code::InvalidYaml, place, .. }) = self.faults.last() else {
            return false;
        };
        let crate::diag::Place::Span(last) = place else {
            return false;
        };
        let end = (last.end as usize).saturating_sub(self.origin.base);
        self.origin.text.get(end..at).is_some_and(|between| !between.contains('\n'))
    }

    /// The start of the next line after `stopped` that looks like a key of the outermost mapping.
    fn next_entry(&mut self, stopped: usize) -> Option<usize> {
        if !matches!(self.root, Some(Node { value: Value::Mapping(_), .. })) {
            return None;
        }
        self.restarted = true;
        let text = self.origin.text;
        let mut at = stopped;
        loop {
            at += text.get(at..)?.find('\n')? + 1;
            let line = text[at..].lines().next()?;
            let key = line.split_once(':').map_or("", |(key, _)| key);
            let starts_key =
                line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"'));
            if starts_key && !key.is_empty() && !line.starts_with("---") {
                return Some(at);
            }
        }
    }
}
