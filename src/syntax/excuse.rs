//! Excuses: comments that name a lint and say why a line is not held to it.
//!
//! `<!-- briefbook: allow CODE: reason -->` in Markdown, `# briefbook: allow CODE: reason` in
//! YAML, at the end of the line or alone before it. Knows nothing about what lints find.

use std::collections::BTreeSet;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, options};

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::{FileId, Span};

/// A comment that excuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    pub code: Code,
    /// The whole comment, its marks included.
    pub span: Span,
}

/// An excuse and the line it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excuse {
    pub code: Code,
    /// The comment.
    pub span: Span,
    /// The line on which the lint is excused, without its line feed.
    pub line: Span,
}

const FORM: &str = "write `briefbook: allow CODE: reason`, with the code of a lint";

/// Reads what stands within a comment. `None` where it is not addressed to briefbook; an error
/// where it is, and excuses nothing.
pub fn read(inside: &str, span: Span) -> Option<Result<Comment, Diagnostic>> {
    let rest = inside.trim().strip_prefix("briefbook")?;
    let rest = match rest.trim_start().strip_prefix(':') {
        Some(rest) => rest.trim(),
        None if rest.trim_start().starts_with("allow ") => {
            return Some(Err(malformed(span, "a colon is missing after `briefbook`")));
        }
        None => return None,
    };
    let Some(rest) = rest.strip_prefix("allow").filter(|rest| rest.starts_with([' ', '\n'])) else {
        return Some(Err(malformed(span, "this comment is none that briefbook reads")));
    };
    let (name, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let name = name.trim();
    let Some(code) = Code::from_name(name) else {
        let lints = Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.as_str());
        let hint = did_you_mean(name, lints)
            .map_or_else(|| FORM.to_owned(), |close| format!("did you mean `{close}`?"));
        let message = format!("there is no lint `{name}`");
        return Some(Err(Diagnostic::new(Code::MalformedExcuse, span, message).hint(hint)));
    };
    if !code.is_lint() || matches!(code, Code::UnusedExcuse) {
        let message = format!("`{code}` cannot be excused");
        let fault = Diagnostic::new(Code::MalformedExcuse, span, message)
            .hint("only lints can be: mend the fault itself");
        return Some(Err(fault));
    }
    if reason.trim().is_empty() {
        let hint = format!("say why, in the same comment: `briefbook: allow {code}: reason`");
        let fault = Diagnostic::new(Code::MalformedExcuse, span, "this excuse gives no reason");
        return Some(Err(fault.hint(hint)));
    }
    Some(Ok(Comment { code, span }))
}

fn malformed(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedExcuse, span, message).hint(FORM)
}

/// The comments of raw HTML that holds comments alone, each with its bytes; `None` where it holds
/// anything else.
#[must_use]
pub fn html_comments(html: &str) -> Option<Vec<(Range<usize>, &str)>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += html[at..].len() - html[at..].trim_start().len();
        if at == html.len() {
            return (!found.is_empty()).then_some(found);
        }
        let inside = html[at..].strip_prefix("<!--")?;
        let len = inside.find("-->")?;
        let end = at + "<!--".len() + len + "-->".len();
        found.push((at..end, &inside[..len]));
        at = end;
    }
}

/// The excuses in the comments of `text`, YAML that stands in `file` from the byte `base` on.
#[must_use]
pub fn in_yaml(file: FileId, text: &str, base: usize) -> (Vec<Comment>, Vec<Diagnostic>) {
    let (mut comments, mut faults) = (Vec::new(), Vec::new());
    // Hardly a file has one; the others are not read a second time.
    let addressed =
        |line: &str| line.split('#').skip(1).any(|part| part.trim_start().starts_with("briefbook"));
    if !text.contains("briefbook") || !text.lines().any(addressed) {
        return (comments, faults);
    }
    let options: Options = options! { emit_comments: true, emit_unresolved_aliases: true };
    for event in Parser::new_from_str_with_options(text, options) {
        // What is wrong with the YAML is reported where its tree is made.
        let Ok((event, place)) = event else { break };
        let (Event::Comment(inside, _), Some(range)) = (event, place.byte_range()) else {
            continue;
        };
        match read(&inside, Span::new(file, base + range.start, base + range.end)) {
            Some(Ok(comment)) => comments.push(comment),
            Some(Err(fault)) => faults.push(fault),
            None => {}
        }
    }
    (comments, faults)
}

