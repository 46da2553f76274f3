//! The way from a decoded scalar back to its file: source and text are walked in step.
//!
//! Knows nothing about decoding itself; the parser did that, and every byte is compared with what
//! it gave.

use granit_parser::ScalarStyle;

use crate::source::{FileId, TextMap};

/// The map of `text`, which was decoded from `source[start..end]`; `base` is where `source` starts
/// in the file.
pub(super) fn map(
    file: FileId,
    base: usize,
    source: &str,
    range: std::ops::Range<usize>,
    text: &str,
    style: ScalarStyle,
) -> TextMap {
    let inner = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if range.len() >= 2 => {
            range.start + 1..range.end - 1
        }
        _ => range,
    };
    let end = base + inner.end;
    if source.get(inner.clone()) == Some(text) {
        return TextMap::verbatim(file, base + inner.start, text.len());
    }
    let mut walk = Walk { source, text, base, at: inner.start, done: 0, steps: Vec::new() };
    let matched = match style {
        ScalarStyle::Literal | ScalarStyle::Folded => walk.block(inner.end),
        _ => walk.flow(inner.end, style),
    };
    if matched.is_some() && walk.done == text.len() {
        if walk.steps.is_empty() {
            walk.step(inner.start);
        }
        return TextMap::from_steps(file, walk.steps, end);
    }
    // The parser read the source in a way that the walk does not know: every place of the text is
    // then the scalar's start, which is right as far as it goes.
    let start = base + inner.start;
    TextMap::verbatim(file, start, 0)
}

struct Walk<'a> {
    source: &'a str,
    text: &'a str,
    base: usize,
    /// In the source.
    at: usize,
    /// In the text.
    done: usize,
    steps: Vec<(u32, u32)>,
}

impl Walk<'_> {
    /// Notes that the text's next byte lies at `at` of the source.
    fn step(&mut self, at: usize) {
        let (Ok(text), Ok(file)) = (u32::try_from(self.done), u32::try_from(self.base + at)) else {
            return;
        };
        match self.steps.last() {
            Some(&(last_text, last_file)) if last_text == text => {
                debug_assert!(last_file <= file);
                self.steps.pop();
                self.steps.push((text, file));
            }
            Some(&(last_text, last_file))
                if file.checked_sub(last_file) == Some(text - last_text) => {}
            _ => self.steps.push((text, file)),
        }
    }

    /// Takes `piece`, which lies at `at` of the source, from the text.
    fn verbatim(&mut self, at: usize, piece: &str) -> Option<()> {
        if piece.is_empty() {
            return Some(());
        }
        self.step(at);
        self.text.get(self.done..)?.starts_with(piece).then_some(())?;
        self.done += piece.len();
        Some(())
    }

    /// Plain and quoted scalars.
    fn flow(&mut self, end: usize, style: ScalarStyle) -> Option<()> {
        let source = self.source.get(..end)?;
        while self.at < end {
            let rest = source.get(self.at..)?;
            let first = rest.chars().next()?;
            match first {
                ' ' | '\t' | '\n' | '\r' => {
                    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                    if rest[blanks..].starts_with(['\n', '\r']) {
                        self.at += blanks;
                        self.line_breaks(source, true)?;
                    } else {
                        self.verbatim(self.at, &rest[..blanks])?;
                        self.at += blanks;
                    }
                }
                '\'' if style == ScalarStyle::SingleQuoted => {
                    self.verbatim(self.at, "'")?;
                    self.at += 2;
                }
                '\\' if style == ScalarStyle::DoubleQuoted => self.escape(source)?,
                other => {
                    let len = other.len_utf8();
                    self.verbatim(self.at, &rest[..len])?;
                    self.at += len;
                }
            }
        }
        Some(())
    }

    /// One line break and the blank lines and indentation after it: a space, or as many line
    /// feeds as there are blank lines. An escaped break (`folds` is false) gives no space.
    fn line_breaks(&mut self, source: &str, folds: bool) -> Option<()> {
        let first = self.at;
        let mut breaks: usize = 0;
        loop {
            let rest = source.get(self.at..)?;
            let len = match rest.as_bytes() {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => break,
            };
            breaks += 1;
            self.at += len;
            let rest = &rest[len..];
            self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        }
        if breaks == 1 && folds {
            self.verbatim(first, " ")?;
        }
        for _ in 1..breaks {
            self.verbatim(first, "\n")?;
        }
        self.step(self.at);
        Some(())
    }

    fn escape(&mut self, source: &str) -> Option<()> {
        let rest = source.get(self.at + 1..)?;
        let kind = rest.chars().next()?;
        if matches!(kind, '\n' | '\r') {
            self.at += 1;
            return self.line_breaks(source, false);
        }
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let mut len = 1 + kind.len_utf8() + digits;
        let high_surrogate = kind == 'u'
            && rest
                .get(1..5)
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
        if high_surrogate {
            len += 6;
        }
        let decoded = self.text.get(self.done..)?.chars().next()?;
        self.step(self.at);
        self.done += decoded.len_utf8();
        self.at += len;
        self.step(self.at);
        Some(())
    }

    /// Literal and folded scalars, line by line.
    fn block(&mut self, end: usize) -> Option<()> {
        let mut line_start = self.source.get(..self.at)?.rfind('\n').map_or(0, |feed| feed + 1);
        // Blank lines before the first text belong to the scalar; the parser's range starts later.
        while let Some(before) = self.source[..line_start].strip_suffix('\n') {
            let start = before.rfind('\n').map_or(0, |feed| feed + 1);
            if !before[start..].trim().is_empty() {
                break;
            }
            line_start = start;
        }
        let source = self.source.get(..end)?;
        while line_start < end {
            let line_end = source[line_start..].find('\n').map_or(end, |len| line_start + len);
            let line = source[line_start..line_end].trim_end_matches('\r');
            let content = line.trim_start_matches(' ');
            let indent = line.len() - content.len();
            let left = self.text.get(self.done..)?;
            let kept = (left.len() - left.trim_start_matches(' ').len()).min(indent);
            self.verbatim(line_start + indent - kept, &line[indent - kept..])?;
            match self.text.as_bytes().get(self.done) {
                Some(b'\n') => self.verbatim(line_start + line.len(), "\n")?,
                Some(b' ') if !content.is_empty() => {
                    self.verbatim(line_start + line.len(), " ")?;
                }
                _ => {}
            }
            line_start = line_end + 1;
        }
        Some(())
    }
}
