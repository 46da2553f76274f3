// Reads the data of a built site again with programs that are not ours: records with Citation.js,
// from each of their three formats, and the evidence with a JSON Schema validator.
//
//   node exports.mjs [SITE]
//
// Prints "N passed, M failed"; exits 1 when any failed.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { siteFolder } from "./site.mjs";

const require = createRequire(import.meta.url);
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");
const Ajv = require("ajv/dist/2020").default;

const site = path.resolve(process.argv[2] ?? siteFolder);
let passed = 0;
let failed = 0;

function check(name, test) {
  try {
    test();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.log(`${name}: ${error.message}`);
  }
}

function same(what, one, other) {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}

function read(file) {
  return fs.readFileSync(path.join(site, file), "utf8");
}

/** The one work that a file holds. */
function work(file, options) {
  const { data } = new Cite(read(file), options);
  if (data.length !== 1) throw new Error(`${data.length} works`);
  return data[0];
}

/** A name as one text, however a format divides it. */
function names(people = []) {
  return people.map(({ literal, family, given, "non-dropping-particle": particle, suffix }) =>
    [particle, literal ?? family, suffix, given].filter(Boolean).join(", "),
  );
}

const files = fs.readdirSync(site, { recursive: true }).map((file) => file.replaceAll("\\", "/"));
const records = files.filter((file) => file.endsWith(".csl.json")).sort();
for (const file of records) {
  const stem = file.slice(0, -".csl.json".length);
  check(file, () => same("id", work(file).id, JSON.parse(read(file))[0].id));
  const csl = JSON.parse(read(file))[0];
  const others = [
    [`${stem}.bib`, {}],
    [`${stem}.ris`, { forceType: "@ris/file" }],
  ];
  for (const [other, options] of others) {
    check(other, () => {
      const again = work(other, options);
      same("id", again.id, csl.id);
      same("title", again.title, csl.title);
      same("authors", names(again.author), names(csl.author));
      same("date", again.issued?.["date-parts"], csl.issued?.["date-parts"]);
      for (const field of ["URL", "publisher", "language", "abstract", "DOI"]) {
        same(field, again[field], csl[field]);
      }
      // Formats differ in what they call the work around a report.
      const around = again["container-title"] ?? again["collection-title"];
      same("container", around, csl["container-title"]);
    });
  }
}
if (records.length === 0) {
  failed += 1;
  console.log(`${site} holds no records`);
}

check("data/evidence.json", () => {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  const valid = ajv.compile(JSON.parse(read("data/evidence.schema.json")));
  const evidence = JSON.parse(read("data/evidence.json"));
  if (!valid(evidence)) throw new Error(ajv.errorsText(valid.errors.slice(0, 5)));
  evidence.book.as_of = "yesterday";
  if (valid(evidence)) throw new Error("the validator finds nothing wrong with anything");
});

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
