//! The JSON Schema of everything that goes in and comes back, as one document.

use schemars::generate::SchemaSettings;
use schemars::{Schema, json_schema as schema};

use super::{
    Comparison, DramaDetail, Encoding, Explanation, QueryRequest, Reply, SCHEMA_VERSION,
    Suggestions, TextRequest, ThemeMap, TropeDetail, Understanding, VocabularyDetail, WishRequest,
};

/// The JSON Schema (draft 2020-12) of all types of the schema, each under its name in `$defs`.
///
/// A request is described as it may be written, all else as it comes back: a field that is always
/// there is required.
#[must_use]
pub fn json_schema() -> Schema {
    let draft = SchemaSettings::draft2020_12();
    let mut written = draft.clone().for_deserialize().into_generator();
    written.subschema_for::<QueryRequest>();
    written.subschema_for::<WishRequest>();
    written.subschema_for::<TextRequest>();
    let mut given = draft.for_serialize().into_generator();
    given.subschema_for::<Reply>();
    given.subschema_for::<Explanation>();
    given.subschema_for::<Comparison>();
    given.subschema_for::<Encoding>();
    given.subschema_for::<Understanding>();
    given.subschema_for::<Suggestions>();
    given.subschema_for::<DramaDetail>();
    given.subschema_for::<VocabularyDetail>();
    given.subschema_for::<TropeDetail>();
    given.subschema_for::<ThemeMap>();
    let mut definitions = written.take_definitions(true);
    definitions.extend(given.take_definitions(true));
    schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tropewise",
        "description": format!("Requests, replies and encodings, version {SCHEMA_VERSION}"),
        "$defs": definitions,
    })
}
