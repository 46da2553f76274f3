// WCAG 2.2 AA as far as a program can tell (axe-core), on one page of each kind, in light and dark,
// wide and narrow; and the keyboard's way past the navigation.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import axe from "axe-core";

import { launch } from "./chromium.mjs";
import { filesOf, forwards, mounts, onePageOfEachKind, siteFolder } from "./site.mjs";

// The dark changes colours and nothing else, so that only the rules about colours are asked twice,
// but when every page is opened.
const inTheDark = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// ALL_PAGES is "1/2" for the first of two halves of all pages, "1/1" for every page at once.
const [part, parts] = (process.env.ALL_PAGES ?? "").split("/").map(Number);
const pages = process.env.ALL_PAGES
  ? filesOf(siteFolder, ".html")
      .filter((file) => !forwards(path.join(siteFolder, file)))
      .filter((_, at) => at % parts === part - 1)
      .map((file) => ({ kind: file, file }))
  : onePageOfEachKind();

let browser, all, base;
before(async () => {
  browser = await launch();
  all = await mounts();
  base = all[0].base;
});
after(async () => {
  await browser?.close();
  all?.forEach((mount) => mount.close());
});

// A page is opened once and looked at in each of the four ways.
describe("no violation", () => {
  let context, page;
  before(async () => {
    context = await browser.newContext({ reducedMotion: "reduce" });
    page = await context.newPage();
  });
  after(() => context?.close());

  for (const { kind, file } of pages) {
    test(kind, async () => {
      await page.goto(base + file, { waitUntil: "load" });
      await page.evaluate(axe.source);
      const told = [];
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate(
            (options) => window.axe.run(document, { ...options, resultTypes: ["violations"] }),
            colorScheme === "dark" && !process.env.ALL_PAGES
              ? { runOnly: inTheDark }
              : { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } } },
          );
          for (const { id, help, nodes } of violations) {
            for (const node of nodes.slice(0, 3)) {
              const what = `${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`;
              told.push(`${colorScheme}, ${width} px: ${id} (${help}): ${what}`);
            }
          }
        }
      }
      assert.deepEqual(told, []);
    });
  }
});

test("the first stop of the keyboard leads past the navigation", async () => {
  const kinds = ["index", "briefs", "topics", "404"];
  for (const { file } of onePageOfEachKind().filter(({ kind }) => kinds.includes(kind))) {
    const page = await browser.newPage();
    await page.goto(base + file);
    await page.keyboard.press("Tab");
    const skip = page.locator(":focus");
    assert.ok(await skip.isVisible(), `${file}: the link is shown when it has the focus`);
    assert.match(await skip.getAttribute("href"), /^#./, file);
    await page.keyboard.press("Enter");
    const inMain = await page.evaluate(() => document.querySelector(":target")?.closest("main") !== null);
    assert.ok(inMain, `${file}: it leads into the text`);
    await page.close();
  }
});
