//! Over real connections, byte by byte, as a hostile client would.

use super::*;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

struct Fixed(BTreeMap<&'static str, &'static str>);

impl Site for Fixed {
    fn file(&self, path: &OutputPath) -> Result<Option<Vec<u8>>, String> {
        match self.0.get(path.as_str()) {
            Some(&"!fault") => Err("the template <b> fails".to_owned()),
            Some(&"!panic") => panic!("a fault of the program"),
            text => Ok(text.map(|text| text.as_bytes().to_vec())),
        }
    }
}

fn shown(files: &[(&'static str, &'static str)], faults: Option<&str>) -> Shown {
    let site: Arc<dyn Site> = Arc::new(Fixed(files.iter().copied().collect()));
    Shown { site: Some(site), faults: faults.map(Arc::from) }
}

fn server() -> Server {
    let server = Server::start(0).unwrap();
    server.show(shown(
        &[
            ("index.html", "<body>home</body>"),
            ("404.html", "<body>nothing here</body>"),
            ("briefs/x.html", "<body>brief x</body>"),
            ("briefs/index.html", "<body>briefs</body>"),
            ("a b.html", "<body>spaced</body>"),
            ("site.css", "body{}"),
            ("faulty.html", "!fault"),
            ("panic.html", "!panic"),
        ],
        None,
    ));
    server
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// Sends `request` as it is and reads until the server hangs up.
fn raw(server: &Server, request: &str) -> Reply {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).unwrap();
    let reply = String::from_utf8(reply).unwrap();
    let (head, body) = reply.split_once("\r\n\r\n").unwrap_or((&reply, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Reply { status, head: head.to_owned(), body: body.to_owned() }
}

fn ask(server: &Server, method: &str, path: &str) -> Reply {
    let port = server.address().port();
    let head = format!("Host: localhost:{port}\r\nConnection: close");
    raw(server, &format!("{method} {path} HTTP/1.1\r\n{head}\r\n\r\n"))
}

fn get(server: &Server, path: &str) -> Reply {
    ask(server, "GET", path)
}

#[test]
fn listens_on_loopback_only() {
    assert_eq!(server().address().ip(), Ipv4Addr::LOCALHOST);
}

#[test]
fn a_taken_port_is_an_error_and_a_dropped_server_frees_it() {
    let first = server();
    let port = first.address().port();
    assert_eq!(Server::start(port).unwrap_err().kind(), io::ErrorKind::AddrInUse);
    drop(first);
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
}

#[test]
fn serves_files_folders_and_pages_without_their_ending() {
    let server = server();
    for (path, text) in [
        ("/", "home"),
        ("/?q=x", "home"),
        ("/index.html", "home"),
        ("/briefs/x.html", "brief x"),
        ("/briefs/x", "brief x"),
        ("/briefs/", "briefs"),
        ("/a%20b.html", "spaced"),
        ("/a%20b", "spaced"),
    ] {
        let reply = get(&server, path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.body.starts_with(&format!("<body>{text}<script")), "{path}: {}", reply.body);
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
    }
    let css = get(&server, "/site.css");
    assert_eq!((css.status, css.body.as_str()), (200, "body{}"));
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));

    let folder = get(&server, "/briefs?x=1");
    assert_eq!((folder.status, folder.header("location")), (307, Some("/briefs/?x=1")));
}

#[test]
fn what_is_missing_is_404_with_the_sites_page() {
    let server = server();
    for path in ["/missing", "/missing.html", "/briefs/x/", "/site.css/", "/_briefbook/x"] {
        let reply = get(&server, path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.body.contains("nothing here"), "{path}");
    }
    let asset = get(&server, "/missing.js");
    assert_eq!((asset.status, asset.body.as_str()), (404, "there is no such file\n"));
}

#[test]
fn no_spelling_of_a_path_leaves_the_site() {
    let server = server();
    for path in [
        "/../etc/passwd",
        "/../../../../../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/%2e%2e%2fetc%2fpasswd",
        "/..%2f..%2fetc/passwd",
        "/.%2e/%2e./etc/passwd",
        "/%252e%252e%252fetc/passwd",
        "/..%5c..%5cetc/passwd",
        "/..\\..\\etc\\passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "//etc/passwd",
        "///etc/passwd",
        "/etc/passwd",
        "/%2fetc/passwd",
        "/file:///etc/passwd",
        "/index.html%00",
        "/index.html%00.css",
        "/briefs/%00/x",
        "/%",
        "/%ff%fe",
        "/C:%5cWindows",
    ] {
        let reply = get(&server, path);
        assert!([400, 404].contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.body.contains("root:"), "{path}");
        assert_eq!(reply.header("location"), None, "{path}");
    }
}

