// The Nu Html Checker on one page of each kind (or on all), the style sheets and the drawings.
//
//   node tests/browser/html.mjs SITE [--all]
//
// Errors and warnings fail. Prints each kind of message once, with its first place.

import { execFileSync } from "node:child_process";
import path from "node:path";

import { filesOf, onePageOfEachKind, root } from "./site.mjs";

/** Messages about what is sound and newer than the checker, each with its reason. */
const accepted = [
  [/Unicode Normalization Form C/, "a name stands as its contributor wrote it; the edge book writes one with combining accents"],
];

const folder = path.resolve(process.argv[2] ?? "");
const html = process.argv.includes("--all")
  ? filesOf(folder, ".html")
  : onePageOfEachKind(folder).map(({ file }) => file);
const checked = [...html, ...filesOf(folder, ".css"), ...filesOf(folder, ".svg")];

const jar = process.env.VNU_JAR ?? path.join(root, "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");
const messages = [];
for (let at = 0; at < checked.length; at += 1000) {
  const output = execFileSync(
    "java",
    ["-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg",
      ...checked.slice(at, at + 1000).map((file) => path.join(folder, file))],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  messages.push(...JSON.parse(output).messages);
}

const kinds = new Map();
for (const { type, subType, message, url, lastLine, extract } of messages) {
  if (type === "info" && subType !== "warning") continue;
  if (accepted.some(([pattern]) => pattern.test(message))) continue;
  const place = `${decodeURIComponent(url ?? "").split(`${folder}/`).pop()}:${lastLine}: ${(extract ?? "").replace(/\s+/g, " ")}`;
  const kind = kinds.get(message) ?? { times: 0, place };
  kind.times += 1;
  kinds.set(message, kind);
}
for (const [message, { times, place }] of kinds) console.log(`${times} × ${message}\n    ${place}`);
const bad = new Set(messages.filter(({ message }) => kinds.has(message)).map(({ url }) => url)).size;
console.log(`${checked.length - bad} passed, ${bad} failed`);
process.exit(bad === 0 ? 0 : 1);
