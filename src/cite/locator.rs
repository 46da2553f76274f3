//! Locators on their way into a citation: which CSL label they carry, how their value prints, and
//! the lines of the stored copy in words.
//!
//! Knows nothing about sources.

use std::fmt::Write as _;
use std::str::FromStr;

use hayagriva::citationberg::taxonomy::Locator as Label;
use hayagriva::citationberg::{NumberForm, OrdinalLookup};
use hayagriva::types::Numeric;

use crate::model::Lang;
use crate::syntax::reference::{Locator, LocatorPart};

/// A locator that CSL prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) label: Label,
    pub(super) shape: Shape,
    /// As it prints, ranges with en dashes.
    pub(super) value: String,
}

/// What a style can tell about a value: whether it is a number, and one or several. Values of one
/// shape print alike, save for the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Shape {
    /// `12`
    Number,
    /// `12a`
    AffixedNumber,
    /// `12–14`, `3.1–3.4`
    Several,
    /// `3.1`, `iv`
    Text,
}

impl Shape {
    /// A value of this shape, unlike to stand in any source; `number` tells several apart.
    pub(super) fn placeholder(self, number: u32) -> Placeholder {
        // Nine digits below 2³¹, which is what Hayagriva reads as a number.
        let first = 917_360_000 + number * 10;
        let second = first + 5;
        let given = match self {
            Self::Number => first.to_string(),
            Self::AffixedNumber => format!("{first}q"),
            Self::Several => format!("{first}-{second}"),
            Self::Text => format!("{first}.{second}"),
        };
        let printed = given.replace('-', "–");
        Placeholder { given, printed }
    }
}

/// Stands for a locator's value while CSL formats a citation.
#[derive(Clone, Debug)]
pub(super) struct Placeholder {
    /// What CSL is given.
    pub(super) given: String,
    /// How it comes out.
    pub(super) printed: String,
}

/// Every label that a [`Place`] can carry.
pub(super) const LABELS: [Label; 4] = [Label::Page, Label::Section, Label::Paragraph, Label::Note];

impl Place {
    /// `None` for lines, which CSL knows nothing of.
    pub(super) fn new(part: &LocatorPart) -> Option<Self> {
        let (label, value) = match part {
            LocatorPart::Page(value) => (Label::Page, value),
            LocatorPart::Section(value) => (Label::Section, value),
            LocatorPart::Paragraph(value) => (Label::Paragraph, value),
            LocatorPart::Note(value) => (Label::Note, value),
            LocatorPart::Lines(..) => return None,
        };
        let (shape, value) = shape_of(value.trim());
        Some(Self { label, shape, value })
    }

    /// Every part of `locator` that is not a line, in the order written.
    pub(super) fn all(locator: &Locator) -> impl Iterator<Item = Self> + '_ {
        locator.parts.iter().filter_map(Self::new)
    }
}

fn shape_of(value: &str) -> (Shape, String) {
    match Numeric::from_str(value) {
        Ok(number) if number.is_plural(false) => (Shape::Several, number.to_string()),
        Ok(number) if number.will_transform() => {
            let mut printed = String::new();
            // Writing to a String cannot fail.
            let _ =
                number.with_form(&mut printed, NumberForm::Numeric, None, &OrdinalLookup::empty());
            (Shape::Number, printed)
        }
        Ok(number) => (Shape::AffixedNumber, number.to_string()),
        // Hayagriva takes `3.1-3.4` and `iv-vi` for one place and would print `sec. 3.1-3.4`.
        Err(_) if is_range(value) => (Shape::Several, value.replace('-', "–")),
        Err(_) => (Shape::Text, value.to_owned()),
    }
}

/// Two places with a dash between them.
fn is_range(value: &str) -> bool {
    let mut ends = value.split(['-', '–']);
    let sound = |end: Option<&str>| {
        end.is_some_and(|end| {
            let end = end.trim();
            !end.is_empty() && end.chars().all(|c| c.is_alphanumeric() || c == '.')
        })
    };
    sound(ends.next()) && sound(ends.next()) && ends.next().is_none()
}

