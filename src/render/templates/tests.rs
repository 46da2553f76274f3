use serde::Serialize;

use super::*;
use crate::source::{SourcePath, SourceSet, SourceSetBuilder};

#[derive(Serialize)]
struct View {
    title: &'static str,
    items: Vec<&'static str>,
}

const VIEW: View = View { title: "A <b>", items: Vec::new() };

/// Templates of a book over a small theme.
fn build(book: &[(&str, &str)]) -> (Result<Templates, Vec<Diagnostic>>, SourceSet) {
    let theme = [
        ("base.html", "<{% block main %}base{% endblock %}>"),
        (
            "brief.html",
            "{% extends \"base.html\" %}{% block main %}{{ <part of={title} /> }}{% endblock %}",
        ),
        ("parts.html", "{% component part(of) %}part {{ of }}{% endcomponent part %}"),
    ];
    let mut files = SourceSetBuilder::new();
    for (name, text) in book {
        let path = SourcePath::new(&format!("templates/{name}")).unwrap();
        files.insert(path, text.as_bytes().to_vec());
    }
    let set = files.build();
    let theme = theme.iter().map(|&(name, text)| TemplateFile {
        name,
        text,
        origin: TemplateOrigin::Theme,
    });
    let own = set.iter().map(|(id, file)| TemplateFile {
        name: file.path().as_str().strip_prefix("templates/").unwrap(),
        text: file.text(),
        origin: TemplateOrigin::Book(id),
    });
    (Templates::new(theme.chain(own)), set.clone())
}

fn sound(book: &[(&str, &str)]) -> Templates {
    build(book).0.expect("sound templates")
}

/// The faults of a book's templates as `place: message`, the place as the words it covers.
fn faults(book: &[(&str, &str)]) -> Vec<String> {
    let (result, set) = build(book);
    let faults = result.expect_err("faulty templates");
    faults.iter().map(|fault| shown(fault, &set)).collect()
}

fn shown(fault: &Diagnostic, set: &SourceSet) -> String {
    assert_eq!(fault.code, Code::TemplateError);
    let place = match &fault.place {
        Place::Span(span) => {
            let file = set.get(span.file);
            format!("{}[{}]", file.path().as_str(), &file.text()[span.range()])
        }
        Place::Outside(place) => place.clone(),
        Place::Path(path) => path.to_string(),
    };
    format!("{place}: {}", fault.message)
}

#[test]
fn a_book_replaces_a_template_of_the_theme_for_every_page() {
    let templates = sound(&[("base.html", "own [{% block main %}{% endblock %}]")]);
    assert_eq!(templates.render_any("brief.html", &VIEW).unwrap(), "own [part A &lt;b&gt;]");
}

#[test]
fn a_book_extends_the_theme_by_name() {
    let own = "{% extends \"theme:brief.html\" %}{% block main %}own {{ super() }}{% endblock %}";
    let templates = sound(&[("brief.html", own)]);
    assert_eq!(templates.render_any("brief.html", &VIEW).unwrap(), "<own part A &lt;b&gt;>");
}

#[test]
fn a_book_replaces_a_component() {
    let own = "{% component part(of) %}mine {{ of }}{% endcomponent part %}";
    let templates = sound(&[("mine.html", own)]);
    assert_eq!(templates.render_any("brief.html", &VIEW).unwrap(), "<mine A &lt;b&gt;>");
}

#[test]
fn text_is_escaped_whatever_a_template_is_called() {
    let templates = sound(&[("plain.txt", "{{ title }}")]);
    assert_eq!(templates.render_any("plain.txt", &VIEW).unwrap(), "A &lt;b&gt;");
}

#[test]
fn every_file_that_does_not_parse_is_reported() {
    let found = faults(&[("a.html", "ok\n{% if %}"), ("b.html", "{{ title ")]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("templates/a.html["), "{found:?}");
    assert!(found[1].starts_with("templates/b.html["), "{found:?}");
}

