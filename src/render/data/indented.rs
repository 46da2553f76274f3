//! JSON with each value on a line of its own, indented by two blanks a level, as
//! [`serde_json::ser::PrettyFormatter`] writes it: but a line's start in one piece, since most of
//! what the data of a book takes is the starts of lines. Knows nothing about what is written.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// See the module.
#[derive(Debug, Default)]
pub struct Indented {
    depth: usize,
    /// Whether the innermost list or object holds anything.
    filled: bool,
}

/// The end of a line and the blanks of the next.
const BREAK: &[u8] = b",\n                                ";

impl Indented {
    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(writer, true)?;
        }
        self.filled = true;
        writer.write_all(bracket)
    }

    fn line<W: ?Sized + Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        let start = usize::from(first);
        let mut blanks = 2 * self.depth;
        let here = blanks.min(BREAK.len() - 2);
        writer.write_all(&BREAK[start..2 + here])?;
        blanks -= here;
        for _ in 0..blanks {
            writer.write_all(b" ")?;
        }
        Ok(())
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.line(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn writes_what_serde_json_writes() {
        let mut value = json!([{"a": [], "b": {}, "c": [[1], "2"], "d": null}, [], {}]);
        // Deeper than one piece of blanks.
        for _ in 0..20 {
            value = Value::Array(vec![value]);
        }
        assert_eq!(indented(&value), serde_json::to_string_pretty(&value).unwrap());
    }

    /// Rows that are not counted before they are written.
    struct Odd(&'static [u32]);

    impl Serialize for Odd {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.0.iter().filter(|it| *it % 2 == 1))
        }
    }

    #[test]
    fn a_list_of_unknown_length_may_stay_empty() {
        let lists = [("none", Odd(&[2, 4])), ("some", Odd(&[1, 2, 3])), ("last", Odd(&[]))];
        let lists: BTreeMap<_, _> = lists.into();
        assert_eq!(indented(&lists), serde_json::to_string_pretty(&lists).unwrap());
        assert_eq!(indented(&Odd(&[2])), "[]");
    }

    fn indented(value: &impl Serialize) -> String {
        let mut bytes = Vec::new();
        let mut serializer =
            serde_json::Serializer::with_formatter(&mut bytes, Indented::default());
        value.serialize(&mut serializer).unwrap();
        String::from_utf8(bytes).unwrap()
    }
}