/// `line 57 of the stored text`, for every range of lines in `locator`; `None` where it has none.
pub(super) fn lines_in_words(locator: &Locator, lang: &Lang) -> Option<String> {
    let ranges = || {
        locator.parts.iter().filter_map(|part| match *part {
            LocatorPart::Lines(first, last) => Some((first, last)),
            _ => None,
        })
    };
    let (first, last) = ranges().next()?;
    let one = first == last && ranges().count() == 1;
    // What stands before and after the numbers, of one line and of several.
    let (single, several) = match lang.primary() {
        "de" => (("Zeile ", " des gespeicherten Textes"), ("Zeilen ", " des gespeicherten Textes")),
        "es" => (("línea ", " del texto guardado"), ("líneas ", " del texto guardado")),
        "fr" => (("ligne ", " du texte conservé"), ("lignes ", " du texte conservé")),
        "it" => (("riga ", " del testo conservato"), ("righe ", " del testo conservato")),
        "tr" => (("saklanan metnin ", ". satırı"), ("saklanan metnin ", ". satırları")),
        _ => (("line ", " of the stored text"), ("lines ", " of the stored text")),
    };
    let (before, after) = if one { single } else { several };
    let mut words = String::with_capacity(48);
    words.push_str(before);
    for (at, (first, last)) in ranges().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let _ = match first == last {
            true => write!(words, "{comma}{first}"),
            false => write!(words, "{comma}{first}–{last}"),
        };
    }
    words.push_str(after);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(value: &str) -> (Shape, String) {
        let place = Place::new(&LocatorPart::Page(value.to_owned())).unwrap();
        (place.shape, place.value)
    }

    #[test]
    fn values_have_a_shape() {
        for (value, shape, printed) in [
            ("12", Shape::Number, "12"),
            ("12-14", Shape::Several, "12–14"),
            ("12–14", Shape::Several, "12–14"),
            ("12a", Shape::AffixedNumber, "12a"),
            ("A4", Shape::AffixedNumber, "A4"),
            ("3.1", Shape::Text, "3.1"),
            ("iv", Shape::Text, "iv"),
            ("3.1-3.4", Shape::Several, "3.1–3.4"),
            ("iv-vi", Shape::Several, "iv–vi"),
            ("99999999999", Shape::Text, "99999999999"),
            ("", Shape::Text, ""),
            ("-", Shape::Text, "-"),
        ] {
            assert_eq!(place(value), (shape, printed.to_owned()), "{value:?}");
        }
    }

    #[test]
    fn placeholders_have_the_shape_they_stand_for() {
        for shape in [Shape::Number, Shape::AffixedNumber, Shape::Several, Shape::Text] {
            let placeholder = shape.placeholder(1);
            assert_eq!(place(&placeholder.given), (shape, placeholder.printed));
        }
    }

    #[test]
    fn lines_are_said_in_the_language_of_the_page() {
        let locator = |parts: &[(u32, u32)]| Locator {
            parts: parts.iter().map(|&(first, last)| LocatorPart::Lines(first, last)).collect(),
        };
        let said = |parts: &[(u32, u32)], lang: &str| {
            lines_in_words(&locator(parts), &Lang::new(lang).unwrap())
        };
        assert_eq!(said(&[], "en"), None);
        assert_eq!(said(&[(57, 57)], "en").unwrap(), "line 57 of the stored text");
        assert_eq!(said(&[(57, 60)], "en-GB").unwrap(), "lines 57–60 of the stored text");
        assert_eq!(said(&[(5, 6), (9, 9)], "xx").unwrap(), "lines 5–6, 9 of the stored text");
        assert_eq!(said(&[(57, 57)], "it").unwrap(), "riga 57 del testo conservato");
    }
}
