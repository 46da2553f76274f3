//! BibTeX, as the classic programs and BibLaTeX read it: UTF-8, LaTeX's special signs escaped, words
//! with capitals in braces, since styles put titles in lower case.
//!
//! The `biblatex` crate, which reads the books' own files, writes `\~`, `\^` and `\\` for the signs
//! themselves; to LaTeX those are accents and a new line. So this is our own.

use super::{Name, Record, WorkDate, WorkKind};

/// A field's name and its value, as it stands in the file.
type Field = (&'static str, String);

pub fn write(record: &Record) -> String {
    let (kind, _, _) = record.kind.names();
    let mut out = format!("@{kind}{{{},\n", record.key);
    for (name, value) in fields(record) {
        for part in ["  ", name, " = ", &value, ",\n"] {
            out.push_str(part);
        }
    }
    out.push_str("}\n");
    out
}

fn fields(record: &Record) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let names = |names: &[Name]| names.iter().map(name).collect::<Vec<_>>().join(" and ");
    if !record.authors.is_empty() {
        fields.push(("author", braced(&names(&record.authors))));
    }
    if !record.editors.is_empty() {
        fields.push(("editor", braced(&names(&record.editors))));
    }
    fields.push(("title", braced(&title(&record.title))));
    let container = match record.kind {
        WorkKind::JournalArticle | WorkKind::NewspaperArticle => "journal",
        WorkKind::Brief
        | WorkKind::Chapter
        | WorkKind::EncyclopediaEntry
        | WorkKind::ConferencePaper => "booktitle",
        WorkKind::WebPage | WorkKind::Post | WorkKind::Article => "howpublished",
        _ => "series",
    };
    let publisher = match record.kind {
        WorkKind::Report => "institution",
        WorkKind::Thesis => "school",
        _ => "publisher",
    };
    let texts = [
        (container, &record.container, true),
        (publisher, &record.publisher, false),
        ("address", &record.place, false),
        ("type", &record.genre, false),
        ("number", &record.number.clone().or(record.issue.clone()), false),
        ("volume", &record.volume, false),
        ("pages", &record.pages, false),
        ("edition", &record.edition, false),
    ];
    for (name, text, capitals) in texts {
        let Some(text) = text else { continue };
        let value = match name {
            "pages" => text.replace(['-', '–'], "--"),
            _ if capitals => title(text),
            _ => escaped(text),
        };
        fields.push((name, braced(&value)));
    }
    fields.extend(record.date.map(date).into_iter().flatten());
    let verbatim = [
        ("doi", &record.doi),
        ("isbn", &record.isbn),
        ("issn", &record.issn),
        ("url", &record.url),
    ];
    for (name, text) in verbatim {
        if let Some(text) = text {
            fields.push((name, braced(&address(text))));
        }
    }
    if let Some(seen) = record.accessed {
        fields.push(("urldate", format!("{{{}}}", super::ris::iso(seen))));
    }
    let last =
        [("language", &record.language), ("abstract", &record.summary), ("note", &record.note)];
    for (name, text) in last {
        if let Some(text) = text {
            fields.push((name, braced(&escaped(text))));
        }
    }
    fields
}

/// `Family, Given`; "et al." after it is BibTeX's `and others`; a name in one piece stands in braces, so that no `and` or comma divides it.
fn name(name: &Name) -> String {
    match name {
        Name::Whole(name) => braced(&escaped(name)),
        Name::Person { family, given, prefix, suffix } => {
            let mut out = String::new();
            if !prefix.is_empty() {
                out.push_str(&part(prefix));
                out.push(' ');
            }
            out.push_str(&part(family));
            out.push_str(", ");
            let others = suffix == "et al.";
            if !suffix.is_empty() && !others {
                out.push_str(&part(suffix));
                out.push_str(", ");
            }
            out.push_str(&part(given));
            if others {
                out.push_str(" and others");
            }
            out
        }
    }
}

fn part(name: &str) -> String {
    let divides = name.contains([',', '=']) || name.split(' ').any(|word| word == "and");
    if divides { braced(&escaped(name)) } else { escaped(name) }
}

/// The year as a number of its own, months by BibTeX's names for them.
fn date(date: WorkDate) -> Vec<Field> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut fields = vec![("year", format!("{{{}}}", date.year))];
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
    if let Some(month) = month {
        fields.push(("month", (*month).to_owned()));
        fields.extend(date.day.map(|day| ("day", format!("{{{day}}}"))));
    }
    fields
}

fn braced(text: &str) -> String {
    ["{", text, "}"].concat()
}

/// Text whose words with capitals stay as they are; the first letter stays anyway.
fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let first = word.chars().position(char::is_alphanumeric).map_or(0, |at| at + 1);
        let keep = word.chars().skip(if at == 0 { first } else { 0 }).any(char::is_uppercase);
        out.push_str(if keep { "{" } else { "" });
        push_escaped(&mut out, word);
        out.push_str(if keep { "}" } else { "" });
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

fn push_escaped(out: &mut String, mut text: &str) {
    let special = |c| {
        matches!(c, '{' | '}' | '%' | '&' | '$' | '#' | '_' | '~' | '^' | '\\' | '-' | '\u{a0}')
    };
    while let Some((at, sign)) = text.char_indices().find(|&(_, c)| special(c)) {
        out.push_str(&text[..at]);
        text = &text[at + sign.len_utf8()..];
        match sign {
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            // Two of them in a row would be a dash.
            '-' if out.ends_with('-') => out.push_str("{}-"),
            '-' => out.push('-'),
            '\u{a0}' => out.push('~'),
            sign => {
                out.push('\\');
                out.push(sign);
            }
        }
    }
    out.push_str(text);
}

/// Fields that LaTeX takes as they stand need their braces in pairs and nothing else; addresses
/// hold neither braces nor backslashes unless by mistake, and then encoded.
fn address(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