#[test]
fn only_local_hosts_are_answered() {
    let server = server();
    let port = server.address().port();
    let with = |line: &str, target: &str| {
        raw(&server, &format!("GET {target} HTTP/1.1\r\n{line}Connection: close\r\n\r\n")).status
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n"), "/"), 200, "{host}");
    }
    for host in ["evil.example", "localhost.evil.example", "0.0.0.0", "localhost@evil.example"] {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n"), "/"), 403, "{host}");
        assert_eq!(with(&format!("Host: {host}:{port}\r\n"), "/_briefbook/events"), 403, "{host}");
    }
    assert_eq!(with("Host: localhost\r\n", "/"), 403);
    assert_eq!(with(&format!("Host: localhost:{}\r\n", port ^ 1), "/"), 403);
    assert_eq!(with("", "/"), 400);
    let twice = format!("Host: localhost:{port}\r\nHost: evil.example\r\n");
    assert_eq!(with(&twice, "/"), 400);
    let local = format!("Host: localhost:{port}\r\n");
    assert_eq!(with(&local, "http://evil.example/"), 403);
    assert_eq!(with(&local, &format!("http://localhost:{port}/")), 200);
}

#[test]
fn only_get_and_head_are_answered() {
    let server = server();
    let whole = get(&server, "/briefs/x.html");
    let head = ask(&server, "HEAD", "/briefs/x.html");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()));
    assert_eq!(ask(&server, "HEAD", "/missing").status, 404);
    let events = ask(&server, "HEAD", "/_briefbook/events");
    assert_eq!((events.status, events.header("content-type")), (200, Some("text/event-stream")));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let reply = ask(&server, method, "/");
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    assert_eq!(raw(&server, "not http at all\r\n\r\n").status, 400);
}

#[test]
fn faults_stand_over_the_last_good_page() {
    let server = server();
    server.show(shown(&[("index.html", "<body>home</body>")], Some("content/a.md: <broken>")));
    let home = get(&server, "/");
    assert_eq!(home.status, 200);
    assert!(home.body.contains("home"));
    assert!(home.body.contains("content/a.md: &lt;broken&gt;"), "{}", home.body);
    assert!(home.body.contains("/_briefbook/overlay.css"));
    assert!(get(&server, "/missing").body.contains("&lt;broken&gt;"));
    let css = get(&server, "/_briefbook/overlay.css");
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));

    server.show(shown(&[("index.html", "<body>mended</body>")], None));
    let home = get(&server, "/");
    assert!(home.body.contains("mended") && !home.body.contains("broken"));
}

#[test]
fn without_a_good_book_pages_are_the_faults_with_500() {
    let server = Server::start(0).unwrap();
    let starting = get(&server, "/");
    assert_eq!(starting.status, 503);
    assert!(starting.body.contains("/_briefbook/reload.js"));

    server.show(Shown { site: None, faults: Some("content/a.md: <broken>".into()) });
    for path in ["/", "/briefs/x.html", "/briefs/x"] {
        let reply = get(&server, path);
        assert_eq!(reply.status, 500);
        assert!(reply.body.contains("&lt;broken&gt;") && reply.body.contains("reload.js"));
    }
    let asset = get(&server, "/site.css");
    assert_eq!(asset.status, 500);
    assert_eq!(asset.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(get(&server, "/_briefbook/reload.js").status, 200);
}

#[test]
fn a_page_that_cannot_be_rendered_says_why_and_the_server_lives_on() {
    let server = server();
    let reply = get(&server, "/faulty.html");
    assert_eq!(reply.status, 500);
    assert!(reply.body.contains("the template &lt;b&gt; fails"), "{}", reply.body);
    assert_eq!(get(&server, "/panic.html").status, 500);
    assert_eq!(get(&server, "/").status, 200);
}

/// A client of the event stream.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn connect(server: &Server) -> Self {
        let address = server.address();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET /_briefbook/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        Self(BufReader::new(stream))
    }

    /// The next event's name and data.
    fn next(&mut self) -> (String, String) {
        let (mut name, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(text) = line.strip_prefix("event: ") {
                name = text.trim_end().to_owned();
            } else if let Some(text) = line.strip_prefix("data: ") {
                return (name, text.trim_end().to_owned());
            }
        }
    }
}

#[test]
fn every_listener_hears_of_each_change() {
    let server = server();
    let mut listeners: Vec<_> = (0..20).map(|_| Listener::connect(&server)).collect();
    for listener in &mut listeners {
        assert_eq!(listener.next(), ("generation".to_owned(), "1".to_owned()));
    }
    assert!(get(&server, "/").body.contains("data-generation=\"1\""));
    // One that went away does not keep the others from hearing.
    listeners.truncate(19);
    server.notify_reload();
    for listener in &mut listeners {
        assert_eq!(listener.next(), ("reload".to_owned(), "2".to_owned()));
    }
    server.show(shown(&[], None));
    for listener in &mut listeners {
        assert_eq!(listener.next(), ("reload".to_owned(), "3".to_owned()));
    }
    assert_eq!(Listener::connect(&server).next(), ("generation".to_owned(), "3".to_owned()));
}
