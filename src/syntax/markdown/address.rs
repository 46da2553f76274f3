//! Addresses of links and images: which leave the book, which stay in it, which are dangerous.
//!
//! Knows nothing about what exists.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// What an address as written points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// Has a scheme or starts with `//`.
    External,
    /// A scheme that can run a script, or holds a document of its own.
    Unsafe,
    /// Relative: a path, percent-decoded and empty for the page itself, and a fragment.
    Relative { path: Cow<'a, str>, fragment: Option<Cow<'a, str>> },
}

/// Schemes that browsers run or show as a document of the page's own origin.
const UNSAFE: [&str; 3] = ["javascript", "data", "vbscript"];

/// Sorts an address, as Markdown gives it: escapes and entities resolved.
pub(super) fn classify(address: &str) -> Address<'_> {
    // Browsers drop tabs and line feeds anywhere, and control characters and spaces in front.
    let dropped = |c: char| c.is_control() || c.is_whitespace();
    let bare = match address.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Cow::Borrowed(address),
        false => Cow::Owned(address.replace(dropped, "")),
    };
    if let Some(scheme) = scheme(&bare) {
        return if UNSAFE.contains(&scheme.to_ascii_lowercase().as_str()) {
            Address::Unsafe
        } else {
            Address::External
        };
    }
    if bare.starts_with("//") || bare.starts_with("\\\\") || bare.starts_with("/\\") {
        return Address::External;
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    Address::Relative { path: decode(path), fragment: fragment.map(decode) }
}

/// The scheme of an address, as RFC 3986, section 3.1, has it.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    sound.then_some(scheme)
}

/// Percent-decoded; as written where that would not be UTF-8.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}
