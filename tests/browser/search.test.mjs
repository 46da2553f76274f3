// The search works from a folder without any request, and shows a query as text whatever it is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { collectTrouble, launch } from "./chromium.mjs";
import { mounts } from "./site.mjs";
import { searchField, searchKind, searchResults, searchStatus, searchTopic } from "./theme.mjs";

// Written before the index was: what readers type, and the page they mean.
const golden = JSON.parse(readFileSync(new URL("queries.json", import.meta.url), "utf8"));

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
    /** Clears the answer before it asks anew. */
    async function ask(query) {
      await page.fill(searchField, "");
      await page.press(searchField, "Enter");
      await page.waitForFunction((links) => !document.querySelector(links), searchResults);
      await page.fill(searchField, query);
      await page.press(searchField, "Enter");
      await page.waitForSelector(searchResults, { timeout: 5000 }).catch(() => {});
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
      await openSearch();
      for (const query of ["Türkiye", "turkiye", "TÜRKİYE", "Tu\u0308rkiye"]) {
        await ask(query);
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

    // A subpath loads the index as the root does; over file:// it is another matter.
    if (name !== "subpath") {
      test("gives every golden query the page that is meant", async () => {
        assert.ok(golden.length >= 30);
        await openSearch();
        const wrong = [];
        for (const { query, first, why } of golden) {
          await ask(query);
          const answer = (await found()).slice(0, 3).map((href) => href.slice(base.length));
          if (!answer[0]?.startsWith(first)) wrong.push(`${query} (${why}): ${answer.join(", ")}`);
        }
        assert.deepEqual(wrong, []);
        assert.deepEqual(trouble, []);
      });
    }

    test("is narrowed by kind and topic, and remembers it in the address", async () => {
      await openSearch("?q=italy");
      await page.waitForSelector(searchResults, { timeout: 5000 });
      const kinds = () => page.$$eval(".search-results .result-kind", (all) => all.map((it) => it.textContent));
      const everything = new Set(await kinds());
      assert.ok(everything.size > 1, [...everything].join());
      await page.selectOption(searchKind, "figure");
      await page.waitForFunction(() => {
        const all = [...document.querySelectorAll(".search-results .result-kind")];
        return all.length > 0 && all.every((it) => it.textContent === all[0].textContent);
      });
      assert.deepEqual(new Set(await kinds()), new Set(["Figure"]));
      const before = await page.innerText(searchStatus);
      await page.selectOption(searchTopic, "trade");
      await page.waitForFunction(
        ([status, was]) => document.querySelector(status).textContent !== was,
        [searchStatus, before],
      );
      assert.ok((await found()).length > 0);
      if (name !== "file") assert.match(page.url(), /q=italy&kind=figure&topic=trade$/);
      assert.deepEqual(trouble, []);
    });

    test("names the language of a result that is not the page's", async () => {
      await openSearch("?q=italia+turchia");
      await page.waitForSelector(".search-results li", { timeout: 5000 });
      const results = await page.$$eval(".search-results li", (all) =>
        all.map((it) => {
          const kind = it.querySelector(".result-kind");
          return { of: it.querySelector("h2").lang, said: kind.textContent, named: kind.querySelector("[lang]")?.lang };
        }),
      );
      const foreign = results.filter(({ of }) => of !== "");
      assert.ok(foreign.some(({ of }) => of === "it"), JSON.stringify(results));
      const names = { it: "Italiano", tr: "Türkçe" };
      for (const { of, said, named } of foreign) {
        assert.match(said, new RegExp(`^\\S.* · ${names[of]}$`));
        assert.equal(named, of);
      }
      for (const { said } of results.filter(({ of }) => of === "")) assert.doesNotMatch(said, / · /);
      assert.deepEqual(trouble, []);
    });

    test("is worked with the arrow keys", async () => {
      await openSearch("?q=leonardo");
      await page.waitForSelector(searchResults, { timeout: 5000 });
      await page.focus(searchField);
      const focused = () => page.evaluate(() => document.activeElement.href ?? document.activeElement.tagName);
      const links = await found();
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(), links[0]);
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(), links[1]);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await focused(), "INPUT");
    });

    test("marks what was found, also where it was misspelt", async () => {
      await openSearch("?q=leonrado");
      await page.waitForSelector(".search-results mark", { timeout: 5000 });
      const marks = await page.$$eval(".search-results mark", (all) => all.map((it) => it.textContent.toLowerCase()));
      assert.ok(marks.includes("leonardo"), marks.join());
    });

    test("asks for nothing but script files of the site", async () => {
      await openSearch("?q=leonardo");
      await page.waitForSelector(searchResults, { timeout: 5000 });
      assert.deepEqual(await page.evaluate(() => window.used), []);
    });
  });
}
