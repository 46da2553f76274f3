//! Code in colours: source text to HTML with classes.
//!
//! Knows nothing about pages.
