//! Code in colours: source text to HTML with classes, which the theme's style sheet colours.
//!
//! Grammars are those of `two-face`, read once for the whole program when the first block is met,
//! and compiled as they are used. Knows nothing about pages.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::html::escape;

/// Larger blocks, and blocks with longer lines, stay plain: a grammar's regular expressions can
/// take long, and nobody reads that much code in colours.
const MOST_BYTES: usize = 64 * 1024;
const LONGEST_LINE: usize = 2_000;

/// The memo is emptied when it holds so many blocks, so that a server's does not grow for ever.
const MOST_REMEMBERED: usize = 10_000;

/// Highlights blocks of code, each once.
#[derive(Debug, Default)]
pub struct Highlighter {
    done: Mutex<HashMap<blake3::Hash, Option<Arc<str>>>>,
}

impl Highlighter {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The code as HTML, with a `<span>` of one of [`CLASSES`] around what its language marks.
    /// `None` where the language is unknown, or the block too large.
    #[must_use]
    pub fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>> {
        if code.len() > MOST_BYTES || code.lines().any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let key = key(language, code);
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(html) = done {
            return html;
        }
        let html: Option<Arc<str>> = spans(language, code).map(Arc::from);
        let mut memo = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if memo.len() >= MOST_REMEMBERED {
            memo.clear();
        }
        memo.insert(key, html.clone());
        html
    }
}

fn key(language: &str, code: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(language.as_bytes());
    hasher.update(&[0]);
    hasher.update(code.as_bytes());
    hasher.finalize()
}

/// The classes, each with what it is and the scopes of TextMate grammars that get it. Of several
/// scopes that match the longest counts.
pub const CLASSES: [(&str, &str, &[&str]); 14] = [
    ("hl-c", "comment", &["comment", "punctuation.definition.comment"]),
    ("hl-s", "string", &["string", "markup.raw", "punctuation.definition.string"]),
    ("hl-n", "number", &["constant.numeric"]),
    ("hl-b", "constant, escape", &["constant", "support.constant"]),
    ("hl-k", "keyword", &["keyword", "storage"]),
    ("hl-o", "operator", &["keyword.operator"]),
    ("hl-t", "type", &TYPES),
    ("hl-f", "function", &["entity.name.function", "support.function", "variable.function"]),
    ("hl-v", "variable", &["variable", "support.variable"]),
    ("hl-g", "tag", &["entity.name.tag"]),
    ("hl-a", "attribute, key", &ATTRIBUTES),
    ("hl-h", "heading", &["markup.heading", "entity.name.section"]),
    ("hl-i", "inserted", &["markup.inserted"]),
    ("hl-d", "deleted", &["markup.deleted"]),
];

const TYPES: [&str; 6] = [
    "entity.name.type",
    "entity.name.class",
    "entity.name.struct",
    "entity.name.enum",
    "support.type",
    "support.class",
];

const ATTRIBUTES: [&str; 4] = [
    "entity.other.attribute-name",
    "support.type.property-name",
    "entity.name.tag.yaml",
    "entity.name.tag.toml",
];

fn grammars() -> &'static SyntaxSet {
    static GRAMMARS: OnceLock<SyntaxSet> = OnceLock::new();
    GRAMMARS.get_or_init(two_face::syntax::extra_newlines)
}

fn scopes() -> &'static [(Scope, &'static str)] {
    static SCOPES: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    SCOPES.get_or_init(|| {
        let mut scopes: Vec<(Scope, &'static str)> = CLASSES
            .iter()
            .flat_map(|(class, _, scopes)| scopes.iter().map(move |scope| (scope, *class)))
            .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class)))
            .collect();
        // The longest first.
        scopes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
        scopes
    })
}

fn class_of(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        scopes().iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let grammars = grammars();
    let grammar = grammars.find_syntax_by_token(language)?;
    (grammar.name != grammars.find_syntax_plain_text().name).then_some(grammar)
}

/// `None` also where the grammar itself fails on the text.
fn spans(language: &str, code: &str) -> Option<String> {
    let mut state = ParseState::new(grammar(language)?);
    let mut stack = ScopeStack::new();
    let mut out = Writer::default();
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, grammars()).ok()?;
        let mut written = 0;
        for (at, operation) in operations {
            out.push(class_of(&stack), line.get(written..at)?);
            written = at;
            stack.apply(&operation).ok()?;
        }
        out.push(class_of(&stack), line.get(written..)?);
    }
    Some(out.finish())
}

