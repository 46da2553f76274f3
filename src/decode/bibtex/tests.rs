use proptest::prelude::*;

use super::*;
use crate::diag::Place;
use crate::source::{FileId, SourcePath, SourceSetBuilder};

fn file_id() -> FileId {
    let path = "content/sources/works.bib";
    let mut files = SourceSetBuilder::new();
    files.insert(SourcePath::new(path).unwrap(), Vec::new());
    files.build().find(path).unwrap()
}

/// The sources, and each fault as its code, the text it points at, and what it says.
fn read(text: &str) -> (Vec<Source>, Vec<(Code, String, String)>) {
    let mut cx = Context::new(file_id(), &[]);
    let sources = decode(&mut cx, text);
    let faults = cx.sink.finish().into_iter().map(|fault| {
        let Place::Span(span) = fault.place else { panic!("no span") };
        let message = format!("{} | {}", fault.message, fault.hints.join("; "));
        (fault.code, text[span.range()].to_owned(), message)
    });
    (sources, faults.collect())
}

fn keys(text: &str) -> Vec<String> {
    read(text).0.iter().map(|source| source.key.value.to_string()).collect()
}

#[track_caller]
fn sound(text: &str) -> Vec<Source> {
    let (sources, faults) = read(text);
    assert_eq!(faults, []);
    sources
}

#[track_caller]
fn only_fault(text: &str, code: Code, at: &str, says: &str) {
    let (_, faults) = read(text);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    let (found, place, message) = &faults[0];
    assert_eq!((*found, place.as_str()), (code, at), "{message}");
    assert!(message.contains(says), "{message}");
}

