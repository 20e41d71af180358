//! From offsets to lines.

use std::ops::Range;

use crate::schema::Place;

/// How many bytes lie between two offsets whose lines are known.
const STRIDE: usize = 4_096;

/// Tells the lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t [u8],
    start: usize,
    /// How many lines end before each multiple of the stride.
    ended: Vec<u32>,
}

fn breaks(part: &[u8]) -> usize {
    part.iter().filter(|byte| **byte == b'\n').count()
}

impl<'t> Lines<'t> {
    /// The lines of a text that begins at `start` in its source.
    #[must_use]
    pub fn new(text: &'t str, start: usize) -> Self {
        let mut ended = vec![0];
        for part in text.as_bytes().chunks(STRIDE) {
            ended.push(ended[ended.len() - 1] + breaks(part) as u32);
        }
        Self { text: text.as_bytes(), start, ended }
    }

    /// A range of the source with its line.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        let offset = range.start.saturating_sub(self.start).min(self.text.len());
        let stride = offset / STRIDE;
        let line = 1 + self.ended[stride] as usize + breaks(&self.text[stride * STRIDE..offset]);
        Place { start: range.start, end: range.end, line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let text = format!("a\nb\n\nc{}\nd", " ".repeat(2 * STRIDE));
        let lines = Lines::new(&text, 3);
        let line = |at: usize| lines.place(at..at + 1).line;
        assert_eq!([3, 5, 8, 3, 3 + text.len() - 1, 99_999].map(line), [1, 2, 4, 1, 5, 5]);
        assert_eq!(Lines::new("", 0).place(0..0).line, 1);
    }
}
