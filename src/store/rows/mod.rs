//! Dramas as rows of a table: CSV, or one JSON object a line. Read one at a time, so that there may be any
//! number of them.

mod csv;
mod jsonl;
mod object;
mod row;
mod tropes;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::catalog::{Drama, Vocabulary};

use super::text::{Diagnostic, Location, ReadError};

use self::csv::CsvRows;
use self::jsonl::JsonRows;
pub use tropes::Tropes;

/// A drama with the line of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowDrama {
    /// The drama; its strengths are over the vocabulary of the reader.
    pub drama: Drama,
    /// Counted from 1.
    pub line: u64,
}

/// Reads the dramas of a file of rows.
pub struct Rows {
    path: String,
    form: Form,
    tropes: Tropes,
}

enum Form {
    Csv(Box<CsvRows>),
    Json(JsonRows),
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("path", &self.path).finish_non_exhaustive()
    }
}

/// What is wrong with a row, and perhaps the next step.
#[derive(Debug)]
struct Wrong {
    message: String,
    hint: String,
}

impl Wrong {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// Whether the name of a file ends like one of rows: `.csv`, `.jsonl`, `.ndjson`.
#[must_use]
pub fn is_rows(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    ending.is_some_and(|ending| ["csv", "jsonl", "ndjson"].contains(&ending.as_str()))
}

impl Rows {
    /// Opens a file, CSV when its name ends so and JSON lines otherwise; trope names mean `tropes`.
    ///
    /// # Errors
    /// When the file cannot be read, or the first line of a CSV file does not name the columns `id`, `title` and
    /// `tropes`.
    pub fn open(path: &Path, tropes: Tropes) -> Result<Self, ReadError> {
        let file =
            File::open(path).map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
        let input: Box<dyn Read> = Box::new(BufReader::with_capacity(1 << 16, file));
        let name = path.display().to_string();
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let form = if is_csv {
            let rows = CsvRows::new(input)
                .map_err(|wrong| ReadError::NotText(diagnostic(&name, 1, wrong)))?;
            Form::Csv(Box::new(rows))
        } else {
            Form::Json(JsonRows::new(input))
        };
        Ok(Self { path: name, form, tropes })
    }

    /// Columns of a CSV file that mean nothing to the program and are passed over.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        match &self.form {
            Form::Csv(rows) => rows.unknown_columns(),
            Form::Json(_) => &[],
        }
    }

    /// The vocabulary, as far as it is known by the rows read.
    #[must_use]
    pub fn into_vocabulary(self) -> Vocabulary {
        self.tropes.into_vocabulary()
    }

    /// A mistake found later in the row at a line.
    #[must_use]
    pub fn mistake(path: &str, line: u64, message: impl Into<String>, hint: &str) -> Diagnostic {
        diagnostic(path, line, Wrong::new(message, hint))
    }

    /// The file, as it was named.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl Iterator for Rows {
    type Item = Result<RowDrama, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, row) = match &mut self.form {
            Form::Csv(rows) => rows.next()?,
            Form::Json(rows) => rows.next()?,
        };
        let drama = row.and_then(|row| row.into_drama(&mut self.tropes));
        Some(match drama {
            Ok(drama) => Ok(RowDrama { drama, line }),
            Err(wrong) => Err(diagnostic(&self.path, line, wrong)),
        })
    }
}

fn diagnostic(path: &str, line: u64, wrong: Wrong) -> Diagnostic {
    let at = Location { path: path.to_owned(), line: line as usize, column: 1 };
    Diagnostic::error(at, wrong.message).hint(wrong.hint)
}
