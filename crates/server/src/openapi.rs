//! The description of the API (OpenAPI 3.1): paths by hand, types from their Rust definitions.

use serde_json::{Map, Value, json};

use tropewise::schema::json_schema;

use crate::problem::Problem;

/// The description of the API.
#[must_use]
pub fn openapi() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tropewise",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Korean dramas by their tropes: what to watch next, and why.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths(),
        "components": { "schemas": schemas() },
    })
}

/// All types, each under its name.
fn schemas() -> Map<String, Value> {
    let mut all = Map::new();
    let problem = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Problem>()
        .to_value();
    for mut document in [problem, json_schema().to_value()] {
        if let Some(Value::Object(types)) = document.get_mut("$defs").map(Value::take) {
            all.extend(types);
        }
        if document["title"] == "Problem" {
            let fields = document.as_object_mut().map(std::mem::take).unwrap_or_default();
            let kept = fields.into_iter().filter(|(name, _)| !name.starts_with('$'));
            all.insert("Problem".to_owned(), Value::Object(kept.collect()));
        }
    }
    all.values_mut().for_each(point_to_components);
    all
}

/// References as OpenAPI has them.
fn point_to_components(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get_mut("$ref") {
                *target = target.replace("#/$defs/", "#/components/schemas/");
            }
            fields.values_mut().for_each(point_to_components);
        }
        Value::Array(items) => items.iter_mut().for_each(point_to_components),
        _ => {}
    }
}

fn paths() -> Value {
    let question = [400, 404, 408, 413, 415, 422, 503];
    let text = [400, 408, 413, 415, 422, 503];
    let spoilers =
        || query("spoilers", false, "Name spoiler tropes.", json!({ "type": "boolean" }));
    let k = |default: u32| {
        let schema = json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": default });
        query("k", false, "How many at most.", schema)
    };
    let name = |name: &str, place: &str, about: &str, example: &str| {
        json!({
            "name": name, "in": place, "required": true, "description": about,
            "schema": { "type": "string", "minLength": 1 }, "example": example,
        })
    };
    let drama = || name("id", "path", "Id, title or alias.", "our-beloved-summer");
    let plain = |about: &str| {
        operation(about, vec![], None, ok(about, "text/plain", json!({ "type": "string" })), &[400])
    };
    json!({
        "/v1/recommend": { "post": operation(
            "Dramas for a question, with the reasons",
            vec![],
            json_body(
                "QueryRequest",
                json!({ "like": ["Our Beloved Summer"], "avoid": ["trauma"] }),
            ),
            ok_type("Answer"), &question,
        ) },
        "/v1/batch": { "post": operation(
            "Answers to a question a line, one a line, in their order",
            vec![
                query("k", false, "The length of answers to questions that name none.",
                    json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 })),
                query("brief", false, "Leave the contributions out.", json!({ "type": "boolean" })),
                spoilers(),
            ],
            Some(json!({
                "required": true,
                "description": "One QueryRequest with an id a line.",
                "content": { "application/x-ndjson": {
                    "schema": { "type": "string" },
                    "example": "{\"id\": \"a\", \"like\": [\"Our Beloved Summer\"]}\n",
                } },
            })),
            ok("One Reply a line.", "application/x-ndjson", json!({ "type": "string" })),
            &[400, 415, 503],
        ) },
        "/v1/ask": { "post": operation(
            "The request that a wish in words means",
            vec![],
            json_body("WishRequest", json!({ "text": "like Signal, but with more romance" })),
            ok_type("Understanding"), &text,
        ) },
        "/v1/encode": { "post": operation(
            "The dramas of a text, their tropes and the words that say so",
            vec![],
            json_body(
                "TextRequest",
                json!({ "text": "After their divorce they wake up in the past." }),
            ),
            ok_type("Encoding"), &text,
        ) },
        "/v1/dramas": { "get": operation(
            "Dramas that may be meant by what was typed so far",
            vec![
                query("q", false, "What was typed: English, Hangul, or its initial consonants.",
                    json!({ "type": "string" })),
                k(8),
            ],
            None, ok_type("Suggestions"), &[304, 400],
        ) },
        "/v1/dramas/{id}": { "get": operation(
            "One drama",
            vec![drama(), spoilers()],
            None, ok_type("DramaDetail"), &[304, 400, 404, 422, 503],
        ) },
        "/v1/dramas/{id}/similar": { "get": operation(
            "Dramas like one",
            vec![drama(), k(10), spoilers()],
            None, ok_type("Answer"), &[304, 400, 404, 422, 503],
        ) },
        "/v1/compare": { "get": operation(
            "Two dramas side by side",
            vec![
                name("a", "query", "Id, title or alias of the first.", "signal"),
                name("b", "query", "Id, title or alias of the second.", "my-mister"),
                spoilers(),
            ],
            None, ok_type("Comparison"), &[304, 400, 404, 422, 503],
        ) },
        "/v1/tropes": { "get": operation(
            "The vocabulary, or the tropes that a word is about",
            vec![query("q", false, "A word.", json!({ "type": "string" }))],
            None, ok_type("VocabularyDetail"), &[304, 400, 503],
        ) },
        "/v1/tropes/{id}": { "get": operation(
            "One trope",
            vec![name("id", "path", "Id, label or alias.", "second-chance"), spoilers()],
            None, ok_type("TropeDetail"), &[304, 400, 404, 503],
        ) },
        "/v1/map": { "get": operation(
            "All dramas as points in the plane, alike ones near each other",
            vec![], None, ok_type("ThemeMap"), &[304, 400, 422, 503],
        ) },
        "/healthz": { "get": plain("That the process answers") },
        "/readyz": { "get": plain("That a catalogue can be asked") },
        "/metrics": { "get": plain("What is counted, for Prometheus") },
        "/openapi.json": { "get": operation(
            "This description",
            vec![],
            None,
            ok("An OpenAPI document.", "application/json", json!({ "type": "object" })),
            &[304, 400],
        ) },
    })
}

