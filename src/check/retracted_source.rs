//! The rule `retracted-source`: sources marked as retracted, with what rests on them.

use crate::diag::{Code, Diagnostic, Sink};
use crate::site::{ReferringTexts, Site};

/// So many places are named; the number says how many there are.
const MOST_NAMED: usize = 5;

pub fn check(site: &Site, sink: &mut Sink) {
    let mut texts = None;
    for source in &site.book.sources {
        let Some(retraction) = &source.retracted else { continue };
        let texts = texts.get_or_insert_with(|| ReferringTexts::of(site));
        let places = texts.places_resting_on(&source.key.value);
        let count = match places.len() {
            0 => "nothing rests on it".to_owned(),
            1 => "one place rests on it".to_owned(),
            many => format!("{many} places rest on it"),
        };
        let message = format!("`{}` has been retracted; {count}", source.key.value);
        let mut fault = Diagnostic::new(Code::RetractedSource, retraction.span, message);
        for place in places.into_iter().take(MOST_NAMED) {
            fault = fault.related(place, "rests on it");
        }
        sink.push(fault.hint(
            "look at each, then say on this line that the book has dealt with it: \
             `# briefbook: allow retracted-source: reason`",
        ));
    }
}
