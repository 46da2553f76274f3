//! Evidence: observations, disputes, events.

use super::*;

fn observation(
    up: &str,
    id: &str,
    period: DateView,
    value: &str,
    status: &str,
    as_written: &str,
) -> ObservationView {
    ObservationView {
        id: text(id),
        figure: None,
        period,
        value_html: html(value),
        status: mark(Words::ObservationStatus, status),
        attributed_to: None,
        source: Some(brief_source(up)),
        locator: text("para. 4, line 57 of the stored text"),
        as_written: text(as_written),
        as_written_lang: None,
        base_period: None,
        note_html: None,
        note_lang: None,
        preferred: false,
        disputes: vec![],
        retracted: false,
    }
}

pub fn observations(up: &str) -> Vec<ObservationView> {
    let dispute = link(
        format!("{up}disputes.html#trade-volume-2023"),
        "How large was bilateral trade in 2023?",
    );
    let words = |label: &str| DateView { label: text(label), iso: None, lang: None };
    vec![
        ObservationView {
            disputes: vec![dispute.clone()],
            ..observation(
                up,
                "brief-2023",
                ui().year(2023),
                "26 billion USD",
                "actual",
                "from USD 26 billion (2023)",
            )
        },
        ObservationView {
            disputes: vec![dispute],
            source: Some(source_link(up)),
            ..observation(
                up,
                "article-2023",
                ui().year(2023),
                "28 billion USD",
                "actual",
                "up from $28 billion in 2023",
            )
        },
        observation(
            up,
            "brief-2024",
            ui().year(2024),
            "over 32 billion USD",
            "actual",
            "to over USD 32 billion (2024)",
        ),
        ObservationView {
            attributed_to: Some(NameView {
                title: text("Rome"),
                href: Some(format!("{up}actors/leonardo.html")),
                lang: None,
            }),
            preferred: true,
            note_html: Some(html(
                "Preferred for 2024 because it is the only value with a decimal place and a named origin.",
            )),
            note_lang: Some(text("en")),
            source: Some(source_link(up)),
            base_period: Some(ui().year(2022)),
            as_written_lang: Some(text("en")),
            retracted: true,
            ..observation(
                up,
                "rome-2024",
                ui().year(2024),
                "32.2 billion USD",
                "claimed",
                "worth $32.2 billion in 2024",
            )
        },
        ObservationView {
            note_html: Some(html(
                "The plural may mean that the level was reached more than once; the article names no year.",
            )),
            ..observation(
                up,
                "article-recent-years",
                words("some recent years"),
                "32 billion USD",
                "actual",
                "$32 billion reached in some recent years",
            )
        },
        observation(
            up,
            "newsletter-2025",
            ui().year(2025),
            "29 billion USD",
            "actual",
            "Bilateral trade reached $29 billion in 2025",
        ),
        ObservationView {
            attributed_to: Some(NameView {
                title: text("Recep Tayyip Erdoğan"),
                href: None,
                lang: None,
            }),
            ..observation(
                up,
                "erdogan-target",
                words("no year given"),
                "40 billion USD",
                "target",
                "new trade volume target at $40 billion",
            )
        },
    ]
}

pub fn disputes(up: &str) -> Vec<DisputeView> {
    let position = |body: &str, words: &str, source: LinkView| PositionView {
        lang: Some(text("en")),
        text_html: html(body),
        source,
        locator: text("sec. 1, line 65 of the stored text"),
        as_written: text(words),
        as_written_lang: Some(text("en")),
        retracted: false,
    };
    let dispute = |id: &str, question: &str, kind: &str, positions: Vec<PositionView>| {
        DisputeView {
            lang: Some(text("en")),
            id: text(id),
            href: format!("{up}disputes.html#{id}"),
            question: text(question),
            kind: mark(Words::DisputeKind, kind),
            positions,
            reconciliation_html: Some(html(
                "Neither text says where its value comes from or what it counts, so the gap of two billion dollars cannot be explained from them.",
            )),
            topics: vec![link(format!("{up}topics/trade.html"), "Trade")],
            actors: vec![link(format!("{up}actors/leonardo.html"), "Leonardo")],
            figures: vec![link(
                format!("{up}figures/bilateral-trade.html"),
                "Bilateral trade volume",
            )],
        }
    };
    vec![
        dispute(
            "trade-volume-2023",
            "How large was bilateral trade in 2023?",
            "disagreement",
            vec![
                position(
                    "The policy brief starts its comparison from USD 26 billion.",
                    "from USD 26 billion (2023)",
                    brief_source(up),
                ),
                PositionView {
                    retracted: true,
                    ..position(
                        "The article starts from $28 billion.",
                        "up from $28 billion in 2023",
                        source_link(up),
                    )
                },
            ],
        ),
        dispute(
            "joint-venture-date",
            "When was the joint venture agreed?",
            "date",
            vec![
                position(
                    "The introduction of the paper dates it to June 2025.",
                    "in June 2025",
                    source_link(up),
                ),
                position(
                    "Section 1 of the same paper dates it to 5 March 2025.",
                    "on 5 March 2025",
                    source_link(up),
                ),
                position(
                    "The news report has an agreement in March 2025 and a preliminary protocol of 29 April 2025, signed by <a href=\"#\">Leonardo</a> and Baykar.",
                    "the agreement signed in March",
                    brief_source(up),
                ),
            ],
        ),
    ]
}

pub fn computed_disputes(up: &str) -> Vec<ComputedDisputeView> {
    let rows = observations(up);
    let value = |at: usize| {
        let row = rows[at].clone();
        DisputedValueView {
            value_html: row.value_html,
            attributed_to: row.attributed_to,
            source: row.source.unwrap_or_default(),
            locator: row.locator,
            as_written: row.as_written,
            as_written_lang: row.as_written_lang,
            retracted: row.retracted,
        }
    };
    vec![ComputedDisputeView {
        id: text("computed-bilateral-trade-2023"),
        figure: link(format!("{up}figures/bilateral-trade.html"), "Bilateral trade volume"),
        period: ui().year(2023),
        status: mark(Words::ObservationStatus, "actual"),
        values: [3, 0, 1].map(value).into(),
        explained_by: vec![link(
            format!("{up}disputes.html#trade-volume-2023"),
            "How large was bilateral trade in 2023?",
        )],
    }]
}

pub fn timeline(up: &str) -> Vec<TimelineYearView> {
    let event = |id: &str, date: DateView, title: &str, body: &str| EventView {
        lang: Some(text("en")),
        id: text(id),
        href: format!("{up}timeline.html#{id}"),
        date,
        title: text(title),
        text_html: html(body),
        actors: vec![
            link(format!("{up}actors/leonardo.html"), "Leonardo"),
            link(format!("{up}actors/leonardo.html"), "Baykar"),
        ],
        topics: vec![link(format!("{up}topics/trade.html"), "Trade")],
    };
    vec![
        TimelineYearView {
            year: text("2005"),
            events: vec![event(
                "accession",
                ui().year(2005),
                "Accession talks",
                "Talks between Türkiye and the European Union open.",
            )],
        },
        TimelineYearView {
            year: text("2025"),
            events: vec![
                event(
                    "rome-summit-2025",
                    ui().day(2025, 4, 29),
                    "Fourth intergovernmental summit in Rome",
                    "The two leaders set a trade target of 40 billion dollars and sign agreements on defence, space and transport.",
                ),
                event(
                    "venture",
                    ui().month(2025, 6),
                    "Joint venture of Leonardo and Baykar",
                    "The paper’s introduction dates the joint venture to this month.",
                ),
            ],
        },
    ]
}
