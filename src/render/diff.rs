//! Two texts compared, block by block and then word by word, as `<ins>` and `<del>`.
//!
//! Knows nothing about where the texts come from.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use super::html::escape::text as escape_body;
use super::view::SafeHtml;

/// Texts with more pieces than this, both together, are shown as replaced: comparing them would
/// take longer than it helps.
const MOST_WORDS: usize = 6_000;
const MOST_BLOCKS: usize = 6_000;
/// Pairs of changed blocks that are compared to find which became which.
const MOST_PAIRS: usize = 2_500;
/// How alike two blocks must be, in thousandths, for one to be the other's new wording.
const ALIKE: u32 = 400;

/// How two texts differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The blocks that changed, in the order of the new text.
    pub blocks: Vec<SafeHtml>,
    /// Words, white space and punctuation not counted.
    pub added: usize,
    pub removed: usize,
}

/// Compares two texts in blocks.
#[must_use]
pub fn difference<T: AsRef<str> + Ord + std::hash::Hash>(old: &[T], new: &[T]) -> Difference {
    let mut found = Difference::default();
    let ops = if old.len() + new.len() > MOST_BLOCKS {
        vec![replaced(old.len(), new.len())]
    } else {
        capture_diff_slices(Algorithm::Myers, old, new)
    };
    for op in ops.into_iter().filter(|op| op.tag() != DiffTag::Equal) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        for (before, after) in pairs(old, new) {
            let text = |block: Option<&T>| block.map_or(String::new(), |it| it.as_ref().to_owned());
            let (before, after) = (before.map(|at| &old[at]), after.map(|at| &new[at]));
            found.add(&text(before), &text(after));
        }
    }
    found
}

impl Difference {
    /// Compares two wordings of one block.
    fn add(&mut self, old: &str, new: &str) {
        let old: Vec<&str> = old.split_word_bounds().collect();
        let new: Vec<&str> = new.split_word_bounds().collect();
        let mut html = String::new();
        for run in runs(&old, &new) {
            let (gone, come) = (&old[run.old], &new[run.new]);
            if !run.changed {
                escape_body(&mut html, &come.concat());
                continue;
            }
            self.removed += words(gone);
            self.added += words(come);
            for (name, pieces) in [("del", gone), ("ins", come)] {
                if !pieces.is_empty() {
                    html.push_str(&format!("<{name}>"));
                    escape_body(&mut html, &pieces.concat());
                    html.push_str(&format!("</{name}>"));
                }
            }
        }
        self.blocks.push(SafeHtml::from_escaped(html));
    }
}

fn words(pieces: &[&str]) -> usize {
    pieces.iter().filter(|piece| is_word(piece)).count()
}

fn is_word(piece: &str) -> bool {
    piece.contains(char::is_alphanumeric)
}

/// A stretch of both texts that is the same or is not.
struct Run {
    changed: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Stretches in order. Spaces and punctuation alone do not part two changes: a phrase that was
/// reworded reads better in one piece.
fn runs(old: &[&str], new: &[&str]) -> Vec<Run> {
    let ops = if old.len() + new.len() > MOST_WORDS {
        vec![replaced(old.len(), new.len())]
    } else {
        capture_diff_slices(Algorithm::Myers, old, new)
    };
    let mut runs: Vec<Run> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let inner = at > 0 && at + 1 < ops.len();
        let (from, to) = (op.old_range(), op.new_range());
        let changed = op.tag() != DiffTag::Equal || (inner && words(&old[from.clone()]) == 0);
        match runs.last_mut() {
            Some(last) if last.changed == changed => {
                last.old.end = from.end;
                last.new.end = to.end;
            }
            _ => runs.push(Run { changed, old: from, new: to }),
        }
    }
    runs
}

fn replaced(old_len: usize, new_len: usize) -> DiffOp {
    DiffOp::Replace { old_index: 0, old_len, new_index: 0, new_len }
}

