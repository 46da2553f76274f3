//! The development server: the pages of a book over HTTP, for this machine alone.
//!
//! Listens on 127.0.0.1 and answers only requests that name it so (a page of another site whose
//! name was made to lead here gets nothing). Files come from a [`Site`], rendered when asked for,
//! so that no path of a request ever reaches the file system. HTML gets a script that loads the
//! page again after a rebuild, and the faults of the book, when it has any, over the last good
//! page. Knows nothing about what the files hold, nor when a book is rebuilt.

mod request;
mod response;

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::channel::Channel;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{oneshot, watch};

use crate::render::offline;
use crate::routes::OutputPath;
use request::Refusal;
use response::{Page, Response};

/// A site whose files are rendered when they are asked for.
pub trait Site: Send + Sync {
    /// The bytes of the file at `path`; `None` when the site has no such file.
    ///
    /// # Errors
    /// What is wrong, for people to read, when the file cannot be rendered.
    fn file(&self, path: &OutputPath) -> Result<Option<Vec<u8>>, String>;
}

/// What the server shows: the last good site, and the faults that the book has by now.
#[derive(Clone, Default)]
pub struct Shown {
    /// `None` until a book was good.
    pub site: Option<Arc<dyn Site>>,
    /// For people to read, as plain text.
    pub faults: Option<Arc<str>>,
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let site = self.site.as_ref().map(|_| "Site");
        f.debug_struct("Shown").field("site", &site).field("faults", &self.faults).finish()
    }
}

/// A running server. It ends when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    port: u16,
    shown: RwLock<Shown>,
    /// How often something new was shown; clients wait for it to grow.
    generation: watch::Sender<u64>,
}

/// Pages rendered at one time; each is work for one processor.
const RENDERERS: usize = 8;
/// Between signs of life to a client that waits; a lost client is noticed by then.
const HEARTBEAT: Duration = Duration::from_secs(15);

impl Server {
    /// Starts to listen on `port` of 127.0.0.1; 0 takes any free one.
    ///
    /// # Errors
    /// When the port is taken, or the system refuses.
    pub fn start(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            port: address.port(),
            shown: RwLock::default(),
            generation: watch::Sender::new(0),
        });
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(RENDERERS)
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("http".to_owned())
            .spawn(move || run(&runtime, listener, served, stopped))?;
        Ok(Self { address, shared, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows something else from now on, and has every open page loaded again.
    pub fn show(&self, shown: Shown) {
        *self.shared.shown.write().unwrap_or_else(PoisonError::into_inner) = shown;
        self.notify_reload();
    }

    /// Has every open page loaded again.
    pub fn notify_reload(&self) {
        self.shared.generation.send_modify(|generation| *generation += 1);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Accepts connections until `stopped`'s other end is dropped.
fn run(
    runtime: &Runtime,
    listener: TcpListener,
    shared: Arc<Shared>,
    stopped: oneshot::Receiver<()>,
) {
    runtime.block_on(async {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
            return;
        };
        tokio::spawn(accept(listener, shared));
        drop(stopped.await);
    });
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: some will be free in a moment.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let shared = Arc::clone(&shared);
                async move { Ok::<_, Infallible>(answer(request, shared).await) }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service);
            // A client that hung up or did not speak HTTP.
            drop(connection.await);
        });
    }
}