#[test]
fn unknown_names_are_all_reported_where_they_stand() {
    let text = "é {{ title | shout }}\n{{ <nothing /> }} {{ title is odd_looking }}";
    assert_eq!(
        faults(&[("x.html", text)]),
        [
            "templates/x.html[shout]: unknown filter `shout`",
            "templates/x.html[<nothing />]: unknown component `nothing`",
            "templates/x.html[odd_looking]: unknown test `odd_looking`",
        ]
    );
}

#[test]
fn a_missing_parent_is_reported_at_its_name() {
    let (result, set) = build(&[("brief.html", "{% extends 'theme:breif.html' %}")]);
    let fault = &result.expect_err("no such parent")[0];
    assert_eq!(
        shown(fault, &set),
        "templates/brief.html[theme:breif.html]: there is no template \"theme:breif.html\" to extend"
    );
    assert_eq!(fault.hints, ["did you mean \"theme:brief.html\"?"]);
}

#[test]
fn a_template_that_extends_itself_is_told_how_to_reach_the_theme() {
    let (result, set) = build(&[("brief.html", "{% extends \"brief.html\" %}")]);
    let fault = &result.expect_err("a circle")[0];
    assert!(shown(fault, &set).starts_with("templates/brief.html[brief.html]: "));
    assert!(fault.hints[0].contains("theme:brief.html"), "{:?}", fault.hints);
}

#[test]
fn includes_in_a_circle_are_reported() {
    let found =
        faults(&[("a.html", "{% include \"b.html\" %}"), ("b.html", "{% include \"a.html\" %}")]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("templates/a.html[b.html]: the template includes itself"),
        "{found:?}"
    );
}

#[test]
fn what_a_view_lacks_is_reported_where_it_is_used() {
    for (text, expected) in [
        ("{{ nothing }}", "[nothing]"),
        ("{{ title.nothing }}", "[nothing]"),
        ("{% for item in nothing %}{% endfor %}", "[nothing]"),
    ] {
        let (result, set) = build(&[("brief.html", text)]);
        let fault = result.unwrap().render_any("brief.html", &VIEW).expect_err(text);
        let shown = shown(&fault, &set);
        assert!(shown.starts_with(&format!("templates/brief.html{expected}: ")), "{shown}");
        assert!(!shown.ends_with('.'), "{shown}");
        assert_eq!(fault.hints.len(), 1, "{shown}");
    }
}

#[test]
fn a_fault_inside_the_theme_names_its_file_and_line() {
    let fault = sound(&[])
        .render_any("brief.html", &std::collections::BTreeMap::<String, String>::new())
        .expect_err("the view has no title");
    assert_eq!(fault.place, Place::Outside("the theme's parts.html:1:33".to_owned()));
}

#[test]
fn components_without_end_end() {
    let text = "{% component again(n) %}{{ <again n={n} /> }}{% endcomponent again %}{{ <again n={1} /> }}";
    let (result, _) = build(&[("brief.html", text)]);
    let fault = result.unwrap().render_any("brief.html", &VIEW).expect_err("endless");
    assert!(fault.message.contains("recursion"), "{}", fault.message);
}

#[test]
fn deep_nesting_is_a_fault() {
    let text = format!("{}{}", "{% if 1 %}".repeat(5_000), "{% endif %}".repeat(5_000));
    assert_eq!(faults(&[("x.html", &text)]).len(), 1);
    let text = format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000));
    assert_eq!(faults(&[("x.html", &text)]).len(), 1);
}

#[test]
fn a_component_defined_twice_is_reported_in_the_book() {
    let own = "{% component mine(of) %}{{ of }}{% endcomponent mine %}";
    let found = faults(&[("a.html", own), ("b.html", own)]);
    assert_eq!(
        found,
        ["templates/a.html[]: component `mine` is defined in both `a.html` and `b.html`"]
    );
}

#[test]
fn a_template_that_nobody_has_is_a_fault() {
    let fault = sound(&[]).render_any("nothing.html", &VIEW).expect_err("nothing there");
    assert_eq!(fault.message, "there is no template \"nothing.html\"");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_template_panic(text in "[{}%#\"'<>/ a-z|.é\\n]{0,60}") {
        let (result, _) = build(&[("x.html", &text)]);
        if let Ok(templates) = result {
            let _ = templates.render_any("x.html", &VIEW);
        }
    }
}
