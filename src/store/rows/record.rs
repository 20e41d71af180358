//! A row as it stands, before it is read as a drama.

use ::csv::StringRecord;

use super::cell::Cell;
use super::delimited;
use super::json::Object;

/// A row as it stands.
#[derive(Debug)]
pub(super) enum Record {
    Cells(StringRecord),
    Object(Object),
}

impl Record {
    /// The text in a column, at its place or under its name.
    pub fn text_of(&self, column: usize, name: &str) -> Option<&str> {
        match self {
            Self::Cells(cells) => cells.get(column),
            Self::Object(object) => object.fields.iter().find_map(|(field, cell)| match cell {
                Cell::Text(text) if field == name => Some(text.as_str()),
                _ => None,
            }),
        }
    }

    /// As text, for a message.
    pub fn text(&self) -> String {
        match self {
            Self::Cells(cells) => delimited::text(cells),
            Self::Object(object) => object.text.trim().to_owned(),
        }
    }
}

/// The cell without the apostrophe that keeps a spreadsheet from running it. A cell that began with
/// apostrophes and what looks like a formula was given one more, and loses one.
pub(super) fn unguarded(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('\'') else { return text };
    let begins = rest.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    let formula = begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { rest } else { text }
}
