//! Pages that list, and those beside them, one sample for each template.

use super::*;

pub fn home() -> HomeView {
    let mut chrome = chrome("", "index.html", "Home");
    chrome.breadcrumbs.clear();
    HomeView {
        title: chrome.site.title.clone(),
        description: chrome.site.description.clone(),
        chrome,
        ui: ui(),
        counts: vec![
            ui().count("brief", 13, Some(text("briefs.html"))),
            ui().count("actor", 41, Some(text("actors.html"))),
            ui().count("figure", 34, Some(text("figures.html"))),
            ui().count("dispute", 19, None),
            ui().count("source", 5, Some(text("bibliography.html"))),
        ],
        briefs: brief_teasers(""),
        briefs_href: text("briefs.html"),
        lists_hreflang: Some(text("en")),
        topics: topic_teasers(""),
        figures: figure_teasers(""),
        map_href: Some(text("map.html")),
        figures_href: text("figures.html"),
        disputes: rows(dispute_teasers("")),
        disputes_href: text("disputes.html"),
        changes: changes(""),
        changes_href: Some(text("changes.html")),
        about: Some(link(text("about.html"), "How this book is made")),
        search_href: text("search.html"),
    }
}

pub fn briefs() -> BriefsView {
    BriefsView {
        chrome: chrome("", "briefs.html", "Briefs"),
        ui: ui(),
        title: text("Briefs"),
        groups: vec![
            BriefGroupView { period: ui().month(2026, 11), briefs: brief_teasers("") },
            BriefGroupView { period: ui().month(2026, 10), briefs: brief_teasers("") },
        ],
        pager: Some(pager()),
    }
}

pub fn topics() -> TopicsView {
    TopicsView {
        chrome: chrome("", "topics.html", "Topics"),
        ui: ui(),
        title: text("Topics"),
        topics: topic_teasers(""),
    }
}

pub fn actors() -> ActorsView {
    ActorsView {
        chrome: chrome("", "actors.html", "Actors"),
        ui: ui(),
        title: text("Actors"),
        groups: vec![
            ActorGroupView {
                actor_type: mark(Words::ActorTypes, "company"),
                actors: actor_teasers(""),
            },
            ActorGroupView {
                actor_type: mark(Words::ActorTypes, "person"),
                actors: actor_teasers(""),
            },
        ],
        pager: Some(pager()),
    }
}

pub fn figures() -> FiguresView {
    FiguresView {
        chrome: chrome("", "figures.html", "Figures"),
        ui: ui(),
        title: text("Figures"),
        figures: figure_teasers(""),
        pager: Some(pager()),
    }
}

pub fn timeline_page() -> TimelineView {
    TimelineView {
        chrome: chrome("", "timeline.html", "Timeline"),
        ui: ui(),
        title: text("Timeline"),
        notices: notices(""),
        strip_html: Some(html("<svg class=\"strip\" aria-hidden=\"true\"></svg>")),
        years: timeline(""),
        notes: notes(""),
        pager: Some(pager()),
    }
}

pub fn disputes_page() -> DisputesView {
    DisputesView {
        chrome: chrome("", "disputes.html", "Disputes"),
        ui: ui(),
        title: text("Disputes"),
        notices: notices(""),
        recorded: 2,
        groups: vec![
            DisputeGroupView {
                id: text("page_group-1"),
                topic: Some(link(text("topics/trade.html"), "Trade")),
                disputes: rows(dispute_teasers("")),
            },
            DisputeGroupView {
                id: text("page_group-2"),
                topic: None,
                disputes: rows(dispute_teasers("")),
            },
        ],
        computed: 1,
        computed_disputes: rows(dispute_teasers("")),
        pager: Some(pager()),
    }
}

