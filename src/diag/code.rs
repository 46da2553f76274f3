//! Every code a diagnostic can have, each with its page for `briefbook explain`.
//!
//! A code is a few words in kebab case and never changes its meaning. Lints are the codes whose
//! level a book may change. Knows nothing about how a fault is found.

use super::Level;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $level:ident $(, $lint:ident)?;)+) => {
        /// A stable name for a kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as it is printed and written in `site.yaml`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What happens unless a book says otherwise.
            #[must_use]
            pub const fn default_level(self) -> Level {
                match self { $(Self::$name => Level::$level,)+ }
            }

            /// Whether a book may change its level.
            #[must_use]
            pub const fn is_lint(self) -> bool {
                match self { $(Self::$name => codes!(@lint $($lint)?),)+ }
            }

            /// The manual page: what is wrong, why it matters, how to mend it. Markdown.
            #[must_use]
            pub fn doc(self) -> String {
                let lines: &[&str] = match self { $(Self::$name => &[$($doc,)+],)+ };
                let mut doc = String::new();
                for line in lines {
                    doc.push_str(line.strip_prefix(' ').unwrap_or(line));
                    doc.push('\n');
                }
                doc
            }
        }
    };
    (@lint lint) => { true };
    (@lint) => { false };
}

impl Code {
    /// The code written as `text`.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

codes! {
    // Files.

    /// A file of the book is not UTF-8 text. Save it as UTF-8; the place given is the first byte
    /// that does not fit.
    NotUtf8 = "not-utf8", Deny;
    /// A file starts with a byte-order mark. Save it as "UTF-8" and not as "UTF-8 with BOM".
    ByteOrderMark = "byte-order-mark", Deny;
    /// A line ends with a carriage return. Books use line feeds alone, so that every contributor
    /// sees the same changes; set your editor to LF line endings.
    CarriageReturn = "carriage-return", Deny;
    /// A symbolic link lies in the book. Links are never followed, also when they point inside the
    /// book, so that nothing outside can be published by accident and a book reads the same on
    /// every machine. Put a copy of the file in its place.
    SymbolicLink = "symbolic-link", Deny;
    /// A file's path cannot be used: it is not UTF-8, holds a backslash or a control character,
    /// or is longer than 180 characters.
    UnusablePath = "unusable-path", Deny;
    /// A file or folder could not be read: permission is missing, it is not a regular file, or it
    /// is 4 GiB or larger.
    UnreadableFile = "unreadable-file", Deny;
    /// A file lies where the book has no place for it, or has an ending that the place does not
    /// know. Nothing is made of it.
    UnexpectedFile = "unexpected-file", Warn, lint;

    // YAML.

    /// The front matter or registry is not valid YAML.
    InvalidYaml = "invalid-yaml", Deny;
    /// A page has no front matter, or its front matter is never closed. It stands between two
    /// lines of exactly `---`, the first at the very top of the file.
    MissingFrontMatter = "missing-front-matter", Deny;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Deny;
    /// A YAML feature that books do not use: tags, merge keys, several documents, keys that are
    /// not text.
    UnsupportedYaml = "unsupported-yaml", Deny;
    /// YAML that expands or nests beyond what a contributor would write: aliases that multiply,
    /// collections nested hundreds deep, front matter over 64 kB.
    YamlLimit = "yaml-limit", Deny;

    // Decoding.

    /// A key that this kind does not have. Keys are never ignored, so that a misspelt one cannot
    /// pass unseen.
    UnknownKey = "unknown-key", Deny;
    /// A key that this kind needs is not there.
    MissingKey = "missing-key", Deny;
    /// A value is of another type than the key takes: a list where text is wanted, for instance.
    WrongType = "wrong-type", Deny;
    /// A value is of the right type and still not one that the key takes.
    InvalidValue = "invalid-value", Deny;
    /// A date that does not exist or is not written as `2025-04-29`; where a period is taken also
    /// `2025`, `2025-04`, `2025-Q2` and `2025-01/2025-05`.
    InvalidDate = "invalid-date", Deny;
    /// An id that is not lower-case ASCII letters, digits and single hyphens.
    InvalidId = "invalid-id", Deny;
    /// Two things of one kind have the same id, or ids that only case or Unicode form tells
    /// apart. Each needs its own, since it becomes its address.
    DuplicateId = "duplicate-id", Deny;
    /// A translation has no original: `name.it.md` needs `name.md` beside it.
    MissingOriginal = "missing-original", Deny;
    /// A language that `site.yaml` does not list under `languages`.
    UnknownLanguage = "unknown-language", Deny;
    /// A bibliography entry that the bibliography's format does not allow.
    InvalidSource = "invalid-source", Deny;
    /// Bibliography entries that name each other in a circle: as parents, as cross-references, or
    /// as the source that they are known through (`cited_in`).
    SourceCycle = "source-cycle", Deny;
    /// The book has no `site.yaml`, or lacks a file that it cannot do without.
    MissingFile = "missing-file", Deny;

    // Markdown.

    /// Raw HTML in a page. Books hold none, so that every page is as safe and as accessible as the
    /// theme makes it. Write it in Markdown, or put a backslash before `<` where it is text.
    RawHtml = "raw-html", Deny;
    /// Markdown nested more than 256 levels deep.
    NestingLimit = "nesting-limit", Deny;
    /// A link whose address could run a script, such as `javascript:` or `data:`.
    UnsafeLink = "unsafe-link", Deny;
    /// A wikilink or embed that is not closed, is empty, or stands where it would lose something:
    /// inside another link's text, or as the text of a link.
    MalformedReference = "malformed-reference", Deny;
    /// A citation that cannot be read: a key is missing after `@`, or a bracket is not closed.
    MalformedCitation = "malformed-citation", Deny;
    /// A locator that cannot be read. It is a comma list of `p. 12`, `sec. 3.1`, `para. 4`,
    /// `fn. 5` and `L57` or `L57-L60`.
    MalformedLocator = "malformed-locator", Deny;
    /// A link reference definition whose label starts with `@` would swallow a citation.
    CitationDefinition = "citation-definition", Deny;
    /// A footnote that is used and not defined, defined twice, or defined and never used.
    Footnote = "footnote", Deny;
    /// A heading id that stands twice on a page.
    DuplicateHeadingId = "duplicate-heading-id", Deny;
    /// A heading of the first level in a body. The page's title is the front matter's; headings
    /// of the body start at `##`.
    HeadingLevel = "heading-level", Deny;
    /// An embed that does not stand alone in its paragraph.
    EmbedPlace = "embed-place", Deny;
    /// An image without alternative text. Readers who cannot see it are told nothing.
    MissingAltText = "missing-alt-text", Deny;

    // Resolving.

    /// A link to something that the book does not hold.
    UnknownLink = "unknown-link", Deny;
    /// A link whose target names several things of the book. A prefix that names the kind settles
    /// it: `[[actor:leonardo]]`.
    AmbiguousLink = "ambiguous-link", Deny;
    /// A link to a heading that the page does not have.
    UnknownHeading = "unknown-heading", Deny;
    /// A citation of a source that the bibliography does not hold.
    UnknownSource = "unknown-source", Deny;
    /// A work is said to be known through a source (`cited_in`) that is itself known only through
    /// another. Readers are to find the work's mention in a source that the book holds.
    CitedInChain = "cited-in-chain", Deny;
    /// A link to a draft, or to a page dated after the as-of date, from a page that is published.
    UnpublishedLink = "unpublished-link", Deny;
    /// An image or file that the book does not hold.
    MissingMedia = "missing-media", Deny;
    /// Pages that embed each other in a circle. The message names the path.
    EmbedCycle = "embed-cycle", Deny;
    /// A kind of thing that cannot be embedded, or an embed of a whole page.
    EmbedTarget = "embed-target", Deny;
    /// A figure has no observation of that id or period.
    UnknownObservation = "unknown-observation", Deny;
    /// Several observations of a figure match a period and none is preferred. Name the
    /// observation's id, or mark one `preferred: true`.
    AmbiguousObservation = "ambiguous-observation", Deny;
    /// Two things of the book answer to one name, so that a link by that name is ambiguous.
    DuplicateName = "duplicate-name", Deny;

    // Routes, templates, output.

    /// Two pages or files would be written to one path, also where only case or Unicode form
    /// tells the paths apart.
    OutputClash = "output-clash", Deny;
    /// A template cannot be parsed, or fails while a page is rendered.
    TemplateError = "template-error", Deny;
    /// The output folder is not empty and was not made by briefbook (it holds no file
    /// `.briefbook`), or it cannot hold a site: it is a symbolic link, the book's own folder or one
    /// around it, or lies among the book's sources. It is never cleared; name another with
    /// `--output`, or empty it yourself.
    ForeignOutput = "foreign-output", Deny;
    /// The site could not be written: the disk is full or read-only, for instance. The earlier
    /// site is as it was.
    OutputFailed = "output-failed", Deny;

    /// `export pdf` prints with a browser of this machine, and found none. Install Chromium or Chrome
    /// 131 or newer, or name one: `--browser PATH`, or the variable `BRIEFBOOK_BROWSER`. A book can
    /// also be exported as one HTML file (`export html`) and printed from any browser.
    NoBrowser = "no-browser", Deny;
    /// The browser that should print the PDF did not start, failed, or took too long. Run it once by
    /// hand (`chromium --version`), try another by `--browser PATH`, and see that there is room for
    /// temporary files.
    BrowserFailed = "browser-failed", Deny;

    // Verifying, against the stored copies of sources.

    /// The words of an `as_written` are nowhere in the stored copy of their source. Copy at most
    /// seven words exactly as they stand there. White space, the kinds of quotes and dashes,
    /// hyphens at line ends, marks of notes and Markdown's stars do not matter; case does.
    PassageNotFound = "passage-not-found", Deny;
    /// The words of an `as_written` stand in the stored copy of their source, and not at their
    /// locator. Lines (`L57`, `L57-L60`) settle the place; without them a section, a note, a page
    /// or a paragraph does, where the copy lets it be found.
    PassageMoved = "passage-moved", Deny;
    /// An observation's value is not among the numbers that its `as_written` gives. One of the two
    /// was mistyped, or the words are not the ones that carry the value.
    ValueNotInWords = "value-not-in-words", Deny;
    /// The stored copy of a source is another file than the one whose SHA-256 was recorded. What
    /// was cited from it may not stand in it any more. Bring the old copy back, or look at every
    /// difference and record the new hash.
    SnapshotMismatch = "snapshot-mismatch", Deny;
    /// The stored copy of a source is not in the folder of copies, cannot be read, or is not UTF-8
    /// text.
    SnapshotUnreadable = "snapshot-unreadable", Deny;

    // Lints. Each has its rule, and the rule's file its manual page.

    /// A paragraph of more than twenty words cites nothing. A reader cannot tell what it rests on.
    /// Cite a source, or shorten the paragraph to what needs none. Pages under `content/pages/`
    /// are not held to this.
    UncitedParagraph = "uncited-paragraph", Warn, lint;
    /// A citation names a source and no place in it. Add a locator, so that a reader finds the
    /// passage: `[@key, sec. 3.1, L57]`.
    CitationWithoutLocator = "citation-without-locator", Warn, lint;
    /// `briefbook verify` cannot look for an observation or a position in its source: it gives
    /// none of the source's words (`as_written`), no locator says where they stand, or no copy of
    /// the source is stored.
    Unverifiable = "unverifiable", Warn, lint;
    /// A number with a unit stands in a sentence that cites nothing: a sum of money, a percentage,
    /// a count of aircraft, people or firms, a measure, or anything in thousands, millions or
    /// billions. Cite its source in the sentence, take it from the ledger
    /// (`[[figure:trade@2024]]`), or put it into a footnote that cites. A citation directly after
    /// the full stop belongs to the sentence before it; one in a row of a table, or in its head,
    /// serves the whole row.
    ///
    /// Held to it are the bodies of briefs, topics and actors, and the bottom lines and judgements
    /// of briefs, in English and Italian. Dates, years, ordinals, articles, designations such as
    /// `F-35`, durations, headings, code, the text of links and quoted titles are not numbers with
    /// a unit.
    UncitedNumber = "uncited-number", Warn, lint;
    /// A number in the text contradicts the book's own ledger. It is reported when a sentence
    /// links to a figure without a value (`[[figure:trade]]`), or cites the very lines of a source
    /// that an observation rests on and names its year, and holds exactly one number in the
    /// figure's unit, which is told as a value and not as a difference ("fell by", "more than last
    /// year"), and that number has no point in common with any observation of the figure for the
    /// years that the sentence names (all, where it names none), nor with an observation of another
    /// figure on the lines it cites. Where the cited lines give values of several figures in the
    /// unit, nothing is reported, for nobody can tell which one is meant. A number stands for all
    /// that rounds to it; "over", "about", "at least" and the like before it count.
    ///
    /// Mend the text or the ledger, or take the value from the ledger: `[[figure:trade@2024]]`.
    ContradictsLedger = "contradicts-ledger", Warn, lint;
    /// A value that other sources contradict is used as if it were settled: a number is cited from
    /// the lines of an observation and equals it, and another observation of the figure has no
    /// value in common with that one. A page acknowledges a dispute when it links to or shows the
    /// figure or a recorded dispute about it, gives a disputing value as well, or takes the value
    /// from the ledger: beside `[[figure:trade@2024]]` a mark says that it is disputed. Pages of
    /// topics and actors show the figures that belong to them.
    UnacknowledgedDispute = "unacknowledged-dispute", Warn, lint;
    /// No published text cites this source, and no figure, dispute or other source rests on it.
    /// Cite it, or take it out of the bibliography.
    UnusedSource = "unused-source", Warn, lint;
    /// No published text links to, shows or takes a value from this figure, no dispute is about
    /// it, and it belongs to no topic or actor whose page would show it.
    UnusedFigure = "unused-figure", Warn, lint;
    /// No published text links to this actor, and no brief, figure, dispute or event names it. The
    /// topics that it gives itself do not count. Link to it where it is spoken of, or remove it.
    UnusedActor = "unused-actor", Warn, lint;
    /// A published brief is past its `review_by` on the as-of date. Read it again: bring it up to
    /// date and move the date on, or supersede or withdraw it. Its page says so until then.
    StalePage = "stale-page", Warn, lint;
    /// A source of the book has been retracted. Every page that rests on it carries a notice;
    /// look at each, of which the fault names a few, and once the book has dealt with it, say so
    /// on the line of `retracted`: `# briefbook: allow retracted-source: reason`.
    RetractedSource = "retracted-source", Deny, lint;
    /// One sentence states how likely something is and how much confidence there is in the
    /// judgement. Readers take one for the other, which is why ICD 203 (2015), D.6.e.(2)(a), keeps
    /// them apart. Give the likelihood in the sentence and the confidence in its own field, or in
    /// a sentence of its own. Looked for in the judgements and bodies of briefs, in English and
    /// Italian.
    MixedLikelihood = "mixed-likelihood", Warn, lint;
    /// A judgement says how likely something is in words that have no agreed meaning, such as
    /// might, perhaps or a fair chance. ICD 203 (2015), D.6.e.(2)(a), has seven bands: almost no
    /// chance or remote (1–5 %), very unlikely or highly improbable (5–20 %), unlikely or
    /// improbable (20–45 %), roughly even chance or odds (45–55 %), likely or probable (55–80 %),
    /// very likely or highly probable (80–95 %), almost or nearly certain (95–99 %). Use one of
    /// them. Quotations and the text of links are left alone. English and Italian.
    LikelihoodWords = "likelihood-words", Warn, lint;
    /// A judgement cites nothing, or does not say how far the authors trust it. Cite what it rests
    /// on in its text, and give its `confidence`: high, moderate or low.
    UnsupportedJudgement = "unsupported-judgement", Warn, lint;
    /// A comment excuses a line from a lint, and the lint finds nothing there. What was wrong has
    /// been mended, or the comment stands on another line than its fault: remove or move it. An
    /// excuse holds for its own line or, where it stands alone, for the next line that is neither
    /// blank nor another excuse.
    UnusedExcuse = "unused-excuse", Deny, lint;
    /// A comment that starts with `briefbook:` and cannot be read as
    /// `briefbook: allow CODE: reason`: it names no lint, or gives no reason.
    MalformedExcuse = "malformed-excuse", Deny;
}
