//! YAML text to a tree in which every node knows its place.
//!
//! A subset on purpose: one document, plain keys, no tags, no merge keys. Scalars stay text here;
//! what they mean is for decoding. Knows nothing about front matter or kinds.

mod anchors;
mod fault;
mod parse;
mod scalar;
#[cfg(test)]
mod tests;

pub use parse::{Limits, parse};

use crate::source::{Span, Spanned, TextMap};

/// A node and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What stands at a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~`, `null`, `Null` or `NULL`, unquoted.
    Null,
    Scalar(Scalar),
    Sequence(Vec<Node>),
    /// In the order written, keys unique.
    Mapping(Vec<(Spanned<String>, Node)>),
}

/// A scalar's text as decoded, and the way back to the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    pub text: String,
    /// Quoted or a block scalar: always text, never a number, a truth value or null.
    pub quoted: bool,
    /// From bytes of `text` to the file.
    pub map: TextMap,
}

impl Node {
    /// What to say besides "wrong type" where text was wanted and a collection stands, because
    /// YAML read punctuation of the text as its own.
    ///
    /// `[[target]]` is two nested lists to YAML, and `Leonardo: a company` a mapping of one key.
    #[must_use]
    pub fn quote_hint(&self) -> Option<&'static str> {
        match &self.value {
            Value::Sequence(items) => match items.as_slice() {
                [first, ..] if matches!(first.value, Value::Sequence(_)) => {
                    Some("quote a text that starts with `[[`: `\"[[target]] …\"`")
                }
                _ => None,
            },
            Value::Mapping(entries) => match entries.as_slice() {
                [(_, value)] if matches!(value.value, Value::Scalar(_)) => {
                    Some("quote a text that holds a colon and a space: `\"Title: subtitle\"`")
                }
                _ => None,
            },
            Value::Null | Value::Scalar(_) => None,
        }
    }

    /// The value of `key`, where this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Mapping(entries) => {
                entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
            }
            Value::Null | Value::Scalar(_) | Value::Sequence(_) => None,
        }
    }
}
