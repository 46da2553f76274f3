// The built site under test: where it lies, its pages by kind, and a file server for it.
//
// Knows nothing about how pages look; what the theme promises to tests is in `theme.mjs`.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

/** The repository, which is the flagship book's folder too. */
export const root = path.resolve(here, "../..");

/** The program under test. */
export const binary = process.env.BRIEFBOOK ?? path.join(root, "target/debug/briefbook");

/** The flagship, built. */
export const siteFolder = path.resolve(process.env.SITE ?? path.join(root, "target/test-site"));

/** Every file of `folder` whose name ends so, relative, `/`-separated, sorted. */
export function filesOf(folder, ending = "") {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
}

/**
 * The kind of a page by its place: its folder, or its own name at the top (without the number of
 * a split list). The list of all pages in a folder bears the folder's name and is another kind.
 */
function kindOf(file, all) {
  const slash = file.lastIndexOf("/");
  if (slash >= 0) return file.slice(0, slash);
  const name = file.replace(/(-\d+)?\.html$/, "");
  return all.some((other) => other.startsWith(`${name}/`)) ? `list of ${name}` : name;
}

/**
 * One page of each kind: the longest, since it shows the most. A page that only forwards to
 * another address is none.
 */
export function onePageOfEachKind(folder = siteFolder) {
  const best = new Map();
  const all = filesOf(folder, ".html");
  for (const file of all) {
    if (forwards(path.join(folder, file))) continue;
    const size = fs.statSync(path.join(folder, file)).size;
    const kind = kindOf(file, all);
    if (!best.has(kind) || best.get(kind).size < size) best.set(kind, { file, size });
  }
  return [...best].map(([kind, { file }]) => ({ kind, file }));
}

/** The first page in a folder of the site that is one for readers. */
export function aPageIn(name) {
  return filesOf(siteFolder, ".html").find((file) => file.startsWith(`${name}/`) && !forwards(path.join(siteFolder, file)));
}

/** Whether the page only forwards to another. */
export function forwards(file) {
  return /<meta http-equiv="?refresh/i.test(fs.readFileSync(file, "utf8").slice(0, 4000));
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves `folder` below `mount` on `port` (0: a free one), as a plain file host does: an address names a
 * file, a folder means its index.html, anything else is 404.html with status 404.
 */
export async function serveFolder(folder, { mount = "/", port = 0, headers = {} } = {}) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    let name = decodeURIComponent(pathname);
    name = name.startsWith(mount) ? name.slice(mount.length) : undefined;
    if (name?.endsWith("/") || name === "") name += "index.html";
    let file = name === undefined ? undefined : path.join(folder, name);
    let status = 200;
    if (!file || !file.startsWith(folder) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      file = path.join(folder, "404.html");
      status = 404;
    }
    const type = types[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
    response.end(fs.existsSync(file) ? fs.readFileSync(file) : "");
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${server.address().port}${mount}`;
  return { base, close: () => server.closeAllConnections?.() ?? server.close(), server };
}

/** The three ways in which one build must work. Close each when done. */
export async function mounts(folder = siteFolder, headers = {}) {
  const [top, below] = await Promise.all([
    serveFolder(folder, { headers }),
    serveFolder(folder, { mount: "/books/italy/", headers }),
  ]);
  return [
    { name: "at a domain's root", ...top },
    { name: "in a subpath", ...below },
    { name: "from a folder (file://)", base: `${pathToFileURL(folder)}/`, close: () => {} },
  ].map((mount) => ({
    ...mount,
    close: () => {
      mount.close();
      mount.server?.close();
    },
  }));
}
