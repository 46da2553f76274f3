//! Hayagriva, called for one source at a time, and its elements turned into [`Rich`] text.
//!
//! Knows nothing about what is cited where. Every call stands alone: whether a source was cited
//! before is an argument, so that nothing depends on the order of pages. Nothing becomes "ibid.":
//! notes of a page on screen are read one at a time, not in a row.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::citationberg::taxonomy::Locator as Label;
use hayagriva::citationberg::{
    FontStyle, FontVariant, FontWeight, Locale, TermForm, TextDecoration, VerticalAlign,
};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, ElemMeta, Entry, Formatted, Formatting, LocatorPayload, SpecificLocator,
};

use super::locator::{LABELS, Placeholder, Shape};
use super::rich::{Baseline, Link, Marks, Rich, Run, WebUrl};
use super::style::Loaded;

/// What is asked of the style for a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// The citation, as at its first mention, without the style's affixes around it.
    Citation,
    /// The citation of a source that an earlier note has cited in full: what the style then leaves
    /// of it, most often author and short title.
    Again,
    /// The author, as part of a sentence.
    Author,
    /// The author as part of a sentence, then the year in brackets.
    AuthorAndYear,
}

/// A formatted citation with a gap for the locator's value.
#[derive(Clone, Debug)]
pub(super) struct Template {
    rich: Rich,
    /// What stands in the gap. `None` where the style printed no locator.
    gap: Option<String>,
}

impl Template {
    pub(super) fn without_gap(rich: Rich) -> Self {
        Self { rich, gap: None }
    }

    /// The text, with `value` as the locator; the flag tells whether it found its place.
    pub(super) fn fill(&self, value: &str) -> (Rich, bool) {
        let mut rich = self.rich.clone();
        let filled = self.gap.as_ref().is_some_and(|gap| rich.replace(gap, value) > 0);
        (rich, filled)
    }

    pub(super) fn map(self, change: impl FnOnce(Rich) -> Rich) -> Self {
        Self { rich: change(self.rich), gap: self.gap }
    }

    pub(super) fn rich(&self) -> &Rich {
        &self.rich
    }
}

/// Formats `entries[at]`; the other entries are those it could be mistaken for, which the style
/// may tell apart by initials or by letters after the year.
pub(super) fn citation(
    style: &Loaded,
    entries: &[&Entry],
    at: usize,
    form: Form,
    place: Option<(Label, Shape)>,
) -> Template {
    let plain = || render_citation(style, entries, at, form, None).unwrap_or_default();
    let Some((label, shape)) = place else {
        return Template::without_gap(plain());
    };
    // A source that holds the placeholder's digits itself is given other ones.
    for number in 0..3 {
        let placeholder = shape.placeholder(number);
        let Some(rich) = render_citation(style, entries, at, form, Some((label, &placeholder)))
        else {
            break;
        };
        match rich.to_text().matches(&placeholder.printed).count() {
            0 => return Template::without_gap(rich),
            1 => {
                return Template { rich, gap: Some(placeholder.printed) };
            }
            _ => {}
        }
    }
    Template::without_gap(plain())
}

fn render_citation(
    style: &Loaded,
    entries: &[&Entry],
    at: usize,
    form: Form,
    place: Option<(Label, &Placeholder)>,
) -> Option<Rich> {
    let forms = &style.forms;
    let (csl, purpose) = match form {
        Form::Citation | Form::Again => (&forms.bare, None),
        Form::Author => (&forms.csl, Some(CitePurpose::Author)),
        Form::AuthorAndYear => (&forms.csl, Some(CitePurpose::Prose)),
    };
    let locator = place.map(|(label, placeholder)| {
        SpecificLocator(label, LocatorPayload::Str(&placeholder.given))
    });
    guarded(|| {
        let other = Entry::new("other", EntryType::Misc);
        let mut driver = BibliographyDriver::new();
        let mut number = 0;
        let mut cite = |csl, entry, locator: Option<_>, purpose: Option<_>| {
            number += 1;
            driver.citation(CitationRequest::new(
                vec![CitationItem::new(entry, locator, None, false, purpose)],
                csl,
                Some(style.locale.clone()),
                &style.locales,
                Some(number),
            ));
        };
        let entry = *entries.get(at)?;
        let mut asked = at;
        if form == Form::Again {
            // Cited before, then something else, lest this one become "ibid.".
            cite(&forms.unread, entry, None, None);
            cite(&forms.unread, &other, None, None);
            cite(csl, entry, locator, None);
            asked = 2;
        } else if entries.len() > 1 && purpose.is_some() {
            // Citations are told apart by how they look, and this one looks like no other. So the
            // letter after its year comes from a plain citation of the same source, kept at a
            // distance, lest this one refer back to it.
            for index in (0..entries.len()).chain([usize::from(at == 0)]) {
                cite(csl, *entries.get(index)?, None, None);
            }
            cite(csl, entry, locator, purpose);
            asked = entries.len() + 1;
        } else {
            for (index, entry) in entries.iter().enumerate() {
                let locator = locator.clone().filter(|_| index == at);
                cite(csl, entry, locator, purpose);
            }
        }
        let rendered = driver.finish(BibliographyRequest::new(
            &forms.silent,
            Some(style.locale.clone()),
            &style.locales,
        ));
        let citation = rendered.citations.into_iter().nth(asked)?;
        Some(rich(&citation.citation))
    })
}

