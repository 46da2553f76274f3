//! The default theme: the repository's `templates` and `static` folders, embedded.
//!
//! Knows nothing about what a book puts in their place.

/// The theme's templates by name, sorted.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", include_str!("../../templates/404.html")),
    ("actor.html", include_str!("../../templates/actor.html")),
    ("actors.html", include_str!("../../templates/actors.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("bibliography.html", include_str!("../../templates/bibliography.html")),
    ("brief.html", include_str!("../../templates/brief.html")),
    ("briefs.html", include_str!("../../templates/briefs.html")),
    ("changes.html", include_str!("../../templates/changes.html")),
    ("components.html", include_str!("../../templates/components.html")),
    ("disputes.html", include_str!("../../templates/disputes.html")),
    ("embeds/dispute.html", include_str!("../../templates/embeds/dispute.html")),
    ("embeds/figure.html", include_str!("../../templates/embeds/figure.html")),
    ("embeds/section.html", include_str!("../../templates/embeds/section.html")),
    ("embeds/timeline.html", include_str!("../../templates/embeds/timeline.html")),
    ("evidence.html", include_str!("../../templates/evidence.html")),
    ("figure.html", include_str!("../../templates/figure.html")),
    ("figures.html", include_str!("../../templates/figures.html")),
    ("glossary.html", include_str!("../../templates/glossary.html")),
    ("home.html", include_str!("../../templates/home.html")),
    ("page.html", include_str!("../../templates/page.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("source.html", include_str!("../../templates/source.html")),
    ("teasers.html", include_str!("../../templates/teasers.html")),
    ("timeline.html", include_str!("../../templates/timeline.html")),
    ("topic.html", include_str!("../../templates/topic.html")),
    ("topics.html", include_str!("../../templates/topics.html")),
];

/// The theme's static files by their path below `static/`, sorted.
pub const STATIC: &[(&str, &[u8])] = &[
    ("briefbook.css", include_bytes!("../../static/briefbook.css")),
    ("favicon.svg", include_bytes!("../../static/favicon.svg")),
    ("search.js", include_bytes!("../../static/search.js")),
    ("site.js", include_bytes!("../../static/site.js")),
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn names_on_disk(folder: &str) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut names: Vec<String> = walkdir::WalkDir::new(&root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn every_file_of_the_theme_is_embedded() {
        assert_eq!(names_on_disk("templates"), TEMPLATES.iter().map(|t| t.0).collect::<Vec<_>>());
        assert_eq!(names_on_disk("static"), STATIC.iter().map(|t| t.0).collect::<Vec<_>>());
    }
}
