//! The book as data: tables, records, the evidence and its schema, and what pages say of
//! themselves.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Book, repository};

type Site = BTreeMap<String, Vec<u8>>;

const BOOKS: [&str; 3] = ["minimal", "evidence", "edge"];

fn build(name: &str) -> Site {
    let book = Book::copy_of(&format!("tests/books/{name}"));
    book.briefbook(&["build", "."]).assert_status(0);
    book.public()
}

#[track_caller]
fn text<'s>(site: &'s Site, path: &str) -> &'s str {
    let bytes = site.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", site.keys()));
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(text(site, path)).unwrap()
}

/// The JSON-LD of a page.
fn linked(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">")?;
    let (data, _) = rest.split_once("</script>")?;
    assert!(!data.contains('<'), "{data}");
    Some(serde_json::from_str(data).unwrap())
}

#[test]
fn a_figure_is_a_table_of_its_observations() {
    let site = build("evidence");
    let table = text(&site, "figures/exports-growth.csv");
    assert!(!table.starts_with('\u{feff}'));
    let mut lines = table.split("\r\n");
    assert_eq!(
        lines.next().unwrap(),
        "figure,id,period,period_as_written,value,low,high,scale,bound,status,unit,base_period,\
         attributed_to,source,locator,as_written,preferred,note,disputed_by"
    );
    let rows: Vec<&str> = lines.collect();
    assert_eq!(
        rows[0],
        "exports-growth,to-italy,2025-01/2025-05,,7.5,,,one,exact,actual,%,2024-01/2024-05,\
         Turkish Exporters Assembly,trade-target-article,\"para. 3, L4\",grew by 7.5%,false,\
         \"The base period is implied, not printed.\","
    );
    // A negative number is a number, not a formula.
    assert!(rows.iter().any(|row| row.contains(",-5.6,")), "{table}");
    assert_eq!(rows.last(), Some(&""));
    assert!(!table.replace("\r\n", "").contains(['\r', '\n']));

    let data = json(&site, "figures/exports-growth.json");
    assert_eq!(data["book"]["title"], "Evidence");
    let observation = &data["figure"]["observations"][2];
    assert_eq!(observation["value"], "-5.6");
    assert_eq!(observation["period"], Value::Null);
    assert_eq!(observation["period_as_written"], "compared to the prior year");
    let market = json(&site, "figures/uav-market.json");
    assert_eq!(market["figure"]["observations"][0]["value"], "100");
    assert_eq!(market["figure"]["observations"][0]["normalised"]["value"], "100000000000");
}

#[test]
fn the_table_is_read_again_as_the_json_says() {
    for name in BOOKS {
        let site = build(name);
        for path in site.keys().filter(|path| path.ends_with(".csv")) {
            let mut table = csv::Reader::from_reader(site[path].as_slice());
            let names = table.headers().unwrap().clone();
            let rows: Vec<_> = table.records().map(Result::unwrap).collect();
            let data = json(&site, &path.replace(".csv", ".json"));
            let observations = data["figure"]["observations"].as_array().unwrap();
            assert_eq!(rows.len(), observations.len(), "{path}");
            for (row, observation) in rows.iter().zip(observations) {
                for (name, cell) in names.iter().zip(row) {
                    let expected = match (name, &observation[name]) {
                        ("figure", _) => data["figure"]["id"].as_str().unwrap().to_owned(),
                        (_, Value::String(text)) => text.clone(),
                        (_, Value::Bool(truth)) => truth.to_string(),
                        (_, Value::Array(ids)) => {
                            let ids: Vec<_> = ids.iter().map(|id| id.as_str().unwrap()).collect();
                            ids.join(" ")
                        }
                        (_, none) => {
                            assert_eq!(*none, Value::Null, "{path}: {name}");
                            String::new()
                        }
                    };
                    let number = matches!(name, "value" | "low" | "high");
                    let formula = !number && expected.starts_with(['=', '+', '-', '@']);
                    let expected = if formula { format!("'{expected}") } else { expected };
                    assert_eq!(cell, expected, "{path}: {name}");
                }
            }
        }
    }
}

#[test]
fn no_cell_is_a_formula() {
    let book = Book::copy_of("tests/books/evidence");
    let path = "content/figures/others.yaml";
    book.replace(path, "attributed_to: Turkish Exporters Assembly", "attributed_to: \"=cmd|x!A1\"");
    book.replace(path, "as_written: \"grew by 7.5%\"", "as_written: \"+7.5%\"");
    book.replace(path, "unit: \"%\"", "unit: \"@x\"");
    book.briefbook(&["build", "."]).assert_status(0);
    let site = book.public();
    let table = text(&site, "figures/exports-growth.csv");
    assert!(table.contains(",'=cmd|x!A1,") && table.contains(",'+7.5%,"), "{table}");
    assert!(table.contains(",'@x,") && table.contains(",-5.6,"), "{table}");
    // What is no table keeps the words as they are.
    let data = text(&site, "figures/exports-growth.json");
    assert!(data.contains("\"=cmd|x!A1\"") && data.contains("\"+7.5%\""), "{data}");
}

