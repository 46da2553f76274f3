//! Formatted text: runs of characters with their typographic marks and links, and its two ways out.
//!
//! Knows nothing about citations, nor about the addresses of pages. A [`Rich`] holds text, never markup, so that whatever a title
//! holds is escaped in one place: [`Rich::to_html`].

use std::ops::Range;

use pulldown_cmark_escape::{escape_href, escape_html};

use crate::model::{Lang, SourceKey};

/// Text with formatting: a flat list of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    runs: Vec<Run>,
}

/// Characters that share their marks, their link and their language. Never empty within a [`Rich`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub marks: Marks,
    pub link: Option<Link>,
    /// The language of the text, where it is not that of the whole.
    pub lang: Option<Lang>,
}

/// Where a run leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    Web(WebUrl),
    /// The page of a source, whose address only the page that shows the text can tell.
    Source(SourceKey),
}

/// How a run is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub italic: bool,
    pub bold: bool,
    pub small_caps: bool,
    pub underline: bool,
    pub baseline: Baseline,
}

/// Where a run stands against its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Baseline {
    #[default]
    Normal,
    Superscript,
    Subscript,
}

/// An absolute `http` or `https` address without white space or control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebUrl(String);

impl WebUrl {
    /// `None` for any other scheme, for relative addresses, and for text that a browser would
    /// have to repair first.
    #[must_use]
    pub fn new(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let sound = !rest.is_empty() && !url.chars().any(|c| c.is_whitespace() || c.is_control());
        (known && sound).then(|| Self(url.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Rich {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Unformatted text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut rich = Self::new();
        rich.push_str(text);
        rich
    }

    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Appends unformatted text.
    pub fn push_str(&mut self, text: &str) {
        match self.runs.last_mut() {
            // Most of what is put together is one run.
            Some(last) if last.is_unformatted() && !text.contains(char::is_control) => {
                last.text.push_str(text);
            }
            _ => self.push(Run { text: text.to_owned(), ..Run::default() }),
        }
    }

    /// Appends a run. Control characters, which no page may hold, become spaces; a run that goes on
    /// as the last one does joins it.
    pub fn push(&mut self, mut run: Run) {
        if run.text.contains(char::is_control) {
            run.text = run.text.replace(char::is_control, " ");
        }
        self.join(run);
    }

    /// Appends a run that is without control characters.
    fn join(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last)
                if last.marks == run.marks && last.link == run.link && last.lang == run.lang =>
            {
                last.text.push_str(&run.text);
            }
            _ => self.runs.push(run),
        }
    }

    pub fn extend(&mut self, other: Self) {
        for run in other.runs {
            self.join(run);
        }
    }

    /// Whether the text ends with one of `ends`, closing quotes and brackets left aside.
    #[must_use]
    pub fn ends_with(&self, ends: &[char]) -> bool {
        const CLOSING: [char; 6] = ['”', '’', '»', '"', ')', ']'];
        self.runs
            .iter()
            .rev()
            .flat_map(|run| run.text.chars().rev())
            .find(|c| !CLOSING.contains(c))
            .is_some_and(|c| ends.contains(&c))
    }

    /// Drops `end` from the end, where it stands there.
    pub fn strip_end(&mut self, end: char) {
        if let Some(last) = self.runs.last_mut()
            && last.text.ends_with(end)
        {
            last.text.pop();
            if last.text.is_empty() {
                self.runs.pop();
            }
        }
    }

    /// Drops the characters of `start` and white space from the start.
    pub fn trim_start(&mut self, start: &[char]) {
        while let Some(first) = self.runs.first_mut() {
            let kept =
                first.text.trim_start_matches(|c: char| c.is_whitespace() || start.contains(&c));
            if !kept.is_empty() {
                first.text = kept.to_owned();
                return;
            }
            self.runs.remove(0);
        }
    }

    /// Drops white space from the end.
    pub fn trim_end(&mut self) {
        while let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                return;
            }
            self.runs.pop();
        }
    }

    /// Makes the text up to its first link a link to the page of `key`; signs and white space before
    /// that link stay outside.
    pub(super) fn link_start(&mut self, key: &SourceKey) {
        let end = self.runs.iter().position(|run| run.link.is_some()).unwrap_or(self.runs.len());
        let rest = self.runs.split_off(end);
        let mut start = std::mem::take(&mut self.runs);
        let mut outside = None;
        if let Some(last) = start.last_mut() {
            let kept = last.text.trim_end_matches([' ', ',', '.', ':', ';']).len();
            let text = last.text.split_off(kept);
            outside = Some(Run { text, marks: last.marks, ..Run::default() });
        }
        for run in start {
            self.push(Run { link: Some(Link::Source(key.clone())), ..run });
        }
        outside.into_iter().chain(rest).for_each(|run| self.push(run));
    }

    /// Says that `title` is in `lang` where it stands in a run, however a style has set its capitals
    /// and quotation marks; whether it was found.
    pub(super) fn set_lang(&mut self, title: &str, lang: &Lang) -> bool {
        let found = self.runs.iter().enumerate().find_map(|(at, run)| {
            let place = find(&run.text, title).filter(|_| run.lang.is_none())?;
            Some((at, place))
        });
        let Some((at, Range { start, end })) = found else { return false };
        let rest = self.runs.split_off(at + 1);
        let Some(run) = self.runs.pop() else { return false };
        for (part, lang) in
            [(0..start, None), (start..end, Some(lang)), (end..run.text.len(), None)]
        {
            self.push(Run { text: run.text[part].to_owned(), lang: lang.cloned(), ..run.clone() });
        }
        self.runs.extend(rest);
        true
    }

    /// Replaces `from` by `to` wherever it stands within one run; how often that was.
    pub(super) fn replace(&mut self, from: &str, to: &str) -> usize {
        let mut count = 0;
        for run in &mut self.runs {
            let here = run.text.matches(from).count();
            if here > 0 {
                run.text = run.text.replace(from, to);
                count += here;
            }
        }
        count
    }

    /// The characters alone.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// HTML for running text: `em`, `strong`, `u`, `sub`, `sup`, `span` of the class `small-caps`,
    /// and `a` for links. Everything else is escaped. Links to sources are text.
    #[must_use]
    pub fn to_html(&self) -> String {
        self.html(None)
    }

    /// As [`Rich::to_html`], with links to the pages of sources, whose addresses `href` tells.
    #[must_use]
    pub fn to_html_with(&self, href: impl Fn(&SourceKey) -> String) -> String {
        self.html(Some(&href))
    }

    fn html(&self, href: Option<&dyn Fn(&SourceKey) -> String>) -> String {
        let mut html = String::new();
        for runs in self.runs.chunk_by(|a, b| a.link == b.link) {
            let address = match &runs[0].link {
                Some(Link::Web(url)) => Some(url.as_str().to_owned()),
                Some(Link::Source(key)) => href.map(|href| href(key)),
                None => None,
            };
            if let Some(address) = &address {
                html.push_str("<a href=\"");
                // Writing to a String cannot fail.
                let _ = escape_href(&mut html, address);
                html.push_str("\">");
            }
            runs.iter().for_each(|run| run.write_html(&mut html));
            if address.is_some() {
                html.push_str("</a>");
            }
        }
        html
    }
}

