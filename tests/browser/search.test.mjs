// The search works from a folder without any request, and shows a query as text whatever it is.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { collectTrouble, launch } from "./chromium.mjs";
import { mounts } from "./site.mjs";
import { searchField, searchResults, searchStatus } from "./theme.mjs";

const hostile = "<img src=x onerror=\"window.caught=1\"><script>window.caught=1</script>";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Makes every way of asking for data, or of writing a page from text, leave a trace. */
function instrument() {
  window.used = [];
  const spy = (owner, name) => {
    const original = owner[name];
    if (!original) return;
    owner[name] = function (...rest) {
      window.used.push(name);
      return Reflect.apply(original, this, rest);
    };
  };
  spy(window, "fetch");
  spy(navigator, "sendBeacon");
  spy(XMLHttpRequest.prototype, "open");
  spy(document, "write");
  for (const name of ["WebSocket", "EventSource", "Worker", "SharedWorker", "Function"]) {
    const original = window[name];
    window[name] = new Proxy(original, {
      construct(target, list) {
        window.used.push(name);
        return Reflect.construct(target, list);
      },
    });
  }
}

for (const [index, name] of ["root", "subpath", "file"].entries()) {
  describe(`search (${name})`, () => {
    let all, context, page, trouble, base;
    before(async () => {
      all = await mounts();
      base = all[index].base;
    });
    after(async () => {
      await context?.close();
      all?.forEach((mount) => mount.close());
    });

    async function openSearch(query = "") {
      await context?.close();
      context = await browser.newContext();
      page = await context.newPage();
      trouble = collectTrouble(page, base);
      await page.addInitScript(instrument);
      await page.goto(`${base}search.html${query}`, { waitUntil: "load" });
    }
    const found = () => page.$$eval(searchResults, (all) => all.map((a) => a.href));

    test("finds what a reader types", async () => {
      await openSearch();
      await page.fill(searchField, "leonardo");
      await page.waitForSelector(searchResults, { timeout: 5000 });
      const links = await found();
      assert.ok(links.length > 1, "more than one page speaks of Leonardo");
      assert.ok(links.some((href) => href.includes("actors/leonardo.html")), links.join("\n"));
      await page.click(searchResults);
      await page.waitForLoadState("load");
      assert.match(await page.innerText("body"), /leonardo/i);
      assert.deepEqual(trouble, []);
    });

    test("takes a query from the address", async () => {
      await openSearch("?q=leonardo");
      await page.waitForSelector(searchResults, { timeout: 5000 });
      assert.equal(await page.inputValue(searchField), "leonardo");
      assert.deepEqual(trouble, []);
    });

    test("finds a name however its accents and case are typed", async () => {
      const answers = [];
      for (const query of ["Türkiye", "turkiye", "TÜRKİYE", "Tu\u0308rkiye"]) {
        await openSearch();
        await page.fill(searchField, query);
        await page.waitForSelector(searchResults, { timeout: 5000 });
        answers.push((await found()).slice(0, 5));
      }
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
    });

    test("shows a hostile query as text", async () => {
      for (const open of ["typed", "in the address"]) {
        await openSearch(open === "typed" ? "" : `?q=${encodeURIComponent(hostile)}`);
        if (open === "typed") await page.fill(searchField, hostile);
        await page.waitForTimeout(400);
        assert.equal(await page.evaluate(() => window.caught), undefined, open);
        assert.equal(await page.$$eval("img[src=x]", (all) => all.length), 0, open);
        assert.deepEqual(trouble, [], open);
      }
    });

    test("says so when nothing is found", async () => {
      await openSearch();
      await page.fill(searchField, "zzzzqqqqxyzzy");
      await page.waitForFunction(
        (status) => document.querySelector(status)?.textContent.trim().length > 0,
        searchStatus,
        { timeout: 5000 },
      );
      assert.deepEqual(await found(), []);
      assert.deepEqual(trouble, []);
    });

    test("asks for nothing but script files of the site", async () => {
      await openSearch("?q=leonardo");
      await page.waitForSelector(searchResults, { timeout: 5000 });
      assert.deepEqual(await page.evaluate(() => window.used), []);
    });
  });
}
