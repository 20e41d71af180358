//! Rows of one JSON object a line.

use std::io::{BufReader, Read};

use crate::lines::{LONGEST, Lines};

use super::Wrong;
use super::row::Row;

pub(super) struct JsonRows {
    lines: Lines<BufReader<Box<dyn Read>>>,
}

impl JsonRows {
    pub fn new(input: Box<dyn Read>) -> Self {
        Self { lines: Lines::new(BufReader::new(input)) }
    }

    /// The next row that is not blank.
    pub fn next(&mut self) -> Option<(u64, Result<Row, Wrong>)> {
        let line = match self.lines.next()? {
            Ok(line) => line,
            Err(error) => {
                let wrong = Wrong::new(format!("cannot be read: {error}"), "");
                return Some((self.lines.number() as u64, Err(wrong)));
            }
        };
        let row = match line.bytes {
            Some(bytes) => row(&bytes),
            None => {
                let message = format!("longer than {LONGEST} bytes");
                Err(Wrong::new(message, "one drama stands on one line"))
            }
        };
        Some((line.number as u64, row))
    }
}

fn row(bytes: &[u8]) -> Result<Row, Wrong> {
    serde_json::from_slice(bytes).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        Wrong::new(
            format!("{reason} at byte {}", error.column()),
            "a row is {\"id\": ..., \"title\": ..., \"tropes\": {\"time-travel\": 0.8}}",
        )
    })
}
