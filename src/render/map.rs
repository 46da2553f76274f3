//! The map of a book: inline SVG. Topics stand on two sides, each with its briefs as numbered
//! squares and its actors by name; between them the actors that several topics share, each with a
//! line to every topic that it ties.
//!
//! Everything is placed by counting, in whole units: the same book gives the same picture. Shared
//! actors stand at the mean height of their topics (the barycentre method of layered drawing,
//! Sugiyama, Tagawa and Toda 1981), then as far apart as their names need. The list beside the
//! picture says all that it shows. Knows nothing about books, or about addresses.

mod place;
mod width;

use std::fmt::Write as _;

use super::html::escape::{attribute, text as escape};
use place::{Placed, WIDTH, place};

/// A link of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub href: String,
    /// The whole name: what cannot be read in the picture is said when it is pointed at.
    pub title: String,
    /// Of the title, where it is not the page's own.
    pub lang: Option<String>,
}

/// A topic with what stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Island {
    pub node: Node,
    /// Under the name: how many briefs, and which topics it shares most with.
    pub lines: Vec<String>,
    /// With their numbers in the list.
    pub briefs: Vec<(usize, Node)>,
    pub actors: Vec<Node>,
    /// Leads to what is not shown: `+ 12`.
    pub more: Option<Node>,
}

/// An actor between topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridge {
    pub node: Node,
    /// Places of topics, each with how strong the tie is.
    pub ties: Vec<(usize, usize)>,
}

/// All that a map shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The element that names the picture, and the one that describes it.
    pub named_by: &'static str,
    pub described_by: &'static str,
    /// In a ring, so that neighbours stand near each other.
    pub islands: Vec<Island>,
    pub bridges: Vec<Bridge>,
}

impl Map {
    /// The picture; `None` where there are fewer than two topics to tie.
    #[must_use]
    pub fn draw(&self) -> Option<String> {
        if self.islands.len() < 2 {
            return None;
        }
        let placed = place(self);
        let mut out = format!(
            "<svg class=\"map\" role=\"group\" aria-labelledby=\"{}\" aria-describedby=\"{}\" \
             viewBox=\"0 0 {WIDTH} {}\">",
            self.named_by, self.described_by, placed.height
        );
        self.bridges_of(&placed, &mut out);
        self.islands_of(&placed, &mut out);
        out.push_str("</svg>");
        Some(out)
    }

    fn islands_of(&self, placed: &Placed, out: &mut String) {
        for (island, at) in self.islands.iter().zip(&placed.islands) {
            let _ = write!(
                out,
                "<g class=\"map-topic\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                at.x,
                at.y,
                place::ISLAND,
                at.height
            );
            open(out, &island.node, None);
            let x = at.x + place::PADDING;
            words(out, "map-name", x, at.y + 26, &at.name);
            out.push_str("</a>");
            for (y, line) in &at.lines {
                words(out, "map-note", x, *y, line);
            }
            for ((number, node), &(x, y)) in island.briefs.iter().zip(&at.briefs) {
                open(out, node, Some(*number));
                let side = place::SQUARE;
                let _ = write!(
                    out,
                    "<rect class=\"map-brief\" x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\"/>"
                );
                words(out, "map-number", x + side / 2, y + side / 2 + 4, &number.to_string());
                out.push_str("</a>");
            }
            for (node, actor) in island.actors.iter().chain(&island.more).zip(&at.actors) {
                open(out, node, None);
                target(out, actor.x, actor.y - 17, actor.width, 24);
                words(out, "map-actor", actor.x, actor.y, &actor.label);
                out.push_str("</a>");
            }
            out.push_str("</g>");
        }
    }

    /// Each with its lines in one group, so that pointing at the name brings them forward.
    fn bridges_of(&self, placed: &Placed, out: &mut String) {
        for (bridge, at) in self.bridges.iter().zip(&placed.bridges) {
            out.push_str("<g class=\"map-bridge\">");
            for line in &at.lines {
                let _ = write!(out, "<path class=\"map-tie-{}\" d=\"{}\"/>", line.strength, line.d);
            }
            open(out, &bridge.node, None);
            let half = at.name.width / 2;
            let _ = write!(
                out,
                "<rect class=\"map-plate\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"26\" rx=\"13\"/>",
                at.name.x - half,
                at.name.y - 17,
                at.name.width
            );
            words(out, "map-shared", at.name.x, at.name.y, &at.name.label);
            out.push_str("</a></g>");
        }
    }
}

/// The start of a link. What shows a number alone is named in full.
fn open(out: &mut String, node: &Node, number: Option<usize>) {
    out.push_str("<a href=\"");
    attribute(out, &node.href);
    out.push('"');
    if let Some(lang) = &node.lang {
        out.push_str(" lang=\"");
        attribute(out, lang);
        out.push('"');
    }
    if let Some(number) = number {
        let _ = write!(out, " aria-label=\"{number} ");
        attribute(out, &node.title);
        out.push('"');
    }
    out.push_str("><title>");
    escape(out, &node.title);
    out.push_str("</title>");
}

/// What can be pointed at around words.
fn target(out: &mut String, x: i32, y: i32, width: i32, height: i32) {
    let _ = write!(
        out,
        "<rect class=\"map-target\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
    );
}

fn words(out: &mut String, class: &str, x: i32, y: i32, words: &str) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
    escape(out, words);
    out.push_str("</text>");
}

#[cfg(test)]
mod tests;
