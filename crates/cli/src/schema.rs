//! `tropewise schema`.

use tropewise::schema::json_schema;

use crate::output::Output;

/// Runs `schema`: one JSON document whatever the format.
pub fn schema() -> Output {
    let document = serde_json::to_string_pretty(&json_schema()).expect("a schema is plain data");
    Output::text(document + "\n")
}
