//! Pages about one thing, one sample for each template.

use super::*;

const BODY: &str = include_str!("body.html");

fn contents() -> Vec<ContentsItemView> {
    let item = |id: &str, title: &str, children| ContentsItemView {
        href: format!("#{id}"),
        title: text(title),
        children,
    };
    vec![
        item(
            "what-is-counted",
            "What the sources count",
            vec![item("by-year", "Year by year", vec![])],
        ),
        item("the-gap", "The gap", vec![]),
        item("elements", "Everything else a page may hold", vec![]),
    ]
}

fn with_contents(chrome: ChromeView) -> ChromeView {
    ChromeView { contents: contents(), ..chrome }
}

fn revisions() -> RevisionsView {
    let revision = |commit: &str, words: &str, changes| RevisionView {
        date: day(),
        commit: text(commit),
        words: text(words),
        subject: Some(text("Say whose target it is")),
        author: Some(text("A. Second")),
        changes,
    };
    let change = |label: Option<&str>, body: &str| ChangedTextView {
        label: label.map(text),
        text_html: html(body),
    };
    let changes = vec![
        change(Some(ui().bottom_line), "A target of <del>50</del><ins>40</ins> billion dollars."),
        change(None, "<ins>No source defines what is counted.</ins>"),
    ];
    RevisionsView {
        shown: vec![
            revision("3f2a91c07b", "Words added: 7, removed: 1", changes),
            revision("90bc1d55e2", ui().first_published, vec![]),
        ],
        earlier: Some(ui().earlier_revisions.replace("{n}", "2")),
    }
}

pub fn brief(up: &str) -> BriefView {
    let title = "How far is trade from the 40 billion dollar target?";
    let call =
        "<sup class=\"note-ref\" id=\"ref-1\"><a href=\"#note-1\" role=\"doc-noteref\">1</a></sup>";
    let judgement = |number: usize, body: &str, confidence: &str| JudgementView {
        id: format!("judgement-{number}"),
        text_html: html(body),
        confidence: Some(mark(Words::Confidence, confidence)),
    };
    BriefView {
        chrome: with_contents(chrome(up, "briefs.html", title)),
        ui: ui(),
        title: text(title),
        notices: notices(up),
        date: day(),
        as_of: Some(ui().day(2026, 11, 19)),
        updated: Some(ui().day(2026, 11, 21)),
        review_by: Some(ui().day(2027, 5, 20)),
        status: Some(mark(Words::Status, "superseded")),
        confidence: Some(mark(Words::Confidence, "moderate")),
        authors: vec![text("briefbook editors"), text("A. Second")],
        reviewed_by: vec![text("The desk"), text("The reader")],
        summary_html: html(&format!(
            "At the Rome summit the two governments set a target of 40 billion dollars.{call} The latest figure in the sources, 29 billion dollars in 2025, is below those given for 2024, so on the sources’ own numbers the gap had widened.<sup class=\"note-ref\" id=\"ref-2\"><a href=\"#note-2\" role=\"doc-noteref\">2</a></sup>"
        )),
        judgements: vec![
            judgement(
                1,
                "The 2025 value reported by the newsletter points away from the target, but it comes from a different source than the 2024 values, and none of them defines what is counted.",
                "moderate",
            ),
            judgement(
                2,
                "No source states a year by which the target must be met, so success cannot be tested against a date.",
                "high",
            ),
            judgement(
                3,
                "It is unlikely that one statistical definition underlies all the values, since two sources give 26 and 28 billion dollars for the same year, 2023.",
                "low",
            ),
        ],
        body_html: html(&BODY.replace("UP", up)),
        notes: notes(up),
        sources: cited_sources(up),
        topics: vec![link(format!("{up}topics/trade.html"), "Trade")],
        actors: vec![
            link(format!("{up}actors/leonardo.html"), "Italy"),
            foreign(format!("{up}actors/leonardo.html"), "Türkiye"),
            link(format!("{up}actors/leonardo.html"), "Recep Tayyip Erdoğan"),
        ],
        figures: vec![link(format!("{up}figures/bilateral-trade.html"), "Bilateral trade volume")],
        disputes: vec![link(
            format!("{up}disputes.html#trade-volume-2023"),
            "How large was bilateral trade in 2023?",
        )],
        events: timeline(up).remove(1).events,
        supersedes: vec![link(format!("{up}briefs/trade.html"), "An earlier brief")],
        near: Some(near(up)),
        backlinks: backlinks(up),
        mentions: vec![backlink(
            up,
            "The <mark>forty billion dollar target</mark> comes up again.",
        )],
        corrections: vec![CorrectionView {
            lang: Some(text("en")),
            id: text("correction-2026-11-20"),
            date: day(),
            note_html: html(
                "An earlier wording called the target annual in every source; only the article does.",
            ),
        }],
        revisions: Some(revisions()),
        how_to_cite: how_to_cite(),
        newer: Some(foreign(
            format!("{up}briefs/trade.html"),
            "What Leonardo and Baykar have agreed",
        )),
        older: Some(foreign(format!("{up}briefs/trade.html"), "Two allies in NATO")),
    }
}

