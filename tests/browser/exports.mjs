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
const { Cite, plugins } = require("@citation-js/core");
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

/** Names as texts, however a format divides them; BibTeX calls those who are not named "others". */
function names(people = []) {
  return people.flatMap(({ literal, family, given, "non-dropping-particle": particle, suffix }) => {
    const unnamed = suffix?.endsWith("et al.");
    const own = [particle, literal ?? family].filter(Boolean).join(" ");
    const name = [own, unnamed ? undefined : suffix, given].filter(Boolean).join(", ");
    return unnamed ? [name, "others"] : [name];
  });
}

/**
 * What a RIS file itself says of authors and date. Citation.js reads its tags, but for newspapers,
 * pages of the web and laws it gives most of them no place in its own data.
 */
function tagged(file) {
  const [record] = plugins.input.chainLink(read(file), { forceType: "@ris/file" });
  const authors = [record.AU ?? []].flat().flatMap((name) => {
    const parts = name.split(", ");
    const unnamed = parts.at(-1) === "et al.";
    return unnamed ? [parts.slice(0, -1).join(", "), "others"] : [name];
  });
  const day = (record.DA ?? record.PY)?.split("/").filter(Boolean).map(Number);
  return { authors, date: day && [day] };
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
      const { authors, date } = other.endsWith(".ris")
        ? tagged(other)
        : { authors: names(again.author), date: again.issued?.["date-parts"] };
      same("authors", authors, names(csl.author));
      same("date", date, csl.issued?.["date-parts"]);
      // BibTeX has no field for the place of a post, and says how it was published instead.
      if (csl.publisher === undefined && again["container-title"] === undefined) {
        again["container-title"] = again.publisher;
        delete again.publisher;
      }
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