fn operation(
    summary: &str,
    parameters: Vec<Value>,
    body: Option<Value>,
    answer: Value,
    statuses: &[u16],
) -> Value {
    let mut responses = Map::new();
    responses.insert("200".to_owned(), answer);
    // The guards are before every path.
    for status in statuses.iter().chain(&[403, 421, 500]) {
        let described = match status {
            304 => json!({ "description": "The asker has this answer already." }),
            _ => problem(),
        };
        responses.insert(status.to_string(), described);
    }
    let mut operation = json!({ "summary": summary, "responses": responses });
    if !parameters.is_empty() {
        operation["parameters"] = Value::Array(parameters);
    }
    if let Some(body) = body {
        operation["requestBody"] = body;
    }
    operation
}

fn query(name: &str, required: bool, about: &str, schema: Value) -> Value {
    json!({
        "name": name, "in": "query", "required": required, "description": about, "schema": schema,
    })
}

fn json_body(name: &str, example: Value) -> Option<Value> {
    let content = json!({ "schema": reference(name), "example": example });
    Some(json!({ "required": true, "content": { "application/json": content } }))
}

fn ok_type(name: &str) -> Value {
    ok("The answer.", "application/json", reference(name))
}

fn ok(about: &str, kind: &str, schema: Value) -> Value {
    json!({ "description": about, "content": { kind: { "schema": schema } } })
}

fn problem() -> Value {
    json!({
        "description": "Why there is no answer.",
        "content": { "application/problem+json": { "schema": reference("Problem") } },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(target)) = fields.get("$ref") {
                    found.insert(target.clone());
                }
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_to_a_type() {
        let document = openapi();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        assert!(found.contains("#/components/schemas/QueryRequest"));
        for target in found {
            let pointer = target.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{target}");
        }
    }
}
