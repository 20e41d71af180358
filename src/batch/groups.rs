//! Lines in groups that are answered together.

use std::io::{self, BufReader, Read};

use crate::lines::{Line, Lines};

use super::GROUP;

/// Bytes after which a group is full, however few lines it has, so that long lines do not fill the
/// memory.
const GROUP_BYTES: usize = 1 << 18;

/// Bytes read at once.
const READ_AT_ONCE: usize = 1 << 16;

/// Cuts an input into groups of at most [`GROUP`] lines. A group ends where the next line would
/// have to be waited for: a file comes in full groups, and a question typed alone is a group of its
/// own.
///
/// After an error, which is the last item, there is nothing more.
pub struct Groups<R> {
    lines: Lines<BufReader<R>>,
    error: Option<io::Error>,
}

impl<R: Read> Groups<R> {
    pub fn new(input: R) -> Self {
        let input = BufReader::with_capacity(READ_AT_ONCE, input);
        Self { lines: Lines::new(input), error: None }
    }
}

impl<R: Read> Iterator for Groups<R> {
    type Item = io::Result<Vec<Line>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.error.take() {
            return Some(Err(error));
        }
        let (mut group, mut bytes) = (Vec::new(), 0);
        while group.len() < GROUP && bytes < GROUP_BYTES {
            if !group.is_empty() && !self.lines.has_next_in_memory() {
                break;
            }
            match self.lines.next() {
                Some(Ok(line)) => {
                    bytes += line.length;
                    group.push(line);
                }
                Some(Err(error)) if group.is_empty() => return Some(Err(error)),
                // The lines before it are answered first.
                Some(Err(error)) => {
                    self.error = Some(error);
                    break;
                }
                None => break,
            }
        }
        (!group.is_empty()).then_some(Ok(group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one part a read, then fails.
    struct Parts(Vec<&'static str>);

    impl Read for Parts {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Err(io::ErrorKind::ConnectionReset.into());
            }
            let part = self.0.remove(0).as_bytes();
            buffer[..part.len()].copy_from_slice(part);
            Ok(part.len())
        }
    }

    fn sizes(input: impl Read) -> Vec<usize> {
        Groups::new(input).map(|group| group.map_or(0, |group| group.len())).collect()
    }

    #[test]
    fn what_is_there_is_a_group() {
        let parts = ["a\n", "b\nc\n", "d\ne", "f\n", "g\n\n \n", "\n", "h\n"];
        // `e` is half a line when `d` is there; blank lines after `g` are not waited on.
        assert_eq!(sizes(Parts(parts.to_vec())), [1, 2, 1, 1, 1, 1, 0]);
    }

    #[test]
    fn a_full_input_comes_in_full_groups() {
        let lines = "x\n".repeat(2 * GROUP + 5);
        assert_eq!(sizes(lines.as_bytes()), [GROUP, GROUP, 5]);
        assert_eq!(sizes(&b""[..]), [0; 0]);
        assert_eq!(sizes(&b"\n\n"[..]), [0; 0]);
    }

    #[test]
    fn long_lines_fill_a_group_by_their_bytes() {
        let line = format!("{}\n", "x".repeat(GROUP_BYTES / 2));
        assert!(sizes(line.repeat(6).as_bytes()).iter().all(|size| *size <= 2));
    }
}
