//! Sample views, every field filled, made from texts of a real book: for the theme's tests.
//!
//! `up` is the way from the sample page to the site's root: empty or `../`.

use super::view::*;

pub fn ui() -> &'static UiText {
    UiText::of("en")
}

fn html(text: &str) -> SafeHtml {
    SafeHtml::from_escaped(text.to_owned())
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn own(words: &str) -> TextView {
    TextView { text: text(words), lang: Some(text("en")) }
}

fn link(href: String, title: &str) -> LinkView {
    LinkView { href, title: text(title), ..LinkView::default() }
}

fn foreign(href: String, title: &str) -> LinkView {
    LinkView { href, title: text(title), lang: Some(text("it")), hreflang: Some(text("en")) }
}

fn day() -> DateView {
    ui().day(2026, 11, 20)
}

fn mark(words: Words, code: &str) -> MarkView {
    ui().mark(words, code)
}

const NAVIGATION: [(&str, &str); 8] = [
    ("briefs.html", "Briefs"),
    ("topics.html", "Topics"),
    ("actors.html", "Actors"),
    ("figures.html", "Figures"),
    ("disputes.html", "Disputes"),
    ("timeline.html", "Timeline"),
    ("glossary.html", "Glossary"),
    ("bibliography.html", "Sources"),
];

/// The frame of a page that lies under `section` of the navigation.
pub fn chrome(up: &str, section: &str, title: &str) -> ChromeView {
    let path = |rest: &str| format!("{up}{rest}");
    ChromeView {
        site: SiteView {
            title: text("Italy and Türkiye"),
            description: text(
                "What five sources say about defence industry, NATO, the European Union and trade between two allies.",
            ),
            lang: Some(text("en")),
            home_href: path("index.html"),
            licence: Some(NameView {
                title: text("CC BY 4.0"),
                href: Some(text("https://creativecommons.org/licenses/by/4.0/")),
                lang: None,
            }),
            logo: Some(LogoView { href: path("static/favicon.svg"), width: 28, height: 28 }),
        },
        lang: text("en"),
        dir: text("ltr"),
        ui_lang: text("en"),
        shown_in: None,
        head_title: format!("{title} · Italy and Türkiye"),
        description: format!("{title}: a page of the sample book."),
        canonical: Some(text("https://example.org/italy-turkiye/page.html")),
        linked_data_html: Some(html("{\"@context\":\"https://schema.org\",\"@type\":\"Report\"}")),
        robots: Some(text("index, follow")),
        meta: vec![
            MetaView { attribute: text("property"), key: text("og:title"), content: text(title) },
            MetaView { attribute: text("name"), key: text("citation_title"), content: text(title) },
        ],
        alternates: vec![AlternateView {
            lang: text("it"),
            href: text("https://example.org/italy-turkiye/it/page.html"),
        }],
        feeds: vec![FeedView {
            href: path("feed.xml"),
            title: text("Briefs (Atom)"),
            mime_type: text("application/atom+xml"),
        }],
        opensearch_href: Some(path("opensearch.xml")),
        manifest_href: Some(path("manifest.webmanifest")),
        worker_href: Some(path("sw.js")),
        static_base: path("static/"),
        previews_base: path("previews/"),
        stylesheets: vec![],
        scripts: vec![],
        generator: text("briefbook 0.1.0"),
        navigation: NAVIGATION
            .iter()
            .map(|(href, item)| NavigationItemView {
                href: path(href),
                title: text(item),
                lang: None,
                hreflang: Some(text("en")),
                current: (*href == section).then(|| text("true")),
            })
            .collect(),
        search_href: Some(path("search.html")),
        languages: vec![
            LanguageView {
                lang: text("en"),
                name: text("English"),
                href: path("index.html"),
                current: true,
            },
            LanguageView {
                lang: text("it"),
                name: text("Italiano"),
                href: path("index.html"),
                current: false,
            },
        ],
        breadcrumbs: vec![
            BreadcrumbView { title: text("Home"), href: Some(path("index.html")), hreflang: None },
            BreadcrumbView {
                title: text("Briefs"),
                href: Some(path("briefs.html")),
                hreflang: Some(text("en")),
            },
            BreadcrumbView { title: text(title), href: None, hreflang: None },
        ],
        contents: vec![],
        translations: vec![
            TranslationView {
                lang: text("it"),
                name: text("Italiano"),
                href: Some(path("index.html")),
                outdated: true,
            },
            TranslationView {
                lang: text("tr"), name: text("Türkçe"), href: None, outdated: false
            },
        ],
        edition: EditionView {
            date: day(),
            id: text("7c41f0a9"),
            href: Some(path("changes.html")),
        },
        footer: vec![
            link(path("about.html"), "About this book"),
            foreign(path("changes.html"), "Recent changes"),
        ],
        edit_href: Some(text("https://example.org/edit")),
    }
}

fn source_link(up: &str) -> LinkView {
    link(format!("{up}sources/rome-summit-report.html"), "News report on the Rome summit")
}

fn brief_source(up: &str) -> LinkView {
    link(format!("{up}sources/rome-summit-report.html"), "Policy brief")
}

pub fn notes(up: &str) -> Vec<NoteView> {
    let note = |number: u32, body: &str, back: &[&str]| NoteView {
        id: format!("note-{number}"),
        number,
        text_html: html(&body.replace("UP", up)),
        back: back.iter().map(|place| text(place)).collect(),
    };
    vec![
        note(
            1,
            "<a href=\"UPsources/rome-summit-report.html\">“[News report on the Rome summit of 29 April 2025]”</a>, April 29, 2025, para. 16, line 33 of the stored text.",
            &["#ref-1"],
        ),
        note(
            2,
            "“[Newsletter item on Adolfo Urso’s visit to Ankara],” 2026, para. 8, line 8 of the stored text.",
            &["#ref-2", "#ref-2-2"],
        ),
        note(
            3,
            "Alessia Chiriatti, <cite>Unlocking Strategic Potential Outside the EU: Italy-Turkey Bilateral Partnership in Defence</cite>, no. 26 | 02 (Istituto Affari Internazionali, 2026), sec. 4.1, line 377 of the stored text.",
            &["#ref-3"],
        ),
    ]
}

pub fn cited_sources(up: &str) -> Vec<CitedSourceView> {
    vec![
        CitedSourceView {
            href: format!("{up}sources/rome-summit-report.html"),
            reference_html: html(
                "Chiriatti, Alessia. <cite>Unlocking Strategic Potential Outside the EU: Italy-Turkey Bilateral Partnership in Defence</cite>. No. 26 | 02. Istituto Affari Internazionali, 2026.",
            ),
            places: vec![link(text("#ref-1"), "1"), link(text("#ref-3"), "3")],
            retracted: true,
        },
        CitedSourceView {
            href: format!("{up}sources/rome-summit-report.html"),
            reference_html: html(
                "“[News report on the Rome summit of 29 April 2025].” April 29, 2025.",
            ),
            places: vec![link(text("#ref-2"), "2")],
            retracted: false,
        },
    ]
}

fn backlink(up: &str, sentence: &str) -> BacklinkView {
    BacklinkView {
        href: format!("{up}briefs/trade.html#the-gap"),
        title: text("How far is trade from the 40 billion dollar target?"),
        lang: Some(text("en")),
        sentence_lang: Some(text("en")),
        kind: mark(Words::Kind, "brief"),
        date: Some(day()),
        sentence_html: html(sentence),
    }
}

pub fn backlinks(up: &str) -> Option<BacklinksView> {
    let groups = vec![
        BacklinkGroupView {
            kind: mark(Words::Kinds, "brief"),
            backlinks: vec![
                backlink(
                    up,
                    "The news report dates an agreement with <mark>Baykar</mark> to March 2025 and a preliminary protocol to 29 April 2025, signed for Leonardo by its CEO.",
                ),
                backlink(
                    up,
                    "<mark>Leonardo</mark> is part of some prominent projects, although the paper judges Italy’s leadership in the Fund to lag behind its participation.",
                ),
            ],
        },
        BacklinkGroupView {
            kind: mark(Words::Kinds, "actor"),
            backlinks: vec![backlink(
                up,
                "AgustaWestland, which the paper identifies as the later <mark>Leonardo</mark>, supplied the design and know-how.",
            )],
        },
    ];
    Some(BacklinksView { groups, pager: Some(pager()) })
}

pub fn how_to_cite() -> HowToCiteView {
    HowToCiteView {
        reference_html: html(
            "briefbook editors. “How far is trade from the 40 billion dollar target?” <cite>Italy and Türkiye</cite>, 20 November 2026. Edition 7c41f0a9. https://example.org/italy-turkiye/briefs/trade.html.",
        ),
        bibtex: Some(text(
            "@misc{forty-billion-trade-target,\n  title = {How far is trade from the 40 billion dollar target?},\n  author = {{briefbook editors}},\n  date = {2026-11-20},\n}",
        )),
        downloads: vec![
            link(text("../data/trade.bib"), "BibTeX"),
            link(text("../data/trade.json"), "CSL-JSON"),
        ],
    }
}

fn notices(up: &str) -> Vec<NoticeView> {
    vec![
        NoticeView {
            kind: NoticeKind::Superseded,
            title: text(ui().notice_superseded),
            text_html: html(&format!(
                "Replaced by <a href=\"{up}briefs/trade.html\">How far is trade from the 40 billion dollar target?</a>."
            )),
        },
        NoticeView {
            kind: NoticeKind::Retracted,
            title: text(ui().notice_rests_on_retracted),
            text_html: html("Two passages cite a source that was retracted on 2 January 2026."),
        },
    ]
}

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
        source: brief_source(up),
        locator: text("para. 4, line 57 of the stored text"),
        passage_href: Some(format!("{up}sources/rome-summit-report.html#passage-1")),
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
            source: source_link(up),
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
            source: source_link(up),
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
            passage_href: None,
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
        passage_href: Some(format!("{up}sources/rome-summit-report.html#passage-2")),
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
    let mut rows = observations(up);
    rows.truncate(4);
    vec![ComputedDisputeView {
        id: text("computed-bilateral-trade-2023"),
        figure: link(format!("{up}figures/bilateral-trade.html"), "Bilateral trade volume"),
        period: ui().year(2023),
        status: mark(Words::ObservationStatus, "actual"),
        observations: vec![rows.remove(3), rows.remove(0), rows.remove(0)],
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

mod map;
mod pages;
pub use map::*;
pub use pages::*;
