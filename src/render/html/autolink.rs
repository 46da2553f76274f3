//! GFM's extended autolinks: bare addresses in text become links (GFM, section 6.9).
//!
//! Knows nothing about books, where addresses are links only within `<…>` or `[…](…)`.

use super::escape;

/// Writes `text` escaped, with its bare addresses as links.
pub(super) fn write(out: &mut String, text: &str) {
    let mut written = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(['w', 'W', ':', '@']) {
        let mark = at + offset;
        let found = match text.as_bytes()[mark] {
            b'w' | b'W' => web(text, mark),
            b':' => schemed(text, mark),
            _ => mail(text, mark, written),
        };
        match found.filter(|link| link.start >= written) {
            Some(link) => {
                escape::text(out, &text[written..link.start]);
                let shown = &text[link.start..link.end];
                out.push_str("<a href=\"");
                out.push_str(link.scheme);
                escape::address(out, shown);
                out.push_str("\">");
                escape::text(out, shown);
                out.push_str("</a>");
                written = link.end;
                at = link.end.max(mark + 1);
            }
            None => at = mark + 1,
        }
    }
    escape::text(out, &text[written..]);
}

struct Link {
    start: usize,
    end: usize,
    /// What the address needs before it.
    scheme: &'static str,
}

/// Whether an address without a scheme may start at `at`: after white space, `*`, `_`, `~`, `(` or nothing.
fn may_start(text: &str, at: usize) -> bool {
    match text[..at].chars().next_back() {
        None => true,
        Some(before) => before.is_whitespace() || "*_~(".contains(before),
    }
}

fn web(text: &str, at: usize) -> Option<Link> {
    let rest = &text[at..];
    if !rest.get(..4)?.eq_ignore_ascii_case("www.") || !may_start(text, at) {
        return None;
    }
    let end = at + address_len(rest, domain_len(rest, false)?);
    Some(Link { start: at, end, scheme: "http://" })
}

fn schemed(text: &str, colon: usize) -> Option<Link> {
    let before = &text[..colon];
    let scheme_start = before.len()
        - before.bytes().rev().take("mailto".len() + 1).take_while(u8::is_ascii_alphabetic).count();
    let scheme = before[scheme_start..].to_ascii_lowercase();
    let after = &text[colon + 1..];
    if matches!(scheme.as_str(), "http" | "https" | "ftp") {
        let host = after.strip_prefix("//")?;
        let domain = domain_len(host, true)?;
        let end = colon + 3 + address_len(host, domain);
        return Some(Link { start: scheme_start, end, scheme: "" });
    }
    if !matches!(scheme.as_str(), "mailto" | "xmpp") {
        return None;
    }
    let name = local_part(after);
    let domain = mail_domain(after[name..].strip_prefix('@').filter(|_| name > 0)?)?;
    let mut end = colon + 1 + name + 1 + domain;
    if scheme == "xmpp"
        && let Some(resource) = text[end..].strip_prefix('/')
    {
        let len = resource
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'@' | b'.'))
            .count();
        let len = resource[..len].trim_end_matches('.').len();
        if len > 0 {
            end += 1 + len;
        }
    }
    Some(Link { start: scheme_start, end, scheme: "" })
}

fn mail(text: &str, at: usize, from: usize) -> Option<Link> {
    let before = &text.as_bytes()[from..at];
    let name = before.iter().rev().take_while(|b| is_local(**b)).count();
    if name == 0 {
        return None;
    }
    let domain = mail_domain(&text[at + 1..])?;
    Some(Link { start: at - name, end: at + 1 + domain, scheme: "mailto:" })
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+')
}

fn local_part(text: &str) -> usize {
    text.bytes().take_while(|b| is_local(*b)).count()
}

/// The length of an e-mail address's domain; it needs a dot, and ends neither in `-` nor in `_`.
fn mail_domain(text: &str) -> Option<usize> {
    let len = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        .count();
    let domain = text[..len].trim_end_matches('.');
    let sound = domain.contains('.') && !domain.ends_with(['-', '_']) && !domain.starts_with('.');
    sound.then_some(domain.len())
}

/// The length of a domain; its last two segments hold no underscore.
fn domain_len(text: &str, short: bool) -> Option<usize> {
    let len = text
        .char_indices()
        .find(|&(_, c)| {
            c.is_whitespace() || c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '_')
        })
        .map_or(text.len(), |(at, _)| at);
    let domain = &text[..len];
    let mut segments = domain.trim_end_matches('.').rsplit('.');
    let last_two = segments.by_ref().take(2).any(|segment| segment.contains('_'));
    let dotted = short || domain.trim_end_matches('.').contains('.');
    (!domain.is_empty() && !domain.starts_with('.') && !last_two && dotted).then_some(len)
}

/// The length of the whole address: up to white space or `<`, without punctuation at its end, a
/// closing parenthesis that nothing opened, or what looks like an entity.
fn address_len(text: &str, domain: usize) -> usize {
    let rest = &text[domain..];
    let len = rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len());
    let mut end = domain + len;
    let mut closing = text[..end].matches(')').count();
    let opening = text[..end].matches('(').count();
    loop {
        let address = &text[..end];
        match address.as_bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"') => end -= 1,
            Some(b')') if closing > opening => {
                closing -= 1;
                end -= 1;
            }
            Some(b';') => {
                let name = address[..end - 1].bytes().rev();
                let letters = name.take_while(u8::is_ascii_alphanumeric).count();
                let entity = letters > 0 && address[..end - 1 - letters].ends_with('&');
                end -= if entity { letters + 2 } else { 1 };
            }
            _ => return end,
        }
    }
}
