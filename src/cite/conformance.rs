//! Our text against Hayagriva's own driver, which formats each citation whole and with its real
//! locator, by styles as they come from the archive.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::Locator as Label;
use hayagriva::citationberg::{IndependentStyle, Style as CslStyle};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload,
    SpecificLocator,
};

use super::tests::{YAML, english, load, sources};
use super::*;
use crate::syntax::reference::LocatorPart;

const STYLES: [&str; 9] = [
    "chicago-notes",
    "chicago-shortened-notes",
    "chicago-author-date",
    "apa",
    "mla",
    "harvard-cite-them-right",
    "turabian-fullnote-8",
    "modern-humanities-research-association-notes",
    "ieee",
];

/// One place of every shape, and every label that books have.
fn every_place() -> Vec<(Label, LocatorPart)> {
    let mut places: Vec<_> = ["7", "12-14", "12a", "iv"]
        .into_iter()
        .map(|value| (Label::Page, LocatorPart::Page(value.to_owned())))
        .collect();
    places.extend(some_places());
    places.push((Label::Paragraph, LocatorPart::Paragraph("14".to_owned())));
    places.push((Label::Note, LocatorPart::Note("5".to_owned())));
    places
}

fn some_places() -> Vec<(Label, LocatorPart)> {
    vec![(Label::Section, LocatorPart::Section("3.1".to_owned()))]
}

fn archived(name: &str) -> IndependentStyle {
    match ArchivedStyle::by_name(name).unwrap().get() {
        CslStyle::Independent(style) => style,
        CslStyle::Dependent(_) => panic!("{name} is a dependent style"),
    }
}

/// A single citation of `entry`, as the driver prints it.
fn driver_citation(
    csl: &IndependentStyle,
    style: &Style,
    entry: &Entry,
    place: Option<(Label, &str)>,
) -> String {
    let locator = place.map(|(label, value)| SpecificLocator(label, LocatorPayload::Str(value)));
    let (locale, locales) = (Some(style.0.locale.clone()), &style.0.locales);
    let mut driver = BibliographyDriver::new();
    let item = CitationItem::with_locator(entry, locator);
    driver.citation(CitationRequest::new(vec![item], csl, locale.clone(), locales, Some(1)));
    let rendered = driver.finish(BibliographyRequest::new(csl, locale, locales));
    format::rich(&rendered.citations[0].citation).to_text()
}

/// The bibliography of `entries`, cited in this order, as the driver prints it: key and text.
fn driver_bibliography(
    csl: &IndependentStyle,
    style: &Style,
    entries: &[&Entry],
) -> Vec<(String, String)> {
    let (locale, locales) = (Some(style.0.locale.clone()), &style.0.locales);
    let mut driver = BibliographyDriver::new();
    for (index, entry) in entries.iter().enumerate() {
        let item = CitationItem::with_entry(*entry);
        driver.citation(CitationRequest::new(
            vec![item],
            csl,
            locale.clone(),
            locales,
            Some(index + 1),
        ));
    }
    let rendered = driver.finish(BibliographyRequest::new(csl, locale, locales));
    rendered
        .bibliography
        .into_iter()
        .flat_map(|bibliography| bibliography.items)
        .map(|item| (item.key, format::rich(&item.content).to_text()))
        .collect()
}

fn value(part: &LocatorPart) -> &str {
    match part {
        LocatorPart::Page(value)
        | LocatorPart::Section(value)
        | LocatorPart::Paragraph(value)
        | LocatorPart::Note(value) => value,
        LocatorPart::Lines(..) => "",
    }
}

#[track_caller]
fn compare_citations(name: &str, names: &[&str], lang: &str, places: &[(Label, LocatorPart)]) {
    let (csl, style) = (archived(name), load(name, lang));
    if style.kind() == StyleKind::Numeric {
        return;
    }
    let sources: Vec<Source> = sources(YAML)
        .into_iter()
        .filter(|source| names.contains(&source.key.value.as_str()))
        .collect();
    let citations = Citations::new(&sources, style.clone(), &english());
    for source in &sources {
        let ours = |locator: Option<&Locator>| {
            let item = CiteItem { key: &source.key.value, prefix: "", locator, again: false };
            match style.kind() {
                StyleKind::Note => citations.note(&[item]).to_text(),
                _ => citations.parenthetical(&[item]).to_text(),
            }
        };
        let theirs =
            |place: Option<(Label, &str)>| driver_citation(&csl, &style, &source.entry, place);
        // Notes end with a full stop here also where a style leaves that to the editor.
        let finish = |text: String| match style.kind() {
            StyleKind::Note if !Rich::plain(&text).ends_with(&['.', '?']) => text + ".",
            _ => text,
        };
        assert_eq!(ours(None), finish(theirs(None)), "{name}: {}", source.key.value);
        for (label, part) in places {
            let theirs = theirs(Some((*label, value(part))));
            if !theirs.contains(&value(part).replace('-', "–")) {
                // A locator that the style does not print is added here.
                continue;
            }
            let locator = Locator { parts: vec![part.clone()] };
            assert_eq!(ours(Some(&locator)), finish(theirs), "{name}: {locator:?}");
        }
    }
}

#[test]
fn citations_are_the_drivers() {
    let names = ["report", "described", "undated", "two", "many", "corporate", "chapter"];
    for name in STYLES {
        compare_citations(name, &names, "en", &some_places());
    }
    compare_citations("chicago-notes", &["report"], "it", &every_place());
    compare_citations("apa", &["report"], "de", &every_place());
}

/// A placeholder must do for every style that a book may name.
#[test]
fn citations_are_the_drivers_in_every_style() {
    for name in style_names() {
        compare_citations(name, &["report"], "en", &every_place());
    }
}

#[test]
fn bibliography_entries_are_the_drivers() {
    for name in STYLES {
        let (mut csl, style) = (archived(name), load(name, "en"));
        // Each entry stands alone here, so that no dash stands for an author named before.
        if let Some(bibliography) = &mut csl.bibliography {
            bibliography.subsequent_author_substitute = None;
        }
        let sources = sources(YAML);
        let citations = Citations::new(&sources, style.clone(), &english());
        let entries: Vec<&Entry> = sources.iter().map(|source| &source.entry).collect();
        for (key, theirs) in driver_bibliography(&csl, &style, &entries) {
            if theirs.is_empty() {
                continue;
            }
            let ours = citations.plain(&SourceKey::new(&key).unwrap());
            assert_eq!(ours, theirs.trim(), "{name}: {key}");
        }
    }
}

/// Where every source has an author, our order is that of the styles that have one.
#[test]
fn the_order_is_the_drivers() {
    for name in ["chicago-notes", "chicago-author-date", "apa", "mla", "harvard-cite-them-right"] {
        let (csl, style) = (archived(name), load(name, "en"));
        let sources: Vec<Source> =
            sources(YAML).into_iter().filter(|source| source.entry.authors().is_some()).collect();
        let entries: Vec<&Entry> = sources.iter().rev().map(|source| &source.entry).collect();
        let theirs: Vec<String> =
            driver_bibliography(&csl, &style, &entries).into_iter().map(|(key, _)| key).collect();
        let citations = Citations::new(&sources, style, &english());
        let ours: Vec<String> =
            citations.bibliography().iter().map(|(key, _)| key.to_string()).collect();
        assert_eq!(ours, theirs, "{name}");
    }
}
