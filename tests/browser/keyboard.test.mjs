// A reader who has only a keyboard reaches everything: past the navigation, through the menu of a
// narrow screen, and from any page through the search to what was found. (That previews come and go
// by keyboard is in previews.test.mjs.)

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { collectTrouble, launch } from "./chromium.mjs";
import { mounts, onePageOfEachKind } from "./site.mjs";
import { menu, menuSwitch, searchField, searchResults } from "./theme.mjs";

const brief = onePageOfEachKind().find(({ kind }) => kind === "briefs").file;

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

/** Opens a page for `work`, which is given what the keyboard can do and see there. */
async function onPage(file, options, work) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble = collectTrouble(page, base);
  try {
    await page.goto(base + file, { waitUntil: "load" });
    const press = (key) => page.keyboard.press(key);
    /** Whether the focus is within what `selector` finds, and whether a reader sees it there. */
    const at = (selector) =>
      page.evaluate((selector) => {
        const element = document.activeElement;
        const { width, height, top, bottom } = element.getBoundingClientRect();
        const seen = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
        return Boolean(element.closest(selector)) && seen && element.matches(":focus-visible");
      }, selector);
    /** Presses Tab until the focus is there. */
    const tabTo = async (selector, most = 40) => {
      for (let pressed = 0; pressed < most; pressed += 1) {
        await press("Tab");
        if (await at(selector)) return pressed + 1;
      }
      assert.fail(`Tab does not reach ${selector}`);
    };
    await work({ page, press, at, tabTo });
    assert.deepEqual(trouble, []);
  } finally {
    await context.close();
  }
}

test("the first stop leads past the navigation, and the next one is in the text", async () => {
  await onPage(brief, { viewport: { width: 1280, height: 800 } }, async ({ page, press, at }) => {
    await press("Tab");
    assert.ok(await at(".skip-link"), "the first stop is the link past the navigation");
    await press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches("main")), "the focus is on the text");
    await press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
  });
});

test("the menu of a narrow screen opens, is gone through and closes", async () => {
  await onPage(brief, { viewport: { width: 390, height: 844 } }, async ({ page, press, at, tabTo }) => {
    const links = page.locator(`${menu} a`);
    const count = await links.count();
    assert.ok(count > 5);
    assert.ok(!(await links.first().isVisible()), "it is closed at first");
    await tabTo(menuSwitch);
    // Closed, it is passed over.
    await press("Tab");
    assert.ok(!(await at(menu)));
    await press("Shift+Tab");
    assert.ok(await at(menuSwitch));

    for (const [opens, closes] of [["Enter", "Enter"], ["Space", "Escape"]]) {
      await press(opens);
      assert.ok(await links.first().isVisible(), `${opens} opens it`);
      for (let link = 0; link < count; link += 1) {
        await press("Tab");
        assert.ok(await links.nth(link).evaluate((it) => it === document.activeElement), `link ${link}`);
        assert.ok(await at(menu), `link ${link} is seen`);
      }
      if (closes !== "Escape") for (let link = 0; link < count; link += 1) await press("Shift+Tab");
      await press(closes);
      assert.ok(!(await links.first().isVisible()), `${closes} closes it`);
      assert.ok(await at(menuSwitch), "the focus stays with what opens it");
    }

    await press("Enter");
    await press("Tab");
    const first = await links.first().evaluate((it) => it.href);
    await Promise.all([page.waitForURL(first), press("Enter")]);
  });
});

test("from a page to the search, and from a query to what is found", async () => {
  await onPage(brief, { viewport: { width: 390, height: 844 } }, async ({ page, press, at, tabTo }) => {
    await tabTo("header a[href$='search.html']");
    await Promise.all([page.waitForURL(`${base}search.html`), press("Enter")]);
    await tabTo(searchField);
    await page.keyboard.type("leonardo");
    await page.waitForSelector(searchResults, { timeout: 5000 });
    await press("ArrowDown");
    assert.ok(await at(searchResults));
    await press("ArrowDown");
    await press("ArrowUp");
    const first = await page.locator(searchResults).first().evaluate((it) => it.href);
    assert.equal(await page.evaluate(() => document.activeElement.href), first);
    await Promise.all([page.waitForURL(first), press("Enter")]);
    assert.match(await page.innerText("main h1"), /leonardo/i);
    // Back, the query and its results are there again.
    await page.goBack();
    await page.waitForSelector(searchResults, { timeout: 5000 });
    assert.equal(await page.inputValue(searchField), "leonardo");
  });
});
