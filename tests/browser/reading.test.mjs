// Pages read well: without scripts, on a narrow screen, in the dark, on paper, without anything that
// moves by itself, at little weight, and from a citation to its note and back.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { launch } from "./chromium.mjs";
import { mounts, onePageOfEachKind, siteFolder } from "./site.mjs";
import { folded, noteBack, noteReference, notForPrint } from "./theme.mjs";

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
  if (!contexts.has(kind)) {
    const context = browser.newContext(options);
    contexts.set(kind, context);
    await (await context).addInitScript(watchShifts);
  }
  const context = await contexts.get(kind);
  const page = await context.newPage();
  try {
    await page.goto(base + file, { waitUntil: "load" });
    return await work(page);
  } finally {
    await page.close();
  }
}

/** Notes, before a page's own scripts run, what moves on it without a reader's doing. */
function watchShifts() {
  window.shifts = [];
  window.noteShifts = (entries) => {
    for (const { value, hadRecentInput, sources } of entries) {
      if (hadRecentInput) continue;
      const what = sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 120));
      window.shifts.push(`${value.toFixed(5)}: ${what.join(" | ")}`);
    }
  };
  window.shiftObserver = new PerformanceObserver((list) => window.noteShifts(list.getEntries()));
  window.shiftObserver.observe({ type: "layout-shift", buffered: true });
}

/**
 * What moves on a page when it is read to its end, in a few leaps. A page that a busy machine paints
 * before all of it has come may move once: what is the page's own making moves each time.
 */
async function moved(page, times = 3) {
  const found = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (let part = 0; part <= 6; part += 1) {
      scrollTo({ top: (document.documentElement.scrollHeight * part) / 6, behavior: "instant" });
      await frame();
      await frame();
    }
    window.noteShifts(window.shiftObserver.takeRecords());
    return window.shifts;
  });
  if (found.length === 0 || times === 1) return found;
  await page.goto(page.url(), { waitUntil: "load" });
  return moved(page, times - 1);
}

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

/** What takes its time on a page whose reader wants nothing to move. */
async function restless(page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  return page.evaluate(() => {
    const longest = (times) => Math.max(...times.split(",").map((it) => parseFloat(it) * (it.endsWith("ms") ? 0.001 : 1)));
    const found = document.getAnimations().map((it) => `an animation of ${it.effect?.target?.outerHTML.slice(0, 80)}`);
    for (const element of document.querySelectorAll("*")) {
      for (const part of [undefined, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const slow = Math.max(longest(style.transitionDuration), longest(style.animationDuration)) > 0.01;
        if (slow || style.scrollBehavior === "smooth") {
          found.push(`${element.tagName}.${element.className}${part ?? ""}: ${style.transition}, ${style.animation}, ${style.scrollBehavior}`);
        }
      }
    }
    return found.slice(0, 5);
  });
}

/** What is wider than a narrow screen. */
async function tooWide(page, width) {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > limit + 0.5)
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className}: ${element.outerHTML.slice(0, 120)}`);
  });
}

// Each page is opened once for all that can be seen of it there, since opening is what takes time.
describe("a page says the same without scripts, holds still, is dark in the dark and fits a narrow screen", () => {
  for (const { kind, file } of pages) {
    test(kind, async () => {
      const text = (page) => page.$eval("main", (main) => main.innerText.replace(/\s+/g, " "));
      const needsScripts = /(^|\/)search$/.test(kind);
      const without = needsScripts || (await withPage({ javaScriptEnabled: false }, file, text));
      await withPage({ viewport: { width: 1280, height: 800 } }, file, async (page) => {
        if (!needsScripts) {
          assert.ok(without.length > 40, "the page says next to nothing");
          assert.equal(without, await text(page));
        }
        assert.deepEqual(await moved(page), [], "1280 px: what moves by itself");
        await page.emulateMedia({ colorScheme: "light" });
        const light = await look(page);
        await page.emulateMedia({ colorScheme: "dark" });
        const dark = await look(page);
        assert.ok(light.ground > 0.7 && light.text < 0.2, `light: ${JSON.stringify(light)}`);
        assert.ok(dark.ground < 0.1 && dark.text > 0.4, `dark: ${JSON.stringify(dark)}`);
        assert.deepEqual(await restless(page), [], "what moves for a reader who wants nothing to");
        for (const width of [360, 320]) assert.deepEqual(await tooWide(page, width), [], `${width} px`);
      });
    });
  }
});

// Menus fold on a narrow screen, and notes stand beside their lines on a wide one.
describe("nothing of a page moves by itself, on narrow and wide screens", { concurrency: 3 }, () => {
  for (const { kind, file } of pages) {
    test(kind, async () => {
      for (const width of [390, 1600]) {
        await withPage({ viewport: { width, height: 800 } }, file, async (page) => {
          assert.deepEqual(await moved(page), [], `${width} px`);
        });
      }
    });
  }
});

test("what scripts add to the header has its place before they run", async () => {
  const { file } = pages.find(({ kind }) => kind === "briefs");
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const places = () =>
      page.$$eval("header .site-tools > *, header summary, header .menu a", (all) =>
        all.map((it) => [it.className, it.getBoundingClientRect().x]),
      );
    await page.route("**/static/site.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.goto(base + file, { waitUntil: "load" });
    const before = await places();
    await page.unroute("**/static/site.js");
    await page.goto(base + file, { waitUntil: "load" });
    assert.deepEqual(await places(), before, `${width} px`);
    await context.close();
  }
});

test("the first view of the heaviest brief weighs little", async () => {
  const { file } = pages.find(({ kind }) => kind === "briefs");
  const weights = { document: 0, stylesheet: 0, script: 0, other: 0 };
  await withPage({ viewport: { width: 390, height: 800 } }, "404.html", async (page) => {
    page.on("request", (request) => {
      const sent = path.join(siteFolder, decodeURIComponent(request.url().slice(base.length)));
      const kind = request.resourceType() in weights ? request.resourceType() : "other";
      weights[kind] += gzipSync(fs.readFileSync(sent)).length;
    });
    await page.goto(base + file, { waitUntil: "networkidle" });
  });
  const { document, stylesheet, script, other } = weights;
  assert.ok(document > 5_000 && stylesheet > 1_000 && script > 1_000, JSON.stringify(weights));
  assert.ok(stylesheet <= 15_000, `style sheets: ${stylesheet} bytes compressed`);
  assert.ok(script <= 12_000, `scripts: ${script} bytes compressed`);
  const all = document + stylesheet + script + other;
  assert.ok(all <= 60_000, `${all} bytes compressed in all`);
});

test("without scripts the search page says what it needs", async () => {
  const file = pages.find(({ kind }) => kind === "search")?.file;
  assert.ok(file, "there is no search page");
  await withPage({ javaScriptEnabled: false }, file, async (page) => {
    assert.match(await page.innerText("main"), /script/i);
  });
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
        const closed = () =>
          page.$$eval(folded, (all) => all.filter((it) => !it.checkVisibility()).map((it) => it.outerHTML.slice(0, 100)));
        if (kind === "topics") assert.notDeepEqual(await closed(), [], "folds are closed on the screen");
        await page.emulateMedia({ media: "print" });
        assert.deepEqual(await closed(), [], "what stays folded on paper");
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