/// HTML in which neighbours of one class share a span. White space looks the same in every class,
/// and stays out of the ends of spans.
#[derive(Default)]
struct Writer {
    html: String,
    open: Option<&'static str>,
    /// White space that is still to be written.
    gap: String,
}

impl Writer {
    fn push(&mut self, class: Option<&'static str>, text: &str) {
        let visible = text.trim_end();
        if !visible.is_empty() {
            if class != self.open {
                self.close();
            }
            self.html.push_str(&std::mem::take(&mut self.gap));
            if self.open != class
                && let Some(class) = class
            {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
                self.open = Some(class);
            }
            escape::text(&mut self.html, visible);
        }
        self.gap.push_str(&text[visible.len()..]);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html + &self.gap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(language: &str, code: &str) -> String {
        Highlighter::new().highlight(language, code).map_or("-".to_owned(), |html| html.to_string())
    }

    /// The HTML with `{class|` for each span's start and `}` for its end.
    fn marked(language: &str, code: &str) -> String {
        html(language, code)
            .replace("<span class=\"hl-", "{")
            .replace("\">", "|")
            .replace("</span>", "}")
    }

    #[test]
    fn marks_what_the_language_marks() {
        assert_eq!(
            marked("rust", "// <x>\nfn main() { let x = \"a\\n\" + 1; }\n"),
            "{c|// &lt;x&gt;}\n{k|fn} {f|main}() { {k|let} x {o|=} \
             {s|\"a}{b|\\n}{s|\"} {o|+} {n|1}; }\n"
        );
        assert_eq!(marked("yaml", "a: true # x\n"), "{a|a}: {b|true} {c|# x}\n");
        assert_eq!(marked("diff", "-a\n+b\n c\n"), "{d|-a}\n{i|+b}\n c\n");
        assert_eq!(
            marked("html", "<a href='x'>y</a>"),
            "&lt;{g|a} {a|href}={s|'x'}&gt;y&lt;/{g|a}&gt;"
        );
        assert_eq!(
            marked("python", "def f(x):\n    return None\n"),
            "{k|def} {f|f}({v|x}):\n    {k|return} {b|None}\n"
        );
    }

    #[test]
    fn knows_the_languages_of_a_book_by_their_usual_names() {
        for name in [
            "rust", "Rust", "rs", "yaml", "toml", "json", "html", "css", "js", "ts", "python",
            "py", "bash", "sh", "md", "markdown", "sql", "diff", "xml", "latex", "bibtex", "c",
            "go", "java",
        ] {
            assert!(grammar(name).is_some(), "{name}");
        }
        for name in ["", "text", "txt", "nonsense"] {
            assert_eq!(html(name, "x = 1"), "-", "{name}");
        }
    }

    #[test]
    fn the_text_is_kept_and_escaped() {
        let code = "let s = '<script>' && \"ş\\u{131}\"; // é\n\n\tx\n";
        for language in ["js", "rust", "html", "yaml", "md"] {
            let html = html(language, code);
            let mut plain = String::new();
            let mut rest = html.as_str();
            while let Some(at) = rest.find('<') {
                plain.push_str(&rest[..at]);
                rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
            }
            plain.push_str(rest);
            let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(plain, code, "{language}");
            assert!(!html.contains("style=") && !html.contains("<script"));
        }
    }

    #[test]
    fn large_blocks_stay_plain() {
        assert_eq!(html("rust", &"a".repeat(LONGEST_LINE + 1)), "-");
        assert_eq!(html("rust", &"a\n".repeat(MOST_BYTES / 2 + 1)), "-");
        assert_ne!(html("rust", &"a\n".repeat(1_000)), "-");
    }

    #[test]
    fn a_block_is_highlighted_once() {
        let highlighter = Highlighter::new();
        let first = highlighter.highlight("rust", "fn x() {}").unwrap();
        let second = highlighter.highlight("rust", "fn x() {}").unwrap();
        assert!(Arc::ptr_eq(&first, &second));
        assert_ne!(highlighter.highlight("js", "fn x() {}").unwrap(), first);
    }
}
