// Every page of a built site, of the book in one HTML file and of its EPUB (unpacked) says the same
// and calls the same notes. Reads all of them with a parser that is not ours.
//
//   node same-text.mjs SITE BOOK.html EPUB_FOLDER
//
// Prints "N passed, M failed"; exits 1 when any failed.

import fs from "node:fs";
import path from "node:path";

import { parse } from "parse5";

import { filesOf, forwards } from "./site.mjs";

const [site, single, epub] = process.argv.slice(2).map((argument) => path.resolve(argument));

const attribute = (node, name) => node.attrs?.find((it) => it.name === name)?.value;
const classes = (node) => (attribute(node, "class") ?? "").split(/\s+/);

/** The first element below `node`, or itself, for which `wanted` holds. */
function find(node, wanted) {
  if (node.tagName && wanted(node)) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

/** Ways through a page, which each form of the book has of its own. */
function isAid(node) {
  return (
    ["nav", "form", "script", "noscript"].includes(node.tagName) ||
    classes(node).includes("heading-anchor") ||
    (node.tagName === "details" && classes(node).includes("fold"))
  );
}

/** What a page says: its text, what stands beside that, and the notes it calls, in order. */
function said(content) {
  const parts = { text: [], beside: [], calls: [] };
  const walk = (node, into) => {
    if (node.nodeName === "#text") return into.push(node.value);
    if (isAid(node)) return undefined;
    if (attribute(node, "role") === "doc-noteref") {
      const inner = [];
      node.childNodes.forEach((child) => walk(child, inner));
      parts.calls.push(inner.join(""));
    }
    if (node.tagName === "img") into.push(attribute(node, "alt") ?? "");
    const own = classes(node).includes("page-side") ? parts.beside : into;
    return node.childNodes?.forEach((child) => walk(child, own));
  };
  walk(content, parts.text);
  const plain = (pieces) => pieces.join("").replace(/\s+/g, " ").trim();
  return { text: plain(parts.text), beside: plain(parts.beside), calls: parts.calls.join(" ") };
}

const read = (file) => parse(fs.readFileSync(file, "utf8"));
const isMain = (node) => node.tagName === "main";

const sections = new Map();
const collect = (node) => {
  if (node.tagName && classes(node).includes("exported")) sections.set(attribute(node, "id"), node);
  else node.childNodes?.forEach(collect);
};
collect(read(single));
const documents = new Set(filesOf(path.join(epub, "EPUB/pages"), ".xhtml"));

let [passed, failed, calls] = [0, 0, 0];
const wrong = (what) => {
  failed += 1;
  console.log(what);
};
for (const file of filesOf(site, ".html")) {
  // Search has no use in a book, and the doors of further languages hold what the first one holds.
  if (/(^|\/)(search|404)\.html$|^\w\w\/(index|map)\.html$/.test(file)) continue;
  if (forwards(path.join(site, file))) continue;
  const main = find(read(path.join(site, file)), isMain);
  const stem = file.replace(/\.html$/, "");
  const section = sections.get(stem.replaceAll("/", "_"));
  if (!section || !documents.delete(`${stem}.xhtml`)) {
    // Only what was withdrawn stays on the site alone.
    if (!find(main, (node) => classes(node).includes("notice"))) wrong(`${file}: not in the book`);
    continue;
  }
  sections.delete(stem.replaceAll("/", "_"));
  const expected = said(main);
  calls += expected.calls.split(" ").length;
  const forms = { "single file": section, EPUB: find(read(path.join(epub, "EPUB/pages", `${stem}.xhtml`)), isMain) };
  for (const [form, content] of Object.entries(forms)) {
    const got = said(content);
    const different = Object.keys(expected).find((part) => got[part] !== expected[part]);
    if (different === undefined) {
      passed += 1;
      continue;
    }
    const [one, other] = [expected[different], got[different]];
    let at = 0;
    while (one[at] === other[at]) at += 1;
    wrong(`${file}: ${different} in the ${form}: …${other.slice(Math.max(0, at - 40), at + 40)}… is not …${one.slice(Math.max(0, at - 40), at + 40)}…`);
  }
}
for (const left of [...sections.keys(), ...documents]) wrong(`${left}: not on the site`);
console.log(`${calls} calls of notes`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
