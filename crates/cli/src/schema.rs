//! `tropewise schema`.

use tropewise::schema::json_schema;

use crate::console::write_stdout;
use crate::error::CliError;

/// Runs `schema`: one JSON document whatever the format.
///
/// # Errors
/// When it cannot be written.
pub fn schema() -> Result<(), CliError> {
    let document = serde_json::to_string_pretty(&json_schema()).expect("a schema is plain data");
    write_stdout((document + "\n").as_bytes(), false)
}
