//! `tropewise schema`, and that `docs/schema.md` says the same as the types.

mod common;

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use tropewise::schema::{
    Comparison, DramaDetail, Encoding, Explanation, QueryRequest, Reply, Suggestions, TextRequest,
    ThemeMap, TropeDetail, Understanding, VocabularyDetail, WishRequest,
};

use common::run;

const PAGE: &str = include_str!("../../../docs/schema.md");

/// What the program prints: each type under its name.
fn definitions() -> Map<String, Value> {
    let document: Value = serde_json::from_str(&run(&["schema"]).answered()).unwrap();
    assert_eq!(document["$schema"], "https://json-schema.org/draft/2020-12/schema");
    document["$defs"].as_object().unwrap().clone()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The page's section on a type, in one line, and how many fields or codes it lists.
fn section(name: &str) -> (String, usize) {
    let heading = format!("\n### {name}\n");
    let (_, section) = PAGE.split_once(&heading).unwrap_or_else(|| panic!("no section `{name}`"));
    let section = section.split("\n#").next().unwrap();
    let listed = section.lines().filter(|line| line.starts_with("- `")).count();
    (in_one_line(section), listed)
}

/// The type of a field as the page has it.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return format!("[`{name}`](#{})", name.to_lowercase());
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        let forms: Vec<String> =
            forms.iter().filter(|form| form["type"] != "null").map(kind).collect();
        return forms.join(" or ");
    }
    // A field that may be left out may be null as well.
    let name = match &schema["type"] {
        Value::Array(names) => names[0].as_str().unwrap(),
        name => name.as_str().unwrap(),
    };
    match name {
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "number" => "number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => format!("list of {}", kind(&schema["items"])),
        "object" if schema["additionalProperties"]["type"] == "string" => "text by id".to_owned(),
        "object" => format!("{} by trope", kind(&schema["additionalProperties"])),
        other => panic!("{other}"),
    }
}

/// What the page must list of a type: its fields with their types, or its codes.
fn entries(schema: &Value) -> Vec<String> {
    let told = |schema: &Value| in_one_line(schema["description"].as_str().unwrap());
    if let Some(fields) = schema["properties"].as_object() {
        let entry = |(name, field): (&String, &Value)| {
            format!("- `{name}` ({}): {}", kind(field), told(field))
        };
        return fields.iter().map(entry).collect();
    }
    let forms = schema["oneOf"].as_array().into_iter().flatten();
    forms.map(|form| format!("- `{}`: {}", form["const"].as_str().unwrap(), told(form))).collect()
}

#[test]
fn the_page_describes_every_type_as_the_program_does() {
    let definitions = definitions();
    for (name, schema) in &definitions {
        let (section, listed) = section(name);
        let told = in_one_line(schema["description"].as_str().unwrap());
        assert!(section.contains(&told), "`{name}` should begin:\n{told}");
        let entries = entries(schema);
        for entry in &entries {
            assert!(section.contains(entry), "`{name}` should have:\n{entry}");
        }
        if !entries.is_empty() {
            assert_eq!(listed, entries.len(), "`{name}` lists what is not there");
        }
    }
    let titles = PAGE.lines().filter_map(|line| line.strip_prefix("### "));
    let unknown: Vec<&str> = titles.filter(|name| !definitions.contains_key(*name)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

/// The examples of the page, each with the name of its type.
fn examples() -> Vec<(&'static str, Value)> {
    let blocks = PAGE.split("```json\n").skip(1);
    let parsed = blocks.map(|block| {
        let example: Value = serde_json::from_str(block.split("```").next().unwrap()).unwrap();
        let of = [
            ("markup", "TextRequest"),
            ("text", "WishRequest"),
            ("understood", "Understanding"),
            ("like", "QueryRequest"),
            ("results", "Answer"),
            ("error", "Failure"),
            ("qualifying", "Explanation"),
            ("similarity", "Comparison"),
            ("hidden_tropes", "DramaDetail"),
            ("families", "VocabularyDetail"),
            ("strongest", "TropeDetail"),
            ("points", "ThemeMap"),
            ("dramas", "Encoding"),
        ];
        let (_, name) = of.iter().find(|(field, _)| example.get(field).is_some()).unwrap();
        // Both of them list dramas; only titles that are typed have none but their names.
        let typed = example["dramas"][0].get("native_title").is_some();
        (if typed { "Suggestions" } else { *name }, example)
    });
    parsed.collect()
}

/// An example read into its type and written again.
fn round_trip(name: &str, example: &Value) -> Value {
    fn through<T: serde::Serialize + serde::de::DeserializeOwned>(example: &Value) -> Value {
        let read: T = serde_json::from_value(example.clone()).unwrap();
        serde_json::to_value(read).unwrap()
    }
    match name {
        "QueryRequest" => through::<QueryRequest>(example),
        "Answer" | "Failure" => through::<Reply>(example),
        "Explanation" => through::<Explanation>(example),
        "Comparison" => through::<Comparison>(example),
        "DramaDetail" => through::<DramaDetail>(example),
        "Suggestions" => through::<Suggestions>(example),
        "ThemeMap" => through::<ThemeMap>(example),
        "TropeDetail" => through::<TropeDetail>(example),
        "VocabularyDetail" => through::<VocabularyDetail>(example),
        "Understanding" => through::<Understanding>(example),
        "TextRequest" => through::<TextRequest>(example),
        "WishRequest" => through::<WishRequest>(example),
        _ => through::<Encoding>(example),
    }
}

#[test]
fn the_examples_of_the_page_are_what_the_types_read_and_write() {
    for (name, example) in examples() {
        let mut expected = example.clone();
        if expected["avoid"].is_array() {
            // A list of vetoes is read, but written as an object.
            expected["avoid"] = serde_json::json!({"trauma": "veto", "suicide": "veto"});
        }
        assert_eq!(round_trip(name, &example), expected, "{name}");
    }
}

/// Notes every field of a type that an example has, as `Type.field`.
fn used(
    example: &Value,
    schema: &Value,
    of: &str,
    definitions: &Map<String, Value>,
    used: &mut BTreeSet<String>,
) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return self::used(example, &definitions[name], name, definitions, used);
    }
    for form in schema["anyOf"].as_array().into_iter().flatten() {
        self::used(example, form, of, definitions, used);
    }
    for item in example.as_array().into_iter().flatten() {
        self::used(item, &schema["items"], of, definitions, used);
    }
    for (field, value) in example.as_object().into_iter().flatten() {
        if let Some(schema) = schema["properties"].get(field) {
            used.insert(format!("{of}.{field}"));
            self::used(value, schema, field, definitions, used);
        }
    }
}

#[test]
fn every_field_has_an_example_on_the_page() {
    let definitions = definitions();
    let mut shown = BTreeSet::new();
    for (name, example) in examples() {
        used(&example, &definitions[name], name, &definitions, &mut shown);
    }
    for (name, schema) in &definitions {
        for field in schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(shown.contains(&format!("{name}.{field}")), "no example of {name}.{field}");
        }
    }
}