/// Which of the new blocks is which of the old, both in order: those that are the most alike in
/// all; what has no partner was removed or added.
fn pairs<T: AsRef<str>>(old: &[T], new: &[T]) -> Vec<(Option<usize>, Option<usize>)> {
    let (rows, columns) = (old.len(), new.len());
    if rows * columns > MOST_PAIRS {
        let longest = rows.max(columns);
        let at = |at: usize, len: usize| (at < len).then_some(at);
        return (0..longest).map(|it| (at(it, rows), at(it, columns))).collect();
    }
    let sorted = |blocks: &[T]| -> Vec<Vec<String>> { blocks.iter().map(sorted_words).collect() };
    let (old_words, new_words) = (sorted(old), sorted(new));
    let alike: Vec<Vec<u32>> = old_words
        .iter()
        .map(|old| new_words.iter().map(|new| likeness(old, new)).collect())
        .collect();
    // best[i][j]: how alike the blocks from the i-th and the j-th on can be paired.
    let mut best = vec![vec![0_u32; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let apart = best[i + 1][j].max(best[i][j + 1]);
            best[i][j] = match alike[i][j] {
                alike if alike >= ALIKE => apart.max(best[i + 1][j + 1] + alike),
                _ => apart,
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let paired = alike[i][j] >= ALIKE && best[i][j] == best[i + 1][j + 1] + alike[i][j];
        if paired {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs.extend((i..rows).map(|i| (Some(i), None)));
    pairs.extend((j..columns).map(|j| (None, Some(j))));
    pairs
}

fn sorted_words<T: AsRef<str>>(block: &T) -> Vec<String> {
    let pieces = block.as_ref().split_word_bounds().filter(|piece| is_word(piece));
    let mut words: Vec<String> = pieces.map(str::to_lowercase).collect();
    words.sort();
    words
}

/// The share of words that two blocks have in common, in thousandths; both are sorted.
fn likeness(old: &[String], new: &[String]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let all = old.len() + new.len();
    u32::try_from(shared * 2_000 / all.max(1)).unwrap_or(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(old: &[&str], new: &[&str]) -> Vec<String> {
        difference(old, new).blocks.into_iter().map(SafeHtml::into_string).collect()
    }

    #[test]
    fn marks_words_and_leaves_what_is_the_same() {
        let old = "The target of 40 billion dollars stands.";
        let new = "The old target of 30 billion dollars stands.";
        let marked =
            "The <ins>old </ins>target of <del>40</del><ins>30</ins> billion dollars stands.";
        assert_eq!(html(&[old], &[new]), [marked]);
        let found = difference(&[old], &[new]);
        assert_eq!((found.added, found.removed), (2, 1));
        assert_eq!(difference(&[old], &[old]), Difference::default());
    }

    #[test]
    fn a_reworded_phrase_is_one_change() {
        let marked = "It was <del>quite, simply, wrong</del><ins>never, at all, right</ins> then.";
        assert_eq!(
            html(&["It was quite, simply, wrong then."], &["It was never, at all, right then."]),
            [marked]
        );
    }

    #[test]
    fn shows_only_blocks_that_changed_and_pairs_them_by_their_words() {
        let old = ["One stays.", "Ports grew by two per cent in May.", "Gone at last.", "End."];
        let new = [
            "One stays.",
            "Entirely new words here.",
            "Ports grew by three per cent in May.",
            "End.",
        ];
        assert_eq!(
            html(&old, &new),
            [
                "<ins>Entirely new words here.</ins>",
                "Ports grew by <del>two</del><ins>three</ins> per cent in May.",
                "<del>Gone at last.</del>",
            ]
        );
    }

    #[test]
    fn escapes_every_text() {
        let found = html(&["a <b> & c"], &["a <script>alert(1)</script> & c"]);
        assert!(!found[0].contains("<script>") && found[0].contains("&lt;"), "{found:?}");
    }

    #[test]
    fn a_long_text_is_shown_as_replaced() {
        let long = "word ".repeat(MOST_WORDS);
        assert_eq!(html(&[&long], &["word"]).len(), 2);
        let many: Vec<String> = (0..MOST_BLOCKS).map(|it| format!("block {it}")).collect();
        assert_eq!(difference(&many, &[]).blocks.len(), MOST_BLOCKS);
    }
}
