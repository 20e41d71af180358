//! A word of a few, as typed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::catalog::Kind;

/// One of the few things of a kind, as a question names it: the thing, or a word that means none of
/// them, which [`QueryRequest::check`](crate::QueryRequest::check) refuses with those there are. In
/// JSON it is the word. Case does not matter, and spaces stand for hyphens.
///
/// ```
/// use tropewise::catalog::Airing;
/// use tropewise::schema::OneOf;
///
/// assert_eq!(OneOf::from("Not yet"), Airing::NotYet.into());
/// assert_eq!(OneOf::<Airing>::from("soon"), OneOf::Unknown("soon".into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOf<K> {
    /// The thing.
    Known(K),
    /// A word for none of them, as typed.
    Unknown(String),
}

impl<K> From<K> for OneOf<K>
where
    K: Kind,
{
    fn from(thing: K) -> Self {
        Self::Known(thing)
    }
}

impl<K: Kind> From<&str> for OneOf<K> {
    fn from(typed: &str) -> Self {
        let key = typed.trim().to_lowercase().replace([' ', '_'], "-");
        let known = K::ALL.iter().find(|(_, word)| word.to_lowercase() == key);
        known.map_or_else(|| Self::Unknown(typed.to_owned()), |(thing, _)| Self::Known(*thing))
    }
}

impl<K: Kind> From<String> for OneOf<K> {
    fn from(typed: String) -> Self {
        typed.as_str().into()
    }
}

impl<K: Kind> fmt::Display for OneOf<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Known(thing) => thing.word(),
            Self::Unknown(typed) => typed,
        })
    }
}

impl<K: Kind> Serialize for OneOf<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for OneOf<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Which words there are the field says.
#[cfg(feature = "schemars")]
impl<K> schemars::JsonSchema for OneOf<K> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OneOf".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}
