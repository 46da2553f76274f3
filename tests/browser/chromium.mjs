// Debian's Chromium, driven by Playwright, with every sign of trouble collected.
//
// Knows nothing about the site's pages.

import { chromium } from "playwright-core";

/** Starts the browser; it never speaks to anything but the pages it is told to open. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Collects what should never happen on a page of ours: messages on the console, uncaught errors,
 * requests that fail or leave `base`, and breaches of a Content Security Policy.
 * Returns the list, which fills as the page is used.
 */
export function collectTrouble(page, base) {
  const trouble = [];
  const note = (what) => trouble.push(`${page.url().replace(base, "")}: ${what}`);
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) {
      note(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => note(`uncaught ${error}`));
  page.on("crash", () => note("the page crashed"));
  page.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("about:")) {
      note(`request outside the site: ${request.url()}`);
    }
  });
  page.on("requestfailed", (request) => {
    // Leaving a page ends what it was still loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      note(`failed request: ${request.url()} ${request.failure()?.errorText}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`status ${response.status()}: ${response.url()}`);
  });
  return trouble;
}

/** Runs `work` on every item, a few at a time, each with a page of its own in `context`. */
export async function onPages(context, items, work, width = 3) {
  const queue = [...items];
  const worker = async () => {
    const page = await context.newPage();
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(page, item);
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
