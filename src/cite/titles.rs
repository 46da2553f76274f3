//! The titles of works: in few words where they stand for an author, and found again in what a style
//! made of them, to say which language they are in.
//!
//! Knows nothing about styles.

use hayagriva::Entry;
use hayagriva::citationberg::LongShortForm;
use hayagriva::types::EntryType;

use super::rich::{Marks, Rich, Run};
use crate::model::{Lang, language_of};

/// Says of the titles of a work in `lang`, and of what it appeared in, which language they are in,
/// where that is not the `style`'s.
pub(super) fn mark(text: &mut Rich, entry: &Entry, lang: &Lang, style: &Lang) {
    for work in std::iter::once(entry).chain(entry.parents()) {
        let own = language_of(work);
        let lang = own.as_ref().unwrap_or(lang);
        // Catalogues name a country or not as they please: unlike a tag of the book's own texts, a
        // work's says no more than its language.
        let Some(title) = work.title().filter(|_| lang.primary() != style.primary()) else {
            continue;
        };
        let (long, short) = (title.to_string(), title.select(LongShortForm::Short).to_string());
        // Without a short title, styles take what stands before the colon.
        let main = long.split(':').next().unwrap_or_default();
        let _ =
            text.set_lang(&long, lang) || text.set_lang(&short, lang) || text.set_lang(main, lang);
    }
}

/// The title where it stands for an absent author: in italics for a work, in quotation marks for a
/// part of one, as it is for a description in square brackets.
pub(super) fn short_title(entry: &Entry) -> Rich {
    let Some(title) = entry.title() else {
        return Rich::plain(entry.key());
    };
    let title = title.select(LongShortForm::Short).to_string();
    if title.starts_with('[') && title.ends_with(']') {
        return Rich::plain(&title);
    }
    match entry.entry_type() {
        EntryType::Article
        | EntryType::Chapter
        | EntryType::Entry
        | EntryType::Anthos
        | EntryType::Web
        | EntryType::Scene
        | EntryType::Post
        | EntryType::Misc
        | EntryType::Manuscript
        | EntryType::Thread => Rich::plain(&format!("“{title}”")),
        _ => italic(&title),
    }
}

/// Authors, title and year, where the style has nothing to say.
pub(super) fn plain_entry(entry: &Entry) -> Rich {
    let authors: Vec<String> = entry
        .authors()
        .unwrap_or_default()
        .iter()
        .map(|person| person.name_first(false, false))
        .collect();
    let mut text = Rich::plain(&authors.join("; "));
    if !authors.is_empty() {
        text.push_str(", ");
    }
    text.extend(short_title(entry));
    if let Some(date) = entry.date_any() {
        text.push_str(&format!(" ({})", date.display_year()));
    }
    text
}

fn italic(text: &str) -> Rich {
    let mut rich = Rich::new();
    rich.push(Run {
        text: text.to_owned(),
        marks: Marks { italic: true, ..Marks::default() },
        ..Run::default()
    });
    rich
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, key, load, locator, page, sources};
    use super::super::{Citations, CiteItem};

    /// However a style sets a title, shortens it or leaves it in quotation marks, its language is known.
    #[test]
    fn titles_have_their_own_language() {
        let yaml = "long:\n  type: book\n  title: { value: 'On “free” trade: an inquiry', short: 'Free trade' }\n  author: Roe, Jane\n\
                    part:\n  type: article\n  title: a chapter of trade\n  author: Roe, Jane\n  \
                    parent: { type: periodical, title: Trade Papers }\n\
                    own:\n  type: book\n  title: Sul commercio\n  author: Roe, Jane\n  language: it\n\
                    abroad:\n  type: article\n  title: Uno studio\n  author: Roe, Jane\n  language: it\n  \
                    parent: { type: periodical, title: Trade Papers, language: en }\n\
                    guest:\n  type: article\n  title: a guest\n  author: Roe, Jane\n  \
                    parent: { type: periodical, title: Il commercio, language: it }\n";
        let book = Citations::new(&sources(yaml), load("chicago-notes", "it"), &english());
        let said = |name: &str, again| {
            book.note(&[CiteItem { key: &key(name), prefix: "", locator: None, again }]).to_html()
        };
        let marked = |html: &str| -> Vec<String> {
            html.split("<span lang=\"en\">")
                .skip(1)
                .filter_map(|it| Some(it.split_once("</span>")?.0.to_owned()))
                .collect()
        };
        assert_eq!(marked(&said("long", false)), ["<em>On “free” trade: an inquiry</em>"]);
        assert_eq!(marked(&said("long", true)), ["<em>Free trade</em>"]);
        assert_eq!(marked(&said("part", false)), ["a chapter of trade", "<em>Trade Papers</em>"]);
        assert!(said("own", false).contains("<em>Sul commercio</em>"));
        assert_eq!(marked(&said("own", false)), [""; 0]);
        assert_eq!(marked(&said("abroad", false)), ["<em>Trade Papers</em>"]);
        assert_eq!(marked(&said("guest", false)), ["a guest"]);
        assert!(said("guest", false).contains("<em>Il commercio</em>"));
        let entry = book.bibliography_entry(&key("part")).to_html();
        assert_eq!(marked(&entry), ["a chapter of trade", "<em>Trade Papers</em>"]);
    }

    #[test]
    fn a_title_is_not_found_within_a_word() {
        let yaml = "number: { type: book, title: '360', author: 'Martin, Jo', date: 2020 }\n\
                    word: { type: book, title: Art, author: 'Martin, Jo', date: 2021 }\n";
        let citations =
            Citations::new(&sources(yaml), load("chicago-author-date", "it"), &english());
        let place = locator(&[page("12")]);
        let said = |name: &str| {
            let key = key(name);
            let item = CiteItem { key: &key, prefix: "", locator: Some(&place), again: false };
            citations.note(&[item]).to_html()
        };
        assert_eq!(said("number"), "Martin 2020, 12.");
        assert_eq!(said("word"), "Martin 2021, 12.");
    }
}
