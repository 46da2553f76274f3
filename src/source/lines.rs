//! Lines and columns of a text, for people and for editors.
//!
//! Knows nothing about files; a [`LineIndex`] belongs to whichever text it was made from.

/// The starts of a text's lines.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n')
                .filter_map(|(at, _)| u32::try_from(at + 1).ok()),
        );
        Self { starts }
    }

    /// Line and column of the byte at `offset` of `text`, both from 1; columns count characters.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= offset) - 1;
        let start = self.starts[line] as usize;
        (line + 1, text[start..floor_boundary(text, offset)].chars().count() + 1)
    }

    /// The byte range of the line `number` (from 1) of `text`, without its line feed.
    #[must_use]
    pub fn line(&self, text: &str, number: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(number.checked_sub(1)?)? as usize;
        let end = self.starts.get(number).map_or(text.len(), |&next| next as usize - 1);
        Some(start..end)
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
