//! Where an address on a page leads, and what becomes of it in a file that holds many pages.
//!
//! Knows nothing about what pages say.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What an address on a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A file of the site by its output path, with the fragment, decoded.
    Inside { path: String, fragment: String },
    /// Anything else.
    Outside(&'a str),
}

/// Resolves an address on the page at `from`.
#[must_use]
pub fn resolve<'a>(from: &str, address: &'a str) -> Target<'a> {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme.contains(':') || address.starts_with('/') {
        return Target::Outside(address);
    }
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => {
                    parts.pop();
                }
                "." => {}
                part => parts.push(part),
            }
        }
    }
    let path = parts.join("/");
    // A page's own path is plain already, and no encoded one holds a percent sign of its own.
    Target::Inside { path: decoded(&path), fragment: decoded(fragment) }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What may not stand in a fragment as it is.
const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%');

/// Attributes that mean nothing on a link that leads nowhere.
pub const OF_LINKS: &[&str] = &["href", "download", "hreflang", "rel", "target", "type"];

/// The relative address of the file at `to` from the one at `from`.
#[must_use]
pub fn way(from: &str, to: &str) -> String {
    let shared = from
        .match_indices('/')
        .map(|(at, _)| at + 1)
        .take_while(|&end| to.get(..end) == from.get(..end))
        .last()
        .unwrap_or_default();
    format!("{}{}", "../".repeat(from[shared..].matches('/').count()), &to[shared..])
}

/// The address of an element of the same document by its id.
#[must_use]
pub fn fragment(id: &str) -> String {
    format!("#{}", utf8_percent_encode(id, FRAGMENT))
}

/// What stands before the ids of the page at `path` where many pages share a document. A dot
/// follows, which no path without its ending holds, so that no two ids meet.
#[must_use]
pub fn prefix(path: &str) -> String {
    path.strip_suffix(".html").unwrap_or(path).replace('/', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_files_of_the_site_or_out_of_it() {
        let inside = |path: &str, fragment: &str| Target::Inside {
            path: path.to_owned(),
            fragment: fragment.to_owned(),
        };
        assert_eq!(resolve("briefs/a.html", "#x%20y"), inside("briefs/a.html", "x y"));
        assert_eq!(resolve("briefs/a.html", "b.html"), inside("briefs/b.html", ""));
        assert_eq!(resolve("it/briefs/a.html", "../../index.html#t"), inside("index.html", "t"));
        assert_eq!(resolve("index.html", "media/a%C3%A7.svg"), inside("media/aç.svg", ""));
        for outside in ["https://example.org/", "mailto:a@example.org", "//example.org", "data:,"] {
            assert_eq!(resolve("index.html", outside), Target::Outside(outside));
        }
    }

    #[test]
    fn the_way_goes_up_no_further_than_it_must() {
        assert_eq!(way("briefs/a.html", "briefs/b.html"), "b.html");
        assert_eq!(way("it/briefs/a.html", "it/topics/b.html"), "../topics/b.html");
        assert_eq!(way("index.html", "briefs/b.html"), "briefs/b.html");
        assert_eq!(way("briefs/a.html", "briefs.html"), "../briefs.html");
    }

    #[test]
    fn fragments_are_encoded_once() {
        assert_eq!(fragment("a b"), "#a%20b");
        assert_eq!(resolve("a.html", &fragment("50% ç")), resolve("a.html", "#50%25%20%C3%A7"));
        assert_eq!(prefix("it/briefs/a.html"), "it_briefs_a");
    }
}
