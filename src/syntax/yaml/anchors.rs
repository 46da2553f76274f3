//! What anchors name, and how much of it aliases may copy.
//!
//! Knows nothing about where a copy goes.

use ahash::AHashMap;

use super::parse::Limits;
use super::{Node, Value};

/// The anchors of a text, by number, and what has been copied of them so far.
#[derive(Default)]
pub(super) struct Anchors {
    anchored: AHashMap<usize, Anchored>,
    copied_nodes: usize,
    copied_bytes: usize,
}

/// An anchored node and its measure; `None` while it is open, or too large to copy.
struct Anchored {
    node: Option<Node>,
    nodes: usize,
    bytes: usize,
    height: usize,
}

/// What stands in an alias's place.
pub(super) enum Copied {
    Of(Value),
    /// The anchor lies in a part that has been passed over.
    Unknown,
    /// The alias lies within its own anchor.
    Open,
    TooMuch,
}

impl Anchors {
    /// Forgets all anchors, but not how much has been copied.
    pub(super) fn forget(&mut self) {
        self.anchored.clear();
    }

    /// Notes an anchor whose collection has only begun.
    pub(super) fn begin(&mut self, anchor: usize) {
        let unfinished = Anchored { node: None, nodes: 0, bytes: 0, height: 0 };
        self.anchored.insert(anchor, unfinished);
    }

    /// Keeps a finished node for the aliases to come.
    pub(super) fn keep(&mut self, anchor: usize, node: &Node, limits: &Limits) {
        let (nodes, bytes, height) = measure(node);
        self.copied_nodes += nodes;
        self.copied_bytes += bytes;
        let node = self.are_within(limits).then(|| node.clone());
        self.anchored.insert(anchor, Anchored { node, nodes, bytes, height });
    }

    /// The copy for an alias that stands within `depth` collections.
    pub(super) fn copy(&mut self, anchor: usize, depth: usize, limits: &Limits) -> Copied {
        let Some(anchored) = self.anchored.get(&anchor) else { return Copied::Unknown };
        self.copied_nodes += anchored.nodes;
        self.copied_bytes += anchored.bytes;
        if !self.are_within(limits) || depth + anchored.height > limits.depth {
            return Copied::TooMuch;
        }
        anchored.node.as_ref().map_or(Copied::Open, |node| Copied::Of(node.value.clone()))
    }

    fn are_within(&self, limits: &Limits) -> bool {
        self.copied_nodes <= limits.copied_nodes && self.copied_bytes <= limits.copied_bytes
    }
}

/// Nodes, bytes of text, and levels of collections in a tree.
fn measure(node: &Node) -> (usize, usize, usize) {
    let (mut nodes, mut bytes, mut height) = (0, 0, 0);
    let mut left = vec![(node, 0)];
    while let Some((node, level)) = left.pop() {
        nodes += 1;
        height = height.max(level);
        match &node.value {
            Value::Null => {}
            Value::Scalar(scalar) => bytes += scalar.text.len(),
            Value::Sequence(items) => left.extend(items.iter().map(|item| (item, level + 1))),
            Value::Mapping(entries) => {
                for (key, item) in entries {
                    bytes += key.value.len();
                    left.push((item, level + 1));
                }
            }
        }
    }
    (nodes, bytes, height)
}
