//! Rows that are no dramas, and what is wrong with them.

use super::super::text::{Diagnostic, Location};
use super::cell;

/// A row that is no drama.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadRow {
    /// What is wrong, and where.
    pub mistake: Diagnostic,
    /// The row as text; `None` when nothing can be read from here on.
    pub text: Option<String>,
    /// Whether nothing is wrong but names of tropes that the vocabulary does not know.
    pub unknown_tropes: bool,
    /// Whether a column that every table needs is missing, so that no row can be read.
    pub missing_column: bool,
    /// Whether nothing is wrong but that another row has its id.
    pub same_id: bool,
}

impl BadRow {
    /// A row found bad after it was read: its id stood before.
    #[must_use]
    pub fn same_id(name: &str, id: &str, first: u64, line: u64, text: Option<String>) -> Self {
        let id = cell::shown(id);
        let message = format!("the id `{id}` stands twice, first at {name}:{first}");
        let wrong = Wrong::new(message, "every drama needs an id of its own");
        Self {
            mistake: diagnostic(name, line, wrong),
            text,
            unknown_tropes: false,
            missing_column: false,
            same_id: true,
        }
    }
}

/// What is wrong with a row, and perhaps the next step.
#[derive(Debug)]
pub(super) struct Wrong {
    pub message: String,
    pub hint: String,
    pub unknown_tropes: bool,
    pub missing_column: bool,
}

impl Wrong {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
            unknown_tropes: false,
            missing_column: false,
        }
    }
}

/// A row that could not be taken apart.
#[derive(Debug)]
pub(super) struct Refused {
    pub wrong: Wrong,
    pub text: Option<String>,
}

impl Refused {
    /// The row alone is bad.
    pub fn row(wrong: Wrong, text: String) -> Self {
        Self { wrong, text: Some(text) }
    }

    /// Nothing can be read after it.
    pub fn end(wrong: Wrong) -> Self {
        Self { wrong, text: None }
    }
}

/// A mistake of the row that begins in a line.
pub(super) fn diagnostic(name: &str, line: u64, wrong: Wrong) -> Diagnostic {
    let at = Location { path: name.to_owned(), line: line as usize, column: 1 };
    Diagnostic::error(at, wrong.message).hint(wrong.hint)
}
