//! Disputes that follow from observations: `tests/books/pairs` holds pairs, each labelled by hand.

use briefbook::diag::Severity;

use crate::support::{Book, analysis_of, files_in, repository};

/// The pairs that disagree, by the name of their figure; every other pair agrees or is never
/// compared.
const DISAGREE: &[&str] = &[
    "about-about-apart",
    "about-past",
    "about-short",
    "at-least-below",
    "at-most-above",
    "billion-million-apart",
    "claimed-actual",
    "far-apart",
    "million-precision",
    "negative",
    "over-at-most",
    "over-below",
    "over-under",
    "percent-percent",
    "precision-past-edge",
    "precision-shows",
    "range-out",
    "targets",
];

#[test]
fn exactly_the_labelled_pairs_disagree() {
    let analysis = analysis_of(files_in(&repository().join("tests/books/pairs")));
    let faults: Vec<_> =
        analysis.diagnostics().iter().filter(|it| it.severity == Severity::Error).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let site = analysis.site();
    assert_eq!(site.book.figures.len(), 46);
    let found: Vec<&str> =
        site.computed_disputes().iter().map(|dispute| dispute.figure.as_str()).collect();
    assert_eq!(found, DISAGREE);
    for dispute in site.computed_disputes() {
        assert_eq!(dispute.pairs, [(0, 1)]);
        assert_eq!(site.disputed_with(&dispute.figure, 0), [1]);
        assert_eq!(site.disputed_with(&dispute.figure, 1), [0]);
    }
}

/// On the page of a translation too the name of a computed dispute is in one language.
#[test]
fn a_computed_dispute_is_named_in_the_language_of_its_figure() {
    let book = Book::copy_of("tests/books/evidence");
    let path = "content/figures/bilateral-trade.yaml";
    let ledger = book.read(path).replace("period: 2023\n", "period: 2023-06\n");
    book.write(path, ledger);
    book.briefbook(&["build", "."]).assert_status(0);
    let page = book.read("public/it/topics/trade.html");
    assert!(
        page.contains(" lang=\"en\" hreflang=\"en\">Bilateral trade volume, June 2023</a>"),
        "{page}"
    );
}

/// An acronym is explained at its first use that readers of the dispute's page see: the note of an
/// observation in a computed dispute is none.
#[test]
fn an_acronym_is_explained_where_the_page_of_a_dispute_first_shows_it() {
    let book = Book::copy_of("tests/books/evidence");
    let path = "content/figures/bilateral-trade.yaml";
    let words = "as_written: \"from USD 26 billion (2023)\"\n";
    let note = "      note: \"No UAV is counted.\"\n";
    book.write(path, book.read(path).replace(words, &format!("{words}{note}")));
    let path = "content/disputes.yaml";
    let disputes = book.read(path);
    let disputes = disputes
        .replace("figures: [uav-market]", "figures: [uav-market, bilateral-trade]")
        .replace("for the market of Türkiye", "for the UAV market of Türkiye")
        .replace("gives it for the market", "gives it for the UAV market");
    book.write(path, disputes);
    book.briefbook(&["build", "."]).assert_status(0);
    let page = book.read("public/disputes/drone-market-owner.html");
    assert!(page.contains("id=\"computed-bilateral-trade-brief-2023\""), "{page}");
    let explained = "<abbr title=\"unmanned aerial vehicle\">UAV</abbr>";
    assert_eq!(page.matches("<abbr").count(), 1, "{page}");
    assert!(page.contains(&format!("for the {explained} market of Türkiye")), "{page}");
    assert!(book.read("public/figures/bilateral-trade.html").contains(explained));
}
