//! What is told as JSON: encodings, understandings, measures.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// A value of the schema as JSON.
///
/// # Errors
/// Never for plain data.
pub fn text(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}
