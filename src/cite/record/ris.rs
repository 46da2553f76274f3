//! RIS: a line a field, a tag of two characters before each (Research Information Systems, 2011).
//!
//! | tag | holds | | tag | holds |
//! |---|---|---|---|---|
//! | `TY` | the type, first of all | | `VL`, `IS` | volume, issue |
//! | `ID` | the key | | `SP`, `EP` | first and last page |
//! | `AU`, `ED` | a person a line: `Family, Given, Suffix` | | `ET` | edition |
//! | `TI`, `T2` | title, and that of the work around | | `M1`, `M3` | number, kind of work |
//! | `PY`, `DA` | year; date as `2025/04/29/` | | `SN`, `DO`, `UR` | ISBN or ISSN, DOI, address |
//! | `PB`, `CY` | publisher, place | | `Y2` | when the address was seen |
//! | `AB`, `N1`, `LA` | summary, note, language | | `ER` | the end |
//!
//! Lines end with a carriage return and a line feed; text is UTF-8 without a byte-order mark.

use super::{Name, Record, WorkDate};

pub fn write(record: &Record) -> String {
    let (_, kind, _) = record.kind.names();
    let mut lines: Vec<(&str, String)> = vec![("TY", kind.to_owned())];
    let mut add = |tag, text: &str| lines.push((tag, text.to_owned()));
    add("ID", &record.key);
    record.authors.iter().for_each(|it| add("AU", &name(it)));
    record.editors.iter().for_each(|it| add("ED", &name(it)));
    add("TI", &record.title);
    let mut add_some = |tag, text: &Option<String>| {
        if let Some(text) = text {
            add(tag, text);
        }
    };
    add_some("T2", &record.container);
    add_some("PY", &record.date.map(|it| format!("{:04}", it.year)));
    add_some("DA", &record.date.filter(|it| it.month.is_some()).map(slashed));
    add_some("PB", &record.publisher);
    add_some("CY", &record.place);
    add_some("VL", &record.volume);
    add_some("IS", &record.issue);
    let pages = record.pages.as_deref().map(|it| it.split_once(['-', '–']).unwrap_or((it, "")));
    add_some("SP", &pages.map(|(first, _)| first.to_owned()));
    add_some("EP", &pages.map(|(_, last)| last.to_owned()).filter(|last| !last.is_empty()));
    add_some("ET", &record.edition);
    add_some("M1", &record.number);
    add_some("M3", &record.genre);
    add_some("SN", &record.isbn);
    add_some("SN", &record.issn);
    add_some("DO", &record.doi);
    add_some("UR", &record.url);
    add_some("Y2", &record.accessed.map(slashed));
    add_some("LA", &record.language);
    add_some("AB", &record.summary);
    add_some("N1", &record.note);
    lines.push(("ER", String::new()));
    let mut out = String::new();
    for (tag, text) in lines {
        for part in [tag, "  - ", &text, "\r\n"] {
            out.push_str(part);
        }
    }
    out
}

fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => name.clone(),
        Name::Person { family, given, prefix, suffix } => {
            let family = format!("{prefix} {family}");
            let all = [family.trim(), given, suffix];
            all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    }
}

/// `2025/04/29/`: what is not known is left empty, what follows the third stroke is free text.
fn slashed(date: WorkDate) -> String {
    let part = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))
}

/// `2025-04-29`, as far as it is known.
pub fn iso(date: WorkDate) -> String {
    let part = |part: Option<u8>| part.map(|part| format!("-{part:02}")).unwrap_or_default();
    format!("{:04}{}{}", date.year, part(date.month), part(date.day))
}
