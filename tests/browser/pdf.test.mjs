// A page of the flagship as PDF: whole, tagged, titled, with an outline, its notes, running heads
// and page numbers. With ALL_PAGES the whole book, and a page twice, which must be the same bytes.
//
// Reads it with qpdf and Poppler.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch } from "./chromium.mjs";
import { aPageIn, binary, filesOf, onePageOfEachKind, root, siteFolder } from "./site.mjs";

const brief = aPageIn("briefs");
const whole = Boolean(process.env.ALL_PAGES);
const run = (program, ...rest) => execFileSync(program, rest, { encoding: "utf8", maxBuffer: 1 << 30 });

let folder, browser;
before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "briefbook-pdf-"));
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function print(name, ...wanted) {
  const file = path.join(folder, name);
  const browser = process.env.CHROMIUM || "/usr/bin/chromium";
  run(binary, "--quiet", "export", "pdf", root, "--browser", browser, "--output", file, ...wanted);
  return file;
}

/** Every entry of the outline, with how deep it stands. */
function outline(file) {
  const { outlines } = JSON.parse(run("qpdf", "--json", "--json-key=outlines", file));
  const flat = (entries, depth) => entries.flatMap(({ title, kids }) => [{ title, depth }, ...flat(kids, depth + 1)]);
  return flat(outlines, 1);
}

const words = (text) => text.replace(/[\s\u00ad\u2010-]+/g, "");

/** What holds of each: returns its text. */
function sound(file) {
  // Fails on errors and on warnings.
  run("qpdf", "--check", file);
  const about = run("pdfinfo", file);
  assert.match(about, /^Title: +\S/m);
  assert.match(about, /^Tagged: +yes/m);
  // A browser with a name shorter than ours keeps its own.
  assert.match(about, /^Creator: +(briefbook|Chromium)/m);
  assert.match(about, /^CreationDate:.* 00:00:00/m);
  const pages = Number(/^Pages: +(\d+)/m.exec(about)[1]);
  const text = run("pdftotext", "-layout", file, "-");
  const sheets = text.split("\f").slice(0, pages);
  sheets.forEach((sheet, at) => assert.ok(new RegExp(`\\b${at + 1} ?/ ?${pages}\\b`).test(sheet), `page ${at + 1} has its number`));
  return sheets;
}

test("a page as PDF", () => {
  const file = print("page.pdf", "--page", brief);
  const sheets = sound(file);
  const html = fs.readFileSync(path.join(siteFolder, brief), "utf8");
  const title = /<h1[^>]*>([^<]+)</.exec(html)[1];
  for (const sheet of sheets.slice(1)) assert.ok(sheet.split("\n", 3).join("").includes(title), "a running head");
  const entries = outline(file).map((entry) => entry.title);
  const headings = [...html.matchAll(/<h2[^>]*>([^<]+)</g)].map((match) => match[1].trim()).filter((it) => !it.includes("&"));
  assert.ok(headings.length > 3);
  for (const heading of headings) assert.ok(entries.includes(heading), `${heading} is in the outline`);
  const text = words(sheets.join(""));
  const notes = [...html.matchAll(/<li[^>]*id="note-\d+"[^>]*><span class="note-text">([^<&]{15,})/g)];
  assert.ok(notes.length > 0);
  for (const [, note] of notes) {
    assert.ok(text.includes(words(note)), `the note is there: ${note}`);
  }
  if (whole) assert.ok(fs.readFileSync(file).equals(fs.readFileSync(print("again.pdf", "--page", brief))), "the same bytes");
});

test("a page that grows onto a second sheet starts on its first", async () => {
  const size = (file) => fs.statSync(path.join(siteFolder, file)).size;
  const [file] = filesOf(siteFolder, ".html")
    .filter((it) => it.startsWith("figures/"))
    .sort((a, b) => size(a) - size(b));
  browser = await launch();
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path.join(siteFolder, file)).href);
  const title = await page.innerText("h1");
  await page.evaluate(() => document.querySelector(".page-body").append(document.createElement("hr")));
  const to = path.join(folder, "sheets.pdf");
  // Until well beyond the length at which the record, then the text itself, no longer fits.
  for (let more = 0, sheets = 1, past = 0; past < 25; more += 2, past += sheets > 1 ? 1 : 0) {
    assert.ok(more < 600, "a sheet has an end");
    await page.evaluate((it) => (document.querySelector("hr").style.margin = `${it}mm 0 0`), more);
    await page.pdf({ path: to, preferCSSPageSize: true });
    sheets = Number(/^Pages: +(\d+)/m.exec(run("pdfinfo", to))[1]);
    assert.ok(run("pdftotext", "-l", "1", to, "-").includes(title), `${file} with ${more} mm more`);
  }
});

const inFull = whole ? test : () => {};
inFull("the whole book as PDF", () => {
  const file = print("book.pdf");
  const sheets = sound(file);
  const entries = outline(file);
  assert.equal(entries.filter(({ depth }) => depth === 1).length, 1, "one title");
  for (const { file: page } of onePageOfEachKind()) {
    // Of the maps, which hold names alone, a document has the one in the book's own language.
    if (/(^|\/)(404|search)\.html$|\/map\.html$/.test(page)) continue;
    const title = /<h1[^>]*>([^<&]+)</.exec(fs.readFileSync(path.join(siteFolder, page), "utf8"))?.[1].trim();
    if (title) assert.ok(entries.some((entry) => entry.title === title), `${title} is in the outline`);
  }
  console.log(`${sheets.length} sheets, ${entries.length} bookmarks, ${fs.statSync(file).size} bytes`);
});
