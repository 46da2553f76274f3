//! What holds of every template of the theme, whatever its view says.

use serde_json::Value;

use super::samples;
use super::templates::{TemplateFile, TemplateOrigin, Templates};
use super::theme;

fn templates() -> Templates {
    let files = theme::TEMPLATES.iter().map(|&(name, text)| TemplateFile {
        name,
        text,
        origin: TemplateOrigin::Theme,
    });
    Templates::new(files).expect("the theme's templates are sound")
}

fn value(view: impl serde::Serialize) -> Value {
    serde_json::to_value(view).expect("views serialise")
}

/// Every template that is rendered by itself, with its sample.
fn samples() -> Vec<(&'static str, Value)> {
    vec![
        ("home.html", value(samples::home())),
        ("brief.html", value(samples::brief("../"))),
        ("topic.html", value(samples::topic("../"))),
        ("actor.html", value(samples::actor("../"))),
        ("source.html", value(samples::source("../"))),
        ("figure.html", value(samples::figure("../"))),
        ("page.html", value(samples::page(""))),
        ("briefs.html", value(samples::briefs())),
        ("topics.html", value(samples::topics())),
        ("actors.html", value(samples::actors())),
        ("figures.html", value(samples::figures())),
        ("timeline.html", value(samples::timeline_page())),
        ("disputes.html", value(samples::disputes_page())),
        ("glossary.html", value(samples::glossary())),
        ("bibliography.html", value(samples::bibliography())),
        ("changes.html", value(samples::changes_page())),
        ("search.html", value(samples::search())),
        ("404.html", value(samples::not_found())),
        ("embeds/figure.html", value(samples::figure_embed("../"))),
        ("embeds/dispute.html", value(samples::dispute_embed("../"))),
        ("embeds/timeline.html", value(samples::timeline_embed("../"))),
        ("embeds/section.html", value(samples::section_embed("../"))),
    ]
}

/// Replaces every text below `value` by what `replace` makes of its path and the text.
fn replace_texts(value: &mut Value, path: &str, replace: &mut impl FnMut(&str, &str) -> String) {
    match value {
        Value::String(text) => *text = replace(path, text),
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                replace_texts(item, &format!("{path}[{index}]"), replace);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                replace_texts(field, &format!("{path}.{name}"), replace);
            }
        }
        _ => {}
    }
}

#[test]
fn no_text_reaches_a_page_unescaped() {
    let templates = templates();
    for (name, mut view) in samples() {
        replace_texts(&mut view, "", &mut |path, _| {
            if path.ends_with("_html") {
                "<i>trusted</i>".to_owned()
            } else {
                "\"'><script>alert(1)</script>&".to_owned()
            }
        });
        let html = templates.render(name, &view).expect(name);
        assert!(!html.contains("<script>"), "{name}: {html}");
        assert!(!html.contains("\"'>&lt;"), "{name}: a quote ends an attribute");
        assert!(!html.contains("&lt;i&gt;"), "{name}: trusted HTML is escaped");
        assert!(html.contains("&lt;script&gt;"), "{name}");
    }
}

/// Fields that a template may leave out: they steer it, or other fields of the record stand for
/// them there.
const NOT_SHOWN: &[&str] = &[
    ".attribute",
    ".code",
    ".id",
    ".iso",
    ".ui_lang",
    ".lang",
    "_lang",
    // Rows of other pages than the source's name their source; the source's own page need not.
    ".observation.source.href",
    ".observation.source.title",
    // Where a dispute or an event stands in full, it does not link to itself, and the other way.
    ".href",
    ".positions",
    // A brief's record names its events; the timeline tells them.
    ".text_html",
    ".topics",
    ".actors",
];

#[test]
fn every_text_of_a_view_is_shown() {
    let templates = templates();
    for (name, mut view) in samples() {
        let mut tokens = Vec::new();
        replace_texts(&mut view, "", &mut |path, text| {
            if path.starts_with(".ui.") || NOT_SHOWN.iter().any(|end| path.ends_with(end)) {
                return text.to_owned();
            }
            let token = format!("token{}x", tokens.len());
            tokens.push((path.to_owned(), token.clone()));
            token
        });
        let html = templates.render(name, &view).expect(name);
        for (path, token) in tokens {
            let listed = path.contains(".events[") && name == "brief.html"
                || path.contains(".figures[") && path.contains(".disputes[") && false;
            assert!(listed || html.contains(&token), "{name} does not show {path}");
        }
    }
}

#[test]
fn a_view_with_nothing_optional_renders_too() {
    let templates = templates();
    for (name, view) in samples() {
        let html = templates.render(name, &emptied(view)).expect(name);
        assert!(!html.contains("None"), "{name}");
    }
}

/// The view with every list empty and every null-able text null.
fn emptied(mut view: Value) -> Value {
    if let Value::Object(fields) = &mut view {
        for (name, field) in fields.iter_mut() {
            if name != "ui" {
                *field = emptied(field.take());
            }
        }
    }
    if let Value::Array(items) = &mut view {
        items.clear();
    }
    view
}

#[test]
fn every_page_has_one_heading_of_the_first_level_and_one_main() {
    let templates = templates();
    for (name, view) in samples() {
        let html = templates.render(name, &view).expect(name);
        let pages = usize::from(!name.starts_with("embeds/"));
        assert_eq!(html.matches("<h1").count(), pages, "{name}");
        assert_eq!(html.matches("<main ").count(), pages, "{name}");
        for forbidden in ["style=", "onclick", "integrity", "crossorigin", "type=\"module\""] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
    }
}

#[test]
#[allow(clippy::disallowed_methods)]
fn preview() {
    let templates = templates();
    let root = std::path::Path::new("/tmp/theme-preview");
    let embeds = |up: &str| {
        [
            templates.render("embeds/figure.html", &samples::figure_embed(up)),
            templates.render("embeds/dispute.html", &samples::dispute_embed(up)),
            templates.render("embeds/timeline.html", &samples::timeline_embed(up)),
            templates.render("embeds/section.html", &samples::section_embed(up)),
        ]
        .map(|html| html.unwrap_or_else(|e| panic!("{e:?}")))
        .concat()
    };
    let write = |path: &str, bytes: &[u8]| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    let paths = [
        ("home.html", "index.html"),
        ("brief.html", "briefs/trade.html"),
        ("topic.html", "topics/trade.html"),
        ("actor.html", "actors/leonardo.html"),
        ("source.html", "sources/rome-summit-report.html"),
        ("figure.html", "figures/bilateral-trade.html"),
        ("page.html", "about.html"),
    ];
    for (name, view) in samples() {
        if name.starts_with("embeds/") {
            continue;
        }
        let html = templates.render(name, &view).unwrap_or_else(|e| panic!("{e:?}"));
        let path = paths.iter().find(|p| p.0 == name).map_or(name, |p| p.1);
        let up = if path.contains('/') { "../" } else { "" };
        write(path, html.replace("EMBEDS", &embeds(up)).as_bytes());
    }
    for (name, bytes) in theme::STATIC {
        write(&format!("static/{name}"), bytes);
    }
}
