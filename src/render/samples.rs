//! Sample views, every field filled, made from texts of a real book: for the theme's tests.
//!
//! `up` is the way from the sample page to the site's root: empty or `../`.

use super::view::*;

mod chrome;
mod content;
mod embeds;
mod evidence;
mod lists;
mod map;
mod teasers;

pub use chrome::*;
pub use content::*;
pub use embeds::*;
pub use evidence::*;
pub use lists::*;
pub use map::*;
pub use teasers::*;

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
