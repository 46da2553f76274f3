// A large book: what a first query loads stays small, and nothing that should be found is lost.
//
// The book is written here, of words as frequent as in a language: the n-th as often as 1/n.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { collectTrouble, launch } from "./chromium.mjs";
import { binary, serveFolder } from "./site.mjs";
import { searchMore, searchResults, searchStatus } from "./theme.mjs";

const BRIEFS = 3000;
/**
 * What a first query may load of the index, in bytes, compressed as a host does on the fly. A book
 * of ten thousand briefs may need 150 kB.
 */
const MOST = 120_000;

/** Numbers from 0 to 1, the same each time (Park and Miller's generator). */
let state = 1;
function random() {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
}

const syllables = ["ba", "co", "de", "fi", "gra", "lo", "mu", "ner", "pro", "ri", "sta", "ter", "vo", "zan"];
const wordOf = (number) => {
  let word = "";
  for (let rest = number + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word = syllables[rest % syllables.length] + word;
  }
  return word;
};
const WORDS = 200_000;
/** A word by the inverse of Zipf's distribution, which is nearly uniform in the logarithm. */
const word = () => wordOf(Math.floor(WORDS ** random()) - 1);
const words = (count) => Array.from({ length: count }, word).join(" ");

const briefs = Array.from({ length: BRIEFS }, () => ({
  title: words(7),
  summary: words(30),
  text: words(280),
}));

/** The briefs that have each word. */
const having = new Map();
briefs.forEach(({ title, summary, text }, at) => {
  for (const it of `${title} ${summary} ${text}`.split(" ")) {
    if (!having.has(it)) having.set(it, new Set());
    having.get(it).add(at);
  }
});
/** How many briefs have a word that begins so. */
const countOf = (beginning) =>
  new Set([...having].flatMap(([it, all]) => (it.startsWith(beginning) ? [...all] : []))).size;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "briefbook-large-"));
const site = path.join(folder, "site");

let browser, server, context, page, trouble;
before(async () => {
  const book = path.join(folder, "book");
  fs.mkdirSync(path.join(book, "content/briefs"), { recursive: true });
  fs.writeFileSync(path.join(book, "site.yaml"), "title: Large\nbase_url: https://book.example.org/\nas_of: 2026-01-31\nhistory: off\n");
  briefs.forEach(({ title, summary, text }, at) => {
    const front = `title: ${title}\ndate: 2026-01-05\nsummary: ${summary}`;
    fs.writeFileSync(path.join(book, `content/briefs/b${at}.md`), `---\n${front}\n---\n\n${text}\n`);
  });
  execFileSync(binary, ["--quiet", "build", book, "--output", site], { stdio: ["ignore", "ignore", "ignore"] });
  server = await serveFolder(site);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  server?.server.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const sent = (file) =>
  brotliCompressSync(fs.readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

/** Asks in a new window; what that loads of the index, and how many things it finds. */
async function ask(query) {
  await context?.close();
  context = await browser.newContext();
  page = await context.newPage();
  trouble = collectTrouble(page, server.base);
  const loaded = new Set();
  page.on("request", (request) => {
    const file = new URL(request.url()).pathname.slice(1);
    if (file.startsWith("search/")) loaded.add(file);
  });
  await page.goto(`${server.base}search.html?q=${encodeURIComponent(query)}`, { waitUntil: "load" });
  await page.waitForFunction(
    (status) => /\d/.test(document.querySelector(status).textContent),
    searchStatus,
    { timeout: 10_000 },
  );
  const bytes = [...loaded].reduce((sum, file) => sum + sent(path.join(site, file)), 0);
  return { bytes, count: parseInt(await page.innerText(searchStatus), 10), loaded: [...loaded] };
}

const links = () => page.$$eval(searchResults, (all) => all.map((a) => a.href));

const frequent = wordOf(4);
const middling = wordOf(300);
const rare = briefs[1234].text.split(" ").find((it) => it.length > 9 && countOf(it) === 1);
const swapped = (it) => it.slice(0, -3) + it.at(-2) + it.at(-3) + it.at(-1);

describe("a first query on a large book", () => {
  for (const [what, query] of [
    ["a word on most pages", frequent],
    ["a word in many titles", middling],
    ["a rare word", rare],
    ["the beginning of a word", middling.slice(0, -2)],
    ["a beginning of three letters", "gra"],
    ["a misspelt word", swapped(rare)],
    ["a whole title", briefs[77].title],
    ["another title", briefs[2900].title],
  ]) {
    test(`${what} loads little`, async () => {
      const { bytes, count, loaded } = await ask(query);
      assert.ok(count > 0);
      assert.ok(bytes <= MOST, `${query}: ${bytes} bytes in ${loaded.join(", ")}`);
      assert.deepEqual(trouble, []);
    });
  }

  test("finds every page that has a word, or a word that begins so", async () => {
    for (const term of [frequent, middling, rare, middling.slice(0, -1)]) {
      const { count } = await ask(term);
      assert.equal(count, countOf(term), term);
    }
  });

  test("finds a title first, and a rare word that is misspelt", async () => {
    for (const [query, at] of [[briefs[77].title, 77], [swapped(rare), 1234]]) {
      await ask(query);
      assert.match((await links())[0], new RegExp(`/b${at}\\.html$`), query);
    }
  });

  test("shows ten results, and more when the reader asks, from the keyboard too", async () => {
    const { count } = await ask(middling);
    assert.ok(count > 20);
    const first = await links();
    assert.equal(first.length, 10);
    await page.focus(`${searchResults} >> nth=9`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction((links) => document.querySelectorAll(links).length > 10, searchResults);
    const now = await links();
    assert.deepEqual(now.slice(0, 10), first);
    assert.equal(new Set(now).size, 20);
    assert.equal(await page.evaluate(() => document.activeElement.href), now[10]);
    assert.match(await page.innerText(searchStatus), /\b20\b/);
    assert.deepEqual(trouble, []);
  });

  test("keeps what is shown where more cannot be loaded, and tries again", async () => {
    await ask(middling);
    const first = await links();
    await context.setOffline(true);
    await page.focus(searchMore);
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (status) => /could not be loaded/.test(document.querySelector(status).textContent),
      searchStatus,
    );
    assert.deepEqual(await links(), first);
    assert.ok(await page.isVisible(searchMore));
    assert.ok(await page.$eval(searchMore, (button) => button === document.activeElement));
    await context.setOffline(false);
    await page.keyboard.press("Enter");
    await page.waitForFunction((links) => document.querySelectorAll(links).length > 10, searchResults);
    assert.deepEqual((await links()).slice(0, 10), first);
    assert.match(await page.innerText(searchStatus), /\b20\b/);
  });

  test("offers no more where there is none", async () => {
    await ask(rare);
    assert.equal(await page.isVisible(searchMore), false);
  });
});
