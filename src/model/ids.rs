//! Names of things, one type a kind, so that an actor's id is never taken for a topic's.
//!
//! Knows nothing about what exists.

use std::fmt;
use std::sync::Arc;

/// An id and a part of an address: lower-case ASCII letters, digits and single hyphens, starting
/// and ending with a letter or digit, at most 100 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

/// Why a text is not a [`Slug`], with one that could stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSlug {
    pub suggestion: Option<Slug>,
}

impl Slug {
    const MAX: usize = 100;

    /// Checks `text`.
    ///
    /// # Errors
    /// When it is not a slug; the error suggests one where the text has letters or digits.
    pub fn new(text: &str) -> Result<Self, InvalidSlug> {
        if Self::is_sound(text) {
            Ok(Self(text.into()))
        } else {
            Err(InvalidSlug { suggestion: Self::from_text(text) })
        }
    }

    /// A slug made from any text: transliterated to ASCII (İ and ı become i), lower-cased, other
    /// characters turned into hyphens. `None` when nothing is left.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut made = slug::slugify(text);
        made.truncate(Self::MAX);
        let made = made.trim_end_matches('-');
        Self::is_sound(made).then(|| Self(made.into()))
    }

    fn is_sound(text: &str) -> bool {
        !text.is_empty()
            && text.len() <= Self::MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--")
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(Slug);

            impl $name {
                #[must_use]
                pub fn new(slug: Slug) -> Self {
                    Self(slug)
                }

                #[must_use]
                pub fn slug(&self) -> &Slug {
                    &self.0
                }

                #[must_use]
                pub fn as_str(&self) -> &str {
                    self.0.as_str()
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }
        )+
    };
}

ids! {
    /// The id of a brief.
    BriefId;
    /// The id of a topic.
    TopicId;
    /// The id of an actor.
    ActorId;
    /// The id of a figure.
    FigureId;
    /// The id of a recorded dispute.
    DisputeId;
    /// The id of an event.
    EventId;
    /// The id of a glossary term, made from the term as written.
    TermId;
    /// The id of a page such as "about".
    PageId;
    /// The id of an observation, unique within its figure; starts with a letter.
    ObservationId;
}

/// The key of a source, in its own spelling; its page is named by a slug made from it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey {
    key: Arc<str>,
    slug: Slug,
}

impl SourceKey {
    /// `None` when no slug can be made from `key`.
    #[must_use]
    pub fn new(key: &str) -> Option<Self> {
        Some(Self { key: key.into(), slug: Slug::from_text(key)? })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.key
    }

    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.slug
    }
}

impl fmt::Display for SourceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}

/// A language tag (BCP 47) of two or three letters, with an optional script or region: `en`,
/// `it`, `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Checks that `tag` has the shape of a language tag.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let language = parts.next()?;
        let sound = (2..=3).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|p| {
                (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        sound.then(|| Self(tag.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language itself, wherever it is spoken and however it is written: `zh` of `zh-Hant`.
    #[must_use]
    pub fn primary(&self) -> &str {
        Self::primary_of(&self.0)
    }

    /// The same of a tag in a text.
    #[must_use]
    pub fn primary_of(tag: &str) -> &str {
        tag.split_once('-').map_or(tag, |(language, _)| language)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_survive_turkish_and_decomposed_letters() {
        for (text, slug) in [
            ("İmamoğlu", "imamoglu"),
            ("Isparta'nın ılık ırmağı", "isparta-nin-ilik-irmagi"),
            ("Cingolani\u{301}", "cingolani"),
            ("T129 ATAK", "t129-atak"),
            ("SAFE", "safe"),
        ] {
            assert_eq!(Slug::from_text(text).unwrap().as_str(), slug, "{text}");
        }
        assert_eq!(Slug::from_text("—"), None);
    }

    #[test]
    fn a_language_is_the_first_part_of_its_tag() {
        for (tag, primary) in [("tr", "tr"), ("it-CH", "it"), ("zh-Hant-TW", "zh")] {
            assert_eq!(Lang::new(tag).unwrap().primary(), primary);
        }
        assert_eq!(Lang::primary_of(""), "");
    }

    #[test]
    fn a_wrong_slug_comes_with_a_right_one() {
        for bad in ["", "A", "a--b", "-a", "a-", "a b", "é"] {
            assert!(Slug::new(bad).is_err(), "{bad:?}");
        }
        let suggestion = Slug::new("Rome Summit").unwrap_err().suggestion.unwrap();
        assert_eq!(suggestion.as_str(), "rome-summit");
    }
}
