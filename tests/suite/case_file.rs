//! The format of case files: a small book in one text, its faults marked under their lines.
//!
//! Knows nothing about how a book is checked. `tests/README.md` describes the format for people.

use std::fmt::Write as _;

/// A case file, read: what it says about itself, and its files without the marks.
#[derive(Debug, PartialEq)]
pub struct Case {
    /// Lines before the first file: what the case shows.
    pub about: Vec<String>,
    pub files: Vec<CaseFile>,
}

#[derive(Debug, PartialEq)]
pub struct CaseFile {
    pub path: String,
    /// Without line feeds.
    pub lines: Vec<String>,
}

/// A diagnostic as a case file shows it. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// `None` for a fault that lies in no file of the book.
    pub file: Option<String>,
    /// First line and column, and the line and column after the last character.
    pub start: (usize, usize),
    pub end: (usize, usize),
    /// `error` or `warning`.
    pub severity: String,
    pub code: String,
    pub message: String,
    /// Lines that explain: `hint: …`, `see FILE:LINE:COLUMN: …`.
    pub notes: Vec<String>,
}

impl Case {
    /// Reads a case file; marks are left out.
    pub fn parse(text: &str) -> Self {
        let mut case = Self { about: Vec::new(), files: Vec::new() };
        for line in text.lines() {
            if is_mark(line) {
                continue;
            }
            match (line.strip_prefix("=== "), case.files.last_mut()) {
                (Some(path), _) => {
                    case.files.push(CaseFile { path: path.trim().to_owned(), lines: Vec::new() })
                }
                (None, Some(file)) => file.lines.push(line.to_owned()),
                (None, None) => case.about.push(line.to_owned()),
            }
        }
        case
    }

    /// The case file with `marks` under their lines, and nothing else marked.
    pub fn render(&self, marks: &[Mark]) -> String {
        let mut marks = marks.to_vec();
        marks.sort();
        let mut text = String::new();
        for line in &self.about {
            let _ = writeln!(text, "{line}");
        }
        let known = |mark: &Mark| {
            mark.file.as_ref().is_some_and(|path| self.files.iter().any(|f| f.path == *path))
        };
        for mark in marks.iter().filter(|mark| !known(mark)) {
            let _ = writeln!(text, "! {}{}", place(mark), told(mark));
            notes(&mut text, mark);
        }
        for file in &self.files {
            let _ = writeln!(text, "=== {}", file.path);
            let mine: Vec<_> =
                marks.iter().filter(|m| m.file.as_deref() == Some(&file.path)).collect();
            for (index, line) in file.lines.iter().enumerate() {
                let _ = writeln!(text, "{line}");
                for mark in mine.iter().filter(|mark| mark.start.0 == index + 1) {
                    mark_line(&mut text, mark, line);
                }
            }
            for mark in mine.iter().filter(|mark| mark.start.0 > file.lines.len()) {
                mark_line(&mut text, mark, "");
            }
        }
        text
    }
}

