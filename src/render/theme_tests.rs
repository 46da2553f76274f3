//! What holds of every template of the theme, whatever its view says.

use serde_json::Value;

use super::samples;
use super::templates::{TemplateFile, TemplateOrigin, Templates};
use super::view::View;
use crate::theme;

fn templates() -> Templates {
    let files = theme::files().iter().filter_map(|&(path, bytes)| {
        Some(TemplateFile {
            name: path.strip_prefix("templates/")?,
            text: std::str::from_utf8(bytes).ok()?,
            origin: TemplateOrigin::Theme,
        })
    });
    Templates::new(files).expect("the theme's templates are sound")
}

/// All that a template gets from a view.
fn value(view: impl View) -> Value {
    let mut value = serde_json::to_value(&view).expect("views serialise");
    value["ui"] = serde_json::to_value(view.words()).expect("words serialise");
    value
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
        ("dispute.html", value(samples::dispute_page("../"))),
        ("page.html", value(samples::page(""))),
        ("linked-from.html", value(samples::linked_from("../"))),
        ("briefs.html", value(samples::briefs())),
        ("topics.html", value(samples::topics())),
        ("actors.html", value(samples::actors())),
        ("figures.html", value(samples::figures())),
        ("timeline.html", value(samples::timeline_page())),
        ("map.html", value(samples::map())),
        ("disputes.html", value(samples::disputes_page())),
        ("glossary.html", value(samples::glossary())),
        ("bibliography.html", value(samples::bibliography())),
        ("changes.html", value(samples::changes_page())),
        ("search.html", value(samples::search())),
        ("404.html", value(samples::not_found())),
        ("start-here.html", value(samples::start_here())),
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
        let html = templates.render_any(name, &view).expect(name);
        assert!(!html.contains("<script>"), "{name}: {html}");
        assert!(!html.contains("\"'>&lt;"), "{name}: a quote ends an attribute");
        assert!(!html.contains("&lt;i&gt;"), "{name}: trusted HTML is escaped");
        assert!(html.contains("&lt;script&gt;"), "{name}");
    }
}

/// Texts that no reader sees as such: themes style by codes, and dates show their labels.
const NOT_SHOWN: &[&str] = &[".attribute", ".code", ".iso", ".ui_lang"];

/// What a template leaves out on purpose, by the beginning and the end of the field's path.
fn left_out(template: &str, path: &str) -> bool {
    let is = |start: &str, end: &str| path.starts_with(start) && path.ends_with(end);
    NOT_SHOWN.iter().any(|end| path.ends_with(end))
        // Lists have no contents, and no translations of their own.
        || is(".chrome.translations", "")
        || match template {
            // Their group says it.
            "actors.html" => path.ends_with("].actor_type.label"),
            // The record names events; the timeline tells them.
            "brief.html" => is(".events", "_html") || is(".events", ".id") || path.contains("].topics[") || path.contains("].actors["),
            // What stands on its own page in full has an id there and links elsewhere.
            "timeline.html" => is(".years", "].href"),
            // Only a heading needs an id.
            "disputes.html" => is(".groups", "].id"),
            "figure.html" => is(".disputes", "].id"),
            // The page is its own address, and the question its title.
            "dispute.html" => is(".dispute.id", "") || is(".dispute.href", "") || is(".dispute.question", ""),
            "topic.html" | "actor.html" => is(".timeline", "].id") || is(".earlier_timeline", "].id") || path.contains("].topics["),
            "embeds/timeline.html" => true,
            "embeds/dispute.html" => is(".dispute.id", "") || path.contains(".topics[") || path.contains(".actors[") || path.contains(".figures["),
            _ => false,
        }
}

#[test]
fn every_text_of_a_view_is_shown() {
    let templates = templates();
    let mut missing = Vec::new();
    for (name, mut view) in samples() {
        let mut tokens = Vec::new();
        replace_texts(&mut view, "", &mut |path, text| {
            if path.starts_with(".ui.") || left_out(name, path) {
                return text.to_owned();
            }
            let token = format!("token{}x", tokens.len());
            tokens.push((path.to_owned(), token.clone()));
            token
        });
        let html = templates.render_any(name, &view).expect(name);
        missing.extend(
            tokens
                .into_iter()
                .filter(|(_, token)| !html.contains(token))
                .map(|(path, _)| format!("{name}: {path}")),
        );
    }
    assert!(missing.is_empty(), "not shown:\n{}", missing.join("\n"));
}

#[test]
fn a_view_with_nothing_optional_renders_too() {
    let templates = templates();
    for (name, view) in samples() {
        let html = templates.render_any(name, &emptied(view)).expect(name);
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
        let html = templates.render_any(name, &view).expect(name);
        let pages = usize::from(!name.starts_with("embeds/"));
        assert_eq!(html.matches("<h1").count(), pages, "{name}");
        assert_eq!(html.matches("<main ").count(), pages, "{name}");
        for forbidden in ["style=", "onclick", "integrity", "crossorigin", "type=\"module\""] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
    }
}
