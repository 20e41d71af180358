//! JSON Schemas that cost an assistant little of its context.
//!
//! Everything that is sent with the list of tools is paid for in every conversation. What a schema
//! says twice, or what no model needs (titles, number formats, null for what is left out), is taken
//! out; what is left describes the same values.

use std::sync::Arc;

use rmcp::model::JsonObject;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of what goes in, with a line on each field.
pub fn of_input<T: JsonSchema>() -> Arc<JsonObject> {
    Arc::new(slim(generated::<T>(SchemaSettings::draft2020_12()), true))
}

/// The schema of what comes out: names and types alone, which say what they are. Nothing is called
/// required, because the answer shows what is there.
pub fn of_output<T: JsonSchema>() -> Arc<JsonObject> {
    Arc::new(slim(generated::<T>(SchemaSettings::draft2020_12().for_serialize()), false))
}

fn generated<T: JsonSchema>(mut settings: SchemaSettings) -> Schema {
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    settings.into_generator().into_root_schema_for::<T>()
}

fn slim(schema: Schema, described: bool) -> JsonObject {
    let mut value = schema.to_value();
    thin(&mut value, true, described);
    match value {
        Value::Object(object) => object,
        // The schema of anything.
        _ => JsonObject::new(),
    }
}

/// Takes out what is not needed. The description of the type itself goes with its name.
fn thin(schema: &mut Value, root: bool, described: bool) {
    let Value::Object(object) = schema else { return };
    for unneeded in ["title", "format", "minimum", "maximum", "default"] {
        object.remove(unneeded);
    }
    if root || !described {
        object.remove("description");
    }
    if !described {
        object.remove("required");
    }
    // A field that may be left out is never sent as null, and null is read as left out.
    if let Some(Value::Array(types)) = object.get("type")
        && let [one, null] = &types[..]
        && null == "null"
    {
        let one = one.clone();
        object.insert("type".into(), one);
    }
    if let Some(Value::Object(properties)) = object.get_mut("properties") {
        properties.values_mut().for_each(|property| thin(property, false, described));
    }
    for inner in ["items", "additionalProperties"] {
        if let Some(inner) = object.get_mut(inner) {
            thin(inner, false, described);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct Asked {
        /// A title.
        title: String,
        #[schemars(default)]
        k: Option<u16>,
    }

    #[test]
    fn only_names_types_and_lines_are_left() {
        let title = json!({ "type": "string", "description": "A title." });
        let expected = json!({
            "type": "object",
            "properties": { "title": title, "k": { "type": "integer" } },
            "required": ["title"],
        });
        assert_eq!(Value::Object((*of_input::<Asked>()).clone()), expected);
        let output = of_output::<Asked>();
        assert_eq!(output["properties"]["title"], json!({ "type": "string" }));
        assert!(!output.contains_key("required"));
    }
}
