//! The inside of `[[…]]`.
//!
//! Knows nothing about what exists.

use super::{Located, WikiLink};
use crate::diag::{Code, Diagnostic};

/// The prefixes that name a kind.
pub const KINDS: [&str; 10] =
    ["brief", "topic", "actor", "source", "figure", "dispute", "event", "term", "page", "timeline"];

/// Reads `[kind:]target[#fragment][@observation][|label]`. Only a figure has observations: in any
/// other target `@` is part of the name.
///
/// # Errors
/// A `MalformedReference` where a part that the marks announce is empty.
pub fn wikilink(inside: Located<'_>) -> Result<WikiLink, Diagnostic> {
    let (address, label) = match inside.split_once('|') {
        // A table needs the bar escaped; the backslash is not part of the target.
        Some((address, label)) => {
            let end = address.text.strip_suffix('\\').unwrap_or(address.text).len();
            (address.until(end), Some(label))
        }
        None => (inside, None),
    };
    let (kind, address) = match address.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind.text.trim()) => (Some(kind.folded()), rest),
        _ => (None, address),
    };
    let is_figure = kind.as_ref().is_some_and(|kind| kind.value == "figure");
    let (address, observation) = match address.text.rfind('@') {
        Some(at) if is_figure => (address.until(at), Some(address.tail(at + 1))),
        _ => (address, None),
    };
    let (target, fragment) = match address.split_once('#') {
        Some((target, fragment)) => (target, Some(fragment)),
        None => (address, None),
    };
    let empty = |part: Located<'_>, what: &str, hint: &str| {
        let at = part.span();
        Err(Diagnostic::new(Code::MalformedReference, at, format!("the link {what}")).hint(hint))
    };
    if let Some(label) = label.filter(|label| label.text.trim().is_empty()) {
        return empty(label, "has an empty label", "write a label after `|`, or leave the `|` out");
    }
    if let Some(part) = fragment.filter(|part| part.text.trim().is_empty()) {
        return empty(
            part,
            "names no heading after `#`",
            "write the heading's id, or leave the `#` out",
        );
    }
    if let Some(part) = observation.filter(|part| part.text.trim().is_empty()) {
        return empty(
            part,
            "names no observation after `@`",
            "write a period such as `2024`, or an observation's id",
        );
    }
    if target.text.trim().is_empty() && (fragment.is_none() || kind.is_some()) {
        return empty(inside, "has no target", "write `[[target]]` with an id, a title or a name");
    }
    Ok(WikiLink {
        kind,
        target: target.folded(),
        fragment: fragment.map(Located::folded),
        observation: observation.map(Located::folded),
        label: label.map(Located::folded),
    })
}
