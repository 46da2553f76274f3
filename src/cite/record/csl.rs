//! CSL-JSON, the items of the Citation Style Language 1.0.2.

use serde_json::{Map, Value, json};

use super::{Name, Record, WorkDate};

pub fn write(record: &Record) -> String {
    let mut text = serde_json::to_string_pretty(&json!([item(record)])).unwrap_or_default();
    text.push('\n');
    text
}

fn item(record: &Record) -> Map<String, Value> {
    let (_, _, kind) = record.kind.names();
    let mut item = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.clone().map(Value::String);
    let names = |names: &[Name]| {
        (!names.is_empty()).then(|| names.iter().map(name).collect::<Vec<_>>().into())
    };
    add("id", Some(record.key.clone().into()));
    add("type", Some(kind.into()));
    add("title", Some(record.title.clone().into()));
    add("author", names(&record.authors));
    add("editor", names(&record.editors));
    add("issued", record.date.map(date));
    add("container-title", text(&record.container));
    add("publisher", text(&record.publisher));
    add("publisher-place", text(&record.place));
    add("volume", text(&record.volume));
    add("issue", text(&record.issue));
    add("page", text(&record.pages));
    add("edition", text(&record.edition));
    add("genre", text(&record.genre));
    add("number", text(&record.number));
    add("DOI", text(&record.doi));
    add("ISBN", text(&record.isbn));
    add("ISSN", text(&record.issn));
    add("URL", text(&record.url));
    add("accessed", record.accessed.map(date));
    add("language", text(&record.language));
    add("abstract", text(&record.summary));
    add("note", text(&record.note));
    item
}

fn name(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({ "literal": name }),
        Name::Person { family, given, prefix, suffix } => {
            let parts = [
                ("family", family),
                ("given", given),
                ("non-dropping-particle", prefix),
                ("suffix", suffix),
            ];
            let known = parts.into_iter().filter(|(_, part)| !part.is_empty());
            known.map(|(name, part)| (name.to_owned(), Value::String(part.clone()))).collect()
        }
    }
}

fn date(date: WorkDate) -> Value {
    let mut parts = vec![date.year];
    parts.extend(date.month.map(i32::from));
    parts.extend(date.day.filter(|_| date.month.is_some()).map(i32::from));
    let mut value = json!({ "date-parts": [parts] });
    if date.approximate {
        value["circa"] = true.into();
    }
    value
}