impl CaseFile {
    /// The file's text: its lines, each with a line feed.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

/// Whether a line is a mark or belongs to one: carets or a bar, then `error[code]: …`; a note
/// `= …` set in; or `! …` for what lies in no file of the case.
fn is_mark(line: &str) -> bool {
    let rest = line.trim_start_matches(' ');
    if let Some(note) = rest.strip_prefix("= ") {
        return rest.len() < line.len() && (note.starts_with("hint: ") || note.starts_with("see "));
    }
    if line.starts_with("! ") {
        return ["error[", "warning["].iter().any(|severity| line.contains(severity));
    }
    let after = match rest.strip_prefix('|') {
        Some(after) => after,
        None if rest.starts_with('^') => rest.trim_start_matches('^'),
        None => return false,
    };
    let Some(after) = after.strip_prefix(' ') else {
        return false;
    };
    let after = match after.strip_prefix("-> ") {
        Some(to) => to.split_once(' ').map_or("", |(_, rest)| rest),
        None => after,
    };
    ["error[", "warning["].iter().any(|severity| after.starts_with(severity))
        && after.contains("]: ")
}

fn mark_line(text: &mut String, mark: &Mark, line: &str) {
    let (first, column) = mark.start;
    let width = line.chars().count();
    let carets = match mark.end.0 == first {
        true => mark.end.1.saturating_sub(column),
        // To the end of the line; the arrow says where the span ends.
        false => (width + 1).saturating_sub(column).max(1),
    };
    let indent = " ".repeat(column - 1);
    let sign = if carets == 0 { "|".to_owned() } else { "^".repeat(carets) };
    let arrow = match mark.end.0 == first {
        true => String::new(),
        false => format!(" -> {}:{}", mark.end.0, mark.end.1),
    };
    let _ = writeln!(text, "{indent}{sign}{arrow} {}", told(mark));
    notes(text, mark);
}

fn told(mark: &Mark) -> String {
    format!("{}[{}]: {}", mark.severity, mark.code, mark.message)
}

fn notes(text: &mut String, mark: &Mark) {
    for note in &mark.notes {
        let _ = writeln!(text, "{}= {note}", " ".repeat(mark.start.1.clamp(2, 9)));
    }
}

fn place(mark: &Mark) -> String {
    mark.file.as_ref().map_or_else(String::new, |file| format!("{file} "))
}

mod tests {
    use super::*;

    fn mark(start: (usize, usize), end: (usize, usize), code: &str) -> Mark {
        Mark {
            file: Some("a.md".into()),
            start,
            end,
            severity: "error".into(),
            code: code.into(),
            message: "a fact".into(),
            notes: vec!["hint: do this".into()],
        }
    }

    #[test]
    fn marks_are_left_out_and_put_back() {
        let case = Case::parse(
            "What it shows.\n=== a.md\nSee [[x]].\n    ^^^^^ error[unknown-link]: no \"x\"\n   \
             = hint: write it\nNext.\n=== b.md\n\n",
        );
        assert_eq!(case.about, ["What it shows."]);
        assert_eq!(case.files[0].lines, ["See [[x]].", "Next."]);
        assert_eq!(case.files[1].text(), "\n");
        let text = case.render(&[mark((1, 5), (1, 10), "unknown-link")]);
        assert_eq!(
            text,
            "What it shows.\n=== a.md\nSee [[x]].\n    ^^^^^ error[unknown-link]: a fact\n     \
             = hint: do this\nNext.\n=== b.md\n\n"
        );
        assert_eq!(Case::parse(&text), case, "a mark never becomes source");
    }

    #[test]
    fn empty_spans_long_spans_and_ends_of_files_have_their_marks() {
        let case = Case::parse("=== a.md\nÄöü\nzwei\n");
        let text = case.render(&[
            mark((1, 2), (1, 2), "empty"),
            mark((1, 3), (2, 3), "long"),
            mark((3, 1), (3, 1), "end"),
            Mark { file: Some("gone".into()), ..mark((1, 1), (1, 1), "path") },
            Mark { file: None, ..mark((1, 1), (1, 1), "outside") },
        ]);
        assert_eq!(
            text,
            "! error[outside]: a fact\n  = hint: do this\n! gone error[path]: a fact\n  \
             = hint: do this\n=== a.md\nÄöü\n | error[empty]: a fact\n  = hint: do this\n  \
             ^ -> 2:3 error[long]: a fact\n   = hint: do this\nzwei\n| error[end]: a fact\n  \
             = hint: do this\n"
        );
        assert_eq!(Case::parse(&text), case);
    }

    #[test]
    fn source_that_looks_like_a_mark_stays_source() {
        for line in [
            "| a | b |",
            "^^^",
            "^ error",
            "== x",
            "= hint: x",
            "! note",
            "^^ warn[x]: y",
            "[^1]: x",
        ] {
            let case = Case::parse(&format!("=== a.md\n{line}\n"));
            assert_eq!(case.files[0].lines, [line]);
        }
    }
}
