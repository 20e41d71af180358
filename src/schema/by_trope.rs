//! Names of tropes with a value each, and how a trope is avoided: in JSON an object or a list.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Names of tropes with a value each, in the order given. A name may stand twice here: whether two
/// names mean one trope is for [`QueryRequest::check`](crate::QueryRequest::check) to find.
#[derive(Debug, Clone, PartialEq)]
pub struct ByTrope<T>(pub Vec<(String, T)>);

impl<T> Default for ByTrope<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByTrope<T> {
    /// Adds a name with its value.
    pub fn push(&mut self, name: impl Into<String>, value: T) {
        self.0.push((name.into(), value));
    }

    /// Whether there is no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a ByTrope<T> {
    type Item = &'a (String, T);
    type IntoIter = std::slice::Iter<'a, (String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T> FromIterator<(String, T)> for ByTrope<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for ByTrope<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByTrope<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(std::marker::PhantomData))
    }
}

struct PairsVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
    type Value = ByTrope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of trope names and weights")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(ByTrope(pairs))
    }
}

/// How a trope is to be avoided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Avoid {
    /// Drop every drama that has it at the veto threshold or above (a content warning: at all).
    Veto,
    /// Multiply the score by `1 - weight · strength`; weight in [0, 1].
    Soft(f32),
}

/// What is avoided, from an object or from a list of vetoes.
pub(super) fn object_or_list<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<ByTrope<Avoid>, D::Error> {
    struct AvoidsVisitor;
    impl<'de> Visitor<'de> for AvoidsVisitor {
        type Value = ByTrope<Avoid>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(
                "a list of trope names, or an object of trope names and \"veto\" or a weight",
            )
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(name) = seq.next_element()? {
                pairs.push((name, Avoid::Veto));
            }
            Ok(ByTrope(pairs))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            PairsVisitor(std::marker::PhantomData).visit_map(map)
        }
    }
    deserializer.deserialize_any(AvoidsVisitor)
}

/// Least strength of a required trope of which none is given: that from which a veto drops a drama.
const REQUIRED: f32 = 0.4;

/// What is required, from an object or from a list of names.
pub(super) fn required_object_or_list<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<ByTrope<f32>, D::Error> {
    struct RequiresVisitor;
    impl<'de> Visitor<'de> for RequiresVisitor {
        type Value = ByTrope<f32>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of trope names, or an object of trope names and least strengths")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(name) = seq.next_element()? {
                pairs.push((name, REQUIRED));
            }
            Ok(ByTrope(pairs))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            PairsVisitor(std::marker::PhantomData).visit_map(map)
        }
    }
    deserializer.deserialize_any(RequiresVisitor)
}

impl Serialize for Avoid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Veto => serializer.serialize_str("veto"),
            Self::Soft(weight) => serializer.serialize_f32(*weight),
        }
    }
}

impl<'de> Deserialize<'de> for Avoid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AvoidVisitor;
        impl Visitor<'_> for AvoidVisitor {
            type Value = Avoid;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"veto\" or a weight from 0 to 1")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Avoid, E> {
                if text == "veto" {
                    Ok(Avoid::Veto)
                } else {
                    Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
                }
            }

            fn visit_f64<E>(self, weight: f64) -> Result<Avoid, E> {
                Ok(Avoid::Soft(weight as f32))
            }

            fn visit_u64<E>(self, weight: u64) -> Result<Avoid, E> {
                Ok(Avoid::Soft(weight as f32))
            }

            fn visit_i64<E>(self, weight: i64) -> Result<Avoid, E> {
                Ok(Avoid::Soft(weight as f32))
            }
        }
        deserializer.deserialize_any(AvoidVisitor)
    }
}

#[cfg(feature = "schemars")]
pub(super) mod json_schema {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Avoid, ByTrope};

    impl<T: JsonSchema> JsonSchema for ByTrope<T> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            format!("ByTrope_{}", T::schema_name()).into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            BTreeMap::<String, T>::json_schema(generator)
        }
    }

    impl JsonSchema for Avoid {
        fn schema_name() -> Cow<'static, str> {
            "Avoid".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "How a trope is to be avoided: `veto` drops every drama that has it \
                    at the veto threshold or above (a content warning: at all); a weight w \
                    multiplies the score by 1 - w · strength.",
                "anyOf": [{ "const": "veto" }, { "type": "number", "minimum": 0, "maximum": 1 }],
            })
        }
    }

    /// A weight in [0, 1].
    pub struct Weight;

    impl JsonSchema for Weight {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Weight".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
        }
    }

    /// A strength in (0, 1].
    pub struct Least;

    impl JsonSchema for Least {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Least".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1 })
        }
    }

    /// The two forms of `require`.
    #[derive(JsonSchema)]
    #[schemars(untagged, inline)]
    #[allow(dead_code)]
    pub enum Requires {
        /// Each trope with its least strength.
        Each(ByTrope<Least>),
        /// Tropes, all of them at 0.4 or more.
        Names(Vec<String>),
    }

    /// The two forms of `avoid`.
    #[derive(JsonSchema)]
    #[schemars(untagged, inline)]
    #[allow(dead_code)]
    pub enum Avoids {
        /// Each trope with how it is to be avoided.
        Each(ByTrope<Avoid>),
        /// Tropes, all of them vetoed.
        Vetoes(Vec<String>),
    }
}
