//! Rows that are no dramas, and what is wrong with them.

use crate::catalog::fold;

use super::super::text::{Diagnostic, Location};
use super::cell;
use super::fields::Field;

/// How many mistakes of one row are named.
const NAMED: usize = 5;

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

    /// The same, naming the column that it stands in where that is not named like its field.
    pub fn in_column(mut self, field: Field, column: &str) -> Self {
        if fold(column) != fold(field.name()) {
            self.message = format!("column `{}`: {}", cell::shown(column), self.message);
        }
        self
    }

    /// Several mistakes of one row as one: the first few with their next steps, and the number of
    /// the rest.
    pub fn all(mut mistakes: Vec<Self>) -> Option<Self> {
        let count = mistakes.len();
        if count < 2 {
            return mistakes.pop();
        }
        let unknown_tropes = mistakes.iter().all(|wrong| wrong.unknown_tropes);
        let told = |wrong: &Self| match wrong.hint.as_str() {
            "" => wrong.message.clone(),
            hint => format!("{} ({hint})", wrong.message),
        };
        let first: Vec<String> = mistakes.iter().take(NAMED).map(told).collect();
        let mut message = first.join("; also ");
        if count > NAMED {
            message.push_str(&format!("; and {} more mistakes", count - NAMED));
        }
        Some(Self { unknown_tropes, ..Self::new(message, "") })
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