pub fn topic(up: &str) -> TopicView {
    TopicView {
        chrome: with_contents(chrome(up, "topics.html", "Trade")),
        ui: ui(),
        title: text("Trade"),
        notices: notices(up),
        as_of: Some(day()),
        updated: Some(day()),
        also_known_as: vec![own("Commerce"), own("Trade relations")],
        summary_html: Some(html(
            "What the five sources count, what they promise, and where they part ways.",
        )),
        body_html: html(&BODY.replace("UP", up)),
        notes: notes(up),
        briefs: brief_teasers(up),
        more_briefs: rows(brief_teasers(up)),
        pager: Some(pager()),
        actors: actor_teasers(up),
        figures: figure_teasers(up),
        more_figures: rows(figure_teasers(up)),
        disputes: dispute_teasers(up),
        more_disputes: rows(dispute_teasers(up)),
        strip_html: Some(html("<svg class=\"strip\" aria-hidden=\"true\"></svg>")),
        timeline: timeline(up),
        earlier_timeline: timeline(up),
        terms: vec![link(format!("{up}glossary.html#safe"), "SAFE")],
        sources: cited_sources(up),
        near: Some(near(up)),
        backlinks: backlinks(up),
        mentions: vec![backlink(up, "The <mark>trade</mark> comes up again.")],
        revisions: Some(revisions()),
        how_to_cite: how_to_cite(),
    }
}

pub fn actor(up: &str) -> ActorView {
    ActorView {
        chrome: with_contents(chrome(up, "actors.html", "Leonardo")),
        ui: ui(),
        title: text("Leonardo"),
        notices: notices(up),
        actor_type: mark(Words::ActorType, "company"),
        role: Some(own("Italian defence company")),
        side: Some(own("Italy")),
        also_known_as: vec![own("Finmeccanica"), own("AgustaWestland")],
        updated: Some(day()),
        summary_html: Some(html(
            "Leonardo, formerly Finmeccanica, is the Italian defence company that has set up a joint venture with Baykar for unmanned aircraft.",
        )),
        body_html: html(&BODY.replace("UP", up)),
        notes: notes(up),
        sources: cited_sources(up),
        topics: vec![link(format!("{up}topics/trade.html"), "Defence industry")],
        figures: figure_teasers(up),
        disputes: dispute_teasers(up),
        timeline: timeline(up),
        near: Some(near(up)),
        backlinks: backlinks(up),
        mentions: vec![backlink(up, "The engines came from <mark>Leonardo</mark>.")],
        revisions: Some(revisions()),
        how_to_cite: how_to_cite(),
    }
}

pub fn source(up: &str) -> SourceView {
    let passage = |id: &str, locator: Option<&str>, sentence: &str| PassageView {
        id: text(id),
        href: format!("{up}briefs/trade.html#ref-1"),
        locator: locator.map(text),
        sentence_html: html(sentence),
    };
    SourceView {
        chrome: chrome(up, "bibliography.html", "Rome summit report"),
        ui: ui(),
        title: text("[News report on the Rome summit of 29 April 2025]"),
        title_lang: Some(text("en")),
        key: text("rome-summit-report"),
        source_type: MarkView { code: text("article"), label: text("Article") },
        notices: vec![NoticeView {
            kind: NoticeKind::Retracted,
            title: text(ui().notice_retracted_source),
            text_html: html("Retracted on 2 January 2026."),
        }],
        downloads: vec![link(text("rome-summit-report.bib"), "BibTeX")],
        reference_html: html(
            "“[News report on the Rome summit of 29 April 2025].” April 29, 2025.",
        ),
        fields: vec![
            FieldView { label: text("Date"), value: text("29 April 2025"), href: None },
            FieldView {
                label: text("DOI"),
                value: text("10.1000/182"),
                href: Some(text("https://doi.org/10.1000/182")),
            },
        ],
        missing: vec![text("author"), text("publisher")],
        inferred: vec![text("title"), text("date")],
        note_html: Some(html(
            "The stored text has a date but no headline: the title in brackets is descriptive.",
        )),
        snapshot: Some(SnapshotView {
            file: text("003_35119a284383f5e8.txt"),
            sha256: text("89c5523089b7bc1d020ccfdba5e107f01e402fb13373e74e672af275fb1c34bb"),
        }),
        cited_in: Some(CitedInView {
            source: source_link(up),
            locator: Some(text("n. 79, line 541 of the stored text")),
        }),
        known_works: vec![KnownWorkView {
            href: source_link(up).href,
            reference_html: html("Roe, Jane. <em>Ships</em>. 2020."),
            locator: Some(text("n. 3, line 37 of the stored text")),
        }],
        body_html: Some(html("<p>The report was read in the stored copy.</p>")),
        notes: notes(up),
        citing: vec![CitingGroupView {
            kind: MarkView { code: text("brief"), label: text("Briefs") },
            pages: vec![CitingPageView {
                page: link(format!("{up}briefs/trade.html"), "Trade"),
                passages: 12,
                passages_href: text("rome-summit-report-2.html#passage-101"),
            }],
        }],
        pager: Some(pager()),
        first: true,
        passages: vec![
            PassagesView {
                page: link(
                    format!("{up}briefs/trade.html"),
                    "How far is trade from the 40 billion dollar target?",
                ),
                kind: mark(Words::Kind, "brief"),
                date: Some(day()),
                passages: vec![
                    passage(
                        "passage-1",
                        Some("para. 16, line 33"),
                        "Erdoğan, beside Meloni in Rome on 29 April 2025, said that the new trade target was 40 billion dollars and that he believed it would be reached through the agreements just signed.",
                    ),
                    passage(
                        "passage-2",
                        None,
                        "By our own subtraction, the target stood 7.8 billion dollars above Rome’s figure for 2024.",
                    ),
                ],
            },
            PassagesView {
                page: foreign(format!("{up}actors/leonardo.html"), "Leonardo"),
                kind: mark(Words::Kind, "actor"),
                date: None,
                passages: vec![passage(
                    "passage-3",
                    Some("para. 8, line 17"),
                    "La cronaca data a marzo 2025 un’intesa con Baykar.",
                )],
            },
        ],
        passage_count: 3,
        observations: observations(up)
            .into_iter()
            .map(|observation| ObservationView {
                figure: Some(link(
                    format!("{up}figures/bilateral-trade.html#rome-2024"),
                    "Bilateral trade volume",
                )),
                id: String::new(),
                source: None,
                ..observation
            })
            .collect(),
        disputes: dispute_teasers(up),
        backlinks: backlinks(up),
        how_to_cite: how_to_cite(),
    }
}

