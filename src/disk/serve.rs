//! Watch, rebuild, show: the loop of the development server.
//!
//! Knows nothing about how a book is rebuilt: that is the caller's, who reads it again as a whole.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::http::{Server, Shown, Site};
use super::watch::{Change, Watch, WatchError};

/// What became of a book that was read again.
pub enum Rebuilt {
    /// The book is sound; warnings do not count.
    Good(Arc<dyn Site>),
    /// It has faults, as plain text for people: shown over the last good site.
    Faulty(String),
    /// Not a byte has changed since the last time: open pages stay as they are.
    Same,
}

impl fmt::Debug for Rebuilt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Good(_) => f.write_str("Good"),
            Self::Faulty(text) => f.debug_tuple("Faulty").field(text).finish(),
            Self::Same => f.write_str("Same"),
        }
    }
}

/// Why a book is not served, or no longer.
#[derive(Debug)]
pub enum ServeError {
    Watch(WatchError),
    Listen { port: u16, reason: io::Error },
    Ended(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Watch(error) => error.fmt(f),
            Self::Listen { port, reason } if reason.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "port {port} is in use; `--port 0` takes any free one")
            }
            Self::Listen { port, reason } => write!(f, "cannot listen on port {port}: {reason}"),
            Self::Ended(reason) => reason.fmt(f),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Watch(error) => Some(error),
            Self::Listen { reason, .. } | Self::Ended(reason) => Some(reason),
        }
    }
}

/// Serves the book in the folder `book` at `port` of 127.0.0.1 (0: any free one) until the process
/// ends.
///
/// Calls `rebuild` once at the start and after every change, with the server's address and what
/// changed (nothing, at the start); then, once, `on_ready`, when the first answer stands.
///
/// # Errors
/// When the book cannot be watched, or the port cannot be had.
pub fn serve(
    book: &Path,
    port: u16,
    mut rebuild: impl FnMut(SocketAddr, &Change) -> Rebuilt,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<Infallible, ServeError> {
    // First of all, so that no edit falls between reading and watching.
    let mut watch = Watch::new(book).map_err(ServeError::Watch)?;
    let server = Server::start(port).map_err(|reason| ServeError::Listen { port, reason })?;
    let mut shown = Shown::default();
    show(&server, &mut shown, rebuild(server.address(), &Change::default()));
    on_ready(server.address());
    loop {
        // Wakes now and then to no effect; a change wakes it at once.
        let change = watch.wait(Duration::from_secs(3600)).map_err(ServeError::Ended)?;
        if let Some(change) = change {
            show(&server, &mut shown, rebuild(server.address(), &change));
        }
    }
}

fn show(server: &Server, shown: &mut Shown, rebuilt: Rebuilt) {
    match rebuilt {
        Rebuilt::Good(site) => *shown = Shown { site: Some(site), faults: None },
        Rebuilt::Faulty(text) => shown.faults = Some(text.into()),
        Rebuilt::Same => return,
    }
    server.show(shown.clone());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::OutputPath;
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::sync::mpsc::channel;
    use std::time::Instant;

    /// A site of one page.
    struct OnePage(Vec<u8>);

    impl Site for OnePage {
        fn file(&self, path: &OutputPath) -> Result<Option<Vec<u8>>, String> {
            Ok((path.as_str() == "index.html").then(|| self.0.clone()))
        }
    }

    fn get(address: SocketAddr) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    }

    fn until(address: SocketAddr, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let reply = get(address);
            if wanted(&reply) || Instant::now() > end {
                return reply;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn an_edit_shows_and_a_fault_stands_over_the_last_good_page_until_mended() {
        let root = tempfile::tempdir().unwrap();
        let page = root.path().join("content/a.md");
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(&page, "first").unwrap();
        let (sender, ready) = channel();
        let (book, file) = (root.path().to_owned(), page.clone());
        // Runs until the test process ends, as the server does.
        std::thread::spawn(move || {
            let rebuild = |_, _: &Change| match fs::read_to_string(&file) {
                Ok(text) if text.contains("fault") => Rebuilt::Faulty(text),
                Ok(text) => Rebuilt::Good(Arc::new(OnePage(text.into_bytes()))),
                Err(_) => Rebuilt::Same,
            };
            serve(&book, 0, rebuild, |address| sender.send(address).unwrap()).unwrap_err()
        });
        let address = ready.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(get(address).contains("first"));

        let write = |text: &str| fs::write(&page, text).unwrap();
        write("second");
        assert!(until(address, |reply| reply.contains("second")).starts_with("HTTP/1.1 200"));
        write("a fault & more");
        let faulty = until(address, |reply| reply.contains("a fault &amp; more"));
        assert!(faulty.contains("second") && faulty.starts_with("HTTP/1.1 200"), "{faulty}");
        write("third");
        let mended = until(address, |reply| reply.contains("third"));
        assert!(mended.contains("third") && !mended.contains("briefbook-faults"), "{mended}");
    }

    #[test]
    fn a_taken_port_and_a_missing_book_say_so() {
        let root = tempfile::tempdir().unwrap();
        let taken = Server::start(0).unwrap();
        let run = |book: &Path, port| {
            serve(book, port, |_, _| Rebuilt::Same, |_| {}).unwrap_err().to_string()
        };
        let port = taken.address().port();
        assert_eq!(
            run(root.path(), port),
            format!("port {port} is in use; `--port 0` takes any free one")
        );
        assert!(run(&root.path().join("missing"), 0).contains("missing"));
    }
}
