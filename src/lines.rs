//! Lines of bytes, one at a time, none longer than it may be.
//!
//! Whatever is one JSON object a line is read through here: rows of a catalogue and batch
//! questions.

#[cfg(feature = "batch")]
use std::io::Read;
use std::io::{self, BufRead};

/// The longest line read, in bytes.
pub const LONGEST: usize = 1 << 20;
/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// One line of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Without its line break and byte order mark; `None` when it is longer than [`LONGEST`].
    pub bytes: Option<Vec<u8>>,
    /// How many bytes of input it took, line break and byte order mark included.
    pub length: usize,
}

/// Reads lines. Blank ones are counted and passed over, and a byte order mark at the start is no
/// part of the first line. A line ends with `\n`; a `\r` before it stays, which is white space to
/// JSON. After a line that is too long the next one is read; after an error there is nothing more.
///
/// Memory: one line of at most [`LONGEST`] bytes.
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

    /// The line that was read last, or that reading failed in; counted from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Reads to the end of the line, keeping its bytes while they are few enough.
    fn read(&mut self) -> io::Result<Option<Line>> {
        let (mut bytes, mut length, mut ended) = (Vec::new(), 0, false);
        self.number += 1;
        while !ended {
            let buffer = match self.input.fill_buf() {
                // A signal came; what was read of the line so far is kept.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
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
        let consumed = length + usize::from(ended);
        // Some editors begin a file with a byte order mark; it is no part of the text.
        if self.number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let bytes = (length <= LONGEST).then_some(bytes);
        Ok((consumed > 0).then_some(Line { number: self.number, bytes, length: consumed }))
    }
}

#[cfg(feature = "batch")]
impl<R: Read> Lines<io::BufReader<R>> {
    /// Whether the next line that is not blank has been read to its end already, so that asking for
    /// it waits for nothing.
    pub fn has_next_in_memory(&self) -> bool {
        let mut rest = self.input.buffer();
        while let Some(end) = rest.iter().position(|b| *b == b'\n') {
            let (line, after) = rest.split_at(end);
            if !line.iter().all(u8::is_ascii_whitespace) {
                return true;
            }
            rest = &after[1..];
        }
        false
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
    fn a_byte_order_mark_begins_a_file_and_no_other_line() {
        let input = "\u{feff}a\r\n\u{feff}b".as_bytes();
        let lines: Vec<Line> = Lines::new(input).map(Result::unwrap).collect();
        let expected = [(1, &b"a\r"[..], 6), (2, "\u{feff}b".as_bytes(), 4)];
        let expected = expected.map(|(number, bytes, length)| Line {
            number,
            bytes: Some(bytes.to_vec()),
            length,
        });
        assert_eq!(lines, expected);
        assert_eq!(Lines::new("\u{feff}\n".as_bytes()).count(), 0, "blank but for the mark");
    }

    /// Gives its parts one by one, with a signal before each.
    struct Interrupting(Vec<&'static [u8]>, bool);

    impl io::Read for Interrupting {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let part = if self.0.is_empty() { b"" } else { self.0.remove(0) };
            buffer[..part.len()].copy_from_slice(part);
            Ok(part.len())
        }
    }

    #[test]
    fn a_signal_within_a_line_loses_nothing_of_it() {
        let input = io::BufReader::new(Interrupting(vec![b"on", b"e\ntw", b"o"], false));
        let lines: Vec<_> = Lines::new(input).map(|line| line.unwrap().bytes.unwrap()).collect();
        assert_eq!(lines, [b"one".to_vec(), b"two".to_vec()]);
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
