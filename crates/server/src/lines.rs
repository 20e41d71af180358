//! Cutting a body into lines as it comes in: the protocol of a batch, which the library reads from
//! a blocking input, for an input that is waited for.

use tropewise::batch::{LONGEST, Line};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Cuts pieces of an input into lines. Blank lines are counted and passed over; a line beyond
/// [`LONGEST`] bytes is told as such, and never kept.
#[derive(Debug, Default)]
pub struct Cutter {
    /// The line that has not ended, as far as it is no longer than is read.
    begun: Vec<u8>,
    /// Its length so far.
    length: usize,
    /// How many lines have ended.
    number: usize,
}

impl Cutter {
    /// The lines that end in this piece of the input.
    pub fn push(&mut self, mut piece: &[u8]) -> Vec<Line> {
        let mut lines = Vec::new();
        while let Some(end) = piece.iter().position(|b| *b == b'\n') {
            self.extend(&piece[..end]);
            lines.extend(self.end(1));
            piece = &piece[end + 1..];
        }
        self.extend(piece);
        lines
    }

    /// The last line, when nothing ended it.
    pub fn finish(mut self) -> Option<Line> {
        if self.length == 0 { None } else { self.end(0) }
    }

    fn extend(&mut self, part: &[u8]) {
        self.length += part.len();
        if self.length <= LONGEST {
            self.begun.extend_from_slice(part);
        } else {
            self.begun = Vec::new();
        }
    }

    /// The line that has come to its end; none when it is blank.
    fn end(&mut self, line_break: usize) -> Option<Line> {
        self.number += 1;
        let length = std::mem::take(&mut self.length);
        let mut bytes = std::mem::take(&mut self.begun);
        if self.number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let bytes = (length <= LONGEST).then_some(bytes);
        let blank = bytes.as_ref().is_some_and(|bytes| bytes.trim_ascii().is_empty());
        (!blank).then_some(Line { number: self.number, bytes, length: length + line_break })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tropewise::Recommender;
    use tropewise::batch::Batch;

    fn cut(input: &[u8], piece: usize) -> Vec<Line> {
        let mut cutter = Cutter::default();
        let mut lines: Vec<Line> = input.chunks(piece).flat_map(|part| cutter.push(part)).collect();
        lines.extend(cutter.finish());
        lines
    }

    #[test]
    fn lines_are_the_same_however_they_come() {
        let input = "\u{feff}{\"id\":\"a\"}\r\n\n  \n{\"id\":\"b\"}\nx";
        let whole = cut(input.as_bytes(), 1000);
        for piece in [1, 2, 3, 7] {
            assert_eq!(cut(input.as_bytes(), piece), whole);
        }
        assert_eq!(whole.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 4, 5]);
        assert!(cut(b"", 1).is_empty() && cut(b"\n\n", 1).is_empty());
    }

    #[test]
    fn a_line_too_long_is_told_and_the_next_one_read() {
        let input = [&vec![b'x'; LONGEST + 1][..], b"\ny\n"].concat();
        let lines = cut(&input, 1 << 16);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].bytes.is_none());
        assert_eq!(lines[1].bytes.as_deref(), Some(&b"y"[..]));
    }

    #[test]
    fn the_library_reads_the_same_lines() {
        let batch = Batch::new(Arc::new(Recommender::new(tropewise_dramas::catalog())));
        let input =
            "\u{feff}{\"id\":\"a\",\"like\":[\"Signal\"]}\n\n[]\n\u{0}\n{\"id\":7}\n{\"id\":\"z\"";
        let theirs: Vec<_> =
            batch.answer(input.as_bytes()).map(|line| line.unwrap().json).collect();
        let lines = cut(input.as_bytes(), 5);
        let ours: Vec<_> = batch.answer_lines(&lines).into_iter().map(|line| line.json).collect();
        assert_eq!(ours, theirs);
        assert_eq!(ours.len(), 5);
    }
}
