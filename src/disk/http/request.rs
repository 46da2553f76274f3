//! Which requests are answered, and which files they ask for.
//!
//! Pure functions; knows nothing about sites or connections.

use hyper::{HeaderMap, Method, Request, header};
use percent_encoding::percent_decode_str;

use crate::routes::OutputPath;

/// Why a request gets no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Method,
    NoHost,
    ForeignHost,
    BadPath,
}

/// Lets through GET and HEAD requests that name this server as a local one. A browser that was led
/// here by another site's name sends that name (DNS rebinding).
pub(super) fn check<B>(request: &Request<B>, port: u16) -> Result<(), Refusal> {
    let host = one_host(request.headers())?;
    let named_in_target = request.uri().authority().map(hyper::http::uri::Authority::as_str);
    if !is_local(host, port) || named_in_target.is_some_and(|name| !is_local(name, port)) {
        return Err(Refusal::ForeignHost);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Refusal::Method);
    }
    Ok(())
}

fn one_host(headers: &HeaderMap) -> Result<&str, Refusal> {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| Refusal::NoHost),
        _ => Err(Refusal::NoHost),
    }
}

/// Whether `host` (with its port, which browsers leave out when it is 80) is this server.
fn is_local(host: &str, port: u16) -> bool {
    let name = match host.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        None if port == 80 => host,
        None => return false,
    };
    matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost")
}

/// The path of a request's target, percent-decoded once; `None` when it is not a path of UTF-8
/// text, or holds what no output path holds and some system takes for a separator.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let is_hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
        if byte == b'%' && !(is_hex(bytes.next()) && is_hex(bytes.next())) {
            return None;
        }
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let sound = decoded.starts_with('/')
        && !decoded.chars().any(|c| c.is_control() || c == '\\')
        && !decoded.split('/').any(|part| matches!(part, "." | ".."));
    sound.then(|| decoded.into_owned())
}

/// The files that the decoded `path` may mean, the likeliest first: a folder's index, the file
/// itself, the file whose ending was dropped. What is not an output path is no file.
pub(super) fn candidates(path: &str) -> Vec<OutputPath> {
    let name = path.strip_prefix('/').unwrap_or(path);
    let names = if name.is_empty() || name.ends_with('/') {
        vec![format!("{name}index.html")]
    } else {
        vec![name.to_owned(), format!("{name}.html")]
    };
    names.iter().filter_map(|name| OutputPath::new(name)).collect()
}

/// The index of the folder that the decoded `path` names without its slash.
pub(super) fn index_of(path: &str) -> Option<OutputPath> {
    let name = path.strip_prefix('/')?;
    if name.is_empty() || name.ends_with('/') {
        return None;
    }
    OutputPath::new(&format!("{name}/index.html"))
}

/// Whether a reader who asks for `path` expects a page: its ending is `html`, or it has none.
pub(super) fn wants_html(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_none_or(|(_, ending)| ending.eq_ignore_ascii_case("html"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_local_names_at_the_right_port_are_local() {
        for host in ["localhost:1111", "LocalHost:1111", "127.0.0.1:1111", "[::1]:1111"] {
            assert!(is_local(host, 1111), "{host}");
        }
        for host in [
            "",
            ":1111",
            "localhost",
            "localhost:1112",
            "localhost:11110",
            "localhost:1111:1111",
            "evil.example:1111",
            "localhost.evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "user@localhost:1111",
            "::1:1111",
            "0.0.0.0:1111",
            "localhost.:1111",
        ] {
            assert!(!is_local(host, 1111), "{host}");
        }
        assert!(is_local("localhost", 80) && is_local("localhost:80", 80));
        assert!(!is_local("evil.example", 80));
    }

    #[test]
    fn paths_are_decoded_once_and_lead_nowhere_else() {
        let decoded = |path| decode(path);
        assert_eq!(decoded("/a%20b/t%C3%BCrkiye.html").as_deref(), Some("/a b/türkiye.html"));
        assert_eq!(decoded("/%252e%252e/x").as_deref(), Some("/%2e%2e/x"));
        for bad in [
            "",
            "a",
            "*",
            "/..",
            "/../x",
            "/a/../x",
            "/%2e%2e/x",
            "/%2E%2e%2fx",
            "/.%2e/x",
            "/..%2fx",
            "/a\\..\\x",
            "/..%5cx",
            "/%00",
            "/a%00.html",
            "/a%0ab",
            "/%",
            "/%2",
            "/%zz",
            "/%ff",
            "/%c0%ae%c0%ae/x",
            "/./x",
            "/a/.",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn candidates_are_the_index_the_file_and_the_file_with_its_ending() {
        let names = |path: &str| -> Vec<String> {
            candidates(path).iter().map(ToString::to_string).collect()
        };
        assert_eq!(names("/"), ["index.html"]);
        assert_eq!(names("/it/"), ["it/index.html"]);
        assert_eq!(names("/briefs/x"), ["briefs/x", "briefs/x.html"]);
        assert_eq!(names("/site.css"), ["site.css", "site.css.html"]);
        for none in ["//", "//etc/passwd", "/a//b", "/C:/x", "/nul"] {
            assert_eq!(names(none), Vec::<String>::new(), "{none}");
        }
    }

    #[test]
    fn a_page_is_expected_without_an_ending() {
        for path in ["/", "/a/", "/a.b/", "/a", "/a.html", "/a.HTML"] {
            assert!(wants_html(path), "{path}");
        }
        assert!(!wants_html("/site.css") && !wants_html("/a.html/x.png"));
    }

    proptest! {
        /// Whatever is asked for, only sound output paths are looked up.
        #[test]
        fn no_path_leaves_the_site(path in "(/|\\.|%2e|%2f|%5c|%25|%00|\\\\|[a-c]|%c3%bc){0,24}") {
            if let Some(decoded) = decode(&path) {
                for candidate in candidates(&decoded) {
                    let parts: Vec<_> = candidate.as_str().split('/').collect();
                    prop_assert!(parts.iter().all(|part| !matches!(*part, "" | "." | "..")));
                    prop_assert!(!candidate.as_str().contains(['\\', '\0']));
                }
            }
        }
    }
}
