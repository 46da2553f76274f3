//! What makes a book an application that can be read without a network: the manifest, and the
//! worker that keeps the pages a reader has opened.
//!
//! The worker holds nothing of a build but which files to fetch first and what to say in the place
//! of a page that it does not have. Knows nothing about what pages hold.

use serde_json::{Value, json};

use super::chrome::direction;
use super::html::escape::text as escape_body;
use super::renderer::Renderer;
use super::search;
use super::view::UiText;
use crate::routes::PageKey;

/// Both stand at the site's root, so that the whole site is the worker's.
pub const MANIFEST: &str = "manifest.webmanifest";
pub const WORKER: &str = "sw.js";

/// The worker of a book that keeps nothing: forgets what an earlier one kept, and leaves.
pub const RETIRED: &str = include_str!("offline/retired.js");

/// The grounds of the theme's pages by day: `--paper` and `--accent` of `colours.css`.
const BACKGROUND: &str = "#ffffff";
const THEME: &str = "#17375e";

/// The manifest.
pub fn manifest(renderer: &Renderer<'_>) -> Vec<u8> {
    let config = &renderer.site.book.config;
    let lang = config.default_language();
    let mut manifest = json!({
        "name": config.title,
        "short_name": config.title,
        "lang": lang.to_string(),
        "dir": direction(lang),
        "start_url": format!("./{}", renderer.routes.to_path_from_root(&renderer.home())),
        "scope": "./",
        "display": "minimal-ui",
        "background_color": BACKGROUND,
        "theme_color": THEME,
        "icons": [{ "src": "static/favicon.svg", "sizes": "any", "type": "image/svg+xml" }],
    });
    if let Some(description) = &config.description {
        manifest["description"] = Value::from(description.as_str());
    }
    let mut text = format!("{manifest:#}");
    text.push('\n');
    text.into_bytes()
}

/// The worker; the retired one where the book keeps nothing.
pub fn worker(renderer: &Renderer<'_>) -> Vec<u8> {
    if !renderer.site.book.config.offline {
        return RETIRED.into();
    }
    let text = include_str!("offline/worker.js");
    let text = text.replacen("{{FIRST}}", &format!("{:#}", first(renderer)), 1);
    text.replacen("{{WORDS}}", &format!("{:#}", words(renderer)), 1).into_bytes()
}

/// The home pages, the search as far as it is the same for every query, styles and scripts.
fn first(renderer: &Renderer<'_>) -> Value {
    let routes = renderer.routes;
    let homes = renderer.site.book.config.homes();
    let pages = homes.map(|lang| PageKey::Home(lang.clone())).chain([PageKey::Search]);
    let mut paths: Vec<String> = pages
        .filter_map(|key| routes.path(&key))
        .map(|path| path.as_str().to_owned())
        .chain([format!("{}/manifest.js", search::FOLDER)])
        .collect();
    let files = routes.files().map(|(_, path)| path);
    let shared = files.filter(|path| {
        path.as_str() == "static/favicon.svg"
            || path.as_str().starts_with("static/") && matches!(path.extension(), "css" | "js")
    });
    paths.extend(shared.map(|path| path.as_str().to_owned()));
    let addresses = paths.into_iter().map(|path| crate::routes::encode(&path));
    Value::from_iter(addresses)
}

/// For readers below each home page, the default language's first.
fn words(renderer: &Renderer<'_>) -> Value {
    let escaped = |text: &str| {
        let mut html = String::new();
        escape_body(&mut html, text);
        html
    };
    let homes = renderer.site.book.config.homes().map(|lang| {
        let ui = UiText::of(lang.as_str());
        json!({
            "home": renderer.routes.to_path_from_root(&PageKey::Home(lang.clone())),
            "lang": ui.lang,
            "dir": "ltr",
            "title": escaped(ui.offline),
            "text": escaped(ui.offline_text),
            "lead": escaped(ui.home),
        })
    });
    Value::from_iter(homes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_the_themes() {
        let (_, colours) = crate::theme::files()
            .iter()
            .find(|(path, _)| *path == "static/colours.css")
            .expect("the theme has colours");
        let colours = String::from_utf8_lossy(colours);
        assert!(colours.contains("--paper: light-dark(#fff,"), "{BACKGROUND}");
        assert!(colours.contains(&format!("--accent: light-dark({THEME},")));
    }

    #[test]
    fn the_worker_has_a_place_for_each_list() {
        let text = include_str!("offline/worker.js");
        for place in ["{{FIRST}}", "{{WORDS}}"] {
            assert_eq!(text.matches(place).count(), 1, "{place}");
        }
    }
}
