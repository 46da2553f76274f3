// The book without a network: what was opened can be read, what was not says so, and a reader who
// is online again sees the newest edition.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { collectTrouble, launch } from "./chromium.mjs";
import { binary, filesOf, forwards, root, serveFolder } from "./site.mjs";

const mount = "/books/evidence/";
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'self'; form-action 'self'";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "briefbook-offline-"));
const book = path.join(folder, "book");
const site = path.join(folder, "site");

let browser, context, page, server, base, briefs;

const build = () => execFileSync(binary, ["build", book, "--output", site, "--quiet"]);

async function start(headers = { "Content-Security-Policy": policy }) {
  const port = base ? Number(new URL(base).port) : 0;
  server = await serveFolder(site, { mount, port, headers });
  base = server.base;
}

/** Nobody answers at the address any more. */
function stop() {
  return new Promise((resolve) => {
    server.server.close(resolve);
    server.server.closeAllConnections();
  });
}

/** What `work` returns once it is true, or the last value after some seconds. */
async function until(work) {
  const end = performance.now() + 15_000;
  for (;;) {
    const value = await work();
    if (value || performance.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const registrations = () =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map((it) => it.scope));
const caches = () => page.evaluate(() => window.caches.keys());
const has = (address) =>
  page.evaluate(async (address) => Boolean(await window.caches.match(address)), address);

before(async () => {
  fs.cpSync(path.join(root, "tests/books/evidence"), book, { recursive: true });
  build();
  const read = (file) => file.startsWith("briefs/") && !forwards(path.join(site, file));
  briefs = filesOf(site, ".html").filter(read);
  await start();
  browser = await launch();
  context = await browser.newContext();
  page = await context.newPage();
});
after(async () => {
  await browser?.close();
  await stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("a page's scripts are small", () => {
  const scripts = filesOf(path.join(site, "static"), ".js");
  const sizes = scripts.map((file) => gzipSync(fs.readFileSync(path.join(site, "static", file))).length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(all <= 12_000, `${all} bytes compressed`);
});

test("what was opened is read without a network, and what was not says so", async () => {
  const trouble = collectTrouble(page, base);
  await page.goto(`${base}index.html`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)));
  assert.deepEqual(await registrations(), [base]);
  for (const brief of briefs.slice(0, 2)) {
    await page.goto(base + brief);
    assert.ok(await until(() => has(base + brief)), brief);
  }
  // A search keeps what it loads of its index.
  await page.goto(`${base}search.html?q=trade`);
  await page.waitForSelector("#page_search-results li");
  assert.deepEqual(trouble, []);

  await stop();
  for (const file of ["", "index.html", ...briefs.slice(0, 2), "search.html?q=trade"]) {
    const response = await page.goto(base + file);
    assert.equal(response.status(), 200, file);
    assert.ok(await page.isVisible("main h1"), file);
    const styled = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    assert.ok(styled.includes("Georgia"), `${file} has its style`);
  }
  await page.waitForSelector("#page_search-results li");
  await page.goto(base + briefs[0]);
  await page.reload();
  assert.ok(await page.isVisible("main h1"));
  assert.deepEqual(trouble, []);

  const missing = await page.goto(`${base}actors.html`);
  assert.equal(missing.status(), 503);
  assert.equal(await page.innerText("h1"), "This page cannot be read offline");
  await page.click("main a");
  assert.equal(page.url(), `${base}index.html`);
  page.removeAllListeners();
});

test("a changed page is seen at the next visit, and one that is gone is forgotten", async () => {
  const [first, second] = briefs;
  const name = path.join(site, first);
  fs.writeFileSync(name, fs.readFileSync(name, "utf8").replace("</h1>", " with a new text</h1>"));
  fs.renameSync(path.join(site, second), path.join(folder, "gone.html"));
  await start();
  await page.goto(base + first);
  assert.match(await page.innerText("h1"), /with a new text/);
  const gone = await page.goto(base + second);
  assert.equal(gone.status(), 404);
  assert.ok(await until(async () => !(await has(base + second))), "it is kept still");
  fs.renameSync(path.join(folder, "gone.html"), path.join(site, second));
});

test("a book that keeps nothing any more releases its readers", async () => {
  fs.appendFileSync(path.join(book, "site.yaml"), "offline: false\n");
  build();
  await page.goto(`${base}index.html`);
  assert.equal(await page.$("link[rel=manifest], script[data-worker]"), null);
  // A page that is open keeps its worker to its end; the next one is free of it.
  const free = async () => {
    await page.goto("about:blank");
    await page.goto(`${base}index.html`);
    return (await registrations()).length === 0;
  };
  assert.ok(await until(free), "the worker is there");
  assert.ok(await until(async () => (await caches()).length === 0), "the cache is there");
});

test("a policy that forbids the worker its requests leaves the site as it was", async () => {
  await stop();
  fs.writeFileSync(
    path.join(book, "site.yaml"),
    fs.readFileSync(path.join(book, "site.yaml"), "utf8").replace("offline: false\n", ""),
  );
  build();
  await start({ "Content-Security-Policy": policy.replace("connect-src 'self'; ", "") });
  const other = await browser.newContext();
  page = await other.newPage();
  const trouble = collectTrouble(page, base);
  await page.goto(`${base}index.html`);
  assert.ok(await until(async () => (await registrations()).length === 0), "a worker stays");
  await page.goto(base + briefs[0]);
  assert.ok(await page.isVisible("main h1"));
  assert.deepEqual(trouble, []);
});
