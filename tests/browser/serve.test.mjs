// `briefbook serve`: an edit shows without a reload by hand, a fault shows beside the last good
// page, and the server gives away nothing but the site.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { binary, root } from "./site.mjs";

const book = fs.mkdtempSync(path.join(os.tmpdir(), "briefbook-serve-"));
const brief = path.join(book, "content/briefs/one-summit.md");
const original = path.join(root, "tests/books/evidence");

let browser, server, port, base;
let log = "";

before(async () => {
  fs.cpSync(original, book, { recursive: true });
  // Outside the book, and reachable from it only by what a server must refuse.
  fs.writeFileSync(path.join(book, "..", `${path.basename(book)}-secret.txt`), "top secret");
  fs.symlinkSync(
    path.join(book, "..", `${path.basename(book)}-secret.txt`),
    path.join(os.tmpdir(), `${path.basename(book)}-link`),
  );
  server = spawn(binary, ["serve", book, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const address = new Promise((resolve, reject) => {
    const read = (chunk) => {
      log += chunk;
      const found = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(log);
      if (found) resolve(Number(found[1]));
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", (code) => reject(new Error(`serve ended with ${code}:\n${log}`)));
    setTimeout(() => reject(new Error(`serve names no address:\n${log}`)), 20_000).unref();
  });
  port = await address;
  base = `http://127.0.0.1:${port}/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill("SIGTERM");
  fs.rmSync(book, { recursive: true, force: true });
  fs.rmSync(`${book}-secret.txt`, { force: true });
  fs.rmSync(path.join(os.tmpdir(), `${path.basename(book)}-link`), { force: true });
});

/** Sends bytes as they are, and returns the whole answer: no client tidies the path. */
function raw(request) {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(request));
    socket.setTimeout(4000, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}
const get = (target, host = `127.0.0.1:${port}`) =>
  raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
const status = (answer) => Number(answer.split(" ")[1]);

/** Waits until the page holds (or no longer holds) `text`; it must get there by itself. */
function waitForText(page, text, there = true) {
  return page.waitForFunction(
    ([text, there]) => document.documentElement.innerText.includes(text) === there,
    [text, there],
    { timeout: 10_000, polling: 100 },
  );
}

test("an edit shows, a fault shows beside the last good page, its mending takes it away", async () => {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${base}briefs/one-summit.html`);
  const text = fs.readFileSync(brief, "utf8");

  const from = Date.now();
  fs.writeFileSync(brief, `${text}\n## An added heading\n\nAdded for the test.\n`);
  await waitForText(page, "An added heading");
  assert.ok(Date.now() - from < 5000, "an edit shows within seconds");

  fs.writeFileSync(brief, `${text}\n## An added heading\n\nSee [[no-such-thing]].\n`);
  await waitForText(page, "unknown-link");
  await waitForText(page, "one-summit.md");
  const heading = JSON.stringify(/^title: "?(.*?)"?$/m.exec(text)[1]).slice(1, -1);
  assert.match(await page.innerText("h1"), new RegExp(heading.slice(0, 12)), "the last good page stays");
  assert.ok(await page.isVisible("main h1"));

  fs.writeFileSync(brief, text);
  await waitForText(page, "unknown-link", false);
  await waitForText(page, "An added heading", false);
  assert.deepEqual(errors, []);
  await page.close();
});

test("a reader who comes while the book is broken sees the fault, and the page once it is mended", async () => {
  const text = fs.readFileSync(brief, "utf8");
  fs.writeFileSync(brief, text.replace("title:", "titel:"));
  const page = await browser.newPage();
  try {
    await page.waitForTimeout(500);
    await page.goto(`${base}briefs/one-summit.html`);
    await waitForText(page, "unknown-key");
  } finally {
    fs.writeFileSync(brief, text);
  }
  await waitForText(page, "unknown-key", false);
  assert.ok(await page.isVisible("main h1"));
  await page.close();
});

test("a hostile file name or text is shown as text in the list of faults", async () => {
  const page = await browser.newPage();
  const file = path.join(book, "content/briefs/hostile.md");
  await page.goto(base);
  try {
    fs.writeFileSync(
      file,
      '---\ntitle: "<img src=x onerror=window.caught=1>"\ndate: 2025-01-01\nsummary: "x"\n' +
        '"<img src=x onerror=window.caught=2>": 1\n---\n\n[[<img src=x onerror=window.caught=3>]]\n',
    );
    await waitForText(page, "unknown-key");
    assert.equal(await page.evaluate(() => window.caught), undefined);
  } finally {
    fs.rmSync(file, { force: true });
  }
  await waitForText(page, "unknown-key", false);
  await page.close();
});

test("a path out of the site is refused, however it is written", async () => {
  const secret = `${path.basename(book)}-secret.txt`;
  const up = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "%252e%252e%252f", ".%2e/", "%c0%ae%c0%ae/"];
  const targets = [`//etc/passwd`, "/etc/passwd", "/%00", "/site.yaml", "/content/sources.yaml", "/index.html%00.txt"];
  for (const step of up) {
    targets.push(`/${step}${secret}`, `/briefs/${step}${step}${secret}`, `/${step.repeat(12)}etc/passwd`);
  }
  for (const target of targets) {
    const answer = await get(target);
    assert.ok(status(answer) >= 400 && status(answer) < 500, `${target}: ${answer.slice(0, 80)}`);
    assert.ok(!answer.includes("top secret") && !answer.includes("root:x:"), target);
  }
  assert.equal(status(await get("/index.html")), 200, "the server lives");
});

test("only its own name is answered to, so that a foreign page cannot read it through DNS", async () => {
  for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example", ""]) {
    const code = status(await get("/index.html", host));
    assert.ok(code >= 400 && code < 500, `${host}: ${code}`);
  }
  assert.equal(status(await get("/index.html", `localhost:${port}`)), 200);
});

test("it listens on this machine alone", async () => {
  const other = Object.values(os.networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === "IPv4");
  if (!other) return;
  await assert.rejects(
    new Promise((resolve, reject) => {
      const socket = net.connect(port, other.address, resolve);
      socket.on("error", reject);
      socket.setTimeout(2000, () => reject(new Error("no answer")));
    }),
  );
});

test("nonsense on the wire does not end it", async () => {
  for (const bytes of ["\r\n\r\n", "GET\r\n\r\n", `GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, "\u0000\u0001\r\n\r\n", "POST /index.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"]) {
    await raw(bytes).catch(() => {});
  }
  assert.equal(status(await get("/index.html")), 200);
  assert.equal(server.exitCode, null);
});
