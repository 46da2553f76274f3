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
    if let Some(at) = memchr::memchr(b'\r', text.as_bytes()) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourcePath, SourceSetBuilder};

    fn faults(bytes: &[u8]) -> Vec<(Code, std::ops::Range<usize>)> {
        let mut files = SourceSetBuilder::new();
        files.insert(SourcePath::new("a.md").unwrap(), bytes);
        let set = files.build();
        let id = set.find("a.md").unwrap();
        check(id, set.get(id))
            .into_iter()
            .map(|fault| (fault.code, crate::syntax::testing::range(&fault)))
            .collect()
    }

    #[test]
    fn finds_each_fault_where_it_first_stands() {
        assert_eq!(faults("Türkiye\n".as_bytes()), []);
        assert_eq!(faults(b"\xEF\xBB\xBFa\n"), [(Code::ByteOrderMark, 0..3)]);
        assert_eq!(faults(b"a\r\nb\r\n"), [(Code::CarriageReturn, 1..2)]);
        assert_eq!(faults(b"ab\xFCc"), [(Code::NotUtf8, 2..2)]);
        assert_eq!(faults(b"\xFF"), [(Code::NotUtf8, 0..0)]);
    }
}
