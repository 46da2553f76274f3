//! The YAML between two lines `---` at the top of a page, and the body after it.
//!
//! Knows nothing about keys.
