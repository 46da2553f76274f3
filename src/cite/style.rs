//! Citation styles and the locales that they speak.
//!
//! Knows nothing about sources. Styles and locales are those that Hayagriva carries; both are
//! decoded once and shared.

use std::sync::{Arc, LazyLock};

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::taxonomy::{NumberVariable, Variable};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, LayoutRenderingElement, Locale, LocaleCode,
    Style as CslStyle, StyleCategory, StyleClass, Text,
};

use crate::diag::did_you_mean;
use crate::model::Lang;

/// The style of a book that names none: each note prints its source in full, and it is among the
/// cheapest, about 0.1 ms a source. Full notes of the Chicago Manual of Style take 3 ms,
/// `chicago-author-date` 1.2 ms, `mla` 0.3 ms (release build, one core), paid once for a source and
/// kind of locator, however often that is cited.
pub const DEFAULT_STYLE: &str = "iso-690-numeric";

/// A citation style in one language, ready for use. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Style(pub(super) Arc<Loaded>);

#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) forms: Arc<Forms>,
    pub(super) lang: Lang,
    /// The language's first, then American English, to which CSL falls back.
    pub(super) locales: Vec<Locale>,
    pub(super) locale: LocaleCode,
}

/// A style in whatever language, and what of it is asked for by itself.
#[derive(Debug)]
pub(super) struct Forms {
    /// The style, with no dashes for repeated authors: each entry stands alone.
    pub(super) csl: IndependentStyle,
    /// The same without affixes around a citation, which are put there when its sources are joined.
    pub(super) bare: IndependentStyle,
    /// The same without a bibliography, which the driver then need not format.
    pub(super) silent: IndependentStyle,
    /// Numbers in place of citations: for those that the driver must know of and nobody reads.
    pub(super) unread: IndependentStyle,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// Between the sources of one citation.
    pub(super) delimiter: String,
    pub(super) kind: StyleKind,
}

/// What a style's citations look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleKind {
    /// A note names the source in full.
    Note,
    /// Author and year, or author and title, with the rest in the bibliography.
    AuthorDate,
    /// A number or label that points into the bibliography. Since a book has no one numbering for
    /// all its pages, notes print the bibliography's entry instead.
    Numeric,
}

/// There is no style of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStyle {
    /// A style whose name is close.
    pub suggestion: Option<&'static str>,
}

impl Style {
    /// Loads the style `name` for texts in `lang`. Where Hayagriva has no locale for the language,
    /// American English stands in.
    ///
    /// # Errors
    /// When Hayagriva carries no style of that name.
    pub fn load(name: &str, lang: &Lang) -> Result<Self, UnknownStyle> {
        let archived = ArchivedStyle::by_name(name)
            .ok_or_else(|| UnknownStyle { suggestion: did_you_mean(name, style_names()) })?;
        let mut csl = independent(archived).ok_or(UnknownStyle { suggestion: None })?;
        if let Some(bibliography) = &mut csl.bibliography {
            bibliography.subsequent_author_substitute = None;
        }
        let mut bare = csl.clone();
        let layout = &mut bare.citation.layout;
        let prefix = layout.prefix.take().unwrap_or_default();
        let suffix = layout.suffix.take().unwrap_or_default();
        let delimiter = layout.delimiter.clone().unwrap_or_else(|| "; ".to_owned());
        let mut silent = csl.clone();
        silent.bibliography = None;
        silent.macros = Vec::new();
        silent.locale = Vec::new();
        let mut unread = silent.clone();
        let number = Variable::Number(NumberVariable::CitationNumber);
        unread.citation.layout.elements =
            vec![LayoutRenderingElement::Text(Text::with_target(number))];
        let kind = kind_of(&csl);
        let forms = Forms { csl, bare, silent, unread, prefix, suffix, delimiter, kind };
        Ok(Self::speaking(Arc::new(forms), lang))
    }

    /// The same style for texts in `lang`.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Self {
        Self::speaking(Arc::clone(&self.0.forms), lang)
    }

    fn speaking(forms: Arc<Forms>, lang: &Lang) -> Self {
        let locales = locales_for(lang);
        let locale = locales
            .first()
            .and_then(|locale| locale.lang.clone())
            .unwrap_or_else(LocaleCode::en_us);
        Self(Arc::new(Loaded { forms, lang: lang.clone(), locales, locale }))
    }

    #[must_use]
    pub fn kind(&self) -> StyleKind {
        self.0.forms.kind
    }

    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.0.lang
    }
}

