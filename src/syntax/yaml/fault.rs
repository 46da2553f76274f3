//! What the YAML parser found wrong, said so that a contributor can mend it.
//!
//! Knows nothing about the tree; it looks at the line on which the parser stopped.

use granit_parser::{ErrorKind, ScanError};

use crate::diag::{Code, Diagnostic, Place};
use crate::source::{FileId, Span};

/// The text that was parsed, and where it stands in its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub base: usize,
}

impl Origin<'_> {
    /// The span of a byte range of the text, widened to character boundaries.
    pub fn span(self, range: std::ops::Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end.max(start));
        Span::new(self.file, self.base + start, self.base + end)
    }

    /// The span of the character at `at`; empty at the end of a line.
    pub fn character(self, at: usize) -> Span {
        let at = self.text.floor_char_boundary(at);
        let len = match self.text[at..].chars().next() {
            Some('\n' | '\r') | None => 0,
            Some(character) => character.len_utf8(),
        };
        self.span(at..at + len)
    }
}

/// The diagnostic for an error of the scanner or the parser.
pub(super) fn diagnose(origin: Origin<'_>, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(origin.text.len());
    let at = origin.text.floor_char_boundary(at);
    let span = origin.character(at);
    let fault = |code, message: String| Diagnostic::new(code, span, message);
    let invalid = |message: &str| fault(Code::InvalidYaml, message.to_owned());
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            fault(Code::YamlLimit, "collections are nested too deep".to_owned())
        }
        ErrorKind::DirectiveDisallowed => {
            fault(Code::UnsupportedYaml, "YAML directives are not used in books".to_owned())
                .hint("remove the line")
        }
        ErrorKind::UnexpectedCharacter { character: '\t' }
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => tab(origin, at),
        ErrorKind::UnexpectedCharacter { character } => {
            needs_quotes(origin, at, &format!("no value can start with `{character}`"))
        }
        ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::MissingTagUri
        | ErrorKind::ExpectedTagBang
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::InvalidTagEscape => {
            let start = value_start(origin.text, at).unwrap_or(at);
            let character = origin.text[start..].chars().next().unwrap_or('!');
            needs_quotes(
                origin,
                start,
                &format!("`{character}` at the start of a value means something else to YAML"),
            )
        }
        ErrorKind::MappingValueNotAllowed => match value_start(origin.text, at) {
            Some(start) => {
                let message = "a value that is not quoted cannot hold a colon and a space";
                Diagnostic { place: Place::Span(span), ..needs_quotes(origin, start, message) }
            }
            None => invalid("a key cannot stand here")
                .hint("indent the keys of one mapping alike"),
        },
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            invalid("a quoted value is not closed")
                .hint("close it with the quotation mark that opened it")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => invalid("text follows the closing quote")
            .hint("double an apostrophe within single quotes: `'Italy''s'`"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => invalid("text follows the closing quote")
            .hint("put a backslash before a quotation mark within double quotes: `\\\"`"),
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            invalid("this backslash does not escape anything that YAML knows")
                .hint("double the backslash, or put the value in single quotes")
        }
        ErrorKind::UnclosedFlowCollection { open } => {
            invalid(&format!("`{open}` is never closed"))
                .hint("close it, or quote the value if the bracket belongs to its text")
        }
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            invalid("a list in brackets is not closed, or lacks a comma")
                .hint("close it with `]`, or quote the value if the bracket belongs to its text")
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator => {
            invalid("a mapping in braces is not closed, or lacks a comma")
                .hint("close it with `}`, or quote the value if the brace belongs to its text")
        }
        ErrorKind::InvalidColonPlacement => invalid("a colon cannot stand here")
            .hint("close the bracket before it, or quote the value"),
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            invalid("this bracket closes nothing").hint("quote the value if it belongs to its text")
        }
        ErrorKind::SimpleKeyExpected => {
            invalid("a key has no colon after it").hint("write `key: value`")
        }
        ErrorKind::BlockSequenceEntryNotAllowed => invalid("a list cannot start here")
            .hint("put each `- ` on a line of its own, below the key"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry
            if wikilink_before(origin.text, at).is_some() =>
        {
            let start = wikilink_before(origin.text, at).unwrap_or(at);
            needs_quotes(origin, start, "`[[` at the start of a value is a list to YAML")
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => invalid("this does not belong to what stands above it")
            .hint("indent the entries of one mapping or list alike, and quote values that hold punctuation"),
        other => fault(Code::InvalidYaml, format!("this is not valid YAML: {other}")),
    }
}

/// The start of the value that `at` lies in, where it starts as a wikilink does.
fn wikilink_before(text: &str, at: usize) -> Option<usize> {
    value_start(text, at).filter(|&start| text[start..].starts_with("[["))
}

/// The parser stops before or after the tab that it does not admit.
fn tab(origin: Origin<'_>, at: usize) -> Diagnostic {
    let line_start = origin.text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let place = origin.text[line_start..].find('\t').map_or(at, |offset| line_start + offset);
    Diagnostic::new(Code::InvalidYaml, origin.character(place), "YAML does not indent with tabs")
        .hint("use spaces")
}

/// A fault that quotation marks around the value from `start` to its line's end mend.
pub(super) fn needs_quotes(origin: Origin<'_>, start: usize, message: &str) -> Diagnostic {
    let value = value_start(origin.text, start).unwrap_or(start);
    let line_end =
        origin.text[value..].find(['\n', '\r']).map_or(origin.text.len(), |len| value + len);
    let written = origin.text[value..line_end].trim_end();
    let diagnostic = Diagnostic::new(Code::InvalidYaml, origin.character(start), message)
        .hint("quote the value");
    if written.is_empty() || written.contains(" #") || continues(origin.text, value, line_end) {
        return diagnostic;
    }
    let quoted = format!("\"{}\"", written.replace('\\', "\\\\").replace('"', "\\\""));
    diagnostic.fix(origin.span(value..value + written.len()), quoted)
}

/// Where the value begins that `at` lies in: after the key or the `- ` on its line, where there is
/// one.
fn value_start(text: &str, at: usize) -> Option<usize> {
    let line_start = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let skip_spaces =
        |from: usize| from + (text[from..].len() - text[from..].trim_start_matches(' ').len());
    let mut start = skip_spaces(line_start);
    let mut found = None;
    while start < at && text[start..].starts_with("- ") {
        start = skip_spaces(start + 2);
        found = Some(start);
    }
    let line = text.get(start..at)?;
    if let Some(colon) = line.find(": ").filter(|&colon| is_key(&line[..colon])) {
        found = Some(skip_spaces(start + colon + 2));
    }
    found
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && !text.contains(['"', '\'', '[', '{', '#'])
}

/// Whether the line after the one that ends at `line_end` is indented deeper than the value's.
fn continues(text: &str, value: usize, line_end: usize) -> bool {
    let line_start = text[..value].rfind('\n').map_or(0, |feed| feed + 1);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    text[line_end..].lines().skip(1).find(|line| !line.trim().is_empty()).is_some_and(|next| {
        let spaces = next.len() - next.trim_start_matches(' ').len();
        spaces > 0
            && spaces >= indent(&text[line_start..line_end]).max(1)
            && !next.trim_start().starts_with("- ")
            && !next.contains(": ")
            && !next.trim_end().ends_with(':')
    })
}
