//! Files followed through a log, and what git answers taken apart.

use super::*;

/// A log from the newest to the oldest: each commit's changes as `M path`, `A path`, `D path` or
/// `R from to`, the blob being named by the commit's number and the path.
fn followed(log: &[&[&str]]) -> Vec<String> {
    let commits = log.iter().enumerate().map(|(number, changes)| {
        let commit = Arc::new(Commit {
            id: number.to_string(),
            day: jiff::civil::Date::constant(2026, 1, 1),
            subject: None,
            author: None,
        });
        let change = |written: &&str| {
            let parts: Vec<&str> = written.split(' ').collect();
            let bytes = |at: usize| parts[at].as_bytes().to_vec();
            let path = bytes(parts.len() - 1);
            Change {
                from: (parts[0] != "A").then(|| bytes(1)),
                blob: (parts[0] != "D").then(|| format!("{number}{}", parts[parts.len() - 1])),
                path,
            }
        };
        LoggedCommit { commit, changes: changes.iter().map(change).collect() }
    });
    let versions = follow(commits.collect());
    let told = versions.iter().map(|(path, versions)| {
        let blobs: Vec<_> = versions.iter().map(|it| it.blob.as_str()).collect();
        format!("{path}: {}", blobs.join(" "))
    });
    told.collect()
}

#[test]
fn a_file_is_followed_through_its_names_to_its_beginning() {
    assert_eq!(
        followed(&[&["M c"], &["R b c"], &["M b"], &["R a b"], &["M a"], &["A a"]]),
        ["c: 0c 1c 2b 3b 4a 5a"]
    );
}

#[test]
fn what_had_the_name_before_was_another_file() {
    assert_eq!(followed(&[&["M a"], &["A a"], &["D a"], &["M a"], &["A a"]]), ["a: 0a 1a"]);
    assert_eq!(followed(&[&["D a"], &["M a"], &["A a"]]), Vec::<String>::new());
    // A name that was given up and taken anew.
    assert_eq!(followed(&[&["A a"], &["R a b"], &["A a"]]), ["a: 0a", "b: 1b 2a"]);
}

#[test]
fn two_files_that_exchange_their_names_keep_their_pasts() {
    assert_eq!(
        followed(&[&["R a b", "R b a"], &["M a"], &["A a", "A b"]]),
        ["a: 0a 2b", "b: 0b 1a 2a"]
    );
    assert_eq!(followed(&[&["R a b", "A a"], &["A a"]]), ["a: 0a", "b: 0b 1a"]);
}

#[test]
fn a_name_that_no_book_can_have_is_followed_and_starts_nothing() {
    assert_eq!(followed(&[&["R a\nb c"], &["A a\nb"], &["A d\\e"]]), ["c: 0c 1a\nb"]);
}

#[test]
fn answers_are_cut_by_their_length() {
    let answer = b"ab blob 3\nx\ny\ncd blob 0\n\nef missing\n";
    let (text, rest) = one_answer(answer, "ab").unwrap();
    assert_eq!(text, b"x\ny");
    let (text, rest) = one_answer(rest, "cd").unwrap();
    assert_eq!(text, b"");
    assert!(one_answer(rest, "ef").is_none());
    assert!(one_answer(b"ab blob 30\nx\n", "ab").is_none());
}
