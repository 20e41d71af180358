//! A row as a JSON object.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use crate::catalog::fields::{Field, Shape, Value};
use crate::catalog::{Date, Kind, Occurrence, Warning};

use super::row::{NamedTrope, Row, TROPES, WARNINGS};

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowVisitor;
        impl<'de> Visitor<'de> for RowVisitor {
            type Value = Row;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
                let mut row = Row::default();
                let mut has_tropes = false;
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        TROPES => {
                            has_tropes = true;
                            row.tropes = map.next_value::<Tropes>()?.0;
                        }
                        WARNINGS => row.warnings = map.next_value::<Warnings>()?.0,
                        _ => {
                            let Some(field) = Field::named(&key) else {
                                map.next_value::<IgnoredAny>()?;
                                return Err(A::Error::custom(format!("unknown field `{key}`")));
                            };
                            if row.facts.iter().any(|(known, _)| known.name == field.name) {
                                return Err(A::Error::custom(format!("`{key}` stands twice")));
                            }
                            let json: Json = map.next_value()?;
                            if !json.is_null() {
                                let value = value(field, json).map_err(A::Error::custom)?;
                                row.facts.push((field, value));
                            }
                        }
                    }
                }
                if !has_tropes {
                    return Err(A::Error::missing_field(TROPES));
                }
                Ok(row)
            }
        }
        deserializer.deserialize_map(RowVisitor)
    }
}

/// The value of a fact, or what is wrong with it.
fn value(field: &Field, json: Json) -> Result<Value, String> {
    let name = field.name;
    let wrong = |json: &Json| {
        let shown: String = json.to_string().chars().take(40).collect();
        format!("`{name}` must be {}, not `{}`", field.shape.expected(), shown.escape_debug())
    };
    Ok(match (field.shape, json) {
        (Shape::Slug | Shape::Text | Shape::Word(_), Json::String(text)) => Value::Text(text),
        (Shape::Texts | Shape::People | Shape::Offers | Shape::Origins, Json::Array(items)) => {
            let text = |item: Json| text(field, &item).ok_or_else(|| wrong(&item));
            Value::Texts(items.into_iter().map(text).collect::<Result<_, _>>()?)
        }
        (Shape::Whole(..), Json::Number(number)) => {
            let whole = number.as_u64().and_then(|number| u32::try_from(number).ok());
            Value::Number(whole.ok_or_else(|| wrong(&Json::Number(number)))?)
        }
        (Shape::Decimal(_), Json::Number(number)) => {
            let decimal = number.as_f64().and_then(Value::hundredths);
            decimal.ok_or_else(|| wrong(&Json::Number(number)))?
        }
        (Shape::Day, Json::String(day)) => {
            Value::Day(Date::parse(&day).ok_or_else(|| wrong(&Json::String(day)))?)
        }
        (Shape::Flag(_), Json::Bool(flag)) => Value::Flag(flag),
        (_, json) => return Err(wrong(&json)),
    })
}

/// An entry of a list: a text, or an object of two parts such as `{"name": "Hyun Bin", "number": 183}`.
fn text(field: &Field, json: &Json) -> Option<String> {
    if let Json::String(text) = json {
        return Some(text.clone());
    }
    let parts = field.shape.parts()?;
    let object = json.as_object()?;
    if !object.keys().all(|key| parts.contains(&key.as_str())) {
        return None;
    }
    let part = |name: &str| match object.get(name) {
        None | Some(Json::Null) => Some(String::new()),
        Some(Json::String(text)) => Some(text.clone()),
        Some(Json::Number(number)) => Some(number.to_string()),
        Some(_) => None,
    };
    let [first, second] = [part(parts[0])?, part(parts[1])?];
    Some(if second.is_empty() { first } else { format!("{first}:{second}") })
}

/// Tropes by name, each with its strength.
struct Tropes(Vec<NamedTrope>);

/// A strength alone, or with a mark.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Strength {
    Alone(f32),
    Marked {
        strength: f32,
        #[serde(default)]
        spoiler: bool,
    },
}

impl<'de> Deserialize<'de> for Tropes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TropesVisitor;
        impl<'de> Visitor<'de> for TropesVisitor {
            type Value = Tropes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of tropes with their strengths, or a list of tropes")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tropes, A::Error> {
                let mut named = Vec::new();
                while let Some((name, strength)) = map.next_entry()? {
                    let (strength, spoiler) = match strength {
                        Strength::Alone(strength) => (strength, false),
                        Strength::Marked { strength, spoiler } => (strength, spoiler),
                    };
                    named.push(NamedTrope { name, strength, spoiler });
                }
                Ok(Tropes(named))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tropes, A::Error> {
                let mut named = Vec::new();
                while let Some(name) = list.next_element()? {
                    named.push(NamedTrope { name, strength: 1.0, spoiler: false });
                }
                Ok(Tropes(named))
            }
        }
        deserializer.deserialize_any(TropesVisitor)
    }
}

/// Warnings by id, each with how often it occurs.
struct Warnings(Vec<Warning>);

/// How often a warning occurs, and perhaps where.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Told {
    Occurs(String),
    Placed {
        occurs: String,
        #[serde(default, rename = "where")]
        place: String,
    },
}

impl<'de> Deserialize<'de> for Warnings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WarningsVisitor;
        impl<'de> Visitor<'de> for WarningsVisitor {
            type Value = Warnings;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of warnings, each `once`, `recurring` or `possible`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Warnings, A::Error> {
                let mut warnings = Vec::new();
                while let Some((id, told)) = map.next_entry::<String, Told>()? {
                    let (word, place) = match told {
                        Told::Occurs(word) => (word, String::new()),
                        Told::Placed { occurs, place } => (occurs, place),
                    };
                    let occurs = Occurrence::of(&word).ok_or_else(|| {
                        let message = "must be `once`, `recurring` or `possible`";
                        A::Error::custom(format!("the warning `{id}` {message}"))
                    })?;
                    warnings.push(Warning { id, occurs, place });
                }
                Ok(Warnings(warnings))
            }
        }
        deserializer.deserialize_map(WarningsVisitor)
    }
}
