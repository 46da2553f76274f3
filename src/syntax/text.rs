//! What every text file of a book must be: UTF-8 without a byte-order mark, lines ended by line
//! feeds.
//!
//! Knows nothing about what a file holds.

use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, SourceFile, Span};

/// The byte-order mark, as UTF-8 has it.
const MARK: &str = "\u{FEFF}";

/// The faults of the file's encoding, each reported once, where it is first met.
#[must_use]
pub fn check(id: FileId, file: &SourceFile) -> Vec<Diagnostic> {
    let text = file.text();
    let mut faults = Vec::new();
    if text.starts_with(MARK) {
        let span = Span::new(id, 0, MARK.len());
        faults.push(
            Diagnostic::new(Code::ByteOrderMark, span, "the file starts with a byte-order mark")
                .hint("save it as UTF-8 without a byte-order mark")
                .fix(span, ""),
        );
    }
    if let Some(at) = text.find('\r') {
        faults.push(
            Diagnostic::new(
                Code::CarriageReturn,
                Span::new(id, at, at + 1),
                "a line ends with a carriage return",
            )
            .hint("set the editor to LF line endings and save the file again"),
        );
    }
    if !file.is_text() {
        let at = text.len();
        let byte = file.bytes().get(at).copied().unwrap_or_default();
        faults.push(
            Diagnostic::new(
                Code::NotUtf8,
                Span::at(id, at),
                format!("the byte 0x{byte:02X} here is not UTF-8"),
            )
            .hint("save the file as UTF-8"),
        );
    }
    faults
}
