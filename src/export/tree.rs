//! A page as a tree: read by the rules that browsers read by, changed, and written again as HTML
//! or as XML.
//!
//! Pages come from templates, which a book may replace, so that nothing is taken for granted but
//! that they are HTML. Knows nothing about what pages are about.

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::syntax::white_space;

/// An element, with its attributes in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// In the spelling of its vocabulary: `table`, `viewBox`.
    pub name: String,
    pub space: Space,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Element(Element),
    Text(String),
}

/// Which vocabulary an element belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Space {
    #[default]
    Html,
    Svg,
    MathMl,
    /// Any other vocabulary of XML.
    Other,
}

/// Elements of HTML that have no content and no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Nesting beyond this is cut off; pages are never nested so deep.
const MAX_DEPTH: usize = 1_000;

/// Reads a page. Comments are left out.
#[must_use]
pub fn parse(html: &str) -> Element {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let children = dom.document.children.borrow();
    let root = children.iter().find_map(|child| match node(child, 0) {
        Some(Node::Element(root)) => Some(root),
        _ => None,
    });
    root.unwrap_or_default()
}

fn node(handle: &Handle, depth: usize) -> Option<Node> {
    match &handle.data {
        NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
        NodeData::Element { name, attrs, .. } if depth < MAX_DEPTH => {
            let space = match &*name.ns {
                "http://www.w3.org/2000/svg" => Space::Svg,
                "http://www.w3.org/1998/Math/MathML" => Space::MathMl,
                _ => Space::Html,
            };
            let attribute = |attribute: &html5ever::Attribute| {
                let local = &attribute.name.local;
                let name = match &attribute.name.prefix {
                    Some(prefix) if !prefix.is_empty() => format!("{prefix}:{local}"),
                    _ => local.to_string(),
                };
                (name, attribute.value.to_string())
            };
            Some(Node::Element(Element {
                name: name.local.to_string(),
                space,
                attributes: attrs.borrow().iter().map(attribute).collect(),
                children: handle
                    .children
                    .borrow()
                    .iter()
                    .filter_map(|child| node(child, depth + 1))
                    .collect(),
            }))
        }
        _ => None,
    }
}

impl Element {
    /// An element of HTML.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// An element of another vocabulary of XML.
    #[must_use]
    pub fn xml(name: &str) -> Self {
        Self { name: name.to_owned(), space: Space::Other, ..Self::default() }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => *own = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    pub fn unset(&mut self, name: &str) {
        self.attributes.retain(|(own, _)| own != name);
    }

    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.space == Space::Html && self.name == name
    }

    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|own| own.split_ascii_whitespace().any(|own| own == class))
    }

    /// The element's child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(child) => Some(child),
            Node::Text(_) => None,
        })
    }

    /// The first element of HTML with this name, in the order of the text.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Self> {
        if self.is(name) {
            return Some(self);
        }
        self.elements().find_map(|child| child.find(name))
    }

    /// Changes this element and all below it, from the outside in.
    pub fn each(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        for child in &mut self.children {
            if let Node::Element(child) = child {
                child.each(change);
            }
        }
    }

    /// Takes out every element below this one that `unwanted` names.
    pub fn drop_where(&mut self, unwanted: &impl Fn(&Self) -> bool) {
        self.children.retain_mut(|child| match child {
            Node::Element(child) if unwanted(child) => false,
            Node::Element(child) => {
                child.drop_where(unwanted);
                true
            }
            Node::Text(_) => true,
        });
    }

    /// The text within, white space collapsed.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        white_space::fold(&text)
    }

    fn push_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(child) => child.push_text(text),
                Node::Text(own) => text.push_str(own),
            }
        }
    }

    /// Writes the element as HTML.
    pub fn to_html(&self, out: &mut String) {
        self.write(out, false);
    }

    /// Writes the element as XML. Its vocabularies are for the caller to declare.
    pub fn to_xml(&self, out: &mut String) {
        self.write(out, true);
    }

    fn write(&self, out: &mut String, xml: bool) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            if xml && !is_xml_name(name) {
                continue;
            }
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, xml, true, out);
            out.push('"');
        }
        let void = self.space == Space::Html && VOID.contains(&self.name.as_str());
        if void || xml && self.children.is_empty() && self.space != Space::Html {
            out.push_str(if xml { "/>" } else { ">" });
            if void || xml {
                return;
            }
        } else {
            out.push('>');
        }
        // What stands in these is no markup in HTML.
        let raw = !xml && (self.is("style") || self.is("script"));
        if !xml && (self.is("pre") || self.is("textarea")) {
            // A parser drops a line break at the start of these.
            if let Some(Node::Text(text)) = self.children.first()
                && text.starts_with('\n')
            {
                out.push('\n');
            }
        }
        for child in &self.children {
            match child {
                Node::Element(child) => child.write(out, xml),
                Node::Text(text) if raw => out.push_str(text),
                Node::Text(text) => escape(text, xml, false, out),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

fn is_xml_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

fn escape(text: &str, xml: bool, attribute: bool, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            // A parser of XML would take these for spaces.
            '\t' | '\n' | '\r' if attribute && xml => {
                out.push_str(match letter {
                    '\t' => "&#9;",
                    '\n' => "&#10;",
                    _ => "&#13;",
                });
            }
            // XML has no place for other control characters, nor for these two.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
                if xml => {}
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(html: &str) -> Element {
        parse(html).find("body").cloned().unwrap()
    }

    #[test]
    fn what_is_read_is_written() {
        let html = "<body><p class=\"a b\">x &amp; y &lt; z<br><img src=\"a.svg\" alt=\"&quot;\"></p>\
            <svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg><pre>\n\nx</pre></body>";
        let mut out = String::new();
        body(html).to_html(&mut out);
        assert_eq!(out, html);
    }

    #[test]
    fn xml_is_well_formed_whatever_was_read() {
        let mut out = String::new();
        body("<p a<b=1 hidden title='a\nb'>one<p>two\u{1}<svg><path d=M0></svg><td>&nbsp;")
            .to_xml(&mut out);
        assert_eq!(
            out,
            "<body><p hidden=\"\" title=\"a&#10;b\">one</p><p>two<svg><path d=\"M0\"/></svg>\u{a0}</p></body>"
        );
    }

    #[test]
    fn elements_are_found_changed_and_dropped() {
        let mut tree = body("<main><h1>A <b>title</b>\n</h1><nav>no</nav><p id=x>yes</p></main>");
        tree.drop_where(&|it| it.is("nav"));
        tree.each(&mut |it| {
            if it.get("id").is_some() {
                it.set("id", "y");
            }
        });
        let main = tree.find("main").unwrap();
        assert_eq!(main.find("h1").unwrap().plain_text(), "A title");
        assert_eq!(main.plain_text(), "A title yes");
        assert_eq!(main.find("p").unwrap().get("id"), Some("y"));
    }
}
