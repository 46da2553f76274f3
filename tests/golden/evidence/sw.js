// Keeps what a reader has opened, for when there is no network.
//
// The network comes first: whoever is online sees the newest edition, pages and style together.
// What it gave is kept in one cache, and is the answer when it gives none. Knows nothing about
// what the files hold. Addresses are relative to this file's folder, which is the book's.
"use strict";

// What is fetched at once: what pages need to show, and the ways into the book.
const FIRST = [
  "index.html",
  "it/index.html",
  "search.html",
  "search/manifest.js",
  "static/briefbook.css",
  "static/colours.css",
  "static/favicon.svg",
  "static/margins.js",
  "static/parts.css",
  "static/previews.js",
  "static/print.css",
  "static/search.js",
  "static/site.js"
];
// What is said in the place of a page that was never opened, below each home page; HTML.
const WORDS = [
  {
    "home": "index.html",
    "lang": "en",
    "dir": "ltr",
    "title": "This page cannot be read offline",
    "text": "There is no connection, and this page was not opened on this device before. Pages that were opened can still be read.",
    "lead": "Home"
  },
  {
    "home": "it/index.html",
    "lang": "it",
    "dir": "ltr",
    "title": "Questa pagina non è disponibile offline",
    "text": "Manca la connessione, e questa pagina non è mai stata aperta su questo dispositivo. Le pagine già aperte si possono ancora leggere.",
    "lead": "Inizio"
  }
];
// The most that is kept; what was fetched least recently goes first.
const MOST = 1000;

const scope = self.registration.scope;
const OURS = "briefbook ";
// One origin may hold several books. A number more when what is kept changes its form.
const NAME = `${OURS}${scope} 1`;
const first = new Set(FIRST.map((path) => new URL(path, scope).href));

/** The address without query and fragment: the files of a book do not depend on them. */
function plain(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}

/** The ways in which hosts spell the address of one page. */
function spellings(key) {
  const stem = key.replace(/\/index(\.html)?$/, "/").replace(/\.html$/, "");
  const full = stem.endsWith("/") ? [`${stem}index.html`] : [`${stem}.html`];
  return [key, ...full, stem];
}

/** Keeps a whole, good answer of this host; forgets what is there no longer. */
async function keep(key, response) {
  const cache = await caches.open(NAME);
  if (response.status === 404 || response.status === 410) {
    await cache.delete(key);
  } else if (response.status === 200 && response.type === "basic") {
    const { status, statusText, headers } = response;
    // A browser refuses an answer that was redirected where it asked for a page: a copy is not.
    const whole = response.redirected
      ? new Response(await response.blob(), { status, statusText, headers })
      : response;
    await cache.put(key, whole);
  }
}

/** The first answers in the cache are the oldest: a new one goes to the end. */
async function trim() {
  const cache = await caches.open(NAME);
  const kept = (await cache.keys()).filter((request) => !first.has(request.url));
  const over = kept.slice(0, Math.max(0, kept.length - MOST));
  await Promise.all(over.map((request) => cache.delete(request)));
}

async function fetchAndKeep(address) {
  const response = await fetch(address, { cache: "no-cache" });
  await keep(plain(address), response);
  return response;
}

async function kept(key) {
  const cache = await caches.open(NAME);
  for (const spelling of spellings(key)) {
    const found = await cache.match(spelling);
    if (found) return found;
  }
  return undefined;
}

/** Says that a page is not here, and leads home. */
function absent(key) {
  const path = key.slice(scope.length);
  const below = ({ home }) => path.startsWith(home.replace(/[^/]*$/, ""));
  // The home page of the default language comes first, and is above all others.
  const words = WORDS.filter(below).pop() ?? WORDS[0];
  const style = (name) => `<link rel="stylesheet" href="${scope}static/${name}.css">`;
  const html = `<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
${style("colours")}${style("briefbook")}${style("parts")}
</head>
<body class="list not-found">
<main id="page_main"><div class="list-page">
<h1>${words.title}</h1>
<p class="lead">${words.text}</p>
<p><a href="${scope}${words.home}">${words.lead}</a></p>
</div></main>
</body>
</html>
`;
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  return new Response(html, { status: 503, statusText: "Offline", headers });
}

async function answer(event, key) {
  const { request } = event;
  try {
    const response = await fetch(request);
    const copy = response.clone();
    const done = keep(key, copy).then(() => (request.mode === "navigate" ? trim() : undefined));
    // A full disk keeps nobody from reading.
    event.waitUntil(done.catch(() => {}));
    return response;
  } catch (unreachable) {
    const found = await kept(key).catch(() => undefined);
    if (found) return found;
    return request.mode === "navigate" ? absent(key) : Response.error();
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  // Where this fails, there is no worker, and the site is as it was.
  event.waitUntil(Promise.all([...first].map(fetchAndKeep)));
});

async function takeOver() {
  const ours = (name) => name.startsWith(`${OURS}${scope} `) && name !== NAME;
  await Promise.all((await caches.keys()).filter(ours).map((name) => caches.delete(name)));
  await self.clients.claim();
  // The page that was opened first, before there was a worker to keep it.
  const open = await self.clients.matchAll({ type: "window" });
  const pages = open.map((client) => client.url).filter((url) => url.startsWith(scope));
  await Promise.allSettled(pages.map(fetchAndKeep));
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  // Parts of a file and streams of events are the browser's own business.
  const whole = !request.headers.has("range") && request.headers.get("accept") !== "text/event-stream";
  if (request.method === "GET" && request.url.startsWith(scope) && whole) {
    event.respondWith(answer(event, plain(request.url)));
  }
});
