//! Works that are known only through another source: which it is, and the words that say so.
//!
//! Knows nothing about how a source is printed.

use ahash::AHashMap;

use crate::model::{Lang, Source, SourceKey};
use crate::syntax::reference::Locator;

/// The source that alone a work is known through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Through {
    /// Its place among the sources.
    pub(super) source: usize,
    /// The place in it.
    pub(super) locator: Option<Locator>,
}

impl Through {
    /// `None` for a source that the book knows itself, and where the other is not in the book.
    pub(super) fn of(source: &Source, by_key: &AHashMap<SourceKey, usize>) -> Option<Self> {
        let cited_in = source.cited_in.as_ref()?;
        Some(Self {
            source: *by_key.get(&cited_in.source.value)?,
            locator: cited_in.locator.as_ref().map(|locator| locator.value.clone()),
        })
    }
}

/// What stands between a work and the source that cites it.
pub(super) fn phrase(lang: &Lang) -> &'static str {
    match lang.primary() {
        "de" => "zitiert nach",
        "es" => "citado en",
        "fr" => "cité dans",
        "it" => "citato in",
        "tr" => "aktaran",
        _ => "as cited in",
    }
}

/// The same at the start of a sentence.
pub(super) fn sentence_start(lang: &Lang) -> String {
    let phrase = phrase(lang);
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{YAML, english, key, load, locator, page, sources};
    use super::super::{Citations, CiteItem};
    use crate::model::CitedIn;
    use crate::source::Spanned;
    use crate::syntax::reference::LocatorPart;

    /// The sources with `many` known only from note 5 of `report`.
    fn known_through(style: &str, lang: &str) -> Citations {
        let mut sources = sources(YAML);
        let span = sources[0].span;
        let cited_in = CitedIn {
            source: Spanned::new(key("report"), span),
            locator: Some(Spanned::new(
                locator(&[LocatorPart::Note("5".to_owned()), LocatorPart::Lines(57, 57)]),
                span,
            )),
        };
        let many = sources.iter_mut().find(|it| it.key.value == key("many")).unwrap();
        many.cited_in = Some(cited_in);
        Citations::new(&sources, load(style, lang), &english())
    }

    #[test]
    fn a_work_known_through_another_names_it_and_the_place_there() {
        let (many, place) = (key("many"), locator(&[page("7")]));
        let note = |citations: &Citations, locator| {
            citations.note(&[CiteItem { key: &many, prefix: "", locator, again: false }])
        };
        let chicago = known_through("chicago-notes", "en");
        assert_eq!(
            note(&chicago, Some(&place)).to_text(),
            "Anna One et al., A Handbook (Press, 2019), 7, as cited in Alessia Chiriatti, Unlocking \
             Strategic Potential: A Partnership in Defence, n. 5, line 57 of the stored text."
        );
        assert_eq!(
            note(&chicago, None).to_html_with(|key| format!("{key}.html")),
            "<a href=\"many.html\">Anna One et al., <em>A Handbook</em> (Press, 2019)</a>, as cited in \
             <a href=\"report.html\">Alessia Chiriatti, <em>Unlocking Strategic Potential: A Partnership in \
             Defence</em></a>, n. 5, line 57 of the stored text."
        );
        let entry = chicago.bibliography_entry(&many).to_text();
        let work = chicago.plain(&many);
        assert!(work.ends_with("Press, 2019."), "{work}");
        assert_eq!(
            entry.strip_prefix(&work).unwrap(),
            " As cited in Alessia Chiriatti, Unlocking Strategic Potential: A Partnership in Defence, n. 5, \
             line 57 of the stored text."
        );
        let italian = note(&known_through("chicago-notes", "it"), None).to_text();
        assert!(italian.contains(", citato in Alessia Chiriatti, "), "{italian}");
        let of_years = note(&known_through("apa", "en"), None).to_text();
        assert!(of_years.contains("as cited in Chiriatti, 2026, "), "{of_years}");
        let of_numbers = note(&known_through("iso-690-numeric", "en"), None).to_text();
        assert!(of_numbers.contains("2019, as cited in"), "{of_numbers}");
    }
}
