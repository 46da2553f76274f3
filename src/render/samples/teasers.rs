//! Things in short, as lists show them, and the parts of lists.

use super::*;

pub fn brief_teasers(up: &str) -> Vec<BriefTeaserView> {
    let brief = |title: &str, summary: &str, confidence: &str| BriefTeaserView {
        href: format!("{up}briefs/trade.html"),
        title: text(title),
        lang: None,
        date: day(),
        summary_html: html(summary),
        confidence: Some(mark(Words::Confidence, confidence)),
        status: None,
        topics: vec![link(format!("{up}topics/trade.html"), "Trade")],
    };
    vec![
        brief(
            "How far is trade from the 40 billion dollar target?",
            "At the Rome summit the two governments set a target of 40 billion dollars. The latest figure in the sources, 29 billion dollars in 2025, is below those given for 2024, so on the sources’ own numbers the gap had widened.",
            "moderate",
        ),
        brief(
            "What Leonardo and Baykar have agreed",
            "Two sources date the venture differently; all agree on unmanned aircraft built in both countries.",
            "high",
        ),
        BriefTeaserView {
            lang: Some(text("it")),
            status: Some(mark(Words::Status, "review")),
            ..brief(
                "Commercio e droni: che cosa reggono le fonti",
                "L’obiettivo di 40 miliardi di dollari è saldo in tre fonti; non lo sono il punto di partenza e la data della società comune per i droni.",
                "low",
            )
        },
    ]
}

pub fn topic_teasers(up: &str) -> Vec<TopicTeaserView> {
    ["Defence industry", "European Union", "NATO", "Trade"]
        .iter()
        .map(|title| TopicTeaserView {
            href: format!("{up}topics/trade.html"),
            title: text(title),
            lang: Some(text("en")),
            summary_html: Some(html(
                "What the five sources count, what they promise, and where they part ways.",
            )),
            counts: vec![
                ui().count("brief", 4, Some(format!("{up}topics/trade.html#briefs"))),
                ui().count("figure", 1, None),
                ui().count("dispute", 7, None),
            ],
            latest: Some(day()),
        })
        .collect()
}

pub fn actor_teasers(up: &str) -> Vec<ActorTeaserView> {
    let actor = |title: &str, kind: &str, role: &str, side: &str, backlinks| ActorTeaserView {
        href: format!("{up}actors/leonardo.html"),
        title: text(title),
        lang: Some(text("en")),
        actor_type: mark(Words::ActorType, kind),
        role: Some(own(role)),
        side: Some(own(side)),
        backlinks,
    };
    vec![
        actor("Baykar", "company", "Turkish maker of unmanned aircraft", "Türkiye", 14),
        actor("Leonardo", "company", "Italian defence company", "Italy", 17),
        actor(
            "Piaggio Aerospace",
            "company",
            "Italian aircraft maker in extraordinary administration",
            "Italy",
            6,
        ),
        ActorTeaserView {
            role: None,
            lang: None,
            ..actor("Roketsan", "company", "", "Türkiye", 2)
        },
    ]
}

pub fn figure_teasers(up: &str) -> Vec<FigureTeaserView> {
    let reading = |value: &str, period: DateView, status: Option<&str>| ReadingView {
        value_html: html(value),
        period,
        status: status.map(|code| mark(Words::ObservationStatus, code)),
        source: source_link(up),
    };
    let figure = |title: &str, readings: Vec<ReadingView>, disputed| FigureTeaserView {
        lang: Some(text("en")),
        href: format!("{up}figures/bilateral-trade.html"),
        title: text(title),
        unit: own("USD"),
        readings,
        more: 6,
        disputed,
    };
    vec![
        figure(
            "Bilateral trade volume",
            vec![
                reading("32.2 billion USD", ui().year(2024), Some("claimed")),
                reading("over 32 billion USD", ui().year(2024), None),
                reading("29 billion USD", ui().year(2025), None),
            ],
            true,
        ),
        figure(
            "Exports from Türkiye to Italy",
            vec![reading("5.34 billion USD", ui().month_range(2025, 1, 5), None)],
            false,
        ),
        figure(
            "Italian companies in Türkiye",
            vec![
                reading(
                    "over 1,600",
                    DateView { label: text("undated"), iso: None, lang: None },
                    None,
                ),
                reading(
                    "more than 1,500",
                    DateView { label: text("undated"), iso: None, lang: None },
                    Some("claimed"),
                ),
            ],
            true,
        ),
    ]
}

pub fn dispute_teasers(up: &str) -> Vec<DisputeTeaserView> {
    disputes(up)
        .into_iter()
        .map(|dispute| DisputeTeaserView {
            lang: dispute.lang,
            href: dispute.href,
            question: dispute.question,
            kind: dispute.kind,
            sides: dispute
                .positions
                .into_iter()
                .map(|position| SideView {
                    words: position.as_written,
                    words_lang: position.as_written_lang,
                    source: position.source,
                })
                .collect(),
        })
        .collect()
}

pub fn rows<T, R: From<T>>(teasers: Vec<T>) -> Vec<R> {
    teasers.into_iter().map(R::from).collect()
}

pub fn changes(up: &str) -> Vec<ChangeDayView> {
    vec![ChangeDayView {
        date: day(),
        changes: vec![
            ChangeView {
                note_lang: Some(text("en")),
                page: link(
                    format!("{up}briefs/trade.html"),
                    "Trade and drones: what the sources support",
                ),
                page_kind: mark(Words::Kind, "brief"),
                kind: mark(Words::Change, "corrected"),
                note_html: Some(html(
                    "An earlier wording called the target annual in every source; only the article does.",
                )),
            },
            ChangeView {
                note_lang: None,
                page: foreign(format!("{up}actors/leonardo.html"), "Leonardo"),
                page_kind: mark(Words::Kind, "actor"),
                kind: mark(Words::Change, "added"),
                note_html: None,
            },
        ],
    }]
}

pub fn pager() -> PagerView {
    let item = |number: usize, current, gap_before| PagerItemView {
        number,
        href: format!("#{number}"),
        current,
        gap_before,
    };
    PagerView {
        current: 2,
        total: 12,
        previous_href: Some(text("#previous")),
        next_href: Some(text("#next")),
        items: vec![
            item(1, false, false),
            item(2, true, false),
            item(3, false, false),
            item(12, false, true),
        ],
    }
}