pub fn glossary() -> GlossaryView {
    let term = |id: &str, name: &str, expansion: Option<&str>, body: &str| TermView {
        id: text(id),
        term: text(name),
        expansion: expansion.map(text),
        unexpanded: expansion.is_none(),
        text_html: Some(html(body)),
        also_known_as: vec![own("The instrument"), own("The scheme")],
        topics: vec![link(text("topics/trade.html"), "European Union")],
        used_in: vec![
            link(text("briefs/trade.html"), "How far is trade from the 40 billion dollar target?"),
            foreign(text("actors/leonardo.html"), "Leonardo"),
        ],
    };
    GlossaryView {
        chrome: chrome("", "glossary.html", "Glossary"),
        ui: ui(),
        title: text("Glossary"),
        notices: notices(""),
        letters: vec![GlossaryLetterView {
            letter: text("S"),
            id: text("letter-s"),
            terms: vec![
                term(
                    "safe",
                    "SAFE",
                    Some("Security Action for Europe"),
                    "A loan instrument of the European Union for joint procurement.",
                ),
                term("sti3", "STI3", None, "A framework named once and explained nowhere."),
            ],
        }],
        notes: notes(""),
        pager: Some(pager()),
    }
}

pub fn bibliography() -> BibliographyView {
    let entry = |id: &str, reference: &str, retracted| BibliographyEntryView {
        id: text(id),
        href: text("sources/rome-summit-report.html"),
        key: text(id),
        reference_html: html(reference),
        citations: 57,
        missing: vec![text("author"), text("publisher")],
        inferred: vec![text("title"), text("date")],
        retracted,
    };
    BibliographyView {
        chrome: chrome("", "bibliography.html", "Sources"),
        ui: ui(),
        title: text("Sources"),
        groups: vec![BibliographyGroupView {
            title: Some(text("Reports")),
            entries: vec![
                entry(
                    "chiriatti-2026",
                    "Chiriatti, Alessia. <cite>Unlocking Strategic Potential Outside the EU: Italy-Turkey Bilateral Partnership in Defence</cite>. No. 26 | 02. Istituto Affari Internazionali, 2026.",
                    false,
                ),
                entry(
                    "rome-summit-report",
                    "“[News report on the Rome summit of 29 April 2025].” April 29, 2025.",
                    true,
                ),
            ],
        }],
        downloads: vec![
            link(text("data/trade.bib"), "BibTeX"),
            link(text("data/trade.json"), "CSL-JSON"),
        ],
        pager: Some(pager()),
    }
}

pub fn changes_page() -> ChangesView {
    ChangesView {
        chrome: chrome("", "changes.html", "Recent changes"),
        ui: ui(),
        title: text("Recent changes"),
        days: changes(""),
        basis: text("Dates are those of the pages themselves."),
        pager: Some(pager()),
    }
}

pub fn search() -> SearchView {
    SearchView {
        chrome: chrome("", "search.html", "Search"),
        ui: ui(),
        title: text("Search"),
        index_base: text("search/"),
        root_base: text("./"),
        manifest_href: text("search/manifest.js"),
        kinds: vec![mark(Words::Kinds, "brief")],
        topics: vec![MarkView { code: text("trade"), label: text("Trade") }],
        languages: vec![TextView { text: text("Italiano"), lang: Some(text("it")) }],
        fallbacks: vec![
            link(text("briefs.html"), "Briefs"),
            foreign(text("actors.html"), "Actors"),
        ],
    }
}

pub fn not_found() -> NotFoundView {
    NotFoundView {
        chrome: chrome("/", "404.html", "Page not found"),
        ui: ui(),
        title: text("Page not found"),
        suggestions: vec![
            link(text("/index.html"), "Home"),
            foreign(text("/search.html"), "Search"),
        ],
    }
}

pub fn start_here() -> StartHereView {
    StartHereView {
        ui: ui(),
        lang: text("en"),
        dir: text("ltr"),
        ui_lang: text("en"),
        title: text("Italy and Türkiye"),
        description: text("What five sources say about two allies."),
        home_href: text("site/index.html"),
        static_base: text("site/static/"),
        generator: text("briefbook 0.1.0"),
        edition_date: day(),
        edition_id: text("7c41f0a9"),
        licence: Some(NameView {
            title: text("CC BY 4.0"),
            href: Some(text("https://creativecommons.org/licenses/by/4.0/")),
            lang: None,
        }),
    }
}
