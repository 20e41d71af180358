//! Rows of one JSON object a line.

use std::io::{BufRead, BufReader, Read};

use super::Wrong;
use super::row::Row;

/// The longest line read, in bytes.
const LONGEST: u64 = 1 << 20;

pub(super) struct JsonRows {
    input: BufReader<Box<dyn Read>>,
    line: u64,
    bytes: Vec<u8>,
    failed: bool,
}

impl JsonRows {
    pub fn new(input: Box<dyn Read>) -> Self {
        Self { input: BufReader::new(input), line: 0, bytes: Vec::new(), failed: false }
    }

    /// The next row that is not blank.
    pub fn next(&mut self) -> Option<(u64, Result<Row, Wrong>)> {
        loop {
            if self.failed {
                return None;
            }
            self.bytes.clear();
            self.line += 1;
            match self.input.by_ref().take(LONGEST + 1).read_until(b'\n', &mut self.bytes) {
                Ok(0) => return None,
                Ok(_) if self.bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(read) if read as u64 > LONGEST => {
                    self.failed = true;
                    let message = format!("longer than {LONGEST} bytes");
                    return Some((
                        self.line,
                        Err(Wrong::new(message, "one drama stands on one line")),
                    ));
                }
                Ok(_) => return Some((self.line, self.row())),
                Err(error) => {
                    self.failed = true;
                    return Some((
                        self.line,
                        Err(Wrong::new(format!("cannot be read: {error}"), "")),
                    ));
                }
            }
        }
    }

    fn row(&self) -> Result<Row, Wrong> {
        let bytes = self.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.bytes);
        serde_json::from_slice(bytes).map_err(|error| {
            let reason = error.to_string();
            let (reason, column) = match reason.rsplit_once(" at line ") {
                Some((reason, _)) => (reason.to_owned(), error.column()),
                None => (reason, error.column()),
            };
            Wrong::new(
                format!("{reason} at byte {column}"),
                "a row is {\"id\": ..., \"title\": ..., \"tropes\": {\"time-travel\": 0.8}}",
            )
        })
    }
}
