//! What a link leads to, in short: shown beside the link when a reader points at it.
//!
//! Nothing can be fetched over `file://`, so the texts stand in scripts, as the search index does:
//! a folder with `manifest.js`, which says with which address each piece begins, and `pieces-N.js`,
//! which hold the things in the order of their addresses. A page loads neither before a link asks,
//! and then one piece. `static/previews.js` reads what is written here.
//!
//! Knows nothing about how a preview looks.

use serde::Serialize;

use super::beginning::beginning;
use super::dates;
use super::renderer::Renderer;
use super::teasers::latest_readings;
use super::view::{UiText, Words};
use super::writer::PageWriter;
use crate::model::{Document, EntityId, Lang};
use crate::par;
use crate::routes::OutputPath;
use crate::site::{Field, TextId};
use crate::syntax::body::Body;

/// The folder of the pieces.
pub const FOLDER: &str = "previews";

/// A piece is closed when it reaches this many bytes.
const PIECE: usize = 16 * 1024;
/// As much of a text is shown, in characters: three or four lines.
const SHOWN: usize = 320;

/// A thing in short: address from the site's root, kind, what it is called, in which language, the
/// facts that stand under the title, and the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Preview(String, String, String, String, String, String);

/// The files of all previews.
#[must_use]
pub fn build(renderer: &Renderer<'_>) -> Vec<(OutputPath, Vec<u8>)> {
    let wanted = things(renderer);
    let previews = par::map(&wanted, |(entity, lang)| preview(renderer, entity, lang));
    pieces(previews.into_iter().flatten().collect())
        .into_iter()
        .filter_map(|(name, text)| {
            Some((OutputPath::new(&format!("{FOLDER}/{name}"))?, text.into_bytes()))
        })
        .collect()
}

/// Everything that has a preview, in each language that it is written in.
fn things(renderer: &Renderer<'_>) -> Vec<(EntityId, Lang)> {
    let site = renderer.site;
    let book = &site.book;
    let default = book.config.default_language();
    let written = |entity: EntityId, document: &Document| (entity, document.lang.clone());
    let mut things: Vec<(EntityId, Lang)> = Vec::new();
    things.extend(book.briefs.iter().map(|it| written(it.entity(), &it.document)));
    things.extend(book.topics.iter().map(|it| written(it.entity(), &it.document)));
    things.extend(book.actors.iter().map(|it| written(it.entity(), &it.document)));
    let figures = book.figures.iter().map(|it| it.entity());
    let disputes = book.disputes.iter().map(|it| it.entity());
    let events = book.events.iter().map(|it| it.entity());
    let terms = book.terms.iter().map(|it| it.entity());
    let others = figures.chain(disputes).chain(events).chain(terms);
    things.extend(others.map(|entity| (entity, default.clone())));
    things.retain(|(entity, _)| site.lists(entity));
    things
}

fn preview(renderer: &Renderer<'_>, entity: &EntityId, lang: &Lang) -> Option<Preview> {
    let site = renderer.site;
    let ui = UiText::of(lang.as_str());
    let text = |field, body: &Body| {
        site.plain_text(&TextId { owner: entity.clone(), lang: lang.clone(), field }, body)
    };
    let prose = |document: &Document| match &document.summary {
        Some(summary) => text(Field::Summary, &summary.body),
        None => text(Field::Body, &document.body),
    };
    let (facts, text) = match entity {
        EntityId::Brief(id) => {
            let brief = site.brief(id, lang)?;
            let confidence = brief.confidence.map(|it| ui.mark(Words::Confidence, it.name()).label);
            let facts = std::iter::once(dates::day(ui, brief.date.value).label).chain(confidence);
            (facts.collect(), prose(&brief.document))
        }
        EntityId::Topic(id) => (Vec::new(), prose(&site.topic(id, lang)?.document)),
        EntityId::Actor(id) => {
            let actor = site.actor(id, lang)?;
            let kind = ui.mark(Words::ActorType, actor.kind.name()).label;
            let facts = [Some(kind), actor.role.clone(), actor.side.clone()];
            (facts.into_iter().flatten().collect(), prose(&actor.document))
        }
        EntityId::Figure(id) => {
            let figure = site.figure(id)?;
            let writer = PageWriter::new(renderer, renderer.home());
            let disputed = writer.is_disputed(figure).then(|| ui.disputed.to_owned());
            let readings = latest_readings(figure).into_iter().map(|observation| {
                let value = figure.value_text(observation, ui.lang);
                let it = writer.reading(figure, observation);
                let status = it.status.map(|mark| format!(" ({})", mark.label)).unwrap_or_default();
                format!("{value}, {}{status}: {}", it.period.label, it.source.title)
            });
            (disputed.into_iter().collect(), readings.collect::<Vec<_>>().join("; "))
        }
        EntityId::Dispute(id) => {
            let dispute = site.dispute(id)?;
            let kind = ui.mark(Words::DisputeKind, dispute.kind.name()).label;
            let sides = dispute.positions.iter().enumerate().map(|(at, position)| {
                let source = site.title(&EntityId::Source(position.source.value.clone()), lang).0;
                match &position.as_written {
                    Some(words) => format!("“{}” ({source})", words.value),
                    None => text(Field::Position(at), &position.text.body),
                }
            });
            (vec![kind], sides.collect::<Vec<_>>().join("; "))
        }
        EntityId::Event(id) => {
            let event = site.event(id)?;
            let told = event.text.as_ref().map(|it| text(Field::Text, &it.body));
            (vec![dates::period(ui, &event.date.value).label], told.unwrap_or_default())
        }
        EntityId::Term(id) => {
            let term = site.term(id)?;
            let told = term.text.as_ref().map(|it| text(Field::Text, &it.body));
            (term.expansion.iter().cloned().collect(), told.unwrap_or_default())
        }
        EntityId::Source(_) | EntityId::Page(_) => return None,
    };
    let text = shown(&text);
    let facts: Vec<String> = facts;
    if text.is_empty() && facts.is_empty() {
        return None;
    }
    Some(Preview(
        renderer.routes.entity(site, &renderer.home(), entity, lang, None).href,
        ui.mark(Words::Kind, entity.kind().name()).label,
        site.title(entity, lang).0,
        lang.to_string(),
        facts.join(" · "),
        text,
    ))
}

