//! Errors of the engine as exceptions of the package: code, sentence, near names.

use pyo3::prelude::*;
use tropewise::encode::EncodeError;
use tropewise::schema::ErrorDetail;
use tropewise::{Damaged, OpenError};

/// Raises `tropewise._errors.<kind>(message, code, near)`.
pub fn raise(py: Python<'_>, kind: &str, message: &str, code: &str, near: &[String]) -> PyErr {
    let made = py
        .import("tropewise._errors")
        .and_then(|module| module.getattr(kind)?.call1((message, code, near.to_vec())));
    match made {
        Ok(error) => PyErr::from_value(error),
        Err(error) => error,
    }
}

/// The code of an error as in JSON.
pub fn code(detail: &ErrorDetail) -> String {
    serde_json::to_value(detail.code)
        .ok()
        .and_then(|code| code.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// What is wrong with a question.
pub fn query(py: Python<'_>, detail: &ErrorDetail) -> PyErr {
    let code = code(detail);
    let kind =
        if code.starts_with("unknown-") && code != "unknown-version" || code == "ambiguous-title" {
            "UnknownNameError"
        } else if code == "damaged-catalogue" {
            "CatalogueError"
        } else {
            "QueryError"
        };
    raise(py, kind, &detail.message, &code, &detail.near)
}

/// Why a text cannot be encoded.
pub fn encode(py: Python<'_>, error: &EncodeError) -> PyErr {
    let detail = ErrorDetail::new(error.code(), format!("{error}; {}", error.hint()));
    raise(py, "EncodeError", &detail.message, &code(&detail), &[])
}

/// Why a catalogue cannot be opened, with the first of its mistakes.
pub fn open(py: Python<'_>, error: &OpenError) -> PyErr {
    /// How many mistakes are told.
    const SHOWN: usize = 5;
    let mut message = error.to_string();
    if let OpenError::Mistakes { mistakes, .. } = error {
        for mistake in mistakes.iter().take(SHOWN) {
            message += &format!("\n{mistake}");
        }
        if mistakes.len() > SHOWN {
            message += &format!("\n... and {} more", mistakes.len() - SHOWN);
        }
    }
    raise(py, "CatalogueError", &message, "catalogue", &[])
}

/// Damage that was found while a catalogue was in use.
pub fn damaged(py: Python<'_>, damaged: Damaged) -> PyErr {
    let message = match damaged.at {
        0 => "the index file was changed while it was in use; compile it anew".to_owned(),
        at => format!("the index file is damaged at byte {at}; compile it anew"),
    };
    raise(py, "CatalogueError", &message, "damaged-catalogue", &[])
}

/// What is wrong with a table as a whole.
pub fn table(py: Python<'_>, message: &str, near: &[String]) -> PyErr {
    raise(py, "TableError", message, "invalid-table", near)
}
