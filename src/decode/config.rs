//! `site.yaml` to [`Config`].
//!
//! Knows nothing about the command line.

use std::collections::BTreeMap;

use super::reader::{Context, Fields, bare, invalid_value, one_of, plain, plain_date, text, truth};
use crate::diag::{Code, Diagnostic, Level, Levels, did_you_mean};
use crate::model::{BookNames, Canonical, Config, HistoryMode, Lang, NavigationItem};
use crate::source::Spanned;
use crate::syntax::yaml::{Node, Value};

impl Config {
    /// The settings of a book whose `site.yaml` cannot be read: enough to check the rest.
    #[must_use]
    pub fn fallback() -> Self {
        Self {
            title: "Untitled".to_owned(),
            description: None,
            translations: BTreeMap::new(),
            base_url: None,
            languages: Lang::new("en").into_iter().collect(),
            as_of: None,
            citation_style: None,
            levels: Levels::default(),
            licence: None,
            canonical: Canonical::File,
            // The map is one step away from everywhere: home, the footer, and what lies near a page.
            navigation: NavigationItem::ALL
                .into_iter()
                .filter(|item| *item != NavigationItem::Map)
                .collect(),
            history: HistoryMode::default(),
            offline: true,
        }
    }
}

/// The settings; what cannot be read falls back, its fault reported.
pub fn decode(cx: &mut Context<'_>, node: &Node) -> Config {
    let fallback = Config::fallback();
    let Some(mut fields) = Fields::new(cx, node, "site.yaml") else { return fallback };
    let title = fields.required(cx, "title", plain);
    let description = fields.optional(cx, "description", plain);
    let base_url = fields.optional(cx, "base_url", base_url);
    let language = fields.optional(cx, "language", lang);
    let mut languages = fields.list(cx, "languages", lang);
    if let Some(default) = language {
        languages.retain(|lang| *lang != default);
        languages.insert(0, default);
    }
    if languages.is_empty() {
        languages = fallback.languages;
    }
    let translations = fields
        .take("translations")
        .map(|node| translations(cx, node, &languages))
        .unwrap_or_default();
    let navigation =
        fields.list(cx, "navigation", one_of(&NavigationItem::ALL, NavigationItem::name));
    let config = Config {
        title: title.unwrap_or(fallback.title),
        description,
        translations,
        base_url,
        languages,
        as_of: fields.optional(cx, "as_of", plain_date),
        citation_style: fields.optional(cx, "citation", style),
        levels: fields.optional(cx, "lints", levels).unwrap_or_default(),
        licence: fields.optional(cx, "licence", plain),
        canonical: bare(fields.optional(cx, "canonical", one_of(&CANONICAL, canonical_name)))
            .unwrap_or_default(),
        navigation: if navigation.is_empty() {
            fallback.navigation
        } else {
            navigation.into_iter().map(|item| item.value).collect()
        },
        history: bare(fields.optional(cx, "history", one_of(&HistoryMode::ALL, HistoryMode::name)))
            .unwrap_or_default(),
        offline: fields.optional(cx, "offline", truth).unwrap_or(fallback.offline),
    };
    fields.finish(cx);
    config
}

const CANONICAL: [Canonical; 2] = [Canonical::File, Canonical::Stripped];

fn canonical_name(canonical: Canonical) -> &'static str {
    match canonical {
        Canonical::File => "file",
        Canonical::Stripped => "stripped",
    }
}

fn lang(cx: &mut Context<'_>, node: &Node) -> Option<Lang> {
    let tag = text(cx, node)?;
    let lang = Lang::new(&tag.value);
    if lang.is_none() {
        let message = format!("`{}` is not a language tag", tag.value);
        invalid_value(cx, tag.span, message, Some("write it as `en` or `it`".to_owned()));
    }
    lang
}

/// What the book is called in further languages, by their tags.
fn translations(
    cx: &mut Context<'_>,
    node: &Node,
    languages: &[Lang],
) -> BTreeMap<Lang, BookNames> {
    let mut translations = BTreeMap::new();
    let Value::Mapping(entries) = &node.value else {
        let message = "`translations` is a mapping of languages to titles and descriptions";
        super::reader::wrong_type(cx, node, message);
        return translations;
    };
    for (key, value) in entries {
        let names = Fields::new(cx, value, "a translation").and_then(|mut fields| {
            let title = fields.required(cx, "title", plain);
            let description = fields.optional(cx, "description", plain);
            fields.finish(cx);
            Some(BookNames { title: title?, description })
        });
        match languages.iter().skip(1).find(|lang| lang.as_str() == key.value) {
            Some(lang) => translations.extend(names.map(|names| (lang.clone(), names))),
            None => {
                let message = format!("`{}` is no further language of the book", key.value);
                let hint = "name it under `languages` as well, after the default";
                invalid_value(cx, key.span, message, Some(hint.to_owned()));
            }
        }
    }
    translations
}

/// An absolute address with http or https, a slash added at its end.
fn base_url(cx: &mut Context<'_>, node: &Node) -> Option<String> {
    let url = text(cx, node)?;
    match checked_base_url(&url.value) {
        Some(url) => Some(url),
        None => {
            let message = format!("`{}` is not the address of a site", url.value);
            let hint = "write it as `https://example.org/` or `https://example.org/book/`";
            invalid_value(cx, url.span, message, Some(hint.to_owned()));
            None
        }
    }
}

/// `url` with a slash at its end, when it is an absolute http or https address without a query.
#[must_use]
pub fn checked_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let sound = !host.is_empty()
        && !url.contains(['?', '#', '"', '<', '>', '\'', '\\'])
        && !url.chars().any(|c| c.is_whitespace() || c.is_control());
    sound.then(|| format!("{}/", url.trim_end_matches('/')))
}

/// The name of a style; whether there is one of that name is for the bibliography engine to say.
fn style(cx: &mut Context<'_>, node: &Node) -> Option<Spanned<String>> {
    let mut fields = Fields::new(cx, node, "citation")?;
    let name = fields.required(cx, "style", text);
    fields.finish(cx);
    name
}

fn levels(cx: &mut Context<'_>, node: &Node) -> Option<Levels> {
    let Value::Mapping(entries) = &node.value else {
        super::reader::wrong_type(cx, node, "`lints` is a mapping of codes to levels");
        return None;
    };
    let mut levels = Levels::default();
    for (key, value) in entries {
        let level = bare(one_of(&LEVELS, level_name)(cx, value));
        match Code::from_name(&key.value) {
            Some(code) if code.is_lint() => {
                if let Some(level) = level {
                    levels.set(code, level);
                }
            }
            Some(_) => cx.fault(
                Diagnostic::new(
                    Code::UnknownKey,
                    key.span,
                    format!("the level of `{}` cannot be changed", key.value),
                )
                .hint("only lints have levels"),
            ),
            None => {
                let lints =
                    Code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.as_str());
                let hint =
                    did_you_mean(&key.value, lints).map(|close| format!("did you mean `{close}`?"));
                cx.fault(
                    Diagnostic::new(
                        Code::UnknownKey,
                        key.span,
                        format!("there is no lint `{}`", key.value),
                    )
                    .hint_opt(hint),
                );
            }
        }
    }
    Some(levels)
}

const LEVELS: [Level; 3] = [Level::Allow, Level::Warn, Level::Deny];

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}
