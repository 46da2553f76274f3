//! The page beside the site in an archive.
//!
//! Knows nothing about archives.

use super::Rendered;
use crate::render::chrome::{GENERATOR, direction};
use crate::render::dates;
use crate::render::renderer::Renderer;
use crate::render::view::{NameView, StartHereView, UiText};

/// Renders the page that leads to the site in the folder `site` beside it, in the edition
/// `edition` of the whole book.
pub fn render(renderer: &Renderer<'_>, site: &str, edition: &str) -> Rendered {
    let config = &renderer.site.book.config;
    let lang = config.default_language();
    let ui = UiText::of(lang.as_str());
    let inside = |path: &str| format!("{site}/{path}");
    let view = StartHereView {
        ui,
        lang: lang.to_string(),
        dir: direction(lang).to_owned(),
        ui_lang: ui.lang.to_owned(),
        title: config.title.clone(),
        description: config.description.clone().unwrap_or_default(),
        home_href: inside(&renderer.routes.to_path_from_root(&renderer.home())),
        static_base: inside("static/"),
        generator: GENERATOR.to_owned(),
        edition_date: dates::day(ui, renderer.site.as_of),
        edition_id: edition.to_owned(),
        licence: config.licence.as_ref().map(|name| NameView {
            title: name.clone(),
            href: None,
            lang: None,
        }),
    };
    renderer.templates.render("start-here.html", &view)
}
