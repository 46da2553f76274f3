// Where a reader has chosen the few colours of every page (forced colours, as Windows' contrast
// themes), nothing that carries meaning vanishes: edges of marks, pictures, the ring of the focus,
// the page that one is on, the note that one came to.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "./chromium.mjs";
import { mounts, onePageOfEachKind } from "./site.mjs";
import { badge, menu, noteReference, pictureMarks, pictureScales } from "./theme.mjs";

const pages = onePageOfEachKind();
const pageOf = (wanted) => pages.find(({ kind }) => kind === wanted).file;

let browser, all, base, page;
before(async () => {
  browser = await launch();
  all = await mounts();
  base = all[0].base;
  const context = await browser.newContext({ forcedColors: "active", viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  await page.addInitScript(seeing);
});
after(async () => {
  await browser?.close();
  all?.forEach((mount) => mount.close());
});

/** Gives pages `contrast(colour)`: how a colour stands out from the page's ground (WCAG 2.2). */
function seeing() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    if (a < 128) return undefined;
    const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  window.contrast = (colour) => {
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    const own = luminance(colour);
    return own === undefined ? 1 : (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
  };
}

/** Opens a page in the reader's light or dark colours, whatever the switch of the page says. */
async function open(file, colorScheme) {
  await page.emulateMedia({ forcedColors: "active", colorScheme });
  await page.goto(base + file, { waitUntil: "load" });
  const against = colorScheme === "dark" ? "light" : "dark";
  await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), against);
}

/** The marks of a page that have an edge in the page's own colours, and none that is seen in the reader's. */
async function withoutEdge(selector, colorScheme) {
  const edges = () =>
    page.$$eval(selector, (marks) =>
      marks.map((it) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, borderTop } = getComputedStyle(it);
        const has = borderTopStyle !== "none" && parseFloat(borderTopWidth) >= 1;
        const shown = it.getClientRects().length > 0 && has && window.contrast(borderTopColor) >= 3;
        return { shown, told: `${it.outerHTML.slice(0, 120)} ${borderTop}` };
      }),
    );
  await page.emulateMedia({ forcedColors: "none", colorScheme });
  const own = await edges();
  await page.emulateMedia({ forcedColors: "active", colorScheme });
  const forced = await edges();
  assert.ok(own.some(({ shown }) => shown), "no mark has an edge");
  return forced.filter(({ shown }, at) => own[at].shown && !shown).map(({ told }) => told);
}

/** The shapes of a page's pictures that do not stand out from its ground. */
const unseen = (selector) =>
  page.$$eval(selector, (shapes) =>
    shapes
      .map((it) => [it, getComputedStyle(it)])
      .filter(([, { fill, stroke, strokeWidth }]) => {
        const line = stroke !== "none" && parseFloat(strokeWidth) > 0 && window.contrast(stroke) >= 3;
        return !line && !(fill !== "none" && window.contrast(fill) >= 3);
      })
      .map(([it, style]) => `${it.outerHTML.slice(0, 120)} fill ${style.fill}, stroke ${style.stroke}`),
  );

for (const colorScheme of ["light", "dark"]) {
  describe(`in a reader's own colours, ${colorScheme}`, () => {
    for (const [kind, wanted] of [
      ["briefs", [badge, ".near-lines path"]],
      ["figures", [badge, ".chart-mark *", ".chart-grid path"]],
      ["timeline", [".strip-bar", ".strip-tick"]],
      ["map", [".map-plate", ".map-brief", ".map-bridge path"]],
      ["disputes", [badge]],
    ]) {
      test(`marks and pictures are seen (${kind})`, async () => {
        await open(pageOf(kind), colorScheme);
        for (const selector of wanted) assert.ok((await page.$$(selector)).length > 0, `no ${selector}`);
        if (wanted.includes(badge)) assert.deepEqual(await withoutEdge(badge, colorScheme), []);
        assert.deepEqual(await unseen(pictureMarks), []);
        assert.deepEqual(await unseen(pictureScales), []);
      });
    }

    test("what is disputed differs from what is not", async () => {
      await open(pageOf("figures"), colorScheme);
      const colour = (selector) => page.$eval(selector, (it) => getComputedStyle(it).stroke);
      assert.notEqual(
        await colour(".chart-mark.is-disputed"),
        await colour(".chart-mark:not(.is-disputed)"),
      );
    });

    test("the focus, the page that one is on and the note that one came to are seen", async () => {
      await open(pageOf("briefs"), colorScheme);
      for (let stop = 0; stop < 6; stop += 1) {
        await page.keyboard.press("Tab");
        const ring = await page.evaluate(() => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && window.contrast(outlineColor) >= 3;
        });
        assert.ok(ring, `stop ${stop} of the focus`);
      }
      const edge = (it) => getComputedStyle(it).borderBottomColor;
      const current = await page.$eval(`${menu} a[aria-current]`, edge);
      assert.ok(await page.evaluate((colour) => window.contrast(colour) >= 3, current), current);
      for (const other of await page.$$eval(`${menu} nav:first-child a:not([aria-current])`, (all) =>
        all.map((it) => window.contrast(getComputedStyle(it).borderBottomColor)),
      )) {
        assert.ok(other < 1.5, "no other page is marked as the one that one is on");
      }
      await page.locator(noteReference).first().click();
      const note = await page.$eval(":target", (it) => getComputedStyle(it).outline);
      assert.ok(!/\bnone\b/.test(note), `the note is marked: ${note}`);
    });
  });
}