async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Response {
    if let Err(refusal) = request::check(&request, shared.port) {
        return refuse(refusal);
    }
    let Some(path) = request::decode(request.uri().path()) else {
        return refuse(Refusal::BadPath);
    };
    match path.as_str() {
        "/_briefbook/events" => events(&shared, request.method()),
        "/_briefbook/reload.js" => {
            response::asset("text/javascript; charset=utf-8", include_str!("http/reload.js"))
        }
        "/_briefbook/overlay.css" => {
            response::asset("text/css; charset=utf-8", include_str!("http/overlay.css"))
        }
        // A worker that was left at this port by another server leaves, whatever is shown.
        "/sw.js" => response::asset("text/javascript; charset=utf-8", offline::RETIRED),
        _ => {
            let uri = request.uri().clone();
            // Rendering is work for a processor, not for the thread that keeps all connections.
            let page = tokio::task::spawn_blocking(move || page(&uri, &path, &shared)).await;
            page.unwrap_or_else(|_| {
                response::text(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be rendered")
            })
        }
    }
}

fn refuse(refusal: Refusal) -> Response {
    match refusal {
        Refusal::Method => {
            let text = "only GET and HEAD are answered";
            let mut response = response::text(StatusCode::METHOD_NOT_ALLOWED, text);
            response
                .headers_mut()
                .insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
            response
        }
        Refusal::NoHost => response::text(StatusCode::BAD_REQUEST, "the request names no host"),
        Refusal::ForeignHost => response::text(
            StatusCode::FORBIDDEN,
            "this server answers to localhost and 127.0.0.1 at its own port",
        ),
        Refusal::BadPath => response::text(StatusCode::BAD_REQUEST, "the path cannot be read"),
    }
}

/// The file at the decoded `path`, or what stands in for it.
fn page(uri: &hyper::Uri, path: &str, shared: &Shared) -> Response {
    // The number first: a page that is newer than its number is merely loaded once more.
    let generation = *shared.generation.borrow();
    let shown = shared.shown.read().unwrap_or_else(PoisonError::into_inner).clone();
    let page = |status, html: Vec<u8>, faults: Option<&str>| {
        response::html(status, &Page { html, faults, generation })
    };
    let faults = shown.faults.as_deref();
    let wants_html = request::wants_html(path);
    let Some(site) = shown.site else {
        let (status, html) = match faults {
            Some(_) => (StatusCode::INTERNAL_SERVER_ERROR, response::FAULTY),
            None => (StatusCode::SERVICE_UNAVAILABLE, response::STARTING),
        };
        return if wants_html {
            page(status, html.into(), faults)
        } else {
            response::text(status, "the book has no site yet")
        };
    };
    let faulty = |text: &str| {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        if wants_html {
            page(status, response::FAULTY.into(), Some(text))
        } else {
            response::text(status, text)
        }
    };
    for candidate in request::candidates(path) {
        match site.file(&candidate) {
            Ok(None) => {}
            Ok(Some(bytes)) if response::is_html(&candidate) => {
                return page(StatusCode::OK, bytes, faults);
            }
            Ok(Some(bytes)) => return response::file(&candidate, bytes),
            Err(text) => return faulty(&text),
        }
    }
    // A folder without its slash: relative links in its index go by the folder's address.
    if let Some(index) = request::index_of(path)
        && matches!(site.file(&index), Ok(Some(_)) | Err(_))
    {
        return response::redirect_to_folder(uri);
    }
    let missing = OutputPath::new("404.html").map(|path| site.file(&path));
    match missing {
        Some(Ok(Some(html))) if wants_html => page(StatusCode::NOT_FOUND, html, faults),
        Some(Err(text)) => faulty(&text),
        _ if wants_html => page(StatusCode::NOT_FOUND, response::MISSING.into(), faults),
        _ => response::text(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

/// A stream of events: at once the number of what is shown, then each new one.
fn events(shared: &Shared, method: &Method) -> Response {
    let (mut sender, body) = Channel::new(4);
    if method == Method::HEAD {
        return response::events(None);
    }
    let mut generation = shared.generation.subscribe();
    tokio::spawn(async move {
        let now = *generation.borrow_and_update();
        let mut message = event("generation", now);
        loop {
            if sender.send_data(message).await.is_err() {
                // The client is gone.
                return;
            }
            message = match tokio::time::timeout(HEARTBEAT, generation.changed()).await {
                Ok(Ok(())) => event("reload", *generation.borrow_and_update()),
                Ok(Err(_)) => return,
                Err(_) => Bytes::from_static(b":\n\n"),
            };
        }
    });
    response::events(Some(body))
}

fn event(name: &str, generation: u64) -> Bytes {
    format!("event: {name}\ndata: {generation}\n\n").into()
}

#[cfg(test)]
mod tests;
