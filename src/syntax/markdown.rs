//! Markdown text to a [`super::body::Body`].
//!
//! Knows nothing about other files; targets of references are as written.
