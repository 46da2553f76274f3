// A page of the flagship in one file, opened from a folder without a network: it needs nothing
// else, is sound, and fits a narrow window. With ALL_PAGES the whole book in one file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import axe from "axe-core";

import { collectTrouble, launch } from "./chromium.mjs";
import { aPageIn, binary, root } from "./site.mjs";

const whole = Boolean(process.env.ALL_PAGES);
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let folder, file, browser;
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "briefbook-single-"));
  file = path.join(folder, "ünïcode name.html");
  const wanted = whole ? [] : ["--page", aPageIn("topics")];
  execFileSync(binary, ["--quiet", "export", "html", root, "--output", file, ...wanted]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

for (const width of [1280, 390]) {
  test(`one file needs nothing else, ${width} px`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, offline: true });
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    const trouble = collectTrouble(page, url);
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url, { waitUntil: "load", timeout: 120_000 });
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - window.innerWidth,
      broken: [...document.images].filter((it) => it.complete && it.naturalWidth === 0).length,
      astray: [...document.querySelectorAll("a[href^='#']")]
        .filter((a) => !document.getElementById(decodeURIComponent(a.getAttribute("href").slice(1))))
        .map((a) => a.outerHTML),
      // The theme's own colours, so that the style sheets were taken.
      accent: getComputedStyle(document.documentElement).getPropertyValue("--accent"),
    }));
    assert.deepEqual(trouble, []);
    assert.deepEqual(requests.filter((it) => !it.startsWith("data:")), [url]);
    assert.ok(seen.wide <= 0, `${seen.wide} px wider than the window`);
    assert.equal(seen.broken, 0, "images that do not show");
    assert.deepEqual(seen.astray, []);
    assert.notEqual(seen.accent, "");
    if (!whole) {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(
        (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }),
        { type: "tag", values: tags },
      );
      const told = violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((it) => `${id}: ${it.html.slice(0, 160)}`));
      assert.deepEqual(told, []);
    }
    await context.close();
  });
}
