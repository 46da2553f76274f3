// What a link leads to shows beside it, for mouse and keyboard, over http and from a folder; and it
// goes as WCAG 1.4.13 asks.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { collectTrouble, launch } from "./chromium.mjs";
import { mounts, onePageOfEachKind, siteFolder } from "./site.mjs";
import { noteReference, preview } from "./theme.mjs";

const brief = onePageOfEachKind().find(({ kind }) => kind === "briefs").file;

let browser, all;
before(async () => {
  browser = await launch();
  all = await mounts();
});
after(async () => {
  await browser?.close();
  all?.forEach((mount) => mount.close());
});

/** Opens a page and gives it and what went wrong on it to `work`. */
async function onPage(mount, file, work, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const trouble = collectTrouble(page, mount.base);
  try {
    await page.goto(mount.base + file, { waitUntil: "load" });
    await work(page);
    assert.deepEqual(trouble, []);
  } finally {
    await context.close();
  }
}

/** The first link of the text that leads to a page of this kind. */
const linkTo = (page, kind) =>
  page.locator(`main p a[href*="${kind}/"]:not([href*="#"]), main li a[href*="${kind}/"]`).first();

const shown = (page) => page.waitForSelector(preview, { state: "visible", timeout: 5000 });
const gone = (page) => page.waitForSelector(preview, { state: "hidden", timeout: 5000 });

for (const at of [0, 1, 2]) {
  const name = ["at a domain's root", "in a subpath", "from a folder (file://)"][at];
  test(`a link shows what it leads to, ${name}`, async () => {
    await onPage(all[at], brief, async (page) => {
      assert.equal(await page.locator("script[src*='/previews/']").count(), 0);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const link = linkTo(page, "actors");
      await link.scrollIntoViewIfNeeded();
      await link.hover();
      const box = await shown(page);
      const target = path.join(siteFolder, path.dirname(brief), await link.getAttribute("href"));
      const title = fs.readFileSync(target, "utf8").match(/<h1[^>]*>([^<]*)/)[1];
      const text = await box.innerText();
      assert.ok(text.includes(title) || title.includes("&"), `${title}: ${text}`);
      assert.equal(await link.getAttribute("aria-describedby"), await box.getAttribute("id"));
      assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height);
      const loaded = await page.locator("script[src*='/previews/']").count();
      assert.equal(loaded, 2, "the manifest and one piece");
    });
  });
}

describe("what a preview must let a reader do", () => {
  test("a citation shows its note", async () => {
    await onPage(all[2], brief, async (page) => {
      const reference = page.locator(noteReference).first();
      await reference.hover();
      const box = await shown(page);
      const id = await reference.evaluate((it) => it.hash.slice(1));
      const note = await page.locator(`[id="${id}"] .note-text`).textContent();
      assert.equal(await box.textContent(), note.trim());
      assert.equal(await page.locator("script[src*='/previews/']").count(), 0);
    });
  });

  test("the pointer moves onto it, it stays, and goes when the pointer leaves", async () => {
    await onPage(all[0], brief, async (page) => {
      const link = linkTo(page, "actors");
      await link.hover();
      const box = await shown(page);
      const at = await box.boundingBox();
      await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2, { steps: 4 });
      await page.waitForTimeout(1000);
      assert.ok(await box.isVisible());
      await page.mouse.move(1, 1);
      await gone(page);
      assert.equal(await link.getAttribute("aria-describedby"), null);
    });
  });

  test("Escape takes it away without a move of pointer or focus", async () => {
    await onPage(all[0], brief, async (page) => {
      await linkTo(page, "actors").hover();
      await shown(page);
      await page.keyboard.press("Escape");
      await gone(page);
      await page.waitForTimeout(800);
      assert.ok(!(await page.locator(preview).isVisible()));
    });
  });

  test("the keyboard's focus shows it, and the next link takes its place", async () => {
    await onPage(all[0], brief, async (page) => {
      const link = linkTo(page, "actors");
      // The focus of a script is visible where the last thing used was the keyboard.
      await page.keyboard.press("Tab");
      await link.focus();
      await shown(page);
      await page.keyboard.press("Escape");
      await gone(page);
      assert.ok(await link.evaluate((it) => it === document.activeElement));
      await page.locator(noteReference).first().focus();
      await shown(page);
      await page.evaluate(() => document.activeElement.blur());
      await gone(page);
    });
  });

  test("a finger is shown none", async () => {
    await onPage(
      all[0],
      brief,
      async (page) => {
        await page.locator(noteReference).first().tap();
        await page.waitForTimeout(900);
        assert.equal(await page.locator(preview).count(), 0);
      },
      { hasTouch: true },
    );
  });

  test("it lies within the window, however narrow", async () => {
    await onPage(
      all[0],
      brief,
      async (page) => {
        for (const at of [0, 3, 6, 9]) {
          await page.locator("main p a[href]:visible").nth(at).hover();
          await page.waitForTimeout(900);
          if (!(await page.locator(preview).isVisible())) continue;
          const box = await page.locator(preview).boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${wide} px wide`);
      },
      { viewport: { width: 320, height: 640 } },
    );
  });
});

test("every kind of thing that a text links has a preview", async () => {
  const folder = path.join(siteFolder, "previews");
  const found = new Set();
  for (const file of fs.readdirSync(folder).filter((name) => name.startsWith("pieces-"))) {
    const script = fs.readFileSync(path.join(folder, file), "utf8");
    assert.ok(script.length < 40_000, `${file} is large`);
    const [, json] = script.match(/^briefbookPreviews\.piece\(\d+,(.*)\);\n$/s);
    for (const [href, , title, , facts, text] of JSON.parse(json)) {
      found.add(href.split(/[/.]/)[0].replace(/-\d+$/, ""));
      assert.ok(title && (facts || text), href);
      const page = path.join(siteFolder, href.split("#")[0]);
      assert.ok(fs.existsSync(page), href);
    }
  }
  for (const kind of ["actors", "briefs", "disputes", "figures", "glossary", "timeline", "topics"]) {
    assert.ok(found.has(kind), `${kind}: none of ${[...found]}`);
  }
});