/// Where `title` stands in a text as words of its own, without regard to case and to the form of
/// quotation marks.
fn find(text: &str, title: &str) -> Option<Range<usize>> {
    let same = |a: char, b: char| {
        let quotes = ['\'', '‘', '’', '"', '“', '”'];
        a == b
            || a.to_lowercase().eq(b.to_lowercase())
            || quotes.contains(&a) && quotes.contains(&b)
    };
    // In what is shorter chance decides.
    title.chars().nth(2)?;
    // Not a part of a name, nor of a placeholder's digits.
    let apart = |at: usize| {
        let [before, after] = [text[..at].chars().next_back(), text[at..].chars().next()];
        ![before, after].iter().all(|it| it.is_some_and(char::is_alphanumeric))
    };
    text.char_indices().filter(|(start, _)| apart(*start)).find_map(|(start, _)| {
        let mut rest = text[start..].chars();
        let all =
            title.chars().all(|wanted| rest.next().is_some_and(|letter| same(letter, wanted)));
        let end = text.len() - rest.as_str().len();
        (all && apart(end)).then_some(start..end)
    })
}

impl Run {
    fn is_unformatted(&self) -> bool {
        self.marks == Marks::default() && self.link.is_none() && self.lang.is_none()
    }

    fn write_html(&self, html: &mut String) {
        let marks = self.marks;
        if let Some(lang) = &self.lang {
            html.push_str("<span lang=\"");
            let _ = escape_html(&mut *html, lang.as_str());
            html.push_str("\">");
        }
        let tags = [
            (marks.italic, "<em>", "</em>"),
            (marks.bold, "<strong>", "</strong>"),
            (marks.small_caps, "<span class=\"small-caps\">", "</span>"),
            (marks.underline, "<u>", "</u>"),
            (marks.baseline == Baseline::Superscript, "<sup>", "</sup>"),
            (marks.baseline == Baseline::Subscript, "<sub>", "</sub>"),
        ];
        for (_, open, _) in tags.iter().filter(|tag| tag.0) {
            html.push_str(open);
        }
        let _ = escape_html(&mut *html, &self.text);
        for (_, _, close) in tags.iter().rev().filter(|tag| tag.0) {
            html.push_str(close);
        }
        if self.lang.is_some() {
            html.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn italic(text: &str) -> Run {
        Run {
            text: text.to_owned(),
            marks: Marks { italic: true, ..Marks::default() },
            ..Run::default()
        }
    }

    #[test]
    fn a_hostile_title_is_text() {
        let mut rich = Rich::plain("a & b ");
        rich.push(italic("<script>alert(\"1\")</script> ]]>"));
        assert_eq!(
            rich.to_html(),
            "a &amp; b <em>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; ]]&gt;</em>"
        );
        assert_eq!(rich.to_text(), "a & b <script>alert(\"1\")</script> ]]>");
    }

    #[test]
    fn only_web_addresses_are_links() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt://example.org/%0aalert(1)",
            " https://example.org",
            "https://exa\nmple.org",
            "data:text/html,x",
            "//example.org",
            "https://",
        ] {
            assert_eq!(WebUrl::new(bad), None, "{bad:?}");
        }
        let mut rich = Rich::new();
        rich.push(Run {
            text: "here".to_owned(),
            link: WebUrl::new("HTTPS://example.org/?a=1&b=\"><script>").map(Link::Web),
            ..Run::default()
        });
        assert_eq!(
            rich.to_html(),
            "<a href=\"HTTPS://example.org/?a=1&amp;b=%22%3E%3Cscript%3E\">here</a>"
        );
    }

