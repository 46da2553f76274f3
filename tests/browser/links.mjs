// Every address in a built site leads somewhere: at a domain's root, in a subpath, and from a
// folder. Nothing of a page comes from outside; only plain links lead there.
//
//   node tests/browser/links.mjs SITE [--limit N]
//
// HTML and SVG are read by parse5. Prints each fault and closes with "N passed, M failed".

import fs from "node:fs";
import path from "node:path";

import { parse } from "parse5";

import { filesOf } from "./site.mjs";

const folder = path.resolve(process.argv[2] ?? "");
const limit = Number(process.argv[process.argv.indexOf("--limit") + 1]) || 20;
const files = new Set(filesOf(folder));
const pages = new Map();

for (const file of files) {
  if (/\.(html|svg)$/.test(file)) pages.set(file, read(fs.readFileSync(path.join(folder, file), "utf8")));
}
for (const file of files) {
  if (file.endsWith(".css")) pages.set(file, readCss(fs.readFileSync(path.join(folder, file), "utf8")));
}

/** Addresses that a page uses, ids that it has, and remarks on what works only over http. */
function read(text) {
  const page = { references: [], ids: new Map(), remarks: [], forwards: false };
  const stack = [parse(text)];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node.content) stack.push(node.content);
    stack.push(...(node.childNodes ?? []));
    if (!node.tagName) continue;
    const name = node.tagName.toLowerCase();
    const all = Object.fromEntries(node.attrs.map((a) => [(a.prefix ? `${a.prefix}:` : "") + a.name.toLowerCase(), a.value]));
    if (all.id !== undefined) page.ids.set(all.id, (page.ids.get(all.id) ?? 0) + 1);
    if (name === "base") page.remarks.push("a <base>, which breaks the links within the page");
    const use = (value, kind) => value !== undefined && page.references.push({ value: value.trim(), kind, name, rel: all.rel ?? "" });
    if (name === "a" || name === "area") use(all.href ?? all["xlink:href"], "link");
    else if (name === "link") use(all.href, "head");
    else use(all.href ?? all["xlink:href"], "part");
    for (const attribute of ["src", "poster", "data", "background"]) use(all[attribute], "part");
    for (const attribute of ["action", "formaction"]) use(all[attribute], "form");
    for (const part of (all.srcset ?? all.imagesrcset ?? "").split(",")) {
      if (part.trim()) use(part.trim().split(/\s+/)[0], "part");
    }
    for (const found of (all.style ?? "").matchAll(/url\(\s*['"]?([^'")]*)/g)) use(found[1], "part");
    if (name === "meta" && /^refresh$/i.test(all["http-equiv"] ?? "")) {
      page.forwards = true;
      use(/url\s*=\s*['"]?([^'"]*)/i.exec(all.content ?? "")?.[1], "forward");
    }
    for (const attribute of Object.keys(all)) {
      if (/^on/.test(attribute)) page.remarks.push(`${name} has the event handler ${attribute}`);
    }
    if (all.integrity !== undefined || all.crossorigin !== undefined) page.remarks.push(`${name} has integrity or crossorigin, which browsers refuse over file://`);
    if (name === "script" && all.type === "module") page.remarks.push("a module script, which browsers refuse over file://");
    if (name === "use" && !/^#/.test(all.href ?? all["xlink:href"] ?? "#")) page.remarks.push("<use> of another file, which browsers refuse over file://");
    if (name === "a" && all.target === "_blank") page.remarks.push("a link that opens another window");
  }
  for (const [id, times] of page.ids) if (times > 1) page.remarks.push(`the id "${id}" stands ${times} times`);
  return page;
}

function readCss(text) {
  const page = { references: [], ids: new Map(), remarks: [] };
  for (const found of text.matchAll(/url\(\s*['"]?([^'")]*)|@import\s+['"]([^'"]*)/g)) {
    page.references.push({ value: found[1] ?? found[2], kind: "part", name: "css", rel: "" });
  }
  return page;
}

/** The published address, as the home page gives it. */
const canonical = pages.get("index.html")?.references.find(({ kind, rel }) => kind === "head" && rel === "canonical")?.value;
const published = canonical?.replace(/index\.html$/, "");
const carriesPublished = new Set(["canonical", "alternate", "license", "author", "me"]);

/** What is wrong with the reference at `mount`; undefined when nothing is. */
function fault(file, page, { value, kind, name, rel }, mount) {
  if (kind === "part" && value.startsWith("data:image/")) return undefined;
  let here = new URL(file.split("/").map(encodeURIComponent).join("/"), mount);
  // A host shows it in the place of any address: what is not of its own page starts at the root.
  const anywhere = published !== undefined && file === "404.html" && !value.startsWith("#");
  if (anywhere) here = new URL("/no/such/page.html", published);
  let url;
  try {
    url = new URL(value, here);
  } catch {
    return "is not an address";
  }
  let home = mount;
  if (published && url.href.startsWith(published) && (anywhere || carriesPublished.has(rel) || kind === "forward")) {
    home = published;
  } else if (!url.href.startsWith(mount)) {
    if (kind === "link" && ["http:", "https:", "mailto:"].includes(url.protocol) && /^[a-z]+:/i.test(value)) return undefined;
    if (kind === "head" && carriesPublished.has(rel)) return undefined;
    return kind === "link" ? "leads out of the site by no plain link" : "comes from outside the site";
  } else if (/^([a-z]+:|\/)/i.test(value)) {
    return "is not relative";
  }
  let target = decodeURIComponent(url.pathname.slice(new URL(home).pathname.length));
  if (home === published && !files.has(target)) {
    target = [`${target}index.html`, `${target}.html`, `${target}/index.html`].find((name) => files.has(name)) ?? target;
  }
  if (!files.has(target)) return `leads to ${target}, which does not exist`;
  const id = decodeURIComponent(url.hash.slice(1));
  if (id && kind !== "form" && !(name === "use" ? page : pages.get(target))?.ids.has(id)) return `leads to #${id}, which ${target} does not have`;
  return undefined;
}

let passed = 0;
let failed = 0;
/** Tells the faults of one check. */
function tell(title, faults) {
  if (faults.length === 0) passed += 1;
  else failed += 1;
  console.log(`${faults.length === 0 ? "ok" : "FAILED"}  ${title}`);
  for (const line of faults.slice(0, limit)) console.log(`    ${line}`);
  if (faults.length > limit) console.log(`    and ${faults.length - limit} more`);
}

let count = 0;
for (const [title, mount] of [
  ["at a domain's root", "https://root.test/"],
  ["in a subpath", "https://root.test/books/italy/"],
  ["from a folder", "file:///home/reader/site/"],
]) {
  const faults = [];
  for (const [file, page] of pages) {
    for (const reference of page.references) {
      count += 1;
      const what = fault(file, page, reference, mount);
      if (what) faults.push(`${file}: <${reference.name}> "${reference.value}" ${what}`);
    }
  }
  tell(`every address leads somewhere, ${title}`, faults);
}

tell(
  "nothing on a page depends on http",
  [...pages].flatMap(([file, page]) => page.remarks.map((remark) => `${file}: ${remark}`)),
);

// From the home page on, every page is reached by links; forwarding pages are not, nor 404.html and
// the lists at the top, which a book may leave out of its navigation.
{
  const reached = new Set(["index.html"]);
  const queue = ["index.html"];
  while (queue.length > 0) {
    const file = queue.pop();
    for (const { value, kind } of pages.get(file)?.references ?? []) {
      if (kind !== "link" || /^[a-z]+:/i.test(value)) continue;
      const target = decodeURIComponent(new URL(value, `https://root.test/${file}`).pathname.slice(1));
      if (files.has(target) && !reached.has(target)) {
        reached.add(target);
        queue.push(target);
      }
    }
  }
  const lost = [...pages].filter(([file, page]) => file.endsWith(".html") && file.includes("/") && !page.forwards && !reached.has(file));
  tell("every page is reached from the home page", lost.map(([file]) => file));
}

// The sitemap and the feeds carry published addresses of files that exist.
{
  const faults = [];
  for (const file of files) {
    if (!file.endsWith(".xml")) continue;
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    for (const [, loc, href] of text.matchAll(/<loc>([^<]*)<\/loc>|<link\b[^>]*\bhref="([^"]*)"/g)) {
      const address = (loc ?? href).replaceAll("&amp;", "&");
      if (!published || !address.startsWith(published)) {
        faults.push(`${file}: ${address} is not of the published site (${published})`);
        continue;
      }
      const name = decodeURIComponent(address.slice(published.length).split("#")[0]) || "index.html";
      if (![name, `${name}.html`, `${name}index.html`].some((name) => files.has(name))) {
        faults.push(`${file}: ${address} leads to no file`);
      }
    }
  }
  tell("feeds and sitemap name pages that exist", faults);
}

console.log(`${count / 3} addresses in ${pages.size} files`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
