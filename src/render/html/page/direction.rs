//! Which way the text of a block runs.

use pulldown_cmark::Tag;

use super::Writer;
use crate::syntax::body::{Event, is_inline};

impl Writer<'_> {
    /// Closes the tag of the block that starts at `at`. Where its own text holds letters that run
    /// from right to left, its first letter says which way all of it runs.
    pub(super) fn direction(&mut self, at: usize) {
        let within = self.body.events.get(at + 1..self.body.end_of(at)).unwrap_or_default();
        let own = within.iter().take_while(|(event, _)| match event {
            Event::Start(tag) => is_inline(&tag.to_end()) || matches!(tag, Tag::Paragraph),
            _ => true,
        });
        let turns = own.into_iter().any(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => {
                !text.is_ascii() && text.chars().any(runs_left)
            }
            _ => false,
        });
        self.out.push_str(if turns { " dir=\"auto\">" } else { ">" });
    }
}

/// Whether a letter runs from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, by
/// Unicode's blocks.
fn runs_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}