/// Whether `value` is as `schema` says: the keywords that our schema uses, and no others.
fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    for (keyword, says) in schema.as_object().unwrap() {
        let fits = match keyword.as_str() {
            "title" | "description" | "$schema" | "$defs" => true,
            "$ref" => {
                let pointer = says.as_str().unwrap().trim_start_matches('#');
                let target = root.pointer(pointer).unwrap_or_else(|| panic!("no {says}"));
                check(root, target, value, at, faults);
                true
            }
            "type" => {
                let kind = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "number",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                says == kind || says.as_array().is_some_and(|all| all.contains(&kind.into()))
            }
            "const" => says == value,
            "enum" => says.as_array().unwrap().contains(value),
            "anyOf" => says.as_array().unwrap().iter().any(|one| {
                let mut inner = Vec::new();
                check(root, one, value, at, &mut inner);
                inner.is_empty()
            }),
            "required" => says
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
            "additionalProperties" => {
                assert_eq!(*says, false);
                let known = schema["properties"].as_object().unwrap();
                value.as_object().is_none_or(|it| it.keys().all(|name| known.contains_key(name)))
            }
            "properties" => {
                for (name, inner) in says.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        check(root, inner, value, &format!("{at}/{name}"), faults);
                    }
                }
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, says, item, &format!("{at}/{index}"), faults);
                }
                true
            }
            "minItems" => value.as_array().unwrap().len() as u64 >= says.as_u64().unwrap(),
            "maxItems" => value.as_array().unwrap().len() as u64 <= says.as_u64().unwrap(),
            "minLength" => value.as_str().is_some_and(|text| !text.is_empty()),
            // Patterns are left to the validator that `tests/browser/exports.mjs` runs.
            "pattern" => value.is_string(),
            other => panic!("the schema uses `{other}`, which this test does not know"),
        };
        if !fits {
            faults.push(format!("{at}: {keyword} {says}: {value}"));
        }
    }
}

#[test]
fn the_evidence_is_as_its_schema_says() {
    for name in BOOKS {
        let site = build(name);
        let schema = json(&site, "data/evidence.schema.json");
        let evidence = json(&site, "data/evidence.json");
        let mut faults = Vec::new();
        check(&schema, &schema, &evidence, "", &mut faults);
        assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
        // The validator itself finds what is wrong.
        let mut wrong = evidence.clone();
        wrong["book"]["as_of"] = 3.into();
        check(&schema, &schema, &wrong, "", &mut faults);
        assert!(!faults.is_empty());
        // What it names is there.
        let keys: Vec<&Value> =
            evidence["sources"].as_array().unwrap().iter().map(|it| &it["key"]).collect();
        for page in evidence["citations"].as_array().unwrap() {
            let path = page["path"].as_str().unwrap().split('#').next().unwrap();
            assert!(site.contains_key(path), "{name}: {path}");
            for passage in page["passages"].as_array().unwrap() {
                assert!(keys.contains(&&passage["source"]), "{passage}");
                assert!(!passage["sentence"].as_str().unwrap().is_empty());
            }
        }
    }
}

#[test]
fn values_that_cannot_all_hold_name_each_other() {
    let site = build("evidence");
    let evidence = json(&site, "data/evidence.json");
    let computed = evidence["computed_disputes"].as_array().unwrap();
    assert!(!computed.is_empty());
    for dispute in computed {
        let path = format!("figures/{}.json", dispute["figure"].as_str().unwrap());
        let figure = json(&site, &path);
        for pair in dispute["pairs"].as_array().unwrap() {
            let observations = figure["figure"]["observations"].as_array().unwrap();
            let one = observations.iter().find(|it| it["id"] == pair[0]).unwrap();
            assert!(one["disputed_by"].as_array().unwrap().contains(&pair[1]), "{one}");
        }
    }
}

#[test]
fn every_passage_on_a_source_page_is_in_the_evidence() {
    let site = build("evidence");
    let evidence = json(&site, "data/evidence.json");
    let pages = evidence["citations"].as_array().unwrap();
    for source in evidence["sources"].as_array().unwrap() {
        let page = text(&site, source["path"].as_str().unwrap());
        let shown = page.matches("<li id=\"passage-").count();
        // Of a page's versions a source's page shows one; here each original cites what its
        // translation cites.
        let originals = pages.iter().filter(|page| page["language"] == "en");
        let listed = originals
            .flat_map(|page| page["passages"].as_array().unwrap())
            .filter(|passage| passage["source"] == source["key"])
            .count();
        assert_eq!(listed, shown, "{source}");
    }
}

