//! What may speak for a drama beside its tropes, and how much of it is asked for.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What may speak for a drama beside its tropes. Each has a value in [0, 1] for every drama.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Prior {
    /// How many people follow it.
    Popularity,
    /// How near in time it is to the seeds.
    Era,
    /// Whether it shares a lead with a seed.
    Lead,
    /// Whether it shares a writer with a seed.
    Writer,
    /// Whether it shares a director with a seed.
    Director,
    /// How well viewers scored it.
    Acclaim,
}

impl Prior {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Popularity, Self::Era, Self::Lead, Self::Writer, Self::Director, Self::Acclaim];

    /// Those of a person whom a drama shares with a seed.
    pub const PEOPLE: [Self; 3] = [Self::Lead, Self::Writer, Self::Director];

    /// Its name in questions and answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Popularity => "popularity",
            Self::Era => "era",
            Self::Lead => "lead",
            Self::Writer => "writer",
            Self::Director => "director",
            Self::Acclaim => "acclaim",
        }
    }

    /// Whether it compares a drama with the liked titles.
    #[must_use]
    pub fn needs_seed(self) -> bool {
        !matches!(self, Self::Popularity | Self::Acclaim)
    }
}

/// The priors of a question as typed: `"default"`, `"none"`, or weights by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PriorsRequest {
    /// As measured best.
    #[default]
    Default,
    /// Tropes alone.
    None,
    /// These weights, each in [0, 1]; priors that are not named count as by default. A name may
    /// stand twice here: the check refuses it.
    Weights(Vec<(Prior, f32)>),
}

impl PriorsRequest {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::Default
    }
}

impl Serialize for PriorsRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Default => serializer.serialize_str("default"),
            Self::None => serializer.serialize_str("none"),
            Self::Weights(weights) => {
                let mut map = serializer.serialize_map(Some(weights.len()))?;
                for (prior, weight) in weights {
                    map.serialize_entry(prior.name(), weight)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for PriorsRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PriorsVisitor)
    }
}

struct PriorsVisitor;

impl<'de> Visitor<'de> for PriorsVisitor {
    type Value = PriorsRequest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"default\", \"none\", or an object of priors and weights from 0 to 1")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<PriorsRequest, E> {
        match text {
            "default" => Ok(PriorsRequest::Default),
            "none" => Ok(PriorsRequest::None),
            _ => Err(E::invalid_value(serde::de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PriorsRequest, A::Error> {
        let mut weights = Vec::new();
        while let Some((prior, weight)) = map.next_entry()? {
            weights.push((prior, weight));
        }
        Ok(PriorsRequest::Weights(weights))
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for PriorsRequest {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Priors".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let weight = schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 });
        let mut properties = serde_json::Map::new();
        for prior in Prior::ALL {
            properties.insert(prior.name().to_owned(), weight.clone().into());
        }
        schemars::json_schema!({
            "description": "What counts beside tropes: `default` is what measured best, `none` \
                leaves tropes alone; or weights from 0 to 1 by name.",
            "anyOf": [
                { "enum": ["default", "none"] },
                { "type": "object", "properties": properties, "additionalProperties": false },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priors_are_read_as_a_word_or_as_weights() {
        let read = |json: &str| serde_json::from_str::<PriorsRequest>(json);
        assert_eq!(read("\"none\"").unwrap(), PriorsRequest::None);
        assert_eq!(read("\"default\"").unwrap(), PriorsRequest::Default);
        let weights = vec![(Prior::Era, 0.5), (Prior::Writer, 1.0)];
        assert_eq!(
            read(r#"{"era": 0.5, "writer": 1}"#).unwrap(),
            PriorsRequest::Weights(weights.clone())
        );
        let written = serde_json::to_string(&PriorsRequest::Weights(weights)).unwrap();
        assert_eq!(written, r#"{"era":0.5,"writer":1.0}"#);
        assert!(read("\"all\"").unwrap_err().to_string().contains("\"none\""));
        assert!(read(r#"{"fame": 1}"#).unwrap_err().to_string().contains("popularity"));
    }
}
