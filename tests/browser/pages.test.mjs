// Every page opens without a word of complaint: at a domain's root, in a subpath, from a folder,
// and under a strict Content Security Policy.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { collectTrouble, launch, onPages } from "./chromium.mjs";
import { mounts, onePageOfEachKind, siteFolder } from "./site.mjs";

const pages = onePageOfEachKind();
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Of the pages that those of each kind link to, so many are opened at each mount. */
const MOST_OPENED = 30;

/** Opens `urls`; returns what went wrong and the links of the site that the pages hold. */
async function open(base, urls) {
  const context = await browser.newContext();
  const links = new Map();
  const trouble = [];
  await onPages(context, urls, async (page, url) => {
    const seen = collectTrouble(page, base);
    if (!/\.html([?#]|$)/.test(url)) {
      // A browser shows data and feeds in its own way; that they are there is enough.
      if (url.startsWith("http")) {
        const answer = await page.request.get(url);
        if (!answer.ok()) trouble.push(`${url}: status ${answer.status()}`);
      }
      return;
    }
    const response = await page.goto(url, { waitUntil: "load" });
    if (response && !response.ok()) {
      seen.push(`${url}: status ${response.status()}`);
    }
    // Links of pictures have an address of another type.
    const addresses = (all) => all.map((a) => new URL(a.getAttribute("href"), document.baseURI).href);
    for (const href of await page.$$eval("a[href]", addresses)) {
      if (href.startsWith(base)) links.set(href, url);
    }
    page.removeAllListeners();
    trouble.push(...seen);
  });
  await context.close();
  return { trouble, links };
}

for (const [index, name] of ["root", "subpath", "file"].entries()) {
  test(`pages of each kind and those they link to open (${name})`, async () => {
    const all = await mounts();
    try {
      const { base } = all[index];
      const first = pages
        .map(({ file }) => base + file)
        // The addresses on 404.html start at the published host's root, which the first mount is.
        .filter((url) => index === 0 || !url.endsWith("404.html"));
      const start = await open(base, first);
      assert.deepEqual(start.trouble, []);
      // Every page and file once; links.mjs has followed each fragment already.
      const plain = [...start.links.keys()].map((url) => url.split("#")[0]);
      const linked = [...new Set(plain)].filter((url) => !first.includes(url));
      // A large book links to hundreds: the browser opens a part of them, spread evenly, another
      // part at each mount.
      const step = Math.max(1, Math.ceil(linked.length / MOST_OPENED));
      const rest = linked.filter((_, at) => at % step === index % step);
      assert.ok(rest.length > 0, "the pages link to nothing");
      const next = await open(base, rest);
      assert.deepEqual(next.trouble, []);
    } finally {
      all.forEach((mount) => mount.close());
    }
  });
}

describe("under a strict Content Security Policy", () => {
  let site, context;
  before(async () => {
    site = await mounts(siteFolder, { "Content-Security-Policy": policy });
    context = await browser.newContext();
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
      );
    });
  });
  after(async () => {
    await context?.close();
    site?.forEach((mount) => mount.close());
  });

  for (const { kind, file } of pages) {
    test(kind, async () => {
      const page = await context.newPage();
      const { base } = site[0];
      const trouble = collectTrouble(page, base);
      await page.goto(base + file, { waitUntil: "load" });
      assert.deepEqual(trouble, []);
      await page.close();
    });
  }
});
