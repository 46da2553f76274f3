//! YAML text to a tree in which every node knows its place.
//!
//! A subset on purpose: one document, plain keys, no tags, no merge keys. Scalars stay text here;
//! what they mean is for decoding. Knows nothing about front matter or kinds.

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
    /// Nothing, `~` or `null`, unquoted.
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