pub fn figure(up: &str) -> FigureView {
    FigureView {
        chrome: chrome(up, "figures.html", "Bilateral trade volume"),
        ui: ui(),
        title: text("Bilateral trade volume"),
        notices: notices(up),
        definition_html: html(
            "Trade between Italy and Türkiye in both directions, as each source gives it. No source says whether services are included, nor how the two directions add up.",
        ),
        unit: own("USD"),
        topics: vec![link(format!("{up}topics/trade.html"), "Trade")],
        actors: vec![
            link(format!("{up}actors/leonardo.html"), "Italy"),
            link(format!("{up}actors/leonardo.html"), "Türkiye"),
        ],
        chart_html: Some(html(
            "<svg class=\"figure-chart\" role=\"img\" viewBox=\"0 0 340 60\"><title>Chart: Bilateral trade volume</title><desc>2023: USD 26 billion</desc><g class=\"chart-mark\"><circle class=\"chart-full\" cx=\"100\" cy=\"30\" r=\"5\"/></g></svg>",
        )),
        observations: observations(up),
        computed_disputes: computed_disputes(up),
        disputes: disputes(up),
        notes: notes(up),
        sources: cited_sources(up),
        backlinks: backlinks(up),
        downloads: vec![
            link(format!("{up}data/trade.csv"), "CSV"),
            link(format!("{up}data/trade.json"), "JSON"),
        ],
        how_to_cite: how_to_cite(),
    }
}

pub fn dispute_page(up: &str) -> DisputePageView {
    let mut dispute = disputes(up).swap_remove(0);
    dispute.reconciliation_html = Some(html("Both count, but not the same things."));
    DisputePageView {
        chrome: chrome(up, "disputes.html", "Was the target met?"),
        ui: ui(),
        title: text("Was the target met?"),
        notices: notices(up),
        dispute,
        computed_disputes: computed_disputes(up),
        notes: notes(up),
        sources: cited_sources(up),
        backlinks: backlinks(up),
        how_to_cite: how_to_cite(),
    }
}

pub fn page(up: &str) -> PageView {
    PageView {
        chrome: with_contents(ChromeView {
            shown_in: Some(text("English")),
            ..chrome(up, "about.html", "About this book")
        }),
        ui: ui(),
        title: text("About this book"),
        notices: notices(up),
        updated: Some(day()),
        summary_html: Some(html("Five texts, read closely, and what they do and do not support.")),
        body_html: html(&BODY.replace("UP", up)),
        notes: notes(up),
        sources: cited_sources(up),
        backlinks: backlinks(up),
        revisions: Some(revisions()),
        how_to_cite: how_to_cite(),
    }
}

pub fn linked_from(up: &str) -> LinkedFromView {
    LinkedFromView {
        chrome: chrome(up, "actors.html", "Leonardo"),
        ui: ui(),
        title: text("Leonardo"),
        backlinks: backlinks(up),
    }
}