/// Every name under which a style can be had, in the archive's order.
pub fn style_names() -> impl Iterator<Item = &'static str> {
    ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied())
}

/// The style itself, or the one that a dependent style stands for.
fn independent(archived: ArchivedStyle) -> Option<IndependentStyle> {
    match archived.get() {
        CslStyle::Independent(style) => Some(style),
        CslStyle::Dependent(alias) => match ArchivedStyle::by_id(&alias.parent_link.href)?.get() {
            CslStyle::Independent(style) => Some(style),
            CslStyle::Dependent(_) => None,
        },
    }
}

fn kind_of(csl: &IndependentStyle) -> StyleKind {
    if csl.settings.class == StyleClass::Note {
        return StyleKind::Note;
    }
    let numeric = csl.info.category.iter().any(|category| {
        matches!(
            category,
            StyleCategory::CitationFormat {
                format: CitationFormat::Numeric | CitationFormat::Label
            }
        )
    });
    if numeric { StyleKind::Numeric } else { StyleKind::AuthorDate }
}

/// American English, which every style may fall back to.
static AMERICAN: LazyLock<Option<Locale>> = LazyLock::new(|| archived_locale(&LocaleCode::en_us()));

/// The locale of `lang` and American English; one where they are the same.
fn locales_for(lang: &Lang) -> Vec<Locale> {
    let wanted = LocaleCode(lang.as_str().to_owned());
    let american = LocaleCode::en_us();
    let own = std::iter::once(wanted.clone())
        .chain(wanted.fallback())
        .take_while(|code| *code != american)
        .find_map(|code| archived_locale(&code));
    own.into_iter().chain(AMERICAN.clone()).collect()
}

/// Decodes one locale of the archive. Decoding all sixty takes longer than formatting a small book,
/// so those whose first bytes do not hold the code, as a string of CBOR (RFC 8949), are passed over.
fn archived_locale(code: &LocaleCode) -> Option<Locale> {
    const HEAD: usize = 32;
    /// The first byte of a string shorter than 24 bytes, less its length.
    const STRING: u8 = 0x60;
    let length = u8::try_from(code.0.len()).ok().filter(|length| *length < 24)?;
    let mut written = vec![STRING + length];
    written.extend(code.0.as_bytes());
    archive::LOCALES
        .iter()
        .filter(|bytes| {
            bytes[..bytes.len().min(HEAD)].windows(written.len()).any(|window| window == written)
        })
        .filter_map(|bytes| ciborium::de::from_reader::<Locale, _>(*bytes).ok())
        .find(|locale| locale.lang.as_ref() == Some(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        Lang::new(tag).unwrap()
    }

    #[test]
    fn a_misspelt_style_comes_with_the_right_one() {
        let error = Style::load("chicago-note", &lang("en")).unwrap_err();
        assert_eq!(error.suggestion, Some("chicago-notes"));
        let error = Style::load("of my own invention", &lang("en")).unwrap_err();
        assert_eq!(error.suggestion, None);
        assert!(Style::load(DEFAULT_STYLE, &lang("en")).is_ok());
    }

    #[test]
    fn every_style_loads_and_has_a_kind() {
        for name in style_names() {
            let style = Style::load(name, &lang("en")).unwrap();
            assert!(
                !style.0.forms.delimiter.is_empty() || style.kind() != StyleKind::Note,
                "{name}"
            );
        }
        let kind = |name| Style::load(name, &lang("en")).unwrap().kind();
        assert_eq!(kind("chicago-notes"), StyleKind::Note);
        assert_eq!(kind("apa"), StyleKind::AuthorDate);
        assert_eq!(kind("mla"), StyleKind::AuthorDate);
        assert_eq!(kind("ieee"), StyleKind::Numeric);
        assert_eq!(kind("alphanumeric"), StyleKind::Numeric);
    }

    #[test]
    fn every_locale_of_the_archive_is_found_by_its_code() {
        for locale in archive::locales() {
            let code = locale.lang.clone().unwrap();
            assert_eq!(archived_locale(&code).as_ref(), Some(&locale), "{}", code.0);
        }
    }

    #[test]
    fn a_language_falls_back_to_its_main_locale_and_then_to_english() {
        let locale = |tag: &str| Style::load("apa", &lang(tag)).unwrap().0.locale.0.clone();
        assert_eq!(locale("en"), "en-US");
        assert_eq!(locale("en-GB"), "en-GB");
        assert_eq!(locale("it"), "it-IT");
        assert_eq!(locale("tr"), "tr-TR");
        assert_eq!(locale("xx"), "en-US");
    }
}