    #[test]
    fn marks_nest_in_one_order() {
        let mut rich = Rich::new();
        rich.push(Run {
            text: "x".to_owned(),
            marks: Marks {
                italic: true,
                bold: true,
                small_caps: true,
                underline: true,
                baseline: Baseline::Superscript,
            },
            ..Run::default()
        });
        assert_eq!(
            rich.to_html(),
            "<em><strong><span class=\"small-caps\"><u><sup>x</sup></u></span></strong></em>"
        );
    }

    #[test]
    fn ends_are_trimmed_across_runs() {
        let mut rich = Rich::plain(". ");
        rich.push(italic(" ,Title."));
        rich.push_str(" ");
        rich.trim_start(&['.', ',']);
        rich.trim_end();
        rich.strip_end('.');
        assert_eq!(rich.to_text(), "Title");
        assert!(Rich::plain("“He came.”").ends_with(&['.']));
        assert!(!Rich::plain("(2025)").ends_with(&['.']));
    }

    #[test]
    fn the_start_of_a_text_leads_to_a_source() {
        let key = SourceKey::new("Roe2020").unwrap();
        let mut rich = Rich::plain("Roe, ");
        rich.push(italic("Ships"));
        rich.push_str(" (2020), ");
        let url = WebUrl::new("https://example.org/").map(Link::Web);
        rich.push(Run { text: "here".to_owned(), link: url, ..Run::default() });
        rich.link_start(&key);
        assert_eq!(
            rich.to_html_with(|key| format!("{key}.html?a&b")),
            "<a href=\"Roe2020.html?a&amp;b\">Roe, <em>Ships</em> (2020)</a>, \
             <a href=\"https://example.org/\">here</a>"
        );
        assert_eq!(
            rich.to_html(),
            "Roe, <em>Ships</em> (2020), <a href=\"https://example.org/\">here</a>"
        );
    }

    proptest! {
        /// Whatever is put in: no mark-up of its own gets out, and the text is kept.
        #[test]
        fn text_never_becomes_markup(text in ".{0,60}", url in "(https?://|javascript:)?.{0,30}") {
            let mut rich = Rich::new();
            rich.push(Run { text: text.clone(), link: WebUrl::new(&url).map(Link::Web), ..Run::default() });
            let html = rich.to_html();
            let inner = html
                .strip_suffix("</a>")
                .and_then(|html| html.strip_prefix("<a href=\""))
                .and_then(|html| html.split_once("\">"))
                .map_or(html.as_str(), |(_, inner)| inner);
            prop_assert!(!inner.contains(['<', '>', '"']), "{}", html);
            prop_assert_eq!(rich.to_text().chars().count(), text.chars().count());
        }
    }
}
