//! The output of `git log -z --raw`, taken apart.
//!
//! Knows nothing about files of today.

use std::sync::Arc;

use crate::model::Commit;

/// A commit and what it changed.
#[derive(Debug, PartialEq, Eq)]
pub struct LoggedCommit {
    pub commit: Arc<Commit>,
    pub changes: Vec<Change>,
}

/// What a commit did to a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    /// Relative to the book, as git stores it.
    pub path: Vec<u8>,
    /// Where the file stood before; `None` where it did not.
    pub from: Option<Vec<u8>>,
    /// The id of its content; `None` where it was removed, or is no regular file.
    pub blob: Option<String>,
}

/// Reads a log; `full` says whether it carries authors and subjects. `None` where it is not of the
/// form that was asked for.
pub fn parse(log: &[u8], full: bool) -> Option<Vec<LoggedCommit>> {
    let mut tokens = log.split(|&byte| byte == 0);
    let mut commits: Vec<LoggedCommit> = Vec::new();
    while let Some(token) = tokens.next() {
        let token = token.strip_prefix(b"\n").unwrap_or(token);
        if token.is_empty() {
            continue;
        }
        if token == b"commit" {
            let id = String::from_utf8(tokens.next()?.to_vec()).ok()?;
            let day = day(tokens.next()?)?;
            let author = if full { Some(text(tokens.next()?)) } else { None };
            let subject = if full { Some(text(tokens.next()?)) } else { None };
            let author = author.filter(|name| !name.is_empty() && !name.contains('@'));
            let subject = subject.map(|it| without_addresses(&it)).filter(|it| !it.is_empty());
            let commit = Arc::new(Commit { id, day, subject, author });
            commits.push(LoggedCommit { commit, changes: Vec::new() });
            continue;
        }
        let header = std::str::from_utf8(token.strip_prefix(b":")?).ok()?;
        let fields: Vec<&str> = header.split(' ').collect();
        let [_, mode, _, blob, status] = fields.as_slice() else { return None };
        let first = tokens.next()?.to_vec();
        let (path, from) = match status.bytes().next()? {
            b'A' => (first, None),
            b'R' => (tokens.next()?.to_vec(), Some(first)),
            b'C' => (tokens.next()?.to_vec(), None),
            _ => (first.clone(), Some(first)),
        };
        let regular = mode.starts_with("100") && *status != "D";
        let blob = regular.then(|| (*blob).to_owned());
        commits.last_mut()?.changes.push(Change { path, from, blob });
    }
    Some(commits)
}

/// The day of a number of seconds, in UTC.
fn day(seconds: &[u8]) -> Option<jiff::civil::Date> {
    let seconds: i64 = std::str::from_utf8(seconds).ok()?.parse().ok()?;
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.trim().to_owned()
}

/// A subject without the words that hold an address.
fn without_addresses(subject: &str) -> String {
    let kept = subject.split_whitespace().filter(|word| !is_address(word));
    kept.collect::<Vec<_>>().join(" ")
}

fn is_address(word: &str) -> bool {
    let Some((before, after)) = word.split_once('@') else { return false };
    before.ends_with(|c: char| c.is_alphanumeric() || "._+-".contains(c)) && after.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "d8fba37125909c3f2e16de1728d93f6ad47a639a";

    #[test]
    fn reads_names_that_look_like_anything() {
        let log = format!(
            "commit\0{ID}\u{0}1767225600\0\n:100644 100644 a b R086\0commit\0:x \"ü\n.md\0:000000 \
             100644 0 c A\0a.md\0:100644 000000 d 0 D\0b.md\0commit\0{ID}\u{0}1767225599\0\n:000000 \
             120000 0 e A\0link.md\0"
        );
        let commits = parse(log.as_bytes(), false).unwrap();
        let days: Vec<_> = commits.iter().map(|it| it.commit.day.to_string()).collect();
        assert_eq!(days, ["2026-01-01", "2025-12-31"]);
        let change = |path: &str, from: Option<&str>, blob: Option<&str>| Change {
            path: path.as_bytes().to_vec(),
            from: from.map(|it| it.as_bytes().to_vec()),
            blob: blob.map(str::to_owned),
        };
        assert_eq!(
            commits[0].changes,
            [
                change(":x \"ü\n.md", Some("commit"), Some("b")),
                change("a.md", None, Some("c")),
                change("b.md", Some("b.md"), None),
            ]
        );
        assert_eq!(commits[1].changes, [change("link.md", None, None)]);
    }

    #[test]
    fn keeps_no_address() {
        let log = format!(
            "commit\0{ID}\u{0}0\0ada@example.org\0Mend it, with ada@example.org @smith-2020\0\
             commit\0{ID}\u{0}0\0Ada Smith\0<x.y@z.example>\0"
        );
        let commits = parse(log.as_bytes(), true).unwrap();
        assert_eq!(commits[0].commit.author, None);
        assert_eq!(commits[0].commit.subject.as_deref(), Some("Mend it, with @smith-2020"));
        assert_eq!(commits[1].commit.author.as_deref(), Some("Ada Smith"));
        assert_eq!(commits[1].commit.subject, None);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for log in ["x\0", "commit\0id\0soon\0", ":100644 100644 a b M\0a.md\0", "commit\0id\0"] {
            assert_eq!(parse(log.as_bytes(), false), None, "{log:?}");
        }
    }
}
