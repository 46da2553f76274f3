//! briefbook makes a static site of a *briefing book*: dated, cited, cross-linked briefs.
//!
//! The way through, one module after another; a module uses only those before it:
//!
//! 1. [`source`]: the book's files, an immutable snapshot; [`par`], the one parallel map
//! 2. [`diag`]: faults as values, with codes, spans and hints
//! 3. [`syntax`]: text to trees, file by file, never failing
//! 4. [`model`]: plain typed data; [`decode`]: trees to that data, every fault reported
//! 5. [`site`]: references resolved, backlinks found, everything in order
//! 6. [`routes`]: every address and output path
//! 7. [`check`]: one file a rule; [`cite`]: the bibliography; [`verify`]: passages in stored copies
//! 8. [`render`]: views, templates, pages, feeds, search
//! 9. [`export`]: the site in one file
//! 10. [`engine`]: a snapshot in, an analysis and pages out
//! 11. [`theme`]: the default theme, embedded
//! 12. [`disk`]: reading, writing, watching, serving; [`cli`]: one file a command

pub mod check;
pub mod cite;
pub mod cli;
pub mod decode;
pub mod diag;
pub mod disk;
pub mod engine;
pub mod export;
pub mod model;
pub mod par;
pub mod render;
pub mod routes;
pub mod site;
pub mod source;
pub mod syntax;
pub mod theme;
pub mod verify;
