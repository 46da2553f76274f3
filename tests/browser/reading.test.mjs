// Pages read well: without scripts, on a narrow screen, in the dark, on paper, and from a citation
// to its note and back.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "./chromium.mjs";
import { mounts, onePageOfEachKind } from "./site.mjs";
import { noteBack, noteReference, notForPrint } from "./theme.mjs";

const pages = onePageOfEachKind();

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

const contexts = new Map();

/** Opens a page in a context with `options` and gives it to `work`. */
async function withPage(options, file, work) {
  const kind = JSON.stringify(options);
  if (!contexts.has(kind)) contexts.set(kind, await browser.newContext(options));
  const page = await contexts.get(kind).newPage();
  try {
    await page.goto(base + file, { waitUntil: "load" });
    return await work(page);
  } finally {
    await page.close();
  }
}

describe("without scripts a page says all that it says with them", () => {
  for (const { kind, file } of pages.filter(({ kind }) => !/(^|\/)search$/.test(kind))) {
    test(kind, async () => {
      const text = (page) => page.$eval("main", (main) => main.innerText.replace(/\s+/g, " "));
      const without = await withPage({ javaScriptEnabled: false }, file, text);
      const withThem = await withPage({}, file, text);
      assert.ok(without.length > 40, "the page says next to nothing");
      assert.equal(without, withThem);
    });
  }
});

test("without scripts the search page says what it needs", async () => {
  const file = pages.find(({ kind }) => kind === "search")?.file;
  assert.ok(file, "there is no search page");
  await withPage({ javaScriptEnabled: false }, file, async (page) => {
    assert.match(await page.innerText("main"), /script/i);
  });
});

describe("nothing is wider than a narrow screen", () => {
  for (const { kind, file } of pages) {
    test(kind, async () => {
      await withPage({}, file, async (page) => {
        for (const width of [360, 320]) {
          await page.setViewportSize({ width, height: 800 });
          const wide = await page.evaluate(() => {
            const limit = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= limit) return [];
            return [...document.querySelectorAll("body *")]
              .filter((element) => element.getBoundingClientRect().right > limit + 0.5)
              .slice(0, 5)
              .map((element) => `${element.tagName}.${element.className}: ${element.outerHTML.slice(0, 120)}`);
          });
          assert.deepEqual(wide, [], `${width} px`);
        }
      });
    });
  }
});

test("dark differs from light, on every kind of page", async () => {
  /** Relative luminance (WCAG 2.2) of the page's ground and text. */
  const look = (page) =>
    page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const luminance = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        if (a === 0) return undefined;
        const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
      };
      const ground = [document.body, document.documentElement]
        .map((element) => luminance(getComputedStyle(element).backgroundColor))
        .find((value) => value !== undefined);
      return { ground, text: luminance(getComputedStyle(document.body).color) };
    });
  for (const { kind, file } of pages) {
    const [light, dark] = await withPage({}, file, async (page) => {
      await page.emulateMedia({ colorScheme: "light" });
      const inLight = await look(page);
      await page.emulateMedia({ colorScheme: "dark" });
      return [inLight, await look(page)];
    });
    assert.ok(light.ground > 0.7 && light.text < 0.2, `${kind}, light: ${JSON.stringify(light)}`);
    assert.ok(dark.ground < 0.1 && dark.text > 0.4, `${kind}, dark: ${JSON.stringify(dark)}`);
  }
});

test("a citation leads to its note, and the note leads back", async () => {
  const cited = pages.filter(({ kind }) => kind === "briefs" || kind === "topics");
  assert.ok(cited.length > 0);
  for (const { file } of cited) {
    await withPage({}, file, async (page) => {
      const count = await page.locator(noteReference).count();
      assert.ok(count > 0, `${file} has no notes`);
      for (const at of [...new Set([0, count - 1])]) {
        const reference = page.locator(noteReference).nth(at);
        const label = await reference.innerText();
        await reference.click();
        const note = await page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
        assert.ok(note, `${file}: note ${label} has no address`);
        const backs = page.locator(`[id="${note}"] ${noteBack}`);
        assert.ok((await backs.count()) > 0, `${file}: no way back from ${note}`);
        assert.ok(await backs.first().isVisible());
      }
      // Each reference has a way back that leads exactly to it.
      const lost = await page.evaluate(
        ([references, back]) =>
          [...document.querySelectorAll(references)]
            .filter((reference) => {
              const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
              return ![...(note?.querySelectorAll(back) ?? [])].some((link) =>
                document.getElementById(decodeURIComponent(link.hash.slice(1)))?.contains(reference) ||
                document.getElementById(decodeURIComponent(link.hash.slice(1))) === reference);
            })
            .map((reference) => reference.outerHTML),
        [noteReference, noteBack],
      );
      assert.deepEqual(lost, [], file);
      await page.locator(noteBack).first().click();
      const home = await page.evaluate(
        (references) =>
          document.querySelector(":target")?.closest(references) !== null ||
          document.querySelector(":target")?.querySelector(references) !== null,
        noteReference,
      );
      assert.ok(home, `${file}: the way back ends elsewhere`);
    });
  }
});

describe("on paper", () => {
  for (const { kind, file } of pages) {
    test(kind, async () => {
      // The text's width of an A4 sheet at 96 dots an inch, from a reader who likes the dark.
      await withPage({ viewport: { width: 718, height: 1000 }, colorScheme: "dark" }, file, async (page) => {
        await page.emulateMedia({ media: "print" });
        const shown = await page.$$eval(notForPrint, (elements) =>
          elements.filter((element) => element.getClientRects().length > 0).map((e) => e.outerHTML.slice(0, 100)),
        );
        assert.deepEqual(shown, []);
        assert.ok(await page.locator("main h1").first().isVisible());
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.match(ground, /^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/, "paper is white");
        const ink = await page.evaluate(() => getComputedStyle(document.body).color);
        assert.match(ink, /^rgb\((\d{1,2}), (\d{1,2}), (\d{1,2})\)$/, "ink is dark");
      });
    });
  }
});