/// Finds the line that each comment of a file stands for: its own; or, where it stands alone, the
/// next that is neither blank nor another such comment.
#[must_use]
pub fn place(text: &str, mut comments: Vec<Comment>) -> Vec<Excuse> {
    comments.sort_by_key(|comment| comment.span);
    let line_of = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
        start..text[at..].find('\n').map_or(text.len(), |feed| at + feed)
    };
    let first_line = |it: &Comment| line_of(it.span.range().start);
    let alone = |it: &Comment| {
        let range = it.span.range();
        let last = line_of(range.end);
        let before = &text[first_line(it).start..range.start];
        let mark = |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+');
        before.chars().all(mark) && text[range.end..last.end].trim().is_empty()
    };
    let lone: BTreeSet<usize> =
        comments.iter().filter(|it| alone(it)).map(|it| first_line(it).start).collect();
    let ends: std::collections::BTreeMap<usize, usize> = comments
        .iter()
        .map(|it| (first_line(it).start, line_of(it.span.range().end).end))
        .collect();
    comments
        .iter()
        .map(|comment| {
            let mut line = first_line(comment);
            if lone.contains(&line.start) {
                let mut end = line_of(comment.span.range().end).end;
                while end < text.len() {
                    line = line_of(end + 1);
                    end = line.end;
                    if lone.contains(&line.start) {
                        end = ends.get(&line.start).copied().unwrap_or(end).max(end);
                    } else if !text[line.clone()].trim().is_empty() {
                        break;
                    }
                }
            } else {
                line.end = line_of(comment.span.range().end).end;
            }
            let line = Span::new(comment.span.file, line.start, line.end);
            Excuse { code: comment.code, span: comment.span, line }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::testing::file;

    fn span() -> Span {
        Span::new(file(), 0, 1)
    }

    #[test]
    fn reads_a_code_and_wants_a_reason() {
        let read = |text: &str| {
            read(text, span()).map(|it| it.map(|it| it.code).map_err(|fault| fault.message))
        };
        let told = |text: &str| Some(Err(text.to_owned()));
        assert_eq!(
            read(" briefbook: allow uncited-number: known to all "),
            Some(Ok(Code::UncitedNumber))
        );
        assert_eq!(read(" some comment "), None);
        assert_eq!(read("briefbooks: allow"), None);
        assert_eq!(read("briefbook: allow uncited-number"), told("this excuse gives no reason"));
        assert_eq!(read("briefbook: allow uncited-number: "), told("this excuse gives no reason"));
        assert_eq!(read("briefbook: allow uncited: x"), told("there is no lint `uncited`"));
        assert_eq!(read("briefbook: allow raw-html: x"), told("`raw-html` cannot be excused"));
        assert_eq!(
            read("briefbook allow uncited-number: x"),
            told("a colon is missing after `briefbook`")
        );
        assert_eq!(read("briefbook: deny x: y"), told("this comment is none that briefbook reads"));
    }

    fn lines(text: &str) -> Vec<&str> {
        let (comments, faults) = in_yaml(file(), text, 0);
        assert_eq!(faults, []);
        place(text, comments).iter().map(|excuse| &text[excuse.line.range()]).collect()
    }

    #[test]
    fn a_comment_stands_for_its_line_or_the_next() {
        let text = "a: 1 # briefbook: allow unused-actor: x\nb: 2\n";
        assert_eq!(lines(text), ["a: 1 # briefbook: allow unused-actor: x"]);
        let text = "a: 1\n# briefbook: allow unused-actor: x\n\n# briefbook: allow unused-figure: y\n  \nb: 2\nc: 3\n";
        assert_eq!(lines(text), ["b: 2", "b: 2"]);
        assert_eq!(
            lines("a: 1\n# briefbook: allow unused-actor: x"),
            ["# briefbook: allow unused-actor: x"]
        );
    }

    #[test]
    fn text_is_no_comment() {
        let text = "a: \"# briefbook: allow unused-actor: x\"\nb: |\n  # briefbook: allow unused-actor: x\nc: d# briefbook: allow unused-actor: x\n";
        assert_eq!(lines(text), Vec::<&str>::new());
    }

    #[test]
    fn html_is_comments_or_something_else() {
        let inside = |html| html_comments(html).map(|all| all.iter().map(|it| it.1).collect());
        assert_eq!(inside("<!-- a -->\n"), Some(vec![" a "]));
        assert_eq!(inside("<!-- a --> <!--b-->"), Some(vec![" a ", "b"]));
        assert_eq!(inside("<!-- a --> text"), None);
        assert_eq!(inside("<!-- a"), None);
        assert_eq!(inside("<b>"), None);
    }
}