#[derive(Serialize)]
struct Manifest<'a> {
    /// The first address in each piece.
    firsts: &'a [String],
}

/// Cuts the previews into pieces by address; with the manifest, the scripts by name.
fn pieces(mut previews: Vec<Preview>) -> Vec<(String, String)> {
    // Addresses are ASCII, so that scripts compare them in the same order.
    previews.sort_by(|a, b| a.0.cmp(&b.0));
    let mut firsts: Vec<String> = Vec::new();
    let mut files = Vec::new();
    let mut piece: Vec<&Preview> = Vec::new();
    let mut size = 0;
    for (at, preview) in previews.iter().enumerate() {
        size += preview.0.len() + preview.2.len() + preview.4.len() + preview.5.len() + 40;
        piece.push(preview);
        if size >= PIECE || at + 1 == previews.len() {
            let number = firsts.len();
            firsts.push(piece[0].0.clone());
            files.push((
                format!("pieces-{number}.js"),
                format!("briefbookPreviews.piece({number},{});\n", json(&piece)),
            ));
            piece.clear();
            size = 0;
        }
    }
    let manifest =
        format!("briefbookPreviews.manifest({});\n", json(&Manifest { firsts: &firsts }));
    files.push(("manifest.js".to_owned(), manifest));
    files
}

fn json(value: &impl Serialize) -> String {
    // Plain data always serialises.
    serde_json::to_string(value).unwrap_or_default()
}

/// At most [`SHOWN`] characters of a text, and a sign that more follows.
fn shown(text: &str) -> String {
    let (mut shown, more) = beginning(text, SHOWN);
    if more {
        shown.push_str(" …");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(name: &str, text: &str) -> Preview {
        let kind = "Actor".to_owned();
        let href = format!("actors/{name}.html");
        Preview(href, kind, name.to_owned(), "en".to_owned(), String::new(), text.to_owned())
    }

    #[test]
    fn a_long_text_ends_at_a_word_and_says_so() {
        let text = shown(&"seven \n bells ".repeat(100));
        assert!(text.starts_with("seven bells seven"), "{text}");
        assert!(text.ends_with("bells …") || text.ends_with("seven …"), "{text}");
        assert!(text.chars().count() <= SHOWN + 2);
        assert_eq!(shown("  short \n text "), "short text");
    }

    #[test]
    fn pieces_are_small_and_in_the_order_of_addresses() {
        let many: Vec<_> =
            (0..500).rev().map(|n| preview(&format!("a{n:03}"), &"x".repeat(300))).collect();
        let files = pieces(many);
        let (manifest, parts) = files.split_last().unwrap();
        assert!(parts.len() > 5);
        assert!(parts.iter().all(|(_, text)| text.len() < 2 * PIECE));
        assert!(parts[0].1.starts_with("briefbookPreviews.piece(0,[[\"actors/a000.html\""));
        let firsts = manifest.1.matches("actors/").count();
        assert_eq!(firsts, parts.len());
    }

    #[test]
    fn a_book_without_anything_to_show_has_a_manifest_all_the_same() {
        assert_eq!(
            pieces(Vec::new()),
            [(
                "manifest.js".to_owned(),
                "briefbookPreviews.manifest({\"firsts\":[]});\n".to_owned()
            )]
        );
    }
}
