//! The format for people, drawn by annotate-snippets.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::file_name;
use crate::diag::{Diagnostic, Place, Severity};
use crate::source::{SourceSet, Span};

pub fn render(diagnostics: &[Diagnostic], set: &SourceSet, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, set, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(it: &Diagnostic, set: &SourceSet, renderer: &Renderer) -> String {
    let level = match it.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&it.message).id(it.code.as_str());
    let name = file_name(&it.place, set);
    let mut group = Group::with_title(title);
    match &it.place {
        Place::Span(span) => {
            let window = Window::around(set, *span);
            let mut snippet = Snippet::source(window.text)
                .line_start(window.first_line)
                .path(name)
                .annotation(AnnotationKind::Primary.span(window.inner(*span)));
            for (place, label) in &it.related {
                if let Place::Span(related) = place
                    && let Some(range) = window.holds(*related)
                {
                    snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label));
                }
            }
            group = group.element(snippet);
            for (place, label) in &it.related {
                if let Place::Span(related) = place
                    && window.holds(*related).is_none()
                {
                    let other = Window::around(set, *related);
                    let name = file_name(place, set);
                    let range = other.inner(*related);
                    group = group.element(
                        Snippet::source(other.text)
                            .line_start(other.first_line)
                            .path(name)
                            .annotation(AnnotationKind::Context.span(range).label(label)),
                    );
                }
            }
        }
        Place::Path(_) | Place::Outside(_) => {
            group = group.element(annotate_snippets::Origin::path(name));
        }
    }
    for hint in &it.hints {
        group = group.element(Level::HELP.message(hint));
    }
    renderer.render(&[group])
}

/// The lines that a span touches: what is shown of a file, so that a long file is not walked
/// through for each fault.
struct Window<'s> {
    file: crate::source::FileId,
    text: &'s str,
    /// Byte at which the window starts.
    start: usize,
    first_line: usize,
}

/// Of a line longer than this only the part around the fault is shown.
const LONGEST: usize = 2_000;

impl<'s> Window<'s> {
    fn around(set: &'s SourceSet, span: Span) -> Self {
        let text = set.get(span.file).text();
        let at = floor(text, span.start as usize);
        let end = floor(text, span.end as usize).max(at);
        let mut start = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
        // A fault over many lines is shown by its first; the rest is in the file.
        let stop = if end - at > LONGEST { at } else { end };
        let mut stop = text[stop..].find('\n').map_or(text.len(), |feed| stop + feed);
        if stop - start > LONGEST {
            start = floor(text, start.max(at.saturating_sub(LONGEST / 20)));
            stop = floor(text, stop.min(at + LONGEST / 10));
        }
        let first_line = text[..at].bytes().filter(|&byte| byte == b'\n').count() + 1;
        Self { file: span.file, text: &text[start..stop.max(start)], start, first_line }
    }

    /// A span in bytes of the window.
    fn inner(&self, span: Span) -> std::ops::Range<usize> {
        let inside = |at: u32| (at as usize).saturating_sub(self.start).min(self.text.len());
        floor(self.text, inside(span.start))..floor(self.text, inside(span.end))
    }

    fn holds(&self, span: Span) -> Option<std::ops::Range<usize>> {
        let end = self.start + self.text.len();
        let inside =
            span.file == self.file && span.start as usize >= self.start && span.end as usize <= end;
        inside.then(|| self.inner(span))
    }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}
