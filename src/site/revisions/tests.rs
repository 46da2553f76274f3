//! What was published when, from histories written by hand.

use super::*;

const PATH: &str = "content/briefs/x.md";
const ITALIAN: &str = "content/briefs/x.it.md";

fn brief(status: &str, date: &str, body: &str) -> String {
    format!("---\ntitle: T\ndate: {date}\nsummary: S\nstatus: {status}\n---\n\n{body}\n")
}

fn path(text: &str) -> SourcePath {
    SourcePath::new(text).unwrap()
}

/// Versions of a file, written oldest first as day and text.
fn versions(file: &str, written: &[(&str, String)]) -> Vec<Version> {
    let version = |(day, text): &(&str, String)| Version {
        commit: Arc::new(Commit {
            id: format!("{day}-0123456789"),
            day: day.parse().unwrap(),
            subject: None,
            author: None,
        }),
        path: Some(path(file)),
        text: Arc::from(text.as_bytes()),
    };
    written.iter().rev().map(version).collect()
}

fn of(files: Vec<(&str, Vec<Version>)>) -> Revisions {
    let files = files.into_iter().map(|(file, versions)| (path(file), versions)).collect();
    let mut config = Config::fallback();
    config.languages.extend(Lang::new("it"));
    Revisions::new(Arc::new(History::new(files)), &config, "2026-01-31".parse().unwrap())
}

/// The revisions of a brief as day and body.
fn told(written: &[(&str, String)]) -> Vec<String> {
    told_by(revisions(
        of(vec![(PATH, versions(PATH, written))])
            .published(&Today { path: &path(PATH), page: None }),
    ))
}

fn told_by(revisions: Vec<Revision>) -> Vec<String> {
    let told = revisions.iter().map(|it| format!("{} {}", it.day, it.text.body.join(" / ")));
    told.collect()
}

#[test]
fn only_what_readers_see_makes_a_revision_and_a_day_makes_one() {
    let public = |body: &str| brief("published", "2025-01-01", body);
    let moved = public("One.").replace("status", "review_by: 2027-01-01\nstatus");
    assert_eq!(
        told(&[
            ("2026-01-01", public("One.")),
            ("2026-01-02", moved),
            ("2026-01-03", public("Two, in the morning.")),
            ("2026-01-03", public("Two, at night.")),
            ("2026-01-04", public("Two, at\nnight.")),
            ("2026-02-01", public("After the as-of date.")),
        ]),
        ["2026-01-01 One.", "2026-01-03 Two, at night."]
    );
}

#[test]
fn no_word_of_a_draft_is_published() {
    let date = "2025-01-01";
    assert_eq!(
        told(&[
            ("2026-01-01", brief("draft", date, "Secret.")),
            ("2026-01-02", brief("review", date, "Secret.")),
            ("2026-01-03", brief("published", date, "Open.")),
            ("2026-01-04", brief("draft", date, "Secret again.")),
            ("2026-01-05", brief("published", date, "Open again.")),
        ]),
        ["2026-01-03 Open.", "2026-01-05 Open again."]
    );
}

#[test]
fn a_draft_whose_front_matter_is_broken_is_still_a_draft() {
    let broken = [
        "status: drfat".to_owned(),
        "satus: draft".to_owned(),
        "status: [draft".to_owned(),
        "status: draft\nstatus: published".to_owned(),
    ];
    for status in broken {
        let text = brief("draft", "2025-01-01", "Secret.").replace("status: draft", &status);
        assert!(told(&[("2026-01-01", text.clone())]).is_empty(), "{text}");
    }
    let no_end = brief("draft", "2025-01-01", "Secret.").replace("\n---\n\n", "\n\n");
    assert!(told(&[("2026-01-01", no_end)]).is_empty());
    // What the format no longer knows, and faults of the body, hide nothing.
    let old = brief("published", "2025-01-01", "Open [[nowhere]] [@] <b>x</b>.");
    let old = old.replace("status", "tags: [a]\nstatus");
    assert_eq!(told(&[("2026-01-01", old)]).len(), 1);
}

#[test]
fn an_embargo_holds_for_what_was_changed_before_its_end() {
    assert_eq!(
        told(&[
            ("2026-01-01", brief("published", "2026-01-20", "Secret.")),
            ("2026-01-10", brief("published", "2026-01-20", "Open.")),
        ]),
        ["2026-01-20 Open."]
    );
    // And the as-of date ends none.
    assert!(told(&[("2026-01-01", brief("published", "2026-02-01", "Secret."))]).is_empty());
}

#[test]
fn a_translation_is_published_with_its_original() {
    let date = "2025-01-01";
    let original = versions(
        PATH,
        &[
            ("2026-01-01", brief("draft", date, "Secret.")),
            ("2026-01-10", brief("published", date, "Open.")),
        ],
    );
    let translated = |body: &str| format!("---\ntitle: T\nsummary: S\n---\n\n{body}\n");
    let italian = versions(
        ITALIAN,
        &[
            ("2026-01-02", translated("Segreto.")),
            ("2026-01-04", translated("Aperto.")),
            ("2026-01-12", translated("Aperto ancora.")),
        ],
    );
    let all = of(vec![(PATH, original), (ITALIAN, italian)]);
    let published = within(
        all.published(&Today { path: &path(ITALIAN), page: None }),
        &all.published(&Today { path: &path(PATH), page: None }),
    );
    assert_eq!(told_by(revisions(published)), ["2026-01-10 Aperto.", "2026-01-12 Aperto ancora."]);
}

#[test]
fn a_clock_that_went_back_turns_no_order_around() {
    let public = |body: &str| brief("published", "2025-01-01", body);
    assert_eq!(
        told(&[
            ("2026-01-05", public("One.")),
            ("2026-01-03", public("Two.")),
            ("2026-01-06", public("Three.")),
        ]),
        ["2026-01-05 Two.", "2026-01-06 Three."]
    );
}

#[test]
fn blocks_read_as_readers_see_them() {
    let body = "## A *head*\n\nOne [[topic:trade|goods]] [@smith-2020, p. 3, L5-L6], as @smith-2020 \
                says\nand [[figure:x@2024]].\n\n- item\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
                ```\ncode\n```\n";
    let text = brief("published", "2025-01-01", body);
    let all = of(vec![(PATH, versions(PATH, &[("2026-01-01", text)]))]);
    let found =
        revisions(all.published(&Today { path: &path(PATH), page: None })).remove(0).text.body;
    assert_eq!(
        found,
        [
            "A head",
            "One goods [smith-2020, p. 3, L5-L6], as smith-2020 says and x (2024).",
            "item",
            "two",
            "a | b",
            "1 | 2",
            "code",
        ]
    );
}

#[test]
fn nothing_is_kept_where_history_is_off() {
    let files =
        [(path(PATH), versions(PATH, &[("2026-01-01", brief("published", "2025-01-01", "x"))]))];
    let mut config = Config::fallback();
    config.history = HistoryMode::Off;
    let history = Arc::new(History::new(files.into_iter().collect()));
    let all = Revisions::new(history, &config, "2026-01-31".parse().unwrap());
    assert!(all.published(&Today { path: &path(PATH), page: None }).is_empty());
}
