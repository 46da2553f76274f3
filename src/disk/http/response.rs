//! Responses: types, headers, and what the development server adds to a page.
//!
//! Knows nothing about requests.

use std::convert::Infallible;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{StatusCode, Uri};
use pulldown_cmark_escape::escape_html_body_text;

use crate::routes::OutputPath;

/// A whole body, or a stream of events.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;
pub(super) type Response = hyper::Response<Body>;

/// A page as the site has it, and what is added on the way.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub html: Vec<u8>,
    /// Shown over the page.
    pub faults: Option<&'a str>,
    /// By which the page knows whether it is still the newest.
    pub generation: u64,
}

/// In place of a page that cannot be made.
pub(super) const FAULTY: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <title>Faults</title>\n<body>\n<h1>This page cannot be made yet</h1>\n</body>\n</html>\n";
/// Before the book was read for the first time.
pub(super) const STARTING: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <title>Starting</title>\n<body>\n<h1>The book is being read</h1>\n</body>\n</html>\n";
/// Where a site has no `404.html`.
pub(super) const MISSING: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <title>Not found</title>\n<body>\n<h1>There is no such page</h1>\n</body>\n</html>\n";

pub(super) fn html(status: StatusCode, page: &Page<'_>) -> Response {
    whole(status, "text/html; charset=utf-8", decorate(page).into())
}

pub(super) fn file(path: &OutputPath, bytes: Vec<u8>) -> Response {
    whole(StatusCode::OK, &content_type(path), bytes.into())
}

pub(super) fn asset(content_type: &str, text: &'static str) -> Response {
    whole(StatusCode::OK, content_type, text.into())
}

pub(super) fn text(status: StatusCode, text: &str) -> Response {
    whole(status, "text/plain; charset=utf-8", format!("{text}\n").into())
}

/// A stream of server-sent events, or its headers alone.
pub(super) fn events(stream: Option<Channel<Bytes, Infallible>>) -> Response {
    let body = stream.map_or_else(|| Either::Left(Full::default()), Either::Right);
    with_headers(StatusCode::OK, "text/event-stream", body)
}

/// To the same address with a slash at its end.
pub(super) fn redirect_to_folder(uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut response = text(StatusCode::TEMPORARY_REDIRECT, "the folder's address ends with /");
    if let Ok(address) = HeaderValue::try_from(format!("{}/{query}", uri.path())) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

pub(super) fn is_html(path: &OutputPath) -> bool {
    path.extension().eq_ignore_ascii_case("html")
}

fn whole(status: StatusCode, content_type: &str, bytes: Bytes) -> Response {
    with_headers(status, content_type, Either::Left(Full::new(bytes)))
}

fn with_headers(status: StatusCode, content_type: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::try_from(content_type) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // No page of another site may load a draft, or the search index, as a script or an image.
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The media type by the path's ending, with the character set where it is text.
fn content_type(path: &OutputPath) -> String {
    let media_type = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    let (kind, name) = (media_type.type_(), media_type.subtype());
    let is_text = kind == "text"
        || media_type.suffix().is_some_and(|suffix| suffix == "xml" || suffix == "json")
        || matches!(name.as_str(), "json" | "xml" | "javascript");
    let charset = if is_text { "; charset=utf-8" } else { "" };
    format!("{}{charset}", media_type.essence_str())
}

/// Adds the script that reloads, and the faults, at the end of the page's body.
fn decorate(page: &Page<'_>) -> Vec<u8> {
    let mut added = String::new();
    if let Some(faults) = page.faults {
        added.push_str(
            "<link rel=\"stylesheet\" href=\"/_briefbook/overlay.css\">\n\
             <section id=\"briefbook-faults\" role=\"alert\">\
             <h2>The book has faults</h2><pre>",
        );
        // Writing to a string does not fail.
        let _ = escape_html_body_text(&mut added, faults);
        added.push_str("</pre></section>\n");
    }
    let generation = page.generation;
    added.push_str(&format!(
        "<script src=\"/_briefbook/reload.js\" defer data-generation=\"{generation}\"></script>\n"
    ));
    let end = end_of_body(&page.html);
    [&page.html[..end], added.as_bytes(), &page.html[end..]].concat()
}

/// Where the last `</body` begins; the end where there is none.
fn end_of_body(html: &[u8]) -> usize {
    const TAG: &[u8] = b"</body";
    html.windows(TAG.len())
        .rposition(|window| window.eq_ignore_ascii_case(TAG))
        .unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_carry_their_character_set() {
        let of = |path: &str| content_type(&OutputPath::new(path).unwrap());
        for (path, expected) in [
            ("site.css", "text/css; charset=utf-8"),
            ("search.js", "text/javascript; charset=utf-8"),
            ("data.json", "application/json; charset=utf-8"),
            ("feed.atom", "application/atom+xml; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("media/map.svg", "image/svg+xml; charset=utf-8"),
            ("figure.csv", "text/csv; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("font.woff2", "font/woff2"),
            ("map.png", "image/png"),
            ("map.webp", "image/webp"),
            ("map.avif", "image/avif"),
            ("paper.pdf", "application/pdf"),
            ("book.epub", "application/epub+zip"),
            ("_headers", "application/octet-stream"),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
    }

    #[test]
    fn additions_stand_at_the_end_of_the_body_with_their_text_escaped() {
        let page = |html: &str, faults| {
            let page = Page { html: html.into(), faults, generation: 7 };
            String::from_utf8(decorate(&page)).unwrap()
        };
        const SCRIPT: &str =
            "<script src=\"/_briefbook/reload.js\" defer data-generation=\"7\"></script>\n";
        assert_eq!(page("a</BODY ></html>", None), format!("a{SCRIPT}</BODY ></html>"));
        assert_eq!(page("a</body>b</body>", None), format!("a</body>b{SCRIPT}</body>"));
        assert_eq!(page("a", None), format!("a{SCRIPT}"));
        assert_eq!(page("", None), SCRIPT);

        let faulty = page("<body></body>", Some("x </pre><script>alert(1)</script> & y"));
        assert!(
            faulty
                .contains("<pre>x &lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; y</pre>"),
            "{faulty}"
        );
        assert!(faulty.ends_with(&format!("{SCRIPT}</body>")));
    }
}