#[test]
fn briefs_and_sources_are_records() {
    let site = build("evidence");
    let bibtex = text(&site, "briefs/trade-and-drones.bib");
    assert!(bibtex.starts_with("@incollection{trade-and-drones,\n"), "{bibtex}");
    assert!(bibtex.contains("booktitle = {Evidence},"), "{bibtex}");
    let address = "url = {https://example.org/evidence/briefs/trade-and-drones.html},";
    assert!(bibtex.contains(address), "{bibtex}");
    let translated = text(&site, "it/briefs/trade-and-drones.bib");
    assert!(translated.starts_with("@incollection{trade-and-drones-it,\n"), "{translated}");
    let csl = json(&site, "briefs/trade-and-drones.csl.json");
    assert_eq!(csl[0]["container-title"], "Evidence");
    for (path, bytes) in &site {
        if path.ends_with(".ris") {
            let ris = String::from_utf8(bytes.clone()).unwrap();
            assert!(ris.starts_with("TY  - ") && ris.ends_with("\r\nER  - \r\n"), "{path}: {ris}");
        }
    }
    // As many records of each format as pages, redirects left out.
    for folder in ["briefs/", "it/briefs/", "sources/"] {
        let of = |ending: &str| {
            let in_folder = site.iter().filter(|(path, bytes)| {
                let moved = String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
                path.starts_with(folder) && path.ends_with(ending) && !moved
            });
            in_folder.count()
        };
        assert!(of(".html") > 0);
        for ending in [".bib", ".ris", ".csl.json"] {
            assert_eq!(of(ending), of(".html"), "{folder}*{ending}");
        }
    }
}

#[test]
fn pages_link_their_data() {
    let site = build("evidence");
    for (page, links) in [
        ("figures/uav-market.html", &["uav-market.csv", "uav-market.json"][..]),
        ("briefs/trade-and-drones.html", &["trade-and-drones.bib", "trade-and-drones.csl.json"]),
        ("it/briefs/trade-and-drones.html", &["trade-and-drones.ris"]),
        ("sources/partnership-brief.html", &["partnership-brief.ris"]),
        ("bibliography.html", &["data/evidence.json", "data/evidence.schema.json"]),
    ] {
        for link in links {
            let tag = format!("<a href=\"{link}\" download>");
            assert!(text(&site, page).contains(&tag), "{page}: {tag}");
        }
    }
}

#[test]
fn pages_say_what_they_are() {
    let site = build("evidence");
    let report = linked(text(&site, "briefs/trade-and-drones.html")).unwrap();
    assert_eq!(report["@type"], "Report");
    assert_eq!(report["isPartOf"]["name"], "Evidence");
    assert_eq!(report["url"], "https://example.org/evidence/briefs/trade-and-drones.html");
    assert!(report["citation"].as_array().is_some_and(|it| !it.is_empty()), "{report}");
    assert!(report["abstract"].is_string() && report["datePublished"].is_string(), "{report}");
    let dataset = linked(text(&site, "figures/exports-growth.html")).unwrap();
    assert_eq!(dataset["@type"], "Dataset");
    assert_eq!(dataset["temporalCoverage"], "2025-01-01/2025-05-31");
    assert_eq!(dataset["variableMeasured"]["unitText"], "%");
    let file = &dataset["distribution"][0];
    assert_eq!(file["contentUrl"], "https://example.org/evidence/figures/exports-growth.csv");
    assert!(linked(text(&site, "index.html")).is_none());
}

#[test]
fn no_title_ends_the_script_that_holds_it() {
    let site = build("edge");
    let mut seen = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        if let Some(data) = linked(&page) {
            seen += 1;
            assert_eq!(data["@context"], "https://schema.org", "{path}");
        }
    }
    assert!(seen > 2);
    let book = Book::sound();
    let title = "</script><script>alert('ld')</script><!--";
    book.replace("content/briefs/first.md", "title: First brief", &format!("title: \"{title}\""));
    book.replace("content/briefs/first.md", "Trade grew.", &format!("{} \\\\<b>", "]]> &amp;"));
    book.briefbook(&["build", "."]).assert_status(0);
    let site = book.public();
    let data = linked(text(&site, "briefs/first.html")).unwrap();
    assert_eq!(data["headline"], title);
}

#[test]
fn an_alias_may_not_take_the_place_of_data() {
    let book = Book::sound();
    book.replace(
        "content/briefs/first.md",
        "topics: [trade]",
        "topics: [trade]\naliases: [briefs/Second.RIS, data/evidence.json, briefs/none.bib]",
    );
    let faults = book.check();
    let codes: Vec<_> = faults.iter().map(|fault| fault["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["output-clash", "output-clash"], "{faults:?}");
}

/// The file that is published is the one that the repository shows.
#[test]
fn the_schema_is_the_repository_s() {
    let kept = std::fs::read(repository().join("src/render/data/evidence.schema.json")).unwrap();
    assert_eq!(build("minimal")["data/evidence.schema.json"], kept);
}