/// The bibliography's entry for `entries[at]`, without number or label; blank where the style has
/// none for such a source.
pub(super) fn bibliography_entry(style: &Loaded, entries: &[&Entry], at: usize) -> Rich {
    let forms = &style.forms;
    // Entries are told apart by how they are cited; one alone is cited unread.
    let csl = if entries.len() > 1 { &forms.bare } else { &forms.unread };
    guarded(|| {
        let mut driver = BibliographyDriver::new();
        for (index, entry) in entries.iter().enumerate() {
            driver.citation(CitationRequest::new(
                vec![CitationItem::with_entry(*entry)],
                csl,
                Some(style.locale.clone()),
                &style.locales,
                Some(index + 1),
            ));
        }
        let rendered = driver.finish(BibliographyRequest::new(
            &forms.csl,
            Some(style.locale.clone()),
            &style.locales,
        ));
        let key = entries.get(at)?.key();
        let item = rendered.bibliography?.items.into_iter().find(|item| item.key == key)?;
        let mut rich = rich(&item.content);
        rich.trim_start(&['.', ',', ':', ')', ']']);
        rich.trim_end();
        Some(rich)
    })
    .unwrap_or_default()
}

/// The short words for each kind of place in the style's language, for one and for several: `sec.`,
/// `pp.`.
pub(super) fn labels(locales: &[Locale]) -> HashMap<(Label, bool), String> {
    let both = LABELS.into_iter().flat_map(|label| [(label, false), (label, true)]);
    both.filter_map(|(label, several)| {
        Some(((label, several), short_label(locales, label, several)?.to_owned()))
    })
    .collect()
}

fn short_label(locales: &[Locale], label: Label, several: bool) -> Option<&str> {
    [TermForm::Short, TermForm::Long]
        .into_iter()
        .flat_map(|form| locales.iter().map(move |locale| (locale, form)))
        .find_map(|(locale, form)| {
            let term = locale.term(label.into(), form)?;
            if several { term.multiple() } else { term.single() }
        })
}

/// Hayagriva asserts what it believes of its own state. Should one of those beliefs fail for some
/// odd entry, that entry is printed plainly, and the book is built all the same.
fn guarded(format: impl FnOnce() -> Option<Rich>) -> Option<Rich> {
    catch_unwind(AssertUnwindSafe(format)).ok().flatten()
}

/// The text of Hayagriva's elements; numbers and labels that point into a bibliography are left
/// out, since a book has no one numbering.
pub(super) fn rich(children: &ElemChildren) -> Rich {
    let mut rich = Rich::new();
    push_children(&mut rich, children);
    rich
}

/// Recursive: how deep elements nest follows from the style, not from the source.
fn push_children(rich: &mut Rich, children: &ElemChildren) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => rich.push(run(text, None)),
            ElemChild::Link { text, url } => rich.push(run(text, WebUrl::new(url))),
            // Mathematics in a title, which has no meaning here: its text stands for it.
            ElemChild::Markup(text) => rich.push_str(text),
            ElemChild::Transparent { .. } => {}
            ElemChild::Elem(elem) => match elem.meta {
                Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel) => {}
                _ => {
                    // A part that stands on a line of its own in print.
                    if elem.display.is_some() && !rich.is_blank() {
                        rich.trim_end();
                        rich.push_str(" ");
                    }
                    push_children(rich, &elem.children);
                }
            },
        }
    }
}

fn run(text: &Formatted, link: Option<WebUrl>) -> Run {
    let link = link.map(Link::Web);
    Run { text: text.text.clone(), marks: marks(&text.formatting), link, lang: None }
}

fn marks(formatting: &Formatting) -> Marks {
    Marks {
        italic: formatting.font_style == FontStyle::Italic,
        bold: formatting.font_weight == FontWeight::Bold,
        small_caps: formatting.font_variant == FontVariant::SmallCaps,
        underline: formatting.text_decoration == TextDecoration::Underline,
        baseline: match formatting.vertical_align {
            VerticalAlign::Sup => Baseline::Superscript,
            VerticalAlign::Sub => Baseline::Subscript,
            VerticalAlign::None | VerticalAlign::Baseline => Baseline::Normal,
        },
    }
}
