//! Text made harmless for its place in HTML.

use pulldown_cmark_escape as escape;

/// Text between tags.
pub fn text(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = escape::escape_html_body_text(out, text);
}

/// Text within a quoted attribute.
pub fn attribute(out: &mut String, text: &str) {
    let _ = escape::escape_html(out, text);
}

/// An address within a quoted attribute, percent-encoded where it must be.
pub fn address(out: &mut String, text: &str) {
    let _ = escape::escape_href(out, text);
}
