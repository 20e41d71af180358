//! Lines of bytes, one at a time, none longer than it may be.

use std::io::{self, BufRead};

/// The longest line read, in bytes.
pub const LONGEST: usize = 1 << 20;

/// One line of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Without its line break; `None` when it is longer than [`LONGEST`].
    pub bytes: Option<Vec<u8>>,
    /// How many bytes of input it took.
    pub length: usize,
}

/// Reads lines; after an error it gives nothing more. Blank lines are passed over.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    number: usize,
    failed: bool,
}

impl<R: BufRead> Lines<R> {
    /// Reads lines from `input`.
    pub fn new(input: R) -> Self {
        Self { input, number: 0, failed: false }
    }

    /// Reads to the end of the line, keeping its bytes while they are few enough.
    fn read(&mut self) -> io::Result<Option<Line>> {
        let (mut bytes, mut length, mut ended) = (Vec::new(), 0, false);
        while !ended {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let end = buffer.iter().position(|b| *b == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            ended = end.is_some();
            length += part.len();
            if length <= LONGEST {
                bytes.extend_from_slice(part);
            }
            let taken = part.len() + usize::from(ended);
            self.input.consume(taken);
        }
        self.number += 1;
        let consumed = length + usize::from(ended);
        let bytes = (length <= LONGEST).then_some(bytes);
        Ok((consumed > 0).then_some(Line { number: self.number, bytes, length: consumed }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            match self.read() {
                Ok(Some(line))
                    if line
                        .bytes
                        .as_ref()
                        .is_some_and(|b| b.iter().all(u8::is_ascii_whitespace)) => {}
                Ok(line) => return line.map(Ok),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_and_blank_ones_passed_over() {
        let lines: Vec<Line> = Lines::new(&b"a\n\n  \nb"[..]).map(Result::unwrap).collect();
        let expected = [(1, b"a".to_vec(), 2), (4, b"b".to_vec(), 1)];
        let expected =
            expected.map(|(number, bytes, length)| Line { number, bytes: Some(bytes), length });
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_line_too_long_is_told_and_the_next_one_read() {
        let mut input = vec![b'x'; LONGEST + 1];
        input.extend_from_slice(b"\nnext\n");
        let lines: Vec<Line> = Lines::new(&input[..]).map(Result::unwrap).collect();
        assert_eq!(lines[0].bytes, None);
        assert_eq!(lines[1].bytes.as_deref(), Some(&b"next"[..]));
    }
}