#[test]
fn reads_entries_with_their_places() {
    let text = r#"
% A comment.
@string{iai = "Istituto Affari Internazionali"}
@Report{Chiriatti2026,
  author = {Chiriatti, Alessia and {NATO}},
  title = {Unlocking {Strategic} Potential: {\"U}ber \$40 billion},
  institution = iai # { (IAI)},
  date = {2026-01},
  url = {https://example.org/a_b?c=d%20e},
}
@online{second, title = "Another", year = 2024, month = feb}
"#;
    let sources = sound(text);
    let first = &sources[0];
    assert_eq!(&text[first.key.span.range()], "Chiriatti2026");
    assert!(text[first.span.range()].starts_with("@Report{"));
    assert_eq!(first.entry.key(), "Chiriatti2026");
    assert_eq!(
        first.entry.title().unwrap().to_string(),
        "Unlocking Strategic Potential: Über $40 billion"
    );
    assert_eq!(first.entry.authors().unwrap().len(), 2);
    assert_eq!(first.entry.date().unwrap().month, Some(0));
    assert_eq!(
        first
            .entry
            .organization()
            .or(first.entry.publisher().and_then(|p| p.name()))
            .unwrap()
            .to_string(),
        "Istituto Affari Internazionali (IAI)"
    );
    assert_eq!(sources[1].entry.date().unwrap().month, Some(1));
}

#[test]
fn entries_inherit() {
    let sources = sound(
        "@xdata{press, publisher = {The Press}, location = {Rome}}\n\
         @collection{whole, title = {The Whole}, editor = {Doe, Jane}, date = {2020}, \
         xdata = {press}}\n\
         @incollection{part, author = {Roe, Ann}, title = {The Part}, crossref = {whole}}\n",
    );
    assert_eq!(sources.len(), 2);
    let part = &sources[1].entry;
    assert_eq!(part.key(), "part");
    assert_eq!(part.parents()[0].title().unwrap().to_string(), "The Whole");
    assert_eq!(part.date_any().unwrap().year, 2020);
    let whole = sources[0].entry.publisher().unwrap();
    assert_eq!(whole.name().unwrap().to_string(), "The Press");
}

#[test]
fn circles_are_reported_with_their_path_and_cut() {
    let text = "@book{a, title={A}, crossref={b}}\n@book{b, title={B}, xdata={x, c}}\n\
                @xdata{x, note={n}}\n@book{c, title={C}, crossref={a}}\n\
                @book{self, title={S}, crossref={self}}\n@book{d, title={D}, crossref={a}}\n";
    let (sources, faults) = read(text);
    assert_eq!(sources.len(), 5);
    let found: Vec<_> = faults.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
    assert_eq!(found, [(Code::SourceCycle, "{a}"), (Code::SourceCycle, "{self}")]);
    assert!(faults[0].2.contains("a → b → c → a"), "{}", faults[0].2);
    assert!(faults[1].2.contains("self → self"), "{}", faults[1].2);
}

/// Names that TeX reads as others lead nowhere, and to no circle that we do not see.
#[test]
fn links_are_followed_by_plain_names_alone() {
    let text = "@book{e, title={E}, crossref={a{b}}\n@book{ab, title={AB}, crossref={e}}\n\
                @book{a--b, title={X}, ids={q}, crossref={q}}\n@book{a–b, crossref={a--b}}";
    let (sources, _) = read(text);
    assert!(!sources.is_empty());
    let text = "@book{p, title={P}, ids={alias}, crossref={r}}\n@book{r, crossref={alias}}";
    assert_eq!(keys(text), ["p", "r"]);
}

#[test]
fn a_wide_and_deep_family_is_refused_and_not_followed() {
    let mut text = "@book{k0, title={T}}\n".to_owned();
    for at in 1..60 {
        text += &format!("@book{{k{at}, title={{T}}, xdata={{k{0}, k{0}}}}}\n", at - 1);
    }
    let (sources, faults) = read(&text);
    assert_eq!(sources.len(), 60);
    assert!(faults.iter().all(|(code, _, _)| *code == Code::InvalidSource), "{faults:?}");
    assert!(faults[0].2.contains("more than 20 entries"), "{}", faults[0].2);
}

#[test]
fn abbreviations_neither_multiply_nor_hold_themselves() {
    let mut text = "@string{s0 = {lol lol lol lol}}\n".to_owned();
    for at in 1..40 {
        text += &format!("@string{{s{at} = s{0} # s{0}}}\n", at - 1);
    }
    let (sources, faults) = read(&format!("{text}@book{{a, title = s39}}"));
    assert_eq!(sources.len(), 1);
    assert!(faults[0].2.contains("longer than 64 kB"), "{faults:?}");
    let (_, faults) = read("@string{s = s # {x}}\n@book{a, title = s}");
    assert!(faults.iter().any(|(_, _, message)| message.contains("unknown abbreviation")));
}

#[test]
fn a_broken_entry_does_not_take_its_neighbours_with_it() {
    let text = "@book{a, title={A}}\n@book{b, title={B, year={2020}\n\n@book{c, title={C}}\n\
                @book{d title={D}}\n@book{e, title={E}}\n";
    let (sources, faults) = read(text);
    let found: Vec<&str> = sources.iter().map(|source| source.key.value.as_str()).collect();
    assert_eq!(found, ["a", "c", "e"]);
    let places: Vec<_> = faults.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
    assert_eq!(places[0], (Code::InvalidSource, "@book{b, title={B, year={2020}"));
    assert!(faults[0].2.contains("not closed"), "{}", faults[0].2);
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(faults[1].2.contains("expected comma"), "{}", faults[1].2);
}

#[test]
fn a_refused_field_is_reported_and_the_rest_is_kept() {
    let text = "@book{a, title={A}, year={in press}, author={Doe, Jane}, gender={no such}}";
    only_fault(text, Code::InvalidDate, "{in press}", "`year` cannot be read");
    let (sources, _) = read(text);
    assert_eq!(sources[0].entry.title().unwrap().to_string(), "A");
    assert_eq!(sources[0].entry.authors().unwrap().len(), 1);
    // In what is inherited, at the place where it is written.
    let text = "@xdata{x, year={soon}}\n@book{a, title={A}, xdata={x}}";
    only_fault(text, Code::InvalidDate, "{soon}", "`year` cannot be read");
}

#[test]
fn what_hayagriva_passes_over_is_a_fault() {
    let book = |fields: &str| format!("@book{{a, title={{A}}, {fields}}}");
    only_fault(&book("date={2020-13-45}"), Code::InvalidDate, "{2020-13-45}", "not a date");
    only_fault(&book("date={٢٠٢٠-٠١-٠١}"), Code::InvalidDate, "{٢٠٢٠-٠١-٠١}", "not a date");
    only_fault(&book("url={example}"), Code::InvalidSource, "{example}", "not a web address");
    sound(&book("date={}, url={}"));
    sound(&book("date={2020/2021}, urldate={2021-01-01}"));
}

#[test]
fn slips_are_told_and_strange_names_are_not() {
    only_fault("@book{a, titel={A}}", Code::UnknownKey, "titel", "did you mean `title`");
    only_fault("@artcle{a, title={A}}", Code::InvalidValue, "artcle", "did you mean `@article`");
    sound("@book{a, title={A}, x-fetchedfrom={Somewhere}, timestamp={2020}}");
    sound("@movie{a, title={A}}");
    only_fault("@book{a, title={A}, Title={B}}", Code::DuplicateKey, "Title", "stands twice");
    only_fault("@book{, title={A}}", Code::InvalidId, "", "cannot be a source's key");
}

#[test]
fn hostile_files_come_back() {
    let many = 10 << 20;
    read(&"{".repeat(many));
    read(&format!("@book{{a, title={}", "{".repeat(many)));
    read(&format!("@book{{a, title={{{}x{}}}}}", "{".repeat(1 << 16), "}".repeat(1 << 16)));
    read(&format!("@book{{a, title={{{}x{}}}}}", "\\emph{".repeat(5000), "}".repeat(5000)));
    read(&"@".repeat(1 << 20));
    read(&"@book{a, title={A\n".repeat(1 << 14));
    read(&"@book{a,\n".repeat(1 << 14));
    read(&"@string{a = \"\n".repeat(1 << 14));
    read("@book{a, title={\u{fe00}\\");
    let chain: String = (0..2000)
        .map(|at| format!("@book{{k{at}, title={{T}}, crossref={{k{}}}}}\n", at + 1))
        .collect();
    assert_eq!(read(&chain).0.len(), 2000);
}

proptest! {
    /// No text makes reading panic, and every fault lies in the file.
    #[test]
    fn no_file_is_too_odd(
        parts in prop::collection::vec(
            prop_oneof![
                Just("@book{a, "), Just("@xdata{b,"), Just("@string{s = "), Just("title = {"),
                Just("date = {"), Just("author = \""), Just("crossref = {a}"), Just("xdata={b,a}"),
                Just("}"), Just("\""), Just(","), Just("\n"), Just("#"), Just("2020-"), Just("\\"),
                Just("\\'"), Just("$"), Just("é"), Just("٣"), Just("pages = {1--"), Just("ids={a}"),
                Just("and "), Just("%"), Just("@"), Just("s"), Just("url={"), Just("edition={"),
            ],
            0..30,
        ),
    ) {
        read(&parts.concat());
    }
}
